package transfer_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"provtryck/generator/content"
	"provtryck/generator/document"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

// testSite returns the site of the texts of the tests.
func testSite(t *testing.T) *site.Site {
	t.Helper()
	src, err := content.NewReader(nil).Read(os.DirFS(filepath.Join("..", "testdata", "content")), "2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	return site.New(src)
}

// TestConserves checks, for every text and profile, that the clean HTML and the plain text have all words,
// numbers and signs of the body in their order, and nothing but what the profile adds; and that the HTML
// has only elements and attributes that the profile keeps.
func TestConserves(t *testing.T) {
	s := testSite(t)
	blocks := 0
	for _, p := range transfer.Profiles() {
		for _, a := range s.Articles {
			if a.MadeUp {
				continue
			}
			text := transfer.Of(s.TransferSource(a), p)
			blocks += len(text.Blocks)
			tree := parse(t, text.HTML())
			if got, want := bare(textOf(tree)), bare(written(a.Doc)); got != want {
				t.Errorf("%s, %s: %s", p.Name, a.Doc.Name, firstDifference(got, want))
			}
			for n := range tree.Descendants() {
				if n.Type == html.ElementNode {
					checkElement(t, p, a.Doc.Name, n)
				}
			}
			if plain := bare(text.Plain()); !hasInOrder(plain, bare(written(a.Doc))) {
				t.Errorf("%s, %s: words are missing in the plain text", p.Name, a.Doc.Name)
			}
			for _, block := range text.Blocks {
				if block.Pos.Line == 0 || block.Pos.File != a.Doc.Name {
					t.Errorf("%s: a block is at %v", a.Doc.Name, block.Pos)
				}
			}
		}
	}
	if blocks < 1000 {
		t.Errorf("only %d blocks were compared", blocks)
	}
}

func parse(t *testing.T, s string) *html.Node {
	t.Helper()
	tree, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// checkElement checks that an element is one that a profile keeps, with no attributes but its own.
func checkElement(t *testing.T, p *transfer.Profile, name string, n *html.Node) {
	t.Helper()
	inside := map[string]string{"html": "p", "head": "p", "body": "p", "li": "ul", "thead": "table", "tbody": "table",
		"tr": "table", "td": "table", "th": "table", "i": "em"}
	tag := n.Data
	if within, found := inside[tag]; found {
		tag = within
	}
	if level, err := strconv.Atoi(strings.TrimPrefix(tag, "h")); err == nil {
		if level < p.TopLevel || level > p.BottomLevel {
			t.Errorf("%s, %s: a heading at level %d", p.Name, name, level)
		}
	} else if !slices.Contains(p.Elements, tag) {
		t.Errorf("%s, %s: <%s>", p.Name, name, n.Data)
	}
	for _, attribute := range n.Attr {
		switch key := attribute.Key; {
		case n.Data == "a" && key == "href", n.Data == "th" && key == "scope", n.Data == "ol" && key == "start":
		case p.Ways["ankare"] == "id" && n.Data[0] == 'h' && key == "id", n.Data == "i" && key == "lang":
		default:
			t.Errorf("%s, %s: <%s %s>", p.Name, name, n.Data, key)
		}
	}
}

// written returns the words of the body of a document, with what every profile adds.
func written(d *document.Document) string {
	var b strings.Builder
	note := 0
	tokens := func(list []document.Token) {
		for _, t := range list {
			switch {
			case t.Kind == document.WordsToken:
				b.WriteString(t.Text)
			case t.Kind == document.PriorityToken:
				b.WriteString("(" + t.Text + ")")
			case t.Kind == document.ReferenceToken:
				b.WriteString("[" + strconv.Itoa(int(t.Number)) + "]")
			case t.Kind == document.PictureToken:
				b.WriteString("[Bild: " + d.Links[t.Number].Text + "]")
			case t.Kind == document.FootnoteToken && !t.End:
				note = int(t.Number)
			case t.Kind == document.ParagraphToken && !t.End && note > 0:
				b.WriteString("[" + strconv.Itoa(note) + "]")
				note = 0
			}
		}
	}
	var blocks func([]document.Block)
	blocks = func(list []document.Block) {
		for _, block := range list {
			switch {
			case block.Kind == document.Fact && block.Title == "":
				b.WriteString("Faktaruta")
			case block.Kind == document.Important:
				b.WriteString("Viktigt")
			case block.Kind == document.Regional:
				b.WriteString("Regionalt tillägg")
			}
			if block.Title != "" && (block.Kind == document.Important || block.Kind == document.Regional) {
				b.WriteString(":")
			}
			if block.Kind != document.Text && block.Kind != document.Targeted {
				b.WriteString(block.Title)
			}
			tokens(block.Tokens)
			blocks(block.Blocks)
		}
	}
	blocks(d.Intro)
	d.All(func(s *document.Section, _ []*document.Section) {
		tokens(s.Heading)
		blocks(s.Blocks)
	})
	return b.String()
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
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

// hasInOrder reports whether the letters of want are in got, in their order.
func hasInOrder(got, want string) bool {
	letters := []rune(want)
	for _, r := range got {
		if len(letters) > 0 && r == letters[0] {
			letters = letters[1:]
		}
	}
	return len(letters) == 0
}

func firstDifference(got, want string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	from := max(0, i-30)
	return "the HTML has …" + got[from:min(len(got), i+40)] + "…, the text …" + want[from:min(len(want), i+40)] + "…"
}
