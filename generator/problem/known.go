package problem

import "regexp"

// sameness is what a problem and one of an earlier version have in common when they
// are the same: not the line, since text above it may have changed.
type sameness struct{ file, rule, message string }

// otherLine matches a reference to another line in a message.
var otherLine = regexp.MustCompile(`\brad \d+`)

func (p Problem) sameness() sameness {
	return sameness{p.Pos.File, p.Rule.ID, otherLine.ReplaceAllString(p.Message, "rad #")}
}

// Without returns the list, sorted, without as many of each problem as are known.
// Of several alike in a file the last are the new ones.
func (l List) Without(known List) List {
	left := map[sameness]int{}
	for _, p := range known {
		left[p.sameness()]++
	}
	var fresh List
	for _, p := range l.Sorted() {
		if k := p.sameness(); left[k] > 0 {
			left[k]--
		} else {
			fresh = append(fresh, p)
		}
	}
	return fresh
}
