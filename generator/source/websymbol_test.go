package source

import "testing"

// TestWebSigns reads letters in fonts of signs, as Word and old pages have them.
func TestWebSigns(t *testing.T) {
	const seen = "\ngissat: tecknen är bokstäver i ett typsnitt med tecken, och är skrivna som de ser ut i det "
	for _, c := range []struct{ src, want string }{
		{`<p>5 <span style='font-family:Symbol'>m</span>g</p>`, "<p>5 µg</p>" + seen + "[µ]"},
		{`<p>5 <font face="Symbol, serif">m</font>g</p>`, "<p>5 µg</p>" + seen + "[µ]"},
		{`<p>5 <span style='font-family:Symbol;mso-ascii-font-family:"Times New Roman"'><span style='mso-char-type:symbol;mso-symbol-font-family:Symbol'>m</span></span>g</p>`, "<p>5 µg</p>" + seen + "[µ]"},
		{`<p><span style="color:red; font-family: 'Symbol'">³</span>5</p>`, "<p>≥5</p>" + seen + "[≥]"},
		{`<p>10<sup style="font-family:Symbol">-<span style="font-family:Calibri">m</span></sup></p>`, "<p>10<sup>−m</sup></p>" + seen + "[−]"},
		{`<p><span style="font-family:Wingdings">à</span> nästa</p>`, "<p>→ nästa</p>" + seen + "[→]"},
		{`<p><span style="font-family:Symbol">·<span style="font-family:Arial"> </span></span>Punkt</p>`, "<p>• Punkt</p>"},
		{`<p>a <span style="font-family:Webdings">x</span></p>`, "<p>a </p>\nborta: tecken (0078 i typsnittet Webdings) togs inte med; skriv dem för hand [a]"},
		{`<p><span style="font-family:Segoe UI Symbol">m</span>g</p>`, "<p>mg</p>"},
		{`<p><span style="mso-ascii-font-family:Symbol">m</span>g</p>`, "<p>mg</p>"},
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
