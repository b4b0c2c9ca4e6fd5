package output

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// SameDOM reports the first difference between two pages that a reader could
// notice, or nil.
//
// It compares elements, attributes in any order, and text. A run of ASCII
// blanks is the same as one blank, but never the same as none, except where
// blanks mean nothing: between block elements, in the head and at the edges of
// the document. In pre, textarea, script and style every byte counts. Comments
// count for nothing.
func SameDOM(a, b []byte) error {
	if alike(a, b) {
		return nil
	}
	first, err := flatten(a)
	if err != nil {
		return err
	}
	second, err := flatten(b)
	if err != nil {
		return err
	}
	for i, p := range first {
		if i >= len(second) {
			return fmt.Errorf("%s: %s saknas", p.where(), p.text)
		}
		if p.text != second[i].text {
			return fmt.Errorf("%s: %s har blivit %s", p.where(), p.text, second[i].text)
		}
	}
	if len(second) > len(first) {
		p := second[len(first)]
		return fmt.Errorf("%s: %s har tillkommit", p.where(), p.text)
	}
	return nil
}

// A piece is a start tag, an end tag or a text of a page, in canonical form.
type piece struct {
	node  *html.Node
	text  string
	block bool // a tag of a block element: blanks beside it may mean nothing
	words bool // a text whose blanks may be joined
}

// flatten parses a page and gives its pieces in order.
func flatten(page []byte) ([]piece, error) {
	// Without scripting the content of noscript is elements, not one text.
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("sidan kan inte tolkas: %w", err)
	}
	var f flattener
	f.children(root, false)
	return meaningful(f.pieces), nil
}

type flattener struct{ pieces []piece }

// children adds all below n. Exact says that every byte of text counts.
func (f *flattener) children(n *html.Node, exact bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			f.element(c, exact || verbatim(c.Data))
		case html.TextNode:
			f.textNode(c, exact)
		case html.DoctypeNode:
			f.pieces = append(f.pieces, piece{node: c, text: "<!doctype " + c.Data + attributes(c) + ">"})
		}
	}
}

func (f *flattener) element(n *html.Node, exact bool) {
	block := isBlock(n.Data)
	name := n.Data
	if n.Namespace != "" {
		name = n.Namespace + ":" + name
	}
	f.pieces = append(f.pieces, piece{node: n, text: "<" + name + attributes(n) + ">", block: block})
	f.children(n, exact)
	f.pieces = append(f.pieces, piece{node: n, text: "</" + name + ">", block: block})
}

// textNode adds a text, or lengthens the one before it if there was only a
// comment in between.
func (f *flattener) textNode(n *html.Node, exact bool) {
	inHead := n.Parent.Type == html.ElementNode && (n.Parent.Data == "head" || n.Parent.Data == "html")
	if inHead && strings.Trim(n.Data, blanks) == "" {
		return
	}
	if n.PrevSibling != nil && len(f.pieces) > 0 {
		if last := &f.pieces[len(f.pieces)-1]; last.node.Type == html.TextNode {
			last.text += n.Data
			return
		}
	}
	f.pieces = append(f.pieces, piece{node: n, text: n.Data, words: !exact})
}

// meaningful joins the blanks of every text, leaves out those that mean
// nothing, and puts the texts in quotes.
func meaningful(all []piece) []piece {
	kept := all[:0]
	for i, p := range all {
		if p.words {
			p.text = joinBlanks(p.text)
			if p.text == " " && all[i-1].block && all[i+1].block {
				continue
			}
		}
		if p.node.Type == html.TextNode {
			p.text = fmt.Sprintf("%q", p.text)
		}
		kept = append(kept, p)
	}
	return kept
}

// where is the path of elements down to the piece: "html > body > p(2)".
func (p piece) where() string {
	var path []string
	for n := p.node; n != nil && n.Type != html.DocumentNode; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		name := n.Data
		if i := position(n); i > 1 {
			name = fmt.Sprintf("%s(%d)", name, i)
		}
		path = append(path, name)
	}
	if len(path) == 0 {
		return "dokumentet"
	}
	slices.Reverse(path)
	return strings.Join(path, " > ")
}

// position is 2 for the second child of its kind.
func position(n *html.Node) int {
	i := 1
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.Type == html.ElementNode && s.Data == n.Data {
			i++
		}
	}
	return i
}
