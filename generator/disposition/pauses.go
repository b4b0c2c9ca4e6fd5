package disposition

import (
	"slices"
	"strings"
	"unicode"
)

// samePauses reports whether two texts with the same words pause in the same places, or deny
// nothing: "ges, inte vänta" is another advice than "ges inte, vänta".
func samePauses(a, b string) bool {
	denies := slices.ContainsFunc(fold(a), func(word string) bool { return denials[word] != "" })
	return !denies || slices.Equal(pauses(a), pauses(b))
}

// pauses returns after how many words a text pauses, each time: at a comma, a stop or a dash. The
// last stop is none.
func pauses(text string) []int {
	runes := []rune(strings.Map(plain, text))
	var list []int
	from, words := 0, 0
	for i, r := range runes {
		after := i+1 == len(runes) || !inWord(runes[i+1]) // not within a number
		if strings.ContainsRune(",.;:", r) && after || pause(runes, i) {
			words += len(fold(string(runes[from:i])))
			list, from = append(list, words), i+1
		}
	}
	if strings.TrimFunc(string(runes[from:]), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(dress, r) }) == "" && len(list) > 0 {
		list = list[:len(list)-1]
	}
	return slices.Compact(list)
}
