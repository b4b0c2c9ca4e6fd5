package intake

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/audience"
	"provtryck/generator/source"
)

// audiences writes for whom sections are in the form that headings have it, where all the names are known. Else it
// is a line below the heading, and said.
func (c *cleaner) audiences(body *html.Node, o Options) {
	for _, h := range children(body) {
		named := attribute(h, "data-audience")
		if named == "" {
			continue
		}
		h.Attr = slices.DeleteFunc(h.Attr, func(a html.Attribute) bool { return a.Key == "data-audience" })
		names := strings.Split(named, "|")
		written := slices.Clone(names)
		known := headingLevel(h) > 0 && o.Taxonomy != nil
		for i, name := range names {
			if name == audience.AlwaysWord || !known {
				continue
			}
			var tag int
			if tag, known = o.Taxonomy.Find(name); known && strings.Contains(name, ",") {
				written[i] = o.Taxonomy.Tags[tag].ID
			}
		}
		if known {
			h.Attr = append(h.Attr, html.Attribute{Key: "data-target", Val: strings.Join(written, ", ")})
			continue
		}
		p := &html.Node{Type: html.ElementNode, Data: "p"}
		p.AppendChild(&html.Node{Type: html.TextNode, Data: "För " + strings.Join(names, ", ")})
		body.InsertBefore(p, h.NextSibling)
		c.remark(source.Guessed, textOf(h), "avsnittet var för %s, som inte är en målgrupp här; det är en rad under rubriken", strings.Join(names, ", "))
	}
}
