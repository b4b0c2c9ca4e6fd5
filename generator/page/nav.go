package page

import (
	"html"
	"html/template"
	"strconv"

	"provtryck/generator/site"
)

// nav returns the navigation of a programme, with the article's chapter open and the
// link to the article marked. As a template it cost a tenth of the page.
func (r *Renderer) nav(a *site.Article) template.HTML {
	if a.Programme == nil {
		return ""
	}
	n := navWriter{current: a.URL}
	n.write(`<nav class="programme-nav" aria-label="Innehåll i programmet"><details class="programme-nav__fold">` +
		`<summary class="programme-nav__summary">Innehåll i programmet</summary><p class="programme-nav__title">`)
	n.link(r.textLink(a.Programme.Article), "")
	n.write("</p>")
	n.list("ol", "programme-nav__list", len(a.Programme.Chapters), func(i int) {
		chapter := a.Programme.Chapters[i]
		class, pages := "programme-nav__chapter", 0
		if chapter == a.Chapter {
			class, pages = class+" programme-nav__chapter--open", len(chapter.Pages)
		}
		link := r.textLink(chapter.Article)
		n.item(class, link.For)
		n.link(link, `<span class="programme-nav__number">`+strconv.Itoa(chapter.Number)+"</span> ")
		n.list("ul", "programme-nav__pages", pages, func(i int) {
			link := r.textLink(chapter.Pages[i])
			n.item("", link.For)
			n.link(link, "")
		})
	})
	n.write("</details></nav>")
	return template.HTML(n.String())
}

// A navWriter writes lists of links, of which the one to the current page is marked.
type navWriter struct {
	writer
	current string
}

// list writes a list of count items; nothing for 0.
func (n *navWriter) list(element, class string, count int, item func(i int)) {
	if count == 0 {
		return
	}
	n.write("<", element, ` class="`, class, `">`)
	for i := range count {
		item(i)
		n.write("</li>")
	}
	n.write("</", element, ">\n")
}

// item begins an item of a list.
func (n *navWriter) item(class, forWhom string) {
	n.write("<li")
	if class != "" {
		n.write(` class="`, class, `"`)
	}
	if forWhom != "" {
		n.write(` data-for="`, html.EscapeString(forWhom), `"`)
	}
	n.write(">")
}

// link writes a link, with HTML before its title.
func (n *navWriter) link(l *textLink, before string) {
	n.write(`<a class="programme-nav__link" href="`, l.URL, `"`)
	if l.URL == n.current {
		n.write(` aria-current="page"`)
	}
	n.write(">", before, html.EscapeString(l.Title), "</a>")
}
