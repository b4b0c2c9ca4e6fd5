package git

import (
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
			want := State{read(t, dir, "rev-parse", "HEAD"), c.differing, c.missing}
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%q, %v, want %q", got, err, want)
			}
		})
	}
	if _, err := open(t, within(t, repository(t))).State(); err == nil {
		t.Error("a repository without versions has a state")
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
