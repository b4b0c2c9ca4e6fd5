package prose

import (
	"fmt"
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
				r.preferred(p, begin, end, numbers, r.first(i))
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
// sign in capitals, or part of an expression in which it is right.
func (r *reading) otherwise(i int, p phrase, begin, end int) bool {
	w := r.words[i]
	if w.in(unit) && i > 0 && r.words[i-1].in(counted) && r.blank(i-1) {
		return true
	}
	if w.end-w.begin <= abbreviated && r.passage.Text[w.begin] != w.low[0] && (w.in(capital) || !r.first(i)) {
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
			if strings.ContainsRune("\"”“", c) {
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

func (r *reading) preferred(p phrase, begin, end int, numbers []string, first bool) {
	is, with := r.passage.Text[begin:end], p.write
	for _, n := range numbers {
		with = strings.Replace(with, "#", n, 1)
	}
	letter, _ := utf8.DecodeRuneInString(is)
	raised := unicode.IsUpper(letter)
	if raised && (first || strings.ToUpper(is) != is) {
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
	safe := p.safe && r.quoted(begin) == 0 && !(raised && utf8.RuneCountInString(strings.Trim(is, ".")) <= abbreviated)
	if strings.HasSuffix(is, ".") && !strings.HasSuffix(with, ".") { // it may end the sentence too
		switch rest := strings.TrimLeft(r.passage.Text[end:], " \u00a0"); {
		case rest == "":
			with += "."
		default:
			next, _ := utf8.DecodeRuneInString(rest)
			safe = safe && !unicode.IsUpper(next)
		}
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
		if !known && (!capitals(name) || notes[name]) || r.explained[name] {
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
		if w.in(capital) && notes[r.written(i, i)] || w.in(lorem) && i+1 < len(r.words) && r.words[i+1].low == "ipsum" {
			r.report(leftover, w.begin, fmt.Sprintf("här står %s kvar", r.written(i, i)), hint)
		}
	}
	for _, mark := range []string{"???", "(?)", "(källa?)"} {
		if i := strings.Index(r.passage.Text, mark); i >= 0 {
			r.report(leftover, i, fmt.Sprintf("här står %s kvar", mark), hint)
		}
	}
	for _, s := range r.sentences {
		if s.last-s.first <= 8 && !notes[r.written(s.first, s.first)] && r.noteToOneself(r.words[s.first:s.last]) {
			r.report(leftover, r.words[s.first].begin, "en arbetsanteckning är kvar: "+r.excerpt(s), hint)
		}
	}
}

// noteToOneself reports whether a sentence says what is left to write.
func (r *reading) noteToOneself(words []word) bool {
	is := func(i int, c class) bool { return i < len(words) && words[i].in(c) }
	ends := func(i int) bool { return i == len(words) || is(i, later) }
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
		return ends(2)
	case is(0, toBeDone): // Kompletteras
		return ends(1)
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
			if w.in(finite) && opened >= 0 && opened < i ||
				w.low == "var" && i+2 < s.last && r.words[i+2].low == "och" {
				continue
			}
			r.report(doubleWord, w.begin, fmt.Sprintf("ordet %s står två gånger i rad", w.low), "ta bort det ena")
		}
	}
}
