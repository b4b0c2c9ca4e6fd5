package intake

import (
	"strings"
	"testing"

	"provtryck/generator/source"
)

// TestAudiences writes for whom sections of a page of our own are, where the names are known here.
func TestAudiences(t *testing.T) {
	for _, c := range []struct{ name, tags, want, said string }{
		{"one", `<span class="tag">Kurator</span>`, "## Syfte {Kurator}\n\nOrd.", ""},
		{"two", `<span class="tag">Primärvård</span> <span class="tag">Kurator</span>`, "## Syfte {Primärvård, Kurator}\n\nOrd.", ""},
		{"a name with a comma", `<span class="tag">Specialistvård, öppen</span>`, "## Syfte {oppen}\n\nOrd.", ""},
		{"all", `<span class="tag">alla, alltid</span>`, "## Syfte {alltid}\n\nOrd.", ""},
		{"one that is unknown", `<span class="tag">Kurator</span> <span class="tag">Hemtjänst</span>`, "## Syfte\n\nFör Kurator, Hemtjänst\n\nOrd.", "Avsnittet var för Kurator, Hemtjänst"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := source.HTML([]byte(`<article><div class="article__body"><section class="section" id="sec-a"><h2>Mål</h2><p class="section__audience">För `+c.tags+`</p><p>Ord.</p></section></div></article>`), nil)
			if err != nil {
				t.Fatal(err)
			}
			d := Make(in, sampleOptions(t))
			if got := strings.TrimSpace(d.Body); got != c.want || !has(d, c.said) {
				t.Errorf("got\n%s\n%v", got, d.Remarks)
			}
		})
	}
}

// TestAudiencesApart keeps sections apart that are for different readers, so that none is hidden with another.
func TestAudiencesApart(t *testing.T) {
	const (
		all  = `<section class="section" id="sec-a"><h2>Syfte</h2><p>Alla.</p></section>`
		some = `<section class="section" id="sec-b"><h2>Syfte</h2><p class="section__audience">För <span class="tag">Kurator</span></p><p>Några.</p></section>`
		old  = `<section class="section" id="sec-c"><h2>Mål</h2><p>Gamla.</p></section>`
	)
	for _, c := range []struct{ sections, want string }{
		{all + some, "## Syfte\n\nAlla.\n\n## Syfte {Kurator}\n\nNågra.\n"},
		{some + all, "## Syfte {Kurator}\n\nNågra.\n\n## Syfte\n\nAlla.\n"},
		{some + old, "## Syfte {Kurator}\n\nNågra.\n\n## Syfte\n\n### Mål\n\nGamla.\n"},
		{all + old, "## Syfte\n\nAlla.\n\n### Mål\n\nGamla.\n"},
		{some + some, "## Syfte {Kurator}\n\nNågra.\n\nNågra.\n"},
	} {
		in, err := source.HTML([]byte(`<article><div class="article__body">`+c.sections+`</div></article>`), nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := Make(in, sampleOptions(t)); d.Body != c.want {
			t.Errorf("got\n%s\nwant\n%s", d.Body, c.want)
		}
	}
}
