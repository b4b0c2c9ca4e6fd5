package document

import (
	"slices"
	"sort"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

// judge reads the running text and keeps its problems and readability.
func (d *Document) judge(lists *prose.Lists) {
	g := gatherer{Document: d}
	g.value(d.Front.Title, prose.Heading)
	g.value(d.Front.Lead, prose.Paragraph)
	g.blocks(d.Intro)
	var sections []*Section
	var headings []string
	d.All(func(s *Section, _ []*Section) {
		sections, headings = append(sections, s), append(headings, s.Key)
		g.begin(s)
		g.blocks(s.Blocks)
	})
	found, measures := prose.Check(&prose.Text{Passages: g.passages, Headings: headings, References: g.references},
		lists)
	d.Problems = append(d.Problems, found...)
	for i, m := range measures {
		if i == 0 {
			d.Readability = m
		} else {
			sections[i-1].Readability = m
		}
	}
}

// A gatherer collects the passages of a document from its tokens.
type gatherer struct {
	*Document
	passages   []prose.Passage
	section    *Section // the current one; nil before the first
	number     int      // of the section
	quoting    int      // level of the heading for references, while below it; else 0
	references int      // in numbered lists
}

// value adds a value of the front matter, or the title of a box.
func (g *gatherer) value(t field.Text, kind prose.Kind) {
	if t.Text == "" {
		return
	}
	g.passages = append(g.passages,
		prose.Passage{Kind: kind, Section: g.number, Text: t.Text, At: func(offset int) problem.Pos {
			pos := t.Pos
			pos.Column += len([]rune(t.Text[:offset]))
			return pos
		}})
}

// begin begins a section.
func (g *gatherer) begin(s *Section) {
	g.section = s
	g.number++
	if g.quoting > 0 && s.Level <= g.quoting {
		g.quoting = 0
	}
	if s.Key == referencesKey {
		g.quoting = s.Level
	}
	if !s.Generated {
		g.passage(s.Heading, prose.Heading)
	}
}

func (g *gatherer) blocks(blocks []Block) {
	for _, b := range blocks {
		if b.Kind != Targeted {
			g.value(field.Text{Text: b.Title, Pos: b.titlePos}, prose.Heading)
		}
		kind := prose.Paragraph
		if g.quoting > 0 {
			kind = prose.Note
		}
		g.elements(b.Tokens, kind)
		g.blocks(b.Blocks)
	}
}

// elements adds what is in the elements of a block. Words are of the given kind
// unless the element says otherwise.
func (g *gatherer) elements(tokens []Token, kind prose.Kind) {
	for n := 0; len(tokens) > 0; tokens = tokens[n:] {
		n = slices.IndexFunc(tokens, func(t Token) bool { return t.Kind.Block() })
		if n < 0 {
			n = len(tokens)
		}
		if n > 0 { // words of an item that are no paragraph
			g.words(tokens[:n], kind)
			continue
		}
		n = elementLength(tokens)
		inner := tokens[1:max(n-1, 1)]
		switch tokens[0].Kind {
		case RuleToken, CodeBlockToken, RawBlockToken:
		case ParagraphToken:
			g.words(inner, kind)
		case HeadingToken:
			g.passage(inner, prose.Heading)
		case HeadCellToken, CellToken:
			g.passage(inner, prose.Cell)
		case QuoteToken, FootnotesToken:
			g.elements(inner, prose.Note)
		case ItemToken:
			item := prose.Item
			if kind == prose.Note {
				item = kind
			}
			g.elements(inner, item)
		case OrderedListToken:
			if g.quoting > 0 {
				for items := inner; len(items) > 0; items = items[elementLength(items):] {
					g.references++
				}
			}
			g.elements(inner, kind)
		default:
			g.elements(inner, kind)
		}
	}
}

// elementLength is how many tokens the first element has.
func elementLength(tokens []Token) int {
	depth := 0
	for i, t := range tokens {
		switch {
		case t.End:
			depth--
		case t.Kind.Content():
			depth++
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(tokens)
}

// words adds running text, unless it is a table that Markdown takes for text.
func (g *gatherer) words(tokens []Token, kind prose.Kind) {
	if !g.misread(tokens, kind == prose.Item) {
		g.passage(tokens, kind)
	}
}

// passage adds the words of an element that holds only words.
func (g *gatherer) passage(tokens []Token, kind prose.Kind) {
	var p passage
	for i := 0; i < len(tokens); i++ {
		switch t := tokens[i]; t.Kind {
		case WordsToken:
			p.add(t.Offset, t.Text)
		case SoftBreakToken, HardBreakToken:
			p.add(t.Offset, " ")
		case PriorityToken:
			if g.section != nil {
				g.section.Priorities = append(g.section.Priorities, g.posOf(int(t.Offset)))
			}
			p.add(t.Offset, "("+t.Text+")")
		case PictureToken:
			p.add(t.Offset, hidden)
		case CodeToken, LanguageToken, RawToken:
			p.add(t.Offset, hidden)
			i += elementLength(tokens[i:]) - 1
		case LinkToken:
			if !t.End && g.shownAddress(t) { // which the rules on links judge
				p.add(t.Offset, hidden)
				i += elementLength(tokens[i:]) - 1
			}
		}
	}
	if len(p.pieces) == 0 {
		return
	}
	text := p.text()
	passage := prose.Passage{Kind: kind, Section: g.number, Text: text,
		At: func(offset int) problem.Pos { return g.posOf(p.source(offset)) }}
	g.unfollowed(passage)
	g.passages = append(g.passages, passage)
}

// hidden replaces what is no running text.
const hidden = string(prose.Hidden)

// shownAddress reports whether the words of a link are an address, or none.
func (g *gatherer) shownAddress(t Token) bool {
	text := g.Links[t.Number].Text
	return t.Second == Bare || text == "" || strings.Contains(text, "://") || strings.HasPrefix(text, "www.")
}

// A passage is the words of an element, in pieces.
type passage struct {
	pieces []piece
	length int
}

// A piece is a part of a passage, with where it begins in it and in the body.
type piece struct {
	text           string
	offset, source int
}

func (p *passage) add(source int32, text string) {
	p.pieces = append(p.pieces, piece{text, p.length, int(source)})
	p.length += len(text)
}

func (p *passage) text() string {
	if len(p.pieces) == 1 {
		return p.pieces[0].text
	}
	var b strings.Builder
	b.Grow(p.length)
	for _, piece := range p.pieces {
		b.WriteString(piece.text)
	}
	return b.String()
}

// source is where an offset in the passage is in the body.
func (p *passage) source(offset int) int {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].offset > offset }) - 1
	piece := p.pieces[max(i, 0)]
	return piece.source + offset - piece.offset
}
