package prose

import (
	"fmt"
	"strings"

	"provtryck/generator/problem"
)

// maxSentence is how many words a sentence may have. Plain Swedish has 15–20 on
// average; in longer sentences than this readers lose the thread.
const maxSentence = 35

var longSentence = &problem.Rule{ID: "lang-mening", Family: problem.Language,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "En mening har högst 35 ord.",
	Bad:    "Verksamheten behöver i god tid före det första mötet ta reda på vilka som ska vara med, vad var och en av dem vill ha sagt, vilka uppgifter som redan finns hos de andra och vilka beslut som mötet kan fatta.",
	Good:   "Verksamheten behöver ta reda på vilka som ska vara med. Det gäller också vad var och en vill ha sagt."}

func checkLongSentences(r *reading) {
	for _, s := range r.sentences {
		if n := s.last - s.first; n > maxSentence {
			r.report(longSentence, r.words[s.first].begin, fmt.Sprintf("meningen har %d ord: %s", n, r.excerpt(s)),
				fmt.Sprintf("dela den, så att varje mening har högst %d ord", maxSentence))
		}
	}
}

// passive reports whether a word in the place of an infinitive is surely passive.
func passive(w word) bool {
	low := w.low
	return strings.HasSuffix(low, "as") && len(low) > 4 && !w.in(deponent) ||
		low == "ges" || low == "tas" || low == "nås"
}

var passiveSentence = &problem.Rule{ID: "passiv", Family: problem.Language,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "En mening säger vem som ska göra något.",
	Bad:    "Behandlingen bör erbjudas tidigt och ska följas upp.", Good: "Behandlingen bör erbjudas tidigt."}

// checkPassive finds sentences with several verbs that do not say who is to act.
// One is ordinary in guidance.
func checkPassive(r *reading) {
	for _, s := range r.sentences {
		count := 0
		for i := s.first; i < s.last; i++ {
			if !r.words[i].in(modal) {
				continue
			}
			j := i + 1
			for j < s.last && r.words[j].in(filling) {
				j++
			}
			if j < s.last && passive(r.words[j]) {
				count++
			}
		}
		if count >= 2 {
			r.report(passiveSentence, r.words[s.first].begin,
				fmt.Sprintf("meningen säger %d gånger vad som ska göras utan att säga vem som gör det: %s", count,
					r.excerpt(s)),
				"skriv vem: Mottagningen erbjuder …, i stället för: … ska erbjudas")
		}
	}
}

// nearDenials is the distance in words within which two negations surely deny the
// same.
const nearDenials = 4

var doubleNegation = &problem.Rule{ID: "dubbel-negation", Family: problem.Language,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "En sats säger inte nej två gånger.",
	Bad:    "Det är inte ovanligt att ingen aldrig har frågat.", Good: "Det är vanligt att ingen har frågat."}

// checkDoubleNegation finds clauses that deny twice.
func checkDoubleNegation(r *reading) {
	denied := -1
	subordinate := false // what is said is in a clause that ends before the next verb but one
	for i, w := range r.words {
		if i > 0 && strings.TrimSpace(r.between(i-1)) != "" {
			denied, subordinate = -1, false
		}
		switch {
		case w.in(clause):
			denied, subordinate = -1, true
		case subordinate && w.in(modal|finite):
			denied = -1 // the verb of the clause, or that of the sentence: Den som inte kan ska inte
		}
		if !w.in(negation) || hyphen(r.after(w.end)) { // icke-stimulerande
			continue
		}
		if denied >= 0 && i-denied <= nearDenials {
			r.report(doubleNegation, w.begin, "satsen säger nej två gånger",
				"skriv vad som gäller i stället för vad som inte gäller")
		}
		denied = i
	}
}
