package content

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// TestReadFile reads files that are as large as they may be, one byte larger, and larger
// than any memory: those are never opened for more than their size.
func TestReadFile(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, most := range map[string]int64{"a.md": 256 << 10, "a.yaml": 256 << 10, "a.svg": 5 << 20,
		"a.SVG": 5 << 20, "a.png": 20 << 20, "a.bin": 256 << 10} {
		for _, size := range []int64{0, most, most + 1, 1 << 40} {
			sparse(t, root, name, size)
			data, err := ReadFile(root.FS(), name)
			if int64(len(data)) != size && err == nil || (err != nil) != (size > most) {
				t.Errorf("%s of %d bytes: %d are read, %v", name, size, len(data), err)
			}
		}
	}
}

// sparse makes a file of zeros that takes no room on the disk.
func sparse(t *testing.T, root *os.Root, name string, size int64) {
	t.Helper()
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := root.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(size); err != nil {
		t.Skip("files may not be so large here: ", err)
	}
}

// growing is a folder whose files are larger than it says.
type growing struct{ fstest.MapFS }

func (g growing) Open(name string) (fs.File, error) {
	f, err := g.MapFS.Open(name)
	return grown{f}, err
}

type grown struct{ fs.File }

func (g grown) Stat() (fs.FileInfo, error) { return fs.Stat(fstest.MapFS{"a": {}}, "a") }

func TestGrowingFile(t *testing.T) {
	files := growing{fstest.MapFS{"a.md": {Data: make([]byte, 256<<10+1)}, "b.md": {Data: make([]byte, 256<<10)}}}
	if _, err := ReadFile(files, "a.md"); err == nil {
		t.Error("more than the limit is read")
	}
	if data, err := ReadFile(files, "b.md"); err != nil || len(data) != 256<<10 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

// TestLargeFiles puts a file that is larger than memory among others: it is said once, and
// the others are read.
func TestLargeFiles(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"kliniska-kunskapsstod/b.md", ":1:1: fel: texten visas inte: filen är större än 256 kB [for-stort]"},
		{"bilder/b.svg", ": varning: filen är större än 5 MB och visas inte [bild-stor]"},
		{"bilder/b.png", ": varning: filen är större än 20 MB och visas inte [bild-stor]"},
		{"bilder/b.bin", ": varning: filen blir ingen sida [fil-okand]"},
		{TaxonomyFile, ": fel: filen är större än 256 kB och läses inte [for-stort]"},
		{wordsFile, ": fel: filen är större än 256 kB och läses inte [for-stort]"},
		{BlueprintsFolder + "/insats.yaml", ": fel: filen är större än 256 kB och läses inte [for-stort]"},
		{BlueprintsFolder + "/annan.yaml", ": fel: filen är större än 256 kB och läses inte [for-stort]"},
	} {
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		sparse(t, root, c.name, 1<<40)
		if err := root.MkdirAll("kliniska-kunskapsstod", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := root.WriteFile("kliniska-kunskapsstod/a.md", []byte("---\ntitel: A\n---\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		src, err := new(Reader).Read(root.FS(), "")
		if err != nil || src.Documents[0].Front.Title.Text != "A" || len(src.Pictures) > 0 {
			t.Errorf("%s: %v, %v", c.name, err, src)
		}
		found := src.Problems
		for _, d := range src.Documents {
			found = append(found, d.Problems...)
		}
		var said []string
		for _, p := range found {
			if p.Pos.File == c.name {
				said = append(said, p.String())
			}
		}
		if got := strings.Join(said, "\n"); got != c.name+c.want {
			t.Errorf("%s, want %s", got, c.name+c.want)
		}
	}
}

// TestFullFolder reads folders of more files, and more text, than any project has: each kind
// has one finding, and takes no room from the others.
func TestFullFolder(t *testing.T) {
	text, drawing := make([]byte, document.MaxFile), make([]byte, maxDrawing)
	for _, c := range []struct {
		files, read int
		ext         string
		data        []byte
		object      any
	}{
		{maxFiles - 1, maxFiles - 1, ".md", nil, nil}, {maxFiles, maxFiles - 1, ".md", nil, nil},
		{3 * maxFiles, maxFiles - 1, ".md", nil, nil},
		{maxFiles, maxFiles, ".svg", nil, nil}, {2 * maxFiles, maxFiles, ".svg", nil, nil},
		{383, 383, ".md", text, nil}, {500, 383, ".md", text, nil}, {500, 500, ".md", append(text, 0), nil},
		{25, 25, ".svg", drawing, nil}, {300, 25, ".svg", drawing, nil}, {300, 300, ".svg", append(drawing, 0), nil},
		{maxOthers, 0, ".bin", nil, nil}, {5 * maxOthers, 0, ".bin", nil, nil},
		{maxSame, maxSame, ".md", nil, "6dcf"}, {maxSame + 1, maxSame, ".md", nil, "6dcf"},
		{3 * maxFiles, maxSame, ".md", text, "6dcf"}, {maxFiles, maxSame, ".svg", nil, "6dcf"},
	} {
		files, name := fstest.MapFS{"0.md": {Data: []byte("a")}}, func(i int) string { return fmt.Sprintf("1%06d%s", i, c.ext) }
		for i := range c.files {
			files[name(i)] = &fstest.MapFile{Data: c.data, Sys: c.object}
		}
		r := Reader{fsys: files}
		var found problem.List
		texts, pictures, err := r.list(&found)
		if err != nil || texts[0].name != "0.md" || len(texts)+len(pictures)-1 != c.read {
			t.Errorf("%d %s: %d texts, %d pictures, %v", c.files, c.ext, len(texts), len(pictures), err)
		}
		var full []string
		for _, f := range found {
			if f.Rule.ID == "mapp-full" {
				full = append(full, f.Pos.File)
			}
		}
		left := c.read
		if c.ext == ".bin" {
			left = maxOthers
		}
		want := []string{name(left)}
		if left >= c.files {
			want = nil
		}
		if !slices.Equal(full, want) || len(found) > maxOthers+1 {
			t.Errorf("%d %s: %d findings, of full folders %v, want %v", c.files, c.ext, len(found), full, want)
		}
	}
}

// TestLongNames checks that a file or folder whose path is longer than pages can be written
// to is said, and those beside it read.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("mapp/", 18) + strings.Repeat("n", maxPath)
	r := Reader{fsys: fstest.MapFS{long + ".md": {}, long + "/b.md": {}, "a/c.md": {}, long[:maxPath-3] + ".md": {}}}
	var found problem.List
	texts, _, err := r.list(&found)
	if err != nil || len(texts) != 2 {
		t.Errorf("read %v, %v", texts, err)
	}
	for _, p := range found {
		if p.Rule != UnreadableFile || !strings.Contains(p.Message, "längre än 500 byte") {
			t.Error(p)
		}
	}
	if len(found) != 2 {
		t.Errorf("reported %v", found)
	}
}

// TestManyBlueprints checks that blueprints without end are said once.
func TestManyBlueprints(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 3 * maxBlueprints {
		files[fmt.Sprintf("%s/%04d.yaml", BlueprintsFolder, i)] = &fstest.MapFile{}
	}
	files[BlueprintsFolder+"/program.yaml"] = &fstest.MapFile{Data: []byte("namn: Program\n")}
	found := new(Reader).Agreements(files)
	full := 0
	for _, p := range found {
		if p.Rule == fullFolder {
			full++
		}
	}
	if full != 1 {
		t.Errorf("said %d times", full)
	}
}
