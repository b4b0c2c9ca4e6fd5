package disposition

import (
	"io"
	"strconv"
	"strings"

	"provtryck/generator/sheet"
)

// WriteCSV writes the entries of accounts for a Swedish Excel: UTF-8 with a mark, and semicolons.
// Each row is a unit of an original.
func WriteCSV(w io.Writer, names []string, accounts []*Account) error {
	rows := [][]string{{"Text", "Rad", "Del", "Avsnitt", "Gammal text", "Blev", "Varför", "Ny text", "Nytt avsnitt", "Ny lydelse", "Saknas", "Beslutat", "id"}}
	for i, a := range accounts {
		for _, e := range a.Entries {
			decided := ""
			if e.Decided {
				decided = "ja"
			}
			rows = append(rows, []string{names[i], strconv.Itoa(e.Pos.Line), e.Kind.String(), e.Section, e.Shown(), e.Class.String(),
				e.Reason, e.To.Name, e.To.Section, e.To.Text, strings.Join(e.Missing, " "), decided, e.ID})
		}
	}
	return sheet.Write(w, rows)
}
