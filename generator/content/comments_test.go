package content

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"provtryck/generator/feedback"
	"provtryck/generator/problem"
)

// TestComments checks that comments are read by text and round, what is found there, and
// that a change of them is seen.
func TestComments(t *testing.T) {
	comment := func(words string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("synpunkter:\n  - id: " + words + "\n    synpunkt: Hej\n"), ModTime: time.Unix(1e9, 0)}
	}
	fsys := fstest.MapFS{
		"a/b.md":                                   &fstest.MapFile{Data: []byte("---\ntitel: B\n---\n")},
		"_projekt/synpunkter/v1/a/b.yaml":          comment("11111111"),
		"_projekt/synpunkter/v2/a/b.yaml":          comment("22222222"),
		"_projekt/synpunkter/utan-omgang/a/b.yaml": comment("33333333"),
		"_projekt/synpunkter/v1/allmant.yaml":      comment("44444444"),
		"_projekt/synpunkter/v1/a/c.yaml":          comment("55555555"),
		"_projekt/synpunkter/v1/a/.b.yaml.tmp":     comment("66666666"),
		"_projekt/synpunkter/.trash/a/b.yaml":      comment("88888888"),
		"_projekt/synpunkter/v1/.git/a/b.yaml":     comment("99999999"),
		"_projekt/synpunkter/~v1/a/b.yaml":         comment("10101010"),
		"_projekt/synpunkter/x.yaml":               comment("12121212"),
		"_projekt/synpunkter/.x.yaml":              comment("13131313"),
		"_projekt/synpunkter/v1/utan-text.yaml":    comment("x\n    status: klar"),
	}
	r := NewReader(nil)
	src, err := r.Read(fsys, "")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, c := range src.Comments["a/b.md"] {
		got += c.Round + " " + c.ID + ", "
	}
	if got != " 33333333, v1 11111111, v2 22222222, " || len(src.Comments[feedback.OnAll]) != 1 || len(src.Comments[feedback.OnNone]) != 1 {
		t.Errorf("%q %v", got, src.Comments)
	}
	var found []string
	for _, p := range src.Problems {
		if strings.HasPrefix(p.Pos.File, CommentsFolder) {
			found = append(found, p.String())
		}
	}
	want := "_projekt/synpunkter/v1/utan-text.yaml:3:13: fel: ordet \"klar\" finns inte [synpunkt-ord]\n" +
		"_projekt/synpunkter/x.yaml: varning: filen ligger inte i mappen för en omgång, och läses inte [synpunkt-utan-text]\n" +
		"_projekt/synpunkter/v1/a/c.yaml: varning: synpunkterna hör till en text som inte finns: a/c.md [synpunkt-utan-text]"
	if strings.Join(found, "\n") != want {
		t.Errorf("%s, want\n%s", strings.Join(found, "\n"), want)
	}
	if len(src.Comments) != 4 {
		t.Errorf("comments on %v", slices.Sorted(maps.Keys(src.Comments)))
	}
	fsys["_projekt/synpunkter/v1/a/b.yaml"] = comment("77777777")
	again, err := r.Read(fsys, "")
	if err != nil {
		t.Fatal(err)
	}
	fsys["_projekt/synpunkter/v1/a/b.yaml"].ModTime = time.Unix(1e9+1, 0)
	if again, _ = r.Read(fsys, ""); again.Sum != src.Sum || again.Comments["a/b.md"][1].ID != "77777777" {
		t.Errorf("a change is not seen, or the texts are said to be others: %v", again.Comments["a/b.md"])
	}
}

// TestTooManyComments checks that no more is read than fits in memory.
func TestTooManyComments(t *testing.T) {
	large := &fstest.MapFile{Data: make([]byte, MaxCommentsFile+1)}
	fsys := fstest.MapFS{"_projekt/synpunkter/v1/a.yaml": large}
	_, found := ReadComments(fsys)
	if len(found) != 1 || found[0].Message != "filen är större än 2 MB och läses inte" {
		t.Errorf("%v", found)
	}
	full := []byte("synpunkter:\n" + strings.Repeat("#\n", (MaxCommentsFile-20)/2))
	fsys = fstest.MapFS{}
	for _, name := range strings.Fields("a b c d e f g h i j k") {
		fsys["_projekt/synpunkter/v1/"+name+".yaml"] = &fstest.MapFile{Data: full}
	}
	comments, found := ReadComments(fsys)
	if len(comments) >= 11 || len(found) != 1 || found[0].Rule != fullFolder || found[0].Severity != problem.Error {
		t.Errorf("%d files, %v", len(comments), found)
	}
}

// TestCommentedIn checks that the name of a file of comments says what they are about.
func TestCommentedIn(t *testing.T) {
	for _, c := range []struct{ round, text, file, folder string }{
		{"v1", "a/b.md", "_projekt/synpunkter/v1/a/b.yaml", "v1"},
		{"", "a/b.md", "_projekt/synpunkter/utan-omgang/a/b.yaml", "utan-omgang"},
		{"v1", feedback.OnAll, "_projekt/synpunkter/v1/allmant.yaml", "v1"},
		{"", feedback.OnNone, "_projekt/synpunkter/utan-omgang/utan-text.yaml", "utan-omgang"},
		{"v1", "a/allmant.md", "_projekt/synpunkter/v1/a/allmant.yaml", "v1"},
	} {
		if got := CommentsFile(c.round, c.text); got != c.file {
			t.Errorf("%s in %q is in %s", c.text, c.round, got)
		}
		if folder, text := CommentedIn(c.file); folder != c.folder || text != c.text {
			t.Errorf("%s is about %s in %s", c.file, text, folder)
		}
	}
}

// TestRounds checks that only what can be a round is one.
func TestRounds(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, id := range []string{"b", "a", "utan-omgang", "Våren", ".c"} {
		fsys["_projekt/omgangar/"+id+".yaml"] = &fstest.MapFile{}
	}
	if got := Rounds(fsys); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%q", got)
	}
}
