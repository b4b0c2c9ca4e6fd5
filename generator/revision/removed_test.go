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

// TestUnanswered checks which former addresses of a text that has been removed lead nowhere.
func TestUnanswered(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"none", "", "", ""},
		{"both kinds", "ersätter: [https://www.vardochinsats.se/a/]\ntidigare: [/kliniska-kunskapsstod/x/]\n", "",
			"https://www.vardochinsats.se/a/ /kliniska-kunskapsstod/x/"},
		{"taken over", "ersätter: [https://www.vardochinsats.se/a/]\ntidigare: [/kliniska-kunskapsstod/x/]\n",
			"tidigare: [/kliniska-kunskapsstod/x]\n", "https://www.vardochinsats.se/a/"},
		{"written otherwise", "ersätter: [https://www.vardochinsats.se/a]\n", "ersätter: [https://www.vardochinsats.se/a/]\n", ""},
		{"a text is there", "tidigare: [/kliniska-kunskapsstod/b/]\n", "", ""},
	} {
		tax := taxonomy(t)
		other := "---\ntitel: B\n" + c.after + "---\n\nHelt andra ord om stöd i hemmet.\n"
		r := Compare(makeSite(tax, map[string]string{
			"kliniska-kunskapsstod/a.md": "---\ntitel: A\n" + c.before + "---\n\nRing 112.\n", "kliniska-kunskapsstod/b.md": other,
		}), makeSite(tax, map[string]string{"kliniska-kunskapsstod/b.md": other}))
		removals := r.Removals()
		if len(removals) != 1 {
			t.Fatalf("%s: %d removals", c.name, len(removals))
		}
		if got := strings.Join(removals[0].Unanswered, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
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

// TestMovedFiles checks which texts have certainly moved to another file.
func TestMovedFiles(t *testing.T) {
	const words = "Läkaren går igenom vad som har prövats, frågar om sömn och mat, och bestämmer tillsammans med patienten när nästa besök ska vara."
	text := func(title, body string) string { return "---\ntitel: " + title + "\n---\n\n## Råd\n\n" + body + "\n" }
	const a, b, c = "kliniska-kunskapsstod/a.md", "kliniska-kunskapsstod/b.md", "kliniska-kunskapsstod/c.md"
	for name, v := range map[string]struct {
		before, after map[string]string
		want          string
	}{
		"renamed":           {map[string]string{a: text("A", words)}, map[string]string{b: text("A", words)}, b},
		"other front":       {map[string]string{a: text("A", words)}, map[string]string{b: strings.Replace(text("A", words), "---\n\n", "nag: B\n---\n\n", 1)}, b},
		"still there":       {map[string]string{a: text("A", words)}, map[string]string{a: text("A", words), b: text("A", words)}, ""},
		"replaced":          {map[string]string{a: text("A", words)}, map[string]string{a: text("A", "Nytt."), b: text("A", words)}, ""},
		"other words":       {map[string]string{a: text("A", words)}, map[string]string{b: text("A", words+" Inte.")}, ""},
		"other title":       {map[string]string{a: text("A", words)}, map[string]string{b: text("B", words)}, ""},
		"other heading":     {map[string]string{a: text("A", words)}, map[string]string{b: strings.Replace(text("A", words), "Råd", "Barn", 1)}, ""},
		"was there already": {map[string]string{a: text("A", words), b: text("A", words)}, map[string]string{b: text("A", words)}, ""},
		"twice":             {map[string]string{a: text("A", words)}, map[string]string{b: text("A", words), c: text("A", words)}, ""},
		"a template":        {map[string]string{a: text("A", "TODO")}, map[string]string{b: text("A", "TODO")}, ""},
	} {
		tax := taxonomy(t)
		if got := Moved(makeSite(tax, v.before), makeSite(tax, v.after))[a]; got != v.want {
			t.Errorf("%s: moved to %q, want %q", name, got, v.want)
		}
	}
}
