package search

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/swedish"
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// A word is a run of letters and digits in a text.
type word struct {
	begin, end int    // in bytes
	low        string // in small letters, in one Unicode form
}

// wordsOf returns the words of a text. A hyphen parts words: hälso- och sjukvård.
func wordsOf(text string) []word {
	var words []word
	begin := -1
	add := func(end int) {
		words = append(words, word{begin, end, norm.NFC.String(strings.ToLower(strings.ReplaceAll(text[begin:end], "\u00AD", "")))})
		begin = -1
	}
	for i, r := range text {
		switch inside := unicode.IsLetter(r) || unicode.IsDigit(r) || begin >= 0 && (unicode.Is(unicode.Mn, r) || r == '\u00AD'); {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			add(i)
		}
	}
	if begin >= 0 {
		add(len(text))
	}
	return words
}

// stemOf returns the stem of a word in small letters by the Snowball algorithm for Swedish.
func stemOf(low string) string { return swedish.Stem(low, true) }

// stemIn returns the stem of a form among the others in the texts. Snowball leaves the definite forms
// hälsan, kuratorn and missbruket as they are, and makes two stems of läkemedel and läkemedlen: they get
// the stem of the base form, where the texts have it.
func stemIn(low string, forms map[string]int) string {
	for _, ending := range []string{"et", "ets", "n", "ns", "t", "ts"} {
		base, cut := strings.CutSuffix(low, ending)
		if n := utf8.RuneCountInString(base); cut && forms[base] > 0 && (n > 3 || n == 3 && ending[0] == 'e') {
			return stemOf(base)
		}
	}
	for _, ending := range strings.Fields("et ets en ens ar ars arna arnas a as er erna ernas") {
		base, cut := strings.CutSuffix(low, ending)
		if n := len(base); cut && n > 3 && strings.IndexByte("lrn", base[n-1]) >= 0 {
			if full := base[:n-1] + "e" + base[n-1:]; forms[full] > 0 { // läkemedl → läkemedel
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

// tokens enters the words of tokens. Where a block begins or ends, a sentence does.
func (x *Index) tokens(d *document.Document, entry int, tokens []document.Token) {
	var b strings.Builder
	var pos problem.Pos
	flush := func() {
		x.sentences(entry, Body, b.String(), pos)
		b.Reset()
	}
	for _, t := range tokens {
		switch {
		case t.Kind == document.WordsToken:
			if b.Len() == 0 {
				pos = d.Place(t)
			}
			b.WriteString(t.Text)
		case t.Kind == document.SoftBreakToken && ends(b.String()):
			flush() // so that the next sentence has the place of its own line
		case t.Kind == document.SoftBreakToken:
			b.WriteByte(' ')
		case t.Kind == document.PriorityToken:
			b.WriteString("(" + t.Text + ")")
		case t.Kind == document.HardBreakToken, t.Kind.Block():
			flush()
		}
	}
	flush()
}

// sentences enters a passage, sentence by sentence.
func (x *Index) sentences(entry int, f Field, text string, pos problem.Pos) {
	x.count(entry, f, text)
	for text = strings.TrimSpace(text); text != ""; {
		end := len(text)
		for i, r := range text {
			if r == ' ' && ends(text[:i]) && !unicode.IsLower(firstRune(text[i+1:])) {
				end = i
				break
			}
		}
		x.Entries[entry].Sentences = append(x.Entries[entry].Sentences, Sentence{text[:end], pos})
		text = strings.TrimSpace(text[end:])
	}
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
