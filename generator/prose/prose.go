// Package prose judges running text: its language, its marks of evidence, whether
// those who cannot see it can follow it, and what must not be in it.
//
// A [Text] is the [Passage] list of one document; prose knows nothing of Markdown,
// files or other texts. [Check] reads it once, looks every word up once, and lets
// the rules look at words and the signs between them. [Lists] are the words that
// the project has agreed on.
package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"provtryck/generator/problem"
)

// Hidden replaces in a passage what is shown but is no running text: code, addresses
// that are links by themselves, words marked as another language.
const Hidden = '\uFFFC'

// A Text is the running text of one document.
type Text struct {
	Passages   []Passage
	Headings   []string // of its sections, as [spelling.Fold] returns them
	References int      // entries of numbered lists of references, without footnotes
}

// A Kind is what a passage is in the text.
type Kind int

const (
	Paragraph Kind = iota
	Item           // of a list
	Heading        // of a section, a box or the page
	Cell           // of a table
	Note           // a footnote or a quotation: the words of others
)

// A Passage (stycke) is a run of words that belong together.
type Passage struct {
	Kind    Kind
	Section int    // how many sections begin before it; 0 is above the first
	Text    string // without marks of Markdown; line breaks are blanks
	At      func(offset int) problem.Pos
}

// checks are the rules on running text, the kinds of passage in which they hold, the
// classes of which a passage has a word if they are broken, and the function that
// finds them broken.
var checks = []struct {
	rules []*problem.Rule
	kinds []Kind
	needs class
	check func(*reading)
}{
	{[]*problem.Rule{longSentence}, []Kind{Paragraph, Item}, anyWord, checkLongSentences},
	{[]*problem.Rule{passiveSentence}, []Kind{Paragraph, Item}, modal, checkPassive},
	{[]*problem.Rule{doubleNegation}, []Kind{Paragraph, Item}, negation, checkDoubleNegation},
	{[]*problem.Rule{wordChoice}, []Kind{Paragraph, Item, Heading, Cell}, avoided, checkPreferred},
	{[]*problem.Rule{unexplainedAbbreviation}, []Kind{Paragraph, Item}, capital, checkAbbreviations},
	{[]*problem.Rule{leftover}, []Kind{Paragraph, Item, Heading, Cell}, anyWord, checkLeftovers},
	{[]*problem.Rule{brokenReference}, []Kind{Paragraph, Item, Cell}, see, checkCrossReferences},
	{[]*problem.Rule{lostBlank}, []Kind{Paragraph, Item, Heading, Cell}, anyWord, checkLostBlanks},
	{[]*problem.Rule{lostLink}, []Kind{Paragraph, Item}, see, checkLostLinks},
	{[]*problem.Rule{doubleWord}, []Kind{Paragraph, Item, Heading, Cell}, anyWord, checkDoubleWords},
	{[]*problem.Rule{doubleBlank}, []Kind{Paragraph, Item, Heading}, anyWord, checkDoubleBlanks},
	{[]*problem.Rule{rangeDash}, []Kind{Paragraph, Item, Heading, Cell}, counted, checkRanges},
	{[]*problem.Rule{unitTogether}, []Kind{Paragraph, Item, Heading, Cell}, counted, checkUnits},
	{[]*problem.Rule{BareAddress, PreviewLink}, []Kind{Paragraph, Item, Cell, Note}, anyWord, checkBareAddresses},
	{[]*problem.Rule{colourWord}, []Kind{Paragraph, Item, Cell}, anyWord, checkColours},
	{[]*problem.Rule{directionWord}, []Kind{Paragraph, Item, Cell}, place | compass | side, checkDirections},
	{[]*problem.Rule{unmarkedLanguage}, []Kind{Paragraph, Item}, surely, checkForeign},
	{[]*problem.Rule{priorityForm}, []Kind{Paragraph, Item, Cell}, priorityWord | icke, checkPriorityForm},
	{[]*problem.Rule{priorityWording}, []Kind{Paragraph, Item, Cell}, priorityWord, checkPriorityWords},
	{[]*problem.Rule{referenceStyle}, []Kind{Paragraph, Item, Cell}, anyWord, checkReferenceStyle},
	{[]*problem.Rule{identityNumber}, []Kind{Paragraph, Item, Heading, Cell, Note}, counted, checkIdentityNumbers},
	{[]*problem.Rule{PersonalData}, []Kind{Paragraph, Item, Heading, Cell, Note}, anyWord, checkPersons},
}

// Rules returns the rules on running text and on the lists of words.
func Rules() []*problem.Rule {
	rules := []*problem.Rule{badWordList, badSynonyms}
	for _, c := range checks {
		rules = append(rules, c.rules...)
	}
	return rules
}

// A reading is the state of reading one text.
type reading struct {
	text  *Text
	lists *Lists
	found problem.List

	number    int // of the passage
	passage   *Passage
	lexicon   *lexicon
	words     []word
	classes   class // of its words together
	sentences []sentence
	quotes    []int                 // where its quotation marks are, and its end; nil until asked for
	explained map[string]bool       // abbreviations that have been met
	counts    map[*problem.Rule]int // of problems by rule
}

// Check returns what is wrong with a text, and the readability of each section, by
// [Passage.Section]. lists may be nil.
func Check(t *Text, lists *Lists) (problem.List, []Readability) {
	if lists == nil {
		lists = &Lists{}
	}
	r := reading{text: t, lists: lists, lexicon: lists.lexicon, explained: map[string]bool{},
		counts: map[*problem.Rule]int{}}
	if r.lexicon == nil {
		r.lexicon = ourLexicon
	}
	var measures []Readability
	for i := range t.Passages {
		r.begin(i)
		for len(measures) <= r.passage.Section {
			measures = append(measures, Readability{})
		}
		measures[r.passage.Section].add(&r)
		for _, c := range checks {
			if (c.needs == anyWord || r.has(c.needs)) && slices.Contains(c.kinds, r.passage.Kind) {
				c.check(&r)
			}
		}
	}
	return r.found, measures
}

// begin reads the words and sentences of a passage.
func (r *reading) begin(i int) {
	r.number, r.passage, r.quotes = i, &r.text.Passages[i], nil
	r.words = appendWords(r.words[:0], r.passage.Text, r.lexicon)
	r.classes = 0
	for _, w := range r.words {
		r.classes |= w.is
	}
	r.sentences = appendSentences(r.sentences[:0], r.passage.Text, r.words)
}

// maxRepeats is how many problems of one rule are reported in one text: after twenty
// an editor finds the rest.
const maxRepeats = 20

// report adds a problem at an offset in the passage.
func (r *reading) report(rule *problem.Rule, offset int, message, hint string) {
	if r.inAddress(rule, offset) {
		return
	}
	if r.counts[rule]++; r.counts[rule] <= maxRepeats {
		r.found.Add(rule, r.passage.At(offset), message, hint)
	}
}

// fix adds a problem that is fixed by writing other words between two offsets. The words
// of others, between quotation marks, are for an editor to compare with their source.
func (r *reading) fix(rule *problem.Rule, begin, end int, with, message, hint string) {
	if r.inAddress(rule, begin) {
		return
	}
	if r.quoted(begin) > 0 {
		r.report(rule, begin, message, hint)
		return
	}
	if r.counts[rule]++; r.counts[rule] <= maxRepeats {
		r.found.AddFix(rule, r.passage.At(begin), message, hint, problem.Fix{Old: r.passage.Text[begin:end], New: with})
	}
}

// inAddress reports whether an offset is in an address that is written as text, and the rule
// is not one on addresses: what is in them is no running text.
func (r *reading) inAddress(rule *problem.Rule, offset int) bool {
	switch rule {
	case BareAddress, PreviewLink, PersonalData, identityNumber:
		return false
	}
	text := r.passage.Text
	begin := strings.LastIndexAny(text[:offset], " \t\u00a0") + 1
	end := len(text)
	if n := strings.IndexAny(text[offset:], " \t\u00a0"); n >= 0 {
		end = offset + n
	}
	word := text[begin:end]
	return strings.Contains(word, "://") || strings.Contains(word, "@") || strings.HasPrefix(word, "www.") ||
		strings.Contains(word, "?") && strings.Contains(word, "=")
}

// has reports whether the passage has a word of one of the given classes.
func (r *reading) has(c class) bool { return r.classes&c != 0 }

// between returns the text between the i-th word and the next; after the last word,
// the rest of the passage.
func (r *reading) between(i int) string {
	if i+1 < len(r.words) {
		return r.passage.Text[r.words[i].end:r.words[i+1].begin]
	}
	return r.passage.Text[r.words[i].end:]
}

// written returns the text from the first word to the last.
func (r *reading) written(first, last int) string {
	return r.passage.Text[r.words[first].begin:r.words[last].end]
}

// blank reports whether there are only blanks between the i-th word and the next.
func (r *reading) blank(i int) bool {
	return i+1 < len(r.words) && strings.TrimSpace(r.between(i)) == ""
}

// before returns the character before an offset, a blank at the beginning.
func (r *reading) before(offset int) rune {
	if offset == 0 {
		return ' '
	}
	c, _ := utf8.DecodeLastRuneInString(r.passage.Text[:offset])
	return c
}

// after returns the character at an offset, a blank at the end.
func (r *reading) after(offset int) rune {
	if offset >= len(r.passage.Text) {
		return ' '
	}
	c, _ := utf8.DecodeRuneInString(r.passage.Text[offset:])
	return c
}

// excerpt returns the beginning of a sentence, for a message.
func (r *reading) excerpt(s sentence) string {
	const most = 6
	text := r.written(s.first, min(s.last, s.first+most)-1)
	if s.last-s.first > most {
		text += " …"
	}
	return text
}
