package document

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// names are the names of kinds of tokens in expectations.
var names = map[TokenKind]string{
	HardBreakToken: "br", PictureToken: "img", PriorityToken: "priority", ReferenceToken: "ref",
	BackReferenceToken: "back", RuleToken: "hr", EmphasisToken: "em", StrongToken: "strong", CodeToken: "code", LinkToken: "a",
	LanguageToken: "span", RawToken: "raw", ParagraphToken: "p", HeadingToken: "h", ListToken: "ul", OrderedListToken: "ol",
	ItemToken: "li", QuoteToken: "blockquote", CodeBlockToken: "pre", RawBlockToken: "pre raw", TableToken: "table",
	TableHeadToken: "thead", TableBodyToken: "tbody", RowToken: "tr", HeadCellToken: "th", CellToken: "td",
	FootnotesToken: "footnotes", FootnoteToken: "footnote",
}

// spell writes tokens as elements, on one line.
func spell(tokens []Token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.Kind == WordsToken:
			b.WriteString(t.Text)
		case t.Kind == SoftBreakToken:
			b.WriteString("\n")
		case t.End:
			fmt.Fprintf(&b, "</%s>", names[t.Kind])
		default:
			fmt.Fprintf(&b, "<%s", names[t.Kind])
			if t.Number != 0 {
				fmt.Fprintf(&b, " %d", t.Number)
			}
			if t.Second != 0 {
				fmt.Fprintf(&b, ".%d", t.Second)
			}
			if t.Text != "" {
				fmt.Fprintf(&b, " %q", t.Text)
			}
			b.WriteString(">")
		}
	}
	return strings.ReplaceAll(b.String(), "\n", "⏎")
}

// spellAll writes all tokens of a document, a heading or block on each line.
func spellAll(d *Document) string {
	var b strings.Builder
	allTokens(d, func(tokens []Token) { b.WriteString(spell(tokens) + "\n") })
	return b.String()
}

func allTokens(d *Document, visit func([]Token)) {
	var blocks func([]Block)
	blocks = func(list []Block) {
		for _, block := range list {
			visit(block.Tokens)
			blocks(block.Blocks)
		}
	}
	blocks(d.Intro)
	d.All(func(s *Section, _ []*Section) {
		visit(s.Heading)
		blocks(s.Blocks)
	})
}

// wellFormed fails if an element does not end where it should, if a token is not
// at its offset in the body, or if words have characters that act unseen.
func wellFormed(t *testing.T, d *Document) {
	t.Helper()
	allTokens(d, func(tokens []Token) {
		var open []TokenKind
		for _, token := range tokens {
			switch {
			case token.Kind == WordsToken &&
				(!utf8.ValidString(token.Text) || strings.IndexFunc(token.Text, unseen) >= 0):
				t.Errorf("the words %q act unseen", token.Text)
			case token.Kind == WordsToken && token.Text == "":
				t.Error("words without words")
			case token.End && (len(open) == 0 || open[len(open)-1] != token.Kind):
				t.Errorf("%s ends in %s", names[token.Kind], spell(tokens))
			case token.End:
				open = open[:len(open)-1]
			case token.Kind >= EmphasisToken:
				open = append(open, token.Kind)
			}
			if token.Offset < -1 || int(token.Offset) > d.Size {
				t.Errorf("a token at %d of %d", token.Offset, d.Size)
			}
		}
		if len(open) > 0 {
			t.Errorf("%s does not end", names[open[len(open)-1]])
		}
	})
}
