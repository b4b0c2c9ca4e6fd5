package relocate

import (
	"io/fs"
	"maps"
	"strings"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/site"
)

// TestFollowing checks what follows texts that have moved by hand: all that belongs to them, and nothing
// that has no room.
func TestFollowing(t *testing.T) {
	const was, is = "kliniska-kunskapsstod/b.md", "kliniska-kunskapsstod/ny.md"
	original := []byte("---\nkälla: Ett häfte\n---\n\nGammal text.\n")
	decision := []byte("beslut:\n  - stycke: Text\n    id: 3f2a9c1b40de\n    blev: flyttat\n    till: " + was + "#Om\n")
	for name, c := range map[string]struct {
		add   folder
		want  map[string]string // what files hold afterwards; empty for no file
		notes int
	}{
		"nothing": {folder{}, nil, 0},
		"original and decisions": {folder{content.OriginalFile(was): original, content.DecisionsFile(was): decision},
			map[string]string{content.OriginalFile(is): "Gammal", content.DecisionsFile(is): "till: " + is + "#Om", content.OriginalFile(was): "", content.DecisionsFile(was): ""}, 0},
		"comments of two rounds": {folder{content.CommentsFile("r", was): []byte("synpunkter: []\n"), content.CommentsFile("", was): []byte("synpunkter: []\n")},
			map[string]string{content.CommentsFile("r", is): "synpunkter", content.CommentsFile("", is): "synpunkter", content.CommentsFile("r", was): ""}, 0},
		"decisions about another": {folder{content.DecisionsFile("kliniska-kunskapsstod/a.md"): decision},
			map[string]string{content.DecisionsFile("kliniska-kunskapsstod/a.md"): "till: " + is + "#Om"}, 0},
		"exceptions": {folder{content.ExcusesFile: []byte("undantag:\n  - regel: lang-mening\n    orsak: Lag.\n    filer: [" + was + "]\n")},
			map[string]string{content.ExcusesFile: "[" + is + "]"}, 0},
		"questions": {folder{site.TrialFile: []byte("frågor:\n  - fråga: b\n    svar: [" + was + "]\n")},
			map[string]string{site.TrialFile: "svar: [" + is + "]"}, 0},
		"no room": {folder{content.OriginalFile(was): original, content.OriginalFile(is): []byte("Annan."), content.DecisionsFile(was): decision},
			map[string]string{content.OriginalFile(was): "Gammal", content.OriginalFile(is): "Annan.", content.DecisionsFile(is): "till: " + is}, 1},
		"of others": {folder{content.OriginalFile("kliniska-kunskapsstod/bb.md"): original},
			map[string]string{content.OriginalFile("kliniska-kunskapsstod/bb.md"): "Gammal"}, 0},
	} {
		files := small(t, head+"---\n\nText.\n")
		files[is] = files[was]
		delete(files, was)
		maps.Copy(files, c.add)
		src, err := content.NewReader(nil).Read(files.fs(), "2026-05-12")
		if err != nil {
			t.Fatal(err)
		}
		src.Moved = map[string]string{was: is}
		plan, err := Follow(site.New(src), files.fs())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range plan.Moves {
			delete(files, m.From)
		}
		maps.Copy(files, plan.Files)
		for file, want := range c.want {
			if _, err := fs.Stat(files.fs(), file); want == "" && err == nil || !strings.Contains(string(files[file]), want) {
				t.Errorf("%s: %s is %q, want %q", name, file, files[file], want)
			}
		}
		if len(plan.Notes) != c.notes || len(c.want) == 0 && len(plan.Files) > 0 {
			t.Errorf("%s: %q, %d files", name, plan.Notes, len(plan.Files))
		}
	}
}
