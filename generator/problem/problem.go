// Package problem holds findings: things that an editor or developer can fix.
//
// A [Problem] (brist, anmärkning) has a place in a file, a severity, the
// [Rule] that is broken, a message and, mostly, a hint. All text is Swedish
// and made for editors. Everything that is wrong is collected in a [List] and
// shown at once. A Go error is for what makes it impossible to go on.
//
// The package knows nothing of documents, sites or terminals.
package problem

import (
	"cmp"
	"fmt"
	"path"
	"slices"
)

// A Severity (allvarlighetsgrad) is how much a problem matters. The zero
// value is not a severity.
type Severity int

const (
	Tip     Severity = iota + 1 // tips: could be better
	Warning                     // varning: probably wrong, the page works
	Error                       // fel: wrong, must be fixed before the text is final
)

// Silent is the severity in drafts of what only matters in a final text.
const Silent Severity = -1

// severities has the Swedish word for people and the stable word for machines.
var severities = map[Severity]struct{ label, code string }{
	Error:   {"fel", "error"},
	Warning: {"varning", "warning"},
	Tip:     {"tips", "tip"},
}

// Label returns the Swedish word for the severity: "fel", "varning" or "tips".
func (s Severity) Label() string { return severities[s].label }

// Code returns the word for the severity in machine formats: "error", "warning" or "tip".
func (s Severity) Code() string { return severities[s].code }

// A Pos is a place in a file as the editor sees it.
type Pos struct {
	File   string // slash-separated, "content/adhd/index.md"
	Line   int    // 1-based; 0 when the problem concerns the file as a whole
	Column int    // 1-based, in characters; 0 when unknown
}

// String returns "file", "file:line" or "file:line:column".
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// In returns the place with its file placed under dir.
func (p Pos) In(dir string) Pos {
	p.File = path.Join(dir, p.File)
	return p
}

// A Problem (brist, anmärkning) is something that somebody can fix.
type Problem struct {
	Rule     *Rule // that is broken
	Severity Severity
	Pos      Pos
	Message  string // what is wrong; no capital, no final stop
	Hint     string // what to do; may be empty
	Fix      Fix    // how the program can fix it; the zero Fix when it cannot
}

// String returns the problem on one line, without its hint:
// "content/a.md:7:15: fel: okänd målgrupp [okand-malgrupp]".
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", p.Pos, p.Severity.Label(), p.Message, p.Rule.ID)
}

// A List is a collection of problems. Its zero value is an empty list.
type List []Problem

// Add appends one problem, with the severity that its rule has in a final text.
func (l *List) Add(rule *Rule, pos Pos, message, hint string) {
	*l = append(*l, Problem{Rule: rule, Severity: rule.Severity, Pos: pos, Message: message, Hint: hint})
}

// AddFix appends a problem that can be fixed by writing fix.New where fix.Old is.
func (l *List) AddFix(rule *Rule, pos Pos, message, hint string, fix Fix) {
	l.Add(rule, pos, message, hint)
	(*l)[len(*l)-1].Fix = fix
}

// Draft returns the list as it is for a draft: milder, and without what is silent in
// drafts.
func (l List) Draft() List {
	milder := make(List, 0, len(l))
	for _, p := range l {
		if p.Rule.Draft != Silent {
			p.Severity = cmp.Or(p.Rule.Draft, p.Severity)
			milder = append(milder, p)
		}
	}
	return milder
}

// Count returns the number of problems of the given severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Worst returns the highest severity in the list, 0 when the list is empty.
func (l List) Worst() Severity {
	var worst Severity
	for _, p := range l {
		worst = max(worst, p.Severity)
	}
	return worst
}

// Worsts returns a sorted list, or when it has more than n problems the n most
// severe of them, in the order of the list.
func (l List) Worsts(n int) List {
	if len(l) <= n {
		return l
	}
	order := make([]int, len(l))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l[b].Severity, l[a].Severity) })
	order = order[:n]
	slices.Sort(order)
	worst := make(List, n)
	for i, at := range order {
		worst[i] = l[at]
	}
	return worst
}

// In returns the list with every file name placed under dir, so that an editor
// can click it: names relative to the content folder become names relative to where
// the program was started.
func (l List) In(dir string) List {
	placed := slices.Clone(l)
	for i := range placed {
		placed[i].Pos = placed[i].Pos.In(dir)
	}
	return placed
}

// Sorted returns the list by file, line, column, severity (worst first), rule
// and message, with identical problems kept once.
func (l List) Sorted() List { return slices.Clone(l).Sort() }

// Sort is like [List.Sorted] in the list's own memory.
func (l List) Sort() List {
	slices.SortFunc(l, compare)
	return slices.Compact(l)
}

func compare(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(a.Rule.ID, b.Rule.ID),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Hint, b.Hint),
		cmp.Compare(a.Fix.New, b.Fix.New),
	)
}
