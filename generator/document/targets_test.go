package document

import (
	"strings"
	"testing"
)

// TestMeantTags checks the hints for tags that are written with something else than
// commas between them, in the front matter and in a heading.
func TestMeantTags(t *testing.T) {
	tax := taxonomy(t)
	for _, c := range []struct{ front, heading, hint string }{
		{"målgrupp: Region och Kommun\n", "", "skriv [Region, Kommun]"},
		{"målgrupp: Region, Kommun\n", "", "skriv [Region, Kommun]"},
		{"målgrupp: (Region)\n", "", "skriv [Region]"},
		{"målgrupp: {Region}\n", "", "skriv [Region]"},
		{"målgrupp: {Region, Kommun}\n", "", "skriv [Region, Kommun]"},
		{"målgrupp:\n  Region:\n", "", "skriv [Region]"},
		{"målgrupp:\n  huvudman: Region/Kommun\n", "", "skriv [Region, Kommun]"},
		{"målgrupp: [Region och Kommun]\n", "", "skilj åt med komma: Region, Kommun"},
		{"", "{Primärvård och Elevhälsa}", "skilj åt med komma: Primärvård, Elevhälsa"},
		{"", "{Primärvård/Elevhälsa}", "skilj åt med komma: Primärvård, Elevhälsa"},
		{"", "{Region, Primärvård & Elevhälsa}", "skilj åt med komma: Primärvård, Elevhälsa"},
		{"", "{(Region)}", "skriv Region"},
		{"målgrupp: [Region, Kommun]\n", "{Primärvård, Elevhälsa}", ""},
		{"målgrupp: Region\n", "{Kommun}", ""},
		{"målgrupp:\n  huvudman: Region\n", "", ""},
	} {
		src := "---\ntitel: A\n" + c.front + "---\n\n## Stöd " + c.heading + "\n\nText.\n"
		var hints []string
		for _, p := range Parse("a.md", []byte(src), Options{Taxonomy: tax}).Problems {
			hints = append(hints, p.Hint)
		}
		if got := strings.Join(hints, "; "); got != c.hint {
			t.Errorf("%q, %q: %q, want %q", c.front, c.heading, got, c.hint)
		}
	}
}
