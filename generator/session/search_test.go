package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/versions"
)

// TestSearchFiles checks that the preview has the index of the texts as they are, after an edit too.
func TestSearchFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.md")
	if err := os.CopyFS(filepath.Join(dir, "_projekt"), os.DirFS(filepath.Join("..", "testdata", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
	var build *preview.Build
	s := New(Options{
		Folder: versions.Folder{Dir: dir, Today: func() string { return "2026-11-28" }},
		Source: func(problem.Pos) string { return "" },
		Show:   func(b *preview.Build) { build = b },
		Failed: func(err error) { t.Error(err) },
	})
	// index returns the folder of the index and what is in it.
	index := func(word string) (folder, script string) {
		t.Helper()
		if err := os.WriteFile(file, []byte("---\ntitel: Ett\n---\n\n## Om\n\nEn "+word+".\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Update([]string{file}); err != nil {
			t.Fatal(err)
		}
		pointer, _ := build.Page("/assets/latest-search.js")
		_, rest, _ := strings.Cut(string(pointer.Data), `"folder":"`)
		folder, _, _ = strings.Cut(rest, `"`)
		found, ok := build.Page("/assets/search/" + folder + "/index.js")
		sentences, has := build.Page("/assets/search/" + folder + "/0.js")
		if !ok || !has || !strings.Contains(string(sentences.Data), "En "+word+".") {
			t.Errorf("%s: the index is there: %v, its sentences are %s", word, ok, sentences.Data)
		}
		return folder, string(found.Data)
	}
	first, script := index("zebra")
	second, other := index("puma")
	if first == second || script == other {
		t.Errorf("the index is the same after an edit: %s", first)
	}
	if _, there := build.Page("/assets/search/" + first + "/index.js"); there {
		t.Error("the index of the texts as they were is still there")
	}
}
