package source

import (
	"strings"
	"testing"
)

// TestMarkdownKept reads Markdown in which something was once lost: notes and addresses that nothing
// refers to, and text between rules.
func TestMarkdownKept(t *testing.T) {
	const lonely = "gissat: en fotnot som inget hänvisar till är vanlig text sist i texten"
	const comment = "borta: en kommentar som inte syns i texten togs inte med: "
	const fact = "borta: uppgifterna överst i filen togs inte med: "
	for _, c := range []struct{ src, want string }{
		{"Text.\n\n[^1]: Viktig not.\n", "<p>Text.</p>\n<p>Viktig not.</p>\n" + lonely + " [Viktig not.]"},
		{"[^1]: Viktig not.\n\nText.\n", "<p>Text.</p>\n<p>Viktig not.</p>\n" + lonely + " [Viktig not.]"},
		{"Text.\n\n[^a]: En.\n\n    Två.\n[^b]: Tre.\n", "<p>Text.</p>\n<p>En.</p>\n<p>Två.</p>\n<p>Tre.</p>\n" + lonely + " [En. Två.]\n" + lonely + " [Tre.]"},
		{"Text[^1].\n\n[^1]: Ett.\n[^2]: *Viktig* not.\n", "<p>Text<sup data-footnote=\"1\"></sup>.</p>\n<p><em>Viktig</em> not.</p>\n<section data-footnotes=\"1\"><ol><li><p>Ett.\u00a0</p></li></ol></section>\n" + lonely + " [Viktig not.]"},
		{"Text.\n\n> [^1]: Not i citat.\n", "<p>Text.</p>\n<blockquote></blockquote>\n<p>Not i citat.</p>\n" + lonely + " [Not i citat.]"},
		{"Text.\n\n[a]: https://a.se \"5 mg\"\n", "<p>Text.</p>\nborta: en adress som ingen länk använder togs inte med: [a]: https://a.se 5 mg [[a]: https://a.se 5 mg]"},
		{"[Text][a].\n\n[a]: https://a.se \"5 mg\"\n", "<p><a href=\"https://a.se\">Text</a>.</p>"},

		{"Text.\n\n<!-- Fråga\nEva -->\n", "<p>Text.</p>\n" + comment + "Fråga Eva [Fråga Eva]"},
		{"Text <!-- kolla --> mer.", "<p>Text  mer.</p>\n" + comment + "kolla [kolla]"},
		{"- a\n\n  <!-- i lista -->\n", "<ul><li><p>a</p></li></ul>\n" + comment + "i lista [i lista]"},
		{"Text.\n\n<!-- utan slut", "<p>Text.</p>\n" +
			"borta: det som står efter början av en kommentar (<!--) utan slut togs inte med; ta bort <!-- ur filen om det ska vara med [utan slut]"},
		{"Text.<!-- --> `<!-- kod -->`", "<p>Text. &lt;!-- kod --&gt;</p>"},

		{"---\n\nLång text.\n\n---\n\n# Rubrik\n", "title: Rubrik\n<p>Lång text.</p>\n<h1>Rubrik</h1>"},
		{"---\nLång text: den\ngår vidare\n---\n\nMer.", "<h2>Lång text: den går vidare</h2>\n<p>Mer.</p>"},
		{"---\n# Rubrik\n\n---\n", "title: Rubrik\n<h1>Rubrik</h1>"},
		{"---\n- punkt\n---\n", "<ul><li>punkt</li></ul>"},
		{"---\n---\nMer.", "<p>Mer.</p>"},
		{"---\ntitel: Hej\n\nText.\n", "<p>titel: Hej</p>\n<p>Text.</p>"},
		{"---\ntitel: Hej\nmålgrupp:\n- a\n  - b\n# kommentar\nsammanfattning: >\n  Ge 5 mg,\n  inte 50.\n---\nMer.", "<p>Mer.</p>\n" + fact + "titel: Hej [titel: Hej]\n" + fact + "målgrupp: - a - b [målgrupp: - a - b]\n" + fact + "# kommentar [# kommentar]\n" + fact + "sammanfattning: > Ge 5 mg, inte 50. [sammanfattning: > Ge 5 mg, inte 50.]"},
		{"---\ntitel: Hej\n...\nMer.", "<p>Mer.</p>\n" + fact + "titel: Hej [titel: Hej]"},
	} {
		in, err := Markdown([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(t, in); got != c.want+"\n" {
			t.Errorf("%q\ngot\n%swant\n%s", c.src, got, c.want)
		}
	}
}

// TestMarkdownTooMuch refuses Markdown that would take very long to read, or very much memory, and says where that is.
func TestMarkdownTooMuch(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"lists within each other", "Först.\n\n" + strings.Repeat("- ", 50_000) + "a", "vid ”- - - "},
		{"quotations within each other", strings.Repeat("> ", 50_000) + "a", "vid ”> > > "},
		{"brackets", "Först.\n\n" + strings.Repeat("[", 200_000) + "a", "vid ”[[["},
		{"emphasis", strings.Repeat("*a_", 200_000), "vid ”*a_*a_"},
		{"a wide table of short rows", strings.Repeat("a|", 5000) + "\n" + strings.Repeat("-|", 5000) + "\n" + strings.Repeat("b|b\n", 2000), "rutor; ta bort kolumner"},
		{"addresses", strings.Repeat("[a]: /x\n\n", 1000), "länkdefinitioner; skriv länkarna i texten"},
		{"notes", strings.Repeat("[^a]: x\n\n", 1000), "vid ”[^a]: x”"},
		{"words above them", "---\ntitel: a\n---\n" + strings.Repeat("*a_", 200_000), "vid ”*a_*a_"},
	} {
		in, err := Markdown([]byte(c.src))
		if err == nil || !strings.Contains(err.Error(), c.want) || in.Body != nil {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	const start, end = "Ett ![bild](data:image/png;base64,", ") två."
	if in, err := Markdown([]byte(start + strings.Repeat("iVBORw0K", 20_000) + end)); err != nil || words(in.Body) != "Ett två." {
		t.Errorf("a picture in an address: %v, %.80q", err, words(in.Body))
	}
}
