package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/output"
)

// tree is the files of a folder with their content, by slash-separated path.
type tree map[string]string

// lay writes the files to disk.
func lay(t *testing.T, dir string, files tree) {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755),
			os.WriteFile(path, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
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

// mustPack packs the files and returns the bytes of the pack.
func mustPack(t *testing.T, file string, files tree) []byte {
	t.Helper()
	if err := Write(file, output.Options{}, []string{"Ändringsförslag 12", "a1b2c3d"}, from(files)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "prov.ZIP")
	mustPack(t, file, tree{"old.html": ""})
	noise := make([]byte, 1000)
	random := rand.NewChaCha8([32]byte{})
	random.Read(noise)
	data := mustPack(t, file, tree{
		"index.html":      `<a href="/vard/">Vård</a>`,
		"vard/index.html": strings.Repeat(`<a href="/">Hem</a>`, 100),
		"brus.png":        string(noise),
		"lista.txt":       "Läs /vard/.",
		"404.html":        "Sidan finns inte",
	})
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	want := tree{
		"provtryck/lista.txt":       "Läs /vard/.",
		"provtryck/brus.png":        string(noise),
		"provtryck/index.html":      `<a href="vard/index.html">Vård</a>`,
		"provtryck/vard/index.html": strings.Repeat(`<a href="../index.html">Hem</a>`, 100),
	}
	var names []string
	got := tree{}
	for _, f := range z.File {
		names = append(names, f.Name)
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r) // compares the sum as well
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		got[f.Name] = string(content)
		if stored := f.Method == zip.Store; stored != (f.Name != "provtryck/vard/index.html" &&
			!strings.HasSuffix(f.Name, "MIG.txt")) {
			t.Errorf("%s has the method %d", f.Name, f.Method)
		}
		if f.NonUTF8 || f.Mode() != 0o644 || f.Modified.UTC().Format("2006-01-02") != "1980-01-01" {
			t.Errorf("%s has the mode %v and the time %v", f.Name, f.Mode(), f.Modified)
		}
	}
	if readMe := got["provtryck/LÄS MIG.txt"]; !strings.HasPrefix(readMe, "\ufeffFörhandsvisning") ||
		!strings.Contains(readMe, "\r\nDu läser Ändringsförslag 12, a1b2c3d.\r\n") {
		t.Errorf("the text on how to open it is %q", readMe)
	}
	delete(got, "provtryck/LÄS MIG.txt")
	if !maps.Equal(got, want) || !slices.IsSorted(names) {
		t.Errorf("the pack has %q, want %q", got, want)
	}
	wantOnly(t, dir, "prov.ZIP")
}

// TestPackSame checks that the order in which files come does not matter.
func TestPackSame(t *testing.T) {
	dir := t.TempDir()
	files := tree{"index.html": "1", "a/index.html": "2", "b/index.html": strings.Repeat("3", 1000)}
	one := mustPack(t, filepath.Join(dir, "one.zip"), files)
	two := filepath.Join(dir, "two.zip")
	err := Write(two, output.Options{}, []string{"Ändringsförslag 12", "a1b2c3d"},
		func(emit func(string, []byte) error) error {
			for _, name := range slices.Backward(slices.Sorted(maps.Keys(files))) {
				buffer := []byte(files[name])
				if err := emit(name, buffer); err != nil {
					return err
				}
				clear(buffer) // it may be used again
			}
			return nil
		})
	if data, failed := os.ReadFile(two); err != nil || failed != nil || !bytes.Equal(data, one) {
		t.Errorf("the packs differ, %v, %v", err, failed)
	}
}

func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	old := string(mustPack(t, filepath.Join(dir, "old.zip"), tree{"index.html": ""}))
	lay(t, dir, tree{"bilder.zip": "mina", "folder.zip/x": "", "file": "", "content/a.md": ""})
	if err := os.Symlink("old.zip", filepath.Join(dir, "link.zip")); err != nil {
		t.Log("no links here:", err)
		lay(t, dir, tree{"link.zip/x": "länk"})
	}
	full := errors.New("full")
	for _, c := range []struct {
		file    string
		produce func(func(string, []byte) error) error
		want    string
	}{
		{"folder.zip", from(tree{"index.html": ""}), "det är en mapp"},
		{"link.zip", from(tree{"index.html": ""}), "länk"},
		{"none/new.zip", from(tree{"index.html": ""}), "det finns ingen mapp"},
		{"content/new.zip", from(tree{"index.html": ""}), "den skulle ligga i"},
		{"bilder.zip", from(tree{"index.html": ""}), "som Provtryck inte har skrivit"},
		{"ut.zip", from(tree{"index.html": ""}), "namnet är taget av mappen"},
		{"old.zip", from(tree{}), "webbplatsen har inga sidor"},
		{"old.zip", from(tree{"a.html": "", "A.html": ""}), "två filer har samma adress"},
		{"old.zip", from(tree{"../a.html": ""}), "kan inte användas"},
		{"old.zip", func(emit func(string, []byte) error) error { return errors.Join(emit("a.html", nil), full) },
			"full"},
	} {
		o := output.Options{Protect: []string{"", filepath.Join(dir, "content"), filepath.Join(dir, "ut.zip", "webb")}}
		err := Write(filepath.Join(dir, filepath.FromSlash(c.file)), o, nil, c.produce)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.file, err, c.want)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "old.zip")); err != nil || string(data) != old {
		t.Errorf("the old pack is %q, %v", data, err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "bilder.zip")); err != nil || string(data) != "mina" {
		t.Errorf("another's file is %q, %v", data, err)
	}
	wantOnly(t, dir, "bilder.zip", "content", "file", "folder.zip", "link.zip", "old.zip")
}

// wantOnly checks that nothing else is in a folder.
func wantOnly(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("in the folder lie %q, want %q", got, want)
	}
}
