package output

import (
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	good := []string{
		"index.html", "vard/adhd/index.html", "_headers", "404.html", "a.b.c", "å/ä/ö.svg", ".well-known/x",
		"a/.provtryck", "console.js", "com.html", "com10", "lpt", "nulla", strings.Repeat("a", 255),
	}
	for _, name := range good {
		if err := checkPath(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	bad := []string{
		"", ".", "..", "../x", "a/../b", "a/./b", "./a", "/a", "a/", "a//b", "//a", `a\b`, `..\x`, `C:\x`, "C:x",
		"a:b", "a?", "a*", `a"`, "a<b", "a|b", "a\x00b", "a\nb", "a\x7f", "a\u202eb", "\xff",
		"NUL", "nul.html", "a/con/b", "Com1", "lpt9.txt", "com¹", "CONIN$", "aux .x", "prn",
		"a.", "a /b", "a./b", ".provtryck", ".Provtryck", strings.Repeat("a", 256),
	}
	for _, name := range bad {
		if err := checkPath(name); err == nil {
			t.Errorf("%q: accepted", name)
		}
	}
}

func FuzzCheckPath(f *testing.F) {
	f.Add("a/b.html")
	f.Add("a/../b")
	f.Fuzz(func(t *testing.T, name string) {
		if checkPath(name) != nil {
			return
		}
		for part := range strings.SplitSeq(name, "/") {
			if part == "" || part == "." || part == ".." || strings.ContainsAny(part, "\\:\x00\n") {
				t.Errorf("%q accepted", name)
			}
		}
	})
}
