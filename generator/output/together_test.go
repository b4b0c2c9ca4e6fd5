package output

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// TestExchange checks that files are written and removed together, and that nothing is left or
// changed where one of them cannot be.
func TestExchange(t *testing.T) {
	before := map[string]string{"a/x.md": "x", "a/y.md": "y", "b/z.md": "z", "c": "a file"}
	for name, c := range map[string]struct {
		files map[string]string
		gone  []string
		want  map[string]string
		fails bool
	}{
		"a folder moves":      {map[string]string{"d/e/x.md": "X", "d/e/y.md": "y", "b/z.md": "Z"}, []string{"a/x.md", "a/y.md"}, map[string]string{"d/e/x.md": "X", "d/e/y.md": "y", "b/z.md": "Z", "c": "a file"}, false},
		"what is gone":        {map[string]string{"b/z.md": "Z"}, []string{"a/y.md", "a/never.md"}, map[string]string{"a/x.md": "x", "b/z.md": "Z", "c": "a file"}, false},
		"no such folder":      {map[string]string{"b/z.md": "Z", "c/x.md": "X", "a/n/x.md": "n"}, []string{"a/x.md"}, before, true},
		"a folder in the way": {map[string]string{"a/x.md": "X", "b": "B", "a/n/x.md": "n"}, []string{"a/y.md"}, before, true},
	} {
		dir := t.TempDir()
		for file, data := range before {
			writeBeside(t, filepath.Join(dir, file), data)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for file, data := range c.files {
			files[file] = []byte(data)
		}
		if err := Exchange(root, files, c.gone); (err != nil) != c.fails {
			t.Errorf("%s: %v", name, err)
		}
		root.Close()
		if got := there(t, dir); !maps.Equal(got, c.want) {
			t.Errorf("%s: there is %v, want %v", name, got, c.want)
		}
	}
}

func writeBeside(t *testing.T, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// there returns the files of a folder, and its empty folders.
func there(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if entries, _ := os.ReadDir(filepath.Join(dir, name)); len(entries) == 0 {
				files[name] = "empty"
			}
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
