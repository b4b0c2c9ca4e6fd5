package preview

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
)

// TestUnread unlocks files that could not be read, each in its own way, with no other change to them:
// each is reported, and none that is still locked.
func TestUnread(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	locked, released, pipe := filepath.Join(dir, "locked.md"), filepath.Join(dir, "released.md"), filepath.Join(dir, "pipe.png")
	for _, file := range []string{locked, released} {
		write(t, file, "text")
		if err := os.Chmod(file, 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	unread := func() []string { return []string{locked, released, pipe, filepath.Join(dir, "gone.md")} }
	w := NewWatcher(WatchOptions{Dirs: []string{dir}, Unread: unread})
	ctx, stop := context.WithCancel(context.Background())
	reports, done := make(chan []string, 100), make(chan struct{})
	go func() {
		defer close(done)
		if os.Getuid() == 0 { // who may read everything
			runtime.LockOSThread() // and never unlock it: the thread ends with the goroutine
			if err := syscall.Setfsuid(65534); err != nil {
				t.Error(err)
			}
		}
		w.Run(ctx, func(paths []string) { reports <- paths })
	}()
	defer func() { stop(); <-done }()
	if err := os.Chmod(released, 0o644); err != nil {
		t.Fatal(err)
	}
	if paths := <-reports; !slices.Equal(paths, []string{released}) {
		t.Errorf("reported %q", paths)
	}
}
