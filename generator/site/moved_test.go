package site

import (
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// TestOwnLinks checks the links of a text that has certainly moved, which were right where it was: to texts
// that stay, that have moved too and that remember an address, with and without endings, and to pictures.
// Those that lead somewhere from its new place are left, as are those that led nowhere.
func TestOwnLinks(t *testing.T) {
	const was, is = "kliniska-kunskapsstod/a.md", "vard-och-insatsprogram/adhd/01-om/ny.md"
	for link, want := range map[string]string{
		"[b](b.md)":                              "../../../kliniska-kunskapsstod/b.md",
		"[b](./b)":                               "../../../kliniska-kunskapsstod/b.md",
		"[b](b.md#syfte)":                        "../../../kliniska-kunskapsstod/b.md#syfte",
		"[b](../kliniska-kunskapsstod/b)":        "../../../kliniska-kunskapsstod/b.md",
		"[c](c.md)":                              "c-ny.md",
		"[d](d.md)":                              "../../../kliniska-kunskapsstod/minns.md",
		"[adhd](../vard-och-insatsprogram/adhd)": "../index.md",
		"![Steg](../bilder/steg.svg)":            "../../../bilder/steg.svg",
		"[b](b.md#finns-inte)":                   "",
		"[b](../b.md)":                           "",
		"[här](index.md)":                        "",
		"[ute](../../b.md)":                      "",
		"![Steg](../bilder/borta.svg)":           "",
		"[b](/kliniska-kunskapsstod/borta/)":     "",
	} {
		src := project(t)
		src.Moved = map[string]string{was: is, "kliniska-kunskapsstod/c.md": "vard-och-insatsprogram/adhd/01-om/c-ny.md"}
		for _, f := range [][2]string{
			{"kliniska-kunskapsstod/b.md", "---\ntitel: B\n---\n\n## Syfte\n"},
			{"kliniska-kunskapsstod/minns.md", "---\ntitel: D\ntidigare: [/kliniska-kunskapsstod/d/]\n---\n"},
			{"vard-och-insatsprogram/adhd/01-om/c-ny.md", "---\ntitel: C\n---\n"},
			{"vard-och-insatsprogram/adhd/01-om/index.md", "---\ntitel: Om\n---\n"},
			{is, "---\ntitel: A\n---\n\nSe " + link + ".\n"},
			{"vard-och-insatsprogram/adhd/index.md", "---\ntitel: Adhd\n---\n"},
		} {
			src.Documents = append(src.Documents, document.Parse(f[0], []byte(f[1]), document.Options{Taxonomy: src.Taxonomy}))
		}
		got := ""
		for _, p := range New(src).Problems {
			if p.Pos.File == is && p.Fix != (problem.Fix{}) {
				got += p.Fix.New
			}
		}
		if want != "" {
			want = "](" + want + ")"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}
