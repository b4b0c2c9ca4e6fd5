package disposition

import (
	"strings"
	"unicode"
)

// fold returns the words of a text by which passages are compared: without regard to capitals,
// quotation marks, kinds of dashes and blanks, and soft hyphens. Numbers keep all that is in
// them, and signs that change what a number or sentence says are words.
func fold(text string) []string {
	runes := []rune(strings.Map(plain, text))
	words := make([]string, 0, 1+len(runes)/7)
	for i := 0; i < len(runes); {
		start := i
		switch r := runes[i]; {
		case inWord(r):
			for i < len(runes) && (inWord(runes[i]) || joins(runes, i)) {
				i++
			}
			words = append(words, foldWord(string(runes[start:i]), words))
		case strings.ContainsRune(meaning, r), minus(runes, i):
			words = append(words, string(r))
			i++
		default:
			i++
		}
	}
	return words
}

// meaning are signs without which a text says something else.
const meaning = "%‰<>≤≥±+=~?≈×°≠"

// plain returns the plain form of a sign; -1 for one that is not seen.
func plain(r rune) rune {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff':
		return -1
	case '–', '—', '−', '‐', '\u2011':
		return '-'
	case 'μ':
		return 'µ'
	}
	return r
}

func inWord(r rune) bool {
	return r >= 'a' && r <= 'z' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// joins reports whether a sign is within a number: "0,5", "4-6", "1/2", "08:30".
func joins(runes []rune, i int) bool {
	return strings.ContainsRune(",.:/-", runes[i]) && i > 0 && i+1 < len(runes) &&
		unicode.IsNumber(runes[i-1]) && unicode.IsNumber(runes[i+1])
}

// minus reports whether a dash makes the number after it negative.
func minus(runes []rune, i int) bool {
	return runes[i] == '-' && i+1 < len(runes) && unicode.IsNumber(runes[i+1]) && (i == 0 || unicode.IsSpace(runes[i-1]))
}

// foldWord returns the form of a word after others. A short word after a number may be a unit,
// in which capitals count: "mg" and "Mg".
func foldWord(word string, before []string) string {
	const longestUnit = 3
	if len(before) > 0 && len([]rune(word)) <= longestUnit && numeral(before[len(before)-1]) {
		return word
	}
	if numeral(word) {
		return word
	}
	switch word = strings.ToLower(word); word {
	case "prio":
		return "prioritet"
	}
	return word
}

// numeral reports whether a word begins with a number.
func numeral(word string) bool { return word != "" && unicode.IsNumber([]rune(word)[0]) }
