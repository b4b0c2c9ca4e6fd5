// Package sheet has what all tables for spreadsheets need: [Cell] makes a cell that no spreadsheet
// takes for a formula, and [Written] undoes it.
package sheet

import "strings"

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
