package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// story writes a text of its own: the body, a note, a text box. Its lists and fields are no others'.
func (r *wordReader) story(n *xmlNode, to *html.Node, relations map[string]relation) {
	lists, joined, now, after, fields, endless, rel := r.lists, r.joined, r.now, r.after, r.fields, r.endless, r.relations
	r.lists, r.joined, r.after, r.fields, r.endless, r.relations = nil, nil, nil, nil, unended(n), relations
	r.now.link = nil
	r.container(n, to)
	r.endFields()
	r.lists, r.joined, r.now, r.after, r.fields, r.endless, r.relations = lists, joined, now, after, fields, endless, rel
}

// container writes the blocks of a body, a cell or a note.
func (r *wordReader) container(n *xmlNode, to *html.Node) {
	lists, joined := r.lists, r.joined
	r.lists, r.joined = nil, nil
	r.blocks(n, to)
	r.unjoin(to)
	r.lists, r.joined = lists, joined
}

// unjoin writes what waits for a paragraph that does not come.
func (r *wordReader) unjoin(to *html.Node) {
	if r.joined != nil {
		p := r.joined
		r.joined = nil
		r.place(p, to, nil, "", wordStyle{})
	}
}

// blocks writes what is in an element: paragraphs, tables and what is around such.
func (r *wordReader) blocks(n *xmlNode, to *html.Node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		saved := r.now
		switch k.name {
		case "w:p":
			r.paragraph(k, k.kids, to)
		case "w:tbl":
			r.unjoin(to)
			r.table(k, to)
		case "w:sdt":
			if content, taken := r.control(k); taken {
				r.blocks(content, to)
			}
		case "w:ins", "w:del", "w:moveFrom", "w:moveTo":
			r.changed(k.name)
			r.blocks(k, to)
		case "mc:AlternateContent":
			r.blocks(chosen(k), to)
		case "w:altChunk", "w:subDoc":
			r.remark(Dropped, lastWords(to), "ett infogat dokument togs inte med; öppna det för sig och importera det")
		default:
			switch {
			case k.holdsBlocks():
				r.blocks(k, to)
			case inlineNames[k.name] || k.shows():
				r.paragraph(&xmlNode{name: "w:p"}, []*xmlNode{k}, to)
			default:
				r.mark(k)
			}
		}
		r.now = saved
	}
}

// inlineNames are elements that should be in a paragraph.
var inlineNames = map[string]bool{"w:r": true, "w:hyperlink": true, "w:fldSimple": true}

// holdsBlocks reports whether there is a paragraph or a table in an element that is not one.
func (n *xmlNode) holdsBlocks() bool {
	for _, k := range n.kids {
		switch k.name {
		case "w:p", "w:tbl":
			return true
		case "w:r", "w:pPr", "w:sectPr":
		default:
			if k.holdsBlocks() {
				return true
			}
		}
	}
	return false
}

// changed notes a tracked change that what follows is in.
func (r *wordReader) changed(name string) {
	switch name {
	case "w:ins":
		r.now.inserted = true
	case "w:del":
		r.now.deleted = true
	case "w:moveFrom":
		r.now.movedFrom = true
	case "w:moveTo":
		r.now.movedTo = true
	}
}

// paragraph writes a paragraph, a heading or an item of a list.
func (r *wordReader) paragraph(n *xmlNode, kids []*xmlNode, to *html.Node) {
	props := n.child("w:pPr")
	id := props.child("w:pStyle").val()
	if id == "" {
		id = r.styles.paragraph
	}
	style := r.styles.of(id).outlined(props)
	p := element("p")
	if r.joined != nil {
		p, r.joined = r.joined, nil
	}
	saved := r.now
	r.now.paragraph, r.now.form = p, style.form
	if style.heading > 0 || style.quote {
		r.now.form.strong, r.now.form.em = false, false
	}
	for _, k := range kids {
		r.inline(k)
	}
	r.closeSayings(nil)
	r.inDroppedField("\n") // one of several paragraphs
	r.now = saved
	boxes := r.after
	r.after = nil
	mark := props.child("w:rPr")
	if mark.child("w:del") != nil || mark.child("w:moveFrom") != nil {
		if hasContent(p) {
			r.remark(Changed, beginning(p), "stycket går ihop med nästa: brytningen mellan dem är borttagen med spårade ändringar")
			r.joined = p
		}
	} else {
		r.place(p, to, props, id, style)
	}
	for _, box := range boxes {
		if text := box.words(); text != "" {
			r.remark(Changed, text, "texten i en textruta står efter stycket som rutan hör till")
		}
		r.story(box, to, r.relations)
	}
}

// hasContent reports whether a node shows something.
func hasContent(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" || d.Data == "img" || hasAttr(d, "data-footnote") {
			return true
		}
	}
	return false
}

// place puts a paragraph where it belongs.
func (r *wordReader) place(p, to *html.Node, props *xmlNode, id string, style wordStyle) {
	list, level := r.listOf(props, id, style)
	if !hasContent(p) {
		r.emptyItem(list, level, to)
		return
	}
	switch {
	case style.heading > 0 && words(p) != "":
		r.lists = nil
		p.Data = "h" + strconv.Itoa(style.heading)
		unbold(p)
		if style.title {
			r.titles++
			p.Attr = []html.Attribute{{Key: titleMark, Val: ""}}
		}
		if list != nil {
			list.next(level)
			if list.levels[level].format != "bullet" && !r.ownMarks {
				r.ownMarks = true
				r.remark(Changed, words(p), "rubrikerna har nummer i Word (här %s), som inte är med; se över hänvisningar till dem", list.label(level))
			}
		}
		to.AppendChild(p)
	case list != nil:
		r.item(p, to, list, level)
	case style.quote:
		r.lists = nil
		if last := to.LastChild; last == nil || last.Data != "blockquote" {
			to.AppendChild(element("blockquote"))
		}
		to.LastChild.AppendChild(p)
	default:
		r.lists = nil
		to.AppendChild(p)
	}
}

// unbold takes bold away from a heading, which is bold by itself.
func unbold(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		unbold(c)
		if c.Type == html.ElementNode && c.Data == "strong" {
			for c.FirstChild != nil {
				inner := c.FirstChild
				c.RemoveChild(inner)
				n.InsertBefore(inner, c)
			}
			n.RemoveChild(c)
		}
		c = next
	}
}

// control returns the content of a field to fill in, and whether it is taken.
func (r *wordReader) control(n *xmlNode) (*xmlNode, bool) {
	props, content := n.child("w:sdtPr"), n.child("w:sdtContent")
	what := ""
	switch gallery := props.path("w:docPartObj", "w:docPartGallery").val(); {
	case strings.EqualFold(gallery, "Table of Contents"):
		what = "innehållsförteckningen togs inte med"
	case props.child("w:showingPlcHdr") != nil:
		if on, _ := props.on("w:showingPlcHdr"); on {
			what = "ett fält som ingen har fyllt i togs inte med"
		}
	}
	if what == "" {
		return content, true
	}
	if text := content.words(); text != "" {
		r.remark(Dropped, text, "%s", what)
	}
	return nil, false
}

// mostBytesQuoted is how much of a text is looked at for the words of a remark.
const mostBytesQuoted = 4 * maxQuoted

// beginning returns the first words of a node, which may be very long.
func beginning(n *html.Node) string {
	var b strings.Builder
	seen := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else if d.Data == "br" {
			b.WriteByte(' ')
		}
		if seen++; b.Len() > mostBytesQuoted || seen > mostBytesQuoted {
			break
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// lastWords returns the words of the last block.
func lastWords(to *html.Node) string {
	if to.LastChild == nil {
		return ""
	}
	return words(to.LastChild)
}
