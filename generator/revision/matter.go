package revision

import (
	"slices"
	"strings"
	"unicode"
)

// A Matter is something in a change that may alter what a reader does.
type Matter int

const (
	Dose     Matter = iota // a number with a unit of dose, or such a unit
	Priority               // a mark of priority
	Negation               // inte, ej, utan, aldrig
	Age                    // a number of years
	Limit                  // minst, högst, över
	Number                 // any other number
	Strength               // ska, bör, kan
	Who                    // for whom, and who is responsible
)

// String is the Swedish word for the matter.
func (m Matter) String() string {
	return [...]string{"dos eller enhet", "prioritet", "nekande ord", "ålder", "gräns", "tal", "styrka", "vem"}[m]
}

// The words that are looked for, in lower case. Forms are listed rather than
// made, so that it can be seen what is found.
var (
	doseUnits = set("mg µg mcg mikrogram milligram gram g kg ml cl dl liter mmol mol nmol µmol pmol mmhg ie enhet enheter tablett tabletter kapsel kapslar droppar dos doser promille procent cm mm kcal watt")
	ageUnits  = set("år års åring åringar årig åriga årsåldern")
	negations = set("inte icke ej utan aldrig ingen inga inget inte-göra icke-göra varken saknar saknas undvik undvika avråd avråda avråds förutom")
	strengths = set("ska skall måste bör kan rekommenderas rekommenderar erbjud erbjuda erbjuds överväg överväga övervägs kontraindicerat kontraindicerad nödvändigt obligatoriskt")
	limits    = set("minst högst lägst maximalt minimum maximum tidigast senast längst ≥ ≤ ±")
	nearLimit = set("under över mer mindre fler färre upp från till lägre högre större < >") // before a number
	numerals  = set("noll två tre fyra fem sex sju åtta nio tio elva tolv halv halva hälften dubbel dubbla dubbelt tredubbla varannan tredje fjärde dagligen")
	who       = set("region regionen regionens regioner regionerna kommun kommunen kommunens kommuner kommunerna staten primärvård primärvården specialistpsykiatri specialistpsykiatrin barnpsykiatri psykiatri psykiatrin socialtjänst socialtjänsten elevhälsa elevhälsan skola skolan vårdcentral vårdcentralen beroendevård beroendevården läkare läkaren psykolog psykologen sjuksköterska sjuksköterskan kurator kuratorn socialsekreterare socialsekreteraren arbetsterapeut fysioterapeut huvudman huvudmannen huvudmän barn ungdomar vuxna äldre gravida ammande")
)

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// matters are what is concerned when some words are taken away and others added.
func matters(before, after []token) []Matter {
	return mattersIn(before, [2]int{0, len(before)}, after, [2]int{0, len(after)})
}

// mattersIn is the same for parts of two runs of tokens. What stands right after
// a number tells what it is a number of.
func mattersIn(b []token, before [2]int, a []token, after [2]int) []Matter {
	old, now := found(b, before), found(a, after)
	var list []Matter
	for m := Dose; m <= Who; m++ {
		if !slices.Equal(old[m], now[m]) {
			list = append(list, m)
		}
	}
	return list
}

// found are the words of each matter in a part of tokens, sorted.
func found(tokens []token, part [2]int) [Who + 1][]string {
	var words [Who + 1][]string
	add := func(m Matter, w string) { words[m] = append(words[m], w) }
	for i := part[0]; i < part[1]; i++ {
		t := tokens[i]
		w := strings.ToLower(t.text)
		switch {
		case t.kind == blank:
		case t.kind == atom && strings.HasPrefix(t.key, "prioritet "):
			add(Priority, w)
		case t.kind == atom:
		case w == "%" || doseUnits[w]:
			add(Dose, w)
		case ageUnits[w]:
			add(Age, w)
		case negations[w]:
			add(Negation, w)
		case strengths[w]:
			add(Strength, w)
		case limits[w] || nearLimit[w] && numberFollows(tokens[i+1:]):
			add(Limit, w)
		case who[w]:
			add(Who, w)
		case numeral(w):
			add(numberOf(tokens[i+1:]), w)
		}
	}
	for m := range words {
		slices.Sort(words[m])
	}
	return words
}

// numeral says whether a word is a number, or has one in it: "12-årig", "B12".
func numeral(w string) bool {
	return numerals[w] || strings.ContainsFunc(w, unicode.IsDigit)
}

// numberFollows says whether a number is among the next few words.
func numberFollows(following []token) bool {
	return slices.ContainsFunc(following[:min(len(following), 5)], func(t token) bool { return numeral(strings.ToLower(t.text)) })
}

// numberOf tells what a number is a number of by what follows it: a unit, or
// after a dash or "till" another number and then its unit.
func numberOf(following []token) Matter {
	for _, t := range following[:min(len(following), 6)] {
		w := strings.ToLower(t.text)
		switch {
		case t.kind == blank, w == "–", w == "-", w == "till", w == "och", w == "×", numeral(w):
		case w == "%" || doseUnits[w]:
			return Dose
		case ageUnits[w]:
			return Age
		default:
			return Number
		}
	}
	return Number
}
