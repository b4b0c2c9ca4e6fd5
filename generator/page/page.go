// Package page makes the HTML of one URL of a site, when it is asked for.
//
// A [Renderer] joins a site with the layouts. Its pages are listed in kinds.go:
// a kind of page is a layout, the URLs that have it, and a function that makes
// the view which the layout sees (view.go). What many pages share, such as the
// navigation of a chapter, is rendered once. The body of a text is written
// straight from its sections (body.go); everything around it by html/template.
package page

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// A Renderer makes the pages of one site. It can be used by several goroutines.
type Renderer struct {
	site    *site.Site
	layouts Layouts
	options Options
	pages   map[string]page

	columnSets []columnSet // of the matrix of audiences

	shared sync.Map              // what many pages have in common: sharedKey → template.HTML
	failed atomic.Pointer[error] // the first of it that could not be rendered
}

// Options is what pages say besides the texts.
type Options struct {
	CSS     string // address of the style sheet
	JS      string // address of the script
	Stamp   versions.Stamp
	Changes *versions.Comparison // with an earlier version; nil when there is none
	History versions.History
	// Source gives the address that opens a file of the content folder in the
	// editor's program, empty for none. May be nil.
	Source func(problem.Pos) string
}

// page is one URL: its layout and what makes its view.
type page struct {
	layout string
	view   func() any
}

// New makes a Renderer.
func New(s *site.Site, layouts Layouts, o Options) *Renderer {
	r := &Renderer{site: s, layouts: layouts, options: o, pages: map[string]page{}, columnSets: columnSets(s)}
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

// Render writes the page at url.
func (r *Renderer) Render(w io.Writer, url string) error {
	p, ok := r.pages[url]
	if !ok {
		return fmt.Errorf("sidan %s: %w", url, fs.ErrNotExist)
	}
	var err error
	switch view := p.view().(type) {
	case fileView:
		err = view(w)
	default:
		err = r.layouts[p.layout].Execute(w, view)
	}
	if failed := r.failed.Load(); failed != nil {
		err = errors.Join(err, *failed)
	}
	if err != nil {
		return fmt.Errorf("sidan %s: %w", url, err)
	}
	return nil
}

// source is the address that opens a place in the texts, empty for none.
func (r *Renderer) source(pos problem.Pos) template.URL {
	if r.options.Source == nil {
		return ""
	}
	return template.URL(r.options.Source(pos))
}

// A fileView writes a file that is no page.
type fileView func(io.Writer) error

// Type is the media type of what is at url.
func Type(url string) string {
	switch path.Ext(url) {
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}

// sharedKey names what many pages have in common: a partial, and what tells one
// use of it from another.
type sharedKey struct{ partial, use string }

// share renders a partial once for each use. One that fails leaves its place
// empty, and Render gives the error.
func (r *Renderer) share(partial, use string, view func() any) template.HTML {
	key := sharedKey{partial, use}
	if made, ok := r.shared.Load(key); ok {
		return made.(template.HTML)
	}
	var b strings.Builder
	if err := r.layouts[partial].Execute(&b, view()); err != nil {
		r.failed.CompareAndSwap(nil, &err)
	}
	made, _ := r.shared.LoadOrStore(key, template.HTML(b.String()))
	return made.(template.HTML)
}

// nav is the programme navigation with the article's chapter open and the link
// to the article marked.
func (r *Renderer) nav(a *site.Article) template.HTML {
	if a.Programme == nil {
		return ""
	}
	use := a.Programme.URL
	if a.Chapter != nil {
		use = a.Chapter.URL
	}
	nav := r.share("programme-nav", use, func() any { return r.navView(a.Programme, a.Chapter) })
	here := `href="` + a.URL + `"`
	return template.HTML(strings.Replace(string(nav), here, here+` aria-current="page"`, 1))
}

// head is what every page loads.
func (r *Renderer) head() template.HTML {
	return r.share("page-head", "", func() any { return HeadView{r.options.CSS, r.options.JS} })
}

// top is what stands above the page at url.
func (r *Renderer) top(url string) template.HTML {
	items := menu(url)
	use := ""
	if i := slices.IndexFunc(items, func(m MenuItem) bool { return m.Current }); i >= 0 {
		use = items[i].URL
	}
	changes := r.changesLink(url)
	return r.share("page-top", use+"\n"+changes.URL, func() any { return TopView{r.options.Stamp, changes, items, regions} })
}

// crumbs is the way to a page: the last link is to its parent.
func (r *Renderer) crumbs(way []Link) template.HTML {
	return r.share("breadcrumb", way[len(way)-1].URL, func() any { return way })
}

// audience is the tags of a page by dimension.
func (r *Renderer) audience(target audience.Target) template.HTML {
	return r.share("audience-tags", fmt.Sprint(target.Tags), func() any { return audienceGroups(r.site.Taxonomy, target) })
}
