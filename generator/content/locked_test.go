package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"provtryck/generator/site"
)

// A lockedFile is in files of which one cannot be read.
type lockedFile struct {
	fs.FS
	name string
}

func (l lockedFile) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

// TestLocked checks that a text that another program has locked is said to be that, and that nothing is
// said of what it would have had, on it or on what links to it.
func TestLocked(t *testing.T) {
	files := os.DirFS(filepath.Join("..", "testdata", "content"))
	for _, name := range []string{
		"kliniska-kunskapsstod/krisplan.md", "vard-och-insatsprogram/adhd/index.md",
		"vard-och-insatsprogram/adhd/06-behandling-och-stod/boendestod.md", // others link to its sections
		"vard-och-insatsprogram/adhd/06-behandling-och-stod/index.md",
		"vard-och-insatsprogram/depression-och-angestsyndrom/06-behandling-och-stod/elektrokonvulsiv-behandling.md",
	} {
		src, err := new(Reader).Read(lockedFile{files, name}, "2026-11-28")
		if err != nil {
			t.Fatal(err)
		}
		found := site.New(src).Problems
		if len(found) != 1 || found[0].Rule != UnreadableFile || found[0].Pos.File != name {
			t.Errorf("%s is locked: %v", name, found)
		}
	}
}
