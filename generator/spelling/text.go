package spelling

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capital returns s with its first letter large, but as it is where it begins with an address or a path:
// there small letters matter.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if word, _, _ := strings.Cut(s, " "); size == 0 || strings.Contains(word, "/") && strings.Contains(word, ".") {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Sentence returns s with its first letter large and a full stop after its last word. Where
// it ends with a sign there is none: the sign may be what is to be written.
func Sentence(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsLetter(last) || unicode.IsDigit(last) ||
		strings.ContainsRune(`)”"`, last) {
		s += "."
	}
	return Capital(s)
}

// Shorten returns the first characters of s with a mark after them, or all of s
// where it has no more.
func Shorten(s string, most int, mark string) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + mark
		}
		n++
	}
	return s
}

// Some lists the first few of many names: "a, b, c och 3 till".
func Some(names []string, most int) string {
	if len(names) > most {
		return fmt.Sprintf("%s och %d till", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}
