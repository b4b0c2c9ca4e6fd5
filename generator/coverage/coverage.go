// Package coverage computes how much of the texts each reader gets: the matrix of
// audiences (målgruppsmatris).
//
// [New] makes a [Matrix]: a [Row] for every programme, chapter, text and section,
// with the words that each [Column] sees of it. A column is a persona, or a single
// tag. Who sees what is decided by package audience, as everywhere.
package coverage

import (
	"encoding/binary"
	"math"
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// A Column is a reader that the texts are counted for.
type Column struct {
	ID      string // as in addresses: "kurator-elevhalsa", "kommun"
	Name    string // "Kurator i elevhälsan"
	Profile audience.Audience
}

// Personas returns the columns of all personas.
func Personas(t *audience.Taxonomy) []Column {
	columns := make([]Column, len(t.Personas))
	for i, p := range t.Personas {
		columns[i] = Column{p.ID, p.Name, p.Tags}
	}
	return columns
}

// Tags returns the columns of all tags of a dimension.
func Tags(t *audience.Taxonomy, dimension int) []Column {
	var columns []Column
	for i, tag := range t.Tags {
		if tag.Dimension == dimension {
			columns = append(columns, Column{tag.ID, tag.Label, audience.New(i)})
		}
	}
	return columns
}

// A Kind is what a row is of.
type Kind int

const (
	Programme Kind = iota // a programme, or all guidance
	Chapter
	Text
	Section
)

// A Row is a programme, chapter, text or section with the words that each column
// sees of it.
type Row struct {
	Kind    Kind
	Title   string
	Article *site.Article   // nil for guidance as a whole
	Anchor  string          // of a section
	Target  audience.Target // of the text or section itself
	Shown   []bool          // by column, whether it sees the text or section
	Words   int
	Seen    []int  // words, by column; of a section that is not shown, those that always are
	Rows    []*Row // below a programme or chapter; see [Matrix.Below]
}

// Share returns the part of the row that a column sees, 0 to 1. Of a row without
// words everyone sees all.
func (r *Row) Share(column int) float64 {
	if r.Words == 0 {
		return 1
	}
	return float64(r.Seen[column]) / float64(r.Words)
}

// Differs reports whether some column sees part of a section, or sees all or nothing
// of it where it does not of its text, so that the section is worth a row.
func (r *Row) Differs(text *Row) bool {
	for i, seen := range r.Seen {
		if text.Seen[i] > 0 && seen < r.Words || text.Seen[i] == 0 && seen > 0 {
			return true
		}
	}
	return false
}

// Percent returns a share in whole per cent. Only nothing is 0 and only all is 100.
func Percent(share float64) int {
	p := int(math.Round(100 * share))
	switch {
	case p == 0 && share > 0:
		return 1
	case p == 100 && share < 1:
		return 99
	}
	return p
}

// outlier is the part of what most columns see below which a column stands out.
const outlier = 0.5

// Outliers reports, by column, whether it sees less than half of what most columns
// see of the row: half of the median.
func (r *Row) Outliers() []bool {
	sorted := slices.Sorted(slices.Values(r.Seen))
	out := make([]bool, len(r.Seen))
	for i, n := range r.Seen {
		out[i] = float64(n) < outlier*float64(sorted[len(sorted)/2])
	}
	return out
}

// A Matrix is the rows of a site for some columns.
type Matrix struct {
	Columns []Column
	Rows    []*Row // programmes, and guidance last

	counter *counter
}

// Below returns the rows below a row. Those of a text, its sections, are counted at
// each call: kept, they would take more memory than the texts.
func (m Matrix) Below(r *Row) []*Row {
	if r.Kind != Text {
		return r.Rows
	}
	seen := m.counter.around(r.Article)
	rows := make([]*Row, len(r.Article.Doc.Sections))
	for i, s := range r.Article.Doc.Sections {
		rows[i] = m.counter.section(r.Article, s, seen)
	}
	return rows
}

// New counts the words of all texts of a site.
func New(s *site.Site, columns []Column) Matrix {
	c := &counter{s.Taxonomy, columns, map[string][]bool{}}
	m := Matrix{Columns: columns, counter: c}
	for _, p := range s.Programmes {
		row := c.folder(Programme, p.Article, p.Pages)
		for _, chapter := range p.Chapters {
			row.Rows = append(row.Rows, c.sum(c.folder(Chapter, chapter.Article, chapter.Pages)))
		}
		m.Rows = append(m.Rows, c.sum(row))
	}
	if len(s.Guidance) > 0 {
		m.Rows = append(m.Rows, c.sum(&Row{Kind: Programme, Title: site.Guidance.Title, Rows: c.texts(s.Guidance)}))
	}
	return m
}

// A counter knows, for each set of tags that it has met, which columns it is for.
// When all texts are counted it has met every set, and may be used by several
// goroutines.
type counter struct {
	taxonomy *audience.Taxonomy
	columns  []Column
	known    map[string][]bool
}

// folder returns the row of a programme or chapter, with those of its own texts.
func (c *counter) folder(kind Kind, front *site.Article, pages []*site.Article) *Row {
	return &Row{Kind: kind, Title: front.Title, Article: front, Rows: append(c.texts([]*site.Article{front}), c.texts(pages)...)}
}

// sum makes a row the sum of those below it.
func (c *counter) sum(r *Row) *Row {
	r.Seen = make([]int, len(c.columns))
	for _, below := range r.Rows {
		r.add(below)
	}
	return r
}

// add adds the words of a row below.
func (r *Row) add(below *Row) {
	r.Words += below.Words
	for i, n := range below.Seen {
		r.Seen[i] += n
	}
}

func (c *counter) texts(articles []*site.Article) []*Row {
	var rows []*Row
	for _, a := range articles {
		if !a.MadeUp {
			rows = append(rows, c.text(a))
		}
	}
	return rows
}

func (c *counter) text(a *site.Article) *Row {
	seen := c.around(a)
	row := &Row{Kind: Text, Title: a.Title, Article: a, Target: a.Doc.Front.Target,
		Shown: seen, Seen: make([]int, len(c.columns))}
	c.blocks(row, seen, a.Doc.Intro)
	c.sections(row, seen, a.Doc.Sections)
	return row
}

// around returns which columns see an article.
func (c *counter) around(a *site.Article) []bool {
	seen := c.everyone()
	for _, target := range a.Path() {
		seen = c.within(seen, target)
	}
	return seen
}

// sections adds the words of sections, with all that is in them, to a row.
func (c *counter) sections(row *Row, around []bool, sections []*document.Section) {
	for _, s := range sections {
		seen := c.within(around, s.Target)
		c.blocks(row, seen, s.Blocks)
		c.sections(row, seen, s.Children)
	}
}

func (c *counter) section(a *site.Article, s *document.Section, around []bool) *Row {
	seen := c.within(around, s.Target)
	row := &Row{Kind: Section, Title: s.Title, Article: a, Anchor: s.ID, Target: s.Target,
		Shown: seen, Seen: make([]int, len(c.columns))}
	c.blocks(row, seen, s.Blocks)
	for _, child := range s.Children {
		below := c.section(a, child, seen)
		row.Rows = append(row.Rows, below)
		row.add(below)
	}
	return row
}

func (c *counter) blocks(row *Row, around []bool, blocks []document.Block) {
	for _, b := range blocks {
		seen := c.within(around, b.Target)
		row.Words += b.Words
		for i := range seen {
			if seen[i] {
				row.Seen[i] += b.Words
			}
		}
		c.blocks(row, seen, b.Blocks)
	}
}

func (c *counter) everyone() []bool {
	return slices.Repeat([]bool{true}, len(c.columns))
}

// within returns which columns see a node with the target in what others see.
func (c *counter) within(around []bool, target audience.Target) []bool {
	switch {
	case target.Always:
		return c.everyone()
	case len(target.Tags) == 0:
		return around
	}
	isFor := c.isFor(target.Tags)
	seen := make([]bool, len(around))
	for i := range seen {
		seen[i] = around[i] && isFor[i]
	}
	return seen
}

func (c *counter) isFor(tags audience.Audience) []bool {
	key := make([]byte, 0, 16)
	for _, tag := range tags {
		key = binary.AppendUvarint(key, uint64(tag))
	}
	known, ok := c.known[string(key)]
	if !ok {
		known = make([]bool, len(c.columns))
		for i, column := range c.columns {
			known[i] = c.taxonomy.For(tags, column.Profile)
		}
		c.known[string(key)] = known
	}
	return known
}
