package source

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// A ledger is what a document has, piece by piece in order, and what a Source has made of it.
type ledger struct {
	shown string   // what of the body is still to be accounted for
	said  []string // what of the remarks is
	lost  []string // pieces that are neither next in the body nor in a remark
}

// newLedger returns one without blanks, of which a document may have more than its text.
func newLedger(s Source) *ledger {
	l := &ledger{shown: signsOf(words(s.Body))}
	for _, r := range s.Remarks {
		if r.Fate == Dropped {
			l.said = append(l.said, signsOf(r.Where), signsOf(r.What))
		}
	}
	return l
}

// account takes a piece from the body, where it must be next, or from a remark, which may be cut off.
func (l *ledger) account(piece string) {
	if piece = signsOf(piece); piece == "" {
		return
	}
	if rest, next := strings.CutPrefix(l.shown, piece); next {
		l.shown = rest
		return
	}
	for i, said := range l.said {
		if before, after, found := strings.Cut(said, piece); found {
			l.said[i] = before + " " + after // so that it is found once only
			return
		}
	}
	for _, said := range l.said {
		if begun, cut := strings.CutSuffix(strings.TrimSpace(said), "…"); cut && strings.HasPrefix(piece, begun) {
			return
		}
	}
	l.lost = append(l.lost, piece)
}

// A pieceReader finds what is written in a document, as little as possible by the code that it checks.
type pieceReader struct {
	pieces []string
	font   string     // of the run
	boxes  []*xmlNode // of the paragraph
	notes  []string   // that are referred to: their kind and id
}

func (r *pieceReader) read(n *xmlNode) {
	switch n.name {
	case "w:r":
		r.font = n.path("w:rPr", "w:rFonts").attr("w:ascii")
	case "w:t", "w:delText", "m:t", "a:t", "c:v":
		r.pieces = append(r.pieces, strings.Map(func(c rune) rune {
			if s, known := sign(r.font, c); known {
				return s
			}
			return c
		}, string(n.text)))
	case "w:sym":
		if s := signOf(n); s != unknownSign {
			r.pieces = append(r.pieces, s)
		} else {
			r.pieces = append(r.pieces, n.attr("w:char"))
		}
	case "w:noBreakHyphen":
		r.pieces = append(r.pieces, "\u2011")
	case "w:softHyphen":
		r.pieces = append(r.pieces, "\u00ad")
	case "w:footnoteReference", "w:endnoteReference":
		r.notes = append(r.notes, strings.TrimSuffix(n.name, "Reference")+" "+n.attr("w:id"))
	case "w:txbxContent":
		r.boxes = append(r.boxes, n)
		return
	case "w:pPr", "w:sdtPr":
		return
	case "mc:AlternateContent":
		for _, branch := range n.kids {
			inner := &pieceReader{}
			inner.read(branch)
			if len(inner.pieces)+len(inner.boxes)+len(inner.notes) > 0 {
				r.pieces, r.boxes, r.notes = append(r.pieces, inner.pieces...), append(r.boxes, inner.boxes...), append(r.notes, inner.notes...)
				return
			}
		}
		return
	}
	for _, k := range n.kids {
		r.read(k)
	}
	if n.name != "w:p" {
		return
	}
	boxes := r.boxes
	r.boxes = nil
	for _, box := range boxes {
		for _, k := range box.kids {
			r.read(k)
		}
	}
}

// piecesOf returns what is written in the text of a document and its notes, in the order of the text,
// and then what is written around it.
func piecesOf(t *testing.T, parts []part) []string {
	t.Helper()
	trees := map[string]*xmlNode{}
	for _, p := range parts {
		if !strings.HasSuffix(p.name, ".xml") || !strings.HasPrefix(p.name, "word/") {
			continue
		}
		limits := ordinaryLimits()
		tree, err := parseXML([]byte(p.data), &limits.elements, limits)
		if err != nil {
			t.Fatal(err)
		}
		trees[p.name] = tree
	}
	text := &pieceReader{}
	text.read(trees["word/document.xml"])
	read := map[string]bool{}
	note := func(kind, id string) {
		for _, n := range trees["word/"+strings.TrimPrefix(kind, "w:")+"s.xml"].all(kind) {
			if n.attr("w:id") == id && !read[kind+id] && n.attr("w:type") == "" {
				read[kind+id] = true
				text.read(n)
			}
		}
	}
	for i := 0; i < len(text.notes); i++ {
		kind, id, _ := strings.Cut(text.notes[i], " ")
		note(kind, id)
	}
	for _, kind := range []string{"w:footnote", "w:endnote"} {
		for _, n := range trees["word/"+strings.TrimPrefix(kind, "w:")+"s.xml"].all(kind) {
			note(kind, n.attr("w:id"))
		}
	}
	if comments := trees["word/comments.xml"]; comments != nil {
		text.read(comments)
	}
	return text.pieces
}

// TestWordConserved checks, piece by piece and in order, that what is written in the documents in testdata is
// in the tree or in a remark, and that nothing else is in the tree.
func TestWordConserved(t *testing.T) {
	files, err := filepath.Glob("testdata/word/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			conserved(t, partsOf(archive)...)
		})
	}
}

func conserved(t *testing.T, parts ...part) {
	t.Helper()
	in, err := readWord(docx(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger(in)
	for _, piece := range piecesOf(t, parts) {
		l.account(piece)
	}
	if len(l.lost) > 0 || l.shown != "" {
		t.Errorf("%q is neither next in the text nor said; %q is in the text only", l.lost, l.shown)
	}
}

// TestLedger checks that the test above sees short pieces that are lost, moved or said once for two.
func TestLedger(t *testing.T) {
	for _, c := range []struct {
		shown, said, pieces string
		lost                int
	}{
		{"5-10 mg", "", "5|-|10 mg", 0},
		{"510 mg", "", "5|-|10 mg", 1},
		{"ge 5", "", "ge|≥|5", 1},
		{"ge 5", "≥", "ge|≥|5", 0},
		{"ge", "5", "ge|5|5", 1},
		{"b a", "", "a|b", 1},
		{"a", "en lång …", "a|en lång mening", 0},
	} {
		l := &ledger{shown: signsOf(c.shown), said: []string{signsOf(c.said)}}
		for piece := range strings.SplitSeq(c.pieces, "|") {
			l.account(piece)
		}
		if len(l.lost) != c.lost {
			t.Errorf("%+v: lost %q", c, l.lost)
		}
	}
}

// A maker makes the body of a document, and knows which words it shows.
type maker struct {
	*rand.Rand
	xml, shown strings.Builder
	noted      bool // there is a reference to the note
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
	switch m.IntN(20) {
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
	case 11:
		m.xml.WriteString(`<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>`)
		m.shown.WriteString("≥")
	case 12:
		m.xml.WriteString(`<w:r><mc:AlternateContent><mc:Choice><w:noBreakHyphen/></mc:Choice><mc:Fallback><w:t>BORTA</w:t></mc:Fallback></mc:AlternateContent></w:r>`)
		m.shown.WriteString("\u2011")
	case 13:
		seen(`<w:r><mc:AlternateContent><mc:Choice><w:pict/></mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent></w:r>`)
	case 14:
		m.xml.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SYMBOL 163 \f Symbol</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`)
		m.shown.WriteString("≤")
	case 15:
		seen(`<w:r><w:rPr><w:position w:val="6"/></w:rPr>%s</w:r>`)
	case 16:
		m.xml.WriteString(`<w:r><w:footnoteReference w:id="1"/></w:r>`)
		m.noted = true
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
			p.data = strings.Replace(p.data, "</Relationships>", `<Relationship Id="rId6" Type="http://x/footnotes" Target="footnotes.xml"/><Relationship Id="rId5" Type="http://x/hyperlink" Target="https://exempel.se/" TargetMode="External"/></Relationships>`, 1)
		}
		if p.name != "word/document.xml" {
			parts = append(parts, p)
		}
	}
	return append(parts, part{"word/footnotes.xml", twoNotes})
}

// TestWordConservedMade checks that documents that are made at random show every word that is to be
// seen, in order, and no other.
func TestWordConservedMade(t *testing.T) {
	seeds := uint64(300)
	if testing.Short() {
		seeds = 50
	}
	parts := madeParts(t)
	for seed := range seeds {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
		m.blocks(3)
		in, err := readWord(docx(t, append(parts, body(m.xml.String()))...))
		if err != nil {
			t.Fatal(err)
		}
		if m.noted {
			m.shown.WriteString(" Not ett.")
		}
		got, want := words(in.Body), strings.Join(strings.Fields(m.shown.String()), " ")
		if got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s\n%s", seed, got, want, m.xml.String())
		}
	}
}
