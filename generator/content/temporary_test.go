package content

import (
	"testing"
	"testing/fstest"

	"provtryck/generator/disk"
)

// TestTemporary checks that files which programs make for themselves are neither
// read nor reported, and that no others are passed over.
func TestTemporary(t *testing.T) {
	files := fstest.MapFS{"a.md": {Data: []byte("---\ntitel: A\n---\n")}}
	for _, name := range []string{
		"~$text.docx", ".~lock.text.odt#", "#text.md#", ".#text.md", "text.md~", "text.md.swp", "text.md.SWO", "a.part",
		"c.crdownload",
		"Thumbs.db", "THUMBS.DB", "desktop.ini", ".DS_Store", "4913", "node_modules/a.md", ".git/a.md", "text.tmp",
		disk.Staging("b.md"), "kliniska-kunskapsstod/" + disk.Staging("c.md"),
	} {
		files[name] = &fstest.MapFile{}
	}
	src, err := new(Reader).Read(files, "")
	if err != nil || len(src.Documents) != 1 {
		t.Errorf("%d texts are read, %v", len(src.Documents), err)
	}
	for _, p := range src.Problems {
		if p.Rule == strayFile {
			t.Error(p)
		}
	}
	for _, name := range []string{"a.md", "tmp", "part.md", "#1.md", "text.docx", "."} {
		if disk.Temporary(name) {
			t.Errorf("%s is passed over", name)
		}
	}
}
