package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

// TestGoneParts takes blocks out of a text that has been entered: what is to be taken away stands where it was,
// with a place for a tick, is linked to from the list of changes, and the list of all texts begins with the text.
func TestGoneParts(t *testing.T) {
	const front, body = "---\ntitel: Dos\n", "---\n\nAlfa.\n\n## Dos\n\nGe 5 mg.\n\n::: viktigt\nRing alltid.\n:::\n\nSlut.\n\n- Ett\n- Två\n"
	pages := func(front, body string) *Renderer {
		src := site.Sources{Blueprints: site.Blueprints{}, Taxonomy: &audience.Taxonomy{}}
		src.Documents = []*document.Document{document.Parse("kliniska-kunskapsstod/a.md", []byte(front+body), document.Options{Taxonomy: src.Taxonomy})}
		return New(site.New(src), realLayouts(t), Options{})
	}
	r := pages(front, body)
	a := r.site.ByFile("kliniska-kunskapsstod/a.md")
	entered := front + "inlagd: {datum: 2026-05-12, summa: " + transfer.SumOf(r.site.TransferSource(a)).String() + "}\n"
	if page := pageText(t, pages(entered, body), EntriesURL); strings.Contains(page, "Ändrade sedan de lades in") {
		t.Error("a text that has not changed is listed as changed")
	}
	for _, c := range []struct{ without, after, words string }{
		{"Alfa.\n\n", "", "Ta bort 1 del före ”Dos”"},
		{"Ge 5 mg.\n\n", "Dos", "Ta bort 1 del mellan ”Dos” och ”Viktigt Ring alltid.”"},
		{"::: viktigt\nRing alltid.\n:::\n\n", "Ge 5 mg.", "Ta bort 1 del mellan ”Ge 5 mg.” och ”Slut.”"},
		{"Slut.\n\n- Ett\n- Två\n", "Viktigt Ring alltid.", "Ta bort 2 delar efter ”Viktigt Ring alltid.”, sist i brödtexten"},
		{strings.TrimPrefix(body, "---\n\n"), "", "Ta bort 6 delar i brödtexten"},
	} {
		r := pages(entered, strings.Replace(body, c.without, "", 1))
		doc, err := html.Parse(strings.NewReader(pageText(t, r, "/kliniska-kunskapsstod/a/inlaggning/")))
		if err != nil {
			t.Fatal(err)
		}
		before, after, anchor, linked := "", "none", "", ""
		for n := range doc.Descendants() {
			words := strings.Join(strings.Fields(textOf(n)), " ")
			switch {
			case n.Data == "a" && words == c.words:
				linked = attribute(n, "href")
			case attribute(n, "class") == "desk__html":
				before = words
			case n.Data == "li" && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "data-gone" }):
				after, anchor = before, attribute(n, "id")
				if !strings.HasSuffix(words, c.words+".") || attribute(n, "data-part") == "" {
					t.Errorf("without %q is said %q", c.without, words)
				}
			}
		}
		if after != c.after || linked != "#"+anchor {
			t.Errorf("without %q what is gone stands after %q, linked to from %q, and is %q", c.without, after, linked, anchor)
		}
		if page := pageText(t, r, EntriesURL); strings.Count(page, ">Dos</a>: 1 ändring att lägga in") != 1 {
			t.Error("the list of all texts does not begin with the one that has changed")
		}
	}
}
