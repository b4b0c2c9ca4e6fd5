package feedback

import (
	"slices"
	"strings"
)

// A Balance is who has answered in a round, and who has not.
type Balance struct {
	Answered []Count  // by organisation, else by who it is
	Awaited  []string // of those from whom an answer is expected
	Readers  []Count  // by the reader that was chosen; empty for none
}

// A Count is how many comments there are of something.
type Count struct {
	Name  string
	Count int
}

// BalanceOf returns the balance of a round. An expected respondent has answered when what an
// answer comes from has its name in it: "Region Skåne, psykiatri" is Region Skåne.
func BalanceOf(comments map[string][]Comment, round string, respondents []string) Balance {
	from, readers := map[string]int{}, map[string]int{}
	for _, list := range comments {
		for _, c := range list {
			if c.Round == round {
				from[source(c)]++
				readers[c.Reader]++
			}
		}
	}
	b := Balance{Answered: counted(from), Readers: counted(readers)}
	for _, expected := range respondents {
		name := spaced(expected)
		if name != " " && !slices.ContainsFunc(b.Answered, func(c Count) bool { return strings.Contains(spaced(c.Name), name) }) {
			b.Awaited = append(b.Awaited, expected)
		}
	}
	return b
}

// spaced returns the words of a name with a blank before and after each, so that "Ale kommun" is
// not in "Dale kommun".
func spaced(name string) string {
	all := " "
	for _, w := range split(name) {
		all += w.folded + " "
	}
	return all
}

// source returns what a comment comes from.
func source(c Comment) string {
	switch {
	case c.Organisation != "":
		return c.Organisation
	case c.From != "":
		return c.From
	}
	return "utan namn"
}

func counted(of map[string]int) []Count {
	var list []Count
	for name, n := range of {
		list = append(list, Count{name, n})
	}
	slices.SortFunc(list, func(a, b Count) int { return strings.Compare(a.Name, b.Name) })
	return list
}
