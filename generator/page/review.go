package page

import (
	"fmt"
	"slices"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
	"provtryck/generator/versions"
)

// A reviewView is the review hub: every text.
type reviewView struct {
	base
	Rounds    []roundCard
	Comments  string // "12 synpunkter"; empty when they are not shown
	Accounts  string // the address of the page on the old texts; empty where none is kept
	Ledger    string // "412 gamla adresser, 3 utan svar"; empty where none is known
	Trial     string // the address of the page where the search is measured; empty for none
	Collating string // the address of the page where pages of 1177 are compared; empty for none
	Texts     int
	Statuses  []statusCount
	Groups    []reviewGroup
	Stamp     versions.Stamp
	Since     string // the version that the texts are compared with; empty for none
	Summary   string // "2 fel, 1 varning, 0 tips.", or "inga"
}

// A statusCount is the number of texts with a status.
type statusCount struct {
	Status string
	Count  int
}

// A reviewGroup is the texts of one programme or product.
type reviewGroup struct {
	Title string
	Texts []reviewText
}

// A reviewText is one line of the review hub.
type reviewText struct {
	textLink
	KindName   string
	Status     string
	Version    string
	NAG        string
	Reviewed   string
	Tagged     bool       // has an audience
	Readers    string     // how many personas get it, "7 av 13"
	Difference *changeRow // see textView
	Findings   int
}

// reviewView is the hub of the review: every text with its status.
func (r *Renderer) reviewView() any {
	v := reviewView{
		base:    r.base("Granskning", "Alla texter med status och anmärkningar.", ReviewURL),
		Summary: problem.Summary(r.site.Problems),
		Stamp:   r.options.Stamp,
		Rounds:  r.rounds(),
	}
	if r.options.Comments != NoComments {
		n := 0
		for _, list := range r.site.Comments {
			n += len(list)
		}
		v.Comments = problem.Amount(n, "synpunkt", "synpunkter")
	}
	if r.accounts() {
		v.Accounts = AccountsURL
	}
	if r.Has(LedgerURL) {
		v.Ledger = unanswered(r.site.Ledger)
	}
	if r.Has(CollatingURL) {
		v.Collating = CollatingURL
	}
	if r.Has(trialURL) {
		v.Trial = trialURL
	}
	if c := r.options.Changes; c != nil {
		v.Since = c.Since
	}
	if len(r.site.Problems) == 0 {
		v.Summary = "inga"
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
			v.Statuses = append(v.Statuses, statusCount{spelling.Capital(word), n})
		}
	}
	if n := counts[0]; n > 0 {
		v.Statuses = append(v.Statuses, statusCount{"Utan status", n})
	}
	v.Groups = r.reviewGroups()
	return v
}

func (r *Renderer) reviewGroups() []reviewGroup {
	var groups []reviewGroup
	for _, p := range r.site.Programmes {
		g := reviewGroup{Title: p.Title}
		r.addTexts(&g, p.Article)
		r.addTexts(&g, p.Pages...)
		for _, chapter := range p.Chapters {
			r.addTexts(&g, chapter.Article)
			r.addTexts(&g, chapter.Pages...)
		}
		groups = append(groups, g)
	}
	if len(r.site.Guidance) > 0 {
		g := reviewGroup{Title: site.Guidance.Title}
		r.addTexts(&g, r.site.Guidance...)
		groups = append(groups, g)
	}
	return groups
}

func (r *Renderer) addTexts(g *reviewGroup, articles ...*site.Article) {
	for _, a := range articles {
		g.Texts = append(g.Texts, r.reviewText(a))
	}
}

func (r *Renderer) reviewText(a *site.Article) reviewText {
	front := a.Doc.Front
	t := reviewText{
		textLink: *r.textLink(a), Status: spelling.Capital(front.Status.String()), Version: front.Version.Text,
		NAG: front.NAG.Text, Reviewed: front.Reviewed.Text, Readers: r.readersOf(a),
		Difference: r.changed(a), Findings: len(a.Problems),
	}
	if a.Blueprint != nil {
		t.KindName = a.Blueprint.Name
	}
	return t
}

// readersOf returns how many of the personas see a text: "7 av 13".
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
	if n == len(personas) {
		return "alla"
	}
	return fmt.Sprintf("%d av %d", n, len(personas))
}
