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
