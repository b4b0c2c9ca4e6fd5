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
		shown := bare(textOf(tree))
		for _, part := range partsOf(a.Doc) {
			at := strings.Index(shown, bare(part))
			if at < 0 {
				t.Errorf("%s: %q is not on the page, or before what it follows", a.Doc.Name, part)
				break
			}
			shown = shown[at+len(bare(part)):]
			read++
		}
	}
	if read < 1000 {
		t.Errorf("only %d parts were looked for", read)
	}
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
func partsOf(d *document.Document) []string {
	parts := []string{d.Front.Title.Text, d.Front.Lead.Text}
	words := func(tokens []document.Token) {
		for _, t := range tokens {
			switch t.Kind {
			case document.WordsToken, document.PriorityToken:
				parts = append(parts, t.Text)
			case document.PictureToken:
				parts = append(parts, d.Links[t.Number].Text)
			}
		}
	}
	var blocks func(list []document.Block)
	blocks = func(list []document.Block) {
		for _, b := range list {
			if b.Kind != document.Targeted && b.Kind != document.Text {
				parts = append(parts, b.Title)
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
