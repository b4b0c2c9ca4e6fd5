package intake

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// missing returns the words of a tree that are not shown by the Markdown made of it, as often
// as they are missing, in the order of the tree. Signs are parts of words.
func missing(body *html.Node, markdown string) []string {
	shown := map[string]int{}
	for _, word := range wordsShown(markdown) {
		shown[word]++
	}
	var lost []string
	for _, word := range strings.Fields(conserved(textOf(body))) {
		if shown[word]--; shown[word] < 0 {
			lost = append(lost, word)
		}
	}
	return lost
}

// conserved is how words are compared: signs above and below the line are those on it.
func conserved(words string) string {
	return unshifted(norm.NFC.String(strings.ReplaceAll(words, "\u00ad", "")))
}

// wordsShown returns the words that a body shows.
func wordsShown(markdown string) []string {
	d := document.Parse("import.md", []byte("---\ntitel: x\n---\n\n"+markdown), document.Options{Taxonomy: &audience.Taxonomy{}})
	var b strings.Builder
	tokens := func(list []document.Token) { b.WriteString(document.TextOf(list) + " ") }
	var blocks func([]document.Block)
	blocks = func(list []document.Block) {
		for _, block := range list {
			tokens(block.Tokens)
			blocks(block.Blocks)
		}
	}
	blocks(d.Intro)
	d.All(func(s *document.Section, _ []*document.Section) {
		if !s.Generated {
			tokens(s.Heading)
		}
		blocks(s.Blocks)
	})
	return strings.Fields(conserved(b.String()))
}
