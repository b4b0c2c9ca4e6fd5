package intake

import (
	"strings"
	"testing"

	"provtryck/generator/source"
)

// TestPlain finds titles and headings in words that came without form, and says that it has guessed.
func TestPlain(t *testing.T) {
	const title, heading = "den första raden är titeln", "raden för sig själv är en rubrik"
	for _, c := range []struct{ name, src, title, body, said string }{
		{"title", "Stöd i hemmet\n\nEtt stycke.\n\nEtt till.", "Stöd i hemmet", "Ett stycke.\n\nEtt till.\n", title},
		{"title above a heading", "Stöd i hemmet\n\nSyfte\n\nEtt stycke.", "Stöd i hemmet", "## Syfte\n\nEtt stycke.\n", title + ";" + heading},
		{"title below empty lines", "\n\nStöd i hemmet\n\nEtt stycke.", "Stöd i hemmet", "Ett stycke.\n", title},
		{"a full stop", "Ring först.\n\nEtt stycke.", "", "Ring först.\n\nEtt stycke.\n", ""},
		{"no empty line after", "Stöd i hemmet\nEtt stycke.", "", "Stöd i hemmet\\\nEtt stycke.\n", ""},
		{"too long", strings.Repeat("lång ", 20) + "\n\nEtt stycke.", "", strings.TrimSpace(strings.Repeat("lång ", 20)) + "\n\nEtt stycke.\n", ""},
		{"nothing below", "Stöd i hemmet", "", "Stöd i hemmet\n", ""},
		{"only short lines", "Mjölk\n\nBröd\n\nÄgg", "", "Mjölk\n\nBröd\n\nÄgg\n", ""},
		{"a bullet", "• Ring\n\nEtt stycke.", "", "- Ring\n\nEtt stycke.\n", ""},
		{"a question", "Hur mår du?\n\nEtt stycke.", "", "Hur mår du?\n\nEtt stycke.\n", ""},
		{"a label", "Kom ihåg:\n\nEtt stycke.", "", "Kom ihåg:\n\nEtt stycke.\n", ""},
		{"headings of the blueprint", "Syfte\n\nEtt.\n\nGenomförande\n\nTvå.", "", "## Syfte\n\nEtt.\n\n## Genomförande\n\nTvå.\n", heading},
		{"an old heading", "Mål\n\nEtt.", "", "## Syfte\n\nEtt.\n", heading + ";Rubriken är Syfte"},
		{"a heading without empty lines", "Ett.\nArbetssätt\nTvå.\nTre.", "", "Ett.\n\n## Genomförande\n\nTvå.\\\nTre.\n", heading},
		{"a heading with number and colon", "Ett.\n\n2. SYFTE:\n\nTvå.", "", "Ett.\n\n## Syfte\n\nTvå.\n", heading},
		{"a list of contents", "Ett.\n\nSyfte\nGenomförande\n\nTvå.", "", "Ett.\n\nSyfte\\\nGenomförande\n\nTvå.\n", ""},
		{"a heading in a sentence", "Ett.\n\nSyfte är att hjälpa.", "", "Ett.\n\nSyfte är att hjälpa.\n", ""},
		{"a fact first", "Version: 2\n\nStöd i hemmet\n\nEtt stycke.", "Stöd i hemmet", "Ett stycke.\n", title},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := source.Text([]byte(c.src))
			if err != nil {
				t.Fatal(err)
			}
			d := Make(in, sampleOptions(t))
			if d.Title != c.title || d.Body != c.body {
				t.Errorf("got %q and\n%s\nwant %q and\n%s", d.Title, d.Body, c.title, c.body)
			}
			for _, want := range strings.Split(c.said, ";") {
				if !has(d, strings.TrimPrefix(strings.TrimPrefix(want, "d"), "r")) {
					t.Errorf("%q is not said: %v", want, d.Remarks)
				}
			}
			if c.said == "" && (has(d, title[1:]) || has(d, heading[1:])) {
				t.Errorf("a guess is said: %v", d.Remarks)
			}
			if len(d.Lost) > 0 {
				t.Errorf("not shown: %q", d.Lost)
			}
		})
	}
}

// TestPlainPart leaves the lines of what is put into a text.
func TestPlainPart(t *testing.T) {
	in, err := source.Text([]byte("Stöd i hemmet\n\nSyfte\n\nEtt stycke."))
	if err != nil {
		t.Fatal(err)
	}
	if d := Make(in, Options{Part: true}); d.Body != "Stöd i hemmet\n\nSyfte\n\nEtt stycke.\n" || len(d.Remarks) > 0 {
		t.Errorf("got %v and\n%s", d.Remarks, d.Body)
	}
}
