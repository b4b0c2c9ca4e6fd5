package report

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

var update = flag.Bool("update", false, "rewrite expectations")

const groups = `dimensioner:
  - id: verksamhet
    etikett: Verksamhet
    taggar:
      - {id: elevhalsa, etikett: Elevhälsa}
      - {id: primarvard, etikett: Primärvård}
      - {id: tandvard, etikett: Tandvård}
`

// compare compares the texts of an archive that are below före with those below efter.
func compare(t *testing.T, archive *txtar.Archive) *versions.Comparison {
	t.Helper()
	taxonomy, problems := audience.Load("malgrupper.yaml", []byte(groups))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	version := func(folder string) *site.Site {
		src := site.Sources{Taxonomy: taxonomy, Blueprints: site.Blueprints{}}
		for _, f := range archive.Files {
			if name, found := strings.CutPrefix(f.Name, folder+"/"); found {
				src.Documents = append(src.Documents, document.Parse(name, f.Data, document.Options{Taxonomy: taxonomy}))
			}
		}
		slices.SortFunc(src.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
		return site.New(src)
	}
	c := &versions.Comparison{Revision: revision.Compare(version("före"), version("efter")), Since: "origin/main (a1b2c3d, 2026-11-23)"}
	for _, f := range archive.Files {
		if f.Name == "notis" {
			c.Notice = strings.TrimSpace(string(f.Data))
		}
	}
	return c
}

// parts are the methods of a writer that need something to write of.
var parts = map[string]func(*writer){
	"removed": (*writer).removed, "sensitive": (*writer).sensitive, "effects": (*writer).effects,
	"diverted": (*writer).diverted, "texts": (*writer).texts, "findings": (*writer).findings,
	"whole": func(w *writer) { w.report() },
}

// TestReport writes the part of a report that each file in testdata is named after, of the
// texts in it: with a preview, without one and, where more can be left out, with one line.
func TestReport(t *testing.T) {
	for name, write := range parts {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c := compare(t, archive)
			for _, as := range []struct {
				name string
				writer
			}{
				{"med-adress.md", writer{c: c, preview: "https://exempel.se", content: "content", most: 200}},
				{"utan-adress.md", writer{c: c, content: ".", most: 200}},
				{"en-rad.md", writer{c: c, content: "content", most: 1}},
				{"ingen-rad.md", writer{c: c, content: "content"}},
			} {
				write(&as.writer)
				i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == as.name })
				switch got := as.String(); {
				case i >= 0 && *update:
					archive.Files[i].Data = []byte(got)
				case i >= 0 && got != string(archive.Files[i].Data):
					t.Errorf("%s: got\n%s\nwant\n%s", as.name, got, archive.Files[i].Data)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestSize checks that a report of very many changes is no longer than a comment may be, and
// says how much it leaves out.
func TestSize(t *testing.T) {
	archive := &txtar.Archive{}
	for i := range 300 {
		name := "a" + strings.Repeat("b", i) + ".md"
		head := "---\ntitel: " + strings.Repeat("Titel ", 40) + name[:min(i, 60)] + "\n---\n\n## Dos\n\n"
		archive.Files = append(archive.Files, txtar.File{Name: "före/" + name, Data: []byte(head + "Ge 5 mg.\n")},
			txtar.File{Name: "efter/" + name, Data: []byte(head + "Ge 50 mg.\n")})
	}
	text := Markdown(compare(t, archive), "https://exempel.se", "content")
	if len(text) > maxBytes || !strings.Contains(text, "300 texter skiljer sig") || !strings.Contains(text, "till finns i förhandsvisningen") {
		t.Errorf("%d bytes: %.300s", len(text), text)
	}
}
