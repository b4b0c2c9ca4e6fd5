package main

import (
	"strings"
	"testing"
)

// TestAsked checks that a title becomes YAML as it was typed, and that no title is made up.
func TestAsked(t *testing.T) {
	for typed, want := range map[string]string{
		"Krisplan\n":         `"Krisplan"`,
		"  Stöd: \"nu\"\r\n": `"Stöd: \"nu\""`,
		"Utan radslut":       `"Utan radslut"`,
		"\n":                 "Senare", "": "Senare", " \t\n": "Senare", "\xe5\n": "Senare",
	} {
		var said strings.Builder
		if got := asked(strings.NewReader(typed), &said, "Senare"); got != want || said.String() != "Titel: " {
			t.Errorf("%q: %s, want %s; says %q", typed, got, want, said.String())
		}
	}
}
