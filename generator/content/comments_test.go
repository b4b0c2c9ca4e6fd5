package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

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
	if got != " 33333333, v1 11111111, v2 22222222, " || len(src.Comments[GeneralComments]) != 1 || len(src.Comments[LostComments]) != 1 {
		t.Errorf("%q %v", got, src.Comments)
	}
	var found []string
	for _, p := range src.Problems {
		if strings.HasPrefix(p.Pos.File, CommentsFolder) {
			found = append(found, p.String())
		}
	}
	want := "_projekt/synpunkter/v1/utan-text.yaml:3:13: fel: ordet \"klar\" finns inte [synpunkt-ord]\n" +
		"_projekt/synpunkter/v1/a/c.yaml: varning: synpunkterna hör till en text som inte finns: a/c.md [synpunkt-utan-text]"
	if strings.Join(found, "\n") != want {
		t.Errorf("%s, want\n%s", strings.Join(found, "\n"), want)
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
	large := &fstest.MapFile{Data: make([]byte, MaxComments+1)}
	fsys := fstest.MapFS{"_projekt/synpunkter/v1/a.yaml": large}
	_, found := ReadComments(fsys)
	if len(found) != 1 || found[0].Message != "filen är större än 2 MB och läses inte" {
		t.Errorf("%v", found)
	}
	full := []byte("synpunkter:\n" + strings.Repeat("#\n", (MaxComments-20)/2))
	fsys = fstest.MapFS{}
	for _, name := range strings.Fields("a b c d e f g h i j k") {
		fsys["_projekt/synpunkter/v1/"+name+".yaml"] = &fstest.MapFile{Data: full}
	}
	comments, found := ReadComments(fsys)
	if len(comments) >= 11 || len(found) != 1 || found[0].Rule != fullFolder || found[0].Severity != problem.Error {
		t.Errorf("%d files, %v", len(comments), found)
	}
}
