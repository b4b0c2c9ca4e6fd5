package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"time"
)

// mend puts right what a run that was cut off has left behind. There are three
// cases, by where it was cut off: while it wrote the new site, between the two
// steps of the swap, and while it took down the old site.
func (p place) mend() error {
	if p.exists(p.old) && !p.exists(p.name) {
		if err := p.rename(p.old, p.name); err != nil {
			return err
		}
	}
	if err := p.checkOwned(); err != nil {
		return err
	}
	if p.exists(p.old) {
		rest, err := p.takeStock(p.old)
		if err != nil {
			return err
		}
		if err := p.takeDown(rest); err != nil {
			return err
		}
	}
	if err := p.parent.RemoveAll(p.fresh); err != nil {
		return explain("ta bort", p.beside(p.fresh), err)
	}
	return nil
}

// swap puts the new site in the place of the old, which holds the stock given.
// No system can exchange two folders in one step everywhere, hence two steps,
// and mend for what a stop between them leaves.
func (p place) swap(old stock) error {
	replaces := p.exists(p.name)
	if replaces {
		if err := p.rename(p.name, p.old); err != nil {
			return err
		}
	}
	if err := p.rename(p.fresh, p.name); err != nil {
		if replaces {
			return errors.Join(err, p.rename(p.old, p.name))
		}
		return err
	}
	if replaces {
		return p.takeDown(old)
	}
	return nil
}

// takeDown removes the old site. What is not ours is first moved to the new
// site. The marker goes last: as long as it is there, a run that is cut off
// can be finished by the next.
func (p place) takeDown(s stock) error {
	for _, name := range s.foreign {
		if err := p.carry(name); err != nil {
			return err
		}
	}
	root, err := p.parent.OpenRoot(p.old)
	if err != nil {
		return explain("läsa", p.beside(p.old), err)
	}
	removeOurs(root, ".", s.ours)
	root.Remove(marker)
	root.Close()
	if err := p.parent.Remove(p.old); err != nil {
		return explain("ta bort", p.beside(p.old), err)
	}
	return nil
}

// removeOurs removes the files of a site, except for the marker, and the folders
// that are then empty. Errors do not matter here: what cannot be removed keeps
// its folder, which is found when that is removed. Going down folder by folder
// is twice as fast as giving every path from the top.
func removeOurs(root *os.Root, dir string, ours manifest) {
	entries, _ := fs.ReadDir(root.FS(), ".")
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if ours[name] && name != marker {
			root.Remove(e.Name())
		}
		if !e.IsDir() {
			continue
		}
		if folder, err := root.OpenRoot(e.Name()); err == nil {
			removeOurs(folder, name, ours)
			folder.Close()
			root.Remove(e.Name())
		}
	}
}

// carry moves a file that is not ours from the old site to the new.
func (p place) carry(name string) error {
	to := filepath.Join(p.name, filepath.FromSlash(name))
	if p.exists(to) {
		return fmt.Errorf("%s finns både i den nya webbplatsen och i %s. Flytta undan den ena och bygg igen",
			p.show(name), p.beside(p.old))
	}
	if err := p.parent.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return explain("flytta", p.show(name), err)
	}
	return p.rename(filepath.Join(p.old, filepath.FromSlash(name)), to)
}

// rename tries again for a while on Windows, where a folder cannot be moved as
// long as a virus scanner or a browser has one of its files open.
func (p place) rename(from, to string) error {
	for wait := 50 * time.Millisecond; ; wait *= 2 {
		err := p.parent.Rename(from, to)
		if err == nil {
			return nil
		}
		if runtime.GOOS != "windows" || wait > time.Second {
			return explain("flytta", p.beside(from), err)
		}
		time.Sleep(wait)
	}
}
