package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"provtryck/generator/problem"
)

var kindPriority = ast.NewNodeKind("Priority")

// A priorityMark is a mark of Socialstyrelsen's guidelines: a priority 1–10,
// icke-göra (do not), or FoU (only within research).
type priorityMark struct {
	ast.BaseInline
	label string // as shown: "prioritet 3", "icke-göra", "FoU"
	class int32  // Priority, NotToDo or Research
	start int    // in the body
	stop  int    // after it
}

func (p *priorityMark) Kind() ast.NodeKind            { return kindPriority }
func (p *priorityMark) Dump(source []byte, level int) { ast.DumpHelper(p, source, level, nil, nil) }

var priorityForm = regexp.MustCompile(`(?i)^\((?:prioritet[ \x{00a0}](\d+)|(icke-göra)|(fou))\)`)

// priorityParser reads "(prioritet 3)", "(icke-göra)" and "(FoU)".
type priorityParser struct{}

func (priorityParser) Trigger() []byte { return []byte{'('} }

var badPriority = &problem.Rule{ID: "prioritet", Family: problem.Evidence, Severity: problem.Warning,
	Demand: "En prioritet är ett tal från 1 till 10.",
	Bad:    "Rekommenderas (prioritet 12).", Good: "Rekommenderas (prioritet 3)."}

func (priorityParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 5 || !bytes.ContainsRune([]byte("pPiIfF"), rune(line[1])) {
		return nil
	}
	m := priorityForm.FindStringSubmatch(string(line[:min(len(line), 24)]))
	if m == nil {
		return nil
	}
	mark := &priorityMark{label: "FoU", class: Research, start: segment.Start, stop: segment.Start + len(m[0])}
	switch {
	case m[1] != "":
		n, _ := strconv.Atoi(m[1])
		if n < 1 || n > 10 {
			s := stateOf(pc)
			s.doc.fault(badPriority, s.pos(segment.Start),
				fmt.Sprintf("prioritet %s finns inte", m[1]), "prioriteringarna går från 1 till 10")
			return nil
		}
		mark.label, mark.class = "prioritet "+strconv.Itoa(n), Priority
	case m[2] != "":
		mark.label, mark.class = strings.ToLower(m[2]), NotToDo
	}
	block.Advance(len(m[0]))
	return mark
}
