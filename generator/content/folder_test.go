package content

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSpecial lists files of every kind that a system knows: those of cloud folders are
// read, and what leads elsewhere or never ends is not.
func TestSpecial(t *testing.T) {
	for _, c := range []struct {
		name string
		mode fs.FileMode
		read bool
	}{
		{"a.md", 0o644, true}, {"a.md", fs.ModeIrregular, true}, {"a.md", fs.ModeIrregular | 0o444, true},
		{"bild.svg", fs.ModeIrregular, true}, {"mapp", fs.ModeIrregular, false},
		{"a.md", fs.ModeSymlink, false}, {"a.md", fs.ModeNamedPipe, false}, {"a.md", fs.ModeSocket, false},
		{"a.md", fs.ModeDevice, false}, {"a.md", fs.ModeDevice | fs.ModeCharDevice, false},
	} {
		files := fstest.MapFS{"b.md": {}, c.name: {Mode: c.mode, Data: []byte("<svg/>")}}
		var r Reader
		src, err := r.Read(files, "")
		if err != nil {
			t.Fatal(err)
		}
		refused := false
		for _, p := range src.Problems {
			refused = refused || p.Rule == linkedFile && p.Pos.File == c.name
		}
		if n := len(src.Documents) + len(src.Pictures); n != 2 && c.read || refused == c.read {
			t.Errorf("%s %v: %d files are read, %v", c.name, c.mode, n, src.Problems)
		}
	}
}

// TestNoTexts checks that a folder is said to be empty only when it is.
func TestNoTexts(t *testing.T) {
	for name, want := range map[string]string{
		"":                "mappen har inga texter",
		"prov.docx":       "prov.docx (filen blir ingen sida)",
		"prov.MD":         "prov.MD (filen blir ingen sida)",
		"~$prov.md":       "~$prov.md (namnet är ett sådant som program ger åt egna filer)",
		".texter/prov.md": ".texter (namnet är ett sådant",
		"_projekt/a.md":   "_projekt/a.md (texten ligger i _projekt och blir ingen sida)",
		"länk.md":         "länk.md (genvägar och länkar följs inte)",
	} {
		files := fstest.MapFS{}
		if name != "" {
			files[name] = &fstest.MapFile{}
		}
		if strings.HasPrefix(name, "länk") {
			files[name].Mode = fs.ModeSymlink
		}
		_, err := new(Reader).Read(files, "")
		if !errors.Is(err, ErrNoTexts) || !strings.Contains(err.Error(), want) ||
			name != "" && strings.Contains(err.Error(), "inga texter") {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
