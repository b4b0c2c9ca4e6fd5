package page

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/markup"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// A body writes the HTML of a text's sections. It is not a template because it is
// ten times as much HTML as the rest of the page, and costs a tenth this way.
type body struct {
	writer
	article   *site.Article
	taxonomy  *audience.Taxonomy
	prefix    string // of every id, where several texts share the page
	top       int    // heading level of the outermost sections
	boxes     int    // numbered for their ids
	findings  map[*document.Section][]finding
	commented map[*document.Section][]commentView
	numbers   map[string]string // of sections and texts by their ids, where they are numbered
}

// A writer writes HTML directly.
type writer struct{ strings.Builder }

func (w *writer) write(parts ...string) {
	for _, p := range parts {
		w.Grow(len(p)) // doubles, where WriteString alone adds a quarter
		w.WriteString(p)
	}
}

func (b *body) render() template.HTML {
	doc := b.article.Doc
	b.Grow(2 * doc.Size) // HTML is longer than Markdown
	b.comments(nil)
	b.blocks(doc.Intro)
	for _, s := range doc.Sections {
		b.section(s, b.top)
	}
	return template.HTML(b.String())
}

// renderText renders an article on its own page, each section with its findings.
func (r *Renderer) renderText(a *site.Article) template.HTML {
	b := &body{article: a, taxonomy: r.site.Taxonomy, top: 2, findings: map[*document.Section][]finding{},
		commented: r.sectionComments(a)}
	for _, p := range a.Problems {
		if in := sectionAt(a, p.Pos.Line); in != nil {
			b.findings[in] = append(b.findings[in], r.finding(p))
		}
	}
	return b.render()
}

// margin writes the findings of a section.
func (b *body) margin(s *document.Section) {
	found := b.findings[s]
	if len(found) == 0 {
		return
	}
	b.write(`<details class="margin-findings"><summary class="margin-findings__summary">`,
		problem.Amount(len(found), "anmärkning", "anmärkningar"), `<span class="visually-hidden"> på avsnittet `,
		html.EscapeString(s.Title), "</span></summary><ul class=\"findings\">\n")
	for _, f := range found {
		b.write(`<li class="finding finding--`, f.Code, `"><p class="finding__message">`,
			`<strong class="finding__severity">`, f.Severity, `:</strong> `, html.EscapeString(f.Message), "</p>")
		if f.Hint != "" {
			b.write(`<p class="finding__hint">`, html.EscapeString(f.Hint), "</p>")
		}
		if f.Source != "" {
			b.write(`<p class="finding__place"><a href="`, html.EscapeString(string(f.Source)),
				`">`, html.EscapeString(f.Open), `</a></p>`)
		}
		b.write("</li>\n")
	}
	b.write("</ul></details>\n")
}

// section writes a section with its heading at the given level, which is its
// depth in the text, so that the page never skips one.
func (b *body) section(s *document.Section, level int) {
	id := b.prefix + s.ID
	class := "section"
	if level > b.top {
		class += " section--" + strconv.Itoa(level-b.top+2)
	}
	if targeted(s.Target) {
		class += " section--targeted"
	}
	tag := "h" + strconv.Itoa(min(level, 6))
	b.write(`<section class="`, class, `" id="`, b.prefix, `sec-`, s.ID, `"`)
	b.forWhom(s.Target)
	b.write(`><`, tag, ` id="`, id, `" tabindex="-1">`)
	if number := b.numbers[id]; number != "" {
		b.write(`<span class="section__number">`, number, `</span> `)
	}
	b.tokens(s.Heading)
	if b.prefix == "" {
		// A part of the heading's name, so that it does not say the title again.
		b.write(` <a class="section__anchor" href="#`, id, `" aria-label="Länk hit">#</a>`)
	}
	b.write("</", tag, ">\n")
	if targeted(s.Target) {
		b.write(`<p class="section__audience">`)
		b.audience(s.Target)
		b.write("</p>\n")
	}
	b.margin(s)
	b.comments(s)
	b.blocks(s.Blocks)
	for _, child := range s.Children {
		b.section(child, level+1)
	}
	b.write("</section>\n")
}

func targeted(t audience.Target) bool { return t.Always || len(t.Tags) > 0 }

// forWhom writes for whom something is, for the browser.
func (b *body) forWhom(t audience.Target) {
	if targeted(t) {
		b.write(` data-for="`, b.taxonomy.Attribute(t), `"`)
	}
}

// audience writes for whom something is: "För Elevhälsa eller Socialtjänst".
func (b *body) audience(t audience.Target) {
	b.write(`<span class="section__for">För</span>`)
	if t.Always { // whatever tags it has
		b.write(` <span class="tag">alla, alltid</span>`)
		return
	}
	b.write(" ", b.taxonomy.PhraseOf(t.Tags, func(label string) string {
		return `<span class="tag">` + html.EscapeString(label) + `</span>`
	}))
}

func (b *body) blocks(blocks []document.Block) {
	for _, block := range blocks {
		b.block(block)
	}
}

// boxKinds are the class and the heading of each kind of box.
var boxKinds = map[document.BlockKind]struct{ class, label string }{
	document.Fact:      {"box--fact", "Faktaruta"},
	document.Important: {"box--important", "Viktigt"},
	document.Regional:  {"box--regional", "Regionalt tillägg"},
}

func (b *body) block(block document.Block) {
	box, isBox := boxKinds[block.Kind]
	switch {
	case isBox:
		b.boxes++
		id := b.prefix + "ruta-" + strconv.Itoa(b.boxes)
		b.write(`<div class="box `, box.class, `"`)
		if region := spelling.Slug(block.Title); block.Kind == document.Regional && region != "" {
			b.write(` data-region="`, region, `"`)
		}
		b.write(` role="note" aria-labelledby="`, id, `"><p class="box__title" id="`, id, `">`)
		b.marked(block.Mark, func() {
			b.write(`<span class="box__kind">`, box.label, `</span>`)
			if block.Title != "" {
				b.write(" ", html.EscapeString(block.Title))
			}
		})
		b.write("</p>\n")
		b.blocks(block.Blocks)
		b.write("</div>\n")
	case block.Kind == document.Targeted && targeted(block.Target):
		b.boxes++
		id := b.prefix + "malgrupp-" + strconv.Itoa(b.boxes)
		b.write(`<div class="targeted"`)
		b.forWhom(block.Target)
		b.write(` role="group" aria-labelledby="`, id, `"><p class="targeted__label" id="`, id, `">`)
		b.marked(block.Mark, func() { b.audience(block.Target) })
		b.write("</p>\n")
		b.blocks(block.Blocks)
		b.write("</div>\n")
	default:
		b.tokens(block.Tokens)
		b.blocks(block.Blocks)
	}
}

// marked writes something that is marked as added or deleted.
func (b *body) marked(mark document.Mark, write func()) {
	span, marked := spans[mark]
	if marked {
		b.tokens([]document.Token{{Kind: span}})
		defer b.tokens([]document.Token{{Kind: span, End: true}})
	}
	write()
}

// spans are the elements of words that are marked.
var spans = map[document.Mark]document.TokenKind{
	document.Inserted: document.InsertedToken, document.Deleted: document.DeletedToken,
}

// tokens writes words with the elements around them.
func (b *body) tokens(tokens []document.Token) {
	markup.Write(&b.Builder, tokens, markup.Page{Prefix: b.prefix, Link: b.link, Picture: b.picture})
}

// link writes the start or end tag of a link. A broken one becomes text that is
// marked as such.
func (b *body) link(i int, end bool) {
	switch {
	case !end:
		b.openLink(i)
	case b.article.Links[i].URL == "":
		b.write("</span>")
	default:
		b.reference(i)
		b.write("</a>")
	}
}

func (b *body) openLink(i int) {
	link, written := b.article.Links[i], b.article.Doc.Links[i]
	switch {
	case link.URL == "":
		b.write(`<span class="link-broken">`)
		return
	case link.External && written.Text == written.Dest:
		b.write(`<a class="link-external link-address" href="`)
	case link.External:
		b.write(`<a class="link-external" href="`)
	default:
		b.write(`<a href="`)
	}
	b.write(html.EscapeString(link.URL), `"`)
	if written.Title != "" {
		b.write(` title="`, html.EscapeString(written.Title), `"`)
	}
	if to := link.Target; to != nil && to.Doc.Front.LiveURL.Text != "" { // what a copy of the link leads to
		b.write(` data-live="`, html.EscapeString(to.Doc.Front.LiveURL.Text), `"`)
	}
	b.write(">")
}

// reference writes the number of what a link leads to, where that has one.
func (b *body) reference(i int) {
	id, here := strings.CutPrefix(b.article.Links[i].URL, "#")
	if number := b.numbers[id]; here && number != "" {
		b.write(" (", number, ")")
	}
}

func (b *body) picture(i int) {
	link, written := b.article.Links[i], b.article.Doc.Links[i]
	if link.Picture == nil {
		b.write(`<span class="link-broken">Bild saknas: `, html.EscapeString(written.Text), `</span>`)
		return
	}
	b.write(`<img src="`, html.EscapeString(link.URL), `" alt="`, html.EscapeString(written.Text), `" loading="lazy"`)
	if p := link.Picture; p.Width > 0 && p.Height > 0 {
		b.write(` width="`, strconv.Itoa(p.Width), `" height="`, strconv.Itoa(p.Height), `"`)
	}
	if written.Title != "" {
		b.write(` title="`, html.EscapeString(written.Title), `"`)
	}
	b.write(">")
}
