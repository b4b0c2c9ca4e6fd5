package source

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"
)

// plainElements are those in which all words are to be seen, where they are.
var plainElements = map[string]bool{"w:document": true, "w:body": true, "w:p": true, "w:r": true, "w:t": true, "w:tbl": true, "w:tr": true,
	"w:tc": true, "w:ins": true, "w:hyperlink": true, "w:sdt": true, "w:sdtContent": true, "w:tab": true, "w:br": true, "w:sectPr": true, "w:pgSz": true}

// plainWords returns the signs of a document in which all are to be seen, false for others.
func plainWords(n *xmlNode, parent string, b *strings.Builder) bool {
	allowed := map[string]string{"w:t": "w:r", "w:tr": "w:tbl", "w:tc": "w:tr", "w:sdtContent": "w:sdt"}[n.name]
	if !plainElements[n.name] || allowed != "" && parent != allowed || (parent == "w:tbl" || parent == "w:tr" || parent == "w:sdt") && allowed == "" ||
		n.name == "w:r" && parent != "w:p" && parent != "w:ins" && parent != "w:hyperlink" || (n.name == "w:p" || n.name == "w:tbl") && parent != "w:body" && parent != "w:tc" && parent != "w:sdtContent" {
		return false
	}
	if n.name == "w:t" {
		b.Write(n.text)
	}
	for _, k := range n.kids {
		if !plainWords(k, n.name, b) {
			return false
		}
	}
	return true
}

// signsOf returns words without their blanks.
func signsOf(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, words)
}

// FuzzWord reads bodies of documents, and bytes as they are: that ends, and loses no word.
func FuzzWord(f *testing.F) {
	files, err := filepath.Glob("testdata/word/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, false)
	}
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>`), false)
	f.Add(docx(f, body("<w:p><w:r><w:t>a</w:t></w:r></w:p>")), true)
	parts := madeParts(f)
	f.Fuzz(func(t *testing.T, data []byte, raw bool) {
		if len(data) > 1<<16 {
			t.Skip()
		}
		if raw {
			if in, err := Word("a.docx", bytes.NewReader(data), int64(len(data))); (err == nil) != (in.Body != nil) {
				t.Fatal("neither a text nor an error", err)
			}
			return
		}
		in, err := readWord(docx(t, append(parts, body(string(data)))...))
		if err != nil {
			return
		}
		limits := ordinaryLimits()
		root, err := parseXML([]byte(body(string(data)).data), &limits.elements, limits)
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		if plainWords(root, "", &want) {
			if got := signsOf(words(in.Body)); got != signsOf(want.String()) {
				t.Fatalf("got %q, want %q", got, signsOf(want.String()))
			}
		}
	})
}

// BenchmarkWord reads a document of a hundred pages, of some 400 words and a table each.
func BenchmarkWord(b *testing.B) {
	var text strings.Builder
	for page := range 100 {
		fmt.Fprintf(&text, `<w:p><w:pPr><w:pStyle w:val="Rubrik2"/></w:pPr><w:r><w:t>Avsnitt %d</w:t></w:r></w:p>`, page)
		for range 8 {
			text.WriteString(`<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">`)
			for range 10 {
				text.WriteString(`<w:r w:rsidRPr="00AB12CD"><w:rPr><w:rFonts w:cstheme="minorHAnsi"/><w:b/><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">ge gärna ett gott råd </w:t></w:r><w:proofErr w:type="spellStart"/>`)
			}
			text.WriteString("</w:p>")
		}
		text.WriteString("<w:tbl>" + strings.Repeat("<w:tr>"+strings.Repeat("<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>", 4)+"</w:tr>", 5) + "</w:tbl>")
	}
	data := docx(b, append(madeParts(b), body(text.String()))...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readWord(data); err != nil {
			b.Fatal(err)
		}
	}
}
