// Package page makes the HTML of one URL of a site, when it is asked for.
//
// A [Renderer] joins a [site.Site] with the [Layouts]. Every kind of page is a
// layout, the addresses that have it, and a function that makes the view which
// the layout sees: a struct with everything ready to be shown, in Swedish and
// sorted, so that layouts compute nothing. Fields are plain strings, escaped by
// html/template, except those of type template.HTML: the body of a text, the lists
// of links beside it and the tables of reports, which are most of a page and are
// written directly in Go.
package page

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"provtryck/generator/problem"
	"provtryck/generator/search"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// A Renderer makes the pages of one site. It can be used by several goroutines.
type Renderer struct {
	site    *site.Site
	layouts Layouts
	options Options
	pages   map[string]page

	handbook func() (*search.Index, error)

	forwards   map[string]string // see Forward
	columnSets []columnSet       // of the matrix of audiences
	chapters   []*chapterKind
	readers    map[*site.Article]string // the attribute that says for whom each article is
}

// Options are what pages show besides the texts.
type Options struct {
	CSS       string // address of the style sheet
	JS        string // address of the script
	ReviewJS  string // address of the script of some pages of the review
	DeskJS    string // address of the script of the pages where texts are copied part by part
	Stamp     versions.Stamp
	Changes   *versions.Comparison // with an earlier version; nil when there is none
	History   versions.History
	Comments  ShownComments
	Docs      fs.FS  // the documents of the handbook; nil for none
	Intake    string // the endings of files that texts are made of, where the page for that is shown; else empty
	Editing   bool   // what editors know about the files of texts can be searched
	Collating bool   // the page where pages of 1177 are compared with the texts is shown
	Forms     bool   // the host takes in what forms send, where a round says so
	// Source returns the address that opens a place in the content folder in the
	// editor's program; empty for none. May be nil.
	Source func(problem.Pos) string
}

// A page is one URL: its layout and what makes its view.
type page struct {
	layout string
	view   func() any
}

// New makes a Renderer.
func New(s *site.Site, layouts Layouts, o Options) *Renderer {
	r := &Renderer{
		site: s, layouts: layouts, options: o, pages: map[string]page{}, forwards: map[string]string{},
		handbook:   sync.OnceValues(func() (*search.Index, error) { return indexHandbook(o.Docs) }),
		columnSets: columnSets(s), chapters: chapterKinds(s.Programmes), readers: make(map[*site.Article]string, len(s.Articles)),
	}
	for _, a := range s.Articles {
		r.readers[a] = s.Taxonomy.Attribute(a.Path()...)
	}
	for _, k := range kinds {
		k.pages(r, func(url string, view func() any) { r.pages[url] = page{k.layout, view} })
	}
	return r
}

// URLs lists the addresses of all pages, sorted. That of the page for addresses
// that do not exist is [NotFoundURL].
func (r *Renderer) URLs() []string { return slices.Sorted(maps.Keys(r.pages)) }

// Index makes an index of the texts. It is not kept: it has as much memory as the texts.
func (r *Renderer) Index() *search.Index { return search.New(r.site) }

// HandbookIndex returns the index of the handbook, which is made when somebody asks first.
func (r *Renderer) HandbookIndex() (*search.Index, error) { return r.handbook() }

// Has reports whether there is a page at url.
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
	if err != nil {
		return fmt.Errorf("sidan %s: %w", url, err)
	}
	return nil
}

// source returns the address that opens a place in the texts, empty for none.
func (r *Renderer) source(pos problem.Pos) template.URL {
	if r.options.Source == nil {
		return ""
	}
	return template.URL(r.options.Source(pos))
}

// A fileView writes a file that is no page.
type fileView func(io.Writer) error

// Type returns the media type of what is at url.
func Type(url string) string {
	switch path.Ext(url) {
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".png":
		return "image/png"
	case ".webp":
		return "image/webp"
	case ".css":
		return "text/css; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}
