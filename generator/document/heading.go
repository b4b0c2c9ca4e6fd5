package document

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
)

// A heading is the content of the brace list at the end of a heading.
type heading struct {
	target audience.Target
	id     string
	braces bool // there is a list
}

// taggedHeading is a heading parser that removes the brace list before the text of
// the heading is read, so that nothing in the list is taken for Markdown.
type taggedHeading struct{ parser.BlockParser }

// withTags wraps b when it is one of CommonMark's two heading parsers, recognised by
// the characters that trigger them.
func withTags(b parser.BlockParser) parser.BlockParser {
	switch string(b.Trigger()) {
	case "#", "-=":
		return taggedHeading{b}
	}
	return b
}

func (h taggedHeading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	if n, ok := node.(*ast.Heading); ok && n.Lines().Len() > 0 {
		stateOf(pc).takeBraces(n)
	}
}

var openBrace = &problem.Rule{ID: "klammer", Family: problem.Structure, Severity: problem.Error,
	Demand: "En klammer i en rubrik avslutas.",
	Bad:    "### Samverkan {Kommun\n\nText.", Good: "### Samverkan {Kommun}\n\nText."}

// takeBraces reads and removes the brace lists at the end of a heading.
func (s *state) takeBraces(n *ast.Heading) {
	last := n.Lines().Len() - 1
	line := n.Lines().At(last)
	for {
		value := bytes.TrimRight(line.Value(s.body), " \t\n")
		open := bytes.LastIndexByte(value, '{')
		if open < 0 || open > 0 && value[open-1] == '\\' {
			break
		}
		if value[len(value)-1] != '}' {
			if !bytes.Contains(value[open:], []byte("}")) {
				s.doc.fault(openBrace, s.pos(line.Start+open),
					"klammern i rubriken saknar slut, så avsnittet visas för alla",
					"avsluta med }: "+string(bytes.TrimRight(value[open:], " )]"))+"}")
			}
			break
		}
		target, id := s.doc.readTags(string(value[open+1:len(value)-1]), s.pos(line.Start+open+1), s.taxonomy)
		s.tags[n] = s.tags[n].with(target, id)
		s.fates.settle(line.Start+open, line.Start+len(value), consumed)
		line.Stop = line.Start + open
	}
	s.misplacedInHeading(line.Value(s.body), line.Start)
	if s.tags[n].braces {
		n.Lines().Set(last, line.TrimRightSpace(s.body))
	}
}

// with returns the content of two brace lists in a row, the second of them read first.
func (h heading) with(target audience.Target, id string) heading {
	target.Tags = audience.New(append(target.Tags, h.target.Tags...)...)
	target.Always = target.Always || h.target.Always
	return heading{target, cmp.Or(id, h.id), true}
}
