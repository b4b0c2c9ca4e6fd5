package revision

import (
	"embed"
	"slices"
	"strings"
	"unicode"

	"provtryck/generator/document"
	"provtryck/generator/prose"
)

// A Matter is something in a change that may alter what a reader does.
type Matter int

// The gravest first: they are listed in this order.
const (
	Dose     Matter = iota // a number with a unit of dose, or such a unit
	Drug                   // the name of a drug, or of a group of them
	Warning                // a box of what is important, or what everybody is shown always
	Negation               // inte, ej, utan, aldrig; lämplig that becomes olämplig
	Priority               // a mark of priority
	Limit                  // minst, högst, över
	Age                    // a number of years
	Time                   // how soon, how often, how long
	Degree                 // öka, minska; hög, låg; lindrig, svår
	Strength               // ska, bör, kan
	Picture                // a picture: what it shows must be looked at
	Number                 // any other number
	Who                    // for whom, and who is responsible
)

// String returns the Swedish word for the matter.
func (m Matter) String() string {
	return [...]string{
		"dos eller enhet", "läkemedel", "varning", "nekande ord", "prioritet", "gräns", "ålder", "tid",
		"grad eller riktning", "styrka", "bild", "tal", "vem",
	}[m]
}

// Words returns the Swedish words for matters.
func Words(matters []Matter) []string { return mapped(matters, Matter.String) }

// The words that are looked for, in lower case. Forms are listed rather than
// made, so that it can be seen what is found.
var (
	doseUnits = set(prose.DoseUnits)
	ageUnits  = set("år års åring åringar årig åriga årsåldern")
	negations = set(prose.Negations + " utan inte-göra icke-göra varken saknar saknas undvik undvika " +
		"avråd avråda avråds förutom")
	strengths   = set(prose.Modals + " " + wordsIn("strengths"))
	times       = set(wordsIn("times"))
	yearly      = set("per varje om") // before a year: how often, not how old
	degrees     = set(wordsIn("degrees"))
	limits      = set("minst högst lägst maximalt minimum maximum tidigast senast längst ≥ ≤ ±")
	nearLimit   = set("under över mer mindre fler färre upp från till lägre högre större < >") // before a number
	numerals    = set(wordsIn("numerals"))
	who         = set(wordsIn("who"))
	drugs       = set(wordsIn("drugs"))
	drugEndings = strings.Fields(wordsIn("drug-endings"))
)

//go:embed words/*.txt
var wordFiles embed.FS

// wordsIn returns the words of a file, which has one a line below a comment.
func wordsIn(file string) string {
	list, err := wordFiles.ReadFile("words/" + file + ".txt")
	if err != nil {
		panic(err) // the files are part of the program
	}
	_, words, _ := strings.Cut(string(list), "\n")
	return words
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// matters returns the matters of words that take the place of others.
func matters(before, after []token) []Matter {
	return mattersIn(before, [2]int{0, len(before)}, after, [2]int{0, len(after)})
}

// mattersIn returns them for parts of two runs of tokens: the words around a part show
// what its numbers are numbers of.
func mattersIn(b []token, before [2]int, a []token, after [2]int) []Matter {
	old, now := found(b, before), found(a, after)
	negated, reversed := turned(b[before[0]:before[1]], a[after[0]:after[1]])
	var list []Matter
	for m := Dose; m <= Who; m++ {
		if !slices.Equal(old[m], now[m]) || m == Negation && negated || m == Degree && reversed {
			list = append(list, m)
		}
	}
	return list
}

// turned reports what has become its opposite: by a prefix, as lämplig does in
// olämplig, or by före in the place of efter.
func turned(old, now []token) (negated, reversed bool) {
	before, after := wordsOf(old), wordsOf(now)
	turn := func(from, to map[string]bool) {
		for w := range from {
			gone := !to[w]
			negated = negated || gone && len(w) >= 5 && to["o"+w] && !from["o"+w]
			reversed = reversed || gone && w == "före" && to["efter"] && !from["efter"]
		}
	}
	turn(before, after)
	turn(after, before)
	return negated, reversed
}

func wordsOf(tokens []token) map[string]bool {
	words := map[string]bool{}
	for _, t := range tokens {
		words[strings.ToLower(t.text)] = true
	}
	return words
}

// found returns the words of each matter in a part of tokens: in the order of the text
// where another order means something else, as of two doses, else sorted.
func found(tokens []token, part [2]int) [Who + 1][]string {
	var words [Who + 1][]string
	for i := part[0]; i < part[1]; i++ {
		t := tokens[i]
		w := strings.ToLower(t.text)
		switch {
		case t.kind == blank:
		case t.written.Kind == document.PriorityToken:
			words[Priority] = append(words[Priority], w)
		case t.picture():
			words[Picture] = append(words[Picture], t.key)
		case t.kind == atom:
		default:
			if m, any := matterOf(w, tokens[:i], tokens[i+1:]); any {
				words[m] = append(words[m], w)
			}
		}
	}
	for _, m := range []Matter{Warning, Negation, Degree, Strength, Picture, Who} {
		slices.Sort(words[m])
	}
	return words
}

// matterOf returns the matter of a word, in lower case, by itself and by what is before
// and after it.
func matterOf(w string, preceding, following []token) (m Matter, any bool) {
	switch {
	case w == "%" || doseUnits[w]:
		return Dose, true
	case drugs[w] || slices.ContainsFunc(drugEndings, func(stem string) bool { return strings.HasSuffix(w, stem) }):
		return Drug, true
	case ageUnits[w] && yearly[lastWord(preceding)]:
		return Time, true
	case ageUnits[w]:
		return Age, true
	case negations[w]:
		return Negation, true
	case strengths[w] || w == "får" && passiveFollows(following):
		return Strength, true
	case limits[w] || nearLimit[w] && numberFollows(following):
		return Limit, true
	case times[w]:
		return Time, true
	case degrees[w]:
		return Degree, true
	case who[w]:
		return Who, true
	case numeral(w):
		return numberOf(w, following), true
	}
	return 0, false
}

// passiveFollows reports whether the next word is a verb in the passive: "får ges" is
// a permission, "får hjälp" is not.
func passiveFollows(following []token) bool {
	for _, t := range following {
		if t.kind != blank {
			return t.kind == word && strings.HasSuffix(t.text, "s")
		}
	}
	return false
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

// numeral reports whether a word is a number, or has one in it: "12-årig", "B12", "½", "⁹".
func numeral(w string) bool {
	return numerals[w] || strings.ContainsFunc(w, unicode.IsNumber)
}

// numberFollows reports whether a number is among the next few words.
func numberFollows(following []token) bool {
	return slices.ContainsFunc(following[:min(len(following), 5)],
		func(t token) bool { return numeral(strings.ToLower(t.text)) })
}

// numberOf returns what a number is a number of, by the unit that is written together
// with it, or that follows it, or that follows another number after a dash or "till".
func numberOf(number string, following []token) Matter {
	noUnit := func(r rune) bool { return !unicode.IsLetter(r) && r != 'µ' }
	if doseUnits[strings.TrimLeftFunc(number, noUnit)] {
		return Dose
	}
	for _, t := range following[:min(len(following), 6)] {
		w := strings.ToLower(t.text)
		switch {
		case t.kind == blank, w == "–", w == "-", w == "till", w == "och", w == "eller", w == "×", numeral(w):
		case w == "%" || doseUnits[w]:
			return Dose
		case ageUnits[w]:
			return Age
		case times[w]:
			return Time
		default:
			return Number
		}
	}
	return Number
}
