package output

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

// TestExchange checks that files are written and removed together, and that nothing is left or
// changed where one of them cannot be, or is not as expected.
func TestExchange(t *testing.T) {
	start := map[string]string{"a/x.md": "x", "a/y.md": "y", "b/z.md": "z", "c": "a file"}
	for name, c := range map[string]struct {
		before, after map[string]string
		want          map[string]string
		fails         error // nil for none
	}{
		"a folder moves": {map[string]string{"a/x.md": "x", "a/y.md": "y", "b/z.md": "z"}, map[string]string{"d/e/x.md": "X", "d/e/y.md": "y", "b/z.md": "Z"},
			map[string]string{"d/e/x.md": "X", "d/e/y.md": "y", "b/z.md": "Z", "c": "a file"}, nil},
		"a file is gone": {map[string]string{"a/y.md": "y", "b/z.md": "z"}, map[string]string{"b/z.md": "Z"},
			map[string]string{"a/x.md": "x", "b/z.md": "Z", "c": "a file"}, nil},
		"empty files": {map[string]string{"a/x.md": "x"}, map[string]string{"a/x.md": "", "n": ""},
			map[string]string{"a/x.md": "", "a/y.md": "y", "b/z.md": "z", "c": "a file", "n": ""}, nil},
		"no such folder":                {map[string]string{"b/z.md": "z", "a/x.md": "x"}, map[string]string{"b/z.md": "Z", "c/x.md": "X", "a/n/x.md": "n"}, start, errAny},
		"a folder in the way":           {map[string]string{"a/x.md": "x", "a/y.md": "y"}, map[string]string{"a/x.md": "X", "b": "B", "a/n/x.md": "n"}, start, errAny},
		"a new file is there":           {nil, map[string]string{"a/n/x.md": "n", "b/z.md": "Z"}, start, ErrChanged},
		"a new file is there, later":    {map[string]string{"a/x.md": "x"}, map[string]string{"a/x.md": "X", "b/z.md": "Z"}, start, ErrChanged},
		"a saved file is replaced":      {map[string]string{"a/x.md": "x", "b/z.md": "before"}, map[string]string{"a/x.md": "X", "b/z.md": "Z"}, start, ErrChanged},
		"a saved file is removed":       {map[string]string{"a/x.md": "before"}, map[string]string{"n/x.md": "X"}, start, ErrChanged},
		"a removed file is replaced":    {map[string]string{"a/n.md": "n"}, map[string]string{"a/n.md": "N"}, start, ErrChanged},
		"a removed file is removed":     {map[string]string{"a/n.md": "n"}, map[string]string{"n/n.md": "n"}, start, ErrChanged},
		"a file only grew by a blank":   {map[string]string{"a/x.md": "x "}, map[string]string{"a/x.md": "X"}, start, ErrChanged},
		"an expected file is not empty": {map[string]string{"a/x.md": ""}, map[string]string{"a/x.md": "X"}, start, ErrChanged},
	} {
		dir := t.TempDir()
		for file, data := range start {
			writeBeside(t, filepath.Join(dir, file), data)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		err = Exchange(root, inBytes(c.before), inBytes(c.after))
		if (err != nil) != (c.fails != nil) || c.fails == ErrChanged && !errors.Is(err, ErrChanged) {
			t.Errorf("%s: %v, want %v", name, err, c.fails)
		}
		root.Close()
		if got := there(t, dir); !maps.Equal(got, c.want) {
			t.Errorf("%s: there is %v, want %v", name, got, c.want)
		}
	}
}

// errAny is any error.
var errAny = errors.New("any")

func inBytes(files map[string]string) map[string][]byte {
	all := map[string][]byte{}
	for name, data := range files {
		all[name] = []byte(data)
	}
	return all
}

// TestExchangeAtOnce makes the same files many times at once: one is made, whole, and the others are
// refused.
func TestExchangeAtOnce(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	const n = 20
	var all sync.WaitGroup
	failed := make([]error, n)
	for i := range n {
		all.Go(func() {
			own := []byte(strconv.Itoa(i))
			failed[i] = Exchange(root, nil, map[string][]byte{"a/text.md": own, "b/picture.png": own})
		})
	}
	all.Wait()
	got := there(t, dir)
	made := ""
	for i, err := range failed {
		switch {
		case err == nil && made != "":
			t.Errorf("both %s and %d were made", made, i)
		case err == nil:
			made = strconv.Itoa(i)
		}
	}
	if want := map[string]string{"a/text.md": made, "b/picture.png": made}; !maps.Equal(got, want) {
		t.Errorf("there is %v, want %v", got, want)
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
