package source

import (
	"bytes"
	"strings"
	"testing"
)

// TestFileWithoutText reads files that have nothing to take in.
func TestFileWithoutText(t *testing.T) {
	for _, c := range []struct {
		name, src string
		refused   bool
	}{
		{"a.html", "<html><body></body></html>", true},
		{"a.html", "<p>&nbsp;</p><script>a()</script>", true},
		{"a.md", "\n\n", true},
		{"a.md", "***\n", true},
		{"a.html", "<title>Krisplan</title>", false},
		{"a.html", "<p>a", false},
		{"a.html", "<!-- a", false}, // of which something is said
		{"a.txt", "a", false},
	} {
		_, err := File(c.name, bytes.NewReader([]byte(c.src)), int64(len(c.src)), nil)
		if refused := err != nil; refused != c.refused || refused && !strings.Contains(err.Error(), "filen") {
			t.Errorf("%s %q: %v", c.name, c.src, err)
		}
	}
}
