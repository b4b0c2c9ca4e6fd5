package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layout is what a killed run can leave: the site's folder and the two in the
// working folder. A nil tree is a folder that is not there.
type layout struct{ site, fresh, old tree }

func (l layout) lay(t *testing.T, dir string) {
	t.Helper()
	lay(t, working(dir, ""), tree{"las": "1\n"}) // the lock of a run that is no more
	lay(t, dir, l.site)
	lay(t, working(dir, "ny"), l.fresh)
	lay(t, working(dir, "gammal"), l.old)
}

// marked gives the site its marker.
func marked(site tree, foreign ...string) tree {
	all := maps.Clone(site)
	lines := []string{markerVersion}
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if !slices.Contains(foreign, name) {
			lines = append(lines, name)
		}
	}
	all[marker] = strings.Join(lines, "\n") + "\n"
	return all
}

// Every state that a run can be killed in, in the order that it goes through
// them. After the next run the site must be whole, whether that run succeeds or
// not, and nothing may be left beside it.
func TestRecovery(t *testing.T) {
	before := tree{"index.html": "old", "a/index.html": "old", "mine/note.txt": "note"}
	after := tree{"index.html": "new", "b/index.html": "new"}
	both := tree{"index.html": "new", "b/index.html": "new", "mine/note.txt": "note"}
	note := tree{"mine/note.txt": "note"}
	old, fresh := marked(before, "mine/note.txt"), marked(after)
	carried := marked(both, "mine/note.txt")
	cases := []struct {
		name  string
		state layout
		want  tree // after a run that fails
	}{
		{"lock taken", layout{site: old}, before},
		{"first file", layout{site: old, fresh: tree{"index.html": "n"}}, before},
		{"all files, no marker", layout{site: old, fresh: after}, before},
		{"written", layout{site: old, fresh: fresh}, before},
		{"old aside", layout{fresh: fresh, old: old}, before},
		{"new in place", layout{site: fresh, old: old}, both},
		{"note carried", layout{site: carried, old: marked(tree{"index.html": "old", "a/index.html": "old"})}, both},
		{"one file removed", layout{site: carried, old: tree{"index.html": "old", marker: old[marker]}}, both},
		{"only marker left", layout{site: carried, old: tree{marker: old[marker]}}, both},
		{"nothing left", layout{site: carried, old: tree{}}, both},
		{"first site ever, half written", layout{fresh: tree{"index.html": "n"}}, nil},
		{"first site ever, written", layout{fresh: fresh}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			c.state.lay(t, dir)
			if c.state.old != nil {
				os.MkdirAll(working(dir, "gammal"), 0o755)
			}
			wantError(t, Write(dir, Options{}, func(func(string, []byte) error) error { return errors.New("fel") }), "fel")
			if c.want != nil {
				wantTree(t, dir, c.want)
			}
			mustWrite(t, dir, tree{"index.html": "last"})
			last := tree{"index.html": "last"}
			if c.want != nil {
				maps.Copy(last, note)
			}
			wantTree(t, dir, last)
		})
	}
}

// Rests of a killed run are not a reason to touch what somebody has put in the
// site's place since.
func TestRecoveryRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	layout{site: tree{"letter.txt": "dear"}, old: marked(tree{"index.html": "old"})}.lay(t, dir)
	wantError(t, Write(dir, Options{}, from(tree{"index.html": "new"})), "har inte skrivits av Provtryck")
	if got := read(t, dir); got["letter.txt"] != "dear" {
		t.Errorf("the folder holds %v", got)
	}
	if got := read(t, working(dir, "gammal")); got["index.html"] != "old" {
		t.Errorf("the old site holds %v", got)
	}
}

// A file that is in the way of one that is to be carried over is not lost.
func TestRecoveryCollision(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	layout{site: marked(tree{"a.txt": "one"}), old: marked(tree{"a.txt": "two"}, "a.txt")}.lay(t, dir)
	wantError(t, Write(dir, Options{}, from(tree{"index.html": "new"})), "a.txt finns både i")
	if got := read(t, working(dir, "gammal")); got["a.txt"] != "two" {
		t.Errorf("the old site holds %v", got)
	}
}

func TestForeignFilesAreCarriedOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, tree{"index.html": "1", "a/index.html": "1"})
	foreign := tree{"CNAME": "x", "a/note.txt": "y", "own/deep/z.txt": "z"}
	lay(t, dir, foreign)
	os.Remove(filepath.Join(dir, "index.html"))
	link(t, "nowhere", filepath.Join(dir, "index.html")) // ours was a file
	err := Write(dir, Options{}, from(tree{"index.html": "2"}))
	wantError(t, err, "index.html har inte skrivits av Provtryck")

	os.Remove(filepath.Join(dir, "index.html"))
	for _, page := range []string{"2", "3"} {
		mustWrite(t, dir, tree{"index.html": page})
		want := maps.Clone(foreign)
		want["index.html"] = page
		wantTree(t, dir, want)
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	cases := map[string]tree{
		"own.txt":        {"own.txt": ""},
		"letter case":    {"OWN.txt": ""},
		"file as folder": {"own.txt/index.html": ""},
		"folder as file": {"folder": ""},
	}
	for name, site := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, tree{"index.html": "1"})
			lay(t, dir, tree{"own.txt": "x", "folder/own.txt": "y"})
			wantError(t, Write(dir, Options{}, from(site)), "own.txt har inte skrivits av Provtryck")
			wantTree(t, dir, tree{"index.html": "1", "own.txt": "x", "folder/own.txt": "y"})
		})
	}
}
