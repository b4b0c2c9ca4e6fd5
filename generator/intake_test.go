package main

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestImportWord makes a text of a Word document, as an editor would: its headings, lists, links and
// pictures are in the new text, and what is not is said.
func TestImportWord(t *testing.T) {
	folder := t.TempDir()
	project, err := filepath.Abs(filepath.Join("testdata", "content", "_projekt"))
	if err != nil {
		t.Fatal(err)
	}
	texts := filepath.Join(folder, "content")
	if err := os.CopyFS(filepath.Join(texts, "_projekt"), os.DirFS(project)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "Krisplan.docx")
	writeDocx(t, file)
	var out, said strings.Builder
	code := run(context.Background(), []string{"--content", texts, "importera", file, "--mall", "kunskapsstod",
		"--till", "kliniska-kunskapsstod/krisplan.md"}, &out, &said, func(string) string { return "" })
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, said.String())
	}
	text, err := os.ReadFile(filepath.Join(texts, "kliniska-kunskapsstod", "krisplan.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"titel: \"Krisplan\"\n", "\n## Innehåll\n", "\n- Ring [1177](https://www.1177.se/).\n", "![Två personer](../bilder/krisplan-bild-1.png)"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if want := "Inte med vid ”gammal”: Borttaget med spårade ändringar, och togs inte med."; !strings.Contains(said.String(), want) {
		t.Errorf("%q is not said:\n%s", want, said.String())
	}
	if strings.Contains(string(text), "gammal") {
		t.Error("what was deleted is in the text")
	}
	if _, err := os.Stat(filepath.Join(texts, "bilder", "krisplan-bild-1.png")); err != nil {
		t.Error(err)
	}
}

// TestImportFolder takes in folders: every document in them that is not read is told of, and the others are texts.
func TestImportFolder(t *testing.T) {
	const chapter, programme = "vard-och-insatsprogram/adhd/06-nytt", "vard-och-insatsprogram/adhd"
	for _, c := range []struct {
		name, template, to string
		files              []string
		made, said, unsaid string // parted by ";"
		code               int
	}{
		{"old Word", "insats", chapter, []string{"a.txt", "b.doc"}, "a.md", "b.doc: öppna den i Word;Mappen content/vard-och-insatsprogram/adhd/06-nytt är ny;a.txt:\n", "b.doc:\n", 2},
		{"other programs", "insats", chapter, []string{"a.txt", "b.ODT", "c.rtf", "d.pages"}, "a.md", "b.ODT: öppna den i Word;c.rtf: öppna;d.pages: öppna den i Pages", "", 2},
		{"what can be copied", "insats", chapter, []string{"a.pdf", "b.ppt", "c.pptx", "d.xls", "e.xlsx", "f.txt"}, "f.md", "a.pdf: kopiera;b.ppt: kopiera;c.pptx: kopiera;d.xls: kopiera;e.xlsx: kopiera", "", 2},
		{"a page in one file", "insats", chapter, []string{"a.mht"}, "", "a.mht: öppna den i webbläsaren", "Läs texten;är ny", 2},
		{"only such files", "insats", chapter, []string{"a.doc", "under/b.pdf"}, "", "a.doc: öppna;b.pdf: kopiera", "är ny", 2},
		{"no documents", "insats", chapter, []string{"a.txt", "b.png", "~$c.doc", "b_files/d.doc"}, "a.md", "", "b.png;c.doc;d.doc", 0},
		{"folders below a chapter", "insats", chapter, []string{"a.txt", "07-mer/b.txt"}, "a.md", "b.txt: en insats ligger i;lägg filen i samma mapp som de andra;eller ange programmets mapp efter --till", "", 2},
		{"folders below a programme", "insats", programme, []string{"07-mer/b.txt", "07-mer/c.txt"}, "07-mer/b.md;07-mer/c.md", "", "lägg filen", 0},
		{"folders too far below", "insats", programme, []string{"07-mer/mer/b.txt"}, "", "lägg filen i samma mapp", "ange programmets mapp", 2},
		{"folders of guidance", "kunskapsstöd", "kliniska-kunskapsstod", []string{"a.txt", "mer/b.txt"}, "a.md", "lägg filen i samma mapp", "ange programmets mapp", 2},
		{"another product", "insats", "kliniska-kunskapsstod", []string{"mer/b.txt"}, "", "en insats ligger i", "lägg filen", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			project, err := filepath.Abs(filepath.Join("testdata", "content", "_projekt"))
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(folder)
			if err := os.CopyFS(filepath.Join("content", "_projekt"), os.DirFS(project)); err != nil {
				t.Fatal(err)
			}
			for _, name := range c.files {
				file := filepath.Join("gamla", filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte("Ett stycke."), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out, said strings.Builder
			code := run(context.Background(), []string{"importera", "gamla", "--mall", c.template, "--till", c.to}, &out, &said, func(string) string { return "" })
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			all := out.String() + said.String()
			for _, want := range strings.Split(c.said, ";") {
				if !strings.Contains(all, want) {
					t.Errorf("%q is not said:\n%s", want, all)
				}
			}
			for _, never := range strings.Split(c.unsaid, ";") {
				if never != "" && strings.Contains(all, never) {
					t.Errorf("%q is said:\n%s", never, all)
				}
			}
			var made []string
			err = filepath.WalkDir(filepath.Join("content", filepath.FromSlash(c.to)), func(file string, e os.DirEntry, err error) error {
				if err == nil && !e.IsDir() {
					below, _ := filepath.Rel(filepath.Join("content", filepath.FromSlash(c.to)), file)
					made = append(made, filepath.ToSlash(below))
				}
				return nil
			})
			slices.Sort(made)
			if got := strings.Join(made, ";"); err != nil || got != c.made {
				t.Errorf("the texts are %q, want %q", got, c.made)
			}
		})
	}
}

// writeDocx writes a document with a heading, a list, a link, a picture and a tracked change.
func writeDocx(t *testing.T, name string) {
	t.Helper()
	const (
		relation = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		kind     = `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
		w        = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	)
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for _, part := range []struct{ name, data string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", relation + `<Relationship Id="rId1" ` + kind + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", relation + `<Relationship Id="rId1" ` + kind + `numbering" Target="numbering.xml"/><Relationship Id="rId2" ` + kind + `hyperlink" Target="https://www.1177.se/" TargetMode="External"/><Relationship Id="rId3" ` + kind + `image" Target="media/image1.png"/></Relationships>`},
		{"word/numbering.xml", `<w:numbering ` + w + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
		{"word/document.xml", `<w:document ` + w + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>
<w:p><w:pPr><w:pStyle w:val="Rubrik"/></w:pPr><w:r><w:t>Krisplan</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr><w:r><w:t>Innehåll</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">En </w:t></w:r><w:del w:id="1"><w:r><w:delText xml:space="preserve">gammal </w:delText></w:r></w:del><w:r><w:t>plan.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">Ring </w:t></w:r><w:hyperlink r:id="rId2"><w:r><w:t>1177</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Vila.</w:t></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild 1" descr="Två personer"/><a:blip r:embed="rId3"/></wp:inline></w:drawing></w:r></w:p>
</w:body></w:document>`},
		{"word/media/image1.png", "\x89PNG\r\n\x1a\n"},
	} {
		p, err := z.Create(part.name)
		if err == nil {
			_, err = p.Write([]byte(part.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}
