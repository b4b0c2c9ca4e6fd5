package page

import (
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/site"
)

// A Commit is a commit that changed a text.
type Commit struct {
	Date   string // "2026-05-12"
	Commit string // its id made short, "a1b2c3d"
}

// days are the days on which an article was changed, the latest first.
func (r *Renderer) days(a *site.Article) []Day {
	if a.MadeUp {
		return nil
	}
	var days []Day
	for _, c := range r.options.History[norm.NFC.String(a.Doc.Name)] {
		if last := len(days) - 1; last >= 0 && days[last].Date == c.Date {
			days[last].Commits += ", " + c.Commit
			continue
		}
		days = append(days, Day{c.Date, c.Commit})
	}
	return days
}
