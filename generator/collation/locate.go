package collation

import (
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/spelling"
)

// foreign is what a word that is not of the text costs the part that holds it, where one that is gives 1.
const foreign = 0.1

// locate returns the part of a page that holds the text best: the most of its words, and the fewest others.
func (p *Page) locate(t *Text) *html.Node {
	signs := map[string]bool{}
	for _, b := range t.blocks {
		signs[b.sign()] = true
	}
	sums := map[*html.Node]float64{}
	for _, b := range p.blocks {
		if b.around {
			continue
		}
		worth := worth(b, signs, t.pairs)
		for n := b.node; n != nil; n = n.Parent {
			sums[n] += worth
		}
	}
	best := p.doc
	depth := -1
	var search func(n *html.Node, d int)
	search = func(n *html.Node, d int) {
		if n.Type == html.ElementNode && holds(n) && (sums[n] > sums[best] || sums[n] == sums[best] && d > depth) {
			best, depth = n, d
		}
		for c := range n.ChildNodes() {
			if _, any := sums[c]; any {
				search(c, d+1)
			}
		}
	}
	search(p.doc, 0)
	return best
}

// worth returns how many words of a block are of the text, or what the block costs.
func worth(b block, signs, pairs map[string]bool) float64 {
	words := float64(len(strings.Fields(b.key)))
	if signs[b.sign()] || mostlyOf(b, pairs) {
		return words
	}
	return -foreign * words
}

// mostlyOf reports whether at least half the words of a block come one after the other in the text.
func mostlyOf(b block, pairs map[string]bool) bool {
	if !strings.Contains(b.key, " ") {
		return false // a word in a menu may be in any text
	}
	own := map[string]bool{}
	addPairs(own, b.key)
	return 2*shared(own, pairs) >= len(own)
}

// holds reports whether an element can hold a whole text.
func holds(n *html.Node) bool {
	switch n.Data {
	case "p", "li", "ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "dl", "dt", "dd", "figure":
		return false
	}
	return !inline[n.Data] && headingLevel(n) == 0
}

// within returns the blocks in a part of the page. Where that was found and not given, wrappers that it
// begins and ends with are left out if nothing in them is of the text: how they begin is returned.
func (p *Page) within(body *html.Node, t *Text, found bool) (in []block, around []string) {
	signs, headings := map[string]bool{}, map[string]bool{}
	for _, b := range t.blocks {
		signs[b.sign()] = true
		headings[b.key] = headings[b.key] || b.form == heading
	}
	var parts []part
	for _, b := range p.blocks {
		child := below(body, b.node)
		if child == nil && b.node != body || p.contents(b, headings) {
			continue
		}
		if len(parts) == 0 || parts[len(parts)-1].node != child {
			parts = append(parts, part{node: child})
		}
		last := &parts[len(parts)-1]
		last.blocks = append(last.blocks, b)
		last.ours = last.ours || signs[b.sign()] && b.key != "" || mostlyOf(b, t.pairs)
	}
	if found {
		for len(parts) > 0 && parts[0].beside() {
			around, parts = append(around, parts[0].begin()), parts[1:]
		}
		for len(parts) > 0 && parts[len(parts)-1].beside() {
			around, parts = append(around, parts[len(parts)-1].begin()), parts[:len(parts)-1]
		}
	}
	for _, part := range parts {
		in = append(in, part.blocks...)
	}
	return in, around
}

// A part is a child of the element that holds the text.
type part struct {
	node   *html.Node
	blocks []block
	ours   bool // something in it is of the text
}

// beside reports whether a part is a wrapper with nothing of the text.
func (p part) beside() bool {
	if p.ours || p.node == nil || !holds(p.node) {
		return false
	}
	for c := range p.node.ChildNodes() {
		if c.Type == html.ElementNode && !inline[c.Data] {
			return true
		}
	}
	return false
}

// begin returns how a part begins.
func (p part) begin() string { return spelling.Shorten(p.blocks[0].text, 60, " …") }

// below returns the child of an element that a node is in, nil where it is elsewhere.
func below(body, n *html.Node) *html.Node {
	for n != nil && n.Parent != body {
		n = n.Parent
	}
	return n
}

// contents reports whether a block is a line of a list of what is on the page: it leads to a heading there.
func (p *Page) contents(b block, headings map[string]bool) bool {
	return b.form == item && len(b.links) == 1 && b.links[0].words == b.key && headings[b.key] &&
		(strings.HasPrefix(b.links[0].address, "#") || strings.Contains(b.links[0].address, "#") && sameAddress(b.links[0].address, p.Address))
}

// find returns the first element that a selector fits; nil if there is none.
func find(doc *html.Node, selector string) *html.Node {
	name, rest := selector, ""
	if i := strings.IndexAny(selector, "#."); i >= 0 {
		name, rest = selector[:i], selector[i:]
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || name != "" && !strings.EqualFold(n.Data, name) {
			continue
		}
		switch {
		case rest == "",
			rest[0] == '#' && attr(n, "id") == rest[1:],
			rest[0] == '.' && hasClass(n, rest[1:]):
			return n
		}
	}
	return nil
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}
