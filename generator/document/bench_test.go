package document

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"testing"

	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

// BenchmarkRules compares the time to understand the project's texts with the time
// to judge them, which may be twice as long.
func BenchmarkRules(b *testing.B) {
	content := os.DirFS(filepath.Join("..", "testdata", "content"))
	tax := taxonomy(b)
	var lists prose.Lists
	var problems problem.List
	for file, load := range map[string]func(string, []byte, *problem.List){
		"ordlista.yaml": lists.LoadPreferred, "forkortningar.yaml": lists.LoadAbbreviations,
	} {
		src, err := fs.ReadFile(content, "_projekt/"+file)
		if err != nil {
			b.Fatal(err)
		}
		load(file, src, &problems)
	}
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	o := Options{Taxonomy: tax, Words: &lists}
	type text struct {
		doc  *Document
		body []byte
		line int
	}
	var texts []text
	size := 0
	err := fs.WalkDir(content, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		src, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		d := &Document{Name: name}
		yaml, body, line, _ := d.split(src)
		d.Front = d.readFrontMatter(yaml, o)
		texts = append(texts, text{d, body, line})
		size += len(src)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	whole := func(b *testing.B, do func(text)) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, t := range texts {
				do(t)
			}
		}
	}
	b.Run("understand", func(b *testing.B) {
		whole(b, func(t text) { (&Document{Name: t.doc.Name, Front: t.doc.Front}).understand(t.body, t.line, o) })
	})
	for _, t := range texts {
		t.doc.understand(t.body, t.line, o)
	}
	b.Run("judge", func(b *testing.B) {
		whole(b, func(t text) {
			t.doc.Problems = nil
			t.doc.judge(o.Words)
		})
	})
}
