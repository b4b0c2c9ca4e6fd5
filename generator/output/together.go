package output

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
)

// Exchange writes some files and removes others. All are first written beside their places, so that
// a full disk or a folder that may not be written to changes nothing; where one cannot be put in its
// place, those that were are as they had been. What is to be removed is removed last: broken off
// before that, a move has lost nothing, and can be made again.
func Exchange(root *os.Root, files map[string][]byte, gone []string) error {
	e := exchange{root: root, staged: map[string]string{}, before: map[string][]byte{}}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if err := e.stage(name, files[name]); err != nil {
			e.undo(nil)
			return err
		}
	}
	for i, name := range names {
		if err := root.Rename(e.staged[name], name); err != nil {
			e.undo(names[:i])
			return err
		}
		delete(e.staged, name)
	}
	var left []error
	for _, name := range gone {
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			left = append(left, err)
		}
	}
	for _, name := range gone {
		for folder := path.Dir(name); folder != "." && root.Remove(folder) == nil; folder = path.Dir(folder) {
		}
	}
	return errors.Join(left...)
}

// An exchange is one under way.
type exchange struct {
	root    *os.Root
	staged  map[string]string // the files beside their places, by the names that they are to have
	before  map[string][]byte // what was in the places, of those where something was
	folders []string          // that were made for it
}

// stage writes a file beside its place.
func (e *exchange) stage(name string, data []byte) error {
	mode := fs.FileMode(0o644)
	before, err := e.root.ReadFile(name)
	switch {
	case err == nil:
		e.before[name] = before
		info, err := e.root.Stat(name)
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := e.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	next := path.Join(path.Dir(name), "."+path.Base(name)+"."+rand.Text()+".tmp")
	e.staged[name] = next
	f, err := e.root.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// makeFolder makes a folder with those above it.
func (e *exchange) makeFolder(name string) error {
	if _, err := e.root.Stat(name); err == nil || name == "." {
		return nil
	}
	if err := e.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	e.folders = append(e.folders, name)
	return e.root.Mkdir(name, 0o755)
}

// undo puts back what was in some places, and removes all that has been made. What cannot be put back
// is left as it is: its former words are those of a link.
func (e *exchange) undo(placed []string) {
	for _, name := range placed {
		if before, replaced := e.before[name]; replaced {
			_ = ReplaceFile(e.root, name, before)
		} else {
			_ = e.root.Remove(name)
		}
	}
	for _, next := range e.staged {
		_ = e.root.Remove(next)
	}
	for _, folder := range slices.Backward(e.folders) {
		_ = e.root.Remove(folder)
	}
}
