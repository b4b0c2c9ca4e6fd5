package site

import (
	"fmt"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// checkPriorityPlace: marks of priority stand in the sections that the blueprint
// has for them. A blueprint that says nothing lets them stand anywhere.
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

func misplaced(s *document.Section, title string, places []string, found *problem.List) {
	for _, pos := range s.Priorities {
		found.Add("prioritet-plats", pos, fmt.Sprintf("märkningen står i avsnittet %s", title), "flytta den till "+strings.Join(places, " eller "))
	}
	for _, child := range s.Children {
		misplaced(child, title, places, found)
	}
}

// checkReviewed: no text has been reviewed on a day that has not come.
func checkReviewed(s *Site, a *Article, found *problem.List) {
	if day := a.Doc.Front.Reviewed; s.Today != "" && day.Text > s.Today {
		found.Add("granskad-framtid", day.Pos, fmt.Sprintf("datumet %s har inte varit än", day.Text), "skriv den dag då texten senast granskades")
	}
}
