package ledger

import (
	"slices"
	"strings"
)

// UnansweredFirst returns the entries, those that nothing is decided about first.
func (l *Ledger) UnansweredFirst() []*Entry {
	entries := slices.Clone(l.Entries)
	slices.SortStableFunc(entries, func(a, b *Entry) int { return int(min(a.Fate, 1)) - int(min(b.Fate, 1)) })
	return entries
}

// Table returns the ledger in the form of the inventory, with where each answer is. Its first row is the names
// of the columns, and the others are in the order of [Ledger.UnansweredFirst]. Places are in folder.
func (l *Ledger) Table(folder string) [][]string {
	rows := [][]string{append(slices.Clone(Columns), "står i")}
	for _, e := range l.UnansweredFirst() {
		var to []string
		for _, t := range e.Targets {
			to = append(to, t.String())
		}
		fate := ""
		if e.Fate != Unanswered {
			fate = e.Fate.String()
		}
		rows = append(rows, []string{e.Address, fate, strings.Join(to, " "), e.Note, e.Pos.In(folder).String()})
	}
	return rows
}
