package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"provtryck/generator/disk"
)

// repair goes on from where an interrupted run stopped: between the two steps of a swap,
// or with folders that are not in use any longer.
func (p place) repair() error {
	if p.exists(p.old) && !p.exists(p.name) {
		if err := p.rename(p.old, p.name); err != nil {
			return err
		}
	}
	if err := p.checkOwned(); err != nil {
		return err
	}
	p.clean()
	return nil
}

// swap replaces the old site by the new one: in one step where the system can exchange
// two folders, otherwise in two, with repair for a stop between them. The old site is then
// in the place where the new one was written.
func (p place) swap() error {
	if !p.exists(p.name) {
		return p.rename(p.fresh, p.name)
	}
	if p.exchange(p.fresh, p.name) == nil {
		return nil
	}
	return p.swapInSteps()
}

func (p place) swapInSteps() error {
	if p.exists(p.old) { // what could not be removed of an earlier one
		if err := p.rename(p.old, p.unused("gammal")); err != nil {
			return err
		}
	}
	if err := p.rename(p.name, p.old); err != nil {
		return err
	}
	if err := p.rename(p.fresh, p.name); err != nil {
		return errors.Join(err, p.rename(p.old, p.name))
	}
	_ = p.rename(p.old, p.fresh) // or it is removed where it is
	return nil
}

// unused returns a path in the working folder that nothing has: "ny", or "ny-2" where
// a folder that could not be removed has that.
func (p place) unused(name string) string {
	path := filepath.Join(p.work, name)
	for n := 2; p.exists(path); n++ {
		path = filepath.Join(p.work, name+"-"+strconv.Itoa(n))
	}
	return path
}

// clean removes the sites in the working folder, which are not in use any longer, and
// returns why one could not be removed, for each.
func (p place) clean() (left []error) {
	entries, err := fs.ReadDir(p.parent.FS(), p.work)
	if err != nil {
		return []error{disk.Explain("läsa", p.beside(p.work), err)}
	}
	for _, e := range entries {
		switch name := filepath.Join(p.work, e.Name()); {
		case e.Name() == lockName:
			continue
		case !e.IsDir() && disk.OfSystem(e.Name()):
			_ = p.parent.Remove(name) // or it is made again
			continue
		case !e.IsDir():
			left = append(left, fmt.Errorf("%s har inte skrivits av Provtryck; flytta filen till en annan plats", p.beside(name)))
			continue
		}
		if err := patiently(func() error { return p.takeDown(filepath.Join(p.work, e.Name())) }); err != nil {
			left = append(left, err)
		}
	}
	return left
}

// takeDown removes a site. The marker goes last: as long as any of our files is left, so is
// the marker, and the next run goes on. A file that is not ours, which has just come there,
// stays. What has no marker is a new site that was never finished, or an empty folder.
func (p place) takeDown(dir string) error {
	ours, err := p.readManifest(dir)
	if err != nil {
		return err
	}
	if half := strings.HasPrefix(filepath.Base(dir), "ny"); ours == nil && half {
		if err := p.parent.RemoveAll(dir); err != nil {
			return disk.Explain("ta bort", p.beside(dir), err)
		}
		return nil
	}
	root, err := p.parent.OpenRoot(dir)
	if err != nil {
		return disk.Explain("läsa", p.beside(dir), err)
	}
	defer root.Close()
	if err := p.removeOurs(root, dir, ".", ours); err != nil {
		return err
	}
	if err := root.Remove(marker); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return disk.Explain("ta bort", p.beside(filepath.Join(dir, marker)), err)
	}
	root.Close() // Windows removes no folder that is open
	if err := p.parent.Remove(dir); err != nil {
		return disk.Explain("ta bort", p.beside(dir), err)
	}
	return nil
}

// removeOurs removes all files of a site but the marker, and the folders that are then
// empty, and returns the first error. Going down folder by folder is twice as fast as
// using whole paths from the top.
func (p place) removeOurs(root *os.Root, site, dir string, ours manifest) error {
	entries, err := fs.ReadDir(root.FS(), ".")
	first := explained(err, "läsa", p.beside(filepath.Join(site, dir)))
	note := func(err error) {
		if first == nil {
			first = err
		}
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		shown := p.beside(filepath.Join(site, filepath.FromSlash(name)))
		switch {
		case name == marker:
		case e.IsDir():
			folder, err := root.OpenRoot(e.Name())
			if err != nil {
				note(disk.Explain("läsa", shown, err))
				continue
			}
			err = p.removeOurs(folder, site, name, ours)
			folder.Close()
			if err == nil {
				err = explained(root.Remove(e.Name()), "ta bort", shown)
			}
			note(err)
		case ours[name], disk.OfSystem(e.Name()):
			note(explained(root.Remove(e.Name()), "ta bort", shown))
		default:
			note(fmt.Errorf("%s har inte skrivits av Provtryck; flytta filen till en annan plats", shown))
		}
	}
	return first
}

// explained is [disk.Explain] for what may have succeeded.
func explained(err error, verb, path string) error {
	if err == nil {
		return nil
	}
	return disk.Explain(verb, path, err)
}

func (p place) rename(from, to string) error {
	return explained(patiently(func() error { return p.parent.Rename(from, to) }), "flytta", p.beside(from))
}

// patiently tries again for a while on Windows, where a file cannot be moved or removed as
// long as a virus scanner or a browser has it open.
func patiently(do func() error) error {
	for wait := 50 * time.Millisecond; ; wait *= 2 {
		err := do()
		if err == nil || runtime.GOOS != "windows" || wait > time.Second {
			return err
		}
		time.Sleep(wait)
	}
}
