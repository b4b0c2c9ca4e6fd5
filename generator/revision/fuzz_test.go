package revision

import (
	"slices"
	"testing"
)

// FuzzCompare compares any text with any other: nothing panics, and with all
// changes accepted the later text is shown.
func FuzzCompare(f *testing.F) {
	all := taxonomy(f)
	for _, seed := range [][2]string{
		{"## A\n\nEn text.", "## A\n\nEn annan text om 5 mg."},
		{"##\n\nText", "##\n\nText två"},
		{"- a\n- b\n\n  c", "1. a\n2. b"},
		{"| a | b |\n| - | - |\n| 1 | 2 |", "| a |\n| - |\n| 1 |"},
		{"::: viktigt A\nb\n:::\n\n::: målgrupp Kommun\nc\n:::", "::: faktaruta A\nb\n:::\n\n::: målgrupp Region\nc\n:::"},
		{"a[^1] **b *c*** [d](e.md) ![f](g.png)\n\n[^1]: h", "a[^2] *b **c*** [d](https://e.se)\n\n[^2]: i"},
		{"```\na\n```\n\n> b\n\n---", "    a\n\n> > b\n\n***"},
		{"## A {alltid}\n\n(prioritet 3)\n\n### B {Kommun}", "### B {Region}\n\n(icke-göra) [x]{en}\n\n## A"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, old, now string) {
		const front = "---\ntitel: Text\n---\n\n"
		before := makeSite(all, map[string]string{"a.md": front + old})
		after := makeSite(all, map[string]string{"a.md": front + now})
		r := Compare(before, after)
		if len(r.Texts) != 1 {
			return
		}
		if got, want := flat(r.Texts[0].Merged, accept), flat(after.Articles[0], plain); !slices.Equal(got, want) {
			t.Errorf("accepted\n%q\nnew\n%q", got, want)
		}
	})
}
