package main

import (
	"strings"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/kit"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// TestStart checks that what a new project begins with has a text of each blueprint, and no finding.
func TestStart(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := kit.Make("."); err != nil {
		t.Fatal(err)
	}
	s, err := versions.Folder{Dir: "content", Today: func() string { return "2026-11-29" }, Rules: catalogue()}.SiteOf(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems {
		t.Error(p)
	}
	has := map[string]bool{}
	for _, a := range s.Articles {
		has[a.Kind] = true
		if a.MadeUp || !a.Doc.Front.Sample {
			t.Errorf("%s is no example", a.Doc.Name)
		}
	}
	for _, id := range site.BlueprintIDs {
		if !has[id] {
			t.Errorf("there is no %s", id)
		}
	}
	if _, err := content.Open("annat"); !strings.Contains(err.Error(), "provtryck starta") {
		t.Errorf("nothing is said of how to begin: %v", err)
	}
}

func TestAgreed(t *testing.T) {
	for answer, want := range map[string]bool{
		"j\n": true, "J\r\n": true, "ja\n": true, " Ja \n": true, "j": true,
		"n\n": false, "\n": false, "": false, "nej\n": false, "jag vet inte\n": false, "y\n": false,
	} {
		var said strings.Builder
		if got := agreed(strings.NewReader(answer), &said); got != want {
			t.Errorf("%q: %t", answer, got)
		}
		if !strings.Contains(said.String(), "(j/n)") {
			t.Errorf("asked %q", said.String())
		}
	}
}
