// Package page makes the HTML of one URL of a site, when it is asked for.
//
// A [Renderer] joins a site with the layouts. Its pages are listed in kinds.go:
// a kind of page is a layout, the URLs that have it, and a function that makes
// the view which the layout sees (view.go). What many pages share, such as the
// navigation of a chapter, is rendered once. The body of a text is written
// straight from its sections (body.go); everything around it by html/template.
package page

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/site"
)

// A Renderer makes the pages of one site. It can be used by several goroutines.
type Renderer struct {
	site    *site.Site
	options Options
	pages   map[string]page
	small   set // the layouts as minified
	plain   set // the layouts as they stand in their files
}

// Options is what pages say besides the texts.
type Options struct {
	CSS   string // address of the style sheet
	JS    string // address of the script module
	Stamp Stamp
}

// page is one URL: its layout and what makes its view with the help of a set.
type page struct {
	layout string
	view   func(*set) any
}

// New makes a Renderer.
func New(s *site.Site, layouts *Layouts, o Options) *Renderer {
	r := &Renderer{site: s, options: o, pages: map[string]page{}}
	r.small = set{Renderer: r, templates: layouts.small}
	r.plain = set{Renderer: r, templates: layouts.plain}
	for _, k := range kinds {
		for url, view := range k.pages(r) {
			r.pages[url] = page{k.layout, view}
		}
	}
	return r
}

// URLs lists the addresses of all pages, sorted. That of the page for addresses
// that do not exist is [NotFoundURL].
func (r *Renderer) URLs() []string { return slices.Sorted(maps.Keys(r.pages)) }

// Has says whether there is a page at url.
func (r *Renderer) Has(url string) bool {
	_, ok := r.pages[url]
	return ok
}

// Layout is the name of the layout that shows the page at url.
func (r *Renderer) Layout(url string) string { return r.pages[url].layout }

// Render writes the page at url by the layouts as minified when they were read.
func (r *Renderer) Render(w io.Writer, url string) error { return r.small.render(w, url) }

// RenderPlain writes the page at url by the layouts as they stand in their files.
func (r *Renderer) RenderPlain(w io.Writer, url string) error { return r.plain.render(w, url) }

// A set is one form of the layouts with the fragments that they have made.
type set struct {
	*Renderer
	templates map[string]*template.Template
	shared    sync.Map // what many pages have in common: key → string
}

func (s *set) render(w io.Writer, url string) error {
	p, ok := s.pages[url]
	if !ok {
		return fmt.Errorf("sidan %s: %w", url, fs.ErrNotExist)
	}
	if err := s.templates[p.layout].Execute(w, p.view(s)); err != nil {
		return fmt.Errorf("sidan %s: %w", url, err)
	}
	return nil
}

// fragment renders a partial once for each key.
func (s *set) fragment(key any, partial string, view func() any) string {
	if made, ok := s.shared.Load(key); ok {
		return made.(string)
	}
	var b strings.Builder
	if err := s.templates["article"].ExecuteTemplate(&b, partial, view()); err != nil {
		b.WriteString("<!-- " + template.HTMLEscapeString(err.Error()) + " -->")
	}
	made, _ := s.shared.LoadOrStore(key, b.String())
	return made.(string)
}

// nav is the programme navigation with the article's chapter open and the link
// to the article marked.
func (s *set) nav(a *site.Article) template.HTML {
	if a.Programme == nil {
		return ""
	}
	var key any = a.Programme
	if a.Chapter != nil {
		key = a.Chapter
	}
	nav := s.fragment(key, "programme-nav", func() any { return navView(a.Programme, a.Chapter) })
	here := `href="` + a.URL + `"`
	return template.HTML(strings.Replace(nav, here, here+` aria-current="page"`, 1))
}

// top is what stands above the page at url.
func (s *set) top(url string) template.HTML {
	items := menu(url)
	key := slices.IndexFunc(items, func(m MenuItem) bool { return m.Current })
	return template.HTML(s.fragment(key, "page-top", func() any { return TopView{s.options.Stamp, items, regions} }))
}

// one is the sequence of a single page.
func one(url string, view func(*set) any) iter.Seq2[string, func(*set) any] {
	return func(yield func(string, func(*set) any) bool) { yield(url, view) }
}
