package page

import (
	"fmt"
	"slices"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// reviewView is the hub of the review: every text with its status.
func (r *Renderer) reviewView() any {
	v := ReviewView{
		Base:    r.base("Granskning", "Alla texter med status och anmärkningar.", ReviewURL),
		Summary: problem.Summary(r.site.Problems),
		Stamp:   r.options.Stamp,
		Undated: !r.options.History.Known(),
	}
	if c := r.options.Changes; c != nil {
		v.Since = c.Since
	}
	counts := map[document.Status]int{}
	for _, a := range r.site.Articles {
		if !a.MadeUp {
			v.Texts++
			counts[a.Doc.Front.Status]++
		}
	}
	for i, word := range document.Statuses {
		if n := counts[document.Status(i+1)]; n > 0 {
			v.Statuses = append(v.Statuses, StatusCount{spelling.Capital(word), n})
		}
	}
	if n := counts[0]; n > 0 {
		v.Statuses = append(v.Statuses, StatusCount{"Utan status", n})
	}
	v.Groups = r.reviewGroups()
	return v
}

func (r *Renderer) reviewGroups() []ReviewGroup {
	var groups []ReviewGroup
	for _, p := range r.site.Programmes {
		g := ReviewGroup{Title: p.Title, Texts: []ReviewText{r.reviewText(p.Article)}}
		for _, a := range p.Pages {
			g.Texts = append(g.Texts, r.reviewText(a))
		}
		for _, chapter := range p.Chapters {
			g.Texts = append(g.Texts, r.reviewText(chapter.Article))
			for _, a := range chapter.Pages {
				g.Texts = append(g.Texts, r.reviewText(a))
			}
		}
		groups = append(groups, g)
	}
	if len(r.site.Guidance) > 0 {
		g := ReviewGroup{Title: site.Guidance.Title}
		for _, a := range r.site.Guidance {
			g.Texts = append(g.Texts, r.reviewText(a))
		}
		groups = append(groups, g)
	}
	return groups
}

func (r *Renderer) reviewText(a *site.Article) ReviewText {
	front := a.Doc.Front
	t := ReviewText{
		Link: Link{a.Title, a.URL}, Status: spelling.Capital(front.Status.String()), Version: front.Version.Text,
		NAG: front.NAG.Text, Reviewed: front.Reviewed.Text, Readers: r.readersOf(a), Difference: r.changed(a), Findings: len(a.Problems),
	}
	if a.Blueprint != nil {
		t.KindName = a.Blueprint.Name
	}
	return t
}

// readersOf says how many of the personas see a text.
func (r *Renderer) readersOf(a *site.Article) string {
	personas := r.site.Taxonomy.Personas
	if !slices.ContainsFunc(a.Path(), targeted) || len(personas) == 0 {
		return "alla"
	}
	n := 0
	for _, p := range personas {
		if r.site.Taxonomy.Visible(a.Path(), p.Tags) {
			n++
		}
	}
	return fmt.Sprintf("%d av %d", n, len(personas))
}
