package page

import (
	"cmp"
	"html/template"
	"iter"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/markup"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// changedPages are the texts with their changes marked, and those that have been
// removed, so that they can still be read.
func changedPages(r *Renderer) iter.Seq2[string, func() any] {
	return func(yield func(string, func() any) bool) {
		if r.options.Changes == nil {
			return
		}
		for _, t := range r.options.Changes.Texts {
			if t.Merged != nil && !yield(r.options.Changes.URL(t), func() any { return r.changedView(t) }) {
				return
			}
		}
	}
}

// changedView shows a text with its changes marked.
func (r *Renderer) changedView(t *revision.Text) any {
	a := t.Article()
	front := a.Doc.Front
	url := r.options.Changes.URL(t)
	v := ChangedView{
		Base:     r.base("Ändringar i "+a.Title, "Vad som har ändrats i texten.", url, changedWay(t)...),
		Heading:  a.Title,
		For:      r.forWhom(t.Merged),
		Lead:     front.Lead.Text,
		Sample:   front.Sample,
		Since:    r.options.Changes.Since,
		Summary:  summary(t),
		Removed:  t.After == nil,
		Facts:    factViews(t.Facts),
		Contents: contents(r.site.Taxonomy, t.Merged.Doc.Sections),
		Body:     (&body{article: t.Merged, taxonomy: r.site.Taxonomy, top: 2}).render(),
		Nav:      r.nav(t.Merged),
	}
	if t.After != nil {
		v.Text = Link{a.Title, a.URL}
	}
	if t.Moved {
		v.From = movedFrom(t)
	}
	for _, c := range t.GravestFirst() {
		v.Sensitive = append(v.Sensitive, changeItem(c, ""))
	}
	for _, c := range t.Changes {
		if len(c.Matters) == 0 {
			v.Others = append(v.Others, changeItem(c, ""))
		}
	}
	for _, e := range r.options.Changes.Effects {
		if e.Article == t.After {
			v.Effects = append(v.Effects, effectView(e))
		}
	}
	v.Previous, v.Next = r.changedNeighbours(t)
	return v
}

// movedFrom tells where a text that has moved lay: the chapter and the programme
// that it has left, else its address.
func movedFrom(t *revision.Text) string {
	switch b, a := t.Before, t.After; {
	case groupTitle(b) != groupTitle(a):
		return groupTitle(b)
	case b.Chapter != nil && (a.Chapter == nil || a.Chapter.Title != b.Chapter.Title):
		return "kapitlet " + b.Chapter.Title
	default:
		return "adressen " + b.URL
	}
}

// changedWay is the pages that one passes to the changes of a text: the text itself
// is the last; of one that has been removed, those of what it lay in that are left.
func changedWay(t *revision.Text) []Link {
	switch {
	case t.After != nil:
		return append(way(t.After), Link{t.After.Title, t.After.URL})
	case t.Before.Programme != nil && t.Merged.Programme == nil:
		return []Link{productLink(site.Programmes)}
	}
	return way(t.Merged)
}

// changedNeighbours are the texts with changes before and after a text.
func (r *Renderer) changedNeighbours(t *revision.Text) (previous, next *Link) {
	texts := r.options.Changes.Texts
	i := slices.Index(texts, t)
	link := func(t *revision.Text) *Link { return &Link{t.Article().Title, r.options.Changes.URL(t)} }
	if i > 0 {
		previous = link(texts[i-1])
	}
	if i+1 < len(texts) {
		next = link(texts[i+1])
	}
	return previous, next
}

// summary says in a sentence what has happened to a text.
func summary(t *revision.Text) string {
	if t.After == nil {
		return "Texten är borttagen. Så här löd den."
	}
	n := len(t.Changes) + len(t.Facts)
	s := problem.Amount(n, "ändring", "ändringar")
	if n == 0 {
		s = "Ingen ändring i själva texten"
	}
	if m := t.Sensitive(); m > 0 {
		s += ", varav " + strconv.Itoa(m) + " att kontrollera särskilt"
	}
	return s + "."
}

// ops are what has been done, in words.
var ops = map[revision.Op]string{
	revision.Replaced: "Ändrat", revision.Inserted: "Tillagt", revision.Deleted: "Borttaget",
	revision.MovedHere: "Flyttat hit", revision.MovedAway: "Flyttat härifrån",
}

// changeItem is a change in a list. Page is the address of the page that it is
// on, empty for the same.
func changeItem(c revision.Change, page string) ChangeItem {
	return ChangeItem{
		URL: page + "#" + c.ID, Label: changeLabel(c),
		Left: c.Left, Before: c.Before, After: c.After, Right: c.Right, Matters: revision.Words(c.Matters),
	}
}

// changeLabel says what has been done, and where.
func changeLabel(c revision.Change) string {
	label := ops[c.Op]
	switch {
	case c.What == "avsnitt":
		return label + ": avsnittet " + c.Place.Title
	case c.What != "ord":
		label += ": " + c.What
	}
	if c.Place.Title == "" {
		label += " före första rubriken"
	} else {
		label += " i avsnittet " + c.Place.Title
	}
	if c.Cell != "" {
		label += ": " + c.Cell
	}
	return label
}

func factViews(facts []revision.Fact) []FactView {
	var list []FactView
	for _, f := range facts {
		var merged strings.Builder
		markup.Write(&merged, f.Merged, markup.Page{})
		list = append(list, FactView{
			Key: f.Key, Before: cmp.Or(f.Before, "–"), After: cmp.Or(f.After, "–"),
			Merged: template.HTML(merged.String()), Matters: revision.Words(f.Matters),
		})
	}
	return list
}

func effectView(e revision.Effect) EffectView {
	v := EffectView{Text: Link{e.Article.Title, e.Article.URL}, Lost: strings.Join(e.Lost, "; "), Gained: strings.Join(e.Gained, "; ")} // there are commas in the names
	if e.Section.ID != "" {
		v.Section = Link{e.Section.Title, e.Article.URL + "#" + e.Section.ID}
	}
	return v
}

// changesView is everything that has changed.
func (r *Renderer) changesView() any {
	v := ChangesView{Base: r.base("Ändringar", "Vad som är nytt, ändrat, flyttat och borttaget.", revision.ChangesURL, Link{"Granskning", ReviewURL})}
	c := r.options.Changes
	if c == nil {
		return v
	}
	v.Compared, v.Since, v.Notice = true, c.Since, c.Notice
	v.NewFindings, v.MendedFindings = len(c.New), len(c.Fixed)
	counts := map[string]int{}
	groups := map[string]*ChangeGroup{}
	var order []string
	for _, t := range c.Texts {
		row := r.changeRow(t)
		counts[row.Kind]++
		title := groupTitle(t.Article())
		if groups[title] == nil {
			groups[title] = &ChangeGroup{Title: title}
			order = append(order, title)
		}
		groups[title].Rows = append(groups[title].Rows, row)
		if t.Kind == revision.New {
			v.New = append(v.New, row.Link)
		}
		v.Gone = append(v.Gone, r.gone(t)...)
	}
	for _, t := range c.GravestFirst() {
		v.Sensitive = append(v.Sensitive, r.sensitive(t))
		v.SensitiveCount += t.Sensitive()
	}
	for _, title := range order {
		v.Groups = append(v.Groups, *groups[title])
	}
	for _, kind := range changeKinds {
		switch n := counts[kind.one]; {
		case n == 1:
			v.Counts = append(v.Counts, StatusCount{kind.one, n})
		case n > 1:
			v.Counts = append(v.Counts, StatusCount{kind.many, n})
		}
	}
	for _, e := range c.Effects {
		v.Effects = append(v.Effects, effectView(e))
	}
	return v
}

// groupTitle is the programme that a text belongs to, or the product.
func groupTitle(a *site.Article) string {
	if a.Programme == nil {
		return site.Guidance.Title
	}
	return a.Programme.Title
}

// changeKinds are what can have happened to a text, in the order of the report.
var changeKinds = []struct{ one, many string }{{"Ny", "Nya"}, {"Ändrad", "Ändrade"}, {"Ändrad och flyttad", "Ändrade och flyttade"}, {"Flyttad", "Flyttade"}, {"Borttagen", "Borttagna"}}

func (r *Renderer) changeRow(t *revision.Text) ChangeRow {
	row := ChangeRow{
		Link: Link{t.Article().Title, r.options.Changes.URL(t)}, Kind: t.Label(),
		Added: t.Added, Deleted: t.Deleted, Sensitive: t.Sensitive(), Count: len(t.Changes) + len(t.Facts), Matters: revision.Words(t.Matters()),
	}
	if len(t.Changes) > 0 {
		row.First = row.URL + "#" + t.Changes[0].ID
	}
	switch {
	case t.Moved:
		row.Where = "från " + movedFrom(t)
	case t.Reordered:
		row.Where = "till en annan plats i kapitlet"
	}
	return row
}

// sensitive is what matters in a text.
func (r *Renderer) sensitive(t *revision.Text) SensitiveList {
	url := r.options.Changes.URL(t)
	list := SensitiveList{Link: Link{t.Article().Title, url}, Group: groupTitle(t.Article())}
	for _, c := range t.GravestFirst() {
		list.Items = append(list.Items, changeItem(c, url))
	}
	list.Facts = slices.DeleteFunc(factViews(t.Facts), func(f FactView) bool { return len(f.Matters) == 0 })
	return list
}

// gone is what has been taken away whole: the text, or sections, boxes and tables
// of it.
func (r *Renderer) gone(t *revision.Text) []GoneItem {
	url := r.options.Changes.URL(t)
	if t.Kind == revision.Removed {
		return []GoneItem{{Text: Link{t.Before.Title, url}, Words: t.Deleted}}
	}
	var list []GoneItem
	for _, c := range t.Changes {
		if what := goneParts[c.What]; c.Op == revision.Deleted && what != "" {
			part := Link{cmp.Or(c.Place.Title, "före första rubriken"), url + "#" + c.ID}
			list = append(list, GoneItem{Text: Link{t.Article().Title, url}, What: what, Section: part, Excerpt: c.Before})
		}
	}
	return list
}

// goneParts are the parts of a text that are told of when they are gone, with what
// is said of them before their section.
var goneParts = map[string]string{"avsnitt": "Avsnittet", "ruta": "En ruta i avsnittet", "tabell": "En tabell i avsnittet"}

// changed is the line on a text's own page that says what has happened to it.
func (r *Renderer) changed(a *site.Article) *ChangeRow {
	if r.options.Changes == nil {
		return nil
	}
	t := r.options.Changes.Of(a)
	if t == nil {
		return nil
	}
	row := r.changeRow(t)
	return &row
}

// changesLink is the bar's link to the changes: to those of the page where there
// are any, and on the page that shows them back to the text.
func (r *Renderer) changesLink(url string) Link {
	if r.options.Changes == nil {
		return Link{}
	}
	if plain, marked := strings.CutSuffix(url, revision.ChangesPart); marked && url != revision.ChangesURL && r.Has(plain) {
		return Link{"Dölj ändringar", plain}
	}
	if a := r.site.ByURL(url); a != nil {
		if t := r.options.Changes.Of(a); t != nil && t.Merged != nil {
			return Link{"Visa ändringar", r.options.Changes.URL(t)}
		}
	}
	return Link{"Ändringar", revision.ChangesURL}
}
