package coverage

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"provtryck/generator/sheet"
)

// WriteCSV writes matrices of the same site beside each other, for a Swedish
// Excel: UTF-8 with a mark, semicolons, decimal commas. Each row has its level,
// programme, chapter, text and section, its words, and for every column the
// share that it sees, 0 to 1. Only sections that differ from their text have rows, and
// they may be left out altogether.
func WriteCSV(w io.Writer, sections bool, matrices ...Matrix) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	out.UseCRLF = true
	head := []string{"Nivå", "Program", "Kapitel", "Text", "Avsnitt", "Adress", "Ord"}
	for _, m := range matrices {
		for _, c := range m.Columns {
			head = append(head, sheet.Cell(c.Name))
		}
	}
	if err := out.Write(head); err != nil {
		return err
	}
	var rows [][]*Row
	for _, m := range matrices {
		rows = append(rows, m.Rows)
	}
	c := csvWriter{out, sections, matrices}
	c.rows(rows, make([]*Row, len(matrices)), [4]string{})
	out.Flush()
	return out.Error()
}

var levels = [...]string{Programme: "program", Chapter: "kapitel", Text: "text", Section: "avsnitt"}

// A csvWriter writes matrices beside each other. The csv.Writer keeps the first error.
type csvWriter struct {
	out      *csv.Writer
	sections bool
	matrices []Matrix
}

// rows writes the same rows of all matrices as one, with all below them, which are in
// the given texts.
func (c csvWriter) rows(rows [][]*Row, texts []*Row, titles [4]string) {
	for i, row := range rows[0] {
		if row.Kind == Section && !differ(rows, i, texts) {
			continue
		}
		names := titles
		names[row.Kind] = row.Title
		url := ""
		if row.Article != nil {
			url = row.Article.URL
		}
		record := []string{levels[row.Kind]}
		for _, name := range names {
			record = append(record, sheet.Cell(name))
		}
		record = append(record, url, strconv.Itoa(row.Words))
		below, within := make([][]*Row, len(rows)), slices.Clone(texts)
		for j := range rows {
			same := rows[j][i]
			for column := range same.Seen {
				record = append(record, decimals[int(math.Round(100*same.Share(column)))])
			}
			if row.Kind != Text && row.Kind != Section || c.sections {
				below[j] = c.matrices[j].Below(same)
			}
			if row.Kind == Text {
				within[j] = same
			}
		}
		_ = c.out.Write(record)
		c.rows(below, within, names)
	}
}

// differ reports whether a section differs from its text in some matrix.
func differ(rows [][]*Row, i int, texts []*Row) bool {
	for j := range rows {
		if rows[j][i].Words > 0 && rows[j][i].Differs(texts[j]) {
			return true
		}
	}
	return false
}

// decimals are the shares in hundredths as Swedes write them: 0,00 to 1,00.
var decimals = func() (all [101]string) {
	for i := range all {
		all[i] = fmt.Sprintf("%d,%02d", i/100, i%100)
	}
	return all
}()
