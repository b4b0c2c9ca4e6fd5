package field

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A plain value is a day or text to all who read YAML, unless some take it for another value.
var (
	plain = regexp.MustCompile(`^[\pL\pN](?:[\pL\pN ,;()/.+%_–-]*[\pL\pN.,;)%])?$`)
	other = regexp.MustCompile(`(?i)^(?:null|true|false|yes|no|on|off|y|n|[0-9][0-9_.]*(?:e[+-]?[0-9]+)?|0[xob][0-9a-f_]+)$`)
)

// YAML returns how a text is written as a value in an item of a list: as it is, in lines of its own,
// or in quotation marks, the first that means the same to all who read YAML.
func YAML(s string) string {
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
