package problem

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxAnnotations is how many annotations of each kind GitHub shows of one step;
// it drops the rest without a word (actions/toolkit, docs/problem-matchers.md).
const maxAnnotations = 10

// GitHub writes the problems as annotations for GitHub Actions, the worst first.
// A last notice says how many there was no room for.
func GitHub(w io.Writer, l List) error {
	worst := l.Sorted()
	slices.SortStableFunc(worst, func(a, b Problem) int { return cmp.Compare(b.Severity, a.Severity) })
	var b strings.Builder
	room := map[Severity]int{Error: maxAnnotations, Warning: maxAnnotations, Tip: maxAnnotations - 1}
	left := 0
	for _, p := range worst {
		if room[p.Severity] == 0 {
			left++
			continue
		}
		room[p.Severity]--
		writeAnnotation(&b, p)
	}
	if left > 0 {
		where := "alla står i sammanfattningen av körningen"
		if len(worst) > maxRows {
			where = "de allvarligaste står i sammanfattningen av körningen, alla visas av provtryck check"
		}
		fmt.Fprintf(&b, "::notice title=Provtryck::%s till ryms inte här; %s\n",
			Amount(left, "anmärkning", "anmärkningar"), where)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var annotationKinds = map[Severity]string{Error: "error", Warning: "warning", Tip: "notice"}

func writeAnnotation(b *strings.Builder, p Problem) {
	fmt.Fprintf(b, "::%s file=%s", annotationKinds[p.Severity], property(p.Pos.File))
	if p.Pos.Line > 0 {
		fmt.Fprintf(b, ",line=%d", p.Pos.Line)
	}
	if p.Pos.Column > 0 {
		fmt.Fprintf(b, ",col=%d", p.Pos.Column)
	}
	message := p.Message
	if p.Hint != "" {
		message += "\n" + p.Hint
	}
	fmt.Fprintf(b, ",title=%s::%s\n", property(p.Severity.Label()+": "+p.Rule.ID), data(message))
}

// data and property escape as GitHub's own library does, so that no text can
// begin a command of its own.
func data(s string) string {
	s = strings.ReplaceAll(s, "%", "%25")
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Visible(lines[i])
	}
	return strings.Join(lines, "%0A")
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(Visible(s))
}
