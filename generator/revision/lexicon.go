package revision

import (
	"embed"
	"iter"
	"strconv"
	"strings"

	"provtryck/generator/prose"
)

// A sense is what a word means, and what it matters for. Forms of a word have one
// meaning.
type sense struct {
	matter  Matter
	meaning string
}

// A wordList is the words that matter, in lower case.
type wordList struct {
	whole   map[string]sense
	endings map[string]sense // how words end, or all that they are: "tablett", "depottablett"
	numbers map[string]int   // by the word for them
}

// lexicon is all words that matter by themselves. Where a word is in several lists the
// first decides.
var lexicon = newWordList(
	matterWords{Dose, "doses"}, matterWords{Drug, "drugs"}, matterWords{Drug, "drug-endings"},
	matterWords{Drug, "drug-groups"}, matterWords{Treatment, "treatments"}, matterWords{Negation, "negations"},
	matterWords{Strength, "strengths"}, matterWords{Time, "times"}, matterWords{Age, "ages"},
	matterWords{Degree, "degrees"}, matterWords{Who, "who"}, matterWords{Number, "parts"},
)

// matterWords is a file of words.
type matterWords struct {
	matter Matter
	file   string
}

// Words that matter, or do not, by what is beside them.
var (
	ageUnits = set("år års åringar åring årig åriga årsåldern")
	yearly   = set("per varje om") // before a year: how often, not how old

	nearLimit  = set("under över mer mindre fler färre upp från till lägre högre större < > =") // a number
	rangeSigns = set("till - – −")                                                              // between two numbers
	signs      = set("- – − +")                                                                 // before a number
	toUnit     = set("– - till och eller × x gång gånger per om i var varje : e")               // after a number
	graded     = set("prioritet evidensgrad rekommendationsgrad evidensstyrka")                 // before a number

	givers = set("ge ges ger gav ordinera ordineras förskriv förskrivs") // before a drug
	given  = set("vid på i till med och eller mot före efter under som") // after it
)

//go:embed words/*.txt
var wordFiles embed.FS

// lines returns the lines of a file of words that are no comments.
func lines(file string) iter.Seq[string] {
	list, err := wordFiles.ReadFile("words/" + file + ".txt")
	if err != nil {
		panic(err) // the files are part of the program
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(list)) {
			if line[0] != '#' && !yield(strings.TrimSpace(line)) {
				return
			}
		}
	}
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

func newWordList(files ...matterWords) *wordList {
	l := &wordList{
		whole: map[string]sense{}, endings: map[string]sense{}, numbers: map[string]int{},
	}
	for _, f := range files {
		for line := range lines(f.file) {
			l.add(f.matter, strings.Fields(line))
		}
	}
	for m, words := range map[Matter]string{
		Dose: prose.DoseUnits, Strength: prose.Modals, Negation: prose.Negations,
		Limit: "minst högst lägst maximalt minimum maximum tidigast senast längst ≥ ≤ ±",
	} {
		for _, w := range strings.Fields(words) {
			l.add(m, []string{w})
		}
	}
	l.add(Negation, []string{"~"}) // struck out
	for line := range lines("numerals") {
		word, figures, _ := strings.Cut(line, " ")
		l.numbers[word], _ = strconv.Atoi(figures)
	}
	return l
}

// add adds the forms of one word. A form that begins with a dash is how words end.
func (l *wordList) add(m Matter, forms []string) {
	for _, form := range forms {
		words, w := l.whole, form
		if ending, is := strings.CutPrefix(form, "-"); is && ending != "" {
			words, w = l.endings, ending
		}
		if not, is := strings.CutPrefix(form, "!"); is {
			l.whole[not] = sense{}
			continue
		}
		if _, has := words[w]; !has {
			words[w] = sense{m, forms[0]}
		}
	}
}

// longestForm is how many bytes the words of all lists have at most: no longer part of a word is looked
// up, since what is one long word would take time in the square of it.
const longestForm = 64

// find returns the meaning of a word in lower case, if it matters.
func (l *wordList) find(w string) (sense, bool) {
	if s, has := l.whole[w]; has {
		return s, s.meaning != ""
	}
	for i := range w {
		if len(w)-i > longestForm {
			continue
		}
		s, has := l.endings[w[i:]]
		switch {
		case !has:
		case s.meaning[0] == '-':
			return sense{s.matter, w[:i] + s.meaning}, true // each such word means something of its own
		default:
			return s, true
		}
	}
	return sense{}, false
}

// number reports whether a word is a number in letters. Ett is also an article.
func (l *wordList) number(w string) bool { return w != "ett" && l.inFigures(w) != w }

// inFigures returns a number in letters, such as sextiofem, in figures; another word as
// it is.
func (l *wordList) inFigures(w string) string {
	if w == "" {
		return w
	}
	sum, thousands := 0, 0
	for rest := w; rest != ""; {
		n := min(len(rest), longestForm)
		for n > 0 && !l.isNumber(rest[:n]) {
			n--
		}
		if n == 0 {
			return w
		}
		switch value := l.numbers[rest[:n]]; value {
		case 100:
			sum = max(sum, 1) * value
		case 1000:
			sum, thousands = 0, max(sum, 1)*value
		default:
			sum += value
		}
		rest = rest[n:]
	}
	return strconv.Itoa(thousands + sum)
}

func (l *wordList) isNumber(w string) bool {
	_, is := l.numbers[w]
	return is
}

// exclusions are words that exclude each other.
var exclusions = newOpposites()

// opposites are groups of alternatives: a text says one of a group in the place of another.
type opposites struct {
	matters []Matter // of the groups
	whole   map[string][]option
	begin   map[string][]option // by how words begin, whose rest is the same
}

// An option is one of a group of alternatives.
type option struct{ group, number int }

func newOpposites() *opposites {
	o := &opposites{whole: map[string][]option{}, begin: map[string][]option{}}
	for line := range lines("alternatives") {
		name, rest, _ := strings.Cut(line, ": ")
		for i, forms := range strings.Split(rest, "/") {
			for _, form := range strings.Fields(forms) {
				words, w := o.whole, form
				if beginning, is := strings.CutSuffix(form, "-"); is {
					words, w = o.begin, beginning
				}
				words[w] = append(words[w], option{len(o.matters), i})
			}
		}
		o.matters = append(o.matters, matterCalled(name))
	}
	negated := len(o.matters)
	o.matters = append(o.matters, Negation)
	o.begin[""] = []option{{negated, 0}}
	for i, prefix := range []string{"o", "icke-", "icke"} {
		o.begin[prefix] = append(o.begin[prefix], option{negated, 1 + i})
	}
	return o
}

// A choice is a group of alternatives, of words with a certain rest.
type choice struct {
	group int
	rest  string
}

// chosen returns which alternatives of each group some words have, as bits.
func (o *opposites) chosen(words map[string]bool) map[choice]uint {
	all := map[choice]uint{}
	for w := range words {
		for _, a := range o.whole[w] {
			all[choice{a.group, ""}] |= 1 << a.number
		}
		for i := range w {
			if len(w)-i < shortestRest || i > longestForm {
				break
			}
			for _, a := range o.begin[w[:i]] {
				all[choice{a.group, w[i:]}] |= 1 << a.number
			}
		}
	}
	return all
}

// shortestRest is how much a word must have after its beginning, in bytes, to be taken
// for the opposite of another with the same rest.
const shortestRest = 3

// exchanged returns the matters of what has been exchanged for its opposite, or for
// something else that excludes it.
func (o *opposites) exchanged(before, after map[string]bool) [Who + 1]bool {
	var list [Who + 1]bool
	now := o.chosen(after)
	for c, old := range o.chosen(before) {
		if gone, come := old&^now[c], now[c]&^old; gone != 0 && come != 0 {
			list[o.matters[c.group]] = true
		}
	}
	return list
}
