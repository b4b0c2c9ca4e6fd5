package coverage

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// titleWidth is how many characters a title may take in the text for a terminal.
const titleWidth = 40

// WriteText writes programmes and chapters for a terminal: per cent by column,
// and which column is which.
func WriteText(w io.Writer, m Matrix) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-*s %6s", titleWidth, "Procent av orden", "Ord")
	for i := range m.Columns {
		fmt.Fprintf(&b, " %3d", i+1)
	}
	b.WriteByte('\n')
	for _, row := range m.Rows {
		textRow(&b, row, "")
		for _, below := range row.Rows {
			if below.Kind == Chapter {
				textRow(&b, below, "  ")
			}
		}
	}
	b.WriteByte('\n')
	for i, c := range m.Columns {
		fmt.Fprintf(&b, "%3d  %s\n", i+1, c.Name)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func textRow(b *strings.Builder, row *Row, indent string) {
	title := []rune(indent + row.Title)
	if len(title) > titleWidth {
		title = append(title[:titleWidth-1], '…')
	}
	b.WriteString(string(title) + strings.Repeat(" ", titleWidth-utf8.RuneCountInString(string(title))))
	fmt.Fprintf(b, " %6d", row.Words)
	for i := range row.Seen {
		fmt.Fprintf(b, " %3d", Percent(row.Share(i)))
	}
	b.WriteByte('\n')
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
	out := matrixJSON{Version: 1, Columns: []columnJSON{}, Rows: rowsJSON(m.Rows)}
	for _, c := range m.Columns {
		out.Columns = append(out.Columns, columnJSON{c.ID, c.Name})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(out)
}

func rowsJSON(rows []*Row) []rowJSON {
	list := make([]rowJSON, len(rows))
	for i, r := range rows {
		list[i] = rowJSON{Kind: levels[r.Kind], Title: r.Title, Anchor: r.Anchor, Words: r.Words, Seen: r.Seen, Rows: rowsJSON(r.Rows)}
		if r.Article != nil {
			list[i].URL = r.Article.URL
		}
	}
	return list
}
