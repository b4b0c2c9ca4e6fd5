package document

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

var kindContainer = ast.NewNodeKind("Container")

// container is a ":::" block in the syntax tree.
type container struct {
	ast.BaseBlock
	colons   int
	kind     BlockKind
	argument string
	argPos   problem.Pos
	open     problem.Pos
	closed   bool // by a line of colons, not by the end of what is around it
}

func (c *container) Kind() ast.NodeKind            { return kindContainer }
func (c *container) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// containerKinds are the words after ":::".
var containerKinds = []struct {
	word string
	kind BlockKind
}{
	{"målgrupp", Targeted},
	{"faktaruta", Fact},
	{"viktigt", Important},
	{"regionalt", Regional},
}

// containerParser reads ":::" blocks, at the left margin or within each other, never
// in lists or quotes.
type containerParser struct{}

func (containerParser) Trigger() []byte             { return []byte{':'} }
func (containerParser) CanInterruptParagraph() bool { return true }
func (containerParser) CanAcceptIndentedLine() bool { return false }

var openBlock = &problem.Rule{ID: "block-oppet", Family: problem.Structure, Severity: problem.Error,
	Demand: "En ruta har ett slut.",
	Bad:    "::: viktigt\nText.\n\n### Steg\n\nMer.", Good: "::: viktigt\nText.\n:::\n\n### Steg\n\nMer."}

func (containerParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	c := node.(*container)
	if c.closed {
		return
	}
	s := stateOf(pc)
	message, hint := "rutan saknar slut",
		fmt.Sprintf("skriv %s på en egen rad efter rutan", strings.Repeat(":", c.colons))
	if c.kind == Targeted {
		message += "; tills vidare visas den för alla"
	}
	s.doc.fault(openBlock, c.open, message, hint)
}

// colons returns the number of colons that a line begins with, 0 if less than three,
// and what follows them.
func colons(line []byte) (n int, rest string) {
	trimmed := bytes.TrimLeft(line, " ")
	if len(line)-len(trimmed) > 3 {
		return 0, ""
	}
	after := bytes.TrimLeft(trimmed, ":")
	if n = len(trimmed) - len(after); n < 3 {
		return 0, ""
	}
	return n, string(bytes.TrimSpace(after))
}

var (
	strayFence = &problem.Rule{ID: "block-lost", Family: problem.Structure, Severity: problem.Error,
		Demand: "En rad med bara kolon avslutar en ruta.",
		Bad:    "Text.\n\n:::\n\nMer.", Good: "::: viktigt\nText.\n:::\n\nMer."}
	misplacedBlock = &problem.Rule{ID: "block-plats", Family: problem.Structure, Severity: problem.Error,
		Demand: "Rutor ligger inte i listor eller citat.",
		Bad:    "- Text.\n\n  ::: viktigt\n  Mer.\n  :::", Good: "- Text.\n\n::: viktigt\nMer.\n:::"}
)

func (containerParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	n, rest := colons(line)
	if n == 0 {
		return nil, parser.NoChildren
	}
	s := stateOf(pc)
	begin := segment.Start + bytes.IndexByte(line, ':')
	if parent.Kind() != ast.KindDocument && parent.Kind() != kindContainer {
		s.doc.colons[s.pos(begin).Line] = true
		s.doc.fault(misplacedBlock, s.pos(begin), "en ruta kan inte ligga i en lista eller ett citat",
			"börja raden vid vänsterkanten, efter en tom rad")
		return nil, parser.NoChildren
	}
	if rest == "" {
		s.doc.colons[s.pos(begin).Line] = true
		s.doc.fault(strayFence, s.pos(begin), "raden avslutar ingen ruta",
			"ta bort raden, eller använd lika många kolon som rutan börjar med")
		return nil, parser.NoChildren
	}
	if s.tooDeep(s.pos(begin), pc) {
		return nil, parser.NoChildren
	}
	c := &container{colons: n, open: s.pos(begin)}
	word, argument, _ := strings.Cut(rest, " ")
	c.argument = strings.TrimSpace(argument)
	at := segment.Start + bytes.Index(line, []byte(rest)) + len(rest) - len(strings.TrimLeft(argument, " "))
	c.argPos = s.pos(at)
	if c.kind = s.containerKind(word, c); c.kind != Targeted {
		s.fates.settle(at, segment.Stop, shown) // as a title
	}
	s.fates.settle(begin, segment.Stop, consumed)
	if c.kind != Targeted {
		s.misplacedInBox(c)
	}
	reader.Advance(lineLength(line))
	return c, parser.HasChildren
}

var deepBlock = &problem.Rule{ID: "block-djup", Family: problem.Structure,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Rutor ligger inte orimligt djupt i varandra.",
	Bad:    "40 rutor inuti varandra", Good: "en ruta i en annan"}

// tooDeep reports whether no more blocks may be opened within those that are open,
// and adds a problem for the first that may not.
func (s *state) tooDeep(pos problem.Pos, pc parser.Context) bool {
	if len(pc.OpenedBlocks()) < maxNesting {
		return false
	}
	if !s.deep {
		s.doc.fault(deepBlock, pos, fmt.Sprintf("fler än %d rutor inuti varandra", maxNesting),
			"avsluta rutorna ovanför med lika många kolon som de börjar med")
	}
	s.deep = true
	return true
}

// lineLength leaves out the end of the line.
func lineLength(line []byte) int { return len(bytes.TrimRight(line, "\n")) }

var unknownBlock = &problem.Rule{ID: "okant-block", Family: problem.Structure, Severity: problem.Error,
	Demand: "Rutans slag finns.",
	Bad:    "::: varning\nText.\n:::", Good: "::: viktigt\nText.\n:::"}

// containerKind reads the word after the colons. An unknown one is reported and
// its content shown as ordinary text.
func (s *state) containerKind(word string, c *container) BlockKind {
	folded := spelling.Fold(word)
	var known []string
	for _, k := range containerKinds {
		if spelling.Fold(k.word) == folded {
			return k.kind
		}
		known = append(known, k.word)
	}
	s.doc.fault(unknownBlock, c.open, fmt.Sprintf("rutan %q finns inte", word), spelling.DidYouMean(word, known))
	return Text
}

func (containerParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	c := node.(*container)
	line, _ := reader.PeekLine()
	if endsSection(line) {
		return parser.Close
	}
	n, rest := colons(line)
	if n != c.colons || rest != "" || innerHas(c, pc) {
		return parser.Continue | parser.HasChildren
	}
	c.closed = true
	reader.Advance(lineLength(line))
	return parser.Close
}

// innerHas reports whether an open block within c has as many colons, and so is
// the one that a line of colons ends.
func innerHas(c *container, pc parser.Context) bool {
	open := pc.OpenedBlocks()
	at := slices.IndexFunc(open, func(b parser.Block) bool { return b.Node == ast.Node(c) })
	return slices.ContainsFunc(open[at+1:], func(b parser.Block) bool {
		inner, ok := b.Node.(*container)
		return ok && inner.colons == c.colons
	})
}

// endsSection reports whether the line is a heading of the first or second level.
// The sections of the template are never in a block, so a block that is open there
// was forgotten, and must not swallow the rest of the text.
func endsSection(line []byte) bool {
	rest := bytes.TrimLeft(line, "#")
	level := len(line) - len(rest)
	return (level == 1 || level == 2) && len(rest) > 0 && util.IsSpace(rest[0])
}
