package disposition

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// fold returns the words and signs of a text. Texts with the same are the same, only dressed
// otherwise: capitals, quotation marks, kinds of dashes and blanks, soft hyphens, the stops and
// commas of sentences, and forms of references to sources count for nothing. All other signs are
// words of their own, as are the borders between cells, and numbers keep all that is in them.
func fold(text string) []string {
	runes := []rune(strings.Map(plain, text))
	words := make([]string, 0, 1+len(runes)/7)
	for i := 0; i < len(runes); {
		switch r := runes[i]; {
		case inWord(r):
			start := i
			for i < len(runes) && inWord(runes[i]) {
				if i++; i < len(runes) {
					i += joined(runes, i)
				}
			}
			words = append(words, foldWord(strings.ReplaceAll(string(runes[start:i]), " ", ""), words))
		case r == '[' || r == '(':
			list, n := references(runes[i:])
			if n == 0 {
				list, n = []string{string(r)}, 1
			}
			words, i = append(words, list...), i+n
		case unicode.IsSpace(r) || strings.ContainsRune(dress, r) && !(i+1 < len(runes) && runes[i+1] == r) || pause(runes, i):
			i++
		default:
			words = append(words, string(r))
			i++
		}
	}
	return words
}

// dress are signs of which one can come and go while the text says the same.
const dress = `,.;:"'”“„‟»«’‘‚‛`

// plain returns the plain form of a sign; -1 for one that is not seen.
func plain(r rune) rune {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff', '\ufe0e', '\ufe0f':
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

// joined returns how many signs at a place are within a number: "0,5", "4-6", "1/2", "08:30", and
// three in "4 - 6".
func joined(runes []rune, i int) int {
	if !unicode.IsNumber(runes[i-1]) {
		return 0
	}
	n := 1
	if i+2 < len(runes) && unicode.IsSpace(runes[i]) && runes[i+1] == '-' && unicode.IsSpace(runes[i+2]) {
		n = 3
	} else if !strings.ContainsRune(",.:/-", runes[i]) {
		return 0
	}
	if i+n < len(runes) && unicode.IsNumber(runes[i+n]) {
		return n
	}
	return 0
}

// pause reports whether a dash stands between words, as a comma does.
func pause(runes []rune, i int) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || strings.ContainsRune(dress+"()", r) }
	return runes[i] == '-' && i > 1 && i+2 < len(runes) && unicode.IsSpace(runes[i-1]) && unicode.IsSpace(runes[i+1]) &&
		word(runes[i-2]) && word(runes[i+2])
}

var (
	referenceList = regexp.MustCompile(`^(?:\[\^?\d{1,3}(?:, ?\d{1,3})*\]|\(\d{1,3}(?:, ?\d{1,3})*\))`)
	digits        = regexp.MustCompile(`\d+`)
)

// references returns the references to sources that a text begins with, each by itself, and of how
// many signs they are: "[1, 2]", "[1][2]" and "(1, 2)" are the same.
func references(text []rune) (list []string, n int) {
	const longest = 60
	found := referenceList.FindString(string(text[:min(len(text), longest)]))
	for _, number := range digits.FindAllString(found, -1) {
		list = append(list, "["+number+"]")
	}
	return list, len(found) // ASCII
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

// border is between two cells of a row.
const border = "|"

// sought returns those of folded words by which a unit is found: without what any text has many
// of, unless there is nothing else.
func sought(folded []string) []string {
	var words []string
	for i, word := range folded {
		r := []rune(word)[0]
		minus := r == '-' && i+1 < len(folded) && numeral(folded[i+1])
		if inWord(r) || minus || unicode.IsSymbol(r) && word != border || strings.ContainsRune("%‰?§[", r) && word != "[" {
			words = append(words, word)
		}
	}
	if len(words) > 0 {
		return words
	}
	return slices.DeleteFunc(slices.Clone(folded), func(word string) bool { return word == border })
}
