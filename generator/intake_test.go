package main

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
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
