package page

import (
	"cmp"
	"encoding/hex"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/markup"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// changedPages are the texts with their changes marked, and those that have been
// removed, so that they can still be read.
func changedPages(r *Renderer, add adder) {
	if r.options.Changes == nil {
		return
	}
	for _, t := range r.options.Changes.Texts {
		if t.Merged != nil {
			add(r.options.Changes.URL(t), func() any { return r.changedView(t) })
		}
	}
}

// A changedView is a text with its changes marked.
type changedView struct {
	base
	Heading   string // the title of the text
	For       string // for whom the text is; see textLink
	Lead      string
	Sample    bool
	Text      link   // the text without marks; empty when it has been removed
	Removed   bool   // it is shown as it was
	From      string // where it was, when it has moved: "kapitlet Om tillståndet"
	Since     string // the version that it is compared with
	Summary   string // "12 ändringar, varav 3 att granska särskilt."
	Sensitive []changeItem
	Others    []changeItem
	Facts     []factView
	Effects   []effectView
	Contents  template.HTML
	Body      template.HTML
	Nav       template.HTML
	About     string // the address of the text that comments are on, also when it is gone
	Sum       string // see textView
	Rounds    []textRound
	Previous  []textLink // the texts with changes before this, the nearest first; see changedNeighbours
	Next      []textLink
}

// A changeItem is a change in a list.
type changeItem struct {
	URL     string // where it is marked
	Label   string // "Borttaget: stycke i avsnittet Uppföljning"
	Left    string // the words before it
	Before  string
	After   string
	Moved   string // the words of what is elsewhere, neither taken away nor added
	Right   string
	Matters []string // "dos eller enhet"
	For     string   // for whom the section is that it is in; see textLink
}

// A factView is a change of the front matter.
type factView struct {
	Key     string // "målgrupp"
	Before  string
	After   string
	Merged  template.HTML // both in one, word by word; empty unless it is running text
	Matters []string
}

// An effectView lists who no longer sees something, and who now does.
type effectView struct {
	Text    link
	Section link   // empty for the whole text
	New     bool   // the text is new
	Was     *paths // for whom it was, where that is known and there was something
	Now     *paths
	Excerpt string // how the part that it is on begins; empty for all of the section or text
	Parts   int    // paragraphs, items and rows of tables
	Lost    string // "Kurator i elevhälsan; andra i målgruppen Elevhälsa"
	Gained  string
	Unread  bool // no persona sees it any longer
}

// paths are for whom something is that may stand in several places, for the browser.
type paths struct{ Paths string }

// paths returns the attribute of each path, with bars between; nil for no paths.
func (r *Renderer) paths(list [][]audience.Target) *paths {
	if len(list) == 0 {
		return nil
	}
	attributes := make([]string, len(list))
	for i, path := range list {
		attributes[i] = r.site.Taxonomy.Attribute(path...)
	}
	return &paths{strings.Join(attributes, "|")}
}

// changedView shows a text with its changes marked.
func (r *Renderer) changedView(t *revision.Text) any {
	a := t.Article()
	front := a.Doc.Front
	url := r.options.Changes.URL(t)
	v := changedView{
		base:     r.base(changedTitle(t), "Vad som har ändrats i texten.", url, changedWay(t)...),
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
		About:    a.URL,
		Sum:      hex.EncodeToString(a.Doc.Sum[:5]),
		Rounds:   r.roundsOf(a),
	}
	for i := range v.Rounds {
		v.Rounds[i].Next = nil // the way goes on to the next text with changes
	}
	if t.After != nil {
		v.Text = link{a.Title, a.URL}
	}
	if t.Moved {
		v.From = movedFrom(t)
	}
	for _, c := range t.GravestFirst() {
		v.Sensitive = append(v.Sensitive, r.changeItem(t, c, ""))
	}
	for _, c := range t.Changes {
		if len(c.Matters) == 0 {
			v.Others = append(v.Others, r.changeItem(t, c, ""))
		}
	}
	for _, e := range r.options.Changes.Effects {
		if e.Article == t.After {
			v.Effects = append(v.Effects, r.effectView(e))
		}
	}
	v.Previous, v.Next = r.changedNeighbours(t)
	return v
}

// changedTitle returns the title of the page with the changes of a text.
func changedTitle(t *revision.Text) string {
	if t.After == nil {
		return "Borttagen text: " + t.Before.Title
	}
	return "Ändringar i " + t.After.Title
}

// movedFrom returns where a text that has moved was: the chapter or the programme
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

// changedWay returns the crumbs of the changes of a text. The text itself is the
// last, unless it has been removed: then what it was in, as far as that is left.
func changedWay(t *revision.Text) []link {
	switch {
	case t.After != nil:
		return append(way(t.After), link{t.After.Title, t.After.URL})
	case t.Before.Programme != nil && t.Merged.Programme == nil:
		return []link{productLink(site.Programmes)}
	}
	return way(t.Merged)
}

// changedNeighbours are the texts with changes before and after a text that can be the
// nearest for some reader: those that are for others than all that are nearer.
func (r *Renderer) changedNeighbours(t *revision.Text) (previous, next []textLink) {
	texts := r.options.Changes.Texts
	i := slices.Index(texts, t)
	before := slices.Clone(texts[:i])
	slices.Reverse(before)
	return r.nearest(before), r.nearest(texts[i+1:])
}

func (r *Renderer) nearest(texts []*revision.Text) []textLink {
	var links []textLink
	for _, t := range texts {
		to := r.changesOf(t)
		if t.Merged == nil || slices.ContainsFunc(links, func(nearer textLink) bool { return nearer.For == to.For }) {
			continue
		}
		if links = append(links, to); to.For == "" {
			break // for all
		}
	}
	return links
}

// summary returns a sentence on what has happened to a text.
func summary(t *revision.Text) string {
	if t.After == nil {
		return "Texten är borttagen och gäller inte längre. Så här löd den."
	}
	n := len(t.Changes) + len(t.Facts)
	s := problem.Amount(n, "ändring", "ändringar")
	if n == 0 {
		s = "Ingen ändring i själva texten"
	}
	if m := t.Sensitive(); m > 0 {
		s += ", varav " + strconv.Itoa(m) + " att granska särskilt"
	}
	return s + "."
}

// ops are the words for what has been done.
var ops = map[revision.Op]string{
	revision.Replaced: "Ändrat", revision.Inserted: "Tillagt", revision.Deleted: "Borttaget",
	revision.MovedHere: "Flyttat hit", revision.MovedAway: "Flyttat härifrån",
}

// newChangeItem returns a change in a list. Page is the address of the page that
// shows it; empty for the same page.
func (r *Renderer) changeItem(t *revision.Text, c revision.Change, page string) changeItem {
	item := changeItem{For: r.site.Taxonomy.Attribute(pathIn(t.Merged, c.Place.ID)...),
		URL: page + "#" + c.ID, Label: changeLabel(c),
		Left: c.Left, Before: c.Before, After: c.After, Right: c.Right, Matters: revision.Words(c.Matters),
	}
	if c.Op.Moved() {
		item.Before, item.After, item.Moved = "", "", c.Before+c.After
	}
	return item
}

// pathIn returns for whom a section of an article is, outermost first; for what is in no section, for
// whom the article is.
func pathIn(a *site.Article, id string) []audience.Target {
	path := a.Path()
	a.Doc.All(func(s *document.Section, within []*document.Section) {
		if s.ID == id {
			path = a.PathTo(s, within...)
		}
	})
	return path
}

// changeLabel returns what has been done, and where.
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

func factViews(facts []revision.Fact) []factView {
	var list []factView
	for _, f := range facts {
		var merged strings.Builder
		markup.Write(&merged, f.Merged, markup.Page{})
		list = append(list, factView{
			Key: f.Key, Before: cmp.Or(f.Before, "–"), After: cmp.Or(f.After, "–"),
			Merged: template.HTML(merged.String()), Matters: revision.Words(f.Matters),
		})
	}
	return list
}

func (r *Renderer) effectView(e revision.Effect) effectView {
	v := effectView{
		Text: link{e.Article.Title, e.Article.URL}, New: e.New, Was: r.paths(e.Was), Now: r.paths(e.Now), Excerpt: e.Excerpt, Parts: e.Parts, Unread: e.Unread,
	}
	if !e.Lost.None() {
		v.Lost = e.Lost.String()
	}
	if e.New || !e.Gained.None() {
		v.Gained = e.Gained.String()
	}
	if e.Section.ID != "" {
		v.Section = link{e.Section.Title, e.Article.URL + "#" + e.Section.ID}
	}
	return v
}

// A changesView is everything that has changed since an earlier version.
type changesView struct {
	base
	Compared       bool
	Since          string
	Notice         string
	Counts         []kindCount   // texts by what has happened to them
	Removed        []removedText // said first
	SensitiveCount int
	Sensitive      []sensitiveList // the gravest first
	New            []link          // texts that are to be read whole
	Effects        []effectView
	Diverted       []divertedView
	Renamings      []string // "Målgruppen Elevhälsa heter nu Skolhälsa."
	Groups         []changeGroup
	Moved          []partItem
	Gone           []partItem
	NewFindings    int
	FixedFindings  int
}

// A sensitiveList is the changes of one text that matter clinically.
type sensitiveList struct {
	textLink
	Group string
	Items []changeItem
	Facts []factView
}

// A removedText is a text that has been removed, and what is lost with it.
type removedText struct {
	textLink
	Words    int
	Readers  string // "Kurator; Boendestödjare"
	Warnings []string
	Always   bool // it has parts that everyone saw
	// Unanswered are its former addresses that lead nowhere now.
	Unanswered []string
}

func (r *Renderer) removedTexts() []removedText {
	var list []removedText
	for _, t := range r.options.Changes.Removals() {
		list = append(list, removedText{r.changesOf(t.Text), t.Words,
			t.Readers.String(), t.Warnings, t.Always, t.Unanswered})
	}
	return list
}

// A divertedView is a link that now leads elsewhere.
type divertedView struct {
	From, To link // To has the words of the link
	Was, Is  string
}

// A changeGroup is the texts of one programme or product that have changed.
type changeGroup struct {
	Title string
	Rows  []changeRow
}

// A changeRow is what has happened to one text.
type changeRow struct {
	textLink
	First     string // the address of its first change; empty when there is none
	Kind      string // "Ändrad"
	Where     string // "från /…/", of one that has moved
	Count     int    // changes
	Added     int    // words
	Deleted   int    // words
	Sensitive int    // changes that matter
	Matters   []string
}

// A partItem is a text, or a section or another part of one, that has been removed or has
// moved.
type partItem struct {
	For     string // for whom the text is; see textLink
	Text    link
	What    string // of the section: "Avsnittet", "En ruta i avsnittet"
	Section link   // empty for the whole text
	Words   int    // of the text
	Excerpt string // all that it said; of what has moved, how it begins
}

// changesView is everything that has changed.
func (r *Renderer) changesView() any {
	v := changesView{base: r.base("Ändringar", "Vad som är nytt, ändrat, flyttat och borttaget.", revision.ChangesURL,
		link{"Granskning", ReviewURL})}
	c := r.options.Changes
	if c == nil {
		return v
	}
	v.Compared, v.Since, v.Notice = true, c.Since, c.Notice
	v.Removed = r.removedTexts()
	v.NewFindings, v.FixedFindings = len(c.New), len(c.Fixed)
	counts := map[string]int{}
	groups := map[string]*changeGroup{}
	var order []string
	for _, t := range c.Texts {
		row := r.changeRow(t)
		counts[row.Kind]++
		title := groupTitle(t.Article())
		if groups[title] == nil {
			groups[title] = &changeGroup{Title: title}
			order = append(order, title)
		}
		groups[title].Rows = append(groups[title].Rows, row)
		if t.Kind == revision.New {
			v.New = append(v.New, row.link)
		}
		v.Gone = append(v.Gone, r.gone(t)...)
		v.Moved = append(v.Moved, r.parts(t, revision.MovedHere)...)
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
			v.Counts = append(v.Counts, kindCount{statusCount{kind.one, n}, kind.one})
		case n > 1:
			v.Counts = append(v.Counts, kindCount{statusCount{kind.many, n}, kind.one})
		}
	}
	for _, e := range c.Effects {
		v.Effects = append(v.Effects, r.effectView(e))
	}
	for _, renaming := range c.Renamings {
		v.Renamings = append(v.Renamings, renaming.String())
	}
	for _, d := range c.Diverted {
		v.Diverted = append(v.Diverted, divertedView{link{d.From.Title, d.From.URL}, link{d.Text, d.URL}, d.Was, d.Is})
	}
	return v
}

// groupTitle is the programme that a text belongs to, or the product.
func groupTitle(a *site.Article) string { return programmeTitle(a.Programme) }

// programmeTitle returns the title of a programme, or of what is in none.
func programmeTitle(programme *site.CareProgramme) string {
	if programme == nil {
		return site.Guidance.Title
	}
	return programme.Title
}

// A kindCount is the number of texts to which one thing has happened.
type kindCount struct {
	statusCount
	Kind string // as in the list of texts: "Ändrad"
}

// changeKinds are what can have happened to a text, in the order of the report.
var changeKinds = []struct{ one, many string }{
	{"Ny", "Nya"}, {"Ändrad", "Ändrade"}, {"Ändrad och flyttad", "Ändrade och flyttade"},
	{"Flyttad", "Flyttade"}, {"Borttagen", "Borttagna"},
}

// changesOf returns the link to the changes of a text.
func (r *Renderer) changesOf(t *revision.Text) textLink {
	return textLink{link{t.Article().Title, r.options.Changes.URL(t)}, r.forWhom(cmp.Or(t.After, t.Merged))}
}

func (r *Renderer) changeRow(t *revision.Text) changeRow {
	row := changeRow{
		textLink: r.changesOf(t), Kind: t.Label(),
		Added: t.Added, Deleted: t.Deleted, Count: len(t.Changes) + len(t.Facts),
		Sensitive: t.Sensitive(), Matters: revision.Words(t.Matters()),
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

// sensitive lists the changes of a text that matter clinically.
func (r *Renderer) sensitive(t *revision.Text) sensitiveList {
	url := r.options.Changes.URL(t)
	list := sensitiveList{textLink: r.changesOf(t), Group: groupTitle(t.Article())}
	for _, c := range t.GravestFirst() {
		list.Items = append(list.Items, r.changeItem(t, c, url))
	}
	list.Facts = slices.DeleteFunc(factViews(t.Facts), func(f factView) bool { return len(f.Matters) == 0 })
	return list
}

// gone lists what has been removed whole: the text, or its sections, boxes,
// tables, lists, paragraphs and items.
func (r *Renderer) gone(t *revision.Text) []partItem {
	if t.Kind == revision.Removed {
		return []partItem{{For: r.changesOf(t).For, Text: link{t.Before.Title, r.options.Changes.URL(t)}, Words: t.Deleted}}
	}
	return r.parts(t, revision.Deleted)
}

// parts lists the sections, boxes and so on of a text to which one thing has been done.
func (r *Renderer) parts(t *revision.Text, op revision.Op) []partItem {
	url := r.options.Changes.URL(t)
	var list []partItem
	for _, c := range t.Changes {
		what := partWords[c.What]
		if c.Op != op || what == "" {
			continue
		}
		item := partItem{For: r.changesOf(t).For, Text: link{t.Article().Title, url}, What: what, Excerpt: c.Gone,
			Section: link{cmp.Or(c.Place.Title, "före första rubriken"), url + "#" + c.ID}}
		if op == revision.MovedHere && c.What != "avsnitt" {
			item.Excerpt = c.After
		}
		list = append(list, item)
	}
	return list
}

// partWords are the parts of a text that are reported when they are gone or have moved,
// with the words before the title of their section.
var partWords = map[string]string{
	"avsnitt": "Avsnittet", "ruta": "En ruta i avsnittet", "tabell": "En tabell i avsnittet",
	"stycke": "Ett stycke i avsnittet", "punkt i lista": "En punkt i avsnittet", "lista": "En lista i avsnittet",
	"citat": "Ett citat i avsnittet", "kod": "En ruta med kod i avsnittet", "rad i tabell": "En rad i en tabell i avsnittet",
}

// changed returns the line on an article's own page on what has happened to it.
func (r *Renderer) changed(a *site.Article) *changeRow {
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

// changesLink returns the link of the bar to the changes of the page at url, where
// there are any; from the page that shows them it leads back to the text.
func (r *Renderer) changesLink(url string) link {
	if r.options.Changes == nil {
		return link{}
	}
	text, marked := strings.CutSuffix(url, revision.ChangesPart)
	if marked && url != revision.ChangesURL && r.Has(text) {
		return link{"Dölj ändringar", text}
	}
	if a := r.site.ByURL(url); a != nil {
		if t := r.options.Changes.Of(a); t != nil && t.Merged != nil {
			return link{"Visa ändringar", r.options.Changes.URL(t)}
		}
	}
	return link{"Ändringar", revision.ChangesURL}
}
