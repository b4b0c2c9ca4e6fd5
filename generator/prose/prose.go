// Package prose judges running text: its language, its marks of evidence, what
// hinders those who cannot see it, and what must not stand in it.
//
// It is handed the passages of one text (see [Text]) and knows nothing of
// Markdown, files or other texts. Every word is found once, in the one reading
// that [Check] does; rules look at words and the signs between them.
package prose

import (
	"strings"
	"unicode/utf8"

	"provtryck/generator/problem"
)

// Hidden stands in a passage for what is shown but is no running text: code,
// addresses that are links by themselves, words marked as another language.
const Hidden = '\uFFFC'

// A Text is the running text of one document.
type Text struct {
	Passages   []Passage
	Headings   []string // of its sections, as [spelling.Fold] gives them
	References int      // entries of a numbered list of references; footnotes are none
}

// A Kind says what a passage is in the text.
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

// checks are what is looked for in running text: the rules, the kinds of passage
// in which they hold, and what finds that they are broken.
var checks = []struct {
	rules []*problem.Rule
	kinds []Kind
	check func(*reading)
}{
	{[]*problem.Rule{longSentence}, []Kind{Paragraph, Item}, checkLongSentences},
	{[]*problem.Rule{passiveSentence}, []Kind{Paragraph, Item}, checkPassive},
	{[]*problem.Rule{doubleNegation}, []Kind{Paragraph, Item}, checkDoubleNegation},
	{[]*problem.Rule{wordChoice}, []Kind{Paragraph, Item, Heading, Cell}, checkPreferred},
	{[]*problem.Rule{unexplainedAbbreviation}, []Kind{Paragraph, Item}, checkAbbreviations},
	{[]*problem.Rule{leftover}, []Kind{Paragraph, Item, Heading, Cell}, checkLeftovers},
	{[]*problem.Rule{brokenReference}, []Kind{Paragraph, Item, Cell}, checkCrossReferences},
	{[]*problem.Rule{doubleWord}, []Kind{Paragraph, Item, Heading, Cell}, checkDoubleWords},
	{[]*problem.Rule{doubleBlank}, []Kind{Paragraph, Item, Heading}, checkDoubleBlanks},
	{[]*problem.Rule{rangeDash}, []Kind{Paragraph, Item, Heading, Cell}, checkRanges},
	{[]*problem.Rule{unitApart, unitTogether}, []Kind{Paragraph, Item, Heading, Cell}, checkUnits},
	{[]*problem.Rule{BareAddress}, []Kind{Paragraph, Item, Cell, Note}, checkBareAddresses},
	{[]*problem.Rule{colourWord}, []Kind{Paragraph, Item, Cell}, checkColours},
	{[]*problem.Rule{directionWord}, []Kind{Paragraph, Item, Cell}, checkDirections},
	{[]*problem.Rule{unmarkedLanguage}, []Kind{Paragraph, Item}, checkForeign},
	{[]*problem.Rule{priorityForm}, []Kind{Paragraph, Item, Cell}, checkPriorityForm},
	{[]*problem.Rule{priorityWording}, []Kind{Paragraph, Item, Cell}, checkPriorityWords},
	{[]*problem.Rule{referenceStyle}, []Kind{Paragraph, Item, Cell}, checkReferenceStyle},
	{[]*problem.Rule{identityNumber}, []Kind{Paragraph, Item, Heading, Cell, Note}, checkIdentityNumbers},
	{[]*problem.Rule{PersonalData}, []Kind{Paragraph, Item, Heading, Cell, Note}, checkPersons},
}

// Rules are the rules on running text and on the lists of words.
func Rules() []*problem.Rule {
	rules := []*problem.Rule{badWordList}
	for _, c := range checks {
		rules = append(rules, c.rules...)
	}
	return rules
}

// A reading is the state of reading one text, and what it has come to.
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
	explained map[string]bool       // abbreviations that have been met
	counts    map[*problem.Rule]int // of problems by rule
}

// Check reads a text and gives what is wrong with it, and the readability of
// each section, by [Passage.Section]. lists may be nil.
func Check(t *Text, lists *Lists) (problem.List, []Readability) {
	if lists == nil {
		lists = &Lists{}
	}
	r := reading{text: t, lists: lists, lexicon: lists.lexicon, explained: map[string]bool{}, counts: map[*problem.Rule]int{}}
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
			if of(c.kinds, r.passage.Kind) {
				c.check(&r)
			}
		}
	}
	return r.found, measures
}

func of(kinds []Kind, kind Kind) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// begin goes on to a passage.
func (r *reading) begin(i int) {
	r.number, r.passage = i, &r.text.Passages[i]
	r.words = appendWords(r.words[:0], r.passage.Text, r.lexicon)
	r.classes = 0
	for _, w := range r.words {
		r.classes |= w.is
	}
	r.sentences = appendSentences(r.sentences[:0], r.passage.Text, r.words)
}

// maxRepeats is how many times one rule speaks of one text. Whoever fixes twenty
// finds the rest.
const maxRepeats = 20

// report adds a problem at an offset in the passage.
func (r *reading) report(rule *problem.Rule, offset int, message, hint string) {
	if r.counts[rule]++; r.counts[rule] <= maxRepeats {
		r.found.Add(rule, r.passage.At(offset), message, hint)
	}
}

// fix adds a problem that is fixed by writing other words between two offsets.
func (r *reading) fix(rule *problem.Rule, begin, end int, with, message, hint string) {
	if r.counts[rule]++; r.counts[rule] <= maxRepeats {
		r.found.AddFix(rule, r.passage.At(begin), message, hint, problem.Fix{Old: r.passage.Text[begin:end], New: with})
	}
}

// has says whether the passage has a word of one of the given classes.
func (r *reading) has(c class) bool { return r.classes&c != 0 }

// between is what stands between two words that follow each other; after the
// last word, the rest of the passage.
func (r *reading) between(i int) string {
	if i+1 < len(r.words) {
		return r.passage.Text[r.words[i].end:r.words[i+1].begin]
	}
	return r.passage.Text[r.words[i].end:]
}

// written is a word as it stands in the text.
func (r *reading) written(i int) string {
	return r.passage.Text[r.words[i].begin:r.words[i].end]
}

// blank says whether two words that follow each other have only blanks between them.
func (r *reading) blank(i int) bool {
	return i+1 < len(r.words) && strings.TrimSpace(r.between(i)) == ""
}

// before is the character before an offset, a blank at the beginning.
func (r *reading) before(offset int) rune {
	if offset == 0 {
		return ' '
	}
	c, _ := utf8.DecodeLastRuneInString(r.passage.Text[:offset])
	return c
}

// after is the character at an offset, a blank at the end.
func (r *reading) after(offset int) rune {
	if offset >= len(r.passage.Text) {
		return ' '
	}
	c, _ := utf8.DecodeRuneInString(r.passage.Text[offset:])
	return c
}

// excerpt is the beginning of a sentence, for a message.
func (r *reading) excerpt(s sentence) string {
	const most = 6
	text := r.passage.Text[r.words[s.first].begin:r.words[min(s.last, s.first+most)-1].end]
	if s.last-s.first > most {
		text += " …"
	}
	return text
}
