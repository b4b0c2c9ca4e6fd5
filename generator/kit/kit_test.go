package kit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestMake(t *testing.T) {
	dir := t.TempDir()
	if err := Make(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"LÄS MIG.txt", "content/_projekt/malgrupper.yaml", "content/_projekt/mallar/insats.yaml",
		"content/kliniska-kunskapsstod/exempel-pa-kunskapsstod.md"} {
		f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(name)), os.O_RDWR, 0)
		if err != nil {
			t.Errorf("an editor cannot change it: %v", err)
			continue
		}
		f.Close()
	}
	if _, err := os.Stat(filepath.Join(dir, "content", filepath.FromSlash(questions))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a new project has questions about texts that are not in it: %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("the folder has %v, %v", entries, err)
	}
}

// TestMakeKeeps checks that nothing is written over, whatever is there.
func TestMakeKeeps(t *testing.T) {
	for name, prepare := range map[string]func(dir string) error{
		"a project":    func(dir string) error { return os.Mkdir(filepath.Join(dir, "content"), 0o755) },
		"a file":       func(dir string) error { return os.WriteFile(filepath.Join(dir, "content"), nil, 0o644) },
		"a link":       func(dir string) error { return os.Symlink("elsewhere", filepath.Join(dir, "content")) },
		"a note":       func(dir string) error { return os.WriteFile(filepath.Join(dir, note), []byte("min"), 0o644) },
		"other things": func(dir string) error { return os.WriteFile(filepath.Join(dir, "brev.docx"), []byte("min"), 0o644) },
	} {
		dir := t.TempDir()
		if err := prepare(dir); err != nil {
			t.Fatal(err)
		}
		before := tree(t, dir)
		err := Make(dir)
		if refused := errors.Is(err, ErrExists); refused != (name == "a project" || name == "a file" || name == "a link") || !refused && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for file, content := range before {
			if now := tree(t, dir)[file]; now != content {
				t.Errorf("%s: %s was %q and is %q", name, file, content, now)
			}
		}
		if names, _ := filepath.Glob(filepath.Join(dir, ".*")); len(names) > 0 {
			t.Errorf("%s: %v is left", name, names)
		}
	}
}

// TestMakeUnwritten checks that of a folder that nothing can be written to is said so, and what to do.
func TestMakeUnwritten(t *testing.T) {
	const dir = "/proc" // where not even root can make a folder
	if _, err := os.Stat(filepath.Join(dir, "self")); err != nil {
		t.Skip("this system has no /proc")
	}
	err := Make(dir)
	if err == nil || !strings.HasPrefix(err.Error(), "projektet går inte att skriva här: ") || !strings.HasSuffix(err.Error(), "; rätta det, eller gå till en annan mapp") {
		t.Error(err)
	}
}

// tree returns the files of a folder, with what they hold.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := fs.ReadDir(os.DirFS(dir), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !e.Type().IsRegular() }) {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(content)
	}
	return all
}
