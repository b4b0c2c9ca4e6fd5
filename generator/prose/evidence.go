package prose

import (
	"fmt"
	"strconv"
	"strings"
)

// checkPriorityForm finds marks of priority that are not written as the
// guidelines write them, and so are not recognised. Outside parentheses a
// priority is ordinary text.
func checkPriorityForm(r *reading) {
	if !r.has(priorityWord | icke) {
		return
	}
	for i := 0; i+1 < len(r.words); i++ {
		w, next := r.words[i], r.words[i+1]
		if !w.in(priorityWord | icke) {
			continue
		}
		begin := strings.LastIndexByte(r.passage.Text[:w.begin], '(')
		if begin < 0 || strings.ContainsRune(r.passage.Text[begin:w.begin], ')') {
			continue
		}
		end := strings.IndexByte(r.passage.Text[next.end:], ')')
		alone := strings.TrimSpace(r.passage.Text[begin+1:w.begin]) == "" && end == 0
		switch {
		case w.in(icke) && next.low == "göra" && r.between(i) != "-" && alone:
			r.mend("prioritet-form", begin, next.end+1, "(icke-göra)", "märkningen känns inte igen", "skriv (icke-göra)")
		case !w.in(priorityWord) || !number(next.low) || r.priority(i) > 0:
		case tooHigh(next.low): // another rule says so
		case alone:
			r.mend("prioritet-form", begin, next.end+1, "(prioritet "+next.low+")", fmt.Sprintf("märkningen %s känns inte igen", r.passage.Text[begin:next.end+1]), "skriv (prioritet "+next.low+")")
		default:
			r.report("prioritet-form", w.begin, "märkningen känns inte igen", "skriv den för sig, inom egen parentes: (prioritet "+next.low+")")
		}
	}
}

func tooHigh(s string) bool {
	n, err := strconv.Atoi(s)
	return err != nil || n < 1 || n > lastPriority
}

// priority is the number of a well-formed mark whose first word is the i-th; 0
// when it is none.
func (r *reading) priority(i int) int {
	if r.words[i].low != "prioritet" || i+1 >= len(r.words) || r.before(r.words[i].begin) != '(' || r.after(r.words[i+1].end) != ')' {
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

// checkPriorityWords compares the verb of a recommendation with its priority.
func checkPriorityWords(r *reading) {
	if !r.has(priorityWord) {
		return
	}
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
					r.report("prioritet-ordval", r.words[i].begin, fmt.Sprintf("meningen säger %s, men prioritet %d är för undantagsfall", verb, n), "jämför med ordalydelsen i riktlinjerna")
				case n >= 1 && n <= strongest && verb == "kan":
					r.report("prioritet-ordval", r.words[i].begin, fmt.Sprintf("meningen säger kan, men prioritet %d är bland de högsta", n), "jämför med ordalydelsen i riktlinjerna: bör?")
				}
			}
		}
	}
}

// checkReferenceStyle finds numbers in brackets, which lead nowhere.
func checkReferenceStyle(r *reading) {
	text := r.passage.Text
	for i := strings.IndexByte(text, '['); i >= 0 && i < len(text); {
		end := strings.IndexByte(text[i:], ']')
		if end < 0 {
			return
		}
		inner := text[i+1 : i+end]
		if inner != "" && inner[0] != '0' && strings.Trim(inner, "0123456789, –-") == "" && strings.ContainsAny(inner, "0123456789") {
			r.report("referens-stil", i, fmt.Sprintf("hänvisningen [%s] leder ingenstans", inner), "skriv en fotnot: [^namn] här och [^namn]: Källa. under Referenser")
			return
		}
		next := strings.IndexByte(text[i+1:], '[')
		if next < 0 {
			return
		}
		i += 1 + next
	}
}
