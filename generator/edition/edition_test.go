package edition

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/page"
	"provtryck/generator/site"
)

// TestEmit checks that every address of an edition becomes one file, and no others do.
func TestEmit(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	texts := os.DirFS(filepath.Join("generator", "testdata", "content"))
	sources, err := content.NewReader(nil).Read(texts, "2026-11-28")
	if err != nil {
		t.Fatal(err)
	}
	s := site.New(sources)
	layouts, err := Layouts()
	if err != nil {
		t.Fatal(err)
	}
	assets, err := Assets(s)
	if err != nil {
		t.Fatal(err)
	}
	e := New(s, layouts, assets, page.Options{})
	var want, got []string
	for _, url := range e.Addresses() {
		want = append(want, file(url))
	}
	searched, err := e.search.make()
	if err != nil || len(searched) < 50 {
		t.Fatalf("%v; %d files of the search", err, len(searched))
	}
	handbook, err := e.handbook.make()
	if err != nil || len(handbook) < 30 {
		t.Fatalf("%v; %d files of the search of the handbook", err, len(handbook))
	}
	for _, files := range []map[string][]byte{searched, handbook} {
		for url, data := range files {
			want = append(want, file(url))
			if got, err := e.SearchFile(url); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%s: %v, %d bytes, want %d", url, err, len(got), len(data))
			}
		}
	}
	var mu sync.Mutex
	err = e.Emit(t.Context(), texts, nil, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, name)
		if len(data) == 0 {
			t.Errorf("%s is empty", name)
		}
		return nil
	})
	slices.Sort(want)
	slices.Sort(got)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v; the files are %q, want %q", err, got, want)
	}
}
