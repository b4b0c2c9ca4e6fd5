package page

import (
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// base is what every page at url has.
func (r *Renderer) base(title, description, url string, crumbs ...Link) Base {
	b := Base{Title: title, Description: description, URL: url, Assets: Assets{r.options.CSS, r.options.JS}, Top: TopView{r.options.Stamp, r.changesLink(url), menu(url)}}
	if url != HomeURL {
		b.Crumbs = append([]Link{{"Start", HomeURL}}, crumbs...)
	}
	return b
}

func productLink(p site.Product) Link { return Link{p.Title, p.URL} }

func menu(url string) []MenuItem {
	return []MenuItem{
		{Link{"Kunskapsstöd", HomeURL}, url == HomeURL},
		{productLink(site.Programmes), strings.HasPrefix(url, site.Programmes.URL)},
		{productLink(site.Guidance), strings.HasPrefix(url, site.Guidance.URL)},
		{Link{"A–Ö", IndexURL}, url == IndexURL},
	}
}

// textView shows one text.
func (r *Renderer) textView(a *site.Article) TextView {
	front := a.Doc.Front
	v := TextView{
		Base:       r.base(a.Title, front.Lead.Text, a.URL, way(a)...),
		Kind:       layoutKind(a),
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
		UsedBy:     r.usedBy(a),
		Difference: r.changed(a),
	}
	if a.Blueprint != nil {
		v.KindName = a.Blueprint.Name
	}
	if a.Programme != nil {
		v.PrintURL = a.Programme.URL + printPart
	}
	for _, c := range front.Changes {
		v.Changes = append(v.Changes, Change{c.Version.Text, c.Date.Text, c.Text.Text})
	}
	v.Days = r.days(a)
	if len(v.Days) > 0 {
		v.Changed = v.Days[0].Date
	}
	for _, former := range front.FormerURLs {
		v.FormerURLs = append(v.FormerURLs, former.Text)
	}
	if !a.MadeUp {
		v.Source = r.source(problem.Pos{File: a.Doc.Name, Line: 1})
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
	r.placeView(&v, a)
	return v
}

// placeView adds what a front page has: its number and what lies below it.
func (r *Renderer) placeView(v *TextView, a *site.Article) {
	switch v.Kind {
	case "program":
		for _, page := range a.Programme.Pages {
			v.Cards = append(v.Cards, r.card(page))
		}
		for _, chapter := range a.Programme.Chapters {
			v.Cards = append(v.Cards, r.chapterCard(chapter))
		}
	case "kapitel":
		v.Number = strconv.Itoa(a.Chapter.Number)
		for _, page := range a.Chapter.Pages {
			v.Cards = append(v.Cards, r.card(page))
		}
	}
}

// way is the pages that one passes from the start page to an article.
func way(a *site.Article) []Link {
	if a.Programme == nil {
		return []Link{productLink(site.Guidance)}
	}
	passed := []Link{productLink(site.Programmes)}
	for _, outer := range a.Within() {
		passed = append(passed, Link{outer.Title, outer.URL})
	}
	return passed
}

// forWhom is for whom an article is, for the browser. An article that is of two
// versions is none of the site's.
func (r *Renderer) forWhom(a *site.Article) string {
	if readers, known := r.readers[a]; known {
		return readers
	}
	return r.site.Taxonomy.Attribute(a.Path()...)
}

// textLink is the link to an article; nil if there is none.
func (r *Renderer) textLink(a *site.Article) *TextLink {
	if a == nil {
		return nil
	}
	return &TextLink{Link{a.Title, a.URL}, r.forWhom(a)}
}

func (r *Renderer) textLinks(articles []*site.Article) []TextLink {
	var links []TextLink
	for _, a := range articles {
		links = append(links, *r.textLink(a))
	}
	return links
}

func (r *Renderer) usedBy(a *site.Article) []TextLink {
	links := r.textLinks(a.UsedBy)
	for i, user := range a.UsedBy {
		if len(user.Within()) > 0 {
			links[i].Title += " (" + user.Programme.Title + ")"
		}
	}
	return links
}

func audienceGroups(t *audience.Taxonomy, target audience.Target) []AudienceGroup {
	var groups []AudienceGroup
	for i, d := range t.Dimensions {
		if tags := t.In(i, target.Tags); len(tags) > 0 {
			groups = append(groups, AudienceGroup{d.Label, t.Labels(tags)})
		}
	}
	return groups
}

func audienceText(t *audience.Taxonomy, target audience.Target) string {
	return strings.Join(t.Labels(target.Tags), ", ")
}

func (r *Renderer) card(a *site.Article) Card {
	c := Card{
		TextLink: *r.textLink(a), Lead: a.Doc.Front.Lead.Text,
		Audience: audienceText(r.site.Taxonomy, a.Doc.Front.Target),
		Status:   spelling.Capital(a.Doc.Front.Status.String()),
	}
	if a.Blueprint != nil {
		c.KindName = a.Blueprint.Name
	}
	return c
}

func (r *Renderer) chapterCard(chapter *site.Chapter) Card {
	c := r.card(chapter.Article)
	c.Number = strconv.Itoa(chapter.Number)
	c.Pages = r.textLinks(chapter.Pages)
	return c
}

// products are the two product families with what they hold.
func (r *Renderer) products() []Product {
	programmes := Product{
		Link: productLink(site.Programmes),
		Lead: "Stöd för insatser vid psykisk ohälsa, skadligt bruk och beroende, för region och kommun tillsammans.",
	}
	for _, p := range r.site.Programmes {
		programmes.Cards = append(programmes.Cards, r.card(p.Article))
	}
	guidance := Product{
		Link: productLink(site.Guidance),
		Lead: "Kunskapsstöd som gäller vid flera tillstånd och som programmen hänvisar till.",
	}
	for _, a := range r.site.Guidance {
		guidance.Cards = append(guidance.Cards, r.card(a))
	}
	return []Product{programmes, guidance}
}

func (r *Renderer) homeView() any {
	return HomeView{r.base("Kunskapsstöd för vårdpersonal", "", HomeURL), r.products()}
}

func (r *Renderer) productView(p Product) any {
	return ProductView{r.base(p.Title, p.Lead, p.URL), p.Lead, p.Cards}
}
