package site

import (
	"fmt"
	"strings"

	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

var (
	unknownPlace = &problem.Rule{ID: "redovisning-plats", Family: problem.Files, Severity: problem.Warning,
		In: problem.Elsewhere, Demand: "Ett beslut om den gamla texten säger en text eller en rubrik som finns.",
		Bad: "till: #Rådd", Good: "till: #Råd"}
	otherPlace = &problem.Rule{ID: "redovisning-ord", Family: problem.Files, Severity: problem.Tip,
		In: problem.Elsewhere, Demand: "Det som står kvar, med samma eller andra ord, har något ord gemensamt med den plats som beslutet säger.",
		Bad: "till: #Råd för ett stycke om något som inte står under Råd", Good: "till: och den rubrik som stycket står under"}
)

// checkDoubts checks that decisions name places that can be right.
func checkDoubts(s *Site, found *problem.List) {
	for _, a := range s.byName {
		if s.accounts[a] == nil || !s.decided[a] {
			continue
		}
		for _, d := range s.Account(a).Doubtful {
			s.checkDoubt(d, found)
		}
	}
}

// checkDoubt reports a place that a decision names and that cannot be right.
func (s *Site) checkDoubt(d disposition.Doubt, found *problem.List) {
	switch {
	case d.Known == nil:
		found.Add(otherPlace, d.ToPos, fmt.Sprintf("inget av orden i ”%s” står på den plats som beslutet säger: %s",
			spelling.Shorten(d.Quote, 40, "…"), d.To), "läs den platsen, och rätta till: eller skriv blev: struket och varför")
	case !s.hasPlace(d.To):
		found.Add(unknownPlace, d.ToPos, fmt.Sprintf("det finns ingen text och ingen rubrik som heter %q", spelling.Shorten(d.To, 60, "…")),
			spelling.NearestOr(d.To, d.Known, "skriv filen för en text, en rubrik i den nya texten, eller båda med # emellan"))
	}
}

// hasPlace reports whether a place is a text, or a heading of it, in any programme.
func (s *Site) hasPlace(to string) bool {
	file, heading, named := strings.Cut(strings.ReplaceAll(to, `\`, "/"), "#")
	a := s.byFile[strings.TrimPrefix(strings.TrimSpace(file), "content/")]
	if a == nil || !named {
		return a != nil
	}
	has := false
	a.Doc.All(func(section *document.Section, _ []*document.Section) {
		has = has || section.ID == strings.TrimSpace(heading) || spelling.Fold(section.Title) == spelling.Fold(strings.TrimSpace(heading))
	})
	return has
}
