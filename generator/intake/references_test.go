package intake

import (
	"strings"
	"testing"
)

// TestReferences makes footnotes of references to sources, together with footnotes that are there: a reference and
// a footnote never come to the same number. Where it is not certain all stays, and why is said.
func TestReferences(t *testing.T) {
	const (
		a       = `<sup><a href="#na" role="doc-noteref">1</a></sup>`
		b       = `<sup><a href="#nb" role="doc-noteref">2</a></sup>`
		noteA   = `<ol><li id="na">Not a.</li></ol>`
		notes   = `<ol><li id="na">Not a.</li><li id="nb">Not b.</li></ol>`
		sources = `<h2>Referenser</h2><ol><li>Källa ett.</li><li>Källa två.</li></ol>`
		listed  = "## Referenser\n\n1. Källa ett.\n2. Källa två."
	)
	for _, c := range []struct{ name, html, want, said string }{
		{"no footnotes", "<h2>Syfte</h2><p>Ett [1]. Två [2].</p>" + sources,
			"## Syfte\n\nEtt[^1]. Två[^2].\n\n## Referenser\n\n[^1]: Källa ett.\n\n[^2]: Källa två.", "2 källor i den numrerade listan är fotnoter."},
		{"a footnote first", "<h2>Syfte</h2><p>Före" + a + ". Ett [1]. Två [2].</p>" + sources + noteA,
			"## Syfte\n\nFöre[^1]. Ett[^2]. Två[^3].\n\n## Referenser\n\n[^1]: Not a.\n\n[^2]: Källa ett.\n\n[^3]: Källa två.", "tillsammans med fotnoterna"},
		{"a footnote last", "<h2>Syfte</h2><p>Ett [1]. Två [2]. Efter" + a + ".</p>" + sources + noteA,
			"## Syfte\n\nEtt[^1]. Två[^2]. Efter[^3].\n\n## Referenser\n\n[^1]: Källa ett.\n\n[^2]: Källa två.\n\n[^3]: Not a.", "tillsammans"},
		{"footnotes between, and a source twice", "<h2>Syfte</h2><p>Två [2]. Mellan" + a + ". Båda [1, 2]. Efter" + b + ".</p>" + sources + notes,
			"## Syfte\n\nTvå[^1]. Mellan[^2]. Båda[^3][^1]. Efter[^4].\n\n## Referenser\n\n[^1]: Källa två.\n\n[^2]: Not a.\n\n[^3]: Källa ett.\n\n[^4]: Not b.", "i den ordning de står"},
		{"sections that change places", "<h2>Genomförande</h2><p>Ett [1]" + a + ".</p><h2>Syfte</h2><p>Två [2].</p>" + sources + noteA,
			"## Syfte\n\nTvå[^1].\n\n## Genomförande\n\nEtt[^2][^3].\n\n## Referenser\n\n[^1]: Källa två.\n\n[^2]: Källa ett.\n\n[^3]: Not a.", "tillsammans"},
		{"a source that is not there", "<h2>Syfte</h2><p>Ett" + a + " [1, 3]. Två [2].</p>" + sources + noteA,
			"## Syfte\n\nEtt[^1] [1, 3]. Två [2].\n\n" + listed + "\n\n[^1]: Not a.", "Siffror inom hakparentes kan vara hänvisningar till listan med källor, men är inte gjorda till fotnoter: listan har ingen källa 3;"},
		{"a source that nothing refers to", "<h2>Syfte</h2><p>Ett (1).</p>" + sources,
			"## Syfte\n\nEtt (1).\n\n" + listed, "Siffror inom parentes kan vara hänvisningar till listan med källor, men är inte gjorda till fotnoter: ingen hänvisar till källa 2;"},
		{"a reference in a footnote", "<h2>Syfte</h2><p>Ett" + a + " [1]. Två [2].</p>" + sources + `<ol><li id="na">Se [2].</li></ol>`,
			"## Syfte\n\nEtt[^1] [1]. Två [2].\n\n" + listed + "\n\n[^1]: Se [2].", "[2] står i en fotnot"},
		{"a footnote mentioned by its number", "<h2>Syfte</h2><p>Ett [1]. Två" + a + " [2]. Se fotnot 1.</p>" + sources + noteA,
			"## Syfte\n\nEtt [1]. Två[^1] [2]. Se fotnot 1.\n\n" + listed + "\n\n[^1]: Not a.", "texten nämner ”fotnot 1”"},
		{"a reference in a heading", "<h2>Syfte</h2><h3>Ett [1]</h3><p>Ett [1]. Två [2].</p>" + sources,
			"## Syfte\n\n### Ett [1]\n\nEtt [1]. Två [2].\n\n" + listed, "[1] står i en rubrik"},
		{"words after the list", "<h2>Syfte</h2><p>Ett [1]. Två [2].</p>" + sources + "<p>Dela sidan.</p>",
			"## Syfte\n\nEtt [1]. Två [2].\n\n" + listed + "\n\nDela sidan.", "inte gjorda till fotnoter: under rubriken står mer än listan; skriv dem"},
		{"words before the list", "<h2>Syfte</h2><p>Ett (1). Två (2).</p><h2>Källor</h2><p>Sökt i maj.</p><ol><li>Källa ett.</li><li>Källa två.</li></ol>",
			"", "under rubriken står mer än listan"},
		{"a reference in a link", `<h2>Syfte</h2><p>Ett <a href="https://a.se/">[1]</a>. Två [2].</p>` + sources,
			"", "[1] står i en länk"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := madeOf(t, c.html, sampleOptions(t))
			if got := strings.TrimSpace(d.Body); c.want != "" && got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if !has(d, c.said) {
				t.Errorf("%q is not said: %v", c.said, d.Remarks)
			}
		})
	}
}
