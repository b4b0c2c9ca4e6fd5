package disposition

import (
	_ "embed"
	"strings"
)

// tellingList has words that deny, or say how strongly something is meant, one a line.
//
//go:embed telling.txt
var tellingList string

var tellingWords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(tellingList) {
		words[word] = true
	}
	return words
}()

// telling reports whether a word changes what is said, however much else is the same.
func telling(word string) bool { return numeral(word) || tellingWords[word] }
