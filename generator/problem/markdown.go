package problem

import (
	"fmt"
	"io"
	"strings"
)

// maxRows is how many problems the Markdown table shows. GitHub takes a summary
// of one megabyte and a comment of 65,536 characters; nobody reads as much.
const maxRows = 200

// Markdown writes the problems as a table, for a comment or a summary. It follows
// the texts; of very many it holds the worst.
func Markdown(w io.Writer, l List) error {
	l = l.Sorted()
	var b strings.Builder
	fmt.Fprintf(&b, "### Anmärkningar på texterna\n\n%s\n", Summary(l))
	if len(l) > 0 {
		b.WriteString("\n| Plats | Nivå | Anmärkning | Gör så | Regel |\n| --- | --- | --- | --- | --- |\n")
	}
	for _, p := range l.Worsts(maxRows) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | `%s` |\n", InMarkdown(p.Pos.String()), p.Severity.Label(), InMarkdown(p.Message), InMarkdown(p.Hint), p.Rule)
	}
	if left := len(l) - maxRows; left > 0 {
		fmt.Fprintf(&b, "\nTabellen har de allvarligaste. %s till visas av `provtryck check`.\n", Amount(left, "anmärkning", "anmärkningar"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// InMarkdown makes text from the files mere text in Markdown, also in a table: nothing in it links,
// mentions anybody or begins a column. GitHub looks for mentions and issues in
// the finished HTML, where an escaped @ is an @ again; a space of no width after
// it stays.
func InMarkdown(s string) string {
	var b strings.Builder
	for _, r := range Visible(strings.ReplaceAll(s, "\n", " ")) {
		switch {
		case r == '@', r == '#':
			b.WriteRune('\\')
			b.WriteRune(r)
			b.WriteString("&#8203;")
		case strings.ContainsRune("\\`*_[]|~!", r):
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == ':':
			b.WriteString("&#58;")
		default:
			b.WriteRune(r)
		}
	}
	return strings.ReplaceAll(b.String(), "www.", "www&#46;")
}
