package revision

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/document"
)

// A Matter is something in a change that may alter what a reader does.
type Matter int

// The gravest first: they are listed in this order.
const (
	Dose      Matter = iota // a number with a unit of dose, or such a unit
	Drug                    // the name of a drug, or of a group of them
	Treatment               // one that is no drug
	Warning                 // a box of what is important, or what everybody is shown always
	Negation                // inte, ej, utan, aldrig; lämplig that becomes olämplig
	Priority                // a mark of priority
	Limit                   // minst, högst, över
	Age                     // a number of years
	Time                    // how soon, how often, how long
	Degree                  // öka, minska; hög, låg; lindrig, svår
	Order                   // the order of numbered steps
	Strength                // ska, bör, kan
	Picture                 // a picture: what it shows must be looked at
	Number                  // any other number
	Link                    // where a link leads
	Who                     // for whom, and who is responsible
)

// String returns the Swedish word for the matter.
func (m Matter) String() string {
	return [...]string{
		"dos eller enhet", "läkemedel", "behandlingsmetod", "varning", "nekande ord", "prioritet", "gräns", "ålder",
		"tid", "grad eller riktning", "ordning", "styrka", "bild", "tal", "länk", "vem",
	}[m]
}

// matterCalled returns the matter with a Swedish word.
func matterCalled(word string) Matter {
	for m := Dose; m <= Who; m++ {
		if m.String() == word {
			return m
		}
	}
	panic("no matter is called " + word) // the words are part of the program
}

// Words returns the Swedish words for matters.
func Words(matters []Matter) []string { return mapped(matters, Matter.String) }

// matters returns the matters of words that take the place of others.
func matters(before, after []token) []Matter {
	return mattersIn(before, [2]int{0, len(before)}, after, [2]int{0, len(after)})
}

// mattersIn returns them for parts of two runs of tokens: the words around a part show
// what its numbers are numbers of.
func mattersIn(b []token, before [2]int, a []token, after [2]int) []Matter {
	old, now := found(b, before), found(a, after)
	if respelt(b[before[0]:before[1]], a[after[0]:after[1]]) {
		return nil
	}
	turned := exclusions.exchanged(wordsOf(b[before[0]:before[1]]), wordsOf(a[after[0]:after[1]]))
	var list []Matter
	for m := Dose; m <= Who; m++ {
		if turned[m] || !slices.Equal(old[m], now[m]) {
			list = append(list, m)
		}
	}
	return list
}

// respelt reports whether only the spelling of a word has been mended: its letters are
// in another order, or doubled, and one of the two is no word that matters. Of doses and
// drugs it cannot be known.
func respelt(old, now []token) bool {
	if len(old) != 1 || len(now) != 1 {
		return false
	}
	b, a := strings.ToLower(old[0].text), strings.ToLower(now[0].text)
	was, before := lexicon.find(b)
	is, after := lexicon.find(a)
	return before != after && cmp.Or(was, is).matter > Drug && min(len(b), len(a)) >= shortestMisspelt &&
		slices.Equal(letters(b), letters(a))
}

// shortestMisspelt is how long a word must be, in bytes, that another one with the same
// letters is taken for a misspelling of.
const shortestMisspelt = 6

// letters returns the letters of a word in alphabetical order, each once.
func letters(w string) []rune {
	all := []rune(w)
	slices.Sort(all)
	return slices.Compact(all)
}

func wordsOf(tokens []token) map[string]bool {
	words := map[string]bool{}
	for _, t := range tokens {
		words[strings.ToLower(t.text)] = true
	}
	return words
}

// found returns the meanings of the words of each matter in a part of tokens: in the
// order of the text where another order means something else, as of two doses, else
// sorted.
func found(tokens []token, part [2]int) [Who + 1][]string {
	var words [Who + 1][]string
	for i := part[0]; i < part[1]; i++ {
		switch t := tokens[i]; {
		case t.kind == blank:
		case t.written.Kind == document.PriorityToken:
			words[Priority] = append(words[Priority], strings.ToLower(t.text))
		case t.picture():
			words[Picture] = append(words[Picture], t.key)
		case t.kind == atom:
		default:
			if m, meaning := meaningOf(tokens, i); meaning != "" {
				words[m] = append(words[m], numberParts(meaning)...)
			}
		}
	}
	for _, m := range []Matter{Treatment, Warning, Negation, Degree, Strength, Picture, Who} {
		slices.Sort(words[m])
	}
	return words
}

// meaningOf returns what a word or sign that matters means, and its matter, by itself
// and by what is before and after it; "" when it does not matter.
func meaningOf(tokens []token, i int) (Matter, string) {
	t, preceding, following := tokens[i], tokens[:i], tokens[i+1:]
	w, previous := strings.ToLower(t.text), lastWord(preceding)
	known, is := lexicon.find(w)
	switch {
	case is && known.matter == Dose && mega(t.text):
		return Dose, t.text
	case is && known.matter == Number:
		return numberOf(tokens, i), known.meaning
	case is:
		return known.matter, known.meaning
	case ageUnits[w] && yearly[previous]:
		return Time, "år"
	case ageUnits[w]:
		return Age, "år"
	case w == "får" && passiveFollows(following):
		return Strength, w
	case rangeSigns[w] && (numeral(previous) || previous == "en" || previous == "ett") && numberNext(following):
		return numberOf(tokens, i), "–"
	case signs[w] && signed(preceding, following):
		return Number, strings.Map(plainDash, w)
	case nearLimit[w] && numberFollows(following):
		return Limit, w
	case (w == "en" || w == "ett") && numberOf(tokens, i) != Number:
		return numberOf(tokens, i), "1"
	case numeral(w):
		return numberOf(tokens, i), w
	case named(t, preceding) && (givers[previous] && isGiven(following) || doseNext(following)):
		return Drug, w
	}
	return 0, ""
}

// mega reports whether a unit is written so that its prefix is mega, not milli.
func mega(unit string) bool {
	return len(unit) > 1 && unit[0] == 'M' && unit == strings.ToUpper(unit)
}

// passiveFollows reports whether the next word is a verb in the passive: "får ges" is
// a permission, "får hjälp" is not.
func passiveFollows(following []token) bool {
	t := next(following)
	return t.kind == word && strings.HasSuffix(t.text, "s")
}

// next returns the first of tokens that is no blank.
func next(tokens []token) token {
	for _, t := range tokens {
		if t.kind != blank {
			return t
		}
	}
	return token{}
}

// lastWord returns the last word of tokens, in lower case.
func lastWord(tokens []token) string {
	for _, t := range slices.Backward(tokens) {
		if t.kind != blank {
			return strings.ToLower(t.text)
		}
	}
	return ""
}

// signed reports whether a sign between two runs of tokens belongs to the number after
// it, as a minus does.
func signed(preceding, following []token) bool {
	return len(following) > 0 && numeral(following[0].text) &&
		(len(preceding) == 0 || preceding[len(preceding)-1].kind == blank)
}

// named reports whether a word is a name: it has a capital letter, and begins no
// sentence.
func named(t token, preceding []token) bool {
	first, _ := utf8.DecodeRuneInString(t.text)
	last, _ := utf8.DecodeLastRuneInString(lastWord(preceding))
	return t.kind == word && len(t.text) > 2 && unicode.IsUpper(first) && unicode.IsLetter(last)
}

// isGiven reports whether a name after "ge" is that of what is given, by what follows
// it, not of somebody who is given something.
func isGiven(following []token) bool {
	t := next(following)
	return t.kind != word || given[t.text] || numeral(t.text)
}

// doseNext reports whether the next word is the number of a dose.
func doseNext(following []token) bool {
	for i, t := range following[:min(len(following), 2)] {
		if t.kind != blank {
			return numeral(t.text) && numberOf(following, i) == Dose
		}
	}
	return false
}

// numeral reports whether a word is a number, or has one in it: "sextiofem", "12-årig",
// "B12", "½", "⁹".
func numeral(w string) bool {
	w = strings.ToLower(w)
	return lexicon.number(w) || strings.ContainsFunc(w, unicode.IsNumber)
}

func numberNext(following []token) bool { return numeral(next(following).text) }

// numberFollows reports whether a number is among the next few words.
func numberFollows(following []token) bool {
	return slices.ContainsFunc(following[:min(len(following), 5)], func(t token) bool { return numeral(t.text) })
}

// numberOf returns what the number at a place is a number of: by the unit that is
// written together with it, or that follows it, or that follows another number after a
// dash or "till"; else by the word before it.
func numberOf(tokens []token, at int) Matter {
	if _, unit := amount(strings.ToLower(tokens[at].text)); unit != "" {
		return Dose
	}
	following, often := tokens[at+1:], false // how often, not how old
	for _, t := range following[:min(len(following), 10)] {
		w := strings.ToLower(t.text)
		known, is := lexicon.find(w)
		switch {
		case t.kind == blank, toUnit[w], numeral(w):
			often = often || w == "gång" || w == "gånger"
		case is && (known.matter == Dose || known.matter == Time):
			return known.matter
		case ageUnits[w] && often:
			return Time
		case ageUnits[w]:
			return Age
		default:
			return numberAfter(tokens[:at])
		}
	}
	return numberAfter(tokens[:at])
}

// numberAfter returns what a number without a unit is a number of, by what is before it.
func numberAfter(preceding []token) Matter {
	w := lastWord(preceding)
	known, is := lexicon.find(w)
	switch {
	case w == "x" || w == "×":
		return Dose
	case graded[w]:
		return Priority
	case nearLimit[w] || is && known.matter == Limit:
		return Limit
	}
	return Number
}

// amount returns the two parts of a number and a unit of dose that are written together.
func amount(w string) (number, unit string) {
	number = strings.TrimRightFunc(w, func(r rune) bool { return unicode.IsLetter(r) || r == 'µ' })
	unit = w[len(number):]
	if known, is := lexicon.find(unit); number == "" || !is || known.matter != Dose {
		return w, ""
	}
	return number, unit
}

// numberParts returns what a word means in as many parts as it can be written in: "3–5"
// and "3 till 5" are the same, as are "1 000" and "1000".
func numberParts(w string) []string {
	if !strings.ContainsFunc(w, unicode.IsDigit) {
		return []string{lexicon.inFigures(w)}
	}
	number, unit := amount(w)
	number = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return plainDash(r)
	}, number)
	var parts []string
	for i, part := range strings.Split(number, "–") {
		if i > 0 {
			parts = append(parts, "–")
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	if unit != "" {
		known, _ := lexicon.find(unit)
		parts = append(parts, known.meaning)
	}
	return parts
}

func plainDash(r rune) rune {
	if r == '-' || r == '−' {
		return '–'
	}
	return r
}
