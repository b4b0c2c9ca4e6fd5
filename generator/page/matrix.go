package page

import (
	"html"
	"html/template"
	"io"
	"path"
	"strconv"
	"strings"
	"sync"

	"provtryck/generator/coverage"
	"provtryck/generator/site"
)

// The addresses of the matrix of audiences (målgruppsmatris).
const (
	matrixURL  = ReviewURL + "malgrupper/"
	matrixCSV  = matrixURL + "malgruppsmatris.csv"
	personasID = "typprofiler"
)

// A columnSet is a choice of columns: the personas, or the tags of a dimension.
type columnSet struct {
	id, label string
	url       string
	matrix    func() coverage.Matrix // computed at the first call
}

// columnSets are all choices, the personas first.
func columnSets(s *site.Site) []columnSet {
	sets := []columnSet{{personasID, "Typprofiler", matrixURL, sync.OnceValue(func() coverage.Matrix {
		return coverage.New(s, coverage.Personas(s.Taxonomy))
	})}}
	for i, d := range s.Taxonomy.Dimensions {
		sets = append(sets, columnSet{d.ID, d.Label, matrixURL + d.ID + "/", sync.OnceValue(func() coverage.Matrix {
			return coverage.New(s, coverage.Tags(s.Taxonomy, i))
		})})
	}
	return sets
}

// manyTexts is the number of texts above which tags have no pages with all texts,
// and the file has no sections: some hundred cells for each text would be most of
// the site. The command malgrupper still writes all of them.
const manyTexts = 500

// matrixPages are one page for each choice of columns with programmes and
// chapters, and below each one for every programme with its texts.
func matrixPages(r *Renderer, add adder) {
	for _, set := range r.columnSets {
		add(set.url, func() any { return r.matrixView(set) })
		if set.id != personasID && len(r.site.Articles) > manyTexts {
			continue
		}
		for _, row := range programmeRows(r.site) {
			add(set.url+row.folder, func() any { return r.programmeMatrixView(set, row) })
		}
	}
	add(matrixCSV, r.matrixFile)
}

// A programmeRow is a row of the matrix that has a page of its own.
type programmeRow struct {
	index         int
	title, folder string // "Adhd", "program/adhd/"
}

func programmeRows(s *site.Site) []programmeRow {
	var rows []programmeRow
	for i, p := range s.Programmes {
		rows = append(rows, programmeRow{i, p.Title, "program/" + path.Base(p.URL) + "/"})
	}
	if len(s.Guidance) > 0 {
		rows = append(rows, programmeRow{len(rows), site.Guidance.Title, "program/" + site.Guidance.Folder + "/"})
	}
	return rows
}

// A matrixView is the matrix of audiences (målgruppsmatris).
type matrixView struct {
	base
	Overview bool          // programmes and chapters; else the texts of one programme
	Choices  []menuItem    // of columns
	Figures  template.HTML // empty but in the overview
	Table    template.HTML
	CSV      string // address of the same for a spreadsheet
	Personas []link // to what each persona gets
}

func (r *Renderer) matrixView(set columnSet) any {
	m := set.matrix()
	title := "Målgruppsmatris"
	if set.id != personasID {
		title += ": " + strings.ToLower(set.label)
	}
	t := newTable(m, "Program och kapitel")
	rows := programmeRows(r.site)
	for i, row := range m.Rows {
		t.group(func() {
			t.row(row, 0, r.nearestMatrix(set, rows[i].folder, matrixURL+rows[i].folder))
			for _, below := range row.Rows {
				if below.Kind == coverage.Chapter {
					t.row(below, 1, below.Article.URL)
				}
			}
		})
	}
	v := r.newMatrixView(title, set, "", t)
	v.Figures = figures(m)
	return v
}

func (r *Renderer) programmeMatrixView(set columnSet, p programmeRow) any {
	t := newTable(set.matrix(), "Kapitel, texter och avsnitt")
	programme := t.matrix.Rows[p.index]
	t.group(func() {
		t.row(programme, 0, "")
		t.texts(programme.Rows, 1)
	})
	for _, row := range programme.Rows {
		if row.Kind == coverage.Chapter {
			t.group(func() {
				t.row(row, 1, row.Article.URL)
				t.texts(row.Rows, 2)
			})
		}
	}
	title := "Målgruppsmatris: " + p.title
	if set.id != personasID {
		title += ", " + strings.ToLower(set.label)
	}
	return r.newMatrixView(title, set, p.folder, t)
}

// newMatrixView returns the view of a table; folder is that of its programme, empty
// for all programmes.
func (r *Renderer) newMatrixView(title string, set columnSet, folder string, t *table) matrixView {
	crumbs := []link{{"Granskning", ReviewURL}}
	if folder != "" {
		crumbs = append(crumbs, link{"Målgruppsmatris", matrixURL})
	}
	v := matrixView{
		base:     r.base(title, "Hur stor del av texterna olika läsare ser.", set.url+folder, crumbs...),
		Overview: folder == "", Table: t.html(), CSV: matrixCSV, Personas: r.personaLinks(),
	}
	for _, other := range r.columnSets {
		url := r.nearestMatrix(other, folder, other.url)
		v.Choices = append(v.Choices, menuItem{link{other.label, url}, other.id == set.id})
	}
	return v
}

// nearestMatrix returns the page of a programme with the columns of a set, or other
// where that page does not exist.
func (r *Renderer) nearestMatrix(set columnSet, folder, other string) string {
	if url := set.url + folder; r.Has(url) {
		return url
	}
	return other
}

// A table writes the rows of a matrix. It is not a template because there are
// very many cells.
type table struct {
	writer
	matrix coverage.Matrix
}

// newTable begins a table with its head.
func newTable(m coverage.Matrix, name string) *table {
	t := &table{matrix: m}
	name = html.EscapeString(name)
	t.write(`<div class="table-scroll" role="group" tabindex="0" aria-label="`, name, `">`,
		`<table class="matrix" data-module="matrix"><caption class="visually-hidden">`, name,
		`: så stor del av orden ser varje läsare</caption><thead><tr><th scope="col" class="matrix__name">Text</th>`,
		`<th scope="col" class="matrix__words">Ord</th>`)
	for _, c := range m.Columns {
		t.write(`<th scope="col" class="matrix__column">`, html.EscapeString(c.Name), `</th>`)
	}
	t.write("</tr></thead>\n")
	return t
}

// html is the whole table.
func (t *table) html() template.HTML {
	t.write("</table></div>\n")
	return template.HTML(t.String())
}

// group writes rows that belong together.
func (t *table) group(rows func()) {
	t.write("<tbody>\n")
	rows()
	t.write("</tbody>\n")
}

// texts writes the texts among rows, each with the sections whose readers differ
// from those of the text.
func (t *table) texts(rows []*coverage.Row, level int) {
	for _, row := range rows {
		if row.Kind != coverage.Text {
			continue
		}
		t.row(row, level, row.Article.URL)
		t.sections(row, t.matrix.Below(row), level+1)
	}
}

func (t *table) sections(text *coverage.Row, rows []*coverage.Row, level int) {
	for _, row := range rows {
		if row.Words > 0 && row.Differs(text) {
			t.row(row, level, row.Article.URL+"#"+row.Anchor)
			t.sections(text, row.Rows, min(level+1, 4))
		}
	}
}

func (t *table) row(row *coverage.Row, level int, url string) {
	kind := ""
	if row.Kind == coverage.Section {
		kind = " matrix__row--section"
	}
	title := html.EscapeString(rowTitle(row))
	depth := strconv.Itoa(level)
	t.write(`<tr class="matrix__row matrix__row--`, depth, kind, `" data-level="`, depth, `"><th scope="row">`)
	if url == "" {
		t.write(title)
	} else {
		t.write(`<a href="`, html.EscapeString(url), `" data-view="own">`, title, `</a>`)
	}
	t.write(`</th><td class="matrix__words" data-value="`, strconv.Itoa(row.Words), `">`, thousands(row.Words), `</td>`)
	outliers := row.Outliers()
	for i := range t.matrix.Columns {
		t.cell(row, i, outliers[i])
	}
	t.write("</tr>\n")
}

// rowTitle returns the title of a row. A front page has the same title as the row
// above, so it is called what it is.
func rowTitle(row *coverage.Row) string {
	switch a := row.Article; {
	case row.Kind != coverage.Text || a.Programme == nil:
		return row.Title
	case a.IsFront() && a.Chapter == nil:
		return "Programmets förstasida"
	case a.IsFront():
		return "Kapitlets förstasida"
	}
	return row.Title
}

// thousands writes a number as in Swedish, 15 527, with a no-break space.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u00a0" + digits[i:]
	}
	return digits
}

// cell shows the share of a row that a column sees, and how many words that is.
// All but those of sections lead to the page as that reader sees it.
func (t *table) cell(row *coverage.Row, column int, outlier bool) {
	class, mark := "", ""
	switch {
	case row.Seen[column] == 0 && row.Words > 0:
		class, mark = ` class="matrix__none"`, `<span class="matrix__mark">ser inget</span>`
	case outlier:
		class, mark = ` class="matrix__low"`, `<span class="matrix__mark">avviker</span>`
	}
	open, end := "", ""
	if row.Kind != coverage.Section && row.Article != nil {
		open, end = `<a href="`+seenAs(t.matrix.Columns[column].ID, row)+`" data-view="own">`, "</a>"
	}
	t.write("<td", class, ">", open, strconv.Itoa(coverage.Percent(row.Share(column))),
		" %<small>", thousands(row.Seen[column]), " ord</small>", mark, end, "</td>")
}

// seenAs returns the escaped address of a page as a reader sees it.
func seenAs(reader string, row *coverage.Row) string {
	return html.EscapeString(row.Article.URL) + "?som=" + reader + "&amp;visning=dolj"
}

// matrixFile is the matrix for a spreadsheet: all columns of all choices.
func (r *Renderer) matrixFile() any {
	return fileView(func(w io.Writer) error {
		var all []coverage.Matrix
		for _, set := range r.columnSets {
			all = append(all, set.matrix())
		}
		return coverage.WriteCSV(w, len(r.site.Articles) <= manyTexts, all...)
	})
}
