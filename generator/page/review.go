package page

import (
	"cmp"
	"slices"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// reviewView is the hub of the review: every text with its status, and every
// finding.
func (r *Renderer) reviewView() any {
	v := ReviewView{
		Base:    r.base("Granskning", "Alla texter med status och anmärkningar.", ReviewURL),
		Summary: problem.Summary(r.site.Problems),
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
			v.Statuses = append(v.Statuses, StatusCount{sentence(word), n})
		}
	}
	if n := counts[0]; n > 0 {
		v.Statuses = append(v.Statuses, StatusCount{"Utan status", n})
	}
	v.Groups = r.reviewGroups()
	shown := worst(r.site.Problems)
	for _, p := range shown {
		v.Findings = append(v.Findings, r.finding(p))
	}
	v.Hidden = len(r.site.Problems) - len(shown)
	return v
}

// maxFindings is how many findings the page lists: nobody reads more at once.
const maxFindings = 500

// worst is the findings that are shown: all, or when they are too many the most
// severe, in the order of the files.
func worst(l problem.List) problem.List {
	if len(l) <= maxFindings {
		return l
	}
	l = slices.Clone(l)
	slices.SortStableFunc(l, func(a, b problem.Problem) int { return cmp.Compare(b.Severity, a.Severity) })
	return l[:maxFindings]
}

func (r *Renderer) reviewGroups() []ReviewGroup {
	var groups []ReviewGroup
	for _, p := range r.site.Programmes {
		g := ReviewGroup{Title: p.Title, Texts: []ReviewText{reviewText(p.Article)}}
		for _, a := range p.Pages {
			g.Texts = append(g.Texts, reviewText(a))
		}
		for _, chapter := range p.Chapters {
			g.Texts = append(g.Texts, reviewText(chapter.Article))
			for _, a := range chapter.Pages {
				g.Texts = append(g.Texts, reviewText(a))
			}
		}
		groups = append(groups, g)
	}
	if len(r.site.Guidance) > 0 {
		g := ReviewGroup{Title: "Kliniska kunskapsstöd"}
		for _, a := range r.site.Guidance {
			g.Texts = append(g.Texts, reviewText(a))
		}
		groups = append(groups, g)
	}
	return groups
}

func reviewText(a *site.Article) ReviewText {
	front := a.Doc.Front
	t := ReviewText{
		Link: Link{a.Title, a.URL}, Status: sentence(front.Status.String()), Version: front.Version.Text,
		NAG: front.NAG.Text, Reviewed: front.Reviewed.Text, Tagged: targeted(front.Target), Findings: len(a.Problems),
	}
	if a.Blueprint != nil {
		t.KindName = a.Blueprint.Name
	}
	return t
}

func (r *Renderer) finding(p problem.Problem) Finding {
	f := Finding{
		Place: p.Pos.String(), Severity: p.Severity.Label(), Code: p.Severity.Code(),
		Message: problem.Visible(p.Message), Hint: problem.Visible(p.Hint), Rule: p.Rule,
		Source: r.source(p.Pos),
	}
	if a := r.site.ByFile(p.Pos.File); a != nil {
		f.Page = Link{a.Title, a.URL}
	}
	return f
}
