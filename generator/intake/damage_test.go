package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/source"
)

// TestPastedDamage pastes the kinds of words that Markdown would take for marks of its own, or would run together, in
// each form that they come in. What comes out is Markdown that shows the words as they were.
func TestPastedDamage(t *testing.T) {
	// Lines are paragraphs.
	for _, c := range []struct {
		name  string
		lines []string
		html  string // where it is not the lines as Word's paragraphs
		plain string // where it is not the lines with empty lines between; "-" where plain text does not have it
		want  string // the Markdown
		shown string // the words of it, where they are not those of the lines
	}{
		{name: "an age limit first in a point", lines: []string{"• <12 år: ge 2 mg", "• >12 år: ge 4 mg", "• >= 70 år: ge 1 mg"},
			want: "- <12 år: ge 2 mg\n- \\>12 år: ge 4 mg\n- \\>= 70 år: ge 1 mg\n", shown: "<12 år: ge 2 mg >12 år: ge 4 mg >= 70 år: ge 1 mg"},
		{name: "a limit first in a paragraph", lines: []string{">35 grader är varmt.", "Mät igen."}, want: "\\>35 grader är varmt.\n\nMät igen.\n"},
		{name: "powers of ten", lines: []string{"Under 2,5 x 10*9/L eller under 4,0 x 10*9/L ska någon ringa."},
			want: "Under 2,5 x 10\\*9/L eller under 4,0 x 10\\*9/L ska någon ringa.\n"},
		{name: "a product of tablets", lines: []string{"Ta 3*2 tabletter först och 2*1 tabletter sedan."}, want: "Ta 3\\*2 tabletter först och 2\\*1 tabletter sedan.\n"},
		{name: "a bar in a cell", lines: []string{"Ämne", "Nedre", "Övre", "Alfa", "0,4|0,6 mmol/l", "0,9 mmol/l"}, plain: "Ämne\tNedre\tÖvre\nAlfa\t0,4|0,6 mmol/l\t0,9 mmol/l",
			html: "<table class=MsoTableGrid><tr><td><p class=MsoNormal>Ämne<td><p class=MsoNormal>Nedre<td><p class=MsoNormal>Övre<tr><td><p class=MsoNormal>Alfa<td><p class=MsoNormal>0,4|0,6 mmol/l<td><p class=MsoNormal>0,9 mmol/l</table>",
			want: "| Ämne | Nedre | Övre |\n| --- | --- | --- |\n| Alfa | 0,4\\|0,6 mmol/l | 0,9 mmol/l |\n"},
		{name: "a code with its term between bars", lines: []string{"Kod", "Sedan", "1234 |sömn|", "ring"}, plain: "Kod\tSedan\n1234 |sömn|\tring",
			html: "<table><tr><td><p>Kod<td><p>Sedan<tr><td><p>1234 |sömn|<td><p>ring</table>",
			want: "| Kod | Sedan |\n| --- | --- |\n| 1234 \\|sömn\\| | ring |\n"},
		{name: "a table with a rule of hyphens", lines: []string{"A | B", "- | -", "1 | 2"}, plain: "A | B\n- | -\n1 | 2",
			html: "<p class=MsoNormal>A | B<br>- | -<br>1 | 2</p>", want: "A | B\n\n\\- | -\n\n1 | 2\n"},
		{name: "cells of a spreadsheet", lines: []string{"Medel", "Mängd", "Alfa", "5 mg"}, plain: "Medel\tMängd\nAlfa\t5 mg",
			html: "<table><tr><td>Medel<td>Mängd<tr><td>Alfa<td>5 mg</table>", want: "| Medel | Mängd |\n| --- | --- |\n| Alfa | 5 mg |\n"},
		{name: "a number that begins a line", lines: []string{"Så här: 2. stanna kvar"}, plain: "Så här:\n2. stanna kvar", html: "<p class=MsoNormal>Så här:<br>2. stanna kvar</p>", want: "Så här:\n\n2\\. stanna kvar\n"},
		{name: "the indent of a first line", lines: []string{"\tFörsta raden är indragen (prioritet 2)."}, want: "Första raden är indragen (prioritet 2).\n"},
		{name: "a year first", lines: []string{"2031. Det är ett år."}, want: "2031\\. Det är ett år.\n"},
		{name: "signs of other programs", lines: []string{"[ ] ring", "~~bort~~", "==gult==", "[!NOTE]", "[[Sida]]"}, want: "[ ] ring\n\n\\~\\~bort\\~\\~\n\n\\=\\=gult\\=\\=\n\n[!NOTE]\n\n\\[\\[Sida]]\n"},
		{name: "a box to tick", lines: []string{"• [ ] ring", "• [x] vänta"}, want: "- [ ] ring\n- [x] vänta\n", shown: "[ ] ring [x] vänta"},
		{name: "a number joined by a point below it", lines: []string{"9. Nio", "10. Tio", "•  punkt"}, want: "9. Nio\n10. Tio\n\n- punkt\n", shown: "Nio Tio punkt"},
		{name: "letters that do not begin with a", lines: []string{"c) Tre", "d) Fyra"}, want: "3. Tre\n4. Fyra\n", shown: "Tre Fyra"},
		{name: "letters below points, not in a row", lines: []string{"• Ett", "a) två", "c) tre"}, want: "• Ett\n\na) två\n\nc) tre\n"},
		{name: "letters below each point", lines: []string{"• Ett", "b) två", "c) tre", "• Fyra", "a) fem"}, want: "- Ett\n\n  2. två\n  3. tre\n\n- Fyra\n\n  1. fem\n", shown: "Ett två tre Fyra fem"},
		{name: "a number below letters", lines: []string{"a) Ett", "b) Två", "1. Tre"}, want: "1. Ett\n2. Två\n\n1\\. Tre\n", shown: "Ett Två 1. Tre"},
		{name: "dashes between numbers", lines: []string{"1. Ett", "– två", "2. Tre"}, want: "1\\. Ett\n\n– två\n\n2\\. Tre\n"},
		{name: "a reference with no note", lines: []string{"Ett[^1] och två[^1].", "[^1]: Not."}, want: "Ett\\[^1] och två\\[^1].\n\n\\[^1]: Not.\n"},
		{name: "bold against the next word", lines: []string{"Akta!för alla"}, html: "<p class=MsoNormal><b>Akta!</b>för alla</p>", plain: "-", want: "Akta!för alla\n"},
		{name: "letters with their signs apart", lines: []string{"ho\u0308gst tva\u030a"}, want: "högst två\n", shown: "högst två"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := c.html
			if page == "" {
				for _, line := range c.lines {
					page += "<p class=MsoNormal>" + escapedXML(line) + "<o:p></o:p></p>\n"
				}
			}
			clip := "Version:0.9\r\nStartHTML:00000097\r\n<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\"></head><body><!--StartFragment-->" + page + "<!--EndFragment--></body></html>"
			in, err := source.HTML([]byte(clip), nil)
			if err != nil {
				t.Fatal(err)
			}
			checkPasted(t, "clipboard", in, c.want, c.shown, c.lines)
			if c.html == "" {
				file := wordFile(t, c.lines)
				if in, err = source.Word("a.docx", bytes.NewReader(file), int64(len(file))); err != nil {
					t.Fatal(err)
				}
				checkPasted(t, "Word", in, c.want, c.shown, c.lines)
			}
			if c.plain == "-" {
				return
			}
			plain := c.plain
			if plain == "" {
				plain = strings.Join(c.lines, "\n\n")
			}
			if in, err = source.Text([]byte(plain)); err != nil {
				t.Fatal(err)
			}
			checkPasted(t, "plain text", in, c.want, c.shown, c.lines)
		})
	}
}

// checkPasted checks the Markdown of what came in, the words that it shows, and that nothing was dropped.
func checkPasted(t *testing.T, form string, in source.Source, want, shown string, lines []string) {
	t.Helper()
	d := Make(in, Options{})
	if d.Body != want || d.Title != "" || d.Lead != "" {
		t.Errorf("%s: title %q, lead %q and\n%s\nwant\n%s", form, d.Title, d.Lead, d.Body, want)
	}
	if shown == "" {
		shown = strings.Join(lines, " ")
	}
	if got := strings.Join(wordsShown(d.Body), " "); got != strings.Join(strings.Fields(shown), " ") || len(d.Lost) > 0 {
		t.Errorf("%s: shows %q and not %q, want %q", form, got, d.Lost, shown)
	}
	for _, r := range d.Remarks {
		if r.Fate == source.Dropped {
			t.Errorf("%s: dropped: %s", form, Said(r))
		}
	}
	for _, p := range document.Parse("a.md", []byte(front+d.Body), (Options{}).read()).Problems {
		if p.Fix != (problem.Fix{}) {
			t.Errorf("%s: what was made has to be mended: %s", form, p)
		}
	}
}

func escapedXML(words string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(words)) // into memory
	return strings.ReplaceAll(b.String(), "&#x9;", "\t")
}

// wordFile is a .docx with paragraphs.
func wordFile(t *testing.T, paragraphs []string) []byte {
	t.Helper()
	var text strings.Builder
	for _, p := range paragraphs {
		text.WriteString(`<w:p><w:r><w:t xml:space="preserve">` + escapedXML(p) + `</w:t></w:r></w:p>`)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + text.String() + `</w:body></w:document>`},
	} {
		f, err := w.Create(part[0])
		if err == nil {
			_, err = f.Write([]byte(part[1]))
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
