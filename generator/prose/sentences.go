package prose

import (
	"fmt"
	"strings"
)

// maxSentence is how many words a sentence may have. Recommendations for plain
// Swedish lie at 15–20 on average; this is where readers lose the thread.
const maxSentence = 35

func checkLongSentences(r *reading) {
	for _, s := range r.sentences {
		if n := s.last - s.first; n > maxSentence {
			r.report("lang-mening", r.words[s.first].begin, fmt.Sprintf("meningen har %d ord: %s", n, r.excerpt(s)), fmt.Sprintf("dela den; %d ord är mycket nog", maxSentence))
		}
	}
}

var (
	modals = set("ska skall bör måste får behöver")
	// filling are words that stand between a modal verb and its infinitive.
	filling = set("inte alltid också även då därför bara endast helst först sedan ofta i regel normalt")
	// deponents are verbs that end in s and are not passive.
	deponents = set("finnas hoppas minnas andas lyckas misslyckas trivas vistas umgås låtsas skämmas svettas brottas mötas träffas skiljas samlas enas utvecklas förändras " +
		"förbättras försämras behövas kännas synas märkas höras kräkas åldras vägras slåss ses försvåras minskas ökas vaccineras oroas glädjas saknas upplevas variera förekommas avvikas " +
		"tyckas verkas handskas fattas färdas dras")
)

// passive says whether a word is surely the passive form of an infinitive, when
// it stands where one belongs.
func passive(low string) bool {
	return strings.HasSuffix(low, "as") && len(low) > 4 && !deponents[low] || low == "ges" || low == "tas" || low == "nås"
}

// checkPassive finds sentences with several verbs that do not say who is to act.
// One is ordinary in guidance.
func checkPassive(r *reading) {
	for _, s := range r.sentences {
		count := 0
		for i := s.first; i < s.last; i++ {
			if !modals[r.words[i].low] {
				continue
			}
			j := i + 1
			for j < s.last && filling[r.words[j].low] {
				j++
			}
			if j < s.last && passive(r.words[j].low) {
				count++
			}
		}
		if count >= 2 {
			r.report("passiv", r.words[s.first].begin, fmt.Sprintf("meningen säger %d gånger vad som ska göras utan att säga vem som gör det: %s", count, r.excerpt(s)),
				"skriv vem: Mottagningen erbjuder …, i stället för: … ska erbjudas")
		}
	}
}

var (
	negations = set("inte ej aldrig ingen inget inga icke ingenting knappast")
	// clauses are words with which a new clause begins.
	clauses = set("om när att som eftersom och men eller då för innan så medan utan än fast trots varken")
)

// nearDenials is within how many words two negations surely deny the same.
const nearDenials = 4

// checkDoubleNegation finds clauses that deny twice.
func checkDoubleNegation(r *reading) {
	denied := -1
	for i, w := range r.words {
		if i > 0 && strings.TrimSpace(r.between(i-1)) != "" || clauses[w.low] {
			denied = -1
		}
		if !negations[w.low] {
			continue
		}
		if denied >= 0 && i-denied <= nearDenials {
			r.report("dubbel-negation", w.begin, "satsen har två negationer", "skriv vad som gäller i stället för vad som inte gäller")
		}
		denied = i
	}
}
