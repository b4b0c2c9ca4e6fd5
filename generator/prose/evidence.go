package prose

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/problem"
)

var priorityForm = &problem.Rule{ID: "prioritet-form", Family: problem.Evidence,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Socialstyrelsens prioritet skrivs (prioritet 3), (icke-göra) eller (FoU).",
	Bad:    "Rekommenderas (prio 3).", Good: "Rekommenderas (prioritet 3)."}

const otherPriority = "prioriteten är skriven på ett annat sätt"

// checkPriorityForm finds marks of priority that are not written as the
// guidelines write them, and so are not recognised. Outside parentheses a
// priority is ordinary text, unless it is a sentence by itself.
func checkPriorityForm(r *reading) {
	for i := range r.words {
		w := r.words[i]
		switch {
		case w.in(icke) && i+1 < len(r.words) && r.words[i+1].low == "göra" && r.between(i) != "-":
			if begin, end := w.begin-1, r.words[i+1].end+1; r.before(w.begin) == '[' && r.after(end-1) == ']' {
				r.fix(priorityForm, begin, end, "(icke-göra)", otherPriority, "skriv (icke-göra)")
			} else if begin, end, alone := r.parenthesis(i, i+1); alone {
				r.fix(priorityForm, begin, end, "(icke-göra)", otherPriority, "skriv (icke-göra)")
			}
		case w.in(priorityWord):
			r.priorityForm(i)
		}
	}
}

// priorityForm looks at a mark whose first word is the i-th.
func (r *reading) priorityForm(i int) {
	w, last := r.words[i], i
	n := strings.TrimPrefix(strings.TrimPrefix(w.low, "prio"), "ritet")
	if !number(n) { // prio2
		if last++; last >= len(r.words) {
			return
		}
		n = r.words[last].low
	}
	if !number(n) || r.priority(i) > 0 || tooHigh(n) || r.has(urgent) { // which another rule reports, or no mark
		return
	}
	write := "(prioritet " + n + ")"
	if begin, end := w.begin-1, r.words[last].end+1; r.before(w.begin) == '[' && r.after(end-1) == ']' {
		r.fix(priorityForm, begin, end, write, fmt.Sprintf("prioriteten är skriven %s", r.passage.Text[begin:end]),
			"skriv "+write)
		return
	}
	begin, end, alone := r.parenthesis(i, last)
	switch {
	case alone && r.has(recommending):
		r.fix(priorityForm, begin, end, write, fmt.Sprintf("prioriteten är skriven %s", r.passage.Text[begin:end]),
			"skriv "+write)
	case alone:
		r.report(priorityForm, begin, fmt.Sprintf("prioriteten är skriven %s", r.passage.Text[begin:end]),
			"skriv "+write+" om den kommer från Socialstyrelsens riktlinjer")
	case end > 0:
		hint := "skriv den för sig, inom egen parentes: " + write
		if all := r.grades(r.words[last].end - len(n)); all != "" {
			hint = "skriv var och en inom egen parentes: " + all
		}
		r.report(priorityForm, w.begin, otherPriority, hint)
	case r.passage.Kind != Cell && r.first(i) && (last+1 == len(r.words) || r.first(last+1)):
		r.report(priorityForm, w.begin, fmt.Sprintf("prioriteten är skriven %s", r.written(i, last)),
			"skriv "+write+" efter det som den gäller")
	}
}

var (
	gradeList = regexp.MustCompile(`^\d+(?:\s*(?:[–—/,-]|och|eller|samt|till|respektive)\s*\d+)+`)
	digits    = regexp.MustCompile(`\d+`)
)

// grades returns several priorities that begin at an offset, "3–5", as they should be written;
// empty when there is only one.
func (r *reading) grades(begin int) string {
	list := gradeList.FindString(r.passage.Text[begin:])
	if list == "" || slices.ContainsFunc(digits.FindAllString(list, -1), tooHigh) || r.measured(begin+len(list)) {
		return ""
	}
	return digits.ReplaceAllString(list, "(prioritet $0)")
}

// parenthesis returns where the parenthesis around words is, end 0 when there is
// none, and whether they are alone in it.
func (r *reading) parenthesis(first, last int) (begin, end int, alone bool) {
	text := r.passage.Text
	begin = strings.LastIndexByte(text[:r.words[first].begin], '(')
	if begin < 0 || strings.ContainsRune(text[begin:r.words[first].begin], ')') {
		return 0, 0, false
	}
	end = strings.IndexByte(text[r.words[last].end:], ')')
	alone = strings.TrimSpace(text[begin+1:r.words[first].begin]) == "" && end == 0
	return begin, r.words[last].end + max(end, 0) + 1, alone
}

func tooHigh(s string) bool {
	n, err := strconv.Atoi(s)
	return err != nil || n < 1 || n > lastPriority
}

// priority returns the number of a well-formed mark whose first word is the i-th;
// else 0.
func (r *reading) priority(i int) int {
	if r.words[i].low != "prioritet" || i+1 >= len(r.words) || r.before(r.words[i].begin) != '(' ||
		r.after(r.words[i+1].end) != ')' {
		return 0
	}
	if gap := r.between(i); gap != " " && gap != "\u00a0" {
		return 0
	}
	n, _ := strconv.Atoi(r.words[i+1].low)
	return n
}

// Where the guidelines say bör and where kan: their own texts pair bör and ska
// with the first numbers and kan with those in the middle, and the last are for
// exceptional cases. Older guidelines differ, so this is no more than a hint.
const (
	strongest = 3
	weakest   = 8

	lastPriority = 10
)

var priorityWording = &problem.Rule{ID: "prioritet-ordval", Family: problem.Evidence,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "Orden ska, bör och kan stämmer med prioriteten.",
	Bad:    "Hälso- och sjukvården bör erbjuda stödet (prioritet 9).",
	Good:   "Hälso- och sjukvården bör erbjuda stödet (prioritet 2)."}

// checkPriorityWords compares the verb of a recommendation with its priority.
func checkPriorityWords(r *reading) {
	for _, s := range r.sentences {
		verb := ""
		for i := s.first; i < s.last; i++ {
			switch low := r.words[i].low; low {
			case "ska", "bör":
				verb = low
			case "kan":
				if verb == "" {
					verb = low
				}
			case "prioritet":
				n := r.priority(i)
				switch {
				case n >= weakest && n <= lastPriority && (verb == "ska" || verb == "bör"):
					r.report(priorityWording, r.words[i].begin,
						fmt.Sprintf("meningen säger %s, men prioritet %d är för undantagsfall", verb, n),
						"jämför med ordalydelsen i riktlinjerna")
				case n >= 1 && n <= strongest && verb == "kan":
					r.report(priorityWording, r.words[i].begin,
						fmt.Sprintf("meningen säger kan, men prioritet %d är bland de högsta", n),
						"jämför med ordalydelsen i riktlinjerna: bör?")
				}
			}
		}
	}
}

// numbered is a reference by numbers at the end of a clause: "(1–2)." Elsewhere
// such numbers count what follows. bracketed is one anywhere: "[1, 3–4]".
var (
	numbered  = regexp.MustCompile(`\((\d{1,3}(?:[–,-] ?\d{1,3})*)\)(?:[.,;:]|$)`)
	bracketed = regexp.MustCompile(`\[(?:[1-9]|[, –-]+\d)[\d, –-]*\]`)
)

var referenceStyle = &problem.Rule{ID: "referens-stil", Family: problem.Evidence,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Hänvisningar skrivs på ett enda sätt, som fotnoter.",
	Bad:    "Stödet hjälper [1].", Good: "Stödet hjälper.[^sbu]\n\n[^sbu]: SBU. Översikt."}

// checkReferenceStyle finds numbers in brackets, which lead nowhere; and in
// parentheses, where there is a numbered list of references.
func checkReferenceStyle(r *reading) {
	if r.text.References > 0 {
		for _, m := range numbered.FindAllStringSubmatchIndex(r.passage.Text, -1) {
			if inner := r.passage.Text[m[2]:m[3]]; r.referred(inner) {
				r.report(referenceStyle, m[0], fmt.Sprintf("hänvisningen (%s) leder ingenstans", inner), footnoteHint)
				return
			}
		}
	}
	if m := bracketed.FindStringIndex(r.passage.Text); m != nil && !r.interval(m[0], m[1]) {
		r.report(referenceStyle, m[0], fmt.Sprintf("hänvisningen %s leder ingenstans", r.passage.Text[m[0]:m[1]]),
			footnoteHint)
	}
}

// decimals is the least and the most of a measured value in brackets: [1,3–3,4].
var decimals = regexp.MustCompile(`^\[\d+(,\d+)? ?[–-] ?\d+,\d+\]$|^\[\d+,\d+ ?[–-] ?\d+\]$`)

// interval reports whether numbers in brackets are the least and the most of
// something, and no reference.
func (r *reading) interval(begin, end int) bool {
	i := slices.IndexFunc(r.words, func(w word) bool { return w.begin >= begin })
	return decimals.MatchString(r.passage.Text[begin:end]) || i > 0 && r.words[i-1].in(scale) || r.measured(end)
}

// measured reports whether a unit follows at an offset, after a blank.
func (r *reading) measured(offset int) bool {
	rest := strings.TrimLeft(r.passage.Text[offset:], " \u00a0")
	if len(rest) == len(r.passage.Text)-offset {
		return false
	}
	if strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "°C") {
		return true
	}
	i := slices.IndexFunc(r.words, func(w word) bool { return w.begin >= offset })
	return i >= 0 && r.words[i].begin == len(r.passage.Text)-len(rest) && r.words[i].in(unit)
}

const footnoteHint = "skriv en fotnot: [^namn] här och [^namn]: Källa. under Referenser"

// referred reports whether all numbers are of references in the list.
func (r *reading) referred(numbers string) bool {
	for n := range strings.FieldsFuncSeq(numbers, func(c rune) bool { return c < '0' || c > '9' }) {
		if i, err := strconv.Atoi(n); err != nil || i < 1 || i > r.text.References {
			return false
		}
	}
	return true
}
