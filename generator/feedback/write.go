package feedback

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/field"
)

// Marshal returns the file with the given comments, sorted by date and id. Every value is
// read by [Load] as it was, if [Clean] has seen it.
func Marshal(comments []Comment) []byte {
	sorted := slices.Clone(comments)
	order(sorted)
	var b strings.Builder
	b.WriteString("synpunkter:\n")
	for _, c := range sorted {
		c.Kind = KindWord(c.Kind)
		lead := "  - "
		for _, e := range c.entries() {
			if *e.value != "" {
				fmt.Fprintf(&b, "%s%s: %s\n", lead, e.key, field.YAML(*e.value))
				lead = "    "
			}
		}
	}
	return []byte(b.String())
}

// Clean returns a text that somebody has sent as it may be kept: without what is no sign
// of a text, such as control characters and what turns the direction of writing, in NFC.
func Clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").
		Replace(norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")))
	s = strings.Map(func(r rune) rune {
		noncharacter := r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || noncharacter ||
			r == '\uFEFF' {
			return -1
		}
		return r
	}, s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// line returns a text as one line, blanks collapsed.
func line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }
