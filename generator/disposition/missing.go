package disposition

import (
	"slices"
	"strings"
	"unicode"
)

// fewestLost is how many words of a sentence, one after the other, are a clause.
const fewestLost = 3

// missing returns the sentences of a unit that the passage it has become does not say, nor any
// passage beside it that is new: of which most is gone, or a clause, or a number, a unit of
// measure or a word that denies. Single words that have become others are not missing.
func (m *matcher) missing(u Unit, p *passage) []string {
	if u.Kind == Link || u.key == p.key {
		return nil
	}
	all := sentences(u.Text)
	lost := lostOf(all, p.stems, p.Text)
	var list []string
	for i, s := range all {
		if s.missing(lost[i]) && !m.beside(s, lost[i], p) {
			list = append(list, s.text)
		}
	}
	return list
}

// A sentence is a part of a unit between stops, or a cell.
type sentence struct {
	text    string
	content []content
}

// content is a word that says something.
type content struct {
	stem  string
	grave bool // a number, a unit of measure, or a word that denies
}

// sentences returns the sentences of a text, and the cells of a row.
func sentences(text string) []sentence {
	var list []sentence
	add := func(part string) {
		if s := (sentence{strings.Trim(part, " "+border), contentOf(part)}); len(s.content) > 0 {
			list = append(list, s)
		}
	}
	from := 0
	runes := []rune(text)
	for i, r := range runes {
		stop := strings.ContainsRune(".!?", r) && i+2 < len(runes) && unicode.IsSpace(runes[i+1]) && begins(runes[i+2:])
		if stop || string(r) == border {
			add(string(runes[from : i+1]))
			from = i + 1
		}
	}
	add(string(runes[from:]))
	return list
}

// begins reports whether a sentence may begin here: with a capital, or a number.
func begins(text []rune) bool {
	for len(text) > 1 && strings.ContainsRune(`"'”’»([`, text[0]) {
		text = text[1:]
	}
	return unicode.IsUpper(text[0]) || unicode.IsNumber(text[0])
}

// contentOf returns the words of a text that say something: those of four letters, numbers,
// units of measure after them, and words that deny.
func contentOf(text string) []content {
	const fewest = 4 // letters
	var list []content
	words := fold(text)
	for i, w := range words {
		measured := i > 0 && count(words[i-1]) && measures[strings.ToLower(w)]
		grave := count(w) || denials[w] != "" || measured
		if grave || len([]rune(w)) >= fewest && inWord([]rune(w)[0]) {
			list = append(list, content{plainStem(w), grave})
		}
	}
	return list
}

// count reports whether a word is a number, in digits or letters.
func count(word string) bool { return numeral(word) || numbers[word] != "" }

// plainStem returns the stem of a word, the same for words that mean the same: "ej" and "inte",
// "två" and "2".
func plainStem(word string) string {
	if same := denials[word]; same != "" {
		return same
	}
	if same := numbers[word]; same != "" {
		return same
	}
	return stems([]string{word})[0]
}

var (
	// denials are the words that deny, and the plainest word that says the same.
	denials = map[string]string{"inte": "inte", "ej": "inte", "icke": "inte", "aldrig": "aldrig", "ingen": "ingen", "inget": "ingen",
		"inga": "ingen", "utan": "utan", "utom": "utom", "undvik": "undvik", "undviks": "undvik", "undvika": "undvik"}
	numbers = map[string]string{"två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7", "åtta": "8", "nio": "9",
		"tio": "10", "elva": "11", "tolv": "12"}
	// measures are the units of measure that are no words of four letters.
	measures = wordSet("mg g µg mcg kg ml l dl cl mm cm m mmol mol ie e % ‰ ° min tim h år dag")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// lostOf returns which words of each sentence a passage does not have, each word as often as it
// has it. Sentences that are there as a whole take their words first: what is left of the passage
// is what the others may be.
func lostOf(all []sentence, passage []string, text string) [][]bool {
	left := map[string]int{}
	for _, w := range contentOf(text) {
		left[w.stem]++
	}
	for _, w := range passage { // short words, and those that are content only after others
		if _, known := left[w]; !known {
			left[w] = 1
		}
	}
	lost := make([][]bool, len(all))
	take := func(i int, whole bool) {
		before := map[string]int{}
		gone := make([]bool, len(all[i].content))
		for j, w := range all[i].content {
			if before[w.stem] >= left[w.stem] {
				gone[j] = true
				continue
			}
			before[w.stem]++
		}
		if whole && slices.Contains(gone, true) {
			return
		}
		lost[i] = gone
		for stem, n := range before {
			left[stem] -= n
		}
	}
	for i := range all {
		take(i, true)
	}
	for i := range all {
		if lost[i] == nil {
			take(i, false)
		}
	}
	return lost
}

// missing reports whether a sentence of which some words are lost is missing.
func (s sentence) missing(lost []bool) bool {
	gone, run, longest := 0, 0, 0
	for i, is := range lost {
		if !is {
			run = 0
			continue
		}
		if s.content[i].grave {
			return true
		}
		gone, run = gone+1, run+1
		longest = max(longest, run)
	}
	return longest >= fewestLost || 2*gone > len(s.content)
}

// contentOf returns the stems of what a passage says.
func (m *matcher) contentOf(p *passage) map[string]bool {
	has, known := m.content[p]
	if !known {
		has = map[string]bool{}
		for _, w := range contentOf(p.Text) {
			has[w.stem] = true
		}
		m.content[p] = has
	}
	return has
}

// beside reports whether a new passage of the same text has a sentence, or all of the clause of
// it that is lost.
func (m *matcher) beside(s sentence, lost []bool, p *passage) bool {
	var clause []string
	for i, is := range lost {
		if is {
			clause = append(clause, s.content[i].stem)
		}
	}
	if len(clause) < fewestLost {
		clause = clause[:0]
		for _, w := range s.content {
			clause = append(clause, w.stem)
		}
	}
	at := m.byName[p.name]
	if at == nil {
		return false
	}
	return slices.ContainsFunc(at.passages, func(other *passage) bool {
		if other == p || other.Kind == Link || len(m.landed[other]) > 0 && len(m.left[other]) == 0 {
			return false
		}
		has := m.contentOf(other)
		if len(m.landed[other]) > 0 { // only what no other unit has become
			free := map[string]bool{}
			for _, w := range m.left[other] {
				free[plainStem(w)] = has[plainStem(w)]
			}
			has = free
		}
		return !slices.ContainsFunc(clause, func(stem string) bool { return !has[stem] })
	})
}
