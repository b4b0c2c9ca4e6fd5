package revision

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestContextIsShort changes a word among signs, and beside a word without end: what
// is shown around it is short all the same.
func TestContextIsShort(t *testing.T) {
	all := taxonomy(t)
	for _, around := range []string{strings.Repeat("!", 9000), strings.Repeat("a", 9000)} {
		text := func(word string) string {
			return "---\ntitel: A\n---\n" + around + " " + word + " " + around[:5000] + "\n"
		}
		before, after := map[string]string{"a.md": text("ett")}, map[string]string{"a.md": text("två")}
		texts := Compare(makeSite(all, before), makeSite(all, after)).Texts
		if len(texts) != 1 || len(texts[0].Changes) != 1 {
			t.Fatalf("%d texts", len(texts))
		}
		c := texts[0].Changes[0]
		for _, shown := range []string{c.Left, c.Right} {
			if n := utf8.RuneCountInString(shown); n > maxExcerpt+4 || !strings.Contains(shown, "…") {
				t.Errorf("%d characters of %.3s are shown around %q", n, around, c.After)
			}
		}
	}
}
