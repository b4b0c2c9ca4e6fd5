package versions

import (
	"maps"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"provtryck/generator/content"
	"provtryck/generator/git"
)

// TestUnchanged edits a text while it is shown, and takes the edit back.
func TestUnchanged(t *testing.T) {
	const a, decomposed, b = "kliniska-kunskapsstod/å.md", "kliniska-kunskapsstod/a\u030a.md",
		"kliniska-kunskapsstod/b.md"
	files := fstest.MapFS{decomposed: {Data: []byte("ett")}, b: {Data: []byte("ett")}}
	past := History{texts: map[string][]Commit{a: {{"2026-05-12", "a1b2c3d"}}, b: {{"2026-05-13", "b1b2c3d"}}}}
	var r content.Reader
	if _, err := r.Read(files, ""); err != nil {
		t.Fatal(err)
	}
	then := r.Sums()
	for _, c := range []struct {
		text string
		want []string
	}{{"ett", []string{b, a}}, {"två", []string{a}}, {"ett", []string{b, a}}} {
		files[b] = &fstest.MapFile{Data: []byte(c.text)}
		if _, err := r.Read(files, ""); err != nil {
			t.Fatal(err)
		}
		if got := slices.Sorted(maps.Keys(past.Unchanged(then, r.Sums()).texts)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q have dates, want %q", c.text, got, c.want)
		}
	}
	if none := (History{}).Unchanged(then, then); none.texts != nil {
		t.Error("a history that is not known has become one without changes")
	}
}

// TestCommits checks that a clock that went wrong does not mix up the days.
func TestCommits(t *testing.T) {
	day := time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)
	got := latestFirst([]git.Commit{{ID: "aaaaaaaaaa", Time: day}, {ID: "bbbbbbbbbb", Time: day.AddDate(0, 0, 1)},
		{ID: "cccccccccc", Time: day}})
	want := []Commit{{"2026-05-13", "bbbbbbb"}, {"2026-05-12", "aaaaaaa"}, {"2026-05-12", "ccccccc"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
