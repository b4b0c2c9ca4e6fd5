package output

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"provtryck/generator/disk"
)

// TestSweep checks that what a killed run has left is removed, and nothing else: no file that is being
// written, of another form, in a hidden folder or behind a link.
func TestSweep(t *testing.T) {
	const id = "ABCDEFGHIJKLMNOPQRSTUVWXY2"
	dir, outside := t.TempDir(), t.TempDir()
	want := map[string]string{}
	for name, stays := range map[string]bool{
		disk.Staging("x.md"): false, "a/b/" + disk.Staging("å ä.md"): false, "_projekt/synpunkter/r/" + disk.Staging("x.yaml"): false,
		"a/." + id + ".tmp": true, "x.md." + id + ".tmp": true, ".x.md." + id: true, ".x.md." + id[1:] + ".tmp": true,
		".x.md.abcdefghijklmnopqrstuvwxyz.tmp": true, "x.md": true, ".git/" + disk.Staging("x"): true,
	} {
		writeBeside(t, filepath.Join(dir, name), "x")
		past := time.Now().Add(-2 * time.Minute)
		if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
			t.Fatal(err)
		}
		if stays {
			want[name] = "x"
		}
	}
	fresh := disk.Staging("y.md")
	writeBeside(t, filepath.Join(dir, fresh), "x")
	want[fresh] = "x"
	writeBeside(t, filepath.Join(outside, disk.Staging("z.md")), "x")
	linked := os.Symlink(outside, filepath.Join(dir, "lank")) == nil
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if gone := Sweep(root); len(gone) != 3 || !slices.IsSorted(gone) {
		t.Errorf("%q are gone", gone)
	}
	if linked {
		if err := root.Remove("lank"); err != nil {
			t.Fatal(err)
		}
	}
	if got := there(t, dir); !maps.Equal(got, want) {
		t.Errorf("there is %v, want %v", got, want)
	}
	if got := there(t, outside); len(got) != 1 {
		t.Error("what is behind a link is gone")
	}
}

// TestSweepStaged checks that an exchange that is killed leaves what is swept.
func TestSweepStaged(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	e := exchange{root: root, after: inBytes(map[string]string{"a/x.md": "x", "y.md": ""}), staged: map[string]string{}}
	for name := range e.after {
		if err := e.stage(name); err != nil {
			t.Fatal(err)
		}
		past := time.Now().Add(-2 * time.Minute)
		if err := root.Chtimes(e.staged[name], past, past); err != nil {
			t.Fatal(err)
		}
	}
	writeBeside(t, filepath.Join(dir, "z.md"), "z")
	gone := Sweep(root)
	if left := there(t, dir); len(gone) != 2 || !maps.Equal(left, map[string]string{"z.md": "z"}) {
		t.Errorf("%q are gone, %v is left", gone, left)
	}
}
