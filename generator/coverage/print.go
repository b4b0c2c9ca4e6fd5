package coverage

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// The measures of the text for a terminal, in characters.
const (
	lineWidth   = 120
	titleWidth  = 40
	wordsWidth  = 7
	columnWidth = 5 // " 100!"
)

// WriteText writes programmes and chapters for a terminal: per cent by column,
// and which column is which. Columns that do not fit stand in a table below.
func WriteText(w io.Writer, m Matrix) error {
	var b strings.Builder
	fits := (lineWidth - titleWidth - wordsWidth) / columnWidth
	for from := 0; from < len(m.Columns); from += fits {
		writeTable(&b, m, from, min(from+fits, len(m.Columns)))
	}
	b.WriteString("! läsaren får inget   ? läsaren får mindre än hälften av vad de flesta får\n\n")
	for i, c := range m.Columns {
		fmt.Fprintf(&b, "%3d  %s\n", i+1, c.Name)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeTable writes the columns from one to before another.
func writeTable(b *strings.Builder, m Matrix, from, to int) {
	head := fmt.Sprintf("%-*s%*s", titleWidth, "Procent av orden", wordsWidth, "Ord")
	for i := from; i < to; i++ {
		head += fmt.Sprintf(" %3d ", i+1)
	}
	writeLine(b, head)
	for _, row := range m.Rows {
		writeRow(b, row, "", from, to)
		for _, below := range row.Rows {
			if below.Kind == Chapter {
				writeRow(b, below, "  ", from, to)
			}
		}
	}
	b.WriteByte('\n')
}

func writeRow(b *strings.Builder, row *Row, indent string, from, to int) {
	title := []rune(indent + row.Title)
	if len(title) > titleWidth {
		title = append(title[:titleWidth-1], '…')
	}
	line := fmt.Sprintf("%-*s%*d", titleWidth, string(title), wordsWidth, row.Words)
	outliers := row.Outliers()
	for i := from; i < to; i++ {
		mark := " "
		switch {
		case row.Words > 0 && row.Seen[i] == 0:
			mark = "!"
		case outliers[i]:
			mark = "?"
		}
		line += fmt.Sprintf(" %3d%s", Percent(row.Share(i)), mark)
	}
	writeLine(b, line)
}

// writeLine writes a line without blanks at its end.
func writeLine(b *strings.Builder, line string) {
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// matrixJSON is the shape of the JSON. Others build on it: fields are added,
// never renamed or removed, and Version is raised if that must happen.
type matrixJSON struct {
	Version int          `json:"version"`
	Columns []columnJSON `json:"columns"`
	Rows    []rowJSON    `json:"rows"`
}

type columnJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// rowJSON is a row: seen is words, in the order of the columns.
type rowJSON struct {
	Kind   string    `json:"kind"` // program, kapitel, text, avsnitt
	Title  string    `json:"title"`
	URL    string    `json:"url,omitempty"`
	Anchor string    `json:"anchor,omitempty"`
	Words  int       `json:"words"`
	Seen   []int     `json:"seen"`
	Rows   []rowJSON `json:"rows,omitempty"`
}

// WriteJSON writes a whole matrix for other programs.
func WriteJSON(w io.Writer, m Matrix) error {
	out := matrixJSON{Version: 1, Columns: []columnJSON{}, Rows: m.rowsJSON(m.Rows)}
	for _, c := range m.Columns {
		out.Columns = append(out.Columns, columnJSON{c.ID, c.Name})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(out)
}

func (m Matrix) rowsJSON(rows []*Row) []rowJSON {
	list := make([]rowJSON, len(rows))
	for i, r := range rows {
		list[i] = rowJSON{Kind: levels[r.Kind], Title: r.Title, Anchor: r.Anchor, Words: r.Words, Seen: r.Seen, Rows: m.rowsJSON(m.Below(r))}
		if r.Article != nil {
			list[i].URL = r.Article.URL
		}
	}
	return list
}
