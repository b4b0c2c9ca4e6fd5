package site

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/problem"
	"provtryck/generator/transfer"
)

var notCarried = &problem.Rule{ID: "overforing", Family: problem.Structure, Severity: problem.Warning,
	Demand: "Texten har bara det som går att lägga in där den publiceras.",
	Bad:    "Ge `5 mg`.", Good: "Ge **5 mg**."}

// checkTransfer checks that all of a text can be entered where it is published.
func checkTransfer(s *Site, a *Article, found *problem.List) {
	for _, m := range transfer.Misfits(s.TransferSource(a), s.Profile) {
		told := func(p problem.Problem) bool { return p.Rule == headingLevel && p.Pos == m.Pos }
		if slices.ContainsFunc(*found, told) {
			continue // a heading that is too deep anywhere
		}
		found.Add(notCarried, m.Pos, m.What, m.Hint)
	}
	live := a.Doc.Front.LiveURL
	if live.Text != "" && webAddress(live.Text) && !strings.HasPrefix(live.Text, s.Profile.Base) {
		found.Add(notCarried, live.Pos, fmt.Sprintf("adressen börjar inte med %s, som målprofilen säger", s.Profile.Base),
			"kopiera adressen på nytt, eller ändra bas: i _projekt/overforing.yaml")
	}
}

var changedSinceEntered = &problem.Rule{ID: "inlagd-andrad", Family: problem.Structure, Severity: problem.Warning, In: problem.Elsewhere,
	Demand: "Det som är inlagt är detsamma som texten.",
	Bad:    "en dos som har ändrats efter att texten lades in", Good: "ändringen är inlagd, och provtryck inlagd har körts"}

// checkEntered checks that a text is as it was when it was entered.
func checkEntered(s *Site, a *Article, found *problem.List) {
	entered := a.Doc.Front.Entered
	if entered.Pos.Line == 0 {
		return
	}
	changes, err := s.ChangedSinceEntered(a)
	if err != nil {
		found.Add(changedSinceEntered, entered.Pos, "det går inte att se om texten har ändrats sedan den lades in: "+err.Error(),
			"jämför texten med den inlagda, och kör sedan provtryck inlagd content/"+a.Doc.Name)
		return
	}
	add := func(pos problem.Pos, words string) {
		found.Add(changedSinceEntered, pos, fmt.Sprintf("texten har ändrats sedan den lades in %s; %s", entered.Date.Text, words),
			"gör ändringen i det inlagda, och kör sedan provtryck inlagd content/"+a.Doc.Name)
	}
	var fields []string
	for _, c := range changes {
		if c.Field != "" {
			fields = append(fields, c.Field)
		} else {
			add(c.Pos, c.Words)
		}
	}
	if len(fields) > 0 {
		add(entered.Pos, "byt fälten: "+strings.Join(fields, ", "))
	}
}
