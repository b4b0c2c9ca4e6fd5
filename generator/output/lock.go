package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"provtryck/generator/disk"
)

// ErrHeld means that another run has the lock.
var ErrHeld = errors.New("låset är taget")

// lockName is the file in the working folder that a run locks.
const lockName = "las"

// maxTries is how many times in a row another run may end just as we begin.
const maxTries = 100

// lock makes the working folder and locks it, or reports which process has it.
//
// The system keeps the lock for as long as the process lives. A process id in a
// file would be simpler, but a run that was killed leaves it behind, and by then
// another process may have the number – in a container it is always 1. Here the
// number is only for the message.
func (p place) lock() (release func(), err error) {
	path := filepath.Join(p.parent.Name(), p.work, lockName)
	for range maxTries {
		if err := p.parent.Mkdir(p.work, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, disk.Explain("skapa", p.beside(p.work), err)
		}
		if err := p.checkWork(); err != nil {
			return nil, err
		}
		f, err := Exclusive(path)
		if errors.Is(err, ErrHeld) {
			break
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue // the other run took the working folder with it
		}
		if err != nil {
			return nil, disk.Explain("låsa", path, err)
		}
		fmt.Fprintln(f, os.Getpid())
		return func() {
			Discard(f)
			os.Remove(filepath.Dir(path)) // if nothing is left in it
		}, nil
	}
	holder, _ := os.ReadFile(path)
	return nil, fmt.Errorf("ett annat bygge skriver just nu till %s (process %s). "+
		"Vänta tills det är klart och bygg igen", p.shown, strings.TrimSpace(string(holder)))
}

// Exclusive opens an empty file that one process has at a time, until it closes it. It takes
// over what a process that was killed has left, and returns [ErrHeld] when another has it.
func Exclusive(path string) (*os.File, error) {
	for range maxTries {
		f, err := openLocked(path)
		if err != nil {
			return nil, err
		}
		if current(f, path) {
			if err := f.Truncate(0); err != nil {
				f.Close()
				return nil, err
			}
			return f, nil
		}
		f.Close()
	}
	return nil, ErrHeld
}

// LockFolder makes a folder and keeps others from it until it is released, in this program or another that
// locks it. It waits so long for another, and then returns [ErrHeld]. Other errors are in Swedish.
func LockFolder(root *os.Root, folder string, patience time.Duration) (release func(), err error) {
	if err := root.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("mappen %s går inte att skapa: %w", folder, disk.Writing(err))
	}
	if info, err := root.Lstat(folder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s är ingen mapp", folder)
	}
	name := filepath.Join(root.Name(), filepath.FromSlash(folder), ".las")
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		f, err := Exclusive(name)
		switch {
		case err == nil:
			return func() { Discard(f) }, nil
		case !errors.Is(err, ErrHeld):
			return nil, fmt.Errorf("mappen %s går inte att låsa: %w", folder, disk.Writing(err))
		case time.Now().After(end):
			return nil, ErrHeld
		}
	}
}

// checkWork refuses a working folder that is not ours: where others can write, they
// may have replaced it or the lock by a link.
func (p place) checkWork() error {
	if info, err := p.parent.Lstat(p.work); err == nil && !info.IsDir() {
		return fmt.Errorf("%s är ingen mapp; ta bort den och bygg igen", p.beside(p.work))
	}
	lock := filepath.Join(p.work, lockName)
	if info, err := p.parent.Lstat(lock); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s är ingen vanlig fil; ta bort den och bygg igen", p.beside(lock))
	}
	return nil
}

// current reports whether path is still the file that we have opened, and not
// a later one: the run before us removes it when it is done.
func current(f *os.File, path string) bool {
	ours, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(ours, there)
}

// Discard removes a file that [Exclusive] has opened, while it is still locked, so that no
// other takes a lock that is about to vanish. Windows does not remove an open file: there it
// is removed after, and only if no other has opened it.
func Discard(f *os.File) {
	err := os.Remove(f.Name())
	f.Close()
	if err != nil {
		os.Remove(f.Name())
	}
}
