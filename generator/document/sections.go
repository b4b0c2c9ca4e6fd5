package document

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// referencesTitle is the heading under which footnotes are listed.
const (
	referencesTitle = "Referenser"
	referencesKey   = "referenser"
)

// sections divides the blocks of the body by its headings.
func (s *state) sections(root ast.Node) {
	var run []ast.Node // ordinary blocks not yet placed
	var notes ast.Node
	var open []*Section // the sections around the next block, outermost first
	place := func() {
		blocks := &s.doc.Intro
		if len(open) > 0 {
			blocks = &open[len(open)-1].Blocks
		}
		*blocks = append(*blocks, s.blocks(run)...)
		run = nil
	}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		switch h := n.(type) {
		case *ast.Heading:
			place()
			s.headingSigns(h)
			open = s.open(h, open)
		case *extast.FootnoteList:
			notes = n
		default:
			run = append(run, n)
		}
	}
	place()
	s.unclosedCode(root.LastChild())
	if notes != nil {
		s.placeFootnotes(notes)
	}
	for _, section := range s.doc.Sections {
		fill(section)
	}
}

var openCode = &problem.Rule{ID: "kod-oavslutad", Family: problem.Structure, Severity: problem.Warning,
	Demand: "En ruta med kod har ett slut.",
	Bad:    "Text.\n\n```\nMer.", Good: "Text.\n\n```\nMer.\n```"}

// unclosedCode reports code that goes on to the end of the text: everything
// below its first line has become code.
func (s *state) unclosedCode(last ast.Node) {
	code, ok := last.(*ast.FencedCodeBlock)
	if !ok || code.Lines().Len() == 0 {
		return
	}
	end := code.Lines().At(code.Lines().Len() - 1).Stop
	if len(bytes.TrimSpace(s.body[end:])) > 0 {
		return // the line that ends it
	}
	s.doc.fault(openCode, s.place(code), "raden med ``` saknar slut, så resten av texten visas som kod",
		"skriv ``` på en egen rad efter koden, eller ta bort raden som börjar med ```")
}

var emptyHeading = &problem.Rule{ID: "rubrik-tom", Family: problem.Structure, Severity: problem.Error,
	Demand: "En rubrik har ord.",
	Bad:    "###\n\nText.", Good: "### Steg\n\nText."}

// open starts the section of a heading below the last open section that is
// of a higher level, and returns the sections that are open after it.
func (s *state) open(h *ast.Heading, open []*Section) []*Section {
	tags := s.tags[h]
	s.out.inHeading = true
	section := &Section{
		Title:   s.plain(h),
		Level:   h.Level,
		Pos:     s.place(h),
		Target:  tags.target,
		Heading: s.tokensOf(childrenOf(h)...),
	}
	s.out.inHeading = false
	section.Key = spelling.Fold(section.Title)
	section.ID = s.id(section, tags.id)
	section.OwnID = tags.id != "" && section.ID == tags.id
	if section.Title == "" {
		s.doc.fault(emptyHeading, section.Pos, "rubriken är tom", "skriv en rubrik, eller ta bort raden")
	}
	for len(open) > 0 && open[len(open)-1].Level >= h.Level {
		open = open[:len(open)-1]
	}
	siblings := &s.doc.Sections
	if len(open) > 0 {
		siblings = &open[len(open)-1].Children
	}
	*siblings = append(*siblings, section)
	return append(open[:len(open):len(open)], section)
}

func childrenOf(n ast.Node) []ast.Node {
	var children []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		children = append(children, c)
	}
	return children
}

// reservedID reports whether an id has the form of those that the page makes
// itself, for footnotes and references to them, boxes, changes and the elements
// around sections.
func reservedID(id string) bool {
	first, rest, found := strings.Cut(id, "-")
	if !found {
		return false
	}
	switch first {
	case "sec":
		return true
	case "fn", "fnref", "ruta", "malgrupp", "jamfor", "andring":
		return rest != "" && '0' <= rest[0] && rest[0] <= '9'
	}
	return false
}

// id returns an anchor that no other section of the text has: the editor's own, or
// the slug of the heading, numbered when it is taken.
func (s *state) id(section *Section, own string) string {
	if s.ids[own] || reservedID(own) {
		s.doc.fault(badAnchor, section.Pos, fmt.Sprintf("ankaret #%s finns redan i texten", own), "välj ett annat")
	}
	id := own
	if id == "" {
		id = spelling.Slug(section.Title)
	}
	if id == "" || reservedID(id) {
		id = strings.TrimSuffix("avsnitt-"+id, "-")
	}
	base := id
	n := max(2, s.numbers[base])
	for ; s.ids[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	s.numbers[base] = n
	s.ids[id] = true
	return id
}

// blocks turns syntax nodes into blocks: each run of ordinary Markdown and each
// ":::" block is one.
func (s *state) blocks(nodes []ast.Node) []Block {
	var blocks []Block
	for len(nodes) > 0 {
		if c, ok := nodes[0].(*container); ok {
			blocks, nodes = append(blocks, s.block(c)), nodes[1:]
			continue
		}
		run := slices.IndexFunc(nodes, func(n ast.Node) bool { return n.Kind() == kindContainer })
		if run < 0 {
			run = len(nodes)
		}
		blocks, nodes = append(blocks, s.text(nodes[:run]...)), nodes[run:]
	}
	return blocks
}

// text is a block of ordinary Markdown.
func (s *state) text(nodes ...ast.Node) Block {
	b := Block{Kind: Text, Pos: s.place(nodes[0]), Tokens: s.tokensOf(nodes...)}
	b.Words, b.Picture, b.Link = s.doc.weigh(b.Tokens)
	return b
}

var blockWithoutTarget = &problem.Rule{ID: "block-utan-malgrupp", Family: problem.Targeting, Severity: problem.Error,
	Demand: "En målgruppsruta säger för vilka den är.",
	Bad:    "::: målgrupp\nText.\n:::", Good: "::: målgrupp Kommun\nText.\n:::"}

func (s *state) block(c *container) Block {
	b := Block{Kind: c.kind, Title: c.argument, Pos: c.open, Blocks: s.blocks(childrenOf(c)), titlePos: c.argPos}
	switch {
	case c.kind == Targeted && !c.closed:
		b.Title = "" // shown to all: where it ends is not known
	case c.kind == Targeted && c.argument == "":
		s.doc.fault(blockWithoutTarget, c.open, "rutan säger inte för vilka den är",
			"skriv målgruppen efter ordet: ::: målgrupp Kommun")
	case c.kind == Targeted:
		list := strings.Trim(c.argument, "{}")
		pos := c.argPos
		pos.Column += len(c.argument) - len(strings.TrimLeft(c.argument, "{"))
		b.Target, _ = s.doc.readTags(list, pos, s.taxonomy)
	}
	return b
}

// weigh counts the words of tokens, including the texts of pictures, and reports
// whether there are pictures and links. An address is no word, nor is HTML.
func (d *Document) weigh(tokens []Token) (words int, picture, link bool) {
	var c wordCounter
	skipped := WordsToken // the element that is not counted, if any
	for _, t := range tokens {
		switch {
		case skipped != WordsToken:
			if t.End && t.Kind == skipped {
				skipped = WordsToken
			}
			continue
		case t.Kind == LinkToken:
			link = true
			if t.Second == Bare && !t.End {
				skipped = t.Kind
			}
		case t.Kind == WordsToken:
			c.add(t.Text)
			continue
		case t.Kind == PictureToken:
			picture = true
			c.pause()
			c.add(d.Links[t.Number].Text)
		case t.Kind == RawToken:
			skipped = t.Kind
		}
		c.pause()
	}
	return c.words, picture, link
}

var (
	headingInBlock = &problem.Rule{ID: "rubrik-i-block", Family: problem.Structure, Severity: problem.Warning,
		Demand: "Rubriker står inte i rutor, listor eller citat.",
		Bad:    "::: viktigt\n### Obs\n\nText.\n:::", Good: "::: viktigt Obs\nText.\n:::"}
	targetInBlock = &problem.Rule{ID: "rubrik-i-block-malgrupp", Family: problem.Structure, Severity: problem.Error,
		Demand: "En målgrupp i en rubrik står där den har verkan.",
		Bad:    "::: viktigt\n### Obs {Kommun}\n\nText.\n:::", Good: "### Obs {Kommun}\n\nText."}
)

// innerHeading reports a heading that is no section because it is in a block, a
// list or a quote. Where a block has no end, that is the mistake to fix.
func (s *state) innerHeading(h *ast.Heading) {
	for n := h.Parent(); n != nil; n = n.Parent() {
		if c, ok := n.(*container); ok && !c.closed {
			return
		}
	}
	s.doc.fault(headingInBlock, s.place(h),
		"rubriken ligger i en ruta, en lista eller ett citat och blir inget avsnitt",
		"flytta ut den, eller gör den till fet text")
	if s.tags[h].braces {
		s.doc.fault(targetInBlock, s.place(h), "målgruppen i rubriken har ingen verkan här", "använd ::: målgrupp")
	}
}

// placeFootnotes puts the footnotes under the heading for references, and adds
// the heading where it is missing.
func (s *state) placeFootnotes(list ast.Node) {
	s.doc.Footnotes = list.ChildCount()
	var at *Section
	for _, section := range s.doc.Sections {
		if section.Key == referencesKey {
			at = section
		}
	}
	if at == nil {
		heading := []Token{{Kind: WordsToken, Text: referencesTitle, Offset: -1}}
		at = &Section{Title: referencesTitle, Key: referencesKey, Heading: heading, Level: 2,
			Pos: s.place(list.FirstChild()), Generated: true}
		at.ID = s.id(at, "")
		s.doc.Sections = append(s.doc.Sections, at)
	}
	at.Blocks = append(at.Blocks, s.text(list))
}

// fill decides how many words a section has, and whether it has content at all.
func fill(section *Section) bool {
	section.Words, section.Filled = weight(section.Blocks)
	section.Filled = section.Filled || section.Words > 0
	for _, child := range section.Children {
		section.Filled = fill(child) || section.Filled
	}
	return section.Filled
}

func weight(blocks []Block) (words int, picture bool) {
	for _, b := range blocks {
		n, inner := weight(b.Blocks)
		words += b.Words + n
		picture = picture || b.Picture || inner
	}
	return words, picture
}
