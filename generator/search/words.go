package search

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/swedish"
	"golang.org/x/text/unicode/norm"
)

// A word is a run of letters and digits in a text.
type word struct {
	begin, end int    // in bytes
	low        string // in small letters, in one Unicode form
}

// wordsOf returns the words of a text. A hyphen parts words: hälso- och sjukvård.
func wordsOf(text string) []word {
	var words []word
	eachWord(text, func(begin, end int) { words = append(words, word{begin, end, lowered(text[begin:end])}) })
	return words
}

// eachWord calls a function with where each word of a text begins and ends.
func eachWord(text string, found func(begin, end int)) {
	begin := -1
	for i, r := range text {
		switch inside := isInside(r, begin >= 0); {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			found(begin, i)
			begin = -1
		}
	}
	if begin >= 0 {
		found(begin, len(text))
	}
}

// isInside reports whether a character is a part of a word, which accents and soft hyphens are within one.
func isInside(r rune, within bool) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || within && (unicode.Is(unicode.Mn, r) || r == '\u00AD')
}

// lowered returns a word in small letters, in one Unicode form and without soft hyphens.
func lowered(w string) string {
	return norm.NFC.String(strings.ToLower(strings.ReplaceAll(w, "\u00AD", "")))
}

// stemOf returns the stem of a word in small letters by the Snowball algorithm for Swedish.
func stemOf(low string) string { return swedish.Stem(low, true) }

// stemIn returns the stem of a form among the others that the texts have. Snowball leaves the definite forms
// hälsan, kuratorn and missbruket as they are, and makes two stems of läkemedel and läkemedlen: they get
// the stem of the base form, where the texts have it.
func stemIn(low string, has func(form string) bool) string {
	for _, ending := range []string{"et", "ets", "n", "ns", "t", "ts"} {
		base, cut := strings.CutSuffix(low, ending)
		if n := utf8.RuneCountInString(base); cut && has(base) && (n > 3 || n == 3 && ending[0] == 'e') {
			return stemOf(base)
		}
	}
	for _, ending := range strings.Fields("et ets en ens ar ars arna arnas a as er erna ernas") {
		base, cut := strings.CutSuffix(low, ending)
		if n := len(base); cut && n > 3 && strings.IndexByte("lrn", base[n-1]) >= 0 {
			if full := base[:n-1] + "e" + base[n-1:]; has(full) { // läkemedl → läkemedel
				return stemOf(full)
			}
		}
	}
	return stemOf(low)
}

// endings are inflections of nouns, verbs and adjectives, for words that are typed in a form that no
// text has: step 1 of Snowball, which a browser can do too.
func endings() []string {
	return strings.Fields("heterna hetens heten heter anden andes andet ande arens arnas ernas ornas arna erna orna aren ades " +
		"arne aste ade are ets ens ern het ast ad et en ar er or as es at ns a e n t s")
}

//go:embed stopwords.txt
var stopList string

// stopWords are words that say nothing about what is looked for: those of Snowball's list and the
// words that questions are asked with.
func stopWords() map[string]bool {
	stop := map[string]bool{}
	for w := range strings.FieldsSeq(stopList) {
		stop[w] = true
	}
	return stop
}

// ends reports whether a text ends with a sign that ends sentences.
func ends(text string) bool {
	text = strings.TrimRight(text, ")”\" ")
	return text != "" && strings.IndexByte(".!?", text[len(text)-1]) >= 0
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
