package git

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestState changes a folder in every way that git knows, and in those that it has been
// told not to look at.
func TestState(t *testing.T) {
	for name, c := range map[string]struct {
		change    func(t *testing.T, dir string)
		differing []string
		missing   []string
	}{
		"nothing": {func(*testing.T, string) {}, nil, nil},
		"touched": {func(t *testing.T, dir string) { writeFile(t, dir, "texts/a.md", "ett") }, nil, nil},
		"edited":  {func(t *testing.T, dir string) { writeFile(t, dir, "texts/a.md", "två") }, []string{"a.md"}, nil},
		"staged": {func(t *testing.T, dir string) {
			writeFile(t, dir, "texts/a.md", "två")
			run(t, dir, "add", ".")
		}, []string{"a.md"}, nil},
		"added": {func(t *testing.T, dir string) { writeFile(t, dir, "texts/ny å.md", "ny") },
			[]string{"ny å.md"}, nil},
		"added, ignored": {func(t *testing.T, dir string) { writeFile(t, dir, "texts/x/utkast.md", "x") },
			[]string{"x/utkast.md"}, nil},
		"removed": {func(t *testing.T, dir string) { remove(t, dir, "texts/a.md") }, []string{"a.md"}, nil},
		"renamed": {func(t *testing.T, dir string) { run(t, dir, "mv", "texts/a.md", "texts/c.md") },
			[]string{"a.md", "c.md"}, nil},
		"outside": {func(t *testing.T, dir string) { writeFile(t, dir, "README.md", "ny") }, nil, nil},
		"made writable": {func(t *testing.T, dir string) {
			_ = os.Chmod(filepath.Join(dir, "texts", "a.md"), 0o755)
		}, nil, nil},
		"skipped": {func(t *testing.T, dir string) {
			run(t, dir, "update-index", "--skip-worktree", "texts/a.md")
			remove(t, dir, "texts/a.md")
		}, nil, []string{"a.md"}},
		"sparse": {func(t *testing.T, dir string) {
			run(t, dir, "sparse-checkout", "set", "--no-cone", "!/texts/b.md", "/*", "!/texts/b.md")
		},
			nil, []string{"b.md"}},
		"skipped, edited": {func(t *testing.T, dir string) {
			run(t, dir, "update-index", "--skip-worktree", "texts/a.md")
			writeFile(t, dir, "texts/a.md", "två")
		}, []string{"a.md"}, nil},
		"unchanged, it is said": {func(t *testing.T, dir string) {
			run(t, dir, "update-index", "--assume-unchanged", "texts/a.md")
			writeFile(t, dir, "texts/a.md", "två!")
		}, []string{"a.md"}, nil},
		"unchanged, truly": {func(t *testing.T, dir string) {
			run(t, dir, "update-index", "--assume-unchanged", "texts/a.md")
		}, nil, nil},
		"a repository within": {func(t *testing.T, dir string) {
			writeFile(t, dir, "texts/inre/d.md", "d")
			run(t, filepath.Join(dir, "texts", "inre"), "init", "-q")
		}, []string{"inre/"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := repository(t, "ett")
			commit(t, dir, map[string]string{"texts/b.md": "b", ".gitignore": "x/\n"})
			c.change(t, dir)
			f := open(t, dir)
			got, err := f.State()
			got.index = ""
			want := State{Commit: read(t, dir, "rev-parse", "HEAD"), Differing: c.differing, Missing: c.missing}
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%q, %v, want %q", got, err, want)
			}
		})
	}
	if _, err := open(t, within(t, repository(t))).State(); err == nil {
		t.Error("a repository without versions has a state")
	}
}

// TestStateAfter changes a folder at random: what git says of the changed files, together with what it
// said before, is what it says of all of them.
func TestStateAfter(t *testing.T) {
	dir := repository(t, "ett")
	commit(t, dir, map[string]string{"texts/b.md": "b", "texts/m/c.md": "c", "texts/m/n/d.md": "d", ".gitignore": "x/\n"})
	f := open(t, dir)
	state, err := f.State()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 14))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	for step := range 120 {
		name := pick("a.md", "b.md", "m/c.md", "m/n/d.md", "ny å.md", "x/e.md", "*.md", "m")
		changed := []string{name}
		switch what := random.IntN(12); {
		case name == "m":
			to := filepath.Join(dir, "texts", "flyttad")
			if os.Rename(filepath.Join(dir, "texts", "m"), to) != nil {
				_ = os.Rename(to, filepath.Join(dir, "texts", "m"))
			}
			changed = []string{"flyttad", "m"}
		case what == 0:
			run(t, dir, "add", "-A")
			changed = changed[:random.IntN(2)]
		case what == 1:
			run(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "commit", "-q", "--allow-empty", "-a", "-m", "ett till")
		case what == 2:
			run(t, dir, "reset", "-q", pick("--soft", "--mixed"), "HEAD~0")
		case what == 3:
			writeFile(t, dir, "texts/b.md", "b")
			run(t, dir, "update-index", "--add", pick("--assume-unchanged", "--no-assume-unchanged"), "texts/b.md")
			changed = []string{"b.md"}
		case what < 6:
			_ = os.Remove(filepath.Join(dir, "texts", filepath.FromSlash(name)))
		default:
			writeFile(t, dir, "texts/"+name, pick("ett", "b", "c", "d"))
		}
		state, err = f.StateAfter(state, changed)
		if err != nil {
			t.Fatal(err)
		}
		want, err := f.State()
		if err != nil || !reflect.DeepEqual(state, want) {
			t.Fatalf("step %d, after a change of %q: %q, want %q, %v", step, changed, state, want, err)
		}
	}
}

// TestStateAfterAsks checks that git is asked once, and about the changed file only.
func TestStateAfterAsks(t *testing.T) {
	dir := repository(t, "ett")
	f := open(t, dir)
	before, err := f.State()
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, "texts/a.md", "två")
	writeFile(t, dir, "texts/b.md", "ny")
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv("GIT_TRACE", trace)
	after, err := f.StateAfter(before, []string{"a.md"})
	if want := []string{"a.md"}; err != nil || !slices.Equal(after.Differing, want) {
		t.Errorf("%q, %v, want %q", after.Differing, err, want)
	}
	log, err := os.ReadFile(trace)
	if n := strings.Count(string(log), "trace: built-in"); err != nil || n != 1 {
		t.Errorf("git is run %d times, %v", n, err)
	}
}

// TestUnwatched marks files with awkward names as unchanged and edits every other one of them:
// those are told of, with one process of git however many there are, and none for what is missing.
func TestUnwatched(t *testing.T) {
	dir := repository(t, "ett")
	names := []string{"b c.md", "en mapp/å.md", "-n.md", "$HOME.md", "d.md", "en mapp/e.md", "#.md", "ä.md"}
	if runtime.GOOS != "windows" {
		names = append(names, `"f".md`, `g\n.md`, "h\ni.md", "j\r", "\\", "\xff.md", "k\tl.md", `"`)
	}
	files := map[string]string{".gitattributes": "*.md text eol=crlf\n"}
	for _, name := range names {
		files["texts/"+name] = "ett\n"
	}
	commit(t, dir, files)
	var edited []string
	for i, name := range names {
		run(t, dir, "update-index", "--assume-unchanged", "--", "texts/"+name)
		text := "ett\r\n" // as git would write it
		if !strings.HasSuffix(name, ".md") {
			text = "ett\n"
		}
		if i%2 == 1 {
			text, edited = "två\n", append(edited, name)
		}
		writeFile(t, dir, "texts/"+name, text)
	}
	slices.Sort(edited)
	f := open(t, dir)
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv("GIT_TRACE", trace)
	if missing, err := f.Missing(); err != nil || missing != nil {
		t.Errorf("%q is missing, %v", missing, err)
	}
	state, err := f.State()
	if err != nil || !slices.Equal(state.Differing, edited) {
		t.Errorf("%q, %v, want %q", state.Differing, err, edited)
	}
	log, err := os.ReadFile(trace)
	if n := strings.Count(string(log), "built-in: git hash-object"); err != nil || n != 1 {
		t.Errorf("git hash-object is run %d times, %v", n, err)
	}
}

// within makes the folder of the texts.
func within(t *testing.T, dir string) string {
	t.Helper()
	writeFile(t, dir, "texts/a.md", "ett")
	return dir
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}
