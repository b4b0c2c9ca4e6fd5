package page

import "provtryck/generator/site"

// days are the days on which an article was changed, the latest first.
func (r *Renderer) days(a *site.Article) []Day {
	if a.MadeUp {
		return nil
	}
	var days []Day
	for _, c := range r.options.History.Of(a.Doc.Name) {
		if last := len(days) - 1; last >= 0 && days[last].Date == c.Date {
			days[last].Commits += ", " + c.ID
			continue
		}
		days = append(days, Day{c.Date, c.ID})
	}
	return days
}
