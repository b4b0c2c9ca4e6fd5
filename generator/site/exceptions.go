package site

import (
	"fmt"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// LoadExceptions reads the project's own list of exceptions (undantag.yaml).
func LoadExceptions(file string, src []byte, rules problem.Catalogue) ([]document.Exception, problem.List) {
	var problems problem.List
	var exceptions []document.Exception
	field.Parse(file, src, 0, &problems).Fields([]field.Field{{Key: "undantag", Read: func(v field.Value) {
		exceptions = document.ReadExceptions(v, true, rules)
	}}})
	return exceptions, problems
}

// An Excuse (undantag) is an exception with how many findings it covers.
type Excuse struct {
	document.Exception
	File  string // whose exception it is; that of the list for the project's own
	Count int
	Over  bool // its day has passed, and it covers nothing
}

var (
	expiredException = &problem.Rule{ID: "undantag-utgatt", Family: problem.Files, Severity: problem.Warning,
		In: problem.Elsewhere, Demand: "Ett undantag har inte gått ut.",
		Bad: "till: 2024-01-31", Good: "till: 2027-06-30"}
	needlessException = &problem.Rule{ID: "undantag-onodigt", Family: problem.Files, Severity: problem.Tip,
		In: problem.Elsewhere, Demand: "Ett undantag gäller något som finns.",
		Bad: "ett undantag från en anmärkning som är rättad", Good: "ett undantag från en anmärkning som finns"}
)

// excuse removes the problems that exceptions cover, and reports exceptions that
// have ended or that cover nothing.
func (s *Site) excuse(all problem.List) problem.List {
	byFile := map[string][]*Excuse{}
	var excuses []*Excuse
	for _, e := range s.exceptions {
		excuses = append(excuses, &Excuse{Exception: e, File: e.Pos.File, Over: s.over(e)})
	}
	general := len(excuses)
	for _, a := range s.byName {
		for _, e := range a.Doc.Front.Exceptions {
			x := &Excuse{Exception: e, File: a.Doc.Name, Over: s.over(e)}
			excuses = append(excuses, x)
			byFile[a.Doc.Name] = append(byFile[a.Doc.Name], x)
		}
	}
	if len(excuses) == 0 {
		return all
	}
	kept := make(problem.List, 0, len(all))
	for _, p := range all {
		if !covered(p, byFile[p.Pos.File], excuses[:general]) {
			kept = append(kept, p)
		}
	}
	for _, x := range excuses {
		s.Excuses = append(s.Excuses, *x)
		switch {
		case x.Over:
			kept.Add(expiredException, x.Pos, fmt.Sprintf("undantaget från %s gick ut %s", x.Rule.ID, x.Until.Text),
				"rätta det som undantaget gällde, eller sätt ett nytt slutdatum")
		case x.Count == 0 && !x.Rule.Asked:
			kept.Add(needlessException, x.Pos, fmt.Sprintf("undantaget från %s täcker inget", x.Rule.ID), "ta bort det")
		}
	}
	return kept.Sort()
}

// Excused reports whether an exception covers a problem that was found later.
func (s *Site) Excused(p problem.Problem) bool {
	for _, x := range s.Excuses {
		if !x.Over && x.Rule == p.Rule && (x.File == p.Pos.File || x.Covers(p.Pos.File)) {
			return true
		}
	}
	return false
}

// over reports whether the day of an exception has passed.
func (s *Site) over(e document.Exception) bool { return s.Today > e.Until.Text }

// covered reports whether an exception covers a problem, and counts it.
func covered(p problem.Problem, own, general []*Excuse) bool {
	for _, x := range own {
		if !x.Over && x.Rule == p.Rule {
			x.Count++
			return true
		}
	}
	for _, x := range general {
		if !x.Over && x.Rule == p.Rule && x.Covers(p.Pos.File) {
			x.Count++
			return true
		}
	}
	return false
}
