package page

import (
	"strings"

	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// A base is what every page has.
type base struct {
	Title       string // the page's H1
	Description string // for <meta name="description">
	URL         string // the page's own address, "/kliniska-kunskapsstod/"
	Assets      assets
	Top         topView
	Crumbs      []link // the way from the start page to the parent; empty on the start page
}

// assets are the addresses of what every page loads.
type assets struct {
	CSS      string // the style sheet
	JS       string // the script
	ReviewJS string // the script that some pages of the review load too
	DeskJS   string // the script that the pages where texts are copied load too
}

// A topView is the top of every page: the Provtryck bar and the header.
type topView struct {
	Stamp   versions.Stamp
	Help    bool // there is a handbook
	Paste   bool // texts can be pasted
	Changes link // to what has changed; empty when nothing is compared
	Menu    []menuItem

	Searching bool // the page is the one where texts are searched
}

// A menuItem is one entry of the main menu.
type menuItem struct {
	link
	Current bool // the page is this entry or is below it
}

// A link (länk) is an address with its text.
type link struct {
	Title string
	URL   string
}

// A textLink is a link to a text that says for whom the text is.
type textLink struct {
	link
	For string // see audience.Taxonomy.Attribute
}

// base returns what every page has, for the one at url.
func (r *Renderer) base(title, description, url string, crumbs ...link) base {
	b := base{
		Title: title, Description: description, URL: url, Assets: assets{r.options.CSS, r.options.JS, r.options.ReviewJS, r.options.DeskJS},
		Top: topView{r.options.Stamp, r.options.Docs != nil, r.options.Intake != "", r.changesLink(url), menu(url), url == SearchURL},
	}
	if url != homeURL {
		b.Crumbs = append([]link{{"Start", homeURL}}, crumbs...)
	}
	return b
}

func productLink(p site.Product) link { return link{p.Title, p.URL} }

func menu(url string) []menuItem {
	return []menuItem{
		{link{"Kunskapsstöd", homeURL}, url == homeURL},
		{productLink(site.Programmes), strings.HasPrefix(url, site.Programmes.URL)},
		{productLink(site.Guidance), strings.HasPrefix(url, site.Guidance.URL)},
		{link{"A–Ö", indexURL}, url == indexURL},
	}
}

// forWhom returns the attribute that tells the browser for whom an article is. An
// article merged from two versions is not one of the site's.
func (r *Renderer) forWhom(a *site.Article) string {
	if readers, known := r.readers[a]; known {
		return readers
	}
	return r.site.Taxonomy.Attribute(a.Path()...)
}

// textLink returns the link to an article; nil for none.
func (r *Renderer) textLink(a *site.Article) *textLink {
	if a == nil {
		return nil
	}
	return &textLink{link{a.Title, a.URL}, r.forWhom(a)}
}

func (r *Renderer) textLinks(articles []*site.Article) []textLink {
	var links []textLink
	for _, a := range articles {
		links = append(links, *r.textLink(a))
	}
	return links
}
