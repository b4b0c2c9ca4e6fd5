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
	is         class
}

// in reports whether the word is of one of the given classes.
func (w word) in(c class) bool { return w.is&c != 0 }

// A sentence is the words from first to before last.
type sentence struct{ first, last int }

// appendWords adds the words of a text, with their classes in a lexicon.
func appendWords(words []word, text string, lexicon *lexicon) []word {
	begin := -1
	add := func(end int) {
		w := word{begin: begin, end: end, low: lower(text[begin:end])}
		if w.low[len(w.low)-1] <= '9' && strings.HasPrefix(w.low, "prio") {
			w.is |= priorityWord // prio2
		}
		if c := text[begin]; c >= '0' && c <= '9' {
			w.is |= counted
		}
		if w.low[1:] != text[begin+1:end] {
			w.is |= capital
		}
		w.is |= lexicon.class(w.low)
		words = append(words, w)
		begin = -1
	}
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		switch inside := letter(c); {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			add(i)
		}
		i += size
	}
	if begin >= 0 {
		add(len(text))
	}
	return words
}

// lower returns a word in small letters, those of Latin-1, byte for byte: every place
// stays the same. Most words are in small letters already and are not copied.
func lower(word string) string {
	for i := range len(word) {
		if c := word[i]; 'A' <= c && c <= 'Z' || c == 0xC3 && largeLatin(word[i:]) {
			return lowered(word)
		}
	}
	return word
}

func lowered(word string) string {
	b := []byte(word)
	for i, c := range b {
		switch {
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
		case c == 0xC3 && largeLatin(word[i:]):
			b[i+1] += 0x20
		}
	}
	return string(b)
}

// largeLatin reports whether a word goes on with À to Þ, without ×, of which the
// first byte is 0xC3.
func largeLatin(word string) bool {
	return len(word) > 1 && word[1] >= 0x80 && word[1] <= 0x9E && word[1] != 0x97
}

func letter(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	if c >= 0xC0 && c <= 0xFF {
		return c != '×' && c != '÷'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)
}

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
		if sign < 0 || gap[sign] == '.' && words[i].in(shortened) && !closing(text, words, i) {
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

// closing reports whether a full stop after a word that may be an abbreviation ends the
// sentence too, before a capital: after osv. and etc., which end an enumeration, and
// after a letter that is a name: hepatit A.
func closing(text string, words []word, i int) bool {
	if next, _ := utf8.DecodeRuneInString(text[words[i+1].begin:]); !unicode.IsUpper(next) {
		return false
	}
	w := words[i]
	if w.in(enumerating) {
		return true
	}
	return w.end-w.begin == 1 && text[w.begin] != w.low[0] && i > 0 && text[words[i-1].end:w.begin] == " " &&
		!words[i-1].in(capital) && words[i-1].end-words[i-1].begin > 2 && text[words[i-1].begin] == words[i-1].low[0]
}

// number reports whether a word is a whole number.
func number(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
