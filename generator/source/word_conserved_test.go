package source

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var writtenWords = regexp.MustCompile(`<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:(?:t|delText)>`)

// TestWordConserved checks that every word of the documents in testdata is in the tree, or in a remark.
func TestWordConserved(t *testing.T) {
	files, err := filepath.Glob("testdata/word/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		in, err := readWord(docx(t, partsOf(archive)...))
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for word := range strings.FieldsSeq(words(in.Body)) {
			found[word] = true
		}
		for _, r := range in.Remarks {
			for word := range strings.FieldsSeq(r.Where + " " + strings.Trim(r.What, "”")) {
				found[strings.Trim(word, "”“")] = true
			}
		}
		for _, f := range archive.Files {
			if f.Name == "want" || !strings.HasSuffix(f.Name, ".xml") {
				continue
			}
			shown := words(in.Body)
			for _, m := range writtenWords.FindAllStringSubmatch(string(f.Data), -1) {
				for word := range strings.FieldsSeq(m[1]) {
					if !found[word] && !strings.Contains(shown, word) && !strings.HasPrefix(word, "&#x") {
						t.Errorf("%s: %q of %s is neither in the text nor said", file, word, f.Name)
					}
				}
			}
		}
	}
}

// A maker makes the body of a document, and knows which words it shows.
type maker struct {
	*rand.Rand
	xml, shown strings.Builder
}

var madeWords = []string{"i", "å", "5", "mg", "ge", "inte", "råd", "–", "12,5", "%", "&lt;", "oro", "a", "och"}

func (m *maker) word() string { return madeWords[m.IntN(len(madeWords))] }

// run writes words, in one of the ways that Word has, and some that are not to be seen.
func (m *maker) run() {
	word := m.word()
	text := word
	if m.IntN(3) > 0 {
		text += " "
	}
	seen := func(form string) {
		fmt.Fprintf(&m.xml, form, `<w:t xml:space="preserve">`+text+"</w:t>")
		m.shown.WriteString(strings.ReplaceAll(text, "&lt;", "<"))
	}
	switch m.IntN(14) {
	case 0:
		seen("<w:r><w:rPr><w:b/></w:rPr>%s</w:r>")
	case 1:
		seen(`<w:r><w:rPr><w:i/><w:vertAlign w:val="superscript"/></w:rPr>%s</w:r>`)
	case 2:
		seen(`<w:hyperlink r:id="rId5"><w:r>%s</w:r></w:hyperlink>`)
	case 3:
		seen(`<w:ins w:id="1"><w:r>%s</w:r></w:ins>`)
	case 4:
		seen(`<w:sdt><w:sdtContent><w:r>%s</w:r></w:sdtContent></w:sdt>`)
	case 5:
		seen(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType="separate"/>%s<w:fldChar w:fldCharType="end"/></w:r>`)
	case 6:
		seen(`<w:fldSimple w:instr="HYPERLINK &quot;https://exempel.se&quot;"><w:r>%s</w:r></w:fldSimple>`)
	case 7:
		m.xml.WriteString(`<w:del><w:r><w:delText>BORTA</w:delText></w:r></w:del>`)
	case 8:
		m.xml.WriteString(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>BORTA</w:t></w:r>`)
	case 9:
		m.xml.WriteString(`<w:r><w:br/></w:r>`)
		m.shown.WriteByte(' ')
	case 10:
		seen(`<w:smartTag><w:r><w:rPr><w:strike/></w:rPr>%s</w:r></w:smartTag>`)
	default:
		seen("<w:r>%s</w:r>")
	}
}

func (m *maker) blocks(depth int) {
	for range 1 + m.IntN(4) {
		switch kind := m.IntN(8); {
		case kind == 0 && depth > 0:
			m.xml.WriteString("<w:tbl>")
			for range 1 + m.IntN(2) {
				m.xml.WriteString("<w:tr>")
				for range 1 + m.IntN(3) {
					m.xml.WriteString("<w:tc>")
					m.blocks(depth - 1)
					m.xml.WriteString("</w:tc>")
				}
				m.xml.WriteString("</w:tr>")
			}
			m.xml.WriteString("</w:tbl>")
		case kind == 1 && depth > 0:
			m.xml.WriteString("<w:sdt><w:sdtContent>")
			m.blocks(depth - 1)
			m.xml.WriteString("</w:sdtContent></w:sdt>")
		default:
			m.xml.WriteString([]string{
				"<w:p>", `<w:p><w:pPr><w:pStyle w:val="Rubrik2"/></w:pPr>`, `<w:p><w:pPr><w:pStyle w:val="Citat"/></w:pPr>`,
				fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, m.IntN(4), 1+m.IntN(3)),
				`<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>`,
			}[m.IntN(5)])
			for range m.IntN(6) {
				m.run()
			}
			m.xml.WriteString("</w:p>")
			m.shown.WriteByte(' ')
		}
	}
}

// madeParts are lists and a link for documents that are made.
func madeParts(t testing.TB) []part {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/word/word-lists.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	for _, p := range partsOf(archive) {
		if p.name == "word/_rels/document.xml.rels" {
			p.data = strings.Replace(p.data, "</Relationships>", `<Relationship Id="rId5" Type="http://x/hyperlink" Target="https://exempel.se/" TargetMode="External"/></Relationships>`, 1)
		}
		if p.name != "word/document.xml" {
			parts = append(parts, p)
		}
	}
	return parts
}

// TestWordConservedMade checks that documents that are made at random show every word that is to be
// seen, in order, and no other.
func TestWordConservedMade(t *testing.T) {
	parts := madeParts(t)
	for seed := range uint64(300) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
		m.blocks(3)
		in, err := readWord(docx(t, append(parts, body(m.xml.String()))...))
		if err != nil {
			t.Fatal(err)
		}
		got, want := words(in.Body), strings.Join(strings.Fields(m.shown.String()), " ")
		if got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s\n%s", seed, got, want, m.xml.String())
		}
	}
}
