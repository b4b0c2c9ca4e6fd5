package output

import (
	"strings"
	"testing"
)

// TestSameDOM compares pages that a reader cannot tell apart, and pages that one
// could.
func TestSameDOM(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		diff       string // in the error; empty for none
	}{
		{"blanks between blocks", "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>", ""},
		{"order of attributes", `<p class="a" id="b">x</p>`, `<p id="b" class="a">x</p>`, ""},
		{"end tags that may be left out", "<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>", ""},
		{"quotes", `<a href="/x">x</a>`, `<a href=/x>x</a>`, ""},
		{"references", "<p>a &amp; å</p>", "<p>a & &aring;</p>", ""},
		{"comments", "<p>a<!-- b -->c</p>", "<p>ac</p>", ""},
		{"case of names", "<P CLASS=x>a</P>", "<p class=x>a</p>", ""},
		{"runs of blanks", "<p>a \n b</p>", "<p>a b</p>", ""},
		{"blanks at the edges of a block", "<div> <p>a</p> </div>", "<div><p>a</p></div>", ""},
		{"lost blank between words", "<p>a <b>b</b></p>", "<p>a<b>b</b></p>", "har blivit"},
		{"blank moved into an element", "<p>a <b>b</b></p>", "<p>a<b> b</b></p>", "har blivit"},
		{"lost blank between links", "<a>a</a> <a>b</a>", "<a>a</a><a>b</a>", "har blivit"},
		{"no-break space", "<p>10\u00a0mg</p>", "<p>10 mg</p>", "har blivit"},
		{"changed text", "<p>inte</p>", "<p>ute</p>", `"inte" har blivit "ute"`},
		{"changed attribute", `<a href="/a">x</a>`, `<a href="/b">x</a>`, "har blivit"},
		{"lost attribute", `<img alt="">`, `<img>`, "har blivit"},
		{"lost element", "<p>a</p><p>b</p>", "<p>a</p>", "har blivit"},
		{"added element", "<p>a</p>", "<p>a</p><hr>", "har blivit"},
		{"other order", "<p>a</p><p>b</p>", "<p>b</p><p>a</p>", "har blivit"},
		{"other element", "<em>a</em>", "<i>a</i>", "har blivit"},
		{"blanks that count", "<pre>a  b</pre>", "<pre>a b</pre>", "har blivit"},
		{"line of a text area", "<textarea>a\nb</textarea>", "<textarea>a b</textarea>", "har blivit"},
		{"script", "<script>a  b</script>", "<script>a b</script>", "har blivit"},
		{"in noscript", "<noscript><p>a</p></noscript>", "<noscript><p>b</p></noscript>", "har blivit"},
	} {
		for _, order := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			err := SameDOM([]byte(order[0]), []byte(order[1]))
			switch {
			case c.diff == "" && err != nil:
				t.Errorf("%s: %v", c.name, err)
			case c.diff != "" && err == nil:
				t.Errorf("%s: no difference", c.name)
			case c.diff != "" && order[0] == c.a && !strings.Contains(err.Error(), c.diff):
				t.Errorf("%s: %v, want %q", c.name, err, c.diff)
			}
		}
	}
}

// TestHeadersFile holds what every page and every kept file is served with.
func TestHeadersFile(t *testing.T) {
	got := string(HeadersFile(Logins{}, "/assets/abc/*"))
	all, kept, found := strings.Cut(got, "/assets/abc/*\n")
	if !found || !strings.HasPrefix(all, "/*\n") {
		t.Fatalf("the file is\n%s", got)
	}
	for _, want := range []string{
		"Content-Security-Policy: default-src 'none';", "X-Robots-Tag: noindex", "X-Content-Type-Options: nosniff",
		"Referrer-Policy: ", "Permissions-Policy: ", "Strict-Transport-Security: ",
	} {
		if !strings.Contains(all, "\n  "+want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	pages, _, _ := strings.Cut(all, "\n/")
	if !strings.Contains(kept, "immutable") {
		t.Errorf("what never changes is served with\n%s", kept)
	}
	for _, unsafe := range []string{"unsafe-inline", "unsafe-eval", "*;", "http:", "data:"} {
		if strings.Contains(pages, unsafe) {
			t.Errorf("the headers of pages have %s", unsafe)
		}
	}
}
