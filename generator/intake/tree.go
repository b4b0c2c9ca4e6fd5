package intake

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// inline are the elements that lie within a line of text.
var inline = map[string]bool{"a": true, "br": true, "em": true, "img": true, "strong": true, "sub": true, "sup": true}

func children(n *html.Node) []*html.Node { return slices.Collect(n.ChildNodes()) }

// runs yields the blocks of an element: a block element each, and what is between those as
// one run of text and inline elements, when it has words or a picture.
func runs(n *html.Node) iter.Seq[[]*html.Node] {
	return func(yield func([]*html.Node) bool) {
		var line []*html.Node
		flush := func() bool {
			whole := line
			line = nil
			return !slices.ContainsFunc(whole, hasContent) || yield(whole)
		}
		for _, c := range children(n) {
			if c.Type == html.TextNode || c.Type == html.ElementNode && inline[c.Data] {
				line = append(line, c)
				continue
			}
			if c.Type != html.ElementNode {
				continue
			}
			if !flush() || !yield([]*html.Node{c}) {
				return
			}
		}
		flush()
	}
}

// hasContent reports whether a node shows something.
func hasContent(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data) != ""
	}
	return n.Data == "img" || attribute(n, "data-footnote") != "" || slices.ContainsFunc(children(n), hasContent)
}

// elements yields the elements of a name within a node, in order, without those within each other.
func elements(n *html.Node, name string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		var walk func(*html.Node) bool
		walk = func(n *html.Node) bool {
			for _, c := range children(n) {
				if c.Type == html.ElementNode && c.Data == name {
					if !yield(c) {
						return false
					}
				} else if !walk(c) {
					return false
				}
			}
			return true
		}
		walk(n)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf returns the words in a node, with one blank for each run of blanks.
func textOf(n *html.Node) string { return strings.Join(strings.Fields(rawText(n)), " ") }

// rawText returns the words in a node with their blanks, and blanks around blocks.
func rawText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (n.Data == "br" || !inline[n.Data]) {
			b.WriteByte(' ')
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if n.Type == html.ElementNode && !inline[n.Data] {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return b.String()
}

// previous is the element before a node, nil where there are words between.
func previous(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && !hasContent(n); n = n.PrevSibling {
	}
	return n
}

func isList(n *html.Node) bool {
	return n != nil && n.Type == html.ElementNode && (n.Data == "ul" || n.Data == "ol")
}

// headingLevel returns the level of a heading, 0 for all else.
func headingLevel(n *html.Node) int {
	if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}
