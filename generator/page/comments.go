package page

import (
	"html"
	"html/template"
	"io"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/feedback"
	"provtryck/generator/problem"
	"provtryck/generator/round"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// CommentsURL is the address of the page with all comments.
const CommentsURL = ReviewURL + "synpunkter/"

// ShownComments is what pages show of the comments of reviewers.
type ShownComments int

// Comments are published only if the build is told to, and then without who wrote them.
const (
	NoComments       ShownComments = iota
	NamelessComments               // what they say and what has become of them
	AllComments                    // and by whom, with forms to handle them: the local preview
)

// kindNames and statusNames are what people call kinds and statuses.
var (
	kindNames = map[string]string{"sakfel": "Sakfel", "otydligt": "Otydligt", "saknas": "Något saknas",
		"malgrupp": "Fel målgrupp",
		"sprak":    "Språk", "fraga": "Fråga", "bra": "Bra"}
	statusNames = map[string]string{"ny": "Ny", "besvarad": "Besvarad", "inarbetad": "Inarbetad", "avvisad": "Avvisad",
		"vidare": "Skickad vidare"}
)

// A commentView is one comment.
type commentView struct {
	ID, Round    string
	Kind, Status choice
	Who          string // "Kurator, Region Skåne"; empty when it is not shown
	Organisation string
	Day          string // "4 mars 2027"
	Section      link   // where it belongs now; the text for all of it
	Doubt        string // why its place is not sure; empty when it is
	Quote        string
	Text         string
	Suggestion   string
	Reply, By    string
	Handled      bool // can be handled here
}

// A commentedText is the comments on one text.
type commentedText struct {
	link
	Programme choice
	Comments  []template.HTML
}

// A commentsView is all comments.
type commentsView struct {
	base
	Count                            string // "12 synpunkter"
	Counts                           []statusCount
	Rounds, Kinds, Statuses, Sources []choice
	Texts                            []commentedText
	Balances                         []balance
	CSV                              string // the address of the same as a table
}

// A balance is who has answered in a round, and who has not.
type balance struct {
	Title string
	feedback.Balance
}

func commentsPages(r *Renderer, add adder) {
	if r.options.Comments == NoComments {
		return
	}
	add(CommentsURL, func() any { return r.commentsView() })
	add(CommentsURL+"synpunkter.csv", func() any {
		return fileView(func(w io.Writer) error { return r.commentsTable(w) })
	})
}

// commentedNames returns the names of what there are comments on: first what is no text, such
// as all of them and those that are not there, then texts in reading order.
func (r *Renderer) commentedNames() []string {
	var names []string
	seen := map[string]bool{}
	for _, a := range r.site.Articles {
		if len(r.site.Comments[a.Doc.Name]) > 0 {
			names = append(names, a.Doc.Name)
			seen[a.Doc.Name] = true
		}
	}
	var others []string
	for name, list := range r.site.Comments {
		if !seen[name] && len(list) > 0 {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	return append(others, names...)
}

func (r *Renderer) commentsView() commentsView {
	v := commentsView{
		base: r.base("Synpunkter", "Vad granskare har svarat, och vad det har blivit av det.", CommentsURL, link{"Granskning", ReviewURL}),
		CSV:  CommentsURL + "synpunkter.csv",
	}
	total, statuses := 0, map[string]int{}
	rounds, kinds, sources := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, name := range r.commentedNames() {
		a := r.site.ByFile(name)
		t := commentedText{link: link{Title: "Alla texter"}}
		if a != nil {
			t.link = link{a.Title, a.URL}
			if a.Programme != nil {
				t.Programme = choice{spelling.Slug(a.Programme.Title), a.Programme.Title}
			}
		} else if name == feedback.OnNone {
			t.Title = "Texter som inte finns"
		} else if name != feedback.OnAll {
			t.Title = "En text som inte finns: " + name
		}
		for _, c := range r.commentViews(name, a) {
			total++
			statuses[c.Status.Name]++
			rounds[c.Round], kinds[c.Kind.ID], sources[c.Organisation] = true, true, true
			t.Comments = append(t.Comments, writeComment(c, true))
		}
		v.Texts = append(v.Texts, t)
	}
	v.Count = problem.Amount(total, "synpunkt", "synpunkter")
	for _, s := range feedback.Statuses {
		if n := statuses[statusNames[s]]; n > 0 {
			v.Counts = append(v.Counts, statusCount{statusNames[s], n})
			v.Statuses = append(v.Statuses, choice{s, statusNames[s]})
		}
	}
	for _, k := range feedback.Kinds {
		if kinds[k] {
			v.Kinds = append(v.Kinds, choice{k, kindNames[k]})
		}
	}
	for _, one := range r.site.Rounds {
		if rounds[one.ID] {
			v.Rounds = append(v.Rounds, choice{one.ID, one.Title})
		}
		if r.options.Comments == AllComments {
			v.Balances = append(v.Balances, r.balance(one))
		}
	}
	v.Sources = sourceChoices(sources)
	return v
}

func sourceChoices(sources map[string]bool) []choice {
	var list []choice
	for name := range sources {
		if name != "" {
			list = append(list, choice{spelling.Slug(name), name})
		}
	}
	slices.SortFunc(list, func(a, b choice) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func (r *Renderer) balance(one *round.Round) balance {
	b := balance{one.Title, feedback.BalanceOf(r.site.Comments, one.ID, one.Respondents)}
	for i, reader := range b.Readers {
		b.Readers[i].Name = r.readerName(reader.Name)
	}
	return b
}

// readerName returns what a reader is called: a persona, or tags as the address has them.
func (r *Renderer) readerName(id string) string {
	if id == "" {
		return "Alla läsare"
	}
	for _, p := range r.site.Taxonomy.Personas {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// commentViews returns the comments on a text, or on none, each at its place as the text is now.
func (r *Renderer) commentViews(name string, a *site.Article) []commentView {
	list := r.site.Comments[name]
	if len(list) == 0 || r.options.Comments == NoComments {
		return nil
	}
	var text feedback.Text
	if a != nil {
		text = feedback.TextOf(a.Doc)
	}
	views := make([]commentView, len(list))
	for i, c := range list {
		v := commentView{
			ID: c.ID, Round: c.Round, Day: inWords(c.Date), Quote: c.Quote, Text: c.Text, Suggestion: c.Suggestion,
			Kind: choice{c.Kind, kindNames[c.Kind]}, Status: choice{c.Status, statusNames[c.Status]}, Reply: c.Reply,
		}
		if r.options.Comments == AllComments {
			v.Organisation, v.By, v.Handled = c.Organisation, c.By, true
			v.Who = strings.Join(slices.DeleteFunc([]string{c.From, c.Organisation}, func(s string) bool { return s == "" }), ", ")
		}
		if a != nil {
			v.place(a, c.Section, feedback.Find(c, text))
		} else if c.Page != "" {
			v.Section.Title = c.Page
		}
		views[i] = v
	}
	return views
}

// place says where a comment on a section, or on all of the text, belongs now, and why that is not sure.
func (v *commentView) place(a *site.Article, section string, p feedback.Place) {
	v.Section = link{"Hela texten", a.URL}
	if s, _ := a.Doc.Section(p.Section); s != nil && p.Section != "" {
		v.Section = link{s.Title, a.URL + "#" + p.Section}
	}
	switch {
	case p.Sure:
	case p.How == feedback.Exact || p.How == feedback.Context:
		v.Doubt = "Orden är inte säkert de som avsågs: texten har ändrats."
	case p.How == feedback.Section:
		v.Doubt = "Orden finns inte längre i avsnittet."
	case section == "":
		v.Doubt = "Orden finns inte längre i texten."
	default:
		v.Doubt = "Avsnittet finns inte längre."
	}
}

// writeComment writes a comment, and also its place if it is listed apart from its text.
func writeComment(c commentView, listed bool) template.HTML {
	var w writer
	text := html.EscapeString
	w.write(`<li class="received-comment" id="synpunkt-`, text(c.ID), `" data-omgang="`, text(c.Round), `" data-slag="`, text(c.Kind.ID),
		`" data-status="`, text(c.Status.ID), `" data-fran="`, spelling.Slug(c.Organisation), `"><p class="received-comment__head"><strong>`,
		text(c.Kind.Name), `</strong>`)
	for _, part := range []string{c.Who, c.Day} {
		if part != "" {
			w.write(` <span class="received-comment__part">`, text(part), `</span>`)
		}
	}
	w.write(` <span class="received-comment__status">`, text(c.Status.Name), `</span></p>`)
	if listed && c.Section.Title != "" {
		w.write(`<p class="received-comment__place">`)
		if c.Section.URL != "" {
			w.write(`<a href="`, text(c.Section.URL), `">`, text(c.Section.Title), `</a>`)
		} else {
			w.write(text(c.Section.Title))
		}
		w.write(`</p>`)
	}
	if c.Quote != "" {
		w.write(`<blockquote class="received-comment__quote"><p>`, text(c.Quote), `</p></blockquote>`)
	}
	if c.Doubt != "" {
		w.write(`<p class="received-comment__doubt">`, c.Doubt, `</p>`)
	}
	if c.Text != "" {
		w.write(`<p class="received-comment__text">`, text(c.Text), `</p>`)
	}
	if c.Suggestion != "" {
		w.write(`<p class="received-comment__suggestion"><strong>Förslag:</strong> `, text(c.Suggestion), `</p>`)
	}
	if c.Reply != "" {
		w.write(`<p class="received-comment__reply"><strong>Svar`)
		if c.By != "" {
			w.write(` av `, text(c.By))
		}
		w.write(`:</strong> `, text(c.Reply), `</p>`)
	}
	if c.Handled {
		writeHandling(&w, c)
	}
	w.write("</li>\n")
	return template.HTML(w.String())
}

// writeHandling writes the forms in which a comment is answered; the local preview brings them to life.
func writeHandling(w *writer, c commentView) {
	text := html.EscapeString
	hidden := func(name, value string) {
		w.write(`<input type="hidden" name="`, name, `" value="`, text(value), `">`)
	}
	id := text(c.ID)
	w.write(`<details class="received-comment__handle"><summary>Svara<span class="visually-hidden"> på synpunkten</span></summary>`,
		`<form data-action="synpunkt" hidden>`)
	hidden("id", c.ID)
	hidden("omgang", c.Round)
	hidden("varStatus", c.Status.ID)
	hidden("varSvar", c.Reply)
	w.write(`<p><label for="status-`, id, `">Status</label> <select id="status-`, id, `" name="status">`)
	for _, s := range feedback.Statuses {
		selected := ""
		if s == c.Status.ID {
			selected = " selected"
		}
		w.write(`<option value="`, s, `"`, selected, `>`, statusNames[s], `</option>`)
	}
	w.write(`</select></p><p><label for="svar-`, id, `">Svar</label> <textarea id="svar-`, id, `" name="svar" rows="3">`, text(c.Reply),
		`</textarea></p><p><label for="av-`, id, `">Ditt namn eller din roll</label> <input id="av-`, id, `" name="av" value="`, text(c.By),
		`"></p><p><button>Spara svaret</button></p></form>`)
	if c.Suggestion != "" && c.Quote != "" && c.Section.URL != "" {
		w.write(`<form data-action="forslag" hidden>`)
		hidden("id", c.ID)
		hidden("omgang", c.Round)
		w.write(`<p><button>För in förslaget i texten …</button></p></form>`)
	}
	w.write(`</details>`)
}

// commentsTable writes the comments as a table for Excel.
func (r *Renderer) commentsTable(w io.Writer) error {
	var all []feedback.Comment
	places := map[string]string{}
	for _, name := range r.commentedNames() {
		for _, c := range r.site.Comments[name] {
			if r.options.Comments != AllComments {
				c.From, c.Organisation, c.Email, c.By, c.Answer = "", "", "", "", "" // the last joins what one person has said
			}
			places[c.Round+"/"+c.ID] = name
			all = append(all, c)
		}
	}
	return feedback.WriteCSV(w, all, func(c feedback.Comment) string { return places[c.Round+"/"+c.ID] })
}

// sectionComments returns the comments on an article by the section that they belong to; by nil
// those on the whole text.
func (r *Renderer) sectionComments(a *site.Article) map[*document.Section][]commentView {
	var of map[*document.Section][]commentView
	for _, c := range r.commentViews(a.Doc.Name, a) {
		if of == nil {
			of = map[*document.Section][]commentView{}
		}
		_, id, _ := strings.Cut(c.Section.URL, "#")
		s, _ := a.Doc.Section(id)
		of[s] = append(of[s], c)
	}
	return of
}

// comments writes the comments on a section, or on the whole text for nil.
func (b *body) comments(s *document.Section) {
	list := b.commented[s]
	if len(list) == 0 {
		return
	}
	where := "hela texten"
	if s != nil {
		where = "avsnittet " + s.Title
	}
	b.write(`<details class="received"><summary class="received__summary">`, problem.Amount(len(list), "synpunkt", "synpunkter"),
		`<span class="visually-hidden"> på `, html.EscapeString(where), "</span></summary><ul class=\"received__list\">\n")
	for _, c := range list {
		b.write(string(writeComment(c, false)))
	}
	b.write("</ul></details>\n")
}
