package problem

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// maxRows is how many problems the Markdown table shows. GitHub takes a summary
// of one megabyte and a comment of 65,536 characters; nobody reads as much.
const maxRows = 200

// Markdown writes the problems as a table, for a comment or a summary. It follows
// the texts; of very many it has the worst.
func Markdown(w io.Writer, l List) error {
	l = l.Sorted()
	var b strings.Builder
	fmt.Fprintf(&b, "### Anmärkningar på texterna\n\n%s\n", Summary(l))
	if len(l) > 0 {
		b.WriteString("\n| Plats | Nivå | Anmärkning | Gör så | Regel |\n| --- | --- | --- | --- | --- |\n")
	}
	for _, p := range l.Worsts(maxRows) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | `%s` |\n", InMarkdown(p.Pos.String()), p.Severity.Label(),
			InMarkdown(p.Message), InMarkdown(p.Hint), p.Rule.ID)
	}
	if left := len(l) - maxRows; left > 0 {
		fmt.Fprintf(&b, "\nTabellen har de allvarligaste. %s till visas av `provtryck check`.\n",
			Amount(left, "anmärkning", "anmärkningar"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// InMarkdown makes text from the files mere text in Markdown, also in a table: nothing
// in it links, mentions anybody, becomes a formula or an emoji, or begins a column.
// GitHub looks for mentions, issues and :emojis: in the finished HTML, where an escaped
// @ is an @ again, but not before a space of no width. A dollar sign in an element of
// its own begins no formula.
func InMarkdown(s string) string {
	var b strings.Builder
	text := Visible(strings.ReplaceAll(s, "\n", " "))
	for i, r := range text {
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
		case r == '$':
			b.WriteString("<span>$</span>")
		case r == ':':
			b.WriteString("&#58;")
			if pictureName.MatchString(text[i+1:]) {
				b.WriteString("&#8203;")
			}
		default:
			b.WriteRune(r)
		}
	}
	safe := withoutScheme.ReplaceAllString(b.String(), "$1&#46;")
	return issueNumber.ReplaceAllString(safe, "$1&#8203;$2")
}

var (
	pictureName   = regexp.MustCompile(`^(\d*[A-Za-z_+-][\w+-]*|100|1234):`) // two are numbers, as in 1:100:5
	withoutScheme = regexp.MustCompile(`(?i)(www)\.`)
	issueNumber   = regexp.MustCompile(`(?i)(gh-)([0-9])`)
)
