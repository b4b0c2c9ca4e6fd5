package output

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"provtryck/generator/disk"
)

// A writer fills the folder of the new site. Its emit may be called by several
// goroutines at once. The folder has just been made and is empty, and paths
// cannot lead out of it (checkPath), so it writes by whole paths: going down
// through an [os.Root] takes two system calls for each part of each path.
type writer struct {
	place  place
	dir    string // the folder of the new site
	masked bool   // umask makes files that others cannot read

	names   *Names
	mu      sync.Mutex              // for the fields below
	err     error                   // the first
	folders map[string]func() error // makes a folder, once, by its path
}

func newWriter(p place) (*writer, error) {
	if err := p.parent.Mkdir(p.fresh, 0o755); err != nil {
		return nil, disk.Explain("skapa", p.shown, err)
	}
	w := &writer{
		place: p, dir: filepath.Join(p.parent.Name(), p.fresh),
		names: NewNames(), folders: map[string]func() error{},
	}
	// A strict umask takes the same bits from a folder as from a file, so this
	// folder shows whether every mode must be set by hand.
	if info, err := os.Stat(w.dir); err == nil && info.Mode().Perm() != 0o755 {
		w.masked = true
	}
	return w, w.chmod(".", 0o755)
}

// emit writes one file of the site and remembers the first error, so that it
// counts even if the caller overlooks it.
func (w *writer) emit(name string, data []byte) error {
	err := w.put(name, data)
	if err != nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.err == nil {
			w.err = err
		}
	}
	return err
}

func (w *writer) put(name string, data []byte) error {
	if err := w.names.Take(name); err != nil {
		return err
	}
	if err := w.folder(path.Dir(name)); err != nil {
		return err
	}
	return w.write(name, data)
}

// folder makes dir and those above it, each once. Goroutines wait for one another
// only if they need the same folder.
func (w *writer) folder(dir string) error {
	if dir == "." {
		return nil
	}
	w.mu.Lock()
	once, known := w.folders[dir]
	if !known {
		once = sync.OnceValue(func() error { return w.mkdir(dir) })
		w.folders[dir] = once
	}
	w.mu.Unlock()
	return once()
}

func (w *writer) mkdir(dir string) error {
	if err := w.folder(path.Dir(dir)); err != nil {
		return err
	}
	// Folders that differ in letter case are one on some machines.
	if err := os.Mkdir(w.path(dir), 0o755); err != nil && !os.IsExist(err) {
		return disk.Explain("skapa", w.place.show(dir), err)
	}
	return w.chmod(dir, 0o755)
}

func (w *writer) write(name string, data []byte) error {
	if err := os.WriteFile(w.path(name), data, 0o644); err != nil {
		return disk.Explain("skriva", w.place.show(name), err)
	}
	return w.chmod(name, 0o644)
}

func (w *writer) chmod(name string, mode fs.FileMode) error {
	if !w.masked {
		return nil
	}
	if err := os.Chmod(w.path(name), mode); err != nil {
		return disk.Explain("skriva", w.place.show(name), err)
	}
	return nil
}

func (w *writer) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// manifest returns the content of the marker: all that has been written, sorted.
func (w *writer) manifest() []byte {
	return []byte(markerVersion + "\n" + strings.Join(w.names.sorted(), "\n") + "\n")
}
