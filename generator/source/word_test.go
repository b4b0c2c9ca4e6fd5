package source

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write what the tests in testdata should give")

// Parts that every document of the tests has, unless it says otherwise.
const (
	contentTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	rootRelation = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><w:body>`
	documentEnd  = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
)

// A part is one of a .docx in a test.
type part struct{ name, data string }

// docx packs parts as a .docx; what every document has is added where it is missing.
func docx(t testing.TB, parts ...part) []byte {
	t.Helper()
	has := map[string]bool{}
	for _, p := range parts {
		has[p.name] = true
	}
	for _, p := range []part{{"_rels/.rels", rootRelation}, {"[Content_Types].xml", contentTypes}} {
		if !has[p.name] {
			parts = append([]part{p}, parts...)
		}
	}
	return zipped(t, parts...)
}

func zipped(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = f.Write([]byte(p.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readWord(data []byte) (Source, error) {
	return Word("prov.docx", bytes.NewReader(data), int64(len(data)))
}

// body is a document with a body.
func body(inner string) part { return part{"word/document.xml", documentHead + inner + documentEnd} }

// shown is a Source as the files in testdata have it.
func shown(t testing.TB, s Source) string {
	t.Helper()
	var b strings.Builder
	for _, line := range []struct{ key, value string }{{"title", s.Title}, {"språk", s.Facts["språk"]}, {"skapad", s.Facts["skapad"]}, {"ändrad", s.Facts["ändrad"]}, {"organisation", s.Facts["organisation"]}} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line.key, line.value)
		}
	}
	for _, p := range s.Pictures {
		fmt.Fprintf(&b, "picture: %s, %d bytes\n", p.Name, len(p.Data))
	}
	for n := range s.Body.ChildNodes() {
		writeTree(t, &b, n)
		b.WriteByte('\n')
	}
	for _, r := range s.Remarks {
		fmt.Fprintf(&b, "%s: %s [%s]\n", []string{"ändrat", "gissat", "borta"}[r.Fate], r.What, r.Where)
	}
	return b.String()
}

func writeTree(t testing.TB, b *strings.Builder, n *html.Node) {
	t.Helper()
	if err := html.Render(b, n); err != nil {
		t.Fatal(err)
	}
}

// TestWord reads documents in the structure that Word, LibreOffice and Google Docs give them, with
// words of our own. A picture is written as its first signs.
func TestWord(t *testing.T) {
	files, err := filepath.Glob("testdata/word/*.txtar")
	if err != nil || len(files) < 20 {
		t.Fatal("too few documents", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			data := docx(t, partsOf(archive)...)
			in, err := readWord(data)
			if err != nil {
				t.Fatal(err)
			}
			got := shown(t, in)
			last := len(archive.Files) - 1
			if *update {
				if archive.Files[last].Name != "want" {
					archive.Files = append(archive.Files, txtar.File{Name: "want"})
					last++
				}
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(archive.Files[last].Data) {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// partsOf returns the parts of a document in testdata: body.xml is what is in the body.
func partsOf(archive *txtar.Archive) []part {
	var parts []part
	for _, f := range archive.Files {
		data := strings.TrimSuffix(string(f.Data), "\n")
		switch {
		case f.Name == "want":
		case f.Name == "body.xml":
			parts = append(parts, body(data))
		case strings.HasSuffix(f.Name, ".png"):
			parts = append(parts, part{f.Name, "\x89PNG\r\n\x1a\n" + data})
		default:
			parts = append(parts, part{f.Name, data})
		}
	}
	return parts
}
