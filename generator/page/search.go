package page

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/search"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// The addresses of the page where texts are searched, and of that where the search is measured.
const (
	SearchURL = "/sok/"
	trialURL  = ReviewURL + "sokprov/"
)

// A searchView is the page where texts are searched: what can be chosen, and the ways to texts without a search. The
// rest is done by the scripts in assets/js/search/, which find a text's kind by its ID and all else by its name.
type searchView struct {
	base
	Products   []choice
	Programmes []choice
	Chapters   []choice
	Kinds      []choice
	Ways       []link
	Files      []searchFile // what editors know about the texts; none but in the local preview
	Statuses   []choice
	Severities []choice
}

// A searchFile is what editors know about the file of a text, and search for.
type searchFile struct {
	URL      string
	Status   string   // "enkat"; empty for none
	Severity string   // of its worst finding, "error"; empty where it has none
	Facts    string   // "adhd/boendestod.md · Enkät · 2 anmärkningar"
	Words    []string // what it is found by besides: version, NAG, keywords
}

func (r *Renderer) searchView() any {
	v := searchView{base: r.base("Sök", "Sök i alla texter.", SearchURL)}
	add := func(list *[]choice, id, name string) {
		for _, c := range *list {
			if c.ID == id {
				return
			}
		}
		*list = append(*list, choice{id, name})
	}
	for _, p := range []site.Product{site.Programmes, site.Guidance} {
		add(&v.Products, p.Title, p.Title)
		v.Ways = append(v.Ways, productLink(p))
	}
	for _, p := range r.site.Programmes {
		add(&v.Programmes, p.Title, p.Title)
	}
	for _, k := range r.chapters {
		for _, c := range k.chapters {
			add(&v.Chapters, c.Title, c.Title)
		}
	}
	for _, a := range r.site.Articles {
		if a.Blueprint != nil && !a.MadeUp {
			add(&v.Kinds, a.Kind, a.Blueprint.Name)
		}
	}
	if r.options.Editing {
		r.addFiles(&v)
	}
	return v
}

// addFiles adds what editors search for.
func (r *Renderer) addFiles(v *searchView) {
	for _, word := range document.Statuses {
		v.Statuses = append(v.Statuses, newChoice(word))
	}
	for _, s := range []problem.Severity{problem.Error, problem.Warning, problem.Tip} {
		v.Severities = append(v.Severities, choice{s.Code(), spelling.Capital(s.Label())})
	}
	for _, a := range r.site.Articles {
		if a.MadeUp {
			continue
		}
		front := a.Doc.Front
		f := searchFile{URL: a.URL, Facts: a.Doc.Name, Words: []string{front.Version.Text, front.NAG.Text}}
		if front.Status != 0 {
			f.Status = spelling.Slug(front.Status.String())
			f.Facts += " · " + spelling.Capital(front.Status.String())
		}
		if n := len(a.Problems); n > 0 {
			f.Severity = a.Problems.Worst().Code()
			f.Facts += " · " + problem.Amount(n, "anmärkning", "anmärkningar")
		}
		for _, k := range front.Keywords {
			f.Words = append(f.Words, k.Text)
		}
		v.Files = append(v.Files, f)
	}
}

// A trialView is how well the search answers the questions of the project.
type trialView struct {
	base
	File     string // where the questions are
	Problems []string
	Scores   []trialScore // of the sets that have questions
	Missed   []missedQuestion
	Apart    string // "2 frågor", of those kept apart that have no good answer; empty for none
}

// A trialScore is how well a set of questions is answered, in numbers as they are read.
type trialScore struct {
	Name            string
	Questions       int
	One, Three, MRR string
	LeastThree      string
	LeastMRR        string
	Sections        string // "12 av 14"
	Short           bool   // below its limits
}

// A missedQuestion is a question without an answer among the first three texts, or in another section.
type missedQuestion struct {
	Words string
	Line  int
	Place string // "Svaret är på plats 4."
	First []link // what comes first instead
}

// trialPages is the page on the questions of the project; none where it has no questions.
func trialPages(r *Renderer, add adder) {
	if r.site.Trial != nil {
		add(trialURL, func() any { return r.trialView() })
	}
}

func (r *Renderer) trialView() any {
	index := r.Index()
	trial, problems := search.LoadTrial(site.TrialFile, r.site.Trial)
	problems = append(problems, index.Check(trial)...)
	outcomes := index.Ask(trial)
	v := trialView{
		base: r.base("Sökprov", "Hur bra sökningen svarar på projektets frågor.", trialURL, link{"Granskning", ReviewURL}),
		File: path.Base(site.TrialFile),
	}
	add := func(name string, s search.Score, least search.Limits) {
		if s.Questions > 0 {
			v.Scores = append(v.Scores, newTrialScore(name, s, least))
		}
	}
	add("Frågor", search.Rate(outcomes, false), trial.Least)
	add("Undantag", search.Rate(outcomes, true), trial.Kept)
	for _, p := range problems {
		v.Problems = append(v.Problems, "Rad "+strconv.Itoa(p.Pos.Line)+": "+p.Message+". "+spelling.Capital(p.Hint)+".")
	}
	apart := 0
	for _, o := range outcomes {
		switch {
		case o.Good():
		case o.Kept:
			apart++
		default:
			v.Missed = append(v.Missed, r.missedQuestion(o))
		}
	}
	if apart > 0 {
		v.Apart = problem.Amount(apart, "fråga", "frågor")
	}
	return v
}

// decimals writes a share as Swedes do: 0,97.
func decimals(share float64) string { return strings.Replace(fmt.Sprintf("%.2f", share), ".", ",", 1) }

func newTrialScore(name string, s search.Score, least search.Limits) trialScore {
	return trialScore{
		Name: name, Questions: s.Questions, One: decimals(s.One), Three: decimals(s.Three), MRR: decimals(s.MRR),
		LeastThree: decimals(least.Three), LeastMRR: decimals(least.MRR),
		Sections: strconv.Itoa(s.Section) + " av " + strconv.Itoa(s.Sectioned), Short: !s.Reaches(least),
	}
}

func (r *Renderer) missedQuestion(o search.Outcome) missedQuestion {
	q := missedQuestion{Words: o.Words, Line: o.Pos.Line}
	switch {
	case o.Rank == 0:
		q.Place = "Svaret är inte bland de tio första."
		if len(o.First) == 0 {
			q.Place = "Svaret är inte bland de tio första: ingen text hittades."
		}
	case o.Rank <= 3:
		q.Place = "Texten är på plats " + strconv.Itoa(o.Rank) + ", men avsnittet visas inte."
	default:
		q.Place = "Svaret är på plats " + strconv.Itoa(o.Rank) + "."
	}
	for _, name := range o.First {
		if a := r.site.ByFile(name); a != nil {
			q.First = append(q.First, link{a.Title, a.URL})
		}
	}
	return q
}
