package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"provtryck/generator/disk"
	"provtryck/generator/preview"
	"provtryck/generator/session"
)

// TestSoak edits texts at random while the preview runs, in all the ways in which
// editors' programs save and people move files about, and compares what it shows
// at the end with a preview started then. Memory, goroutines and descriptors go
// back to where they were. PROVTRYCK_SOAK=10000 makes it longer.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	edits := 500
	if n := os.Getenv("PROVTRYCK_SOAK"); n != "" {
		if _, err := fmt.Sscan(n, &edits); err != nil {
			t.Fatal(err)
		}
	}
	content := filepath.Join(t.TempDir(), "content")
	writeCorpus(t, content, 60)
	goroutines, descriptors := runtime.NumGoroutine(), openFiles()

	s := soaked(t, content)
	ctx, stop := context.WithCancel(t.Context())
	watcher, done := preview.NewWatcher(preview.WatchOptions{Dirs: s.Dirs(), Passing: disk.Temporary}),
		make(chan struct{})
	go func() {
		watcher.Run(ctx, func(paths []string) { _, _ = s.Update(paths) }) // what cannot be shown now can later
		close(done)
	}()
	e := editor{rand.New(rand.NewPCG(1, uint64(edits))), content, t}
	var early uint64
	for i := range edits {
		e.edit(i)
		if e.IntN(3) == 0 {
			time.Sleep(time.Duration(e.IntN(80)) * time.Millisecond)
		}
		if i == edits/5 {
			early = memory()
		}
	}
	time.Sleep(3 * time.Second) // longer than between two scans
	late := memory()
	stop()
	<-done

	fresh := soaked(t, content)
	got, want := pagesOf(t, s), pagesOf(t, fresh)
	if !slices.Equal(slices.Sorted(keys(got)), slices.Sorted(keys(want))) {
		t.Errorf("%d pages, started now %d", len(got), len(want))
	}
	for url, data := range want {
		if !bytes.Equal(got[url], data) {
			t.Errorf("%s is not as in a preview started now", url)
		}
	}
	// The folder has grown; a tenth above that is for what the runtime keeps.
	if grown := float64(late) / float64(early); grown > 1.1 && late > early+8<<20 {
		t.Errorf("memory has grown from %d to %d kB", early>>10, late>>10)
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > goroutines && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > goroutines {
		t.Errorf("%d goroutines, at the start %d", n, goroutines)
	}
	if n := openFiles(); n > descriptors {
		t.Errorf("%d open files, at the start %d", n, descriptors)
	}
	t.Logf("%d edits, memory after a fifth %d kB and at the end %d kB", edits, early>>10, late>>10)
}

// soaked is a preview of a folder, with nobody to serve.
func soaked(tb testing.TB, content string) *session.Session {
	tb.Helper()
	getenv := func(string) string { return "" }
	nobody := newTerminal(io.Discard, getenv)
	p := &program{content: content, out: nobody, err: nobody, getenv: getenv}
	s, err := p.session(tb.Context(), serveOptions{}, preview.NewServer(1177, nil).Swap)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := s.Update(nil); err != nil {
		tb.Fatal(err)
	}
	return s
}

// pagesOf is every page of a preview, but for those of texts that are shown as
// they were, which a preview that starts now cannot know.
func pagesOf(t *testing.T, s *session.Session) map[string][]byte {
	t.Helper()
	pages := map[string][]byte{}
	for _, url := range s.Edition().Pages.URLs() {
		var b bytes.Buffer
		if err := s.Edition().Pages.Render(&b, url); err != nil {
			t.Fatal(err)
		}
		pages[url] = b.Bytes()
	}
	return pages
}

func keys(m map[string][]byte) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func memory() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// openFiles counts the descriptors of the process, 0 where that is not known.
func openFiles() int {
	entries, _ := os.ReadDir("/proc/self/fd")
	return len(entries)
}

// An editor changes the folder of texts.
type editor struct {
	*rand.Rand
	content string
	t       *testing.T
}

// edit makes one change. None can fail but for what an earlier one took away.
func (e editor) edit(i int) {
	folder := filepath.Join(e.content, "vard-och-insatsprogram", fmt.Sprintf("program-%d", e.IntN(2)),
		fmt.Sprintf("%02d-kapitel-%d", e.IntN(5)+1, e.IntN(5)))
	file := filepath.Join(folder, fmt.Sprintf("text-%d.md", e.IntN(20)))
	text := []byte(fmt.Sprintf("---\ntitel: Ändring %d\nmall: bakgrund\nversion: \"0.1\"\nstatus: textbearbetning\n---\n\n## Sammanfattning\n\nSe [text](text-%d.md).\n", i, e.IntN(20)))
	switch e.IntN(10) {
	case 0: // delete
		_ = os.Remove(file)
	case 1: // delete a folder
		_ = os.RemoveAll(folder)
	case 2: // move a folder
		_ = os.Rename(folder, folder+"-flyttad")
	case 3: // a burst
		for n := range 20 {
			e.write(filepath.Join(folder, fmt.Sprintf("skur-%d.md", n)), text)
		}
	case 4, 5: // atomic save
		e.write(file+".tmp", text)
		_ = os.Rename(file+".tmp", file)
	case 6: // in two steps
		e.write(file, text[:len(text)-20])
		e.write(file, text)
	case 7: // a picture
		e.write(filepath.Join(e.content, "bilder", fmt.Sprintf("bild-%d.svg", e.IntN(3))),
			[]byte(fmt.Sprintf(`<svg viewBox="0 0 %d 10"/>`, i+1)))
	default:
		e.write(file, text)
	}
}

func (e editor) write(file string, data []byte) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// TestStreams opens a thousand event streams of which a hundred are never read,
// and checks that the others are all told of a new build, and pages are answered.
func TestStreams(t *testing.T) {
	const all, deaf = 1000, 100
	listeners, port, err := preview.Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	s := preview.NewServer(port, nil)
	build := func(id string) *preview.Build {
		return &preview.Build{ID: id, Page: func(string) (preview.File,
			bool) {
			return preview.File{Data: []byte("sida")}, true
		}}
	}
	s.Swap(build("bygge-1"))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, listeners) }()
	address := listeners[0].Addr().String()
	told := make(chan error, all)
	for i := range all {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /_provtryck/events HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", port)
		if i >= deaf {
			go func() { told <- hears(conn, "bygge-3") }()
		}
	}
	time.Sleep(100 * time.Millisecond)
	s.Swap(build("bygge-2"))
	s.Swap(build("bygge-3"))
	for range all - deaf {
		if err := <-told; err != nil {
			t.Fatal(err)
		}
	}
	answer, err := http.Get(fmt.Sprintf("http://localhost:%d/", port))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("a page is answered with %s", answer.Status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// hears reads a stream until it has announced a build.
func hears(conn net.Conn, last string) error {
	var heard strings.Builder
	buffer := make([]byte, 4096)
	_ = conn.SetReadDeadline(time.Now().Add(30 * time.Second))
	for !strings.Contains(heard.String(), "data: "+last+"\n") {
		n, err := conn.Read(buffer)
		heard.Write(buffer[:n])
		if err != nil {
			return fmt.Errorf("after %q: %w", heard.String(), err)
		}
	}
	return nil
}

// BenchmarkUpdate measures what one save costs: from the notice to a new build
// that answers, without the quiet time before it.
func BenchmarkUpdate(b *testing.B) {
	for _, n := range []int{300, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			content := filepath.Join(b.TempDir(), "content")
			writeCorpus(b, content, n)
			s := soaked(b, content)
			file := filepath.Join(content, "vard-och-insatsprogram", "program-0", "01-kapitel-0", "text-3.md")
			data, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			i := 0
			for b.Loop() {
				i++
				if err := os.WriteFile(file, append(data, fmt.Sprintf("\nStycke %d.\n", i)...), 0o644); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Update([]string{file}); err != nil {
					b.Fatal(err)
				}
				if err := s.Edition().Pages.Render(io.Discard,
					"/vard-och-insatsprogram/program-0/kapitel-0/text-3/"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
