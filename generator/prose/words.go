package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is a run of letters and digits.
type word struct {
	begin, end int    // in bytes
	low        string // in small letters
}

// A sentence is the words from first to before last.
type sentence struct{ first, last int }

// appendWords adds the words of a text.
func appendWords(words []word, text string) []word {
	begin := -1
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		switch inside := letter(c); {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			words = append(words, word{begin, i, strings.ToLower(text[begin:i])})
			begin = -1
		}
		i += size
	}
	if begin >= 0 {
		words = append(words, word{begin, len(text), strings.ToLower(text[begin:])})
	}
	return words
}

func letter(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)
}

// shortened are words after which a full stop ends no sentence.
var shortened = set("t ex bl a d v s dvs ca k o osv etc kap nr prop st resp jfr el fr m fl mfl mm obs tel dr prof e kr ev inkl exkl avd sid")

// appendSentences adds the sentences of a passage. A sentence ends with a full
// stop, an exclamation or question mark, or a colon, before a word that does not
// begin with a small letter; and with the passage.
func appendSentences(sentences []sentence, text string, words []word) []sentence {
	first := 0
	for i := 0; i+1 < len(words); i++ {
		gap := text[words[i].end:words[i+1].begin]
		if len(gap) < 2 {
			continue
		}
		sign := strings.IndexAny(gap, ".!?:")
		if sign < 0 || gap[sign] == '.' && shortened[words[i].low] {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[words[i+1].begin:])
		if strings.ContainsAny(gap[sign:], " \u00a0") && !unicode.IsLower(next) {
			sentences = append(sentences, sentence{first, i + 1})
			first = i + 1
		}
	}
	if first < len(words) {
		sentences = append(sentences, sentence{first, len(words)})
	}
	return sentences
}

// set makes a set of words separated by blanks.
func set(words string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}

// number says whether a word is a whole number.
func number(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
