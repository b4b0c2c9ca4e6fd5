package page

import (
	"encoding/hex"
	"html/template"
	"slices"
	"strconv"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// A textView is a page with an editor's text: programme, chapter, intervention,
// background or guidance.
type textView struct {
	base
	For        string // for whom the text is; see textLink
	KindName   string // "Insats"
	Number     string // the chapter's number, "4"; else empty
	Lead       string
	Sample     bool         // the text is an example and is marked as one
	Source     template.URL // opens the file of the text; empty when that is not known
	Summary    string       // of the findings in the text, "2 fel, 1 varning, 0 tips."; empty when there are none
	Findings   []finding
	LIX        int             // readability of the whole text; 0 when it is too short
	Sections   []string        // that of its outermost sections: "Genomförande: 42, medelsvår"
	Audience   []audienceGroup // for whom
	Enough     string          // how many of those groups a reader must be in
	Version    string          // "1.2"
	Reviewed   string          // "2026-05-12"
	Changed    string          // the day of its newest commit, "2026-05-12"; empty when not known
	NAG        string
	Status     string        // "Synpunkter"
	Contents   template.HTML // the list of "Innehåll på sidan"; empty when there are no sections
	Body       template.HTML
	Nav        template.HTML // the programme's navigation; empty outside programmes
	Difference *changeRow    // what has happened to it since the earlier version; nil for nothing
	CardsTitle string
	Cards      []card // the chapters of a programme, the pages of a chapter
	Previous   *textLink
	Next       *textLink
	AccountURL string // what became of the old text; empty where that is not kept
	EntryURL   string // where it is copied part by part, to be entered at 1177; empty for one that nobody has written
	PrintURL   string // the whole programme on one page; empty outside programmes
	Rounds     []textRound
	Form       *formView // nil for none
	Sum        string    // identifies what the text says, "5f3a2b1c0d"; empty for one that nobody has written
	Paste      string    // the file that something can be pasted into; empty where that is not offered
	Changes    []change
	Days       []day // on which it was changed; none when not known
	FormerURLs []string
	Everywhere *link      // the same chapter in all programmes; nil for none
	UsedBy     []textLink // texts that link to this one
}

// An audienceGroup (målgrupp) is the tags of one dimension.
type audienceGroup struct {
	Dimension string // "Verksamhet"
	Tags      []string
}

// A change (ändring) is one line of the version history.
type change struct {
	Version string
	Date    string // "2026-05-12"
	Text    string
}

// A day is one on which a text was changed.
type day struct {
	Date    string // "2026-05-12"
	Commits string // "a1b2c3d, b2c3d4e"
}

// textView shows one text.
func (r *Renderer) textView(a *site.Article) textView {
	front := a.Doc.Front
	v := textView{
		base:       r.base(a.Title, front.Lead.Text, a.URL, way(a)...),
		For:        r.forWhom(a),
		Lead:       front.Lead.Text,
		Sample:     front.Sample,
		Audience:   audienceGroups(r.site.Taxonomy, front.Target),
		Version:    front.Version.Text,
		Reviewed:   front.Reviewed.Text,
		NAG:        front.NAG.Text,
		Status:     spelling.Capital(front.Status.String()),
		Contents:   contents(r.site.Taxonomy, a.Doc.Sections),
		Body:       r.renderText(a),
		Nav:        r.nav(a),
		Previous:   r.textLink(a.Previous),
		Next:       r.textLink(a.Next),
		Everywhere: r.everywhere(a),
		UsedBy:     r.usedBy(a),
		Difference: r.changed(a),
		Rounds:     r.roundsOf(a),
		Form:       r.form(a),
	}
	v.Enough = enough(v.Audience)
	if a.Blueprint != nil {
		v.KindName = a.Blueprint.Name
	}
	if a.Programme != nil {
		v.PrintURL = a.Programme.URL + printFolder
	}
	if r.site.HasOriginal(a) {
		v.AccountURL = a.URL + accountFolder
	}
	for _, c := range front.Changes {
		v.Changes = append(v.Changes, change{c.Version.Text, c.Date.Text, c.Text.Text})
	}
	v.Days = r.days(a)
	if len(v.Days) > 0 {
		v.Changed = v.Days[0].Date
	}
	for _, former := range front.AllFormerURLs() {
		v.FormerURLs = append(v.FormerURLs, former.Text)
	}
	if !a.MadeUp {
		if r.options.Intake != "" {
			v.Paste = a.Doc.Name
		}
		v.Source = r.source(problem.Pos{File: a.Doc.Name, Line: 1})
		v.EntryURL = a.URL + entryFolder
		v.Sum = hex.EncodeToString(a.Doc.Sum[:5])
	}
	whole, sections := lix(a)
	v.LIX, v.Sections = whole, lines(sections)
	if len(a.Problems) > 0 {
		v.Summary = problem.Summary(a.Problems)
	}
	for _, p := range a.Problems {
		f := r.finding(p)
		f.Family = "" // there is nothing to sift
		v.Findings = append(v.Findings, f)
	}
	switch {
	case !a.IsFront():
	case a.Chapter == nil:
		v.CardsTitle, v.Cards = "Kapitel", r.cards(a.Programme.Pages)
		for _, chapter := range a.Programme.Chapters {
			v.Cards = append(v.Cards, r.chapterCard(chapter))
		}
	default:
		v.Number = strconv.Itoa(a.Chapter.Number)
		v.CardsTitle, v.Cards = "I det här kapitlet", r.cards(a.Chapter.Pages)
	}
	return v
}

// way returns the crumbs of an article.
func way(a *site.Article) []link {
	if a.Programme == nil {
		return []link{productLink(site.Guidance)}
	}
	passed := []link{productLink(site.Programmes)}
	for _, outer := range a.Within() {
		passed = append(passed, link{outer.Title, outer.URL})
	}
	return passed
}

// days returns the days on which an article was changed, the latest first.
func (r *Renderer) days(a *site.Article) []day {
	if a.MadeUp {
		return nil
	}
	var days []day
	for _, c := range r.options.History.Of(a.Doc.Name) {
		if last := len(days) - 1; last >= 0 && days[last].Date == c.Date {
			days[last].Commits += ", " + c.ID
			continue
		}
		days = append(days, day{c.Date, c.ID})
	}
	return days
}

func (r *Renderer) usedBy(a *site.Article) []textLink {
	links := r.textLinks(a.UsedBy)
	for i, user := range a.UsedBy {
		if len(user.Within()) > 0 {
			links[i].Title += " (" + user.Programme.Title + ")"
		}
	}
	return links
}

func audienceGroups(t *audience.Taxonomy, target audience.Target) []audienceGroup {
	var groups []audienceGroup
	for i, d := range t.Dimensions {
		if tags := t.In(i, target.Tags); len(tags) > 0 {
			groups = append(groups, audienceGroup{d.Label, t.Labels(tags)})
		}
	}
	return groups
}

// enough returns the sentence that says how many of the groups a reader must be in; none for one
// group or none.
func enough(groups []audienceGroup) string {
	several := slices.ContainsFunc(groups, func(g audienceGroup) bool { return len(g.Tags) > 1 })
	switch {
	case several && len(groups) > 1:
		return "Det räcker att en i varje rad stämmer."
	case several:
		return "Det räcker att en av dem stämmer."
	case len(groups) > 1:
		return "Alla rader ska stämma."
	}
	return ""
}

func audienceText(t *audience.Taxonomy, target audience.Target) string {
	return t.Phrase(target.Tags)
}
