package git

import (
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTree(t *testing.T) {
	tr := newTree(nil)
	for _, name := range []string{"b/c/d.md", "a.md", "b/e.md", "tom.md"} {
		if err := tr.add(name, &node{mode: 0o644, data: []byte(strings.TrimPrefix(name, "tom.md")),
			size: int64(len(strings.TrimPrefix(name, "tom.md")))}); err != nil {
			t.Fatal(err)
		}
	}
	tr.sort()
	if err := fstest.TestFS(tr, "a.md", "b/c/d.md", "b/e.md", "tom.md"); err != nil {
		t.Error(err)
	}
	if err := tr.add("l.md", &node{mode: fs.ModeSymlink | 0o777}); err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(tr, "l.md"); err == nil {
		t.Errorf("a link leads to %q", data)
	}
	for _, name := range []string{"a.md", "a.md/b.md", "b", "../x.md", "x//y.md", "./x.md", ""} {
		if err := tr.add(name, &node{mode: 0o644}); err == nil {
			t.Errorf("%q is added", name)
		}
	}
}

// TestHostileSizes reads a version that says that it contains far more than it takes to
// store: nothing large is read until it is asked for, one object is read once, and folders
// end where no disk has more.
func TestHostileSizes(t *testing.T) {
	dir := repository(t, "ett")
	small := read(t, dir, "rev-parse", "HEAD:texts/a.md")
	large := store(t, dir, make([]byte, 8<<20))
	deep := storeTree(t, dir, "100644", small, "djup.md")
	for range 150 {
		deep = storeTree(t, dir, "40000", deep, "d")
	}
	long := storeTree(t, dir, "100644", small, "lång.md")
	for range 40 {
		long = storeTree(t, dir, "40000", long, strings.Repeat("l", 200))
	}
	commitFolders(t, dir, storeTree(t, dir, "100644", large, "stor.bin", "stor.md"), deep, long,
		storeTree(t, dir, "100644", small, "a.md", "b.md"))
	files, err := open(t, dir).FS("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	tr := files.(*tree)
	for name, size := range map[string]int64{"0/stor.bin": 8 << 20, "0/stor.md": 8 << 20, "3/a.md": 3} {
		if info, err := fs.Stat(files, name); err != nil || info.Size() != size || tr.nodes[name].data != nil != (size == 3) {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if data, err := fs.ReadFile(files, "0/stor.bin"); err != nil || len(data) != 8<<20 {
		t.Errorf("read %d bytes, %v", len(data), err)
	}
	if a, b := tr.nodes["3/a.md"].data, tr.nodes["3/b.md"].data; &a[0] != &b[0] {
		t.Error("one object is kept twice")
	}
	folders, longest := 0, ""
	for name := range tr.nodes {
		folders = max(folders, strings.Count(name, "/"))
		if len(name) > len(longest) {
			longest = name
		}
	}
	if folders > maxDepth || len(longest) > maxPath || len(longest) < maxPath/2 {
		t.Errorf("%d folders deep, %d bytes", folders, len(longest))
	}
}

// TestTooManyFiles reads a version in which folders are in each other many times.
func TestTooManyFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir := repository(t, "ett")
	for id, mode := range map[string]string{
		read(t, dir, "rev-parse", "HEAD:texts/a.md"): "100644", pipe(t, dir, "", "mktree"): "40000",
	} {
		tooManyFiles(t, dir, id, mode)
	}
}

// tooManyFiles commits a file, or an empty folder, very many times.
func tooManyFiles(t *testing.T, dir, id, mode string) {
	t.Helper()
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf("%02d", i))
	}
	for range 10 { // 20 to the power of 10 files
		id, mode = storeTree(t, dir, mode, id, names...), "40000"
	}
	commitFolders(t, dir, id)
	if _, err := open(t, dir).FS("HEAD"); err == nil || !strings.Contains(err.Error(), "fler än 200000 filer och mappar") {
		t.Error(err)
	}
}

// commitFolders commits a folder texts with the given folders, named by number.
func commitFolders(t *testing.T, dir string, folders ...string) {
	t.Helper()
	var b strings.Builder
	for i, id := range folders {
		fmt.Fprintf(&b, "040000 tree %s\t%d\n", id, i)
	}
	texts := pipe(t, dir, b.String(), "mktree")
	run(t, dir, "reset", "-q", "--soft", read(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se",
		"commit-tree", "-m", "Prov", storeTree(t, dir, "40000", texts, "texts")))
}

// store writes an object and returns its id.
func store(t *testing.T, dir string, data []byte) string {
	t.Helper()
	return pipe(t, dir, string(data), "hash-object", "-w", "--stdin")
}

// pipe runs git with a text for it to read, and returns what it writes.
func pipe(t *testing.T, dir, input string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir, c.Stdin = dir, strings.NewReader(input)
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
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
	var b strings.Builder
	for _, name := range names {
		var raw []byte
		if _, err := fmt.Sscanf(id, "%x", &raw); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\x00%s", mode, name, raw)
	}
	return pipe(t, dir, b.String(), "hash-object", "-t", "tree", "-w", "--stdin", "--literally")
}
