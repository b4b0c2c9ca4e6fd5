package source

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func markup(t *testing.T, n *html.Node) string {
	t.Helper()
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), "<body>"), "</body>")
}

// TestText reads words that came without form, in the encodings that they come in.
func TestText(t *testing.T) {
	for _, c := range []struct{ src, want, remark string }{
		{"Ett\n\nTvå", "<p>Ett</p><p>Två</p>", ""},
		{"Ett\r\nTvå\r\n\r\n \r\nTre", "<p>Ett<br/>Två</p><p>Tre</p>", ""},
		{"Ett\rTvå", "<p>Ett<br/>Två</p>", ""},
		{"\ufeffÅtgärd", "<p>Åtgärd</p>", ""},
		{"\xc5tg\xe4rd \x96 5\xa0mg", "<p>Åtgärd – 5\u00a0mg</p>", ""},
		{"\xff\xfe\xc5\x00t\x00g\x00", "<p>Åtg</p>", ""},
		{"\xfe\xff\x00\xc5\x00t\x00g", "<p>Åtg</p>", ""},
		{"•\tPunkt\n•\tTill", "<p>•\tPunkt<br/>•\tTill</p>", ""},
		{"<b>inte fet</b> & så", "<p>&lt;b&gt;inte fet&lt;/b&gt; &amp; så</p>", ""},
		{"#1 av 2", "<p>#1 av 2</p>", ""},
		{"## Mål\n\nTa *en* sak.", "<h2>Mål</h2><p>Ta <em>en</em> sak.</p>", "läst som Markdown"},
	} {
		got, err := Text([]byte(c.src))
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if m := strings.ReplaceAll(markup(t, got.Body), "\n", ""); m != c.want {
			t.Errorf("%q becomes %q, want %q", c.src, m, c.want)
		}
		if said := len(got.Remarks) > 0; said != (c.remark != "") || said && !strings.Contains(got.Remarks[0].What, c.remark) {
			t.Errorf("%q: the remarks are %+v", c.src, got.Remarks)
		}
	}
}

// TestTextSaid checks which words are said to be those of Markdown.
func TestTextSaid(t *testing.T) {
	got, err := Text([]byte("Ord.\n\n## Mål för stödet\n\nMer."))
	if err != nil || len(got.Remarks) != 1 || got.Remarks[0].Where != "## Mål för stödet" {
		t.Errorf("%v %+v", err, got.Remarks)
	}
}

// TestMarkdown reads what other programs write as Markdown.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ src, want, remark string }{
		{"# Titel\n\nText  \nrad", "<h1>Titel</h1><p>Text<br/> rad</p>", ""},
		{"- a\n  1. b\n", "<ul><li>a <ol><li>b</li></ol></li></ul>", ""},
		{"| A | B |\n| - | - |\n| 1 | 2 |", "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", ""},
		{"---\ntitel: Hej\n---\nText", "<p>Text</p>", "uppgifterna överst"},
		{"Text<script>x</script> <b>fet</b>", "<p>Text <strong>fet</strong></p>", ""},
		{"~~Borta~~ kvar", "<p>~~Borta~~ kvar</p>", ""},
		{"[a](javascript:x) b", `<p><a href="javascript:x">a</a> b</p>`, ""}, // which intake does not take
		{"Ett.[^1]\n\n[^1]: Not.", `<p>Ett.<sup data-footnote="1"></sup></p><section data-footnotes="1"><ol><li><p>Not.` + "\u00a0" + `</p></li></ol></section>`, ""},
	} {
		got, err := Markdown([]byte(c.src))
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if m := strings.ReplaceAll(markup(t, got.Body), "\n", ""); m != c.want {
			t.Errorf("%q becomes\n%s\nwant\n%s", c.src, m, c.want)
		}
		said := ""
		for _, r := range got.Remarks {
			said += r.What + "\n"
		}
		if !strings.Contains(said, c.remark) {
			t.Errorf("%q: the remarks are %q", c.src, said)
		}
	}
}

// TestNoText gives Text what is none.
func TestNoText(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", "tom"}, {"\ufeff \n", "tom"}, {"a\x00b", "ingen text"}, {strings.Repeat("a", MaxText+1), "1 MB"},
	} {
		if _, err := Text([]byte(c.src)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.9q: %v, want %q", c.src, err, c.want)
		}
	}
}
