package content

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"provtryck/generator/problem"
)

// TestPicture reads pictures that are what their names say, and others.
func TestPicture(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, rule string }{
		{"a.png", b.String(), ""},
		{"a.jpg", b.String(), "bild-fel"},
		{"a.gif", "GIF", "bild-fel"},
		{"a.webp", "RIFF\x00\x00\x00\x00WEBPVP8 ", ""},
		{"a.webp", "<!doctype html><script>", "bild-fel"},
		{"a.svg", `<svg viewBox="0 0 30 20"><path d="M0 0"/></svg>`, ""},
		{"a.svg", `<svg><script>x</script></svg>`, "bild-aktiv"},
		{"a.svg", `<svg><s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script></svg>`, "bild-aktiv"},
		{"a.svg", `<svg onload="x"/>`, "bild-aktiv"},
		{"a.svg", `<svg><a href="javascript:x"/></svg>`, "bild-aktiv"},
		{"a.svg", `<svg><image href="https://example.org/x.png"/></svg>`, "bild-aktiv"},
		{"a.svg", `<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`, "bild-aktiv"},
		{"con.png", b.String(), "namn"},
	} {
		var found problem.List
		r := Reader{fsys: fstest.MapFS{c.name: {Data: []byte(c.data)}}}
		p, ok := r.picture(c.name, &found)
		if ok != (c.rule == "") || !ok && found[0].Rule.ID != c.rule {
			t.Errorf("%s %.40q: %+v, %v, want %s", c.name, c.data, p, found, c.rule)
		}
		if ok && c.name == "a.png" && (p.Width != 3 || p.Height != 2) {
			t.Errorf("the size is %d × %d", p.Width, p.Height)
		}
	}
}

// TestBrokenProject breaks the taxonomy and fixes it again: in the meantime the
// last one that could be used applies, and the problem is reported.
func TestBrokenProject(t *testing.T) {
	files := fstest.MapFS{}
	if err := fs.WalkDir(os.DirFS("../../content/_projekt"), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join("../../content/_projekt", name))
		files[path.Join(projectFolder, name)] = &fstest.MapFile{Data: data}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	files["kliniska-kunskapsstod/a.md"] = &fstest.MapFile{Data: []byte("---\ntitel: A\n---\n")}
	var r Reader
	good, err := r.Read(files, "")
	if err != nil || len(r.Kept()) > 0 {
		t.Fatal(err, r.Kept())
	}
	for _, file := range []string{TaxonomyFile, BlueprintsFolder + "/insats.yaml"} {
		before := files[file]
		files[file] = &fstest.MapFile{Data: []byte("a: [\n")}
		src, err := r.Read(files, "")
		if err != nil || src.Taxonomy != good.Taxonomy || len(src.Blueprints) != len(good.Blueprints) {
			t.Errorf("%s: the last that could be used is not kept: %v", file, err)
		}
		if bad := r.Kept(); len(bad) != 1 || bad[0].Pos.File != file || src.Problems.Worst() != problem.Error {
			t.Errorf("%s: found %v", file, bad)
		}
		files[file] = before
		if src, err = r.Read(files, ""); err != nil || len(r.Kept()) > 0 || src.Problems.Worst() == problem.Error {
			t.Errorf("%s: fixed, but %v %v", file, err, r.Kept())
		}
		good = src
	}
}

// locked is a folder in which one file cannot be opened, as one that another
// program has locked.
type locked struct {
	fstest.MapFS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadFile(name)
}

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadDir(name)
}

// TestUnreadable checks that what cannot be read is said and not skipped.
func TestUnreadable(t *testing.T) {
	const text, picture, folder, free = "kliniska-kunskapsstod/a.md", "bilder/a.svg", "kliniska-kunskapsstod/last",
		"kliniska-kunskapsstod/b.md"
	for _, name := range []string{text, picture, folder, "ingen"} {
		files := fstest.MapFS{
			text: {Data: []byte("---\ntitel: A\n---\n")}, free: {Data: []byte("---\ntitel: B\n---\n")},
			picture: {Data: []byte(`<svg viewBox="0 0 3 2"></svg>`)}, folder +
				"/c.md": {Data: []byte("---\ntitel: C\n---\n")},
		}
		var r Reader
		unreadable := func(fsys fs.FS) string {
			src, err := r.Read(fsys, "")
			if err != nil {
				t.Fatal(err)
			}
			found := src.Problems
			for _, d := range src.Documents {
				found = append(found, d.Problems...)
			}
			var files []string
			for _, p := range found {
				if p.Rule.ID == "fil-olaslig" {
					files = append(files, p.Pos.File)
				}
			}
			return strings.Join(files, " ")
		}
		want := name
		if name == "ingen" {
			want = ""
		}
		if got := unreadable(locked{files, name}); got != want {
			t.Errorf("%s cannot be read, but %q is said", name, got)
		}
		if got := unreadable(files); got != "" {
			t.Errorf("%s can be read again, but %q is said", name, got)
		}
	}
}

// TestSwappedLink exchanges a text for a link out of the folder after it has been
// listed: what it leads to is not read.
func TestSwappedLink(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	const name = "kliniska-kunskapsstod/a.md"
	file := filepath.Join(content, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{file: "---\ntitel: A\n---\n",
		filepath.Join(dir, "hemlig.md"): "---\ntitel: Hemlig\n---\n"} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := Reader{fsys: root.FS()}
	var problems problem.List
	texts, _, err := r.list(&problems)
	if err != nil || len(texts) != 1 {
		t.Fatal(texts, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("..", "..", "hemlig.md"), file); err != nil {
		t.Skip("there are no links here: ", err)
	}
	doc := r.parseOne(texts[0]).doc
	if doc.Front.Title.Text != "" || len(doc.Problems) != 1 || doc.Problems[0].Rule.ID != "fil-olaslig" {
		t.Errorf("title %q, %v", doc.Front.Title.Text, doc.Problems)
	}
}

// TestDeepFolders checks that folders without end are reported and not read.
func TestDeepFolders(t *testing.T) {
	deep := strings.Repeat("a/", maxDepth)
	r := Reader{fsys: fstest.MapFS{deep + "b.md": {}, deep + "a/c.md": {}}}
	var found problem.List
	texts, _, err := r.list(&found)
	if err != nil || len(texts) != 1 || texts[0].name != deep+"b.md" {
		t.Errorf("read %v, %v", texts, err)
	}
	if len(found) != 1 || found[0].Rule != UnreadableFile || found[0].Pos.File != deep+"a" {
		t.Errorf("reported %v", found)
	}
}
