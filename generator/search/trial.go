package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// A Question is what somebody may search for, and where the answer is.
type Question struct {
	Words   string
	Role    string // of who asks
	Kept    bool   // apart: not looked at when the search is adjusted
	Answers []Place
	Pos     problem.Pos
}

// A Place is a text, and the anchor of a section in it where one is named.
type Place struct {
	File, Anchor string
	Pos          problem.Pos
}

// A Trial is questions, and what the answers to them must reach.
type Trial struct {
	Questions   []Question
	Least, Kept Limits // of the questions that are not kept apart, and of those that are
}

// Limits are the least share of questions with an answer among the first three texts, and the least
// mean reciprocal rank.
type Limits struct{ Three, MRR float64 }

var badTrial = &problem.Rule{ID: "sokprov", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Sökprovet har frågor med svar i texter som finns, och gränser mellan 0 och 1.",
	Bad:    "- fråga: krisplan", Good: "- fråga: krisplan\n  svar: [kliniska-kunskapsstod/krisplan.md]"}

// Rules returns the rules that this package finds broken.
func Rules() []*problem.Rule { return []*problem.Rule{badTrial} }

// LoadTrial reads questions (sokprov.yaml).
func LoadTrial(file string, src []byte) (Trial, problem.List) {
	var t Trial
	var problems problem.List
	limits := func(l *Limits) func(field.Value) {
		share := func(into *float64) func(field.Value) {
			return func(v field.Value) {
				n, err := strconv.ParseFloat(v.Text().Text, 64)
				if err != nil || !(n >= 0 && n <= 1) {
					v.Report(badTrial, fmt.Sprintf("%q är inte ett tal mellan 0 och 1", v.Text().Text), "skriv till exempel 0.95")
					return
				}
				*into = n
			}
		}
		return func(v field.Value) {
			v.Fields([]field.Field{{Key: "tre", Read: share(&l.Three)}, {Key: "mrr", Read: share(&l.MRR)}})
		}
	}
	question := func(v field.Value) {
		q := Question{Pos: v.Pos()}
		v.Fields([]field.Field{
			{Key: "fråga", Read: func(v field.Value) { q.Words = v.Text().Text }},
			{Key: "roll", Read: func(v field.Value) { q.Role = v.Text().Text }},
			{Key: "undantag", Read: func(v field.Value) { q.Kept = v.Bool() }},
			{Key: "svar", Read: func(v field.Value) {
				for _, a := range v.Texts() {
					name, anchor, _ := strings.Cut(a.Text, "#")
					q.Answers = append(q.Answers, Place{name, anchor, a.Pos})
				}
			}},
		})
		if q.Words == "" || len(q.Answers) == 0 {
			v.Report(badTrial, "här ska stå både en fråga och texterna som besvarar den",
				"skriv fråga: krisplan och svar: [kliniska-kunskapsstod/krisplan.md]")
			return
		}
		t.Questions = append(t.Questions, q)
	}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{
		{Key: "gränser", Read: func(v field.Value) {
			v.Fields([]field.Field{{Key: "frågor", Read: limits(&t.Least)}, {Key: "undantag", Read: limits(&t.Kept)}})
		}},
		{Key: "frågor", Read: field.Each(question)},
	})
	return t, problems
}

// Check reports answers that are in no text.
func (x *Index) Check(t Trial) problem.List {
	var problems problem.List
	for _, q := range t.Questions {
		for _, a := range q.Answers {
			found := slices.ContainsFunc(x.Entries, func(e Entry) bool {
				return x.Texts[e.Text].File == a.File && (a.Anchor == "" || e.Anchor == a.Anchor)
			})
			if !found {
				problems.Add(badTrial, a.Pos, fmt.Sprintf("svaret på %q finns inte i texterna", q.Words),
					"ange en text från mappen med texterna, och ett avsnitt som finns i den")
			}
		}
	}
	return problems
}

// An Outcome is what became of a question.
type Outcome struct {
	Question
	Rank    int      // of the first text that answers, from 1; 0 where none of the first ten does
	Section bool     // a section that answers is among those shown of that text; true where none is named
	First   []string // the files of the first three texts
}

// Good reports whether an answer is among the first three texts, with the section that is named.
func (o Outcome) Good() bool { return o.Rank > 0 && o.Rank <= 3 && o.Section }

// A Score is how well a set of questions is answered.
type Score struct {
	Questions          int
	One, Three, MRR    float64 // shares with an answer first and among the first three; mean reciprocal rank in the first ten
	Sectioned, Section int     // questions that name a section and were answered, and those of them where it is shown
}

// Reaches reports whether the score is within limits. No questions reach any.
func (s Score) Reaches(l Limits) bool {
	return s.Questions == 0 || s.Three >= l.Three && s.MRR >= l.MRR
}

// Ask puts the questions, in the order of the file.
func (x *Index) Ask(t Trial) []Outcome {
	const looked, listed = 10, 3
	outcomes := make([]Outcome, len(t.Questions))
	for i, q := range t.Questions {
		o := Outcome{Question: q, Section: true}
		for rank, hit := range x.Find(Query{Words: q.Words}).Hits {
			if rank < listed {
				o.First = append(o.First, hit.Text.File)
			}
			if rank >= looked || o.Rank > 0 || !slices.ContainsFunc(q.Answers, func(p Place) bool { return p.File == hit.Text.File }) {
				continue
			}
			o.Rank, o.Section = rank+1, slices.ContainsFunc(q.Answers, hit.shows)
		}
		outcomes[i] = o
	}
	return outcomes
}

// shows reports whether a place is the text, or among the sections that are shown of it.
func (h Hit) shows(p Place) bool {
	return p.File == h.Text.File &&
		(p.Anchor == "" || slices.ContainsFunc(h.Sections, func(m Match) bool { return m.Entry.Anchor == p.Anchor }))
}

// Rate returns the score of the questions that are kept apart, or of the others.
func Rate(outcomes []Outcome, kept bool) Score {
	var s Score
	for _, o := range outcomes {
		if o.Kept != kept {
			continue
		}
		s.Questions++
		if o.Rank == 1 {
			s.One++
		}
		if o.Rank > 0 {
			s.MRR += 1 / float64(o.Rank)
			if o.Rank <= 3 {
				s.Three++
			}
			if slices.ContainsFunc(o.Answers, func(p Place) bool { return p.Anchor != "" }) {
				s.Sectioned++
				if o.Section {
					s.Section++
				}
			}
		}
	}
	n := float64(max(s.Questions, 1))
	s.One, s.Three, s.MRR = s.One/n, s.Three/n, s.MRR/n
	return s
}
