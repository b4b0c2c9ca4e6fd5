package revision

import (
	"slices"
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

// TestNarrowedWarnings checks that a warning that fewer see since what it is in has another
// audience is told of as one.
func TestNarrowedWarnings(t *testing.T) {
	const box = "\n\n::: viktigt\nRing 112.\n:::\n"
	for name, c := range map[string]struct {
		before, after string
		want          bool
	}{
		"box":             {"### Råd" + box, "### Råd {Kommun}" + box, true},
		"box below":       {"### Råd\n\n#### Mer" + box, "### Råd {Kommun}\n\n#### Mer" + box, true},
		"box in a box":    {"### Råd\n\n::: faktaruta A\nOrd." + box + ":::\n", "### Råd {Kommun}\n\n::: faktaruta A\nOrd." + box + ":::\n", true},
		"audience gone":   {"### Råd {Kommun}" + box, "### Råd" + box, true},
		"other audience":  {"### Råd {Kommun}" + box, "### Råd {Region}" + box, true},
		"without warning": {"### Råd\n\nOrd.\n", "### Råd {Kommun}\n\nOrd.\n", false},
	} {
		tax := taxonomy(t)
		version := func(body string) map[string]string {
			return map[string]string{"kliniska-kunskapsstod/a.md": "---\ntitel: A\n---\n\n## A\n\n" + body}
		}
		r := Compare(makeSite(tax, version(c.before)), makeSite(tax, version(c.after)))
		found := false
		for _, text := range r.Texts {
			for _, change := range text.Changes {
				found = found || change.What == "målgrupp" && slices.Contains(change.Matters, Warning)
			}
		}
		if found != c.want {
			t.Errorf("%s: told of as a warning: %v", name, found)
		}
	}
}
