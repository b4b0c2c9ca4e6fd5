package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestRefused gives HTML what is no page, or is made to take time or memory.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", "tom"},
		{"blanks", " \n\t", "tom"},
		{"pdf", "%PDF-1.7 ...", "pdf"},
		{"docx", "PK\x03\x04...", "Office-dokument"},
		{"doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"},
		{"rtf", `{\rtf1\ansi`, ".rtf"},
		{"mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", ".mht"},
		{"too large", strings.Repeat(" ", MaxHTML+1), "32 MB"},
		{"nested", strings.Repeat("<div>", 100_000), "för många delar"},
	} {
		if _, err := HTML([]byte(c.src), nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// TestHarmless gives HTML pages that would do something elsewhere: nothing is fetched, and nothing
// outside the folder of the page is read.
func TestHarmless(t *testing.T) {
	beside := fstest.MapFS{"x/a.png": {Data: []byte("\x89PNG...")}, "x/a.html": {Data: []byte("<p>x</p>")}}
	for _, c := range []struct {
		src      string
		words    string
		pictures int
	}{
		{`<p>a<script>alert(1)</script>b</p>`, "ab", 0},
		{`<p><img src="x/a.png" alt="A"></p>`, "", 1},
		{`<p><img src="./x/a.png?v=1"></p>`, "", 1},
		{`<p><img src="../x/a.png"></p>`, "", 0},
		{`<p><img src="/etc/passwd"></p>`, "", 0},
		{`<p><img src="file:///etc/passwd"></p>`, "", 0},
		{`<p><img src="x/a.html"></p>`, "", 0},
		{`<p><img src="http://127.0.0.1/a.png"></p>`, "", 0},
		{`<p><img src="data:image/png;base64,iVBORw0KGgo="></p>`, "", 1},
		{`<p><img src="data:image/svg+xml;base64,PHN2Zz4="></p>`, "", 0},
		{`<p><img src="data:image/png;base64,!!!"></p>`, "", 0},
		{`<p onclick="x()">a<iframe src="x"></iframe><object data="x">b</object></p>`, "a", 0},
		{`<base href="http://evil.example/"><p>a</p><link rel=stylesheet href=x>`, "a", 0},
		{`<p style="display:none">hemligt</p><p>a</p>`, "a", 0},
		{"<p>a\x00b</p>", "ab", 0},
		{`<table><tr><td colspan=99999999>a</td></tr></table>`, "a", 0},
		{"\xff\xfe<\x00p\x00>\x00a\x00", "a", 0},
	} {
		got, err := HTML([]byte(c.src), beside)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		if w := strings.TrimSpace(strings.NewReplacer("\ufffd", "", "\ufeff", "").Replace(words(got.Body))); w != c.words || len(got.Pictures) != c.pictures {
			t.Errorf("%s: %q, %d pictures; want %q, %d", c.src, w, len(got.Pictures), c.words, c.pictures)
		}
	}
}

// TestEncoding reads pages of which the first bytes do not say what encoding they have.
func TestEncoding(t *testing.T) {
	long := strings.Repeat("abc ", 300)
	for _, src := range []string{"<p>" + long + "Åtgärd</p>", "<p>" + long + "\xc5tg\xe4rd</p>",
		"<meta charset=utf-8><p>" + long + "Åtgärd</p>", "<meta charset=windows-1252><p>" + long + "\xc5tg\xe4rd</p>", "\ufeff<p>" + long + "Åtgärd</p>"} {
		got, err := HTML([]byte(src), nil)
		if err != nil || !strings.HasSuffix(words(got.Body), "abc Åtgärd") {
			t.Errorf("%.30q: %v %q", src, err, words(got.Body)[len(long)-4:])
		}
	}
	got, err := Markdown([]byte(long + "Åtgärd"))
	if err != nil || !strings.HasSuffix(words(got.Body), "abc Åtgärd") {
		t.Errorf("Markdown: %v %q", err, words(got.Body))
	}
}

// TestManyParts reads what would take hours if each part were looked at once for each other.
func TestManyParts(t *testing.T) {
	const many = 20_000
	for _, src := range []string{"<h2>" + strings.Repeat("<div>a</div>", many) + "</h2>",
		"<article>" + strings.Repeat("ord ", 1<<18) + "</article>" + strings.Repeat("<article>a</article>", many)} {
		if got, err := HTML([]byte(src), nil); err != nil || got.Words() < many {
			t.Errorf("%.20s: %v, %d words", src, err, got.Words())
		}
	}
}

// TestNothingUnsaid checks that words which a page shows are in the tree, or in a remark.
func TestNothingUnsaid(t *testing.T) {
	for _, c := range []struct {
		src, kept, said string // words in the tree, and in remarks
	}{
		{"<h3><button aria-expanded=true>Läkemedel</button></h3><p>a</p>", "Läkemedel a", ""},
		{"<h2>Läke<p>medel</p><ul><li>x</ul>y</h2><p>a</p>", "Läke medel x y a", ""},
		{"<form><h2>Dos</h2><p>5 mg</p><input value=x></form>", "Dos 5 mg", ""},
		{"<main><p>a</p><aside><p>Ring 112</p></aside></main>", "a Ring 112", ""},
		{"<main><article><header><h1>A</h1></header><p>b</p><footer>c</footer></article></main>", "A b c", ""},
		{"<body><p>a</p><aside>annons</aside><footer>fot</footer></body>", "a", "annons fot"},
		{"<p>a</p><nav>meny</nav>", "a", "meny"},
		{"<p>a</p><dialog>kakor</dialog>", "a", "kakor"},
		{"<p>a <svg><text>Steg 1</text></svg></p>", "a", "Steg 1"},
		{"<p>a <math><mi>x</mi></math></p>", "a", "x"},
		{"<p>a <select><option>Region</select></p>", "a", "Region"},
		{"<p>a <textarea>skriv</textarea></p>", "a", "skriv"},
		{"<details><summary>Mer</summary><p>b</p></details>", "Mer b", ""},
		{"<figure><img src=x.png alt=Bild><figcaption>Bildtext</figcaption></figure>", "Bildtext", "Bild"},
		{"<p>a <svg aria-hidden=true></svg>b</p>", "a b", ""},
		{"<table><caption>Tabell 1</caption><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>", "Tabell 1 a b", ""},
		{"<ul><li hidden>gammal<li>ny</ul>", "ny", "gammal"},
		{"<ul><li>a<ul hidden><li>gammal</ul></ul>", "a", "gammal"},
		{"<table><tr hidden><td>gammal<td>x<tr><td>ny<td>y</table>", "ny y", "gammal x"},
		{"<table><tbody hidden><tr><td>gammal<tbody><tr><td>ny</table>", "ny", "gammal"},
		{"<table><tr><td hidden>gammal<td>ny</table>", "ny", "gammal"},
		{"<pre>Ge 5\n<b>mg</b>\n</pre>", "Ge 5 mg", ""},
		{"<pre><code>\na\n</code>\nb</pre>", "a b", ""},
		{"<p><del>bort</del><ins>nytt</ins></p>", "nytt", "bort nytt"},
	} {
		got, err := HTML([]byte(c.src), nil)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		var said []string
		for _, r := range got.Remarks {
			said = append(said, r.Where)
		}
		if kept := words(got.Body); kept != c.kept || strings.Join(said, " ") != c.said {
			t.Errorf("%s: %q, said %q; want %q, %q", c.src, kept, said, c.kept, c.said)
		}
	}
}

// TestPlacesOnPage takes in links to places on the page that they are on. The words stay, and that the link does not
// is said, but for lists of contents and marks beside headings.
func TestPlacesOnPage(t *testing.T) {
	const said = "en länk till ett ställe på sidan är bara text"
	for _, c := range []struct {
		src   string
		where string // what the remark is about; "" for no remark
	}{
		{`<p>Se <a href="#g">Så gör man</a>.</p><h2 id="g">Så gör man</h2>`, "Så gör man"},
		{`<p><a href="#g">Dosering</a></p><h2 id="g">Dosering</h2>`, "Dosering"},
		{`<table><tr><td>Se <a href="#g"><b>Dosering</b></a></td></tr></table>`, "Dosering"},
		{`<ul><li>Läs <a href="#g">Dosering</a> först.</li></ul>`, "Dosering"},
		{`<ul><li><a href="#g">Dosering</a><ul><li><a href="#h">Barn</a></li></ul></li></ul><p>a</p>`, ""},
		{`<h2 id="g">Dosering <a href="#g">#</a></h2><p>a</p>`, ""},
		{`<p><a href="#">Skriv ut</a></p>`, ""},
		{`<p><a href="https://www.example.org/#g">Dosering</a></p>`, ""},
	} {
		got, err := HTML([]byte(c.src), nil)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		about := ""
		for _, r := range got.Remarks {
			if r.What == said {
				about += r.Where
			}
		}
		if about != c.where {
			t.Errorf("%s: said of %q, want %q", c.src, about, c.where)
		}
	}
}

// TestHTMLOdd reads pages that are not whole, or are saved in an odd way.
func TestHTMLOdd(t *testing.T) {
	const open = "det som står efter början av en kommentar"
	for _, c := range []struct{ name, src, want, said string }{
		{"UTF-16 with its mark", "\xff\xfe<\x00p\x00>\x00\xe5\x00", "å", ""},
		{"UTF-8 that says nothing, late", "<!-- " + strings.Repeat("x", 2000) + " --><p>å", "å", ""},
		{"UTF-8 that says that it is something else", "<meta charset=windows-1252><p>å", "å", ""},
		{"windows-1252 that says nothing, late", "<!-- " + strings.Repeat("x", 2000) + " --><p>\xe5", "å", ""},
		{"UTF-8 with its mark", "\xef\xbb\xbf<p>å", "å", ""},
		{"a comment without end", "<p>a</p><!--[if gte mso 9]><p>5 mg</p>", "a", open},
		{"a comment without end, after one with", "<p>a<!-- b --></p><!-- c", "a", open},
		{"a comment with an end of another kind", "<p>a<!-- b --!>c</p>", "ac", ""},
		{"a comment without end and words", "<p>a</p><!-- ", "a", ""},
	} {
		in, err := HTML([]byte(c.src), nil)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, r := range in.Remarks {
			said += r.What
		}
		if got := words(in.Body); got != c.want || !strings.Contains(said, c.said) || c.said == "" && said != "" {
			t.Errorf("%s: %q, %q", c.name, got, said)
		}
	}
}
