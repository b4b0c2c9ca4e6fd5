package main

import (
	"testing"

	"provtryck/generator/problem"
)

// TestEditorLink checks which addresses open a place in the texts, and which are refused.
func TestEditorLink(t *testing.T) {
	for _, c := range []struct{ word, file, want string }{
		{"vscode", "/hem/å b/a.md", "vscode://file/hem/%C3%A5%20b/a.md:7:15"},
		{"idea", "/hem/a.md", "idea://open?file=/hem/a.md&line=7&column=15"},
		{"inget", "/hem/a.md", ""},
		{"emacs://open?url={fil}&rad={rad}", "/hem/a.md", "emacs://open?url=/hem/a.md&rad=7"},
	} {
		var e editorLink
		if err := e.Set(c.word); err != nil {
			t.Errorf("%s: %v", c.word, err)
		}
		if got := e.address(c.file, 7, 15); got != c.want {
			t.Errorf("%s: %s, want %s", c.word, got, c.want)
		}
	}
	for _, word := range []string{"", "notepad", "javascript:alert({fil})", "data:{fil}", "vscode://file",
		"x://{fil} \"", "x://<{fil}>", "//{fil}"} {
		var e editorLink
		if err := e.Set(word); err == nil {
			t.Errorf("%q is taken", word)
		}
	}
}

// TestSourceLink checks where others can read the texts, and what is refused.
func TestSourceLink(t *testing.T) {
	var s sourceLink
	if err := s.Set("https://exempel.se/blob/main/{fil}#L{rad}"); err != nil {
		t.Fatal(err)
	}
	address := s.addresses(func(name string) string { return "content/" + name })
	if got := address(problem.Pos{File: "å b/a?.md",
		Line: 7}); got != "https://exempel.se/blob/main/content/%C3%A5%20b/a%3F.md#L7" {
		t.Error(got)
	}
	if none := new(sourceLink).addresses(nil); none != nil {
		t.Error("no address gives addresses")
	}
	for _, form := range []string{"", "https://exempel.se/", "vscode://file{fil}",
		"https://namn:losen@exempel.se/{fil}", "javascript:{fil}", "https://exempel.se/{fil} \"",
		"//exempel.se/{fil}"} {
		if err := s.Set(form); err == nil {
			t.Errorf("%q is taken", form)
		}
	}
}
