package sheet

import "testing"

// TestCell checks which cells get a mark, and that it can be undone.
func TestCell(t *testing.T) {
	for words, want := range map[string]string{
		"":           "",
		"=1+1":       "'=1+1",
		"+46":        "'+46",
		"-2 SD":      "'-2 SD",
		"@SUM":       "'@SUM",
		"\t=1":       "'\t=1",
		"\r=1":       "'\r=1",
		"'=1":        "''=1",
		"''=1":       "'''=1",
		"'ja'":       "'ja'",
		"−2 SD":      "−2 SD",
		"ja = nej":   "ja = nej",
		"5 mg":       "5 mg",
		"a; \"b\" c": "a; \"b\" c",
	} {
		got := Cell(words)
		if got != want || Written(got) != words {
			t.Errorf("%q: %q and back %q, want %q", words, got, Written(got), want)
		}
	}
}
