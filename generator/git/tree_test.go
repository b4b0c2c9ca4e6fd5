package git

import (
	"bytes"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTree(t *testing.T) {
	tr := fstest.MapFS{}
	for _, name := range []string{"b/c/d.md", "a.md", "b/e.md", "tom.md"} {
		if err := add(tr, name, 0o644, []byte(strings.TrimPrefix(name, "tom.md"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := add(tr, "l.md", fs.ModeSymlink|0o777, []byte("/")); err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(tr, "l.md"); err == nil {
		t.Errorf("a link leads to %q", data)
	}
	delete(tr, "l.md") // for TestFS, which opens everything
	if err := fstest.TestFS(tr, "a.md", "b/c/d.md", "b/e.md", "tom.md"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"a.md", "a.md/b.md", "b", "../x.md", "x//y.md", "./x.md", ""} {
		if err := add(tr, name, 0o644, nil); err == nil {
			t.Errorf("%q is added", name)
		}
	}
}

// TestOddNames checks that one file with a name that cannot be used does not hide
// those beside it, and that a name means in a version what it means on a disk.
func TestOddNames(t *testing.T) {
	dir := repository(t, "ett")
	odd(t, dir, "b\xff.md", "c\\d.md", "rad\nrad.md", "e.md")
	files, err := open(t, dir).FS("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	err = fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if got, want := fmt.Sprintf("%q", names), `["b\xff.md" "c\\d.md" "e.md" "rad\nrad.md"]`; err != nil || got != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	if data, err := fs.ReadFile(files, "e.md"); err != nil || string(data) != "ett" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := fs.ReadFile(files, "b\xff.md"); err == nil {
		t.Error("a name that is no path can be opened")
	}
}

// TestImpossibleNames checks that what no disk can hold is an error that says
// which file, and is nothing that is left out.
func TestImpossibleNames(t *testing.T) {
	for want, names := range map[string][]string{
		`har ett namn som ingen fil kan ha`: {"../../evil.md"},
		`"a.md" finns två gånger`:           {"a.md", "a.md"},
	} {
		dir := repository(t, "ett")
		odd(t, dir, names...)
		if _, err := open(t, dir).FS("HEAD"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", names, err)
		}
	}
}

// odd commits a folder texts with files of any names, which git would not let in
// by the front door.
func odd(t *testing.T, dir string, names ...string) {
	t.Helper()
	id := read(t, dir, "rev-parse", "HEAD:texts/a.md")
	texts := storeTree(t, dir, "100644", id, names...)
	root := storeTree(t, dir, "40000", texts, "texts")
	run(t, dir, "reset", "-q", "--soft", read(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se",
		"commit-tree", "-m", "Namn", root))
}

// storeTree writes a tree in which all names refer to the same object.
func storeTree(t *testing.T, dir, mode, id string, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, name := range names {
		var raw []byte
		if _, err := fmt.Sscanf(id, "%x", &raw); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\x00%s", mode, name, raw)
	}
	c := exec.Command("git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally")
	c.Dir, c.Stdin = dir, &b
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
