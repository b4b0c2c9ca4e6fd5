package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"provtryck/generator/document"
)

// TestPagesConserve checks that the page of a text has all words, numbers and signs of
// its title, lead, headings, boxes and blocks, in their order. That nothing of the file is
// missing in those is checked where they are made.
func TestPagesConserve(t *testing.T) {
	e := testEdition(t)
	read := 0
	for _, a := range e.Site.Articles {
		var page bytes.Buffer
		if err := e.Pages.Render(&page, a.URL); err != nil {
			t.Fatal(err)
		}
		tree, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		shown := bare(textOf(articleIn(tree)))
		for _, part := range partsOf(a.Doc) {
			at := strings.Index(shown, bare(part.text))
			if at < 0 || part.near && at > nearby {
				t.Errorf("%s: %q is not on the page where it should be", a.Doc.Name, part.text)
				break
			}
			shown = shown[at+len(bare(part.text)):]
			read++
		}
	}
	if read < 1000 {
		t.Errorf("only %d parts were looked for", read)
	}
}

// nearby is how many bytes of the page's own, such as the number of a footnote, may come
// between two runs of words of the same block.
const nearby = 60

// articleIn returns the article of a page.
func articleIn(tree *html.Node) *html.Node {
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == "article" {
			return n
		}
	}
	return &html.Node{}
}

// A part is a run of words of a text.
type part struct {
	text string
	near bool // it follows the one before in the same block
}

// bare returns a text without blanks.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// textOf returns the text of an element and the texts of the pictures in it.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Data == "img":
			for _, a := range d.Attr {
				if a.Key == "alt" {
					b.WriteString(a.Val)
				}
			}
		}
	}
	return b.String()
}

// partsOf returns the runs of words of a text in the order in which they are shown.
func partsOf(d *document.Document) []part {
	parts := []part{{d.Front.Title.Text, false}, {d.Front.Lead.Text, false}}
	words := func(tokens []document.Token) {
		near := false
		for _, t := range tokens {
			switch t.Kind {
			case document.WordsToken, document.PriorityToken:
				parts, near = append(parts, part{t.Text, near}), true
			case document.PictureToken:
				parts = append(parts, part{d.Links[t.Number].Text, false})
			case document.BackReferenceToken:
				near = false
			}
		}
	}
	var blocks func(list []document.Block)
	blocks = func(list []document.Block) {
		for _, b := range list {
			if b.Kind != document.Targeted && b.Kind != document.Text {
				parts = append(parts, part{b.Title, false})
			}
			words(b.Tokens)
			blocks(b.Blocks)
		}
	}
	blocks(d.Intro)
	d.All(func(s *document.Section, _ []*document.Section) {
		words(s.Heading)
		blocks(s.Blocks)
	})
	return parts
}
