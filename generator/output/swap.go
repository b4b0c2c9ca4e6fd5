package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"time"

	"provtryck/generator/disk"
)

// repair cleans up after an interrupted run. There are three cases: it was writing
// the new site, between the two steps of the swap, or removing the old site.
func (p place) repair() error {
	if p.exists(p.old) && !p.exists(p.name) {
		if err := p.rename(p.old, p.name); err != nil {
			return err
		}
	}
	if err := p.checkOwned(); err != nil {
		return err
	}
	if p.exists(p.old) {
		if err := p.takeDown(); err != nil {
			return err
		}
	}
	if err := p.parent.RemoveAll(p.fresh); err != nil {
		return disk.Explain("ta bort", p.beside(p.fresh), err)
	}
	return nil
}

// swap replaces the old site by the new one. Not every system can exchange two
// folders in one step, hence two steps, and repair for a stop between them.
func (p place) swap() error {
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
		return p.takeDown()
	}
	return nil
}

// takeDown removes the old site. The marker goes last: as long as it is there, the
// next run can finish the work. A file that is not ours, which has just come there,
// stays and is an error.
func (p place) takeDown() error {
	ours, err := p.readManifest(p.old)
	if err != nil {
		return err
	}
	root, err := p.parent.OpenRoot(p.old)
	if err != nil {
		return disk.Explain("läsa", p.beside(p.old), err)
	}
	removeOurs(root, ".", ours)
	root.Remove(marker)
	root.Close()
	if err := p.parent.Remove(p.old); err != nil {
		return disk.Explain("ta bort", p.beside(p.old), err)
	}
	return nil
}

// removeOurs removes the files of a site, except for the marker, and the folders
// that are then empty. It ignores errors: what cannot be removed keeps its folder,
// whose removal then fails. Going down folder by folder is twice as fast as using
// whole paths from the top.
func removeOurs(root *os.Root, dir string, ours manifest) {
	entries, _ := fs.ReadDir(root.FS(), ".")
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if ours[name] && name != marker || disk.OfSystem(e.Name()) {
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

// rename tries again for a while on Windows, where a folder cannot be moved as
// long as a virus scanner or a browser has one of its files open.
func (p place) rename(from, to string) error {
	for wait := 50 * time.Millisecond; ; wait *= 2 {
		err := p.parent.Rename(from, to)
		if err == nil {
			return nil
		}
		if runtime.GOOS != "windows" || wait > time.Second {
			return disk.Explain("flytta", p.beside(from), err)
		}
		time.Sleep(wait)
	}
}
