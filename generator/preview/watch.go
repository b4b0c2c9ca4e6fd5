package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// usualQuiet is how long the folders must be still before they are read through.
	// Editors save in several steps (write, rename, chmod); this joins them
	// unnoticeably.
	usualQuiet = 20 * time.Millisecond
	// burstQuiet is how long when there are more notices than one save makes.
	burstQuiet = 50 * time.Millisecond
	burst      = 8 // notices
	// longestQuiet is how long a stream of changes may put that off.
	longestQuiet = 500 * time.Millisecond
	// scanEvery is the time between scans for changes that the system gave no
	// notice of, and pollEvery where it gives none at all or is not asked, as on Windows. After a scan that takes
	// longer, the rest is as long as the scan.
	scanEvery = 2 * time.Second
	pollEvery = time.Second
)

// WatchOptions are what to watch.
type WatchOptions struct {
	// Dirs are the folders, with all that is in them.
	Dirs []string
	// Passing reports whether a file or folder of the given name comes and goes
	// by itself and is not watched. May be nil.
	Passing func(name string) bool
	// Unread returns the files that could not be read when they were last looked at. They
	// have changed when they can be, which no system gives notice of. May be nil.
	Unread func() []string
	// Notice is called, at most once, when the system's own notices are not
	// available, so that changes may be seen up to two seconds late. May be nil.
	Notice func(error)
}

// A Watcher notices changes in folders. Use [NewWatcher] to make one.
//
// Notices from the system are fast but unreliable: queues overflow, network disks
// are silent. So they only make the Watcher scan the folders sooner than every
// other second, which it does anyway. What differs from the scan before has
// changed.
type Watcher struct {
	options WatchOptions
	system  *fsnotify.Watcher // nil when there are no notices
	events  <-chan fsnotify.Event
	errors  <-chan error
	seen    snapshot // the last scan
}

// NewWatcher begins to watch. Make it before the first build, so that [Watcher.Run]
// finds what changes in the meantime.
func NewWatcher(o WatchOptions) *Watcher { return newWatcher(o, runtime.GOOS) }

func newWatcher(o WatchOptions, system string) *Watcher {
	w := &Watcher{options: o}
	if system != "windows" { // where notices hold every folder open, and none above it can be renamed
		w.listen()
	}
	w.seen = w.scan()
	return w
}

// listen makes the system ready to give notices.
func (w *Watcher) listen() {
	system, err := fsnotify.NewWatcher()
	if err != nil {
		w.degrade(err)
		return
	}
	w.system, w.events, w.errors = system, system.Events, system.Errors
}

func (w *Watcher) passing(name string) bool {
	return w.options.Passing != nil && w.options.Passing(name)
}

// Run calls changed after every change, until ctx is done, with the paths of the
// files and folders that have changed, below Dirs and sorted. It can be called once.
func (w *Watcher) Run(ctx context.Context, changed func(paths []string)) {
	defer func() {
		if w.system != nil {
			w.system.Close()
		}
	}()
	next := time.NewTimer(w.rest(0))
	defer next.Stop()
	var q quiet
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.events:
			if e.Op != fsnotify.Chmod && !w.passing(filepath.Base(e.Name)) {
				next.Reset(q.notice())
			}
		case <-w.errors: // notices have been lost
			next.Reset(q.notice())
		case <-next.C:
			begun, before := time.Now(), w.seen
			w.seen = w.scan()
			paths := before.changes(w.seen, q.notices > 0)
			if w.options.Unread != nil {
				paths = append(paths, slices.DeleteFunc(w.options.Unread(), unreadable)...)
				slices.Sort(paths)
				paths = slices.Compact(paths)
			}
			q = quiet{}
			next.Reset(w.rest(time.Since(begun)))
			if len(paths) > 0 {
				changed(paths)
			}
		}
	}
}

// unreadable reports whether a file still cannot be read. One that is gone can neither, and
// is a change that the scan sees.
func unreadable(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return true
	}
	f, err := os.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	_, err = f.Read(make([]byte, 1)) // Windows opens what another program has locked
	return err != nil && err != io.EOF
}

// rest returns how long to wait after a scan that took so long.
func (w *Watcher) rest(took time.Duration) time.Duration {
	if w.system == nil {
		return max(pollEvery, took)
	}
	return max(scanEvery, took)
}

// watch asks the system for notices about a folder.
func (w *Watcher) watch(dir string) {
	if w.system == nil {
		return
	}
	if err := w.system.Add(dir); errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		w.degrade(err)
	}
}

// degrade gives up the system's notices, and with them the descriptors that they
// take, and says so. The watcher goes on: the scan finds what has changed.
func (w *Watcher) degrade(err error) {
	if w.system != nil {
		w.system.Close()
		w.system, w.events, w.errors = nil, nil, nil
	}
	if w.options.Notice != nil {
		w.options.Notice(fmt.Errorf("systemet kan inte bevaka så många mappar: "+
			"ändringar syns ändå, men en eller ett par sekunder senare (%w)", err))
	}
}

// A quiet is the wait for notices to end, so that many become one build.
type quiet struct {
	notices int
	first   time.Time
}

// notice counts one, and returns how long to wait for the next, but never beyond
// longestQuiet after the first.
func (q *quiet) notice() time.Duration {
	now := time.Now()
	if q.notices++; q.notices == 1 {
		q.first = now
	}
	wait := usualQuiet
	if q.notices > burst {
		wait = burstQuiet
	}
	return min(wait, q.first.Add(longestQuiet).Sub(now))
}
