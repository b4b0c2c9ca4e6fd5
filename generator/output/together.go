package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"provtryck/generator/disk"
)

// ErrChanged is that a file is not as it was expected to be: somebody has saved, made or removed it.
var ErrChanged = errors.New("har ändrats under tiden; kör kommandot igen")

// Exchange writes some files and removes others: they are as in before, and are to be as in after. A
// file that is only in after is new, one that is only in before is removed.
//
// A file that is not as in before is left, and so are all others: the error is [ErrChanged]. A new file
// never takes the place of one that has come there in the meantime; a save in the very moment between
// the last look at a file and its replacement cannot be seen.
//
// All are first written beside their places, so that a full disk or a folder that may not be written to
// changes nothing. Where one cannot be put in its place, those that were are put back, and the error
// names those that cannot be. What is to be removed is removed last: broken off before that, a move has
// lost nothing, and can be made again.
func Exchange(root *os.Root, before, after map[string][]byte) error {
	e := exchange{root: root, before: before, after: after, staged: map[string]string{}}
	if err := e.write(); err != nil {
		return errors.Join(err, e.undo())
	}
	return e.remove()
}

// An exchange is one under way.
type exchange struct {
	root          *os.Root
	before, after map[string][]byte
	staged        map[string]string // the files beside their places, by the names that they are to have
	placed        []string          // the files that are in their places
	folders       []string          // that were made for it
}

// write puts all files in their places.
func (e *exchange) write() error {
	names := slices.Sorted(maps.Keys(e.after))
	for _, name := range names {
		if err := e.stage(name); err != nil {
			return err
		}
	}
	if err := e.unchanged(slices.Sorted(maps.Keys(e.before))); err != nil {
		return err
	}
	for _, name := range names {
		if err := e.place(name); err != nil {
			return err
		}
	}
	return e.unchanged(e.gone())
}

// gone returns the files that are to be removed.
func (e *exchange) gone() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(e.before)), func(name string) bool {
		_, stays := e.after[name]
		return stays
	})
}

// unchanged checks that files are as they were.
func (e *exchange) unchanged(names []string) error {
	for _, name := range names {
		now, err := e.root.ReadFile(name)
		switch {
		case err == nil && !bytes.Equal(now, e.before[name]), errors.Is(err, fs.ErrNotExist):
			return changed(name)
		case err != nil:
			return err
		}
	}
	return nil
}

func changed(name string) error { return fmt.Errorf("%s %w", name, ErrChanged) }

// stage writes a file beside its place.
func (e *exchange) stage(name string) error {
	mode := fs.FileMode(0o644)
	switch info, err := e.root.Lstat(name); {
	case err == nil && !info.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: name, Err: fs.ErrExist}
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := e.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	next := path.Join(path.Dir(name), disk.Staging(path.Base(name)))
	f, err := e.root.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	e.staged[name] = next
	_, err = f.Write(e.after[name])
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
	switch err := e.root.Mkdir(name, 0o755); {
	case errors.Is(err, fs.ErrExist): // somebody else has made it in the meantime
		return nil
	case err != nil:
		return err
	}
	e.folders = append(e.folders, name)
	return nil
}

// place moves a staged file to its place.
func (e *exchange) place(name string) error {
	if _, replaces := e.before[name]; !replaces {
		return e.settle(name)
	}
	if err := e.unchanged([]string{name}); err != nil {
		return err
	}
	return e.rename(name)
}

// settle moves a staged file to a place where nothing is. On disks that know no links, an empty file
// holds the place for a moment.
func (e *exchange) settle(name string) error {
	err := e.root.Link(e.staged[name], name)
	if err == nil {
		e.placed = append(e.placed, name)
		return e.root.Remove(e.staged[name])
	}
	if !errors.Is(err, fs.ErrExist) {
		var held *os.File
		if held, err = e.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644); err == nil {
			if err = errors.Join(held.Close(), e.rename(name)); err != nil {
				err = errors.Join(err, e.root.Remove(name))
			}
			return err
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return changed(name)
	}
	return err
}

func (e *exchange) rename(name string) error {
	if err := e.root.Rename(e.staged[name], name); err != nil {
		return err
	}
	e.placed = append(e.placed, name)
	delete(e.staged, name)
	return nil
}

// remove removes what is to be gone, with the folders that become empty. It goes on when one cannot be
// removed.
func (e *exchange) remove() error {
	var left []error
	gone := e.gone()
	for _, name := range gone {
		if err := e.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			left = append(left, err)
		}
	}
	for _, name := range gone {
		for folder := path.Dir(name); folder != "." && e.root.Remove(folder) == nil; folder = path.Dir(folder) {
		}
	}
	return errors.Join(left...)
}

// undo puts back what was in the places, and removes all that has been made. What somebody has changed
// since is left. The error names what could not be put back.
func (e *exchange) undo() error {
	var left []error
	for _, name := range e.placed {
		if now, err := e.root.ReadFile(name); err != nil || !bytes.Equal(now, e.after[name]) {
			continue
		}
		if before, replaced := e.before[name]; replaced {
			left = append(left, ReplaceFile(e.root, name, before))
		} else {
			left = append(left, e.root.Remove(name))
		}
	}
	for _, next := range e.staged {
		_ = e.root.Remove(next)
	}
	for _, folder := range slices.Backward(e.folders) {
		_ = e.root.Remove(folder)
	}
	return errors.Join(left...)
}
