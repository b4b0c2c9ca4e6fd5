package page

import (
	"cmp"
	"iter"

	"provtryck/generator/site"
)

// The addresses of the program's own pages.
const (
	HomeURL          = "/"
	IndexURL         = "/a-o/"
	ReviewURL        = "/granskning/"
	AccessibilityURL = "/tillganglighet/"
	NotFoundURL      = "/404.html"
	printPart        = "utskrift/" // below a programme's own address
)

// A kind is a kind of page: the layout that shows it, and the pages that are of
// it, each with what makes its view.
type kind struct {
	layout string
	pages  func(*Renderer) iter.Seq2[string, func(*set) any]
}

// kinds are all kinds of page. A new one is a layout, a view and a line here.
var kinds = []kind{
	{"home", func(*Renderer) iter.Seq2[string, func(*set) any] { return one(HomeURL, (*set).homeView) }},
	{"product", productPages},
	{"programme", textPages("program")},
	{"chapter", textPages("kapitel")},
	{"article", textPages("insats", "bakgrund", "kunskapsstod")},
	{"index", func(*Renderer) iter.Seq2[string, func(*set) any] { return one(IndexURL, (*set).indexView) }},
	{"print", printPages},
	{"review", func(*Renderer) iter.Seq2[string, func(*set) any] { return one(ReviewURL, (*set).reviewView) }},
	{"accessibility", noticePage(AccessibilityURL, "Om tillgänglighet i förhandsvisningen")},
	{"notfound", noticePage(NotFoundURL, "Sidan finns inte")},
}

// layoutKind is which of the text layouts shows an article: what stands in
// its place in the tree decides, not what its front matter claims.
func layoutKind(a *site.Article) string {
	switch {
	case a.Programme != nil && a.Programme.Article == a:
		return "program"
	case a.Chapter != nil && a.Chapter.Article == a:
		return "kapitel"
	case a.Kind == "program" || a.Kind == "kapitel":
		return "insats"
	}
	return cmp.Or(a.Kind, "insats")
}

// textPages are the articles that one of the given kinds of layout shows.
func textPages(shown ...string) func(*Renderer) iter.Seq2[string, func(*set) any] {
	return func(r *Renderer) iter.Seq2[string, func(*set) any] {
		return func(yield func(string, func(*set) any) bool) {
			for _, a := range r.site.Articles {
				for _, k := range shown {
					if layoutKind(a) == k && !yield(a.URL, func(s *set) any { return s.textView(a) }) {
						return
					}
				}
			}
		}
	}
}

func productPages(r *Renderer) iter.Seq2[string, func(*set) any] {
	return func(yield func(string, func(*set) any) bool) {
		for _, p := range r.products() {
			if !yield(p.URL, func(s *set) any { return s.productView(p) }) {
				return
			}
		}
	}
}

func printPages(r *Renderer) iter.Seq2[string, func(*set) any] {
	return func(yield func(string, func(*set) any) bool) {
		for _, p := range r.site.Programmes {
			if !yield(p.URL+printPart, func(s *set) any { return s.printView(p) }) {
				return
			}
		}
	}
}

func noticePage(url, title string) func(*Renderer) iter.Seq2[string, func(*set) any] {
	return func(*Renderer) iter.Seq2[string, func(*set) any] {
		return one(url, func(s *set) any { return NoticeView{s.base(title, "", url)} })
	}
}
