package collation

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// A form is what a block is.
type form int

const (
	paragraph form = iota
	heading
	item
	cell
	picture
)

var formWords = [...]string{paragraph: "stycke", heading: "rubrik", item: "punkt i lista", cell: "tabellcell", picture: "bild"}

// A link is words that lead somewhere.
type link struct{ words, address string }

// A block is the least part of a text that is compared as a whole.
type block struct {
	form
	level   int        // of a heading; how deep an item lies
	ordered bool       // an item of a numbered list
	begins  bool       // an item begins with it, or a row
	opens   bool       // a list or a table begins with it
	first   int        // its number, where a numbered list begins with it or the item says its own; else 0
	column  int        // of a cell, from 0
	head    bool       // a cell that is a heading
	span    string     // of a cell, "2 × 1"; empty where it is one cell
	text    string     // its words, or what a picture shows
	key     string     // the same without what is cosmetic
	links   []link     // in it
	node    *html.Node // the element that holds it
	number  int        // among the blocks, from 0
	around  bool       // in a menu, or above or below all texts
}

// never are elements that have nothing of a text.
var never = map[string]bool{"script": true, "style": true, "template": true, "noscript": true, "head": true, "input": true,
	"select": true, "textarea": true, "svg": true, "math": true, "object": true, "iframe": true, "video": true, "audio": true, "canvas": true}

// inline are the elements that run on within a line: all others begin a block.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "big": true, "button": true, "cite": true,
	"code": true, "data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "label": true, "mark": true,
	"output": true, "q": true, "ruby": true, "s": true, "samp": true, "small": true, "span": true, "strike": true, "strong": true,
	"sub": true, "sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true, "br": true, "img": true}

// A reader makes blocks of a tree.
type reader struct {
	base   string // the address of the page
	all    []block
	now    block // that is read
	words  strings.Builder
	link   *strings.Builder // the words of the link that is read
	shown  []block          // the pictures in the block that is read
	around bool
	inside bool // a heading or cell, whose blocks are one
}

// blocksOf returns the blocks of a tree, in its order.
func blocksOf(root *html.Node, base string) []block {
	r := &reader{base: base}
	r.now.node = root
	r.children(root)
	r.flush()
	for i := range r.all {
		r.all[i].number = i
	}
	return r.all
}

// flush ends the block that is read.
func (r *reader) flush() {
	b := r.now
	b.text, b.around = strings.Join(strings.FieldsFunc(r.words.String(), space), " "), r.around
	b.key = keyOf(b.text)
	r.words.Reset()
	for i := range b.links {
		b.links[i].words = keyOf(b.links[i].words)
	}
	if b.key != "" || b.form == cell {
		r.all = append(r.all, b)
		r.now.started()
	}
	r.now.links = nil
	r.all = append(r.all, r.shown...)
	r.shown = nil
}

// space reports whether HTML takes a letter for a blank.
func space(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// children reads what is in an element.
func (r *reader) children(n *html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			r.say(c.Data)
		case c.Type != html.ElementNode || never[c.Data]:
		case inline[c.Data] && headingLevel(c) == 0:
			r.inline(c)
		case r.inside:
			r.say(" ")
			r.children(c)
			r.say(" ")
		default:
			r.block(c)
		}
	}
}

func (r *reader) say(words string) {
	r.words.WriteString(words)
	if r.link != nil {
		r.link.WriteString(words)
	}
}

// inline reads an element that runs on within a line. Buttons and their names do something on the
// page and are no text, but a heading that opens what is below it has its words in one.
func (r *reader) inline(n *html.Node) {
	switch {
	case n.Data == "br":
		r.say(" ")
	case n.Data == "img":
		alt := strings.TrimSpace(attr(n, "alt"))
		r.shown = append(r.shown, block{form: picture, text: alt, key: keyOf(alt), node: n, around: r.around})
	case (n.Data == "button" || n.Data == "label") && !r.inside:
	case n.Data == "s" || n.Data == "del" || n.Data == "strike":
		r.say("~~") // readers see that the words do not hold
		r.children(n)
		r.say("~~")
	case n.Data == "a" && has(n, "href") && r.link == nil:
		r.anchor(n)
	case n.Data == "sup" && endsInFigure(r.words.String()):
		r.say("^") // 2 with the footnote 1 is not 21
		r.children(n)
	default:
		r.children(n)
	}
}

// anchor reads a link. One without words is that of the pictures in it.
func (r *reader) anchor(n *html.Node) {
	address, before := addressOf(attr(n, "href"), r.base), len(r.shown)
	r.link = new(strings.Builder)
	r.children(n)
	words := r.link.String()
	r.link = nil
	if keyOf(words) != "" {
		r.now.links = append(r.now.links, link{words, address})
		return
	}
	for i := min(before, len(r.shown)); i < len(r.shown); i++ {
		r.shown[i].links = []link{{r.shown[i].key, address}}
	}
}

// endsInFigure reports whether words end in a figure, so that one after it would be read with it.
func endsInFigure(words string) bool {
	return words != "" && '0' <= words[len(words)-1] && words[len(words)-1] <= '9'
}

// block reads an element that begins a block.
func (r *reader) block(n *html.Node) {
	r.flush()
	outer, around, inside, before := r.now, r.around, r.inside, len(r.all)
	r.around = around || surrounds(n)
	switch level := headingLevel(n); {
	case level > 0:
		r.now, r.inside = block{form: heading, level: level, node: n}, true
	case n.Data == "ul" || n.Data == "ol":
		r.now.level++
		r.now.opens, r.now.ordered, r.now.first = true, n.Data == "ol", 0
		if r.now.ordered {
			r.now.first = span(n, "start")
		}
	case n.Data == "li":
		r.now.form, r.now.begins, r.now.level = item, true, max(1, r.now.level)
		if r.now.ordered && has(n, "value") {
			r.now.first = span(n, "value")
		}
	case n.Data == "table":
		r.now.opens = true
	case n.Data == "tr":
		r.row(n)
	}
	r.now.node = n
	if n.Data != "tr" {
		r.children(n)
	}
	r.flush()
	r.now, r.around, r.inside = outer, around, inside
	if len(r.all) > before {
		r.now.started()
	}
}

// started notes that what a block is in has begun before it.
func (b *block) started() { b.begins, b.opens, b.first = false, false, 0 }

// row reads the cells of a row of a table.
func (r *reader) row(n *html.Node) {
	column, opens := 0, r.now.opens
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
			continue
		}
		r.now = block{form: cell, column: column, begins: column == 0, opens: opens, node: c,
			head: c.Data == "th" || n.Parent != nil && n.Parent.Data == "thead"}
		if across, down := span(c, "colspan"), span(c, "rowspan"); across > 1 || down > 1 {
			r.now.span = strconv.Itoa(across) + " × " + strconv.Itoa(down)
		}
		r.inside = true
		r.children(c)
		r.flush()
		column += span(c, "colspan")
		opens = false
	}
	r.now, r.inside = block{}, false
}
