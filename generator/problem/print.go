package problem

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// maxRepeats is how many times the same message of the same rule is printed
// for one file before the rest are folded into a count. A text pasted from
// Word can have the same mistake a hundred times; the first few teach as much.
const maxRepeats = 5

// Text writes the problems for a person: one line each with its hint indented
// below, and a closing line with the totals. Repeats are folded.
func Text(w io.Writer, l List) error {
	l = l.Sorted()
	repeats := map[Problem]int{}
	for _, p := range l {
		repeats[folded(p)]++
	}
	var b strings.Builder
	printed := map[Problem]int{}
	for _, p := range l {
		key := folded(p)
		printed[key]++
		if printed[key] <= maxRepeats {
			writeText(&b, p)
		}
		if n := repeats[key]; n > maxRepeats && printed[key] == n {
			key.Message = further(n-maxRepeats, p) + ": " + p.Message
			writeText(&b, key)
		}
	}
	b.WriteString(Summary(l) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// further returns in how many more places there is the same problem, of which p is the last.
func further(n int, p Problem) string {
	switch {
	case n > 1:
		return fmt.Sprintf("samma sak på %d ställen till", n)
	case p.Pos.Line > 0:
		return fmt.Sprintf("samma sak på ett ställe till, på rad %d", p.Pos.Line)
	}
	return "samma sak på ett ställe till"
}

// folded returns the problem without its place in the file, hint and fix: what is the
// same in all repeats.
func folded(p Problem) Problem {
	p.Pos = Pos{File: p.Pos.File}
	p.Hint, p.Fix = "", Fix{}
	return p
}

func writeText(b *strings.Builder, p Problem) {
	b.WriteString(Visible(p.String()) + "\n")
	if p.Hint != "" {
		b.WriteString("  " + Visible(p.Hint) + "\n")
	}
}

// Summary returns how many problems there are: "2 fel, 1 varning, 0 tips.".
func Summary(l List) string {
	if len(l) == 0 {
		return "Inga anmärkningar."
	}
	return fmt.Sprintf("%d fel, %s, %d tips.", l.Count(Error), Amount(l.Count(Warning), "varning", "varningar"),
		l.Count(Tip))
}

// Amount returns a number with its word: "1 varning", "2 varningar".
func Amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Visible replaces control characters and characters that change the writing
// direction by their code, so that a text cannot act on the terminal or forge
// another line in a log.
func Visible(s string) string {
	if strings.IndexFunc(s, Unseen) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if Unseen(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Unseen reports whether a character is not seen but acts: on a terminal, or on the
// direction of writing, so that one text looks like another.
func Unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// report is the shape of the JSON output. Others build on it: fields are added,
// never renamed or removed, and Version is raised if that must happen.
type report struct {
	Version  int            `json:"version"`
	Counts   map[string]int `json:"counts"`
	Problems []entry        `json:"problems"`
}

type entry struct {
	File     string   `json:"file"`
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"`
	Severity string   `json:"severity"`
	Rule     string   `json:"rule"`
	Family   Family   `json:"family"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
	Fix      *jsonFix `json:"fix,omitempty"`
}

type jsonFix struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// JSON writes the problems for a machine, sorted, nothing folded.
func JSON(w io.Writer, l List) error {
	r := report{Version: 1, Counts: map[string]int{}, Problems: []entry{}}
	for s, name := range severities {
		r.Counts[name.code] = l.Count(s)
	}
	for _, p := range l.Sorted() {
		e := entry{
			p.Pos.File, p.Pos.Line, p.Pos.Column, p.Severity.Code(), p.Rule.ID, p.Rule.Family, p.Message, p.Hint, nil,
		}
		if p.Fix != (Fix{}) {
			e.Fix = &jsonFix{p.Fix.Old, p.Fix.New}
		}
		r.Problems = append(r.Problems, e)
	}
	return encode(w, r)
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// A Result is what a check has found.
type Result struct {
	Files    []string // the names of all texts that were checked
	Problems List
}

// Formats are the printers by the name that --format takes.
var Formats = map[string]func(io.Writer, Result) error{
	"codequality": problemsBy(CodeQuality),
	"github":      problemsBy(GitHub),
	"json":        problemsBy(JSON),
	"junit":       JUnit,
	"markdown":    problemsBy(Markdown),
	"sarif":       problemsBy(SARIF),
	"text":        problemsBy(Text),
}

// problemsBy returns a printer of results that writes their problems alone.
func problemsBy(write func(io.Writer, List) error) func(io.Writer, Result) error {
	return func(w io.Writer, r Result) error { return write(w, r.Problems) }
}
