package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// ownParts are what Provtryck puts into the text of a page that is no part of the text, by their classes.
var ownParts = []string{"comment-place", "section__anchor", "section__number", "margin-findings", "visually-hidden"}

// ownText returns the text of a page that Provtryck has made, below its title and lead and without what is no part of
// it; nil for other pages. For whom a section is lies in data-audience of its heading, the names parted by "|".
func (r *pageReader) ownText(doc *html.Node) *html.Node {
	body := ownBody(doc)
	if body == nil {
		return nil
	}
	r.own = true
	for _, n := range slices.Collect(body.Descendants()) {
		if n.Type != html.ElementNode || n.Parent == nil {
			continue
		}
		class, _ := classOf(n, slices.Concat(ownParts, []string{"section__audience", "targeted", "box", "priority"})...)
		switch class {
		case "":
		case "section__audience":
			for h := range n.Parent.ChildNodes() {
				if strings.HasPrefix(h.Data, "h") && h.Type == html.ElementNode && len(h.Data) == 2 {
					h.Attr = append(h.Attr, html.Attribute{Key: "data-audience", Val: strings.Join(labels(n), "|")})
				}
			}
			n.Parent.RemoveChild(n)
		case "targeted":
			r.remark(Guessed, n, "stycket var bara för %s och är vanlig text; skriv ”::: målgrupp” före det igen, och ta bort raden För", strings.Join(labels(n.FirstChild), ", "))
		case "box":
			r.ownBox(n)
		case "priority":
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: "("}, n.FirstChild)
			n.AppendChild(&html.Node{Type: html.TextNode, Data: ")"})
		default:
			n.Parent.RemoveChild(n)
		}
	}
	r.ownHead(doc, body)
	return body
}

// ownBoxes are the words that begin the boxes of a text, by their classes.
var ownBoxes = map[string]string{"box--fact": "faktaruta", "box--important": "viktigt", "box--regional": "regionalt"}

// ownBox has a box say in data-box what begins it in a text, instead of in its title. One of another kind is ordinary text.
func (r *pageReader) ownBox(n *html.Node) {
	class, known := classOf(n, slices.Collect(maps.Keys(ownBoxes))...)
	title := n.FirstChild
	if _, titled := classOf(cmp.Or(title, n), "box__title"); !known || !titled {
		r.remark(Guessed, n, "rutan är vanlig text; gör den till en ruta igen")
		return
	}
	for _, c := range slices.Collect(title.Descendants()) {
		if _, kind := classOf(c, "box__kind"); kind {
			c.Parent.RemoveChild(c)
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: "data-box", Val: strings.TrimSpace(ownBoxes[class] + " " + words(title))})
	n.RemoveChild(title)
}

// ownBody returns the element with the text of a page of Provtryck; nil for other pages.
func ownBody(doc *html.Node) *html.Node {
	for n := range doc.Descendants() {
		if _, is := classOf(n, "article__body"); !is || n.Parent.Data != "article" {
			continue
		}
		for s := range n.ChildNodes() {
			if _, is := classOf(s, "section"); is && strings.HasPrefix(attr(s, "id"), "sec-") {
				return n
			}
		}
	}
	return nil
}

// ownHead puts the title and lead of a page first in its text, and says that the rest above it is not taken.
func (r *pageReader) ownHead(doc, body *html.Node) {
	first := body.FirstChild
	for _, n := range slices.Collect(doc.Descendants()) {
		_, lead := classOf(n, "lead")
		if _, is := classOf(n.Parent, "article__header"); is && (lead || n.Data == "h1") {
			n.Parent.RemoveChild(n)
			body.InsertBefore(n, first)
		}
	}
	r.remarks = append(r.remarks, Remark{Dropped, "", "sidan är gjord av Provtryck: det som står runt texten togs inte med, som version, målgrupp och status"})
}

// labels returns the names of the audiences in an element.
func labels(n *html.Node) []string {
	var all []string
	for d := range n.Descendants() {
		if _, is := classOf(d, "tag"); is {
			all = append(all, strings.TrimPrefix(words(d), "alla, "))
		}
	}
	return all
}
