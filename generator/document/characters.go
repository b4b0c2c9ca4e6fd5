package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/problem"
)

// maxCharacters is how many characters of a kind are reported in one file: whoever
// mends five searches for the rest.
const maxCharacters = 5

// characters reports what cannot be seen but changes what is: control characters
// and those that turn the direction of the writing, which are made visible
// (U+FFFD), invisible ones, and letters of other alphabets that look like ours.
// It replaces rune by rune, so that every place stays the same.
func (d *Document) characters(src []byte) []byte {
	counts := map[string]int{}
	var bad []int // offsets of what must be made visible
	for i := 0; i < len(src); {
		c := src[i]
		if c >= ' ' && c < 0x7F || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		rule, message, hint := character(r, src, i)
		if rule != "" {
			if counts[rule]++; counts[rule] <= maxCharacters {
				d.Problems.Add(rule, severities[rule], d.place(src, i), message, hint)
			}
			if rule == "styrtecken" {
				bad = append(bad, i)
			}
		}
		i += size
	}
	return replaceAt(src, bad)
}

var severities = map[string]problem.Severity{
	"styrtecken": problem.Error, "osynligt-tecken": problem.Warning, "blandade-alfabet": problem.Warning,
}

// character says what is wrong with the rune r at offset i, "" if nothing is.
func character(r rune, src []byte, i int) (rule, message, hint string) {
	switch {
	case unicode.IsControl(r):
		return "styrtecken", fmt.Sprintf("här står ett styrtecken (U+%04X)", r), "ta bort det och skriv om ordet"
	case unicode.Is(unicode.Bidi_Control, r):
		return "styrtecken", fmt.Sprintf("här står ett osynligt tecken som vänder skrivriktningen (U+%04X)", r), "ta bort det och skriv om ordet"
	case strings.ContainsRune("\u00AD\u180E\u200B\u200C\u200D\u2060\uFEFF", r):
		return "osynligt-tecken", fmt.Sprintf("här står ett osynligt tecken (U+%04X)", r), "ta bort det och skriv om ordet: sökning hittar det inte så här"
	case unicode.In(r, unicode.Cyrillic, unicode.Greek) && firstForeign(src, i):
		if word := wordAt(src, i); mixed(word) {
			return "blandade-alfabet", fmt.Sprintf("ordet %s blandar bokstäver ur olika alfabet", word), "skriv om ordet för hand: en bokstav ser ut som en annan"
		}
	}
	return "", "", ""
}

// firstForeign says whether the letter at i is the first of its word that is not
// Latin, so that a word is reported once.
func firstForeign(src []byte, i int) bool {
	for i > 0 {
		r, size := utf8.DecodeLastRune(src[:i])
		if !unicode.IsLetter(r) {
			return true
		}
		if !unicode.Is(unicode.Latin, r) {
			return false
		}
		i -= size
	}
	return true
}

func wordAt(src []byte, i int) string {
	begin := bytes.LastIndexFunc(src[:i], func(r rune) bool { return !unicode.IsLetter(r) })
	if begin >= 0 {
		_, size := utf8.DecodeRune(src[begin:])
		begin += size
	} else {
		begin = 0
	}
	end := bytes.IndexFunc(src[i:], func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(src) - i
	}
	return string(src[begin : i+end])
}

// mixed says whether a word has both Latin and other letters. A Greek letter
// alone before or after Latin ones is a symbol: μg, β-blockerare.
func mixed(word string) bool {
	latin, foreign := 0, 0
	for _, r := range word {
		if unicode.Is(unicode.Latin, r) {
			latin++
		} else {
			foreign++
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	symbol := foreign == 1 && unicode.Is(unicode.Greek, first)
	return latin > 0 && foreign > 0 && !symbol
}

func replaceAt(src []byte, offsets []int) []byte {
	if len(offsets) == 0 {
		return src
	}
	var b bytes.Buffer
	from := 0
	for _, i := range offsets {
		_, size := utf8.DecodeRune(src[i:])
		b.Write(src[from:i])
		b.WriteRune(utf8.RuneError)
		from = i + size
	}
	b.Write(src[from:])
	return b.Bytes()
}
