package site

import (
	"fmt"
	"path"
	"strings"
	"sync"

	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// account prepares the accounts of the texts that have an original. Each is made when it is
// first asked for, and kept: most builds ask for none.
func (s *Site) account(src Sources) {
	s.accounts, s.decided = map[*Article]func() *disposition.Account{}, map[*Article]bool{}
	indexes := map[*CareProgramme]func() *disposition.Index{}
	indexOf := func(programme *CareProgramme) func() *disposition.Index {
		if indexes[programme] == nil {
			indexes[programme] = sync.OnceValue(func() *disposition.Index {
				return disposition.NewIndex(s.documentsOf(programme), s.Taxonomy, src.OldNames)
			})
		}
		return indexes[programme]
	}
	for _, a := range s.byName {
		original := src.Originals[a.Doc.Name]
		if original == nil {
			continue
		}
		index := indexOf(a.Programme)
		decisions := src.Decisions[a.Doc.Name]
		s.decided[a] = len(decisions) > 0
		s.accounts[a] = sync.OnceValue(func() *disposition.Account {
			return disposition.Of(original, decisions, index(), a.Doc.Name)
		})
	}
	s.orphan(src, indexOf)
}

// documentsOf returns the texts of a programme, or, for nil, those of none.
func (s *Site) documentsOf(programme *CareProgramme) []*document.Document {
	var docs []*document.Document
	for _, a := range s.Articles {
		if a.Programme == programme && !a.MadeUp {
			docs = append(docs, a.Doc)
		}
	}
	return docs
}

// Account returns what became of the text that the article was once; nil where its original is
// not kept.
func (s *Site) Account(a *Article) *disposition.Account {
	if account := s.accounts[a]; account != nil {
		return account()
	}
	return nil
}

// HasOriginal reports whether the text that the article was once is kept.
func (s *Site) HasOriginal(a *Article) bool { return s.accounts[a] != nil }

// Accounted returns the texts whose originals are kept, in reading order.
func (s *Site) Accounted() []*Article {
	var texts []*Article
	for _, a := range s.Articles {
		if s.accounts[a] != nil {
			texts = append(texts, a)
		}
	}
	return texts
}

var unexplained = &problem.Rule{ID: "gammal-text", Family: problem.Structure, Severity: problem.Warning, Draft: problem.Silent,
	In: problem.Elsewhere, Demand: "I en slutversion är allt ur den gamla texten hanterat, också meningar som saknas, och det som är struket har ett skäl.",
	Bad:  "ett stycke ur den gamla texten som är borta utan att någon har sagt varför",
	Good: "ett beslut om stycket: blev: struket och varför: inaktuellt"}

// checkUnexplained checks that a final text accounts for all of what it was once.
func checkUnexplained(s *Site, a *Article, found *problem.List) {
	if s.accounts[a] == nil || a.Doc.Front.Status < document.Final {
		return
	}
	account := s.Account(a)
	open, dropped, lacking := 0, 0, 0
	for _, e := range account.Unexplained() {
		switch {
		case e.Class == disposition.Open:
			open++
		case e.Class == disposition.Dropped:
			dropped++
		default:
			lacking++
		}
	}
	var said []string
	if open > 0 {
		said = append(said, problem.Amount(open, "del av den gamla texten är inte hanterad", "delar av den gamla texten är inte hanterade"))
	}
	if dropped > 0 {
		said = append(said, problem.Amount(dropped, "del är struken utan skäl", "delar är strukna utan skäl"))
	}
	if lacking > 0 {
		said = append(said, problem.Amount(lacking, "del har meningar som saknas i den nya texten", "delar har meningar som saknas i den nya texten"))
	}
	if len(said) > 0 {
		found.Add(unexplained, a.Doc.Front.StatusPos, strings.Join(said, ", och "), fmt.Sprintf(
			"besluta om dem på sidan Redovisning av den gamla texten i den lokala förhandsvisningen, eller skriv vad de blev i _projekt/redovisning/%s.yaml; provtryck redovisning %s visar vilka de är",
			strings.TrimSuffix(a.Doc.Name, path.Ext(a.Doc.Name)), a.Doc.Name))
	}
}

var staleDecision = &problem.Rule{ID: "redovisning-inaktuell", Family: problem.Files, Severity: problem.Warning,
	In: problem.Elsewhere, Demand: "Besluten gäller delar som den gamla texten har.",
	Bad: "ett beslut om ett stycke som inte finns", Good: "ett beslut med det id som provtryck redovisning visar"}

// checkStaleDecisions checks that decisions are about something that an original has.
func checkStaleDecisions(s *Site, found *problem.List) {
	for _, a := range s.byName {
		if s.accounts[a] == nil || !s.decided[a] {
			continue
		}
		for _, d := range s.Account(a).Stale {
			found.Add(staleDecision, d.Pos, fmt.Sprintf("den gamla texten har ingen del med id %s", d.ID),
				"kör provtryck redovisning "+a.Doc.Name+" och kopiera rätt id, eller ta bort beslutet")
		}
	}
}
