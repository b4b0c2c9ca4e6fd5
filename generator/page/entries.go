package page

import (
	"slices"
	"strings"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
	"provtryck/generator/transfer"
)

// EntriesURL is the address of the list of what has been entered where texts are published; that of the
// page where a text is copied part by part ends in entryFolder.
const (
	EntriesURL  = "/inlaggning/"
	entryFolder = "inlaggning/"
)

// An entriesView is how far every text has come where it is published.
type entriesView struct {
	base
	Summary string     // "12 texter: 3 inte inlagda, 1 ändrad sedan den lades in"
	Changed []entryRow // the texts that have changed since they were entered
	Groups  []entryGroup
}

// An entryGroup is the texts of one programme, or the guidance.
type entryGroup struct {
	Title string
	Rows  []entryRow
}

// An entryRow is how far one text has come.
type entryRow struct {
	textLink        // to the page where it is copied
	State    string // "inte inlagd"
	Changed  bool   // since it was entered
	Todo     string // "byt 2 delar, 1 länk väntar på adress"; empty for nothing
	Status   string
	Address  string // where it is published; empty when that is not known
}

func (r *Renderer) entriesView() any {
	v := entriesView{base: r.base("Inläggning på 1177", "Vilka texter som är inlagda på 1177 för vårdpersonal.", EntriesURL)}
	texts, absent, changed := 0, 0, 0
	for _, a := range r.site.Articles {
		if a.MadeUp {
			continue
		}
		e := r.site.Entry(a)
		texts++
		switch {
		case e.Entered == "" && !e.Unknown:
			absent++
		case len(e.Changes) > 0:
			changed++
		}
		title := programmeTitle(a.Programme)
		i := slices.IndexFunc(v.Groups, func(g entryGroup) bool { return g.Title == title })
		if i < 0 {
			i = len(v.Groups)
			v.Groups = append(v.Groups, entryGroup{Title: title})
		}
		row := entryRow{
			textLink: textLink{link{a.Title, a.URL + entryFolder}, r.forWhom(a)}, State: spelling.Capital(e.State()),
			Changed: len(e.Changes) > 0, Todo: todo(e), Status: spelling.Capital(a.Doc.Front.Status.String()), Address: e.Address,
		}
		v.Groups[i].Rows = append(v.Groups[i].Rows, row)
		if row.Changed {
			v.Changed = append(v.Changed, row)
		}
	}
	v.Summary = problem.Amount(texts, "text", "texter") + ": " + problem.Amount(absent, "är inte inlagd", "är inte inlagda") + ", " +
		problem.Amount(changed, "är ändrad sedan den lades in", "är ändrade sedan de lades in") + "."
	return v
}

// todo returns what remains to be done with an entry, "" for nothing.
func todo(e transfer.Entry) string {
	var parts []string
	add := func(n int, one, several string) {
		if n > 0 {
			parts = append(parts, problem.Amount(n, one, several))
		}
	}
	add(len(e.Changes), "ändring att lägga in", "ändringar att lägga in")
	add(len(e.Text.Missing), "länk väntar på en adress", "länkar väntar på en adress")
	add(len(e.Text.Misfits), "del går inte att föra över", "delar går inte att föra över")
	return strings.Join(parts, ", ")
}
