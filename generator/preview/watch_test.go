package preview

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// watched starts a watcher of a folder, and returns what it reports.
func watched(tb testing.TB, w *Watcher) <-chan []string {
	tb.Helper()
	ctx, stop := context.WithCancel(context.Background())
	reports, done := make(chan []string, 100), make(chan struct{})
	go func() {
		defer close(done)
		w.Run(ctx, func(paths []string) { reports <- paths })
	}()
	tb.Cleanup(func() { stop(); <-done })
	return reports
}

func write(tb testing.TB, file, text string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// wait waits until a path has been reported, and returns how long that took.
func wait(tb testing.TB, reports <-chan []string, path string) time.Duration {
	tb.Helper()
	begun := time.Now()
	for {
		select {
		case paths := <-reports:
			if slices.Contains(paths, path) {
				return time.Since(begun)
			}
		case <-time.After(20 * time.Second):
			tb.Fatalf("no report of %s", path)
		}
	}
}

// until waits until a path has been reported, and returns all that has been by then.
func until(tb testing.TB, reports <-chan []string, path string) []string {
	tb.Helper()
	var all []string
	for {
		select {
		case paths := <-reports:
			if all = append(all, paths...); slices.Contains(paths, path) {
				return all
			}
		case <-time.After(20 * time.Second):
			tb.Fatalf("no report of %s", path)
		}
	}
}

// TestWatcher changes a folder in the ways that are easily missed, with notices
// from the system and without.
func TestWatcher(t *testing.T) {
	for _, notices := range []bool{true, false} {
		t.Run(fmt.Sprint(notices), func(t *testing.T) {
			t.Parallel()
			if !notices && testing.Short() {
				t.Skip("a scan each second takes ten of them")
			}
			dir := t.TempDir()
			folder, file := filepath.Join(dir, "a"), filepath.Join(dir, "a", "text.md")
			write(t, file, "ett")
			w := NewWatcher(WatchOptions{Dirs: []string{dir},
				Passing: func(name string) bool { return filepath.Ext(name) == ".tmp" }})
			if !notices {
				w.degrade(os.ErrPermission)
			}
			reports := watched(t, w)

			write(t, file, "två")
			wait(t, reports, file)
			write(t, file, "tre") // as large, a moment later
			wait(t, reports, file)
			write(t, filepath.Join(folder, "b", "c", "ny.md"), "ny")
			wait(t, reports, filepath.Join(folder, "b", "c", "ny.md"))

			write(t, file+".tmp", "tillfällig")
			select {
			case paths := <-reports:
				if slices.Contains(paths, file+".tmp") {
					t.Errorf("a temporary file is reported: %q", paths)
				}
			case <-time.After(3 * time.Second):
			}

			// Away and back, at once and after a while. A scan may come between two steps,
			// so each ends with a file that tells when all of it has been seen.
			step := func(name string, do func() error) {
				t.Helper()
				if err := do(); err != nil {
					t.Fatal(err)
				}
				last := filepath.Join(dir, name)
				write(t, last, name)
				if paths := until(t, reports, last); !slices.Contains(paths, file) {
					t.Errorf("%s: no report of %s among %q", name, file, paths)
				}
			}
			step("away.md", func() error { return os.Rename(folder, dir+"-away") })
			step("another.md", func() error { write(t, file, "en annan"); return nil })
			step("removed.md", func() error { return os.RemoveAll(folder) })
			step("back.md", func() error { return os.Rename(dir+"-away", folder) })
			write(t, filepath.Join(folder, "b", "c", "ny.md"), "nyare")
			if took := wait(t, reports, filepath.Join(folder, "b", "c", "ny.md")); notices && took > scanEvery/2 {
				t.Errorf("a folder that has come back is not listened to: %v", took)
			}
		})
	}
}

// TestNoHandles checks that no folder is held open on Windows, where that keeps it and those above it from
// being renamed, and that nobody is told that it is unusual.
func TestNoHandles(t *testing.T) {
	for system, listens := range map[string]bool{"windows": false, "darwin": true, "linux": true} {
		notice := func(err error) { t.Errorf("%s: %v", system, err) }
		w := newWatcher(WatchOptions{Dirs: []string{t.TempDir()}, Notice: notice}, system)
		if got := w.system != nil; got != listens || len(w.seen) != 1 {
			t.Errorf("%s: listens %v, has seen %d", system, got, len(w.seen))
		}
		if w.system != nil {
			w.system.Close()
		}
	}
}

// BenchmarkWatcher measures the time from a save until it is reported, the quiet
// time included.
func BenchmarkWatcher(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			for i := range n {
				write(b, filepath.Join(dir, fmt.Sprint(i/12), fmt.Sprintf("%d.md", i)), "text")
			}
			reports := watched(b, NewWatcher(WatchOptions{Dirs: []string{dir}}))
			file, i := filepath.Join(dir, "0", "3.md"), 0
			for b.Loop() {
				i++
				write(b, file, fmt.Sprint("text ", i))
				wait(b, reports, file)
			}
		})
	}
}
