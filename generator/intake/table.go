package intake

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/source"
)

// mostCells is how many cells a table may have with all that are merged taken apart.
const mostCells = 20_000

// A cell is one of a table, with those that are merged taken apart.
type cell struct {
	text   string
	header bool
	merged bool // its words are also in another
}

// table writes a table. Cells that are merged have their words in each place, since a row must
// be possible to read by itself. A table of one cell is a frame around a text.
func (w *writer) table(n *html.Node, inItem bool) string {
	rows := w.cells(n)
	if rows == nil {
		w.remark(source.Changed, n, "tabellen är för stor och är stycken i stället, ett för varje rad")
		return w.rows(n)
	}
	columns, merged := 0, false
	for _, row := range rows {
		columns = max(columns, len(row))
		for _, c := range row {
			merged = merged || c.merged
		}
	}
	if columns == 0 {
		return ""
	}
	if columns == 1 {
		return w.frame(n, len(rows) == 1 && !inItem)
	}
	if merged {
		w.remark(source.Changed, n, "tabellen hade sammanslagna celler; orden i dem står i varje cell")
	}
	head := make([]cell, columns)
	if all(rows[0], func(c cell) bool { return c.header }) || !all(rows[0], func(c cell) bool { return c.text != "" }) || len(rows) > 1 {
		if !all(rows[0], func(c cell) bool { return c.header }) {
			w.remark(source.Guessed, n, "tabellen hade ingen rubrikrad; den första raden är det")
		}
		copy(head, rows[0])
		rows = rows[1:]
	} else {
		w.remark(source.Guessed, n, "tabellen har en enda rad och ingen rubrikrad; skriv kolumnernas rubriker")
	}
	var b strings.Builder
	line := func(row []cell) {
		for i := range columns {
			text := ""
			if i < len(row) {
				text = row[i].text
			}
			b.WriteString(strings.TrimRight("| "+text, " ") + " ")
		}
		b.WriteString("|\n")
	}
	line(head)
	b.WriteString(strings.Repeat("| --- ", columns) + "|\n")
	for _, row := range rows {
		line(row)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func all(row []cell, is func(cell) bool) bool {
	for _, c := range row {
		if !is(c) {
			return false
		}
	}
	return true
}

// cells returns the cells of a table, row by row; nil for too many.
func (w *writer) cells(n *html.Node) [][]cell {
	rows := [][]cell{}
	var below []int // rows that the cell in a column still reaches down
	var above []cell
	total := 0
	for tr := range elements(n, "tr") {
		var row []cell
		fill := func() {
			for len(row) < len(below) && below[len(row)] > 0 {
				below[len(row)]--
				c := above[len(row)]
				c.merged = c.text != ""
				row = append(row, c)
			}
		}
		for _, td := range children(tr) {
			if td.Type != html.ElementNode || td.Data != "td" && td.Data != "th" {
				continue
			}
			fill()
			c := cell{text: w.cell(td), header: td.Data == "th"}
			down := span(td, "rowspan")
			for i := range span(td, "colspan") {
				for len(below) <= len(row) {
					below, above = append(below, 0), append(above, cell{})
				}
				c.merged = i > 0 && c.text != ""
				below[len(row)], above[len(row)] = down-1, c
				if row = append(row, c); len(row) > mostCells {
					return nil
				}
			}
		}
		fill()
		if total += len(row); total > mostCells {
			return nil
		}
		if len(row) > 0 && !all(row, func(c cell) bool { return c.text == "" }) {
			rows = append(rows, row)
		}
	}
	return rows
}

// span returns how many columns or rows a cell has.
func span(td *html.Node, key string) int {
	n, err := strconv.Atoi(attribute(td, key))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 1000)
}

// cell writes what is in a cell as one line.
func (w *writer) cell(td *html.Node) string {
	var lines []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range runs(n) {
			switch {
			case c[0].Type == html.TextNode || inline[c[0].Data]:
				lines = append(lines, w.inline(c, false))
			case c[0].Data == "li":
				before := len(lines)
				walk(c[0])
				if len(lines) > before {
					lines[before] = "– " + strings.TrimPrefix(lines[before], "– ")
				}
			default:
				walk(c[0])
			}
		}
	}
	walk(td)
	var kept []string
	for _, line := range lines {
		if line != "" {
			kept = append(kept, line)
		}
	}
	text := strings.Join(kept, "<br>")
	text = strings.ReplaceAll(text, "\\\n", "<br>")
	return strings.ReplaceAll(text, "|", `\|`)
}

// frame writes a table of one column: one cell is a box, where there may be one, more are paragraphs.
func (w *writer) frame(n *html.Node, box bool) string {
	if box {
		w.remark(source.Guessed, n, "en ram runt texten är en faktaruta")
		return "::: faktaruta\n" + w.rows(n) + "\n:::"
	}
	w.remark(source.Changed, n, "tabellen hade en enda kolumn; raderna är stycken")
	return w.rows(n)
}

// rows writes the cells of a table one after the other.
func (w *writer) rows(n *html.Node) string {
	var blocks []string
	for tr := range elements(n, "tr") {
		for _, td := range children(tr) {
			if td.Type == html.ElementNode {
				blocks = append(blocks, w.blocks(td, true)...)
			}
		}
	}
	return strings.Join(blocks, "\n\n")
}
