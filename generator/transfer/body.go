package transfer

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// A body makes the blocks of a text.
type body struct {
	src     Source
	profile *Profile
	text    Text
	within  *document.Section
	said    int // of the targets around a block, those that the reader has been told of
	level   int // of the heading of the section

	mute     bool // nothing is written: only what the target cannot carry is wanted
	pictured bool // pictures are elements, not words in their place
}

// all adds all blocks of the text.
func (b *body) all() {
	b.blocks(b.src.Doc.Intro, nil)
	for _, s := range b.src.Doc.Sections {
		b.section(s, b.profile.TopLevel, nil)
	}
}

// section adds a section whose heading has a level, for readers that are in all of the targets.
func (b *body) section(s *document.Section, level int, path []audience.Target) {
	b.said = len(path)
	if targeted(s.Target) {
		path = append(path[:len(path):len(path)], s.Target)
	}
	b.within, b.level = s, level
	b.add(Heading, s.Pos, path, func(w *writer) {
		id := ""
		if b.profile.Ways[anchors] == withID {
			id = s.ID
		}
		w.mark("h", strconv.Itoa(level-b.profile.TopLevel))
		w.heading(s.Pos, level, id, func() { w.tokens(s.Heading) })
	})
	b.said = len(path)
	b.blocks(s.Blocks, path)
	for _, child := range s.Children {
		b.section(child, level+1, path)
	}
}

func targeted(t audience.Target) bool { return t.Always || len(t.Tags) > 0 }

// blocks adds blocks, of ordinary Markdown element by element.
func (b *body) blocks(blocks []document.Block, path []audience.Target) {
	for _, block := range blocks {
		switch _, isBox := boxes[block.Kind]; {
		case isBox:
			b.add(Box, block.Pos, path, func(w *writer) { w.box(block) })
		case block.Kind == document.Targeted && targeted(block.Target):
			b.blocks(block.Blocks, append(path[:len(path):len(path)], block.Target))
		default:
			for _, element := range divided(block.Tokens) {
				kind, pos := kindOf(element[0].Kind), b.placeOf(element, block.Pos)
				if kind == Rule && !b.profile.has("hr") {
					b.misfit(pos, "sidan på 1177 har inga linjer", "ta bort linjen, eller skriv en rubrik")
					continue
				}
				b.add(kind, pos, path, func(w *writer) { w.tokens(element) })
			}
			b.blocks(block.Blocks, path)
		}
	}
}

// placeOf returns where an element begins; the list of footnotes where the first of them does.
func (b *body) placeOf(element []document.Token, block problem.Pos) problem.Pos {
	first := element[0]
	if first.Kind == document.FootnotesToken && len(element) > 1 {
		first = element[1]
	}
	if first.Offset < 0 {
		return block
	}
	return b.src.Doc.Place(first)
}

func (b *body) misfit(pos problem.Pos, what, hint string) {
	b.text.Misfits = append(b.text.Misfits, Misfit{pos, what, hint})
}

// divided returns the elements that tokens begin and end, and the runs of words between them.
func divided(tokens []document.Token) [][]document.Token {
	var elements [][]document.Token
	depth, from, words := 0, 0, false
	for i, t := range tokens {
		switch {
		case depth > 0 && t.Kind.Content() && t.End:
			if depth--; depth == 0 && !words {
				elements, from = append(elements, tokens[from:i+1]), i+1
			}
			continue
		case depth == 0 && t.Kind.Block():
			if from < i {
				elements = append(elements, tokens[from:i])
			}
			from, words = i, false
			if !t.Kind.Content() || t.Kind == document.RuleToken {
				elements, from = append(elements, tokens[i:i+1]), i+1
			}
		case depth == 0:
			words = true
		}
		if t.Kind.Content() {
			depth++
		}
	}
	if from < len(tokens) {
		elements = append(elements, tokens[from:])
	}
	return elements
}

func kindOf(kind document.TokenKind) BlockKind {
	switch kind {
	case document.ListToken, document.OrderedListToken:
		return List
	case document.TableToken:
		return Table
	case document.QuoteToken:
		return Quote
	case document.CodeBlockToken, document.RawBlockToken:
		return Code
	case document.RuleToken:
		return Rule
	case document.HeadingToken:
		return Heading
	case document.FootnotesToken:
		return Notes
	}
	return Paragraph
}

// add adds a block that write writes.
func (b *body) add(kind BlockKind, pos problem.Pos, path []audience.Target, write func(*writer)) {
	w := &writer{body: b, pos: pos}
	if len(path) > 0 {
		w.forWhom(path, path[b.said:])
	}
	w.mark("for", b.src.Taxonomy.Attribute(path...))
	write(w)
	if b.mute {
		return
	}
	block := Block{Kind: kind, Pos: pos, HTML: w.html.String(), Text: tidy(w.plain.String()), Hand: w.hand,
		sum: hash(w.marks.String())}
	if b.within != nil {
		block.Section = b.within.ID
	}
	b.text.Blocks = append(b.text.Blocks, block)
}

// forWhom tells for whom a block is that is within all of the targets, or writes the latter of them, which
// readers have not been told of.
func (w *writer) forWhom(path, untold []audience.Target) {
	switch way := w.profile.Ways[audienceOf]; {
	case way == byHand:
		w.byHand(ForAudience, "Ställ in att bara de här läsarna ser det: "+w.phrase(path)+".")
	case len(untold) == 0:
	case way == inWords:
		w.open("p")
		w.words("(För " + w.phrase(untold) + ")")
		w.close()
		w.line()
	default:
		w.misfit(w.pos, "sidan på 1177 kan inte visa något bara för vissa: "+w.phrase(untold),
			"skriv i texten vem det gäller, och ta bort målgruppen, eller lägg det i en egen text")
	}
}

// phrase returns for whom something is that is within all of the targets: "Primärvård, och där Läkare".
func (w *writer) phrase(path []audience.Target) string {
	var parts []string
	for _, target := range path {
		if target.Always {
			parts = append(parts, "alla, alltid")
		} else {
			parts = append(parts, w.src.Taxonomy.Phrase(target.Tags))
		}
	}
	return strings.Join(parts, ", och där ")
}

// box writes a box.
func (w *writer) box(block document.Block) {
	kind := boxes[block.Kind]
	title := cmp.Or(block.Title, kind.label)
	if block.Title != "" && block.Kind != document.Fact {
		title = kind.label + ": " + block.Title
	}
	w.mark(kind.construct, block.Title)
	way := w.profile.Ways[kind.construct]
	switch {
	case way == impossible:
		w.misfit(block.Pos, "sidan på 1177 har inget för "+strings.ToLower(kind.label),
			"skriv innehållet som vanlig text, eller ge det en egen rubrik")
	case way == asQuote && !w.profile.has("blockquote"):
		w.misfit(block.Pos, "sidan på 1177 har inga citat att skriva "+strings.ToLower(kind.label)+" som",
			"skriv innehållet som vanlig text, eller lägg till blockquote under element: i målprofilen")
	default:
		w.byHand(ForBox, fmt.Sprintf("Det här är en ruta (%s). Finns det rutor där du lägger in texten, gör en sådan.", strings.ToLower(kind.label)))
	}
	if way == asHeading {
		w.heading(block.Pos, w.level+1, "", func() { w.words(title) })
	} else {
		if way == asQuote {
			w.open("blockquote")
			defer w.close()
		}
		w.open("p")
		w.open("strong")
		w.words(title)
		w.close()
		w.close()
		w.line()
	}
	w.inBox(block.Blocks)
}

// inBox writes what is in a box.
func (w *writer) inBox(blocks []document.Block) {
	for _, block := range blocks {
		switch _, isBox := boxes[block.Kind]; {
		case isBox:
			w.box(block)
		case block.Kind == document.Targeted && targeted(block.Target):
			w.mark(audienceOf, w.src.Taxonomy.Attribute(block.Target))
			w.partFor(block)
			w.mark("/"+audienceOf, "")
		default:
			w.tokens(block.Tokens)
			w.inBox(block.Blocks)
		}
	}
}

// partFor writes a part of a box that is for some readers.
func (w *writer) partFor(block document.Block) {
	if w.profile.Ways[audienceOf] == byHand {
		w.misfit(block.Pos, "bara en del av rutan är för "+w.phrase([]audience.Target{block.Target})+
			", och sidan på 1177 har målgrupper för hela rutor", "gör två rutor, en för varje målgrupp")
	} else {
		only := []audience.Target{block.Target}
		w.forWhom(only, only)
	}
	w.inBox(block.Blocks)
}
