package markup_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// TestEscape checks that nothing in a text ends the element or attribute that shows it.
func TestEscape(t *testing.T) {
	for body, want := range map[string]string{
		"Text &\\#x202e; [a](b.md \"&\\#8238;\")":                               "&amp;#x202e;",
		"```js\"onload=\"x\nkod\n```":                                           "language-js&quot;onload=&quot;x",
		"![a\" onerror=\"x](a.png 'b\" onload=\"y') [l](a.md '\" onclick=\"x')": `title="&#34; onclick=&#34;x"`,
		"| \"a\" onclick=b | <b> |\n| --- | --- |\n| c | d |":                   `aria-label="Tabell: &quot;a&quot; onclick=b"`,
		"`<b>` <script>": `<code>&lt;b&gt;</code> <code class="raw-html">&lt;script&gt;</code>`,
	} {
		got := whole(document.Parse("a.md", []byte(front+body+"\n"), document.Options{Taxonomy: &audience.Taxonomy{}}))
		if !strings.Contains(got, want) {
			t.Errorf("%q becomes %s, want %s", body, got, want)
		}
		harmless(t, got)
	}
}

// TestTogether checks that a number and its unit are kept on one line, in running text only,
// and that their words are the ones that were written.
func TestTogether(t *testing.T) {
	const open, end = `<span class="nowrap">`, "</span>"
	for body, want := range map[string]string{
		"Ge 5 mg nu.":                 open + "5 mg" + end,
		"Ge 3–5 mg.":                  "3–" + open + "5 mg" + end,
		"Ge 2,5 ml, 10 % och 7 ml":    open + "2,5 ml" + end + ", " + open + "10 %" + end + " och " + open + "7 ml" + end,
		"Vid 65 år.":                  open + "65 år" + end,
		"Ge 10 000 IE.":               open + "10 000 IE" + end,
		"Ge 1 250 000,5 mg.":          open + "1 250 000,5 mg" + end,
		"Steg 2 100 mg och 1 50 mg.":  "1 " + open + "50 mg" + end,
		"År 2024 500 mg.":             "2024 " + open + "500 mg" + end,
		"Ge 5 mg/kg.":                 open + "5 mg" + end + "/kg",
		"Ge **5 mg** nu.":             open + "5 mg" + end,
		"Ge 5  mg, 5 mgx och 5 m-l.":  "",
		"Ge `5 mg` nu.":               "",
		"I 5 kapitel, typ 2 diabetes": "",
		"Ge x5\u00a0mg och mg 5 nu.":  "",
	} {
		got := whole(document.Parse("a.md", []byte(front+body+"\n"), document.Options{Taxonomy: &audience.Taxonomy{}}))
		if !strings.Contains(got, want) || want == "" && strings.Contains(got, open) {
			t.Errorf("%q becomes %s, want %s", body, got, want)
		}
	}
}

// FuzzWrite checks that nothing in the HTML of any text acts.
func FuzzWrite(f *testing.F) {
	for _, body := range []string{
		"<script>alert(1)</script>", "![<script>x</script>](a.png)", "[a](javascript:alert(1) \"b\")", "<b onclick=x>", "```\"><script>\na\n```",
		"[a]{en}", "| <i> | \"b\" |\n| - | - |\n| c | d |", "a[^1]\n\n[^1]: <iframe>", "&lt;script&gt; \\<b>", "<https://a.se/\"onclick=x>",
	} {
		f.Add([]byte(front + body))
	}
	files, _ := filepath.Glob("../document/testdata/cases/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			f.Add(archive.Files[i].Data)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		harmless(t, whole(document.Parse("a.md", src, document.Options{Taxonomy: &audience.Taxonomy{}})))
	})
}

// harmless fails if anything in HTML acts.
func harmless(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Error("the HTML is not UTF-8")
	}
	if i := strings.IndexFunc(html.UnescapeString(s), unseen); i >= 0 {
		t.Errorf("the HTML has a character that acts unseen: %q", s)
	}
	z := html.NewTokenizer(strings.NewReader(s))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		switch token.Data {
		case "script", "style", "iframe", "object", "embed", "form", "svg", "math", "meta", "base", "link":
			t.Errorf("element %s", token.Data)
		}
		for _, a := range token.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(value, "javascript:") ||
				strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "vbscript:") {
				t.Errorf("attribute %s=%q", a.Key, a.Val)
			}
		}
	}
}

// unseen reports whether r acts on a terminal or on the direction of writing.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
}
