package document

import (
	"bytes"
	"fmt"
	"time"

	"provtryck/generator/problem"
)

// What a file may cost. The Markdown parser is quadratic in the length of a
// paragraph and in nesting: 100 kB of "> > >" takes it more than ten seconds,
// ordinary prose of that size 25 ms. Each limit lies far above any real text.
const (
	maxFile        = 256 << 10 // bytes
	maxFrontMatter = 16 << 10  // bytes
	maxNesting     = 32        // quotes and lists within each other on one line
	maxParagraph   = 16 << 10  // bytes without a blank line
	maxTable       = 64 << 10  // bytes of a table
	maxDefinitions = 500       // of links, and as many of footnotes
	maxReferences  = 2000      // of footnotes
	maxHTML        = 4 << 20   // bytes of the page
	maxTime        = 5 * time.Second
)

// withinLimits reports the limits that the body, which begins below line,
// exceeds. Such a body is not parsed.
func (d *Document) withinLimits(body []byte, line int) bool {
	before := len(d.Problems)
	d.limitParagraphs(body, line)
	links, footnotes := definitions(body)
	if links > maxDefinitions {
		d.tooMuch(d.pos(0, 0), fmt.Sprintf("fler än %d länkdefinitioner", maxDefinitions), "skriv länkarna i texten, [text](adress), eller dela texten")
	}
	if footnotes > maxDefinitions {
		d.tooMuch(d.pos(0, 0), fmt.Sprintf("fler än %d fotnoter", maxDefinitions), "dela texten")
	}
	if n := bytes.Count(body, []byte("[^")); n > maxReferences {
		d.tooMuch(d.pos(0, 0), fmt.Sprintf("fler än %d hänvisningar till fotnoter", maxReferences), "dela texten")
	}
	return len(d.Problems) == before
}

// definitions counts the lines that look like the definition of a link, "[a]: b",
// and of a footnote, "[^a]: b".
func definitions(body []byte) (links, footnotes int) {
	for line := range bytes.Lines(body) {
		line = bytes.TrimLeft(line, " ")
		switch {
		case len(line) < 4 || line[0] != '[' || !bytes.Contains(line, []byte("]:")):
		case line[1] == '^':
			footnotes++
		default:
			links++
		}
	}
	return links, footnotes
}

func (d *Document) tooMuch(pos problem.Pos, what, hint string) {
	d.fault("for-stort", pos, "texten visas inte: "+what, hint)
}

// limitParagraphs reports the first paragraph, table or line that is too much.
func (d *Document) limitParagraphs(body []byte, line int) {
	size, begin := 0, 0
	for l := range bytes.Lines(body) {
		line++
		if len(bytes.TrimSpace(l)) == 0 {
			size = 0
			continue
		}
		if size == 0 {
			begin = line
		}
		size += len(l)
		limit := maxParagraph
		if l[0] == '|' {
			limit = maxTable
		}
		switch {
		case nesting(l) > maxNesting:
			d.tooMuch(d.pos(line, 1), fmt.Sprintf("fler än %d citat och listor inuti varandra", maxNesting), "ta bort tecken i början av raden")
			return
		case size > limit:
			d.tooMuch(d.pos(begin, 1), fmt.Sprintf("stycket är längre än %d kB", limit>>10), "dela det med tomma rader")
			return
		}
	}
}

// nesting counts the quote and list marks that a line begins with.
func nesting(line []byte) int {
	n := 0
	for i, c := range line {
		switch {
		case c == '>':
			n++
		case bytes.IndexByte([]byte("-*+.)"), c) >= 0:
			if i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
				return n // no mark without a blank after it: a rule, or text
			}
			n++
		case c == ' ' || c == '\t' || c >= '0' && c <= '9':
		default:
			return n
		}
	}
	return n
}
