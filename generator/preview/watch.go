package preview

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// usualQuiet is how long the folders must be still before a new build.
	// Editors save in several steps (write, rename, chmod); this joins them
	// and is not felt.
	usualQuiet = 20 * time.Millisecond
	// burstQuiet is how long when more has been heard than one save makes.
	burstQuiet = 50 * time.Millisecond
	burst      = 8 // hints
	// longestQuiet is how long a stream of changes may put off a build.
	longestQuiet = 500 * time.Millisecond
	// scanEvery is how old a change can be that the system did not tell of,
	// and pollEvery where the system tells of none. Where reading through the
	// folders takes long there is as long a rest.
	scanEvery = 2 * time.Second
	pollEvery = time.Second
)

// WatchOptions says what to watch.
type WatchOptions struct {
	// Dirs is the folders, with all that is in them but repositories and the
	// temporary files of editors.
	Dirs []string
	// Notice is told, at most once, that the system's own notices cannot be
	// had and changes may be seen up to two seconds late. May be nil.
	Notice func(error)
}

// A Watcher notices changes in folders. Use [NewWatcher] to make one.
//
// Notices from the system are fast but not to be relied on: queues overflow,
// network disks say nothing. So the folders are also read through every other
// second, and what differs from what the notices told is a change too.
type Watcher struct {
	options WatchOptions
	system  *fsnotify.Watcher // nil when there are no notices
	events  <-chan fsnotify.Event
	errors  <-chan error
	seen    snapshot // what the folders hold, as far as has been told
	heard   int      // events so far
	noticed bool     // Notice has been told

	mu      sync.Mutex
	pending map[string]bool // paths that have changed since the last call
	all     bool            // anything may have
}

// NewWatcher begins to watch. Make it before the first build, so that what
// changes while that is made is found by [Watcher.Run].
func NewWatcher(o WatchOptions) *Watcher {
	w := &Watcher{options: o, pending: map[string]bool{}}
	system, err := fsnotify.NewWatcher()
	if err != nil {
		w.degrade(err)
	} else {
		w.system, w.events, w.errors = system, system.Events, system.Errors
	}
	w.seen = w.scan(w.watch)
	return w
}

// Run calls changed after every change, never twice at once, until ctx is done
// and the last call has returned. It is told the paths of the files and folders
// that have changed, below Dirs and sorted; nil when anything may have. Run can be
// run once.
func (w *Watcher) Run(ctx context.Context, changed func(paths []string)) {
	defer func() {
		if w.system != nil {
			w.system.Close()
		}
	}()
	// Building takes its time and the notices must be taken care of, so they
	// are apart. Changes during a build lead to one more build.
	dirty := make(chan struct{}, 1)
	var builder sync.WaitGroup
	builder.Go(func() {
		for range dirty {
			if ctx.Err() == nil {
				changed(w.take())
			}
		}
	})
	w.follow(ctx, dirty)
	close(dirty)
	builder.Wait()
}

// add notes a path that has changed.
func (w *Watcher) add(path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pending[path] = true
}

// addAll notes that anything may have changed.
func (w *Watcher) addAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = true
}

// take gives what has been noted since it was last called.
func (w *Watcher) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var paths []string
	if !w.all {
		paths = slices.Sorted(maps.Keys(w.pending))
	}
	w.pending, w.all = map[string]bool{}, false
	return paths
}

// follow joins what is told and what is found into signals on dirty.
func (w *Watcher) follow(ctx context.Context, dirty chan<- struct{}) {
	still := newJoiner()
	next := time.NewTimer(w.rest(0))
	defer next.Stop()
	scans := make(chan scanned, 1)
	for {
		select {
		case <-ctx.Done():
			return
		case e, open := <-w.events:
			if !open {
				w.events = nil
			} else if w.told(e) {
				still.hint()
			}
		case _, open := <-w.errors: // an overflow: nobody knows what was lost
			if !open {
				w.errors = nil
			}
			w.addAll()
			still.hint()
		case <-next.C:
			heard, begun := w.heard, time.Now()
			go func() { scans <- scanned{w.scan(nil), heard, time.Since(begun)} }()
		case s := <-scans:
			next.Reset(w.rest(s.took))
			if w.found(s) {
				still.hint()
			}
		case <-still.timer.C:
			still.reset()
			select {
			case dirty <- struct{}{}:
			default: // a build is waiting already
			}
		}
	}
}

// rest is how long to wait between scans that take so long.
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
	if w.noticed || w.options.Notice == nil {
		return
	}
	w.noticed = true
	w.options.Notice(fmt.Errorf("systemet kan inte bevaka så många mappar: "+
		"ändringar syns ändå, men en eller ett par sekunder senare (%w)", err))
}

// A joiner makes one signal of many hints: when they have been quiet for a
// while, or at the latest longestQuiet after the first.
type joiner struct {
	hints int
	first time.Time
	timer *time.Timer
}

func newJoiner() *joiner {
	j := &joiner{timer: time.NewTimer(longestQuiet)}
	j.timer.Stop()
	return j
}

func (j *joiner) hint() {
	now := time.Now()
	if j.hints++; j.hints == 1 {
		j.first = now
	}
	quiet := usualQuiet
	if j.hints > burst {
		quiet = burstQuiet
	}
	j.timer.Reset(min(quiet, j.first.Add(longestQuiet).Sub(now)))
}

func (j *joiner) reset() { j.hints = 0 }
