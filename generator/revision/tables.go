package revision

import "slices"

// columns judges the changes of a table, those from the given number on, by its columns.
// Where whole columns have changed places, nothing else has; in a warning even that
// matters. A number in a column of doses is a dose.
func (m *merger) columns(before, after *node, from int) {
	changes := m.text.Changes[from:]
	moved := len(changes) > 0 && sameColumns(before, after)
	for i := range changes {
		switch c := &changes[i]; {
		case moved:
			c.Matters = slices.DeleteFunc(c.Matters, func(m Matter) bool { return m != Warning })
		case slices.Contains(c.Matters, Number) && slices.Contains(matters(nil, plainLeaf(c.Cell).tokens), Dose):
			c.Matters = withMatter(slices.DeleteFunc(c.Matters, func(m Matter) bool { return m == Number }), Dose)
		}
	}
}

// sameColumns reports whether two tables have the same columns, in whatever order.
func sameColumns(before, after *node) bool {
	old, now := columnKeys(before), columnKeys(after)
	slices.Sort(old)
	slices.Sort(now)
	return slices.Equal(old, now)
}

// columnKeys returns what distinguishes the columns of a table, heading and cells.
func columnKeys(table *node) []string {
	var columns [][]byte
	for _, part := range table.children {
		for _, row := range part.children {
			for i, cell := range row.children {
				if i == len(columns) {
					columns = append(columns, nil)
				}
				columns[i] = append(columns[i], cell.key...)
			}
		}
	}
	return mapped(columns, func(b []byte) string { return string(b) })
}

// amounts returns what a heading is over that its words decide the meaning of: doses,
// or other numbers.
func amounts(cell *node) []Matter {
	all := cell.all(nil)
	switch says := matters(nil, all); {
	case slices.Contains(says, Dose):
		return []Matter{Dose}
	case slices.Contains(says, Number) && numberNext(all):
		return []Matter{Number}
	}
	return nil
}
