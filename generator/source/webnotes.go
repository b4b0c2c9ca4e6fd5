package source

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// webNotes finds the footnotes of web pages: the items of lists of which every item is referred to, by
// a raised number or sign before the list.
func (r *pageReader) webNotes(doc *html.Node) {
	referred := map[string]bool{}
	for n := range doc.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "a" && refers(n):
			if id, found := strings.CutPrefix(attr(n, "href"), "#"); found && id != "" {
				referred[id] = true
			}
		case n.Data == "ol" || n.Data == "ul":
			items := itemsOf(n)
			if len(items) == 0 || slices.ContainsFunc(items, func(item *html.Node) bool {
				return !referred[attr(item, "id")] || words(item) == "" || r.notes["#"+attr(item, "id")] > 0
			}) {
				continue
			}
			for _, item := range items {
				r.noted = append(r.noted, item)
				r.notes["#"+attr(item, "id")] = len(r.noted)
			}
		}
	}
}

// itemsOf returns the items of a list; none where something else is in it, or two have the same name.
func itemsOf(list *html.Node) []*html.Node {
	var items []*html.Node
	seen := map[string]bool{}
	for c := range list.ChildNodes() {
		switch id := attr(c, "id"); {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode:
		case c.Data != "li" || seen[id]:
			return nil
		default:
			seen[id] = true
			items = append(items, c)
		}
	}
	return items
}

// noteMark is what refers to a footnote: a number, a letter or signs, with what is around such.
var noteMark = regexp.MustCompile(`^[\[(]?(?:\d{1,3}|\pL|[*†‡§¶#]{1,4})[\])]?$`)

// refers reports whether a link refers to a footnote.
func refers(a *html.Node) bool {
	return attr(a, "role") == "doc-noteref" || raised(a) && noteMark.MatchString(words(a))
}

// raised reports whether a link is above the line.
func raised(a *html.Node) bool {
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
		return r.isNote("#"+attr(n, "id"), n) // written last
	case n.Data == "a" && r.noting && strings.HasPrefix(attr(n, "href"), "#") && (attr(n, "role") == "doc-backlink" || backMark.MatchString(words(n))):
		if text := words(n); !backMark.MatchString(text) && text != "" {
			r.remark(Dropped, n, "en länk från en fotnot tillbaka till texten togs inte med")
		}
		return true
	case n.Data == "a" && refers(n):
		number := r.notes[attr(n, "href")]
		if number == 0 {
			return false
		}
		if text := words(n); !noteMark.MatchString(text) && text != "" {
			r.children(n, to, style{})
		}
		to.AppendChild(reference(number))
		return true
	}
	return false
}

// isNote reports whether an element is the footnote of an id: others may have the same id.
func (r *pageReader) isNote(id string, n *html.Node) bool {
	number := r.notes[id]
	return number > 0 && r.noted[number-1] == n
}

// backMark is what leads from a footnote back to the text.
var backMark = regexp.MustCompile(`^[↩↑^⏎⤴]\x{FE0E}?(?: ?\d{1,3})?$`)

// reference returns what stands where a footnote is referred to.
func reference(number int) *html.Node {
	sup := element("sup")
	sup.Attr = []html.Attribute{{Key: "data-footnote", Val: strconv.Itoa(number)}}
	return sup
}
