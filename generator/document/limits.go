package document

import (
	"bytes"
	"fmt"
	"time"

	"provtryck/generator/problem"
)

// What a file may cost. The Markdown parser is quadratic in the length of a
// paragraph and in nesting: 100 kB of "> > >" takes it more than ten seconds,
// ordinary prose of that size 25 ms. Each limit is far above any real text.
const (
	MaxFile        = 256 << 10 // bytes
	maxFrontMatter = 16 << 10  // bytes
	maxNesting     = 32        // quotes and lists within each other on one line
	maxParagraph   = 16 << 10  // bytes without a blank line
	maxLinks       = 1000      // and other brackets in a paragraph or table
	maxTable       = 64 << 10  // bytes of a table
	maxCells       = 50000     // of all tables: a short row is filled up to the width of its table
	maxDefinitions = 500       // of links, and as many of footnotes
	maxReferences  = 2000      // of footnotes
	maxHTML        = 4 << 20   // bytes of the page
	maxTime        = 5 * time.Second
)

// withinLimits reports whether the body, which begins below line, may be parsed,
// and adds a problem for each limit that it exceeds.
func (d *Document) withinLimits(body []byte, line int) bool {
	before := len(d.Problems)
	d.limitParagraphs(body, line)
	d.limitDefinitions(body, line)
	return len(d.Problems) == before
}

// Excess returns the limits of Markdown that a text without front matter exceeds, so that it would take too long to
// read.
func Excess(text []byte) problem.List {
	d := &Document{}
	d.withinLimits(text, 0)
	return d.Problems
}

// limitDefinitions reports the first definition of a link, "[a]: b", and of a
// footnote, "[^a]: b", and the first line of references to footnotes, that exceeds
// its limit.
func (d *Document) limitDefinitions(body []byte, line int) {
	links, footnotes, references := 0, 0, 0
	for l := range bytes.Lines(body) {
		line++
		n := bytes.Count(l, []byte("[^"))
		if references += n; references > maxReferences && references-n <= maxReferences {
			d.tooMuch(d.pos(line, 1), fmt.Sprintf("fler än %d hänvisningar till fotnoter", maxReferences),
				"dela texten")
		}
		l = bytes.TrimLeft(l, " ")
		switch {
		case len(l) < 4 || l[0] != '[' || !bytes.Contains(l, []byte("]:")):
		case l[1] == '^':
			if footnotes++; footnotes == maxDefinitions+1 {
				d.tooMuch(d.pos(line, 1), fmt.Sprintf("fler än %d fotnoter", maxDefinitions), "dela texten")
			}
		default:
			if links++; links == maxDefinitions+1 {
				d.tooMuch(d.pos(line, 1), fmt.Sprintf("fler än %d länkdefinitioner", maxDefinitions),
					"skriv länkarna i texten, [text](adress), eller dela texten")
			}
		}
	}
}

// TooLarge is broken by a text that is not shown because it would take too much.
var TooLarge = &problem.Rule{ID: "for-stort", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Filen är inte orimligt stor eller invecklad.",
	Bad:    "en fil på 300 kB", Good: "samma text delad i flera filer"}

// Oversized returns the document of a file that is larger than [MaxFile] and is not read.
func Oversized(name string) *Document {
	d := &Document{Name: name}
	d.oversized()
	return d
}

func (d *Document) oversized() {
	d.tooMuch(d.pos(1, 1), fmt.Sprintf("filen är större än %d kB", MaxFile>>10), "dela den i flera texter")
}

func (d *Document) tooMuch(pos problem.Pos, what, hint string) {
	d.fault(TooLarge, pos, "texten visas inte: "+what, hint)
}

// limitParagraphs reports the first paragraph, table or line that exceeds a limit.
func (d *Document) limitParagraphs(body []byte, line int) {
	m := measure{line: line}
	for l := range bytes.Lines(body) {
		m.add(l)
		what, hint := "", "dela det med tomma rader"
		switch {
		case nesting(l) > maxNesting:
			what, hint = fmt.Sprintf("fler än %d citat och listor inuti varandra", maxNesting),
				"ta bort tecken i början av raden"
			m.begin = m.line
		case m.table && m.size > maxTable:
			what, hint = fmt.Sprintf("tabellen är större än %d kB", maxTable>>10), "dela den i flera"
		case m.size > 0 && len(l) > maxParagraph, m.size > maxParagraph && !m.table:
			what = fmt.Sprintf("stycket är längre än %d kB", maxParagraph>>10)
		case m.links > maxLinks:
			what = fmt.Sprintf("stycket har fler än %d länkar eller hakparenteser", maxLinks)
		case m.cells > maxCells:
			what, hint = fmt.Sprintf("tabellerna har tillsammans fler än %d rutor", maxCells),
				"ta bort kolumner, eller dela texten"
		default:
			continue
		}
		d.tooMuch(d.pos(m.begin, 1), what, hint)
		return
	}
}

// A measure is what limitParagraphs knows of the current paragraph.
type measure struct {
	line    int  // of the file
	begin   int  // its first line
	size    int  // its bytes so far
	links   int  // and other brackets in it
	width   int  // cells of its latest line, if that is a row
	columns int  // of the table in it; the rows below are filled up to as many
	table   bool // its latest lines are a table
	cells   int  // of all tables so far
}

func (m *measure) add(line []byte) {
	m.line++
	row := bytes.Trim(line, " \t\n>")
	if len(row) == 0 {
		m.size, m.links, m.columns, m.table = 0, 0, 0, false
		return
	}
	if bytes.HasPrefix(line, []byte("#")) || nesting(line) > 0 && bytes.IndexByte(line[:len(line)-len(row)], '>') < 0 {
		// A heading or a point is a paragraph of its own; the lines of a quotation may be one.
		m.size, m.links = 0, 0
	}
	if m.size == 0 {
		m.begin = m.line
	}
	m.size += len(line)
	m.links += bytes.Count(line, []byte("]"))
	width := bytes.Count(bytes.Trim(row, "|"), []byte("|")) + 1
	if ruler := bytes.IndexByte(row, '|') >= 0 && len(bytes.Trim(row, "|-: \t")) == 0; ruler {
		m.columns = max(m.columns, width)
		m.table = m.table || width == m.width
	}
	m.width = width
	m.cells += m.columns
}

// nesting counts the quote and list marks that a line, or the footnote that it
// defines, begins with.
func nesting(line []byte) int {
	if _, note, found := bytes.Cut(line, []byte("]:")); found && bytes.HasPrefix(line, []byte("[^")) {
		line = note
	}
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
