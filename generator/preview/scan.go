package preview

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"provtryck/generator/disk"
)

// A snapshot is what is in the watched folders, by path. Folders have the zero
// stamp: when their own time changes, so does their content.
type snapshot map[string]stamp

// A stamp changes when a file does. It proves less than a hash of the content would,
// but costs no reading; the build compares hashes.
type stamp struct {
	file     bool
	size     int64
	modified int64 // nanoseconds
}

// changes lists, sorted, what differs between two snapshots, of which after has just
// been made. After notices it also lists files whose time is so recent that they may
// have changed without a new time.
func (before snapshot) changes(after snapshot, noticed bool) []string {
	unsure := time.Now().Add(-disk.Settling).UnixNano()
	var paths []string
	for path, s := range after {
		if old, known := before[path]; !known || s != old || noticed && s.modified > unsure {
			paths = append(paths, path)
		}
	}
	for path := range before {
		if _, known := after[path]; !known {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// scan reads through all folders, and asks for notices about new ones.
func (w *Watcher) scan() snapshot {
	var listening []string
	if w.system != nil {
		listening = w.system.WatchList()
		slices.Sort(listening)
	}
	found := make(snapshot, len(w.seen))
	for _, dir := range w.options.Dirs {
		w.scanFolder(filepath.Clean(dir), found, listening)
	}
	return found
}

// scanFolder adds dir and what is in it. What cannot be read is left out, and is a
// change when it can be read again. Links are not followed, but dir itself may be
// one. Notices about a folder are asked for before it is read, so that nothing new
// in it goes unnoticed.
func (w *Watcher) scanFolder(dir string, found snapshot, listening []string) {
	if _, known := slices.BinarySearch(listening, dir); !known {
		w.watch(dir)
	}
	entries, err := os.ReadDir(dir)
	if err == nil {
		found[dir] = stamp{}
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if w.passing(e.Name()) {
			continue
		}
		if e.IsDir() {
			w.scanFolder(path, found, listening)
		} else if info, err := e.Info(); err == nil {
			found[path] = stamp{true, info.Size(), info.ModTime().UnixNano()}
		}
	}
}
