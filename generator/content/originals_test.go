package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"provtryck/generator/problem"
)

// TestOriginals checks that old texts and decisions are read by text, what is found there, that
// a change of them is seen, and that they are no part of the sum of the texts.
func TestOriginals(t *testing.T) {
	file := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(1e9, 0)}
	}
	const original = "---\nkälla: a.html\nhämtad: 2026-03-02\n---\n\nEtt.\n"
	const decisions = "beslut:\n  - {id: aaa, blev: struket}\n"
	fsys := fstest.MapFS{
		"a/b.md":                           file("---\ntitel: B\n---\n"),
		"a/d.md":                           file("---\ntitel: D\n---\n"),
		"a/e.md":                           file("---\ntitel: E\n---\n"),
		"_projekt/original/a/b.md":         file(original),
		"_projekt/redovisning/a/b.yaml":    file(decisions),
		"_projekt/original/a/borta.md":     file(original),
		"_projekt/redovisning/a/d.yaml":    file(decisions),
		"_projekt/original/a/e.md":         file("---\nkälla: x\nhämtad: 2026-03-02\n---\n" + strings.Repeat("ord ", 10000)),
		"_projekt/redovisning/a/e.yaml":    file(decisions),
		"_projekt/original/.git/a/b.md":    file(original),
		"_projekt/original/a/.b.md.tmp.md": file(original),
		"_projekt/original/a/b.docx":       file("x"),
	}
	r := NewReader(nil)
	src, err := r.Read(fsys, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(src.Originals) != 2 || src.Originals["a/b.md"] == nil || src.Originals["a/borta.md"] == nil || len(src.Decisions["a/b.md"]) != 1 {
		t.Errorf("%v %v", src.Originals, src.Decisions)
	}
	var found []string
	for _, p := range src.Problems {
		if strings.HasPrefix(p.Pos.File, OriginalsFolder) || strings.HasPrefix(p.Pos.File, DecisionsFolder) {
			found = append(found, p.Pos.File+" "+p.Rule.ID)
		}
	}
	want := "_projekt/original/a/e.md original-olaslig\n" +
		"_projekt/original/a/borta.md original-utan-text\n" +
		"_projekt/redovisning/a/d.yaml original-utan-text"
	if got := strings.Join(found, "\n"); got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	fsys["_projekt/original/a/b.md"] = file(original + "\nTvå.\n")
	fsys["_projekt/redovisning/a/b.yaml"] = file("")
	again, err := r.Read(fsys, "")
	if err != nil || len(again.Originals["a/b.md"].Units) != 2 || len(again.Decisions["a/b.md"]) != 0 {
		t.Errorf("%v %v", again.Originals["a/b.md"], again.Decisions)
	}
	if again.Sum != src.Sum {
		t.Error("an old text is a part of the sum")
	}
	fsys["_projekt/original/a/b.md"] = file(strings.Repeat("x", 300<<10))
	large, err := r.Read(fsys, "")
	if err != nil || large.Originals["a/b.md"] != nil || !has(large.Problems, "for-stort") {
		t.Errorf("%v", large.Problems)
	}
}

func has(problems problem.List, rule string) bool {
	for _, p := range problems {
		if p.Rule.ID == rule && strings.HasPrefix(p.Pos.File, OriginalsFolder) {
			return true
		}
	}
	return false
}
