package page

import (
	"provtryck/generator/revision"
)

// The addresses of the program's own pages.
const (
	homeURL          = "/"
	indexURL         = "/a-o/"
	ReviewURL        = "/granskning/"
	findingsURL      = "/granskning/anmarkningar/"
	accessibilityURL = "/tillganglighet/"
	NotFoundURL      = "/404.html"
)

// A kind is a kind of page: the layout that shows it, and a function that adds
// the pages of that kind, each with what makes its view. A view that is a
// [fileView] needs no layout.
type kind struct {
	layout string
	pages  func(r *Renderer, add adder)
}

// An adder adds a page to a site.
type adder = func(url string, view func() any)

// kinds are all kinds of page. A new one is a layout, a view and a line here.
var kinds = []kind{
	{"home", onePage(homeURL, (*Renderer).homeView)},
	{"product", productPages},
	{"article", textPages},
	{"chapters", onePage(chaptersURL, (*Renderer).chaptersView)},
	{"chapter", chapterPages},
	{"search", onePage(SearchURL, (*Renderer).searchView)},
	{"index", onePage(indexURL, (*Renderer).indexView)},
	{"print", printPages},
	{"review", onePage(ReviewURL, (*Renderer).reviewView)},
	{"changes", onePage(revision.ChangesURL, (*Renderer).changesView)},
	{"changed", changedPages},
	{"findings", onePage(findingsURL, (*Renderer).findingsView)},
	{"comments", commentsPages},
	{"accounts", accountsPages},
	{"account", accountPages},
	{"entries", onePage(EntriesURL, (*Renderer).entriesView)},
	{"entry", entryPages},
	{"ledger", ledgerPages},
	{"matrix", matrixPages},
	{"persona", personaPages},
	{"trial", trialPages},
	{"paste", pastePages},
	{"collating", collatingPages},
	{"help", helpPages},
	{"accessibility", noticePage(accessibilityURL, "Om tillgänglighet i förhandsvisningen")},
	{"thanks", thanksPages},
	{"notfound", noticePage(NotFoundURL, "Sidan finns inte")},
	{"moved", movedPages}, // last: where there is another page, that is shown
}

func onePage(url string, view func(*Renderer) any) func(*Renderer, adder) {
	return func(r *Renderer, add adder) { add(url, func() any { return view(r) }) }
}

// A noticeView is a page with a fixed text: not found, accessibility statement.
type noticeView struct {
	base
}

func noticePage(url, title string) func(*Renderer, adder) {
	return onePage(url, func(r *Renderer) any { return noticeView{r.base(title, "", url)} })
}

func textPages(r *Renderer, add adder) {
	for _, a := range r.site.Articles {
		add(a.URL, func() any { return r.textView(a) })
	}
}
