// Package page makes the HTML of one URL of a site, when it is asked for.
//
// A [Renderer] joins a site with the layouts. Its pages are listed in kinds.go:
// a kind of page is a layout, the URLs that have it, and a function that makes
// the view which the layout sees (view.go). What many pages share, such as the
// navigation of a chapter, is rendered once. The body of a text is written
// straight from its sections (body.go); everything around it by html/template.
package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/site"
)

// A Renderer makes the pages of one site. It can be used by several goroutines.
type Renderer struct {
	site    *site.Site
	layouts *Layouts
	options Options
	pages   map[string]page
	navs    sync.Map // *site.Chapter or *site.CareProgramme → string
}

// Options is what pages say besides the texts.
type Options struct {
	CSS   string // address of the style sheet
	JS    string // address of the script module
	Stamp Stamp
}

// page is one URL: its layout and what makes its view.
type page struct {
	layout string
	view   func() any
}

// New makes a Renderer.
func New(s *site.Site, layouts *Layouts, o Options) *Renderer {
	r := &Renderer{site: s, layouts: layouts, options: o, pages: map[string]page{}}
	for _, k := range kinds {
		for url, view := range k.pages(r) {
			r.pages[url] = page{k.layout, view}
		}
	}
	return r
}

// URLs lists the addresses of all pages, sorted. That of the page for addresses
// that do not exist is [NotFoundURL].
func (r *Renderer) URLs() []string {
	urls := make([]string, 0, len(r.pages))
	for url := range r.pages {
		urls = append(urls, url)
	}
	slices.Sort(urls)
	return urls
}

// Has says whether there is a page at url.
func (r *Renderer) Has(url string) bool {
	_, ok := r.pages[url]
	return ok
}

// Render writes the page at url by the layouts as minified when they were read.
func (r *Renderer) Render(w io.Writer, url string) error {
	return r.render(w, url, r.layouts.small)
}

// RenderPlain writes the page at url by the layouts as they stand in their files.
func (r *Renderer) RenderPlain(w io.Writer, url string) error {
	return r.render(w, url, r.layouts.plain)
}

func (r *Renderer) render(w io.Writer, url string, set map[string]*template.Template) error {
	p, ok := r.pages[url]
	if !ok {
		return fmt.Errorf("sidan %s: %w", url, fs.ErrNotExist)
	}
	if err := set[p.layout].Execute(w, p.view()); err != nil {
		return fmt.Errorf("sidan %s: %w", url, err)
	}
	return nil
}

// nav renders the programme navigation with the given chapter open (nil: none)
// and marks the link to the current page.
func (r *Renderer) nav(a *site.Article) template.HTML {
	if a.Programme == nil {
		return ""
	}
	var key any = a.Programme
	if a.Chapter != nil {
		key = a.Chapter
	}
	shared, ok := r.navs.Load(key)
	if !ok {
		var b bytes.Buffer
		if err := r.layouts.nav.Execute(&b, navView(a.Programme, a.Chapter)); err != nil {
			return template.HTML("<!-- " + template.HTMLEscapeString(err.Error()) + " -->")
		}
		shared, _ = r.navs.LoadOrStore(key, b.String())
	}
	here := `href="` + a.URL + `"`
	return template.HTML(strings.Replace(shared.(string), here, here+` aria-current="page"`, 1))
}

// one is the sequence of a single page.
func one(url string, view func() any) iter.Seq2[string, func() any] {
	return func(yield func(string, func() any) bool) { yield(url, view) }
}
