package output

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWriteRefuses(t *testing.T) {
	cases := []struct {
		name string
		dir  string // relative to a project
		opts func(project string) Options
		want string
	}{
		{"content", "content", protect("content"), "är, innehåller eller ligger i"},
		{"in content", "content/public", protect("content"), "är, innehåller eller ligger i"},
		{"deep in content", "content/a/b/public", protect("content"), "är, innehåller eller ligger i"},
		{"holds content", ".", protect("content"), "är, innehåller eller ligger i"},
		{"content through a link", "link/public", protect("content"), "är, innehåller eller ligger i"},
		{"protected through a link", "content", protect("link"), "är, innehåller eller ligger i"},
		{"holds second protected", "layouts", protect("content", "layouts/partials"), "är, innehåller eller ligger i"},
		{"reserved name", "con", protect("content"), "reserverat i Windows"},
		{"reserved name, more", "NUL.html", protect("content"), "reserverat i Windows"},
		{"home", "content", func(p string) Options { return Options{Home: filepath.Join(p, "content")} },
			"hemkatalogen"},
		{"holds home", ".", func(p string) Options { return Options{Home: filepath.Join(p, "content")} },
			"hemkatalogen"},
		{"repository", "repository", protect("content"), "git-projekt"},
		{"link", "link", protect("layouts"), "den är en länk"},
		{"file", "file", protect("content"), "den är en fil"},
		{"below a file", "file/public", protect("content"), "kunde inte läsa"},
		{"somebody else's", "layouts", protect("content"), "har inte skrivits av Provtryck"},
		{"other version", "newer", protect("content"), "annan version"},
		{"damaged", "damaged", protect("content"), "är skadad"},
		{"unreadable marker", "folder-as-marker", protect("content"), "kunde inte läsa"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			project := layProject(t)
			before := read(t, project)
			_, err := Write(filepath.Join(project, c.dir), c.opts(project), from(tree{"index.html": "new"}))
			wantError(t, err, c.want)
			if after := read(t, project); len(after) != len(before) {
				t.Errorf("before %v, after %v", before, after)
			}
		})
	}
}

func protect(dirs ...string) func(string) Options {
	return func(project string) Options {
		var o Options
		for _, dir := range dirs {
			o.Protect = append(o.Protect, filepath.Join(project, dir))
		}
		return o
	}
}

func layProject(t *testing.T) string {
	t.Helper()
	project := t.TempDir()
	lay(t, project, tree{
		"content/a.md":                   "",
		"layouts/partials/a.html":        "",
		"repository/.git/config":         "",
		"file":                           "",
		"newer/.provtryck":               "provtryck 2\nindex.html\n",
		"newer/index.html":               "",
		"damaged/.provtryck":             "provtryck 1\n../content/a.md\n",
		"folder-as-marker/.provtryck/hi": "",
	})
	link(t, filepath.Join(project, "content"), filepath.Join(project, "link"))
	return project
}

func link(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Symlink(from, to); err != nil {
		t.Skip("links cannot be made here:", err)
	}
}

func TestWriteRefusesWholeDisk(t *testing.T) {
	root := filepath.VolumeName(t.TempDir()) + string(filepath.Separator)
	wantError(t, write(root, from(tree{"a": ""})), "hela disken")
}

// Beside what is protected, and in the home folder, a site is welcome.
func TestWriteAccepts(t *testing.T) {
	project := layProject(t)
	dir := filepath.Join(project, "public")
	o := protect("content", "layouts", "missing")(project)
	o.Home = project
	if _, err := Write(dir, o, from(tree{"index.html": ""})); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, tree{"index.html": ""})
}

// The disk can begin to fail at any moment of a build. Here the folders are
// taken away from under it.
func TestWriteLosesItsFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("open folders cannot be moved")
	}
	moved := func(dir string) error { return os.RemoveAll(working(dir, "ny")) }
	cases := []struct {
		name   string
		damage func(dir string) error
		path   string
		want   string
	}{
		{"file", moved, "index.html", "kunde inte skriva"},
		{"folder", moved, "a/index.html", "kunde inte skapa"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, tree{"index.html": "old"})
			_, err := Write(dir, Options{}, func(emit func(string, []byte) error) error {
				return errors.Join(c.damage(dir), emit(c.path, nil))
			})
			wantError(t, err, c.want, "public")
			mustWrite(t, dir, tree{"index.html": "next"})
			wantTree(t, dir, tree{"index.html": "next"})
		})
	}
}
