package site

import (
	"fmt"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// checkPriorityPlace checks that marks of priority are in the sections that the
// blueprint has for them. A blueprint without such sections allows them anywhere.
func checkPriorityPlace(_ *Site, a *Article, found *problem.List) {
	if a.Blueprint == nil {
		return
	}
	var places []string
	for _, r := range a.Blueprint.Sections {
		if r.Priorities {
			places = append(places, r.Title)
		}
	}
	if len(places) == 0 {
		return
	}
	for _, s := range a.sections {
		if r := a.Blueprint.section(s.Key); r != nil && !r.Priorities {
			misplaced(s, r.Title, places, found)
		}
	}
}

var priorityPlace = &problem.Rule{ID: "prioritet-plats", Family: problem.Evidence, Severity: problem.Warning,
	Draft: problem.Tip, In: problem.Elsewhere, Demand: "Prioriteten står i ett avsnitt som mallen har valt för den.",
	Bad:  "## Målgrupp eller situation\n\nVuxna (prioritet 3).",
	Good: "## Kunskapsläge\n\nRekommenderas (prioritet 3)."}

func misplaced(s *document.Section, title string, places []string, found *problem.List) {
	for _, pos := range s.Priorities {
		found.Add(priorityPlace, pos, fmt.Sprintf("prioriteten står i avsnittet %s", title),
			"flytta den till "+strings.Join(places, " eller "))
	}
	for _, child := range s.Children {
		misplaced(child, title, places, found)
	}
}

var reviewedInFuture = &problem.Rule{ID: "granskad-framtid", Family: problem.Structure, Severity: problem.Warning,
	In: problem.Front, Demand: "Texten är inte granskad i framtiden.",
	Bad: "granskad: 2099-01-01", Good: "granskad: 2026-02-28"}

// checkReviewed checks that no text has been reviewed in the future.
func checkReviewed(s *Site, a *Article, found *problem.List) {
	if day := a.Doc.Front.Reviewed; s.Today != "" && day.Text > s.Today {
		found.Add(reviewedInFuture, day.Pos, fmt.Sprintf("datumet %s har inte varit än", day.Text),
			"skriv den dag då texten senast granskades")
	}
}
