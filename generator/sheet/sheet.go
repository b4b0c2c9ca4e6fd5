// Package sheet has what all tables for spreadsheets need: [Cell] makes a cell that no spreadsheet
// takes for a formula, [Written] undoes it, and [Write] writes a table.
package sheet

import (
	"encoding/csv"
	"io"
	"strings"
)

// Write writes rows for a Swedish Excel: UTF-8 with a mark, and semicolons. No cell is taken for a formula.
func Write(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i := range row {
			cells[i] = Cell(row[i])
		}
		_ = out.Write(cells) // Error below returns what went wrong
	}
	out.Flush()
	return out.Error()
}

// Cell returns a cell that is not taken for a formula.
func Cell(words string) string {
	if formula(words) {
		return "'" + words
	}
	return words
}

// Written returns what a cell was before [Cell].
func Written(cell string) string {
	if rest, found := strings.CutPrefix(cell, "'"); found && formula(rest) {
		return rest
	}
	return cell
}

// formula reports whether a cell may be taken for a formula, or for one that [Cell] has made.
func formula(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}
