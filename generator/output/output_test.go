package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// tree is the files of a folder with their content, by slash-separated path.
type tree map[string]string

// lay writes the files to disk.
func lay(t *testing.T, dir string, files tree) {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns the files on disk, without the marker. A link is what it points to.
func read(t *testing.T, dir string) tree {
	t.Helper()
	files := tree{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == marker {
			return err
		}
		path := filepath.Join(dir, name)
		if d.Type() == fs.ModeSymlink {
			files[name], err = os.Readlink(path)
			return err
		}
		data, err := os.ReadFile(path)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// from emits the files in order.
func from(files tree) func(func(string, []byte) error) error {
	return func(emit func(string, []byte) error) error {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if err := emit(name, []byte(files[name])); err != nil {
				return err
			}
		}
		return nil
	}
}

// mustWrite writes the files as a site.
func mustWrite(t *testing.T, dir string, files tree) {
	t.Helper()
	if left, err := Write(dir, Options{}, from(files)); err != nil || left != nil {
		t.Fatal(left, err)
	}
}

// write returns the error of writing a site.
func write(dir string, produce func(func(string, []byte) error) error) error {
	_, err := Write(dir, Options{}, produce)
	return err
}

// wantTree compares the folder with the files, and its parent with the folder:
// nothing may be left beside it.
func wantTree(t *testing.T, dir string, want tree) {
	t.Helper()
	if got := read(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds %v, want %v", dir, got, want)
	}
	if _, err := os.Lstat(working(dir, "")); !os.IsNotExist(err) {
		t.Errorf("the working folder is left: %v", err)
	}
}

// wantError checks that the message has all the parts.
func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one with %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q lacks %q", err, part)
		}
	}
}

func working(dir, name string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".provtryck", name)
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "public")
	mustWrite(t, dir, tree{"index.html": "1", "vard/adhd/index.html": "2", "vard/index.html": "3"})
	wantTree(t, dir, tree{"index.html": "1", "vard/adhd/index.html": "2", "vard/index.html": "3"})

	data, err := os.ReadFile(filepath.Join(dir, marker))
	if err != nil {
		t.Fatal(err)
	}
	if want := "provtryck 1\nindex.html\nvard/adhd/index.html\nvard/index.html\n"; string(data) != want {
		t.Errorf("marker %q, want %q", data, want)
	}

	mustWrite(t, dir, tree{"index.html": "4", "ny/index.html": "5"})
	wantTree(t, dir, tree{"index.html": "4", "ny/index.html": "5"})
	if _, err := os.Stat(filepath.Join(dir, "vard")); !os.IsNotExist(err) {
		t.Error("a folder of the old site is left empty")
	}
}

func TestWriteIntoEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"index.html": "1"})
	wantTree(t, dir, tree{"index.html": "1"})
}

func TestWriteIsRepeatable(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := tree{"b.html": "b", "a/index.html": "a"}
	mustWrite(t, dir, site)
	before, _ := os.ReadFile(filepath.Join(dir, marker))
	mustWrite(t, dir, site)
	after, _ := os.ReadFile(filepath.Join(dir, marker))
	wantTree(t, dir, site)
	if string(before) != string(after) {
		t.Errorf("marker %q, then %q", before, after)
	}
}

func TestWriteManyAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	want := tree{}
	_, err := Write(dir, Options{}, func(emit func(string, []byte) error) error {
		var workers sync.WaitGroup
		for worker := range 8 {
			for i := range 50 {
				want[fmt.Sprintf("kapitel/%d/sida-%d/index.html", i%5, worker*50+i)] = strconv.Itoa(worker)
			}
			workers.Go(func() {
				buffer := make([]byte, 0, 8)
				for i := range 50 {
					buffer = strconv.AppendInt(buffer[:0], int64(worker), 10)
					if err := emit(fmt.Sprintf("kapitel/%d/sida-%d/index.html", i%5, worker*50+i), buffer); err != nil {
						t.Error(err)
					}
				}
			})
		}
		workers.Wait()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, want)
}

// A failed build leaves the old site, and nothing else.
func TestWriteFails(t *testing.T) {
	type emit = func(string, []byte) error
	cases := []struct {
		name    string
		produce func(emit) error
		want    string
	}{
		{"producer", func(e emit) error { e("a", nil); return errors.New("mallen saknas") }, "mallen saknas"},
		{"no files", func(emit) error { return nil }, "inga sidor"},
		{"same path", from2("a/index.html", "a/index.html"), "samma adress: a/index.html och a/index.html"},
		{"letter case", from2("a.html", "A.html"), "samma adress: a.html och A.html"},
		{"file, then folder", from2("a", "a/b/c.html"), "både en fil och en mapp"},
		{"folder, then file", from2("a/b/c.html", "A"), "både en fil och en mapp"},
		{"overlooked error", func(e emit) error { e("index.html", nil); e("../x", nil); e("NUL", nil); return nil },
			`"../x"`},
		{"own name", from2("index.html", ".provtryck"), "Provtrycks egen"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, tree{"index.html": "old"})
			wantError(t, write(dir, c.produce), c.want)
			wantTree(t, dir, tree{"index.html": "old"})
		})
	}
}

func from2(a, b string) func(func(string, []byte) error) error {
	return func(emit func(string, []byte) error) error {
		return errors.Join(emit(a, nil), emit(b, nil))
	}
}

// A site that never was is not begun by a failed build.
func TestWriteFailsFirstTime(t *testing.T) {
	parent := t.TempDir()
	_, err := Write(filepath.Join(parent, "public"), Options{}, func(func(string,
		[]byte) error) error {
		return errors.New("x")
	})
	wantError(t, err, "x")
	if left := read(t, parent); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func TestWriteModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	restore := strictUmask()
	defer restore()
	mustWrite(t, dir, tree{"a/index.html": ""})
	for name, want := range map[string]fs.FileMode{".": 0o755, "a": 0o755, "a/index.html": 0o644, marker: 0o644} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want && strictUmaskWorks {
			t.Errorf("%s has mode %v, want %v", name, got, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	data := []byte(strings.Repeat("<p>Text</p>\n", 1000))
	dir := filepath.Join(b.TempDir(), "public")
	for b.Loop() {
		_, err := Write(dir, Options{}, func(emit func(string, []byte) error) error {
			for i := range 10_000 {
				if err := emit(fmt.Sprintf("program-%d/kapitel/sida-%d/index.html", i%100, i), data); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
