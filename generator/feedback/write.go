package feedback

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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
				fmt.Fprintf(&b, "%s%s: %s\n", lead, e.key, yamlValue(*e.value))
				lead = "    "
			}
		}
	}
	return []byte(b.String())
}

// A plain value is a day or text to all who read YAML, unless some take it for another value.
var (
	plain = regexp.MustCompile(`^[\pL\pN](?:[\pL\pN ,;()/.+%_–-]*[\pL\pN.,;)%])?$`)
	other = regexp.MustCompile(`(?i)^(?:null|true|false|yes|no|on|off|y|n|[0-9][0-9_.]*(?:e[+-]?[0-9]+)?|0[xob][0-9a-f_]+)$`)
)

// yamlValue returns how a value of a comment is written: as it is, in lines of its own, or
// in quotation marks, the first that means the same to all who read YAML.
func yamlValue(s string) string {
	switch {
	case plain.MatchString(s) && !other.MatchString(s):
		return s
	case strings.Contains(s, "\n") && !slices.ContainsFunc(strings.Split(s, "\n"), odd) && s[0] != ' ' && s[0] != '\n':
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			if l != "" {
				lines[i] = "      " + l
			}
		}
		return "|-\n" + strings.Join(lines, "\n")
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsGraphic(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// odd reports whether a line may not stand by itself in YAML: it begins or ends with a
// blank that is not seen, or has a character that stands for nothing.
func odd(line string) bool {
	unseen := func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }
	words := strings.TrimLeft(line, " ")
	return words != strings.TrimFunc(words, unseen) ||
		strings.ContainsFunc(words, func(r rune) bool { return r != '\t' && !unicode.IsGraphic(r) })
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
