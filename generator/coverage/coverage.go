// Package coverage tells how much of the texts each reader gets: the matrix of
// audiences (målgruppsmatris).
//
// [New] counts, for a list of columns, the words that each sees of every
// section, text, chapter and programme. A column is a profile: a persona, or a
// single tag. Who sees what is decided as everywhere, by package audience.
package coverage

import (
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

// Personas are the columns of all personas.
func Personas(t *audience.Taxonomy) []Column {
	columns := make([]Column, len(t.Personas))
	for i, p := range t.Personas {
		columns[i] = Column{p.ID, p.Name, p.Tags}
	}
	return columns
}

// Tags are the columns of all tags of a dimension.
func Tags(t *audience.Taxonomy, dimension int) []Column {
	var columns []Column
	for i, tag := range t.Tags {
		if tag.Dimension == dimension {
			columns = append(columns, Column{tag.ID, tag.Label, audience.New(i)})
		}
	}
	return columns
}

// A Kind says what a row stands for.
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
	Seen    []int // words, by column; of a section that is not shown, those that always are
	Rows    []*Row
}

// Share is the part of the row that a column sees, 0 to 1. Of a row without
// words everyone sees all.
func (r *Row) Share(column int) float64 {
	if r.Words == 0 {
		return 1
	}
	return float64(r.Seen[column]) / float64(r.Words)
}

// Percent is a share in whole per cent. Only nothing is 0 and only all is 100.
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

// Outlier says whether a column sees less than half of what most columns see of
// the row: half of the median share.
func (r *Row) Outlier(column int) bool {
	shares := make([]float64, len(r.Seen))
	for i := range shares {
		shares[i] = r.Share(i)
	}
	slices.Sort(shares)
	return r.Share(column) < outlier*shares[len(shares)/2]
}

// A Matrix is the rows of a site for some columns.
type Matrix struct {
	Columns []Column
	Rows    []*Row // programmes, and guidance last
}

// New counts the words of all texts of a site.
func New(s *site.Site, columns []Column) Matrix {
	c := counter{s.Taxonomy, columns, map[string][]bool{}}
	m := Matrix{Columns: columns}
	for _, p := range s.Programmes {
		row := &Row{Kind: Programme, Title: p.Title, Article: p.Article, Rows: c.texts(append([]*site.Article{p.Article}, p.Pages...))}
		for _, chapter := range p.Chapters {
			below := &Row{Kind: Chapter, Title: chapter.Title, Article: chapter.Article, Rows: c.texts(append([]*site.Article{chapter.Article}, chapter.Pages...))}
			row.Rows = append(row.Rows, c.sum(below))
		}
		m.Rows = append(m.Rows, c.sum(row))
	}
	if len(s.Guidance) > 0 {
		m.Rows = append(m.Rows, c.sum(&Row{Kind: Programme, Title: "Kliniska kunskapsstöd", Rows: c.texts(s.Guidance)}))
	}
	return m
}

// A counter knows, for each set of tags that it has met, which columns it is for.
type counter struct {
	taxonomy *audience.Taxonomy
	columns  []Column
	known    map[string][]bool
}

// sum makes a row the sum of those below it.
func (c *counter) sum(r *Row) *Row {
	r.Seen = make([]int, len(c.columns))
	for _, below := range r.Rows {
		r.Words += below.Words
		for i, n := range below.Seen {
			r.Seen[i] += n
		}
	}
	return r
}

func (c *counter) texts(articles []*site.Article) []*Row {
	var rows []*Row
	for _, a := range articles {
		if a.MadeUp {
			continue
		}
		rows = append(rows, c.text(a))
	}
	return rows
}

func (c *counter) text(a *site.Article) *Row {
	seen := c.everyone()
	for _, target := range a.Path() {
		seen = c.within(seen, target)
	}
	row := &Row{Kind: Text, Title: a.Title, Article: a, Target: a.Doc.Front.Target, Shown: seen, Seen: make([]int, len(c.columns))}
	c.blocks(row, seen, a.Doc.Intro)
	for _, s := range a.Doc.Sections {
		section := c.section(a, s, seen)
		row.Rows = append(row.Rows, section)
		row.Words += section.Words
		for i, n := range section.Seen {
			row.Seen[i] += n
		}
	}
	return row
}

func (c *counter) section(a *site.Article, s *document.Section, around []bool) *Row {
	seen := c.within(around, s.Target)
	row := &Row{Kind: Section, Title: s.Title, Article: a, Anchor: s.ID, Target: s.Target, Shown: seen, Seen: make([]int, len(c.columns))}
	c.blocks(row, seen, s.Blocks)
	for _, child := range s.Children {
		below := c.section(a, child, seen)
		row.Rows = append(row.Rows, below)
		row.Words += below.Words
		for i, n := range below.Seen {
			row.Seen[i] += n
		}
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
	all := make([]bool, len(c.columns))
	for i := range all {
		all[i] = true
	}
	return all
}

// within is the columns that see a node which lies in what around sees.
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
	key := c.taxonomy.Attribute(audience.Target{Tags: tags})
	known, ok := c.known[key]
	if !ok {
		known = make([]bool, len(c.columns))
		for i, column := range c.columns {
			known[i] = c.taxonomy.For(tags, column.Profile)
		}
		c.known[key] = known
	}
	return known
}
