package prose

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// checkPreferred finds words that the project writes otherwise, except in the words
// of others, between quotation marks.
func checkPreferred(r *reading) {
	for i, w := range r.words {
		if !w.in(avoided) {
			continue
		}
		for _, p := range r.lists.preferred[w.low] {
			if begin, end, numbers, ok := r.match(w, p); ok && !r.otherwise(i, p, begin, end) &&
				r.quoted(begin) < sentenceQuoted {
				r.preferred(p, i, begin, end, numbers)
				break
			}
		}
	}
}

// match returns where a phrase is whose first word is w, and the numbers in the
// place of its #. In a compound it is part of another word: S-Ca, mail-adress.
func (r *reading) match(w word, p phrase) (begin, end int, numbers []string, ok bool) {
	text := r.passage.Text
	begin = w.begin - p.lead
	if begin < 0 || hyphen(r.before(begin)) {
		return 0, 0, nil, false
	}
	end = begin
	for _, c := range p.avoid {
		if end >= len(text) {
			return 0, 0, nil, false
		}
		switch is, size := utf8.DecodeRuneInString(text[end:]); {
		case c == '#':
			from := end
			for end < len(text) && text[end] >= '0' && text[end] <= '9' {
				end++
			}
			if end == from {
				return 0, 0, nil, false
			}
			numbers = append(numbers, text[from:end])
		case c == ' ' && unicode.IsSpace(is), c == unicode.ToLower(is):
			end += size
		default:
			return 0, 0, nil, false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(p.avoid)
	return begin, end, numbers, !letter(last) && last != '#' ||
		!letter(r.after(end)) && !(hyphen(r.after(end)) && letter(r.after(end+1)))
}

func hyphen(c rune) bool { return c == '-' || c == '\u2011' }

// abbreviated is the most letters of an expression so short that it may be the sign
// for something else: Ca is calcium, mm a millimetre.
const abbreviated = 2

// otherwise reports whether what looks like a phrase is something else: a unit, a
// sign or a name in capitals, a diagnosis, or part of an expression in which it is
// right.
func (r *reading) otherwise(i int, p phrase, begin, end int) bool {
	w := r.words[i]
	switch {
	case p.measures(w) && !r.enumerated(i),
		w.low == "ca" && !r.numberAt(i+1),
		w.low == "skall" && i > 0 && r.blank(i-1) &&
			(r.words[i-1].in(article) || strings.HasSuffix(r.words[i-1].low, "s")):
		return true
	case w.end-w.begin <= abbreviated && r.passage.Text[w.begin] != w.low[0] &&
		(w.in(capital) || !r.first(i) || r.concentration(i+1)):
		return true
	case w.in(capital) && r.named(i, end):
		return true
	}
	for _, e := range p.within {
		around := r.passage.Text[max(0, end-len(e)):min(begin+len(e), len(r.passage.Text))]
		if strings.Contains(lower(around), e) {
			return true
		}
	}
	return false
}

// measures reports whether a phrase is a single word that is a unit too: mm.
func (p phrase) measures(w word) bool { return w.in(unit) && strings.Trim(p.avoid, ".") == w.low }

// shortened reports whether a phrase is an abbreviation written without its last stop.
func (p phrase) shortened() bool {
	last := strings.LastIndexAny(p.avoid, " .")
	return last+1 < len(p.avoid) && ourLexicon.class(p.avoid[last+1:])&shortened != 0
}

// enumerated reports whether a sign that may be a unit ends an enumeration: "vikt,
// puls mm." A unit follows its number, a preposition or another unit.
func (r *reading) enumerated(i int) bool {
	if i < 2 || !r.blank(i-1) {
		return false
	}
	before := r.words[i-1]
	return !before.in(counted|unit|preposition) && strings.Contains(r.between(i-2), ",")
}

// numberAt reports whether the i-th word is a number, in digits or in letters, and
// follows the word before it. CA 125, CA 15-3 and CA 19-9 are tumour markers.
func (r *reading) numberAt(i int) bool {
	if i >= len(r.words) || strings.Trim(r.between(i-1), " \u00a0.") != "" {
		return false
	}
	switch w := r.words[i]; w.low {
	case "125":
		return false
	case "15", "19", "72":
		return !hyphen(r.after(w.end))
	default:
		return w.in(counted | numeral)
	}
}

// concentration reports whether the i-th word begins an amount of something in a
// volume: Ca 2,5 mmol/l is calcium.
func (r *reading) concentration(i int) bool {
	for i < len(r.words) && number(r.words[i].low) {
		i++
	}
	return i+1 < len(r.words) && r.words[i].in(unit) && r.between(i) == "/" &&
		strings.HasSuffix(r.words[i+1].low, "l")
}

// named reports whether there is a word with a capital beside an expression that ends
// at an offset, so that it is part of a name: ADHD Rating Scale.
func (r *reading) named(i, end int) bool {
	rest := strings.TrimLeft(r.passage.Text[end:], " \u00a0")
	next, _ := utf8.DecodeRuneInString(rest)
	return len(rest) < len(r.passage.Text)-end && unicode.IsUpper(next) ||
		i > 0 && r.blank(i-1) && r.raised(i-1) && !r.first(i-1)
}

// raised reports whether a word begins with a capital.
func (r *reading) raised(i int) bool {
	letter, _ := utf8.DecodeRuneInString(r.passage.Text[r.words[i].begin:])
	return unicode.IsUpper(letter)
}

// certain reports whether an expression whose first word is the i-th surely means
// what the list says, so that the program may write the other words. It does not in
// English, after a number, in what may be a name or the sign for something else.
func (r *reading) certain(i int, p phrase, begin, end int) bool {
	w := r.words[i]
	follows := i > 0 && r.blank(i-1)
	switch {
	case r.has(surely), r.quoted(begin) > 0, p.measures(w), follows && r.words[i-1].in(counted):
		return false
	case w.in(capital) && (r.named(i, end) || follows && r.raised(i-1) && !r.words[i-1].in(preposition|clause|article)):
		return false
	case w.low == "skall":
		return r.infinitive(i + 1)
	}
	return true
}

// infinitive reports whether an infinitive follows soon: one ends in a, or in as.
func (r *reading) infinitive(i int) bool {
	for _, w := range r.words[min(i, len(r.words)):min(i+4, len(r.words))] {
		if w.in(shortInfinitive) || len(w.low) > 3 && !w.in(filling|negation) &&
			(strings.HasSuffix(w.low, "a") || strings.HasSuffix(w.low, "as")) {
			return true
		}
	}
	return false
}

// first reports whether a word is the first of its sentence.
func (r *reading) first(i int) bool {
	_, found := slices.BinarySearchFunc(r.sentences, i, func(s sentence, i int) int { return s.first - i })
	return found
}

// sentenceQuoted is how many words between quotation marks are those of others;
// fewer are an expression of the text itself.
const sentenceQuoted = 3

// quoted returns how many words there are between the quotation marks around an
// offset, at most sentenceQuoted; 0 when there are none.
func (r *reading) quoted(offset int) int {
	text := r.passage.Text
	if r.quotes == nil {
		for i, c := range text {
			if strings.ContainsRune("\"”“„»«", c) {
				r.quotes = append(r.quotes, i)
			}
		}
		r.quotes = append(r.quotes, len(text))
	}
	at, _ := slices.BinarySearch(r.quotes, offset)
	if at%2 == 0 || at == len(r.quotes)-1 {
		return 0
	}
	words := 0
	for range strings.FieldsSeq(text[r.quotes[at-1]:r.quotes[at]]) {
		if words++; words == sentenceQuoted {
			break
		}
	}
	return words
}

var wordChoice = &problem.Rule{ID: "ordval", Family: problem.Language, Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Ord är de som projektets ordlista har valt.",
	Bad:    "Alla landsting erbjuder stödet.", Good: "Alla regioner erbjuder stödet."}

func (r *reading) preferred(p phrase, i, begin, end int, numbers []string) {
	safe := p.safe && r.certain(i, p, begin, end)
	if p.shortened() && r.after(end) == '.' { // the stop is part of the abbreviation, or ends the sentence
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(r.passage.Text[end+1:], " \u00a0"))
		switch {
		case unicode.IsLower(next) && unicode.IsSpace(r.after(end+1)):
			end++
		case end+1 < len(r.passage.Text):
			safe = false
		}
	}
	is, with := r.passage.Text[begin:end], p.write
	for _, n := range numbers {
		with = strings.Replace(with, "#", n, 1)
	}
	letter, _ := utf8.DecodeRuneInString(is)
	raised := unicode.IsUpper(letter)
	if raised && (r.first(i) || strings.ToUpper(is) != is) {
		other, n := utf8.DecodeRuneInString(with)
		with = string(unicode.ToUpper(other)) + with[n:]
	}
	message, hint := fmt.Sprintf("här står %s", is), "skriv "+with
	if p.because != "" {
		hint += ": " + p.because
	}
	if is == with {
		return
	}
	safe = safe && !(raised && utf8.RuneCountInString(strings.Trim(is, ".")) <= abbreviated)
	if strings.HasSuffix(is, ".") && !strings.HasSuffix(with, ".") { // it may end the sentence too
		switch rest := strings.TrimLeft(r.passage.Text[end:], " \u00a0"); {
		case rest == "":
			with += "."
		default:
			next, _ := utf8.DecodeRuneInString(rest)
			safe = safe && !unicode.IsUpper(next)
		}
	}
	if next := r.after(end); unicode.IsDigit(next) || unicode.IsLetter(next) {
		safe = false // "ca.5 mg": the blank is missing too
	}
	if safe {
		r.fix(wordChoice, begin, end, with, message, hint)
	} else {
		r.report(wordChoice, begin, message, hint)
	}
}

// maxAbbreviation is the most letters of a word that is taken for an abbreviation
// because it is written in capitals.
const maxAbbreviation = 6

var unexplainedAbbreviation = &problem.Rule{ID: "forkortning", Family: problem.Language,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "En förkortning förklaras första gången.",
	Bad:    "Kommunen ansvarar enligt HSL.", Good: "Kommunen ansvarar enligt hälso- och sjukvårdslagen (HSL)."}

// checkAbbreviations finds abbreviations that are not explained where they are
// first used: "hälso- och sjukvårdslagen (HSL)", or "HSL (hälso- …)".
func checkAbbreviations(r *reading) {
	for i, w := range r.words {
		if !w.in(capital) {
			continue
		}
		name := r.written(i, i)
		listed, known := r.lists.abbreviations[name]
		if known && hyphen(r.after(w.end)) && unicode.IsDigit(r.after(w.end+1)) {
			continue // the name of a scale: GAD-7
		}
		if !known && (!capitals(name) || notes[name] || r.noAbbreviation(i)) || r.explained[name] {
			continue
		}
		r.explained[name] = true
		switch {
		case listed.common, r.before(w.begin) == '(',
			strings.HasPrefix(strings.TrimLeft(r.passage.Text[w.end:], " \u00a0"), "("), r.spelledOut(listed.means):
		case known:
			r.report(unexplainedAbbreviation, w.begin, fmt.Sprintf("förkortningen %s förklaras inte", name),
				fmt.Sprintf("skriv ut den första gången: %s (%s)", listed.means[0], name))
		default:
			r.report(unexplainedAbbreviation, w.begin, fmt.Sprintf("förkortningen %s förklaras inte", name),
				fmt.Sprintf("skriv vad den betyder första gången: betydelsen (%s); "+
					"är den allmänt känd, för in den i content/_projekt/forkortningar.yaml", name))
		}
	}
}

// noAbbreviation reports whether capitals are something else than an abbreviation that
// readers need explained: one that all know, a word that is stressed (Gör INTE så), part
// of a name (EQ-5D), a formula (CO₂), or what another rule is about.
func (r *reading) noAbbreviation(i int) bool {
	w := r.words[i]
	next := r.after(w.end)
	switch {
	case w.in(wellKnown | stressed | modal | negation | clause | preposition),
		w.in(avoided) && len(w.low) > abbreviated, unicode.Is(unicode.No, next):
		return true
	case hyphen(r.before(w.begin)):
		return true // of a name: CORE-OM
	case hyphen(next):
		return unicode.IsUpper(r.after(w.end+1)) || unicode.IsDigit(r.after(w.end+1))
	}
	return i > 0 && r.shouted(i-1) && r.blank(i-1) || r.shouted(i+1) && r.blank(i)
}

// shouted reports whether the i-th word is longer than any abbreviation or no
// abbreviation, and in capitals: the words beside it are stressed as it is.
func (r *reading) shouted(i int) bool {
	if i >= len(r.words) {
		return false
	}
	name := r.written(i, i)
	return strings.ToUpper(name) == name && (r.words[i].in(stressed|modal|negation|clause|preposition) ||
		utf8.RuneCountInString(name) > maxAbbreviation)
}

// capitals reports whether a word looks like an abbreviation: a few capitals, no
// Roman number.
func capitals(s string) bool {
	n := 0
	roman := true
	for _, c := range s {
		if !unicode.IsUpper(c) {
			return false
		}
		roman = roman && strings.ContainsRune("IVXLC", c)
		n++
	}
	return n >= 2 && n <= maxAbbreviation && !roman
}

// spelledOut reports whether one of the expressions is in the text so far.
func (r *reading) spelledOut(expressions []string) bool {
	if len(expressions) == 0 {
		return false
	}
	for _, p := range r.text.Passages[:r.number+1] {
		low := strings.ToLower(p.Text)
		if slices.ContainsFunc(expressions, func(e string) bool { return strings.Contains(low, e) }) {
			return true
		}
	}
	return false
}

// notes are words to those who write.
var notes = map[string]bool{"UTKAST": true, "TODO": true, "FIXME": true, "XXX": true, "TBD": true}

var leftover = &problem.Rule{ID: "utkast-rest", Family: problem.Language, Severity: problem.Error, Draft: problem.Tip,
	Demand: "Inga arbetsanteckningar är kvar i texten.",
	Bad:    "Avsnittet ska kompletteras.", Good: "Planen ska kompletteras med kontaktuppgifter."}

// checkLeftovers finds text for those who write, not for readers.
func checkLeftovers(r *reading) {
	const hint = "skriv det som ska stå där, eller ta bort det"
	for i, w := range r.words {
		if w.in(capital) && notes[r.written(i, i)] && !r.chromosomes(i) ||
			w.in(lorem) && i+1 < len(r.words) && r.words[i+1].low == "ipsum" {
			r.report(leftover, w.begin, fmt.Sprintf("här står %s kvar", r.written(i, i)), hint)
		}
	}
	for _, mark := range []string{"???", "(?)", "(källa?)"} {
		for i := range r.occurrences(mark) {
			if !r.mentioned(i) {
				r.report(leftover, i, fmt.Sprintf("här står %s kvar", mark), hint)
				break
			}
		}
	}
	for _, s := range r.sentences {
		if s.last-s.first <= 8 && !notes[r.written(s.first, s.first)] && r.noteToOneself(r.words[s.first:s.last]) {
			r.report(leftover, r.words[s.first].begin, "en arbetsanteckning är kvar: "+r.excerpt(s), hint)
		}
	}
}

// occurrences is an iterator over the places of a mark in the passage.
func (r *reading) occurrences(mark string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; at += len(mark) {
			i := strings.Index(r.passage.Text[at:], mark)
			if at += i; i < 0 || !yield(at) {
				return
			}
		}
	}
}

// chromosomes reports whether XXX are chromosomes: 47,XXX.
func (r *reading) chromosomes(i int) bool {
	w := r.words[i]
	return w.low == "xxx" && (r.before(w.begin) == ',' || hyphen(r.after(w.end)))
}

// mentioned reports whether the text speaks of the mark at an offset, and does not
// use it: Märk det osäkra med (?).
func (r *reading) mentioned(offset int) bool {
	i := slices.IndexFunc(r.words, func(w word) bool { return w.begin >= offset })
	if i < 0 {
		i = len(r.words)
	}
	return r.quoted(offset) > 0 || i > 0 && r.words[i-1].in(mentioning)
}

// noteToOneself reports whether a sentence says what is left to write.
func (r *reading) noteToOneself(words []word) bool {
	is := func(i int, c class) bool { return i < len(words) && words[i].in(c) }
	ends := func(i int) bool { return i == len(words) || is(i, later) }
	bare := func(i int) bool { // without a subject: a prescription is written so too
		return i == len(words) || is(i, later) && (words[i].low != "med" || is(i+1, textPart|textItself))
	}
	switch n := len(words); {
	case is(0, draft): // Utkast 2026-03-01
		for _, w := range words[1:] {
			if !number(w.low) {
				return false
			}
		}
		return true
	case is(0, textPart) && is(1, must) && is(2, toBeDone): // Avsnittet ska kompletteras
		return ends(3)
	case is(0, textPart) && is(1, toBeDone) && n == 3: // Avsnittet kompletteras senare
		return is(2, later)
	case is(0, must) && is(1, toBeDone): // Ska kompletteras
		return bare(2)
	case is(0, toBeDone): // Kompletteras
		return bare(1)
	case is(0, textPart) && n == 4 && words[1].low == "är" && words[2].low == "under": // Texten är under arbete
		return words[3].low == "arbete" || strings.HasSuffix(words[3].low, "arbetning") ||
			strings.HasSuffix(words[3].low, "arbetande")
	case is(0, textItself) && is(1, lacking): // Text saknas
		return n == 2
	}
	return len(words) >= 3 && (words[0].low == "här" || words[0].low == "hit") && words[1].low == "kommer" &&
		words[2].low == "text" // Här kommer text om …
}

var brokenReference = &problem.Rule{ID: "hanvisning", Family: problem.Language,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Det avsnitt som texten hänvisar till finns.",
	Bad:    "Mer finns att läsa, se Länkar nedan.", Good: "Gör så, se Länkar nedan.\n\n### Länkar\n\nEn."}

// checkCrossReferences finds "se Länkar nedan" where there is no such section.
func checkCrossReferences(r *reading) {
	for i := 0; i+2 < len(r.words); i++ {
		if !r.words[i].in(see) || !r.near(i) {
			continue
		}
		first := i + 1
		if w := r.words[first].low; w == "avsnittet" || w == "rubriken" || w == "under" {
			first++
		}
		last := first
		for last < len(r.words) && last < first+6 && !r.words[last].in(place) && (last == first || r.near(last-1)) {
			last++
		}
		if last == first || last >= len(r.words) || !r.words[last].in(place) || !r.near(last-1) ||
			r.words[first].in(labelled) {
			continue
		}
		title := r.written(first, last-1)
		initial, _ := utf8.DecodeRuneInString(title)
		if unicode.IsUpper(initial) && !slices.Contains(r.text.Headings, spelling.Fold(title)) {
			r.report(brokenReference, r.words[first].begin, fmt.Sprintf("avsnittet %s finns inte i texten", title),
				"skriv avsnittet, eller länka dit läsaren ska")
		}
	}
}

// near reports whether there are only blanks and quotation marks between the i-th
// word and the next.
func (r *reading) near(i int) bool {
	return i+1 < len(r.words) && strings.Trim(r.between(i), " \u00a0\"”“") == ""
}

var doubleWord = &problem.Rule{ID: "dubbelt-ord", Family: problem.Language,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Samma ord står inte två gånger i rad.",
	Bad:    "Planen är är klar.", Good: "Planen är klar."}

// checkDoubleWords finds words that are repeated. "Den som vill vill ofta" is right:
// a clause ends with the verb that the sentence goes on with.
func checkDoubleWords(r *reading) {
	for _, s := range r.sentences {
		opened := -1 // where a clause has begun that may end with a verb
		for i := s.first; i+1 < s.last; i++ {
			w := r.words[i]
			switch {
			case w.in(opening):
				opened = i
			case w.in(pointing) && opened < 0:
				opened = i + 1 // of "det får får" one is too many, of "det hen får får" none
			}
			if w.low != r.words[i+1].low || w.in(doubling) || number(w.low) || !r.blank(i) ||
				hyphen(r.after(r.words[i+1].end)) {
				continue
			}
			if (w.in(finite) || present(w.low)) && opened >= 0 && opened < i ||
				w.low == "var" && i+2 < s.last && r.words[i+2].low == "och" {
				continue
			}
			r.report(doubleWord, w.begin, fmt.Sprintf("ordet %s står två gånger i rad", w.low), "ta bort det ena")
		}
	}
}

// present reports whether a word has the ending of a verb in the present or past tense.
func present(low string) bool {
	return slices.ContainsFunc([]string{"ar", "er", "år", "ör", "yr", "de", "te"}, func(end string) bool {
		return strings.HasSuffix(low, end)
	})
}
