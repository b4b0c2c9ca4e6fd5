package preview

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// usualQuiet is how long the folders must be still before a new build.
	// Editors save in several steps (write, rename, chmod); this joins them
	// and is not felt.
	usualQuiet = 100 * time.Millisecond
	// longestQuiet is how long a stream of changes may put off a build.
	longestQuiet = 500 * time.Millisecond
	// scanEvery is how old a change can be that the system did not tell of.
	scanEvery = 2 * time.Second
)

// WatchOptions says what to watch.
type WatchOptions struct {
	// Dirs is the folders, with all that is in them.
	Dirs []string
	// Ignore is asked about every file and folder, by its path below one of
	// Dirs; what is in an ignored folder is not asked about. May be nil.
	// Repositories and the temporary files of editors are always ignored. It
	// may be called by two goroutines at once.
	Ignore func(path string) bool
	// Quiet is how long to wait for more after a change; 0 is 100 ms.
	Quiet time.Duration
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
}

// NewWatcher begins to watch. Make it before the first build, so that what
// changes while that is made is found by [Watcher.Run].
func NewWatcher(o WatchOptions) *Watcher {
	w := &Watcher{options: o}
	if w.options.Quiet == 0 {
		w.options.Quiet = usualQuiet
	}
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
// and the last call has returned. It can be run once.
func (w *Watcher) Run(ctx context.Context, changed func()) {
	if w.system != nil {
		defer w.system.Close()
	}
	// Building takes its time and the notices must be taken care of, so they
	// are apart. Changes during a build lead to one more build.
	dirty := make(chan struct{}, 1)
	var builder sync.WaitGroup
	builder.Go(func() {
		for range dirty {
			if ctx.Err() == nil {
				changed()
			}
		}
	})
	w.follow(ctx, dirty)
	close(dirty)
	builder.Wait()
}

// follow joins what is told and what is found into signals on dirty.
func (w *Watcher) follow(ctx context.Context, dirty chan<- struct{}) {
	still := newJoiner(w.options.Quiet)
	tick := time.NewTicker(scanEvery)
	defer tick.Stop()
	scans := make(chan scanned, 1)
	scanning := false
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
			still.hint()
		case <-tick.C:
			if !scanning {
				scanning = true
				heard := w.heard
				go func() { scans <- scanned{w.scan(nil), heard} }()
			}
		case s := <-scans:
			scanning = false
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

// watch asks the system for notices about a folder.
func (w *Watcher) watch(dir string) {
	if w.system == nil {
		return
	}
	if err := w.system.Add(dir); errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		w.degrade(err)
	}
}

// degrade tells that there will be no notices for some or all folders. The
// watcher goes on: what the system does not tell of, the scan finds.
func (w *Watcher) degrade(err error) {
	if w.noticed || w.options.Notice == nil {
		return
	}
	w.noticed = true
	w.options.Notice(fmt.Errorf("systemet kan inte bevaka så många mappar: "+
		"ändringar syns ändå, men upp till två sekunder senare (%w)", err))
}

// A joiner makes one signal of many hints: when they have been quiet for a
// while, or at the latest longestQuiet after the first.
type joiner struct {
	quiet time.Duration
	first time.Time // zero when there is no hint
	timer *time.Timer
}

func newJoiner(quiet time.Duration) *joiner {
	j := &joiner{quiet: quiet, timer: time.NewTimer(quiet)}
	j.timer.Stop()
	return j
}

func (j *joiner) hint() {
	now := time.Now()
	if j.first.IsZero() {
		j.first = now
	}
	j.timer.Reset(min(j.quiet, j.first.Add(longestQuiet).Sub(now)))
}

func (j *joiner) reset() { j.first = time.Time{} }
