package document

import (
	"strings"
	"testing"
)

// TestForeignFile checks that a file of another format has one finding, which says what
// it is, and that texts that only begin alike are read.
func TestForeignFile(t *testing.T) {
	for src, want := range map[string]string{
		"PK\x03\x04\x14\x00\x06\x00\xff\xfe":       "Word-dokument eller en annan zip-fil",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00": "äldre Word-dokument",
		`{\rtf1\ansi Text}`:                        "RTF",
		"%PDF-1.7\n%\xe2\xe3":                      "PDF",
		"\x89PNG\r\n\x1a\n\x00":                    "bild",
		"\xff\xd8\xff\xe0\x00\x10JFIF":             "bild",
		"PK är en förkortning":                     "",
		"%PDF är ett format":                       "",
		"---\ntitel: A\n---\n":                     "",
	} {
		d := Parse("a.md", []byte(src), Options{})
		if d.NoText != (want != "") {
			t.Errorf("%q: no text is %v", src, d.NoText)
		}
		if want != "" && (len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Message, want)) {
			t.Errorf("%q: %v, want %s", src, d.Problems, want)
		}
	}
}
