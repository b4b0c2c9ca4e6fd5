package main

import (
	"os"
	"path/filepath"
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

// TestAgreedTemporary checks that a person is warned of a folder that will be emptied: where Windows runs a program
// that is in a zip file which has not been unpacked.
func TestAgreedTemporary(t *testing.T) {
	top := t.TempDir()
	for _, name := range []string{"tillfälligt/Temp1_provtryck.zip/Provtryck", "tillfälligt-inte", "projekt"} {
		if err := os.MkdirAll(filepath.Join(top, filepath.FromSlash(name)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, variable := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(variable, filepath.Join(top, "tillfälligt"))
	}
	if err := os.Symlink("tillfälligt", filepath.Join(top, "länk")); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]bool{
		"tillfälligt": true, "tillfälligt/Temp1_provtryck.zip/Provtryck": true, "länk/Temp1_provtryck.zip": true,
		"tillfälligt-inte": false, "projekt": false, ".": false,
	} {
		t.Chdir(filepath.Join(top, filepath.FromSlash(name)))
		var said strings.Builder
		agreed(strings.NewReader("n"), &said)
		if got := strings.Contains(said.String(), "packa upp den först"); got != want {
			t.Errorf("%s: %q", name, said.String())
		}
	}
}
