// Package intake makes a text in our Markdown of what comes in from Word or the web.
//
// [Make] takes what a [source.Source] only looks like for what it means, puts it into the blueprint that
// its [Options] have, by the [Mapping] that a project has agreed on, and writes it so that every word of
// it is shown. A [Draft] says what was changed, guessed and left out.
package intake

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/source"
)

// A Draft is a text made of what came in.
type Draft struct {
	Title, Lead string            // "" where it has none
	URL         string            // of the page that it was
	Front       map[string]string // what else it says about itself: values of front matter, as YAML, by their keys
	Body        string            // Markdown
	Original    string            // Markdown of what came in, before anything was cleaned, guessed or left out
	Pictures    []source.Picture
	Remarks     []source.Remark
	Lost        []string // words that the body does not show, in the order of the text
}

// Make makes a text. The tree of what came in is changed.
func Make(in source.Source, o Options) Draft {
	d := Draft{Title: in.Title, URL: in.URL, Pictures: in.Pictures, Remarks: in.Remarks}
	d.Original, _ = markdown(in.Body, o.Pictures)
	c := &cleaner{}
	f := &facts{Options: o, cleaner: c, front: map[string]string{}}
	f.lines(in.Body)
	if in.Plain {
		c.plain(in.Body, o)
	}
	if o.Part {
		d.Title = ""
	} else {
		d.head(in.Body, c)
	}
	c.clean(in.Body, o)
	f.marking(in.Body)
	joined := c.references(in.Body)
	c.blueprint(in.Body, o)
	if joined {
		numberNotes(in.Body)
	}
	c.audiences(in.Body, o)
	c.links(in.Body, o)
	d.Front = f.values()
	body, remarks := markdown(in.Body, o.Pictures)
	d.Lost = missing(in.Body, body)
	body, fixes := fixed(body, o.read())
	d.Body, d.Remarks = body, slices.Concat(d.Remarks, c.remarks, remarks, fixes)
	return d
}

// links makes links to old addresses links to what is there now. One to a part of a page stays, as the
// part may be elsewhere.
func (c *cleaner) links(body *html.Node, o Options) {
	if o.Follow == nil {
		return
	}
	for a := range elements(body, "a") {
		for i := range a.Attr {
			address := a.Attr[i].Val
			if a.Attr[i].Key != "href" {
				continue
			}
			to, known := o.Follow(address)
			switch {
			case !known:
			case strings.ContainsAny(address, "#?"):
				c.remark(source.Guessed, textOf(a), "länken går till en del av en gammal sida och står kvar; sidan är nu %s", to)
			default:
				a.Attr[i].Val = to
				c.remark(source.Changed, textOf(a), "länken till den gamla sidan går till %s", to)
			}
		}
	}
}

// mostInLead is how many letters a first paragraph may have to be taken for the lead.
const mostInLead = 400

// head takes the title and the lead out of a tree: its only heading of the first level, and the
// paragraph between that and the next heading.
func (d *Draft) head(body *html.Node, c *cleaner) {
	var title *html.Node
	for n := range body.ChildNodes() {
		if n.Data == "h1" && hasContent(n) {
			if title != nil {
				return // no one heading is that of the whole
			}
			title = n
		}
	}
	if title == nil {
		return
	}
	d.Title = textOf(title)
	for _, n := range children(body) {
		if n == title {
			break
		}
		if hasContent(n) {
			c.remark(source.Dropped, textOf(n), "det som står före sidans rubrik togs inte med")
		}
		body.RemoveChild(n)
	}
	var between []*html.Node
	n := title.NextSibling
	for ; n != nil && headingLevel(n) == 0; n = n.NextSibling {
		if hasContent(n) {
			between = append(between, n)
		}
	}
	body.RemoveChild(title)
	if n == nil || len(between) != 1 || between[0].Data != "p" || len([]rune(textOf(between[0]))) > mostInLead {
		return
	}
	for e := range between[0].Descendants() {
		if e.Type == html.ElementNode && e.Data != "strong" && e.Data != "em" {
			return // a line of front matter has no links
		}
	}
	d.Lead = textOf(between[0])
	body.RemoveChild(between[0])
	c.remark(source.Guessed, d.Lead, "det första stycket är ingress")
}
