package problem

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	unsafe "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// TestMarkdownHostile renders hostile text as GitHub does, to which goldmark is close,
// and checks that nothing of it is more than text, and that it mentions nobody.
func TestMarkdownHostile(t *testing.T) {
	for _, hostile := range []string{
		"@alla och @org/grupp, a@exempel.se",
		"#1, annan/arkiv#2",
		"https://exempel.se/fara www.exempel.se http://exempel.se",
		"[länk](https://exempel.se) ![bild](https://exempel.se/a.png) <https://exempel.se> [a]: https://exempel.se",
		"<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- provtryck --> &lt;b&gt;",
		"a | b | c\n| d | e |\n# Rubrik\n- lista",
		"`kod` ``` **fet** ~~struken~~ _kursiv_ \\",
		"WWW.exempel.se GH-12 gh-12 1:100:5 :+1::tada: a.md:14:12 $x$ $$y$$ $`z`$",
		"`", "\\|", "\\`", "\x1b[31m\u202e",
	} {
		p := Problem{Rule: &Rule{ID: "text.ord"}, Severity: Error, Pos: Pos{File: hostile, Line: 1}, Message: hostile, Hint: hostile}
		var table, page bytes.Buffer
		if err := Markdown(&table, List{p}); err != nil {
			t.Fatal(err)
		}
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(unsafe.WithUnsafe())).Convert(table.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		cells := 0
		for n := range root.Descendants() {
			switch {
			case n.Type == html.TextNode && regexp.MustCompile(`[@#]\w|(?i:gh-\d)|:(\w*[a-z+-]\w*|100):`).MatchString(n.Data):
				t.Errorf("%q mentions or shows: %q", hostile, n.Data)
			case n.Type == html.TextNode && strings.Contains(n.Data, "$") && n.Parent.Data != "span":
				t.Errorf("%q may become a formula: %q", hostile, n.Data)
			case n.Type == html.ElementNode && n.Data == "td":
				cells++
			case n.Type == html.ElementNode && !strings.Contains(" html head body h3 p table thead tbody tr th code span ", " "+n.Data+" "):
				t.Errorf("%q becomes <%s>", hostile, n.Data)
			case n.Type == html.CommentNode:
				t.Errorf("%q becomes a comment", hostile)
			}
		}
		if cells != 5 {
			t.Errorf("%q makes %d cells", hostile, cells)
		}
	}
}
