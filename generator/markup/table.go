package markup

import (
	"unicode"

	"provtryck/generator/document"
)

// What fits on a sheet of A4 with room for notes, by a character's ordinary width.
const (
	roomOnPaper    = 60 // characters on a line of a table
	evenColumns    = 5  // more than these have the same width each, in smaller letters
	uprightColumns = 8  // more columns than these need the sheet on its side
)

// tableClass returns the class of the box around a table, from the tokens that come
// after its beginning. Columns that are too many, or have too long words, to stand
// beside each other on paper are dense, and the widest tables are turned.
func tableClass(tokens []document.Token) string {
	columns, characters := measureColumns(tokens)
	switch {
	case columns > uprightColumns:
		return "table-scroll table-scroll--dense table-scroll--turned"
	case columns > evenColumns || characters > roomOnPaper:
		return "table-scroll table-scroll--dense"
	}
	return "table-scroll"
}

// measureColumns returns how many columns a table has, and how many characters of a
// line the longest words of all its columns take, with the space between them.
func measureColumns(tokens []document.Token) (columns, characters int) {
	var longest []int
	column, word := 0, 0
	for _, t := range tokens {
		switch {
		case t.Kind == document.TableToken:
			return len(longest), total(longest)
		case t.Kind == document.RowToken:
			column = -1
		case t.Kind == document.CellToken, t.Kind == document.HeadCellToken:
			if word = 0; t.End {
				continue
			}
			if column++; column == len(longest) {
				longest = append(longest, 0)
			}
		case t.Kind == document.SoftBreakToken, t.Kind == document.HardBreakToken:
			word = 0
		case len(longest) > 0 && column >= 0:
			for _, r := range t.Text {
				if word++; unicode.IsSpace(r) {
					word = 0
				}
				longest[column] = max(longest[column], word)
			}
		}
	}
	return len(longest), total(longest)
}

const columnSpace = 2 // between columns, in characters

func total(longest []int) int {
	sum := columnSpace * len(longest)
	for _, n := range longest {
		sum += n
	}
	return sum
}
