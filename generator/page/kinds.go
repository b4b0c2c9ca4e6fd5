package page

import (
	"cmp"
	"iter"

	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// The addresses of the program's own pages.
const (
	HomeURL          = "/"
	IndexURL         = "/a-o/"
	ReviewURL        = "/granskning/"
	FindingsURL      = "/granskning/anmarkningar/"
	AccessibilityURL = "/tillganglighet/"
	NotFoundURL      = "/404.html"
)

// A kind is a kind of page: the layout that shows it, and the pages that are of
// it, each with what makes its view. A kind without layout is of files that are
// no pages; their view is a fileView.
type kind struct {
	layout string
	pages  func(*Renderer) iter.Seq2[string, func() any]
}

// kinds are all kinds of page. A new one is a layout, a view and a line here.
var kinds = []kind{
	{"home", onePage(HomeURL, (*Renderer).homeView)},
	{"product", productPages},
	{"programme", textPages("program")},
	{"chapter", textPages("kapitel")},
	{"article", textPages("insats", "bakgrund", "kunskapsstod")},
	{"index", onePage(IndexURL, (*Renderer).indexView)},
	{"print", printPages},
	{"", printSheets},
	{"review", onePage(ReviewURL, (*Renderer).reviewView)},
	{"changes", onePage(revision.ChangesURL, (*Renderer).changesView)},
	{"changed", changedPages},
	{"findings", onePage(FindingsURL, (*Renderer).findingsView)},
	{"matrix", matrixPages},
	{"persona", personaPages},
	{"", onePage(matrixCSV, (*Renderer).matrixFile)},
	{"accessibility", noticePage(AccessibilityURL, "Om tillgänglighet i förhandsvisningen")},
	{"notfound", noticePage(NotFoundURL, "Sidan finns inte")},
}

// onePage is the sequence of a single page.
func onePage(url string, view func(*Renderer) any) func(*Renderer) iter.Seq2[string, func() any] {
	return func(r *Renderer) iter.Seq2[string, func() any] {
		return func(yield func(string, func() any) bool) { yield(url, func() any { return view(r) }) }
	}
}

// layoutKind is which of the text layouts shows an article: what stands in
// its place in the tree decides, not what its front matter claims.
func layoutKind(a *site.Article) string {
	switch {
	case a.IsFront() && a.Chapter == nil:
		return "program"
	case a.IsFront():
		return "kapitel"
	case a.Kind == "program" || a.Kind == "kapitel":
		return "insats"
	}
	return cmp.Or(a.Kind, "insats")
}

// textPages are the articles that one of the given kinds of layout shows.
func textPages(shown ...string) func(*Renderer) iter.Seq2[string, func() any] {
	return func(r *Renderer) iter.Seq2[string, func() any] {
		return func(yield func(string, func() any) bool) {
			for _, a := range r.site.Articles {
				for _, k := range shown {
					if layoutKind(a) == k && !yield(a.URL, func() any { return r.textView(a) }) {
						return
					}
				}
			}
		}
	}
}

func productPages(r *Renderer) iter.Seq2[string, func() any] {
	return func(yield func(string, func() any) bool) {
		for _, p := range r.products() {
			if !yield(p.URL, func() any { return r.productView(p) }) {
				return
			}
		}
	}
}

func noticePage(url, title string) func(*Renderer) iter.Seq2[string, func() any] {
	return onePage(url, func(r *Renderer) any { return NoticeView{r.base(title, "", url)} })
}
