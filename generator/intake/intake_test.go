package intake

import (
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/source"
)

func TestMake(t *testing.T) {
	for _, c := range []struct{ name, html, title, lead, body string }{
		{"title and lead", "<h1>Stöd</h1><p>Kort.</p><h2>A</h2><p>b</p>", "Stöd", "Kort.", "## A\n\nb\n"},
		{"before the title", "<p>Meny</p><h1>Stöd</h1><p>a</p>", "Stöd", "", "a\n"},
		{"two paragraphs", "<h1>Stöd</h1><p>a</p><p>b</p><h2>C</h2><p>d</p>", "Stöd", "", "a\n\nb\n\n## C\n\nd\n"},
		{"lead with a link", `<h1>Stöd</h1><p><a href="https://a.se/">a</a></p><h2>C</h2><p>d</p>`, "Stöd", "", "[a](https://a.se/)\n\n## C\n\nd\n"},
		{"two titles", "<h1>A</h1><p>a</p><h1>B</h1><p>b</p>", "A", "", "## A\n\na\n\n## B\n\nb\n"},
		{"no title", "<p>a</p>", "", "", "a\n"},
	} {
		in, err := source.HTML([]byte(c.html), nil)
		if err != nil {
			t.Fatal(err)
		}
		d := Make(in, Options{})
		if d.Title != c.title || d.Lead != c.lead || d.Body != c.body || len(d.Lost) > 0 {
			t.Errorf("%s: %q, %q, %q, %q", c.name, d.Title, d.Lead, d.Body, d.Lost)
		}
	}
}

// FuzzMake checks that a text can be made of any page, and that it shows all words of its tree.
func FuzzMake(f *testing.F) {
	for _, src := range []string{"<h1>A</h1><p>b</p>", "<ul><li>a<ul><li>b", "<table><tr><td rowspan=2>a<td>b<tr><td>c",
		"<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>a</p>", "<p>•\ta<br>•\tb</p>", "<pre>a\nb</pre>", "<p style='mso-list:l0 level0'>a"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		in, err := source.HTML([]byte("<p>"+src), nil)
		if err != nil {
			return
		}
		d := Make(in, Options{Pictures: "bilder/"})
		written := document.Parse("a.md", []byte("---\ntitel: x\n---\n\n"+d.Body), document.Options{Taxonomy: &audience.Taxonomy{}})
		if slices.ContainsFunc(written.Problems, func(p problem.Problem) bool { return p.Rule.ID == "for-stort" }) {
			return // nothing of it is shown, which the text says
		}
		// A backslash before the end of a line in a paragraph is not seen by goldmark, nor is one before a
		// reference to a character that cannot be: import says so.
		if len(d.Lost) > 0 && !strings.Contains(d.Body, `\\\`) && !strings.Contains(d.Body, `\&#`) {
			t.Errorf("%q are not shown by %q", d.Lost, d.Body)
		}
	})
}

// FuzzBlueprint checks that any page can be put into a blueprint, and that no word of it is lost: it is
// shown, a fact in the front matter, a number of a source, or said not to be with.
func FuzzBlueprint(f *testing.F) {
	for _, src := range []string{"<h2>Mål</h2><p>a</p><h2>Syfte</h2><p>b</p><h2>Mål</h2><p>c</p>", "<p>Version: 2<br>Syfte: a<br>NAG:", "<h2>Märkning<ul><li>Verksamhet: Kurator, x</ul>",
		"<p>Syfte:<p>a [1, 2] (1–2)<h2>Referenser<ol><li>x<li>y", "<p>Jouren 08-12 34 56<br>Växeln 1177<p>x", "<table><tr><td>Verksamhet<td>Kurator", "<h2>Genomförande<h6>a<h2><a href=https://a.se/>Mål</a>"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		in, err := source.HTML([]byte("<h1>Stöd</h1>"+src), nil)
		if err != nil {
			return
		}
		before := strings.Fields(conserved(textOf(in.Body)))
		d := Make(in, sampleOptions(t))
		words := d.Title + " " + d.Lead + " " + strings.Join(wordsShown(d.Body), " ")
		for _, value := range d.Front {
			words += " " + value
		}
		for _, r := range d.Remarks {
			words += " " + Said(r)
		}
		words = conserved(strings.ToLower(words))
		for _, word := range before {
			letters := strings.Map(func(r rune) rune {
				if r < 'a' || r > 'z' {
					return -1
				}
				return r
			}, strings.ToLower(word))
			if len(letters) == len(word) && len(word) < 20 && !strings.Contains(words, letters) && len(d.Lost) == 0 && len(before) < 20 {
				t.Errorf("%q is lost from %q: %q %v %v", word, src, d.Body, d.Front, d.Remarks)
			}
		}
	})
}
