package preview

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A snapshot is what is in the watched folders, by path. Folders have the zero
// stamp: when their own time changes, so does what is in them.
type snapshot map[string]stamp

// A stamp changes when a file does. It is not a proof, as a hash of the content
// would be, but costs no reading; the build has the proof.
type stamp struct {
	file     bool
	size     int64
	modified int64
}

// scanned is a snapshot and how many events had been heard when it was begun.
type scanned struct {
	snapshot
	heard int
	took  time.Duration
}

// scan reads through all folders. Visit, if not nil, is called for every
// folder before it is read, so that nothing can come into it unnoticed.
func (w *Watcher) scan(visit func(dir string)) snapshot {
	found := snapshot{}
	for _, dir := range w.options.Dirs {
		w.scanFolder(dir, found, visit)
	}
	return found
}

// scanFolder adds dir and what is in it. What cannot be read is left out, and
// is a change when it can be read again. Links are not followed, but dir itself
// may be one.
func (w *Watcher) scanFolder(dir string, found snapshot, visit func(string)) {
	walk := func(name string, d fs.DirEntry, err error) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		switch {
		case err != nil:
			return nil
		case name != "." && w.ignored(path):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			found[path] = stamp{}
			if visit != nil {
				visit(path)
			}
			return nil
		}
		if info, err := d.Info(); err == nil {
			found[path] = stampOf(info)
		}
		return nil
	}
	_ = fs.WalkDir(os.DirFS(dir), ".", walk) // walk passes over what it cannot read
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{true, info.Size(), info.ModTime().UnixNano()}
}

// told takes in one event and reports whether it is a change. A new folder may
// have got files before the system was asked about it, so it is read at once.
func (w *Watcher) told(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || w.ignored(e.Name) {
		return false
	}
	w.heard++
	w.add(e.Name)
	info, err := os.Lstat(e.Name)
	switch {
	case err != nil:
		w.forget(e.Name)
	case info.IsDir():
		w.forget(e.Name)
		w.scanFolder(e.Name, w.seen, w.watch)
	default:
		w.seen[e.Name] = stampOf(info)
	}
	return true
}

// forget removes a file, or a folder with all that was in it.
func (w *Watcher) forget(path string) {
	if s, known := w.seen[path]; known && s.file {
		delete(w.seen, path)
		return
	}
	below := path + string(filepath.Separator)
	maps.DeleteFunc(w.seen, func(p string, _ stamp) bool { return p == path || strings.HasPrefix(p, below) })
}

// found compares a scan with what has been told, and reports whether something
// has happened without being told. A scan that events fell into is a mixture
// of before and after, and says nothing; the next will do.
func (w *Watcher) found(s scanned) bool {
	if s.heard != w.heard {
		return false
	}
	same := true
	for path, now := range s.snapshot {
		if before, known := w.seen[path]; !known || before != now {
			w.add(path)
			same = false
		}
	}
	for path := range w.seen {
		if _, known := s.snapshot[path]; !known {
			w.add(path)
			same = false
		}
	}
	w.seen = s.snapshot
	if !same {
		w.rewatch()
	}
	return !same
}

// rewatch asks for notices about folders that have come without one, as when a
// watched folder was taken away and put back.
func (w *Watcher) rewatch() {
	if w.system == nil {
		return
	}
	watched := w.system.WatchList()
	slices.Sort(watched)
	for path, s := range w.seen {
		if _, known := slices.BinarySearch(watched, path); !known && !s.file {
			w.watch(path)
		}
	}
}

// ignored reports whether a path is not worth a build.
func (w *Watcher) ignored(path string) bool {
	return passing(filepath.Base(path))
}

// passing knows the names of files that come and go while one works, and of
// folders that are large and not ours.
func passing(name string) bool {
	switch name {
	case ".git", "node_modules", ".DS_Store", "Thumbs.db", "4913": // the last is Vim's
		return true
	}
	for _, prefix := range []string{".#", "~$", ".~lock."} { // Emacs, Word, LibreOffice
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	for _, suffix := range []string{"~", ".swp", ".swx", ".swo", ".tmp", ".part", ".crdownload"} {
		if strings.HasSuffix(strings.ToLower(name), suffix) {
			return true
		}
	}
	return strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}
