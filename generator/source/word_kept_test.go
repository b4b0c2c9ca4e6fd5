package source

import (
	"strings"
	"testing"
)

// Parts of documents that the tests below have.
const (
	twoNotes   = `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>Not ett.</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Not två.</w:t></w:r></w:p></w:footnote></w:footnotes>`
	oneList    = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	fontStyles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="Grek"><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:style></w:styles>`
)

// run is words, with the properties of a run before them.
func run(props, text string) string {
	if props != "" {
		props = "<w:rPr>" + props + "</w:rPr>"
	}
	return "<w:r>" + props + `<w:t xml:space="preserve">` + text + "</w:t></w:r>"
}

// field is a field with a result; without one for "".
func field(data, code, result string) string {
	f := `<w:r><w:fldChar w:fldCharType="begin">` + data + `</w:fldChar></w:r><w:r><w:instrText xml:space="preserve">` + code + `</w:instrText></w:r>`
	if result != "" {
		f += `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result
	}
	return f + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// keptParts is a document with the parts above.
func keptParts(inner string) []part {
	return []part{body(inner), {"word/footnotes.xml", twoNotes}, {"word/numbering.xml", oneList}, {"word/styles.xml", fontStyles},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="http://x/numbering" Target="numbering.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/><Relationship Id="r4" Type="http://x/image" Target="media/image1.png"/></Relationships>`}}
}

// TestWordKept reads pieces of documents in which something was once lost or altered: what is
// written of them is all of the paragraphs, and what is said all of the remarks.
func TestWordKept(t *testing.T) {
	const raised = `<w:vertAlign w:val="superscript"/>`
	symbol := `<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>`
	note := func(id string) string { return `<w:r><w:footnoteReference w:id="` + id + `"/></w:r>` }
	choice := func(inner string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">` + inner + `</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>`
	}
	item := func(level, list, text string) string {
		if text != "" {
			text = run("", text)
		}
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + text + `</w:p>`
	}
	p := func(inner string) string { return "<w:p>" + inner + "</w:p>" }
	ref := `<sup data-footnote="1"></sup>`
	drop := func(in string) string { return `<w:ffData><w:ddList>` + in + `</w:ddList></w:ffData>` }
	entries := `<w:listEntry w:val="5 mg"/><w:listEntry w:val="10 mg"/>`
	const chosen = "gissat: det som är valt i ett fält att fylla i är med som vanlig text"
	const seen = "gissat: tecknen är bokstäver i ett typsnitt med tecken, och är skrivna som de ser ut i det"
	cell := func(text string) string { return "<w:tc>" + p(run("", text)) + "</w:tc>" }
	unfilled := "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
	for _, c := range []struct{ name, body, want string }{
		{"raised after a note", p(run("", "celler") + note("1") + run(raised, "2")), "<p>celler" + ref + "<sup>2</sup></p>"},
		{"raised words after a note", p(run("", "Ord") + note("1") + run(raised, "viktigt ord")), "<p>Ord" + ref + "<sup>viktigt ord</sup></p>"},
		{"a raised comma between notes", p(run("", "Ord") + note("1") + run(raised, ",") + note("2")), "<p>Ord" + ref + `<sup>,</sup><sup data-footnote="2"></sup></p>`},
		{"raised and bold after a note", p(run("", "Ord") + note("1") + run("<w:b/>"+raised, "2")), "<p>Ord" + ref + "<strong><sup>2</sup></strong></p>"},
		{"raised before a note goes on after raised", p(run(raised, "a") + run(raised, "b") + note("1") + run(raised, "c") + run(raised, "d")), "<p><sup>ab</sup>" + ref + "<sup>cd</sup></p>"},

		{"raised by half points", p(run("", "10") + run(`<w:position w:val="8"/><w:sz w:val="19"/>`, "9")), "<p>10<sup>9</sup></p>"},
		{"lowered by half points", p(run("", "H") + run(`<w:position w:val="-8"/>`, "2") + run("", "O")), "<p>H<sub>2</sub>O</p>"},
		{"hardly raised", p(run("", "10") + run(`<w:position w:val="1"/>`, "9")), "<p>109</p>"},
		{"raised by neither", p(run("", "10") + run(`<w:position w:val="0"/>`, "9")), "<p>109</p>"},
		{"raised in both ways", p(run("", "10") + run(`<w:position w:val="0"/>`+raised, "9")), "<p>10<sup>9</sup></p>"},

		{"a link with a form", p(field("", `HYPERLINK "https://a.se/x" \* MERGEFORMAT`, run("", "länk"))), `<p><a href="https://a.se/x">länk</a></p>`},
		{"a link with a form at once", p(field("", `HYPERLINK "https://a.se/x" \*CHARFORMAT`, run("", "länk"))), `<p><a href="https://a.se/x">länk</a></p>`},
		{"a link that opens elsewhere", p(field("", `HYPERLINK "https://a.se/x" \t _blank \o "råd \"a\"" \n`, run("", "länk"))), `<p><a href="https://a.se/x">länk</a></p>`},
		{"a link without marks", p(field("", `hyperlink https://a.se/x \* mergeformat`, run("", "länk"))), `<p><a href="https://a.se/x">länk</a></p>`},
		{"a link to a place", p(field("", `HYPERLINK "https://a.se/x" \l "del" \* MERGEFORMAT`, run("", "länk"))), `<p><a href="https://a.se/x#del">länk</a></p>`},
		{"a link whose form comes first", p(field("", `HYPERLINK \* MERGEFORMAT "https://a.se/x"`, run("", "länk"))), `<p><a href="https://a.se/x">länk</a></p>`},

		{"a choice of a hyphen", p(run("", "5") + choice("<w:noBreakHyphen/>") + run("", "10 mg")), "<p>5\u201110 mg</p>"},
		{"a choice of a sign", p(choice(`<w:sym w:font="Symbol" w:char="F0B3"/>`) + run("", "5")), "<p>≥5</p>"},
		{"a choice of a note", p(run("", "Ord") + choice(`<w:footnoteReference w:id="1"/>`)), "<p>Ord" + ref + "</p>"},
		{"a choice of a run with a sign", p(`<mc:AlternateContent><mc:Choice><w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r></mc:Choice><mc:Fallback><w:r><w:t>fel</w:t></w:r></mc:Fallback></mc:AlternateContent>` + run("", "5")), "<p>≤5</p>"},
		{"a choice of a break", p(run("", "a") + choice("<w:br/>") + run("", "b")), "<p>a<br/>b</p>"},
		{"a choice of a field", p(choice(`<w:fldChar w:fldCharType="begin"/><w:instrText>SYMBOL 179 \f "Symbol"</w:instrText><w:fldChar w:fldCharType="end"/>`) + run("", "5")), "<p>≥5</p>"},
		{"a choice between paragraphs", `<mc:AlternateContent><mc:Choice><w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r></w:p></mc:Choice></mc:AlternateContent>`, "<p>≥</p>"},
		{"a hyphen without a run", p(run("", "5") + "<w:noBreakHyphen/>" + run("", "10")), "<p>5\u201110</p>"},

		{"a private sign of an unknown font", p(run(`<w:rFonts w:ascii="Wingdings 2"/>`, "\uF052") + run("", "ja")), "<p>ja</p>\nborta: ett tecken (F052 i typsnittet Wingdings 2) togs inte med; skriv det för hand []"},
		{"a private sign that Symbol has not", p(run("", "a") + run(symbol, "\uF0FE")), "<p>a</p>\nborta: ett tecken (F0FE i typsnittet Symbol) togs inte med; skriv det för hand [a]"},
		{"a private sign without a font", p(run("", "a\uE123b")), "<p>ab</p>\nborta: ett tecken (E123 i typsnittet som saknar namn) togs inte med; skriv det för hand [ab]"},
		{"a private sign in an ordinary font", p(run(`<w:rFonts w:ascii="Calibri"/>`, "\uF0B3")), "borta: ett tecken (F0B3 i typsnittet Calibri) togs inte med; skriv det för hand []"},
		{"a letter of Symbol", p(run("", "5 ") + run(symbol, "m") + run("", "g")), "<p>5 µg</p>\n" + seen + " [µ]"},
		{"a letter of Symbol by a style", p(run("", "5 ") + run(`<w:rStyle w:val="Grek"/>`, "m") + run("", "g")), "<p>5 µg</p>\n" + seen + " [µ]"},
		{"a style that is overruled", p(run(`<w:rStyle w:val="Grek"/><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>`, "mg")), "<p>mg</p>"},
		{"a theme over Symbol", p(run(`<w:rStyle w:val="Grek"/><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>`, "mg")), "<p>mg</p>"},
		{"digits of Symbol", p(run(symbol, "5 (10) %")), "<p>5 (10) %</p>"},
		{"a high letter of Symbol", p(run(symbol, "³") + run("", "5")), "<p>≥5</p>\n" + seen + " [≥]"},
		{"a high letter in another font", p(run(`<w:rFonts w:ascii="Symbol" w:hAnsi="Calibri"/>`, "³")), "<p>³</p>"},
		{"letters of Wingdings 3", p(run(`<w:rFonts w:ascii="Wingdings 3"/>`, "a")), "borta: ett tecken (0061 i typsnittet Wingdings 3) togs inte med; skriv det för hand []"},
		{"an unknown sign in deleted words", p(run("", "kvar") + `<w:del><w:r><w:delText>5 </w:delText><w:sym w:font="Foo" w:char="F0FF"/></w:r></w:del>`), "<p>kvar</p>\nborta: borttaget med spårade ändringar, och togs inte med [5 □]"},
		{"an unknown sign in hidden words", p(run("", "kvar") + `<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font="Foo" w:char="F0FF"/></w:r>`), "<p>kvar</p>\nborta: dold text togs inte med [□]"},

		{"a choice in a list", p(run("", "Dos: ") + field(drop(`<w:result w:val="1"/>`+entries), "FORMDROPDOWN", "")), "<p>Dos: 10 mg</p>\n" + chosen + " [10 mg]"},
		{"the first in a list", p(run("", "Dos: ") + field(drop(entries), " FORMDROPDOWN ", "")), "<p>Dos: 5 mg</p>\n" + chosen + " [5 mg]"},
		{"what a list has from the beginning", p(field(drop(`<w:default w:val="1"/>`+entries), "FORMDROPDOWN", "")), "<p>10 mg</p>\n" + chosen + " [10 mg]"},
		{"a list with a result", p(field(drop(entries), "FORMDROPDOWN", run("", "5 mg"))), "<p>5 mg</p>"},
		{"a list without entries", p(run("", "a") + field(drop(""), "FORMDROPDOWN", "")), "<p>a</p>\nborta: ett fält av slaget FORMDROPDOWN togs inte med []"},
		{"a ticked box", p(field(`<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>`, "FORMCHECKBOX", "") + run("", " Ja")), "<p>☒ Ja</p>\n" + chosen + " [☒]"},
		{"a box that is not ticked", p(field(`<w:ffData><w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox></w:ffData>`, "FORMCHECKBOX", "") + run("", " Ja")), "<p>☐ Ja</p>\n" + chosen + " [☐]"},
		{"a box as it was", p(field(`<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>`, "FORMCHECKBOX", "") + run("", " Ja")), "<p>☒ Ja</p>\n" + chosen + " [☒]"},
		{"a deleted box", p(run("", "a") + "<w:del>" + field(`<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>`, "FORMCHECKBOX", "") + "</w:del>"), "<p>a</p>\nborta: borttaget med spårade ändringar, och togs inte med [☒]"},
		{"a sign as a field", p(run("", "dos ") + field("", `SYMBOL 179 \f "Symbol" \s 11`, "") + run("", "5")), "<p>dos ≥5</p>"},
		{"a sign in hexadecimal digits", p(field("", `SYMBOL 0xA3 \f Symbol`, "") + run("", "5")), "<p>≤5</p>"},
		{"a sign of Unicode", p(field("", `SYMBOL 8805 \u`, "") + run("", "5")), "<p>≥5</p>"},
		{"a sign with a result", p(field("", `SYMBOL 179 \f "Symbol"`, run(symbol, "\uF0B3")) + run("", "5")), "<p>≥5</p>"},
		{"a sign of an unknown font", p(field("", `SYMBOL 70 \f "Wingdings 2"`, "") + run("", "5")), "<p>5</p>\nborta: ett fält av slaget SYMBOL togs inte med [70]"},
		{"the number of a page", p(run("", "se sidan ") + field("", `PAGEREF _x \h`, run("", "12"))), "<p>se sidan 12</p>\ngissat: en hänvisning till en sidas nummer är med, men här finns inga sidor; skriv om den [12]"},
		{"the number of a note", p(run("", "se not ") + field("", `NOTEREF _x \h`, run("", "3"))), "<p>se not 3</p>\ngissat: en hänvisning till en fotnots nummer är med som det var i Word; se över numret [3]"},
		{"numbers of pages in a list of contents", p(run("", "a") + field("", "TOC", run("", "Del ")+field("", "PAGEREF _y", run("", "7")))), "<p>a</p>\nborta: innehållsförteckningen togs inte med [Del 7]"},
		{"a simple field", p(run("", "s. ") + `<w:fldSimple w:instr="PAGEREF _x"><w:r><w:t>4</w:t></w:r></w:fldSimple>`), "<p>s. 4</p>\ngissat: en hänvisning till en sidas nummer är med, men här finns inga sidor; skriv om den [4]"},
		{"a simple field that is a sign", p(`<w:fldSimple w:instr="SYMBOL 179 \f Symbol"/>` + run("", "5")), "<p>≥5</p>"},

		{"an empty number", item("0", "1", "ett") + item("0", "1", "") + item("0", "1", "tre"), "<ol><li><p>ett</p></li></ol><ol start=\"3\"><li><p>tre</p></li></ol>\nändrat: nummer 2 är tomt i Word och är inte med; nästa nummer är som i Word [ett]"},
		{"two empty numbers first", item("0", "1", "") + item("0", "1", "") + item("0", "1", "tre"), "<ol start=\"3\"><li><p>tre</p></li></ol>\nändrat: nummer 1 är tomt i Word och är inte med; nästa nummer är som i Word []\nändrat: nummer 2 är tomt i Word och är inte med; nästa nummer är som i Word []"},
		{"an empty letter", item("0", "1", "ett") + item("1", "1", "") + item("1", "1", "b"), "<ol><li><p>ett</p><ol start=\"2\"><li><p>b</p></li></ol></li></ol>\nändrat: nummer a är tomt i Word och är inte med; nästa nummer är som i Word [ett]\nändrat: i Word har listan ”b” som nummer; här har den siffran 2 [b]"},
		{"an empty point", item("0", "2", "ett") + item("0", "2", "") + item("0", "2", "två"), "<ul><li><p>ett</p></li><li><p>två</p></li></ul>"},
		{"a number whose words are deleted", item("0", "1", "ett") + strings.Replace(item("0", "1", ""), "</w:p>", "<w:del>"+run("", "borta")+"</w:del></w:p>", 1) + item("0", "1", "tre"), "<ol><li><p>ett</p></li></ol><ol start=\"3\"><li><p>tre</p></li></ol>\nborta: borttaget med spårade ändringar, och togs inte med [borta]\nändrat: nummer 2 är tomt i Word och är inte med; nästa nummer är som i Word [ett]"},

		{"a row to fill in", "<w:tbl><w:sdt>" + unfilled + "<w:sdtContent><w:tr>" + cell("Klicka här") + "</w:tr></w:sdtContent></w:sdt><w:tr>" + cell("c") + "</w:tr></w:tbl>", "<table><tr><td><p>c</p></td></tr></table>\nborta: ett fält som ingen har fyllt i togs inte med [Klicka här]"},
		{"a cell to fill in", "<w:tbl><w:tr>" + cell("a") + "<w:sdt>" + unfilled + "<w:sdtContent>" + cell("Klicka här") + "</w:sdtContent></w:sdt>" + cell("c") + "</w:tr></w:tbl>", "<table><tr><td><p>a</p></td><td></td><td><p>c</p></td></tr></table>\nborta: ett fält som ingen har fyllt i togs inte med [Klicka här]"},
		{"a row that is filled in", "<w:tbl><w:sdt><w:sdtPr/><w:sdtContent><w:tr>" + cell("a") + "</w:tr></w:sdtContent></w:sdt></w:tbl>", "<table><tr><td><p>a</p></td></tr></table>"},

		{"a picture that is missing", p(run("", "a") + `<w:r><w:drawing><a:blip r:embed="r4"/></w:drawing></w:r>`), "<p>a</p>\nborta: en bild finns inte i filen och togs inte med [a]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := readWord(docx(t, keptParts(c.body)...))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for line := range strings.Lines(shown(t, in)) {
				if !strings.HasPrefix(line, "<section") && !strings.Contains(line, "en fotnot som inte hör till") {
					got = append(got, line)
				}
			}
			lines := strings.Join(got, "")
			want := strings.Replace(c.want, "</ol><ol", "</ol>\n<ol", 1) + "\n"
			if lines != want {
				t.Errorf("got\n%swant\n%s", lines, want)
			}
		})
	}
}
