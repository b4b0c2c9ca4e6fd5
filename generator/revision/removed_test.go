package revision

import (
	"strings"
	"testing"
)

// TestRemovals checks what is said to be lost with a text that has been removed: its
// warnings, and what everyone saw.
func TestRemovals(t *testing.T) {
	for body, want := range map[string]string{
		"Ord.\n\n::: viktigt Fara\nRing 112.\n:::\n":                                    "Fara: Ring 112.",
		"::: faktaruta Hej\nOrd.\n\n:::: viktigt\nRing 112.\n::::\n:::\n":               "Ring 112.",
		"## Risk {alltid}\n\nRing 112 genast.\n":                                        "Risk: Ring 112 genast. always",
		"## A\n\n### Risk {alltid}\n\nRing 112.\n\n### B\n\n::: viktigt\nVänta.\n:::\n": "Risk: Ring 112.; Vänta. always",
		"## A\n\n::: målgrupp alltid\nVänta inte.\n:::\n":                               "Vänta inte. always",
		"## A {Kommun}\n\n::: målgrupp Region\n:::: viktigt\nRing.\n::::\n:::\n":        "Ring.",
		"## A\n\nInget särskilt.\n\n::: faktaruta Ord\nMer.\n:::\n":                     "",
	} {
		tax := taxonomy(t)
		before := makeSite(tax, map[string]string{"kliniska-kunskapsstod/a.md": "---\ntitel: A\n---\n\n" + body})
		r := Compare(before, makeSite(tax, nil))
		removals := r.Removals()
		if len(removals) != 1 {
			t.Fatalf("%q: %d removals", body, len(removals))
		}
		got := strings.Join(removals[0].Warnings, "; ")
		if removals[0].Always {
			got += " always"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}
