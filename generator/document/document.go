// Package document reads one text of the migration template.
//
// A [Document] is one Markdown file: front matter between two lines of three
// hyphens, then a body. This comment is the specification of what an editor may
// write; docs/innehallsmodell.md says the same in Swedish.
//
// # Bytes
//
// A file is UTF-8. A byte order mark is dropped, CRLF and CR become LF, letters with
// accents become one character each (NFC). UTF-16 and Windows-1252
// are decoded and reported; other bytes that are not UTF-8 and NUL become U+FFFD and
// are reported. A file that would cost too much is refused, see [TooLarge].
//
// # Front matter
//
// The first line is "---", and so is the line that ends the front matter; both
// at the left margin. Between them is YAML, read by package field with the keys
// of [FrontMatter].
//
// # Body
//
// The body is CommonMark 0.31.2 with tables and footnotes, without code by indentation, and
// with four extensions:
//
//   - A brace list at the end of a heading, "## Rubrik {Elevhälsa, #eget-id}",
//     names the audience of the section and its anchor.
//   - A line of three or more colons and a kind begins a block, "::: viktigt
//     Rubrik"; a line of as many colons ends it.
//   - "[ord]{en}" marks words of another language.
//   - "<br>" in a cell of a table begins a new line in it.
//
// "(prioritet 3)", "(icke-göra)" and "(FoU)" are recognised as the marks of
// Socialstyrelsen's guidelines. Raw HTML is shown as text, links with other
// schemes than http, https, mailto and tel are dead; both are errors.
//
// Headings divide the body into a tree of [Section]. A section holds blocks: a
// run of ordinary Markdown is one [Block], each ":::" block is one. The words of a
// block are a list of [Token], which refers to links by number: the site decides
// where they lead, and package markup what HTML they become.
//
// All that is written is shown, is Markdown, or is reported: every byte of the body has a
// [fate]. Every mistake is a [problem.Problem] at its line and column; a Document is
// always returned, and is the best that can be made of the file.
package document

import (
	"crypto/sha256"
	"sort"
	"time"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

// A Document (text, fil i content/) is one file.
type Document struct {
	Name      string // slash-separated path in the content folder, "adhd/index.md"
	Size      int    // of the file, in bytes
	Sum       [sha256.Size]byte
	Front     FrontMatter
	Intro     []Block // before the first heading
	Sections  []*Section
	Links     []Link // links and pictures in the order of the text
	Footnotes int    // number of footnotes

	Readability prose.Readability // of title, lead and text before the first heading
	Problems    problem.List

	body   string                // the text below the front matter: words of tokens are parts of it
	starts []int                 // offset of each line of body
	above  int                   // lines above the body
	byID   map[string][]*Section // see Section
	colons map[int]bool          // lines with colons that are reported as such

	NoText     bool // the file is of another format or cannot be read, which its only problem says
	Damaged    bool // letters of the file are lost and are U+FFFD, which a problem says
	Unfinished bool // the deadline passed, perhaps through no fault of the text
}

// Broken reports whether no front matter could be read, so that neither the title
// nor the audience is known. That is so while an editor is in the middle of a change.
func (d *Document) Broken() bool { return len(d.Front.Present) == 0 }

// A Section (avsnitt) is a heading with everything up to the next heading
// of the same or a higher level.
type Section struct {
	Title       string  // the heading as plain text
	Key         string  // the title as [spelling.Fold] returns it, to compare headings by
	Heading     []Token // the words of the heading
	ID          string  // anchor, unique in the document: "malgrupp-eller-situation"
	OwnID       bool    // the editor has chosen the anchor
	Level       int     // as written, 1–6
	Pos         problem.Pos
	Target      audience.Target
	Blocks      []Block
	Children    []*Section
	Words       int               // in its own blocks, not in its children
	Readability prose.Readability // of its own text, not of its children
	Priorities  []problem.Pos     // marks of priority in its own text
	Filled      bool              // it or a child has words or a picture, not just a dash
	Generated   bool              // the section was added for footnotes that have no heading
}

// A BlockKind is the kind of a block.
type BlockKind int

const (
	Text      BlockKind = iota // ordinary Markdown
	Fact                       // faktaruta
	Important                  // viktigt
	Regional                   // regionalt: a region's own addition
	Targeted                   // målgrupp: for one audience
)

// A Block (block, ruta) is a run of ordinary Markdown or a ":::" block.
type Block struct {
	Kind    BlockKind
	Title   string // of a box; the region's name of a regional addition
	Target  audience.Target
	Pos     problem.Pos
	Tokens  []Token // of a Text block
	Words   int     // of a Text block
	Picture bool    // a Text block has one
	Link    bool    // a Text block has one
	Blocks  []Block // of the other kinds
	Mark    Mark    // of its title, in a comparison of two versions

	titlePos problem.Pos
}

// A Link (länk, bild) is a reference as written.
type Link struct {
	Pos     problem.Pos
	Dest    string // with escapes and entities decoded: "../a.md#syfte"
	Title   string
	Text    string // the link's text, the picture's text alternative
	Key     string // the text as [spelling.Slug] returns it, to compare links by
	Picture bool
	Unsafe  bool // the scheme is not allowed; already reported

	written span // of the address, in the body: in the line that defines it where the link has only a name
}

// Options is what parsing depends on besides the file.
type Options struct {
	Taxonomy *audience.Taxonomy
	Words    *prose.Lists      // the lists of words that the project has agreed on
	Rules    problem.Catalogue // those from which a text may except itself
	Deadline time.Duration     // for one file; 0 means the default
}

// Parse reads the file with the given name and content.
func Parse(name string, src []byte, o Options) *Document {
	d := &Document{Name: name, Size: len(src), Sum: sha256.Sum256(src)}
	text, ok := d.normalise(src)
	if !ok {
		return d
	}
	yaml, body, line, ok := d.split(text)
	if ok {
		d.Front = d.readFrontMatter(yaml, o)
	}
	if d.withinLimits(body, line) {
		d.parseBody(body, line, o)
	}
	return d
}

// posOf returns the place of an offset in the body.
func (d *Document) posOf(offset int) problem.Pos {
	if offset < 0 {
		return d.pos(0, 0)
	}
	offset = min(offset, len(d.body))
	line := sort.SearchInts(d.starts, offset+1) - 1
	return d.pos(d.above+line+1, 1+utf8.RuneCountInString(d.body[d.starts[line]:offset]))
}

// Place returns where a token of the document is in its file.
func (d *Document) Place(t Token) problem.Pos { return d.posOf(int(t.Offset)) }

func (d *Document) pos(line, column int) problem.Pos {
	return problem.Pos{File: d.Name, Line: line, Column: column}
}

func (d *Document) fault(rule *problem.Rule, pos problem.Pos, message, hint string) {
	d.Problems.Add(rule, pos, message, hint)
}

// All calls visit for every section of the document, parents before children,
// with the sections around it, outermost first.
func (d *Document) All(visit func(s *Section, within []*Section)) {
	var walk func([]*Section, []*Section)
	walk = func(sections, within []*Section) {
		for _, s := range sections {
			visit(s, within)
			walk(s.Children, append(within, s))
		}
	}
	walk(d.Sections, nil)
}

// Section returns the section with the given id, nil if there is none, and those
// around it, outermost first.
func (d *Document) Section(id string) (s *Section, within []*Section) {
	path := d.byID[id]
	if len(path) == 0 {
		return nil, nil
	}
	return path[len(path)-1], path[:len(path)-1]
}

// TotalWords is the number of words in the section and its children.
func (s *Section) TotalWords() int {
	n := s.Words
	for _, c := range s.Children {
		n += c.TotalWords()
	}
	return n
}

// A wordCounter counts the runs of non-blank characters that hold a letter or
// digit, in text that comes in parts.
type wordCounter struct {
	words   int
	counted bool // the current run
}

func (c *wordCounter) add(s string) {
	for _, r := range s {
		switch {
		case c.counted && (r == ' ' || r >= 0x80 && unicode.IsSpace(r) || '\t' <= r && r <= '\r'):
			c.counted = false
		case !c.counted && ('a' <= r && r <= 'z' || wordRune(r)):
			c.counted = true
			c.words++
		}
	}
}

// pause ends the run.
func (c *wordCounter) pause() { c.counted = false }
