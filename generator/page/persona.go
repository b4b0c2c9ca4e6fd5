package page

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/coverage"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
)

// personaPages are the front page of each persona: what is new for it, and what it gets. They work without scripts.
func personaPages(r *Renderer, add adder) {
	for i, p := range r.site.Taxonomy.Personas {
		add(personaURL(p), func() any { return r.personaView(p, i) })
	}
}

// personaLinks lead to what each persona gets.
func (r *Renderer) personaLinks() []link {
	var links []link
	for _, p := range r.site.Taxonomy.Personas {
		links = append(links, link{p.Name, personaURL(p)})
	}
	return links
}

func personaURL(p audience.Persona) string { return matrixURL + "typprofil/" + p.ID + "/" }

// A personaView is what is new for a persona, and what it gets.
type personaView struct {
	base
	Tags       []audienceGroup
	Since      string // the version that the texts are compared with; empty where they are not
	ChangesURL string // all changes, for this persona
	News       []newsItem
	List       template.HTML
}

// A newsItem is a text in which something has changed for a persona.
type newsItem struct {
	link
	What string // "ny text"; "2 ändringar, varav 1 att granska särskilt; visas nu: Uppföljning"
}

func (r *Renderer) personaView(p audience.Persona, column int) any {
	m := r.columnSets[0].matrix()
	l := &lister{matrix: m, column: column, persona: p.ID}
	for _, row := range m.Rows {
		l.programme(row)
	}
	l.rest()
	v := personaView{
		base: r.base("Det här ser "+p.Name, "Alla texter som typprofilen ser, och vad den inte ser.", personaURL(p),
			link{"Granskning", ReviewURL}, link{"Målgruppsmatris", matrixURL}),
		Tags: audienceGroups(r.site.Taxonomy, audience.Target{Tags: p.Tags}), List: template.HTML(l.String()),
	}
	if c := r.options.Changes; c != nil {
		v.Since, v.ChangesURL = c.Since, revision.ChangesURL+"?som="+p.ID
		v.News = r.news(p)
	}
	return v
}

// news lists the texts in which something that a persona sees, or saw, has changed.
func (r *Renderer) news(p audience.Persona) []newsItem {
	var list []newsItem
	for _, t := range r.options.Changes.Texts {
		if what := r.newsOf(t, p); what != "" {
			list = append(list, newsItem{link{t.Article().Title, r.options.Changes.URL(t) + "?som=" + p.ID}, what})
		}
	}
	return list
}

// newsOf returns what has changed in a text for a persona; empty for nothing. A change counts where
// the persona sees the section that it is in.
func (r *Renderer) newsOf(t *revision.Text, p audience.Persona) string {
	sees := func(path []audience.Target) bool { return r.site.Taxonomy.Visible(path, p.Tags) }
	switch {
	case t.Kind == revision.New && sees(t.After.Path()):
		return "ny text"
	case t.Kind == revision.Removed && sees(t.Before.Path()):
		return "borttagen text"
	case t.Merged == nil:
		return ""
	}
	var said []string
	changes, sensitive := 0, 0
	for _, c := range t.Changes {
		if c.What != "målgrupp" && sees(pathIn(t.Merged, c.Place.ID)) { // a changed audience is among the effects
			changes++
			if len(c.Matters) > 0 {
				sensitive++
			}
		}
	}
	if changes > 0 {
		counted := problem.Amount(changes, "ändring", "ändringar")
		if sensitive > 0 {
			counted += fmt.Sprintf(", varav %d att granska särskilt", sensitive)
		}
		said = append(said, counted)
	}
	for _, e := range r.options.Changes.Effects {
		if e.Article != t.Article() {
			continue
		}
		what := cmp.Or(e.Section.Title, "hela texten")
		if e.Excerpt != "" {
			what = "en del av " + what
		}
		switch {
		case reaches(e.Gained, p):
			said = append(said, "visas nu: "+what)
		case reaches(e.Lost, p):
			said = append(said, "visas inte längre: "+what)
		}
	}
	return strings.Join(said, "; ")
}

func reaches(readers revision.Readers, p audience.Persona) bool {
	return readers.All || slices.Contains(readers.Personas, p.Name)
}

// A lister writes what a persona gets.
type lister struct {
	writer
	matrix  coverage.Matrix
	column  int
	persona string
	absent  []*coverage.Row // texts of which the persona gets nothing
}

func (l *lister) programme(row *coverage.Row) {
	l.write("<section class=\"persona\">\n<h2>", html.EscapeString(row.Title), "</h2>\n<p>Ser ", l.part(row), ".</p>\n")
	l.texts(row.Rows)
	for _, chapter := range row.Rows {
		if chapter.Kind == coverage.Chapter {
			l.write("<h3>", html.EscapeString(chapter.Title), "</h3>\n")
			l.texts(chapter.Rows)
		}
	}
	l.write("</section>\n")
}

// part returns how much the persona gets of a row: 1200 av 1500 ord (80 %).
func (l *lister) part(row *coverage.Row) string {
	seen, words := thousands(row.Seen[l.column]), thousands(row.Words)
	return fmt.Sprintf("%s av %s ord (%d %%)", seen, words, coverage.Percent(row.Share(l.column)))
}

func (l *lister) texts(rows []*coverage.Row) {
	open := false
	for _, row := range rows {
		if row.Kind != coverage.Text {
			continue
		}
		if row.Words > 0 && row.Seen[l.column] == 0 {
			l.absent = append(l.absent, row)
			continue
		}
		if !open {
			l.write("<ul class=\"persona__texts\">\n")
			open = true
		}
		l.text(row)
	}
	if open {
		l.write("</ul>\n")
	}
}

func (l *lister) text(row *coverage.Row) {
	l.write(`<li><a href="`, seenAs(l.persona, row), `" data-view="own">`, html.EscapeString(rowTitle(row)), "</a>: ")
	if row.Seen[l.column] == row.Words {
		l.write("hela texten")
	} else {
		l.write(l.part(row), "; ser inte ", html.EscapeString(strings.Join(l.missing(l.matrix.Below(row)), ", ")))
	}
	l.write("</li>\n")
}

// rest lists the texts of which the persona gets nothing.
func (l *lister) rest() {
	if len(l.absent) == 0 {
		return
	}
	l.write("<section class=\"persona\">\n<h2>Texter som typprofilen inte ser</h2>\n<ul class=\"persona__texts\">\n")
	for _, row := range l.absent {
		url, title := html.EscapeString(row.Article.URL), html.EscapeString(row.Title)
		l.write(`<li><a href="`, url, `" data-view="own">`, title, "</a>")
		if p := row.Article.Programme; p != nil && p.Article != row.Article {
			l.write(" (", html.EscapeString(p.Title), ")")
		}
		l.write("</li>\n")
	}
	l.write("</ul>\n</section>\n")
}

// missing returns the titles of the sections that the persona does not get whole.
func (l *lister) missing(rows []*coverage.Row) []string {
	var titles []string
	for _, row := range rows {
		switch {
		case row.Words == 0 || row.Seen[l.column] == row.Words:
		case row.Seen[l.column] == 0:
			titles = append(titles, row.Title)
		default:
			below := l.missing(row.Rows)
			if len(below) == 0 {
				below = []string{"delar av " + row.Title}
			}
			titles = append(titles, below...)
		}
	}
	return titles
}
