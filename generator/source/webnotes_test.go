package source

import "testing"

// TestWebNotes reads pages with footnotes, and with links that look like such.
func TestWebNotes(t *testing.T) {
	const ref, one = `<sup data-footnote="1"></sup>`, `<section data-footnotes="1"><ol><li>Not ett</li></ol></section>`
	for _, c := range []struct{ src, want string }{
		{`<p>Ord<sup><a href="#n">1</a></sup></p><ol><li id="n">Not ett</li></ol>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<sup>[<a href="#n">1</a>]</sup></p><ol><li id="n">Not ett</li></ol>`, "<p>Ord<sup>[</sup>" + ref + "<sup>]</sup></p>\n" + one},
		{`<p>Ord<a href="#n"><sup>[a]</sup></a></p><ul><li id="n">Not ett</li></ul>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<a href="#n"><sup>*</sup></a></p><ul><li id="n">Not ett</li></ul>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<sup><a href="#n">†</a></sup></p><ul><li id="n">Not ett</li></ul>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<a role="doc-noteref" href="#n">se noten</a></p><ol><li id="n">Not ett</li></ol>`, "<p>Ordse noten" + ref + "</p>\n" + one},
		{`<p>Ord<sup><a href="#n">1</a></sup><sup>viktigt</sup></p><ol><li id="n">Not ett</li></ol>`, "<p>Ord" + ref + "<sup>viktigt</sup></p>\n" + one},
		{`<p>celler<sup><a href="#n">1</a>, 2</sup></p><ol><li id="n">Not ett</li></ol>`, "<p>celler" + ref + "<sup>, 2</sup></p>\n" + one},
		// Ordinary lists.
		{`<p>Se <sup><a href="#p2">punkt 2</a></sup></p><ol><li>Ett</li><li id="p2">Två</li></ol>`, "<p>Se <sup>punkt 2</sup></p>\n<ol><li>Ett</li><li>Två</li></ol>\nändrat: en länk till ett ställe på sidan är bara text [punkt 2]"},
		{`<p>Se <sup><a href="#p2">2</a></sup></p><ol><li>Ett</li><li id="p2">Två</li></ol>`, "<p>Se <sup>2</sup></p>\n<ol><li>Ett</li><li>Två</li></ol>"},
		{`<p>Se <sup><a href="#p1">punkt 1</a></sup></p><ol><li id="p1">Ett</li></ol>`, "<p>Se <sup>punkt 1</sup></p>\n<ol><li>Ett</li></ol>\nändrat: en länk till ett ställe på sidan är bara text [punkt 1]"},
		{`<ol><li id="p1">Ett</li></ol><p>Se <sup><a href="#p1">1</a></sup></p>`, "<ol><li>Ett</li></ol>\n<p>Se <sup>1</sup></p>"},
		{`<p>Se <a href="#p1">1</a></p><ol><li id="p1">Ett</li></ol>`, "<p>Se 1</p>\n<ol><li>Ett</li></ol>"},
		{`<p>a<sup><a href="#p1">1</a></sup></p><ol><li id="p1">Ett</li>mer</ol>`, "<p>a<sup>1</sup></p>\n<ol><li>Ett</li><li>mer</li></ol>"},
		// Items without a name of their own.
		{`<p>Ord<sup><a href="#">1</a></sup></p><ul><li>a</li></ul><ul><li>b</li><li>c</li></ul>`, "<p>Ord<sup>1</sup></p>\n<ul><li>a</li></ul>\n<ul><li>b</li><li>c</li></ul>"},
		{`<p>Ord<sup><a href="#n">1</a></sup></p><ol><li id="n">Not ett</li></ol><ol><li id="n">b</li><li>c</li></ol>`, "<p>Ord" + ref + "</p>\n<ol><li>b</li><li>c</li></ol>\n" + one},
		// Links back.
		{`<p>Ord<sup><a href="#n">1</a></sup></p><ol><li id="n">Not ett<a href="#r">↑</a></li></ol>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<sup><a href="#n">1</a></sup></p><ol><li id="n">Not ett<a href="#r">^</a></li></ol>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<sup><a href="#n">1</a></sup></p><ol><li id="n">Not ett<a href="#r" role="doc-backlink">↩︎</a></li></ol>`, "<p>Ord" + ref + "</p>\n" + one},
		{`<p>Ord<sup><a href="#n">1</a></sup></p><ol><li id="n">Not ett<a href="#r" role="doc-backlink">Tillbaka</a></li></ol>`, "<p>Ord" + ref + "</p>\n" + one + "\nborta: en länk från en fotnot tillbaka till texten togs inte med [Tillbaka]"},
		{`<p>Se <a href="#x">^</a> och <a href="#y">↑</a> p-värde</p>`, "<p>Se ^ och ↑ p-värde</p>"},
		{`<p>10<a href="#y">^</a>9</p>`, "<p>10^9</p>"},
	} {
		in, err := HTML([]byte(c.src), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(t, in); got != c.want+"\n" {
			t.Errorf("%s\ngot\n%swant\n%s", c.src, got, c.want)
		}
	}
}
