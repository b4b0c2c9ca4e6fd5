package disposition

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A Decision (beslut) is what an editor says became of a unit.
type Decision struct {
	ID     string // of the unit
	Quote  string // its first words, for people
	Class  Class
	To     string // where it is now: a text, a heading, or both with # between
	Reason string
	Pos    problem.Pos
	ToPos  problem.Pos // of To
}

// Reasons are the reasons why something may be dropped that have a word of their own; others are
// written in the editor's own words.
var Reasons = []string{"dubblett", "inaktuellt", "hör till annan text", "regionalt", "redaktionellt", "utanför uppdraget"}

var (
	incompleteDecision = &problem.Rule{ID: "redovisning-saknar", Family: problem.Files, Severity: problem.Error,
		In: problem.Elsewhere, Demand: "Ett beslut om den gamla texten säger vilken del det gäller och vad den blev.",
		Bad: "- stycke: Vid behov erbjuds", Good: "- stycke: Vid behov erbjuds\n  id: 3f2a9c1b40de\n  blev: flyttat"}
	unknownClass = &problem.Rule{ID: "redovisning-blev", Family: problem.Files, Severity: problem.Error,
		In: problem.Elsewhere, Demand: "Det som en del av den gamla texten blev är ett av fem ord.",
		Bad: "blev: borttaget", Good: "blev: struket"}
	doubleDecision = &problem.Rule{ID: "redovisning-dubbel", Family: problem.Files, Severity: problem.Error,
		In: problem.Elsewhere, Demand: "Det finns ett beslut om varje del av den gamla texten.",
		Bad: "två beslut med samma id", Good: "ett beslut"}
)

// Rules are the rules on originals and decisions.
func Rules() []*problem.Rule {
	return []*problem.Rule{unreadableOriginal, incompleteOriginal, incompleteDecision, unknownClass, doubleDecision}
}

// LoadDecisions reads a file of decisions. Those with mistakes are left out: what they are
// about is not handled until they are mended.
func LoadDecisions(file string, src []byte) ([]Decision, problem.List) {
	var problems problem.List
	var all []Decision
	first := map[string]problem.Pos{}
	top := field.Parse(file, src, 0, &problems)
	if !top.Present() {
		return nil, problems
	}
	top.Fields([]field.Field{{Key: "beslut", Read: field.Each(func(v field.Value) {
		d, complete := readDecision(v)
		before, double := first[d.ID]
		switch {
		case !complete:
		case double:
			v.Report(doubleDecision, fmt.Sprintf("beslutet om %s finns redan på rad %d", d.ID, before.Line), "ta bort det ena")
		default:
			first[d.ID], all = d.Pos, append(all, d)
		}
	})}})
	return all, problems
}

// readDecision reads one decision, and reports whether it says enough.
func readDecision(v field.Value) (d Decision, complete bool) {
	d.Pos = v.Pos()
	word := ""
	v.Fields([]field.Field{
		{Key: "stycke", Read: func(v field.Value) { d.Quote = v.Text().Text }},
		{Key: "id", Read: func(v field.Value) { d.ID = v.Text().Text }},
		{Key: "blev", Read: func(v field.Value) {
			if word = v.Text().Text; word != "" {
				d.Class = readClass(v, word)
			}
		}},
		{Key: "till", Read: func(v field.Value) { d.To, d.ToPos = v.Text().Text, v.Pos() }},
		{Key: "varför", Read: func(v field.Value) { d.Reason = Reason(v.Text().Text) }},
	})
	switch {
	case !v.Mapping():
	case d.ID == "":
		v.Report(incompleteDecision, "beslutet saknar id", "kopiera id från det som provtryck redovisning skriver ut")
	case word == "":
		v.Report(incompleteDecision, "beslutet säger inte vad stycket blev", "skriv blev: och ett av orden "+strings.Join(decidable(), ", "))
	}
	return d, d.ID != "" && d.Class != Open
}

// decidable are the words for what an editor may decide.
func decidable() []string {
	var words []string
	for _, c := range slices.Backward(Classes) {
		if c != Open {
			words = append(words, c.String())
		}
	}
	return words
}

func readClass(v field.Value, word string) Class {
	for _, c := range Classes {
		if c != Open && spelling.Fold(c.String()) == spelling.Fold(word) {
			return c
		}
	}
	v.Report(unknownClass, fmt.Sprintf("%q är inget som ett stycke kan ha blivit", spelling.Shorten(word, 40, "…")),
		spelling.DidYouMean(word, decidable()))
	return Open
}

// Reason returns a reason as it is listed, or as the editor has written it.
func Reason(word string) string {
	if i := slices.IndexFunc(Reasons, func(r string) bool { return spelling.Fold(r) == spelling.Fold(word) }); i >= 0 {
		return Reasons[i]
	}
	return word
}
