package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// layout is what a killed run can leave: the site's folder and the two in the
// working folder. A nil tree is a folder that is not there.
type layout struct{ site, fresh, old tree }

func (l layout) lay(t *testing.T, dir string) {
	t.Helper()
	lay(t, working(dir, ""), tree{"las": "1\n"}) // the lock of a run that has ended
	lay(t, dir, l.site)
	lay(t, working(dir, "ny"), l.fresh)
	lay(t, working(dir, "gammal"), l.old)
}

// marked returns the site its marker.
func marked(site tree) tree {
	all := maps.Clone(site)
	all[marker] = markerVersion + "\n" + strings.Join(slices.Sorted(maps.Keys(site)), "\n") + "\n"
	return all
}

// Every state that a run can be killed in, in the order that it goes through
// them. After the next run the site must be whole, whether that run succeeds or
// not, and nothing may be left beside it.
func TestRecovery(t *testing.T) {
	before := tree{"index.html": "old", "a/index.html": "old"}
	after := tree{"index.html": "new", "b/index.html": "new"}
	old, fresh := marked(before), marked(after)
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
		{"new in place", layout{site: fresh, old: old}, after},
		{"one file removed", layout{site: fresh, old: tree{"index.html": "old", marker: old[marker]}}, after},
		{"only marker left", layout{site: fresh, old: tree{marker: old[marker]}}, after},
		{"nothing left", layout{site: fresh, old: tree{}}, after},
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
			wantError(t, write(dir, func(func(string, []byte) error) error { return errors.New("fel") }),
				"fel")
			if c.want != nil {
				wantTree(t, dir, c.want)
			}
			mustWrite(t, dir, tree{"index.html": "last"})
			wantTree(t, dir, tree{"index.html": "last"})
		})
	}
}

// Rests of a killed run are not a reason to touch what somebody has put in the
// site's place since.
func TestRecoveryRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	layout{site: tree{"letter.txt": "dear"}, old: marked(tree{"index.html": "old"})}.lay(t, dir)
	wantError(t, write(dir, from(tree{"index.html": "new"})), "har inte skrivits av Provtryck")
	if got := read(t, dir); got["letter.txt"] != "dear" {
		t.Errorf("the folder holds %v", got)
	}
	if got := read(t, working(dir, "gammal")); got["index.html"] != "old" {
		t.Errorf("the old site holds %v", got)
	}
}

// A file that somebody has put in the old site at the last moment is not lost, and in nobody's way.
func TestRecoveryKeepsForeignFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	layout{site: marked(tree{"index.html": "new"}), old: marked(tree{"index.html": "old", "a/b.html": "old"})}.lay(t, dir)
	note := filepath.Join(working(dir, "gammal"), "a", "note.txt")
	lay(t, filepath.Dir(note), tree{"note.txt": "x"})
	for _, next := range []string{"2", "3"} {
		left, err := Write(dir, Options{}, from(tree{"index.html": next}))
		if err != nil || len(left) != 1 || !strings.Contains(left[0], "note.txt har inte skrivits av Provtryck") {
			t.Errorf("%q, %v", left, err)
		}
		if got := read(t, working(dir, "gammal")); !maps.Equal(got, tree{"a/note.txt": "x"}) {
			t.Errorf("the old site holds %v", got)
		}
		if got := read(t, dir); got["index.html"] != next {
			t.Errorf("the site holds %v", got)
		}
	}
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, tree{"index.html": "4"})
	wantTree(t, dir, tree{"index.html": "4"})
}

// TestAlwaysThere reads a site all the time while it is written again and again: it is never absent,
// where the system can exchange two folders.
func TestAlwaysThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, tree{"index.html": "first"})
	p, err := openPlace(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	if err := p.exchange("public", "public"); errors.Is(err, errors.ErrUnsupported) {
		t.Skip("this system exchanges folders in two steps:", err)
	}
	done := make(chan struct{})
	var looks, absent int
	var reader sync.WaitGroup
	reader.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			looks++
			// Whoever has found the folder before the exchange may find the file gone: the next look is in the new one.
			if _, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil {
				if _, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil {
					absent++
				}
			}
		}
	})
	for i := range 60 {
		mustWrite(t, dir, tree{"index.html": strconv.Itoa(i), "a/index.html": "", "b/c/index.html": ""})
	}
	close(done)
	reader.Wait()
	if absent > 0 || looks < 60 {
		t.Errorf("the site was absent at %d of %d looks", absent, looks)
	}
}

// TestSwapInTwoSteps swaps as systems do that cannot exchange two folders.
func TestSwapInTwoSteps(t *testing.T) {
	for _, before := range []layout{
		{site: marked(tree{"index.html": "old"}), fresh: marked(tree{"index.html": "new"})},
		{site: marked(tree{"index.html": "old"}), fresh: marked(tree{"index.html": "new"}), old: marked(tree{"x": ""})},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		before.lay(t, dir)
		p, err := openPlace(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer p.close()
		p.fresh = working("public", "ny")
		if err := p.swapInSteps(); err != nil {
			t.Fatal(err)
		}
		if got := read(t, dir); got["index.html"] != "new" {
			t.Errorf("the site holds %v", got)
		}
		if left := p.clean(); left != nil {
			t.Error(left)
		}
	}
}

// TestForeignFiles checks that a folder with files that we have not written is left
// as it is, and that the message names one.
func TestForeignFiles(t *testing.T) {
	for name, foreign := range map[string]tree{
		"CNAME":        {"CNAME": "x"},
		"note.txt":     {"a/note.txt": "y"},
		"z.txt":        {"own/deep/z.txt": "z"},
		".nojekyll":    {".nojekyll": ""},
		"INDEX.html":   {"a/INDEX.html": "x"},
		"index.html.x": {"index.html.x": "x", "index.html.y": "y"},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		mustWrite(t, dir, tree{"index.html": "1", "b/index.html": "1"})
		lay(t, dir, foreign)
		before := read(t, dir)
		wantError(t, write(dir, from(tree{"index.html": "2"})), name+" har inte skrivits av Provtryck",
			"Flytta filen")
		if after := read(t, dir); !maps.Equal(before, after) {
			t.Errorf("%s: before %v, after %v", name, before, after)
		}
		for file := range foreign {
			os.Remove(filepath.Join(dir, file))
		}
		mustWrite(t, dir, tree{"index.html": "2"})
		wantTree(t, dir, tree{"index.html": "2"})
	}
}

// A link in the place of one of our files is not ours.
func TestForeignLink(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, tree{"index.html": "1"})
	os.Remove(filepath.Join(dir, "index.html"))
	link(t, "nowhere", filepath.Join(dir, "index.html"))
	wantError(t, write(dir, from(tree{"index.html": "2"})), "index.html har inte skrivits av Provtryck")
}

// What the system puts into folders by itself is in nobody's way.
func TestSystemFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	lay(t, dir, tree{".DS_Store": ""})
	mustWrite(t, dir, tree{"index.html": "1", "a/index.html": "1"})
	lay(t, dir, tree{"Thumbs.db": "", "a/.DS_Store": "", "desktop.ini": ""})
	mustWrite(t, dir, tree{"index.html": "2"})
	wantTree(t, dir, tree{"index.html": "2"})
}
