package output

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
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
	if err := p.takeDown(); err != nil {
		return err
	}
	if err := p.parent.RemoveAll(p.fresh); err != nil {
		return explain("ta bort", filepath.Join(filepath.Dir(p.shown), p.fresh), err)
	}
	return nil
}

// swap puts the new site in the place of the old. No system can exchange two
// folders in one step everywhere, hence two steps, and mend for what a stop
// between them leaves.
func (p place) swap() error {
	replaced := p.exists(p.name)
	if replaced {
		if err := p.rename(p.name, p.old); err != nil {
			return err
		}
	}
	if err := p.rename(p.fresh, p.name); err != nil {
		if replaced {
			p.parent.Rename(p.old, p.name)
		}
		return err
	}
	return p.takeDown()
}

// takeDown removes the old site, if there is one. What is not ours is first
// moved to the new site. The marker goes last: as long as it is there, a run
// that is cut off can be finished by the next.
func (p place) takeDown() error {
	if !p.exists(p.old) {
		return nil
	}
	foreign, folders, err := p.contents(p.old)
	if err != nil {
		return err
	}
	for _, name := range foreign {
		if err := p.carry(name); err != nil {
			return err
		}
	}
	ours, err := p.readManifest(p.old)
	if err != nil {
		return err
	}
	delete(ours, marker)
	for name := range ours {
		p.parent.Remove(filepath.Join(p.old, name))
	}
	slices.Reverse(folders)
	for _, name := range folders[:len(folders)-1] {
		p.parent.Remove(filepath.Join(p.old, name))
	}
	p.parent.Remove(filepath.Join(p.old, marker))
	if err := p.parent.Remove(p.old); err != nil {
		return explain("ta bort", filepath.Join(filepath.Dir(p.shown), p.old), err)
	}
	return nil
}

// carry moves a file that is not ours from the old site to the new.
func (p place) carry(name string) error {
	to := filepath.Join(p.name, filepath.FromSlash(name))
	if p.exists(to) {
		return fmt.Errorf("%s finns både i den nya webbplatsen och i %s. Flytta undan den ena och bygg igen",
			p.show(name), filepath.Join(filepath.Dir(p.shown), p.old))
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
			return explain("flytta", filepath.Join(filepath.Dir(p.shown), from), err)
		}
		time.Sleep(wait)
	}
}
