package source

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// webNotes finds the footnotes of web pages: the items of lists that raised links lead to.
func (r *pageReader) webNotes(doc *html.Node) {
	referred := map[string]bool{}
	for n := range doc.Descendants() {
		if id, found := strings.CutPrefix(attr(n, "href"), "#"); found && n.Data == "a" && raised(n) {
			referred[id] = true
		}
	}
	for n := range doc.Descendants() {
		if id := attr(n, "id"); n.Data == "li" && referred[id] && words(n) != "" {
			r.noted = append(r.noted, n)
			r.notes["#"+id] = len(r.noted)
		}
	}
}

// raised reports whether a link is a reference to a footnote.
func raised(a *html.Node) bool {
	if attr(a, "role") == "doc-noteref" {
		return true
	}
	for n := range a.Ancestors() {
		if n.Data == "sup" {
			return true
		}
	}
	return slices.ContainsFunc(slices.Collect(a.ChildNodes()), func(n *html.Node) bool { return n.Data == "sup" })
}

// webNote writes what belongs to a footnote of a web page, and reports whether an element does.
func (r *pageReader) webNote(n, to *html.Node) bool {
	switch {
	case n.Data == "li":
		return r.notes["#"+attr(n, "id")] > 0 // written last
	case n.Data == "a" && (attr(n, "role") == "doc-backlink" || strings.Contains("↩\ufe0e↑^", words(n)) && words(n) != ""):
		return strings.HasPrefix(attr(n, "href"), "#") // back to the text
	case n.Data == "a" && raised(n):
		number := r.notes[attr(n, "href")]
		if number > 0 {
			to.AppendChild(reference(number))
		}
		return number > 0
	}
	return false
}

// reference returns what stands where a footnote is referred to.
func reference(number int) *html.Node {
	sup := element("sup")
	sup.Attr = []html.Attribute{{Key: "data-footnote", Val: strconv.Itoa(number)}}
	return sup
}
