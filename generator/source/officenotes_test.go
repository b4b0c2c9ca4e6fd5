package source

import "testing"

// TestOfficeNotes reads footnotes and endnotes in the form that LibreOffice gives them.
func TestOfficeNotes(t *testing.T) {
	const ref = `<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>`
	const note = `<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Not ett.</p></div>`
	const want = `<p>Tiden<sup data-footnote="1"></sup>.</p>` + "\n" + `<section data-footnotes="1"><ol><li><p>Not ett.</p></li></ol></section>`
	for _, c := range []struct{ name, src, want string }{
		{"a footnote", "<p>Tiden" + ref + ".</p>" + note, want},
		{"in a raised line", "<p>Tiden<sup>" + ref + "</sup>.</p>" + note, want},
		{"an endnote", `<p>Tiden<a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a>.</p>` +
			`<div id="sdendnote1"><p class="sdendnote"><a class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a>Not ett.</p></div>`, want},
		{"two paragraphs", "<p>Tiden" + ref + ".</p>" + `<div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>Ett.</p><p>Mer.</p></div>`,
			`<p>Tiden<sup data-footnote="1"></sup>.</p>` + "\n" + `<section data-footnotes="1"><ol><li><p>Ett.</p><p>Mer.</p></li></ol></section>`},
		{"two, and one of each kind", "<p>Tiden" + ref + `.<a class="sdendnoteanc" href="#sdendnote1sym"><sup>i</sup></a></p>` + note +
			`<div id="sdendnote1"><p><a class="sdendnotesym" href="#sdendnote1anc">i</a>Slutnot.</p></div>`,
			`<p>Tiden<sup data-footnote="1"></sup>.<sup data-footnote="2"></sup></p>` + "\n" + `<section data-footnotes="1"><ol><li><p>Not ett.</p></li><li><p>Slutnot.</p></li></ol></section>`},
		{"a note that is not there", "<p>Tiden" + ref + ".</p>", "<p>Tiden<sup>1</sup>.</p>"},
		{"a note that nothing refers to", "<p>Tiden.</p>" + note, "<p>Tiden.</p>\n<p>1Not ett.</p>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := HTML([]byte(c.src), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, in); got != c.want+"\n" {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}
