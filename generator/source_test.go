package main

import "testing"

// TestEditorLink holds what opens a place in the texts, and what is refused.
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
	for _, word := range []string{"", "notepad", "javascript:alert({fil})", "data:{fil}", "vscode://file", "x://{fil} \"", "x://<{fil}>", "//{fil}"} {
		var e editorLink
		if err := e.Set(word); err == nil {
			t.Errorf("%q is taken", word)
		}
	}
}
