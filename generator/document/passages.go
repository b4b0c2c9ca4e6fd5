package document

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/spelling"
)

// judge reads the running text and keeps what is found in it.
func (s *state) judge(root ast.Node, lists *prose.Lists) {
	var sections []*Section
	s.doc.All(func(section *Section, _ []*Section) { sections = append(sections, section) })
	g := gatherer{state: s}
	g.front(s.doc.Front.Title, prose.Heading)
	g.front(s.doc.Front.Lead, prose.Paragraph)
	g.blocks(root, prose.Paragraph)
	text := prose.Text{Passages: g.passages, References: g.references}
	for _, section := range sections {
		text.Headings = append(text.Headings, section.Key)
	}
	found, measures := prose.Check(&text, lists)
	s.doc.Problems = append(s.doc.Problems, found...)
	for i, m := range measures {
		if i == 0 {
			s.doc.Readability = m
		} else if i <= len(sections) {
			sections[i-1].Readability = m
		}
	}
	for _, mark := range g.marks {
		if mark.section > 0 && mark.section <= len(sections) {
			in := sections[mark.section-1]
			in.Priorities = append(in.Priorities, s.pos(mark.offset))
		}
	}
}

// A gatherer collects the passages of a body.
type gatherer struct {
	*state
	passages []prose.Passage
	section  int         // how many have begun
	quoting  int         // level of the heading for references that we are below; 0 for none
	marks    []placeMark // of priority
	text     strings.Builder
	pieces   []piece

	references int // in numbered lists
}

// A placeMark is a mark of priority in a section.
type placeMark struct{ section, offset int }

// A piece is where a part of a passage begins, in it and in the body.
type piece struct{ offset, source int }

// front adds a value of the front matter.
func (g *gatherer) front(t field.Text, kind prose.Kind) {
	if t.Text == "" {
		return
	}
	g.passages = append(g.passages, prose.Passage{Kind: kind, Text: t.Text, At: func(offset int) problem.Pos {
		pos := t.Pos
		pos.Column += len([]rune(t.Text[:offset]))
		return pos
	}})
}

// blocks adds what lies in a block.
func (g *gatherer) blocks(n ast.Node, kind prose.Kind) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		g.block(c, kind)
	}
}

func (g *gatherer) block(n ast.Node, kind prose.Kind) {
	switch n := n.(type) {
	case *ast.Heading:
		if n.Parent().Kind() == ast.KindDocument {
			g.begin(n)
		}
		g.passage(n, prose.Heading)
	case *ast.Paragraph, *ast.TextBlock:
		if g.quoting > 0 {
			kind = prose.Note
		}
		if !g.misread(n) {
			g.passage(n, kind)
		}
	case *ast.ListItem:
		if list, ok := n.Parent().(*ast.List); ok && list.IsOrdered() && g.quoting > 0 {
			g.references++
		}
		if kind != prose.Note {
			kind = prose.Item
		}
		g.blocks(n, kind)
	case *ast.Blockquote:
		g.blocks(n, prose.Note)
	case *extast.FootnoteList:
		g.blocks(n, prose.Note)
	case *extast.Footnote:
		g.blocks(n, prose.Note)
	case *extast.TableCell:
		g.passage(n, prose.Cell)
	case *container:
		if n.kind != Targeted {
			g.front(field.Text{Text: n.argument, Pos: n.argPos}, prose.Heading)
		}
		g.blocks(n, kind)
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
	default:
		g.blocks(n, kind)
	}
}

// begin begins a section.
func (g *gatherer) begin(h *ast.Heading) {
	g.section++
	if g.quoting > 0 && h.Level <= g.quoting {
		g.quoting = 0
	}
	if spelling.Fold(g.plain(h)) == referencesKey {
		g.quoting = h.Level
	}
}

// passage adds the words of a block that holds nothing but words.
func (g *gatherer) passage(n ast.Node, kind prose.Kind) {
	g.text.Reset()
	g.pieces = nil
	g.inline(n)
	if g.text.Len() == 0 {
		return
	}
	pieces, s := g.pieces, g.state
	p := prose.Passage{Kind: kind, Section: g.section, Text: g.text.String(), At: func(offset int) problem.Pos {
		i := sort.Search(len(pieces), func(i int) bool { return pieces[i].offset > offset }) - 1
		return s.pos(pieces[max(i, 0)].source + offset - pieces[max(i, 0)].offset)
	}}
	g.unfollowed(p)
	g.passages = append(g.passages, p)
}

func (g *gatherer) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			g.written(c.Segment.Start, c.Segment.Stop)
			if c.SoftLineBreak() || c.HardLineBreak() {
				g.add(c.Segment.Stop, " ")
			}
		case *priorityMark:
			g.marks = append(g.marks, placeMark{g.section, c.start})
			g.add(c.start, "("+c.label+")")
		case *extast.FootnoteLink, *extast.FootnoteBacklink:
		case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML, *ast.Image, *languageSpan:
			g.text.WriteRune(prose.Hidden)
		case *ast.Link:
			if text := g.plain(c); text == "" || strings.Contains(text, "://") || strings.HasPrefix(text, "www.") {
				g.text.WriteRune(prose.Hidden) // the rules on links say what is wrong with it
				continue
			}
			g.inline(c)
		default:
			g.inline(c)
		}
	}
}

// written adds a piece of the body, with backslashes and character references
// resolved.
func (g *gatherer) written(start, stop int) {
	src := g.body[start:stop]
	from := 0
	if bytes.ContainsAny(src, `\&`) {
		for _, m := range escaped.FindAllIndex(src, -1) {
			g.add(start+from, string(src[from:m[0]]))
			g.add(start+m[0], unescape(src[m[0]:m[1]]))
			from = m[1]
		}
	}
	g.add(start+from, string(src[from:]))
}

func (g *gatherer) add(source int, text string) {
	if text != "" {
		g.pieces = append(g.pieces, piece{g.text.Len(), source})
		g.text.WriteString(text)
	}
}
