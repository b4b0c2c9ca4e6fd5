package intake

import (
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/source"
)

// plain makes headings of what can only be such in words that came without form: a line that is a heading of the
// blueprint, or an old name of one, and the first line of a text of its own, above an empty line.
func (c *cleaner) plain(body *html.Node, o Options) {
	for _, p := range children(body) {
		c.knownLines(p, o)
	}
	if !o.Part {
		c.plainTitle(body)
	}
}

// knownLines makes headings of the lines of a paragraph that have a place.
func (c *cleaner) knownLines(p *html.Node, o Options) {
	rest := &html.Node{Type: html.ElementNode, Data: "p"} // the lines since the last heading
	flush := func() {
		if rest.FirstChild != nil {
			p.Parent.InsertBefore(rest, p)
			rest = &html.Node{Type: html.ElementNode, Data: "p"}
		}
	}
	found := 0
	lines := linesIn(p)
	for _, line := range lines {
		if o.known(strings.TrimSpace(wordsOf(line))) {
			found++
		}
	}
	if contents := found > 1 && found == len(lines); found == 0 || contents {
		return
	}
	for _, line := range lines {
		words := strings.TrimSpace(wordsOf(line))
		if o.known(words) {
			flush()
			h := &html.Node{Type: html.ElementNode, Data: "h2"}
			h.AppendChild(&html.Node{Type: html.TextNode, Data: strings.TrimRight(words, ": ")})
			p.Parent.InsertBefore(h, p)
			c.remark(source.Guessed, words, "raden för sig själv är en rubrik")
			continue
		}
		if rest.FirstChild != nil {
			rest.AppendChild(&html.Node{Type: html.ElementNode, Data: "br"})
		}
		for _, n := range line {
			p.RemoveChild(n)
			rest.AppendChild(n)
		}
	}
	flush()
	p.Parent.RemoveChild(p)
}

// plainTitle makes the title of the first line, if it looks like one and there are sentences or headings below.
func (c *cleaner) plainTitle(body *html.Node) {
	var title *html.Node
	for _, n := range children(body) {
		switch {
		case !hasContent(n):
		case title == nil && !titled(n):
			return
		case title == nil:
			title = n
		case headingLevel(n) > 0 || !isTitle(textOf(n)):
			title.Data = "h1"
			c.remark(source.Guessed, textOf(title), "den första raden är titeln")
			return
		}
	}
}

// titled reports whether a paragraph can be a title: one line of a few words that begins no list.
func titled(p *html.Node) bool {
	words := paragraphText(p)
	index, _ := bulletOf(words)
	return words != "" && index < 0 && !strings.Contains(words, "\t") && len(linesIn(p)) == 1 && isTitle(textOf(p)) && !strings.ContainsAny(words, ":?")
}
