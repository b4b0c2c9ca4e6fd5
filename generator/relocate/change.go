package relocate

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// A change puts words in the place of others. It has nothing in the place of old where it only adds
// words; a position without a line is above the line that ends the front matter.
type change struct {
	at       problem.Pos
	old, new string
}

// change adds a change of a value in a project file.
func (p *planner) change(t field.Text, with string) {
	p.changes[t.Pos.File] = append(p.changes[t.Pos.File], change{t.Pos, t.Text, with})
}

// remember returns the change that adds a former address to a text.
func remember(d *document.Document, url string) change {
	if known := d.Front.FormerPaths; len(known) > 0 {
		return change{known[0].Pos, "", url}
	}
	return change{problem.Pos{File: d.Name}, "", "tidigare: [" + url + "]\n"}
}

// inPlace returns changes in the order of the file, each with a line.
func inPlace(src []byte, changes []change) []change {
	for i, c := range changes {
		if c.at.Line == 0 {
			changes[i] = c.added(splitLines(src))
		}
	}
	slices.SortFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column))
	})
	return changes
}

// emptyList is the key of former addresses where it has none.
var emptyList = regexp.MustCompile(`^((?i)tidigare:)[ \t]*(?:\[[ \t]*\]|~|null|""|'')?[ \t]*(?: #.*)?$`)

// added returns a change that adds a list to the front matter, with its place: where the list is empty,
// else above the line that ends the front matter.
func (c change) added(lines []string) change {
	end := closingLine(lines)
	for i, line := range lines[:max(end-1, 0)] {
		if m := emptyList.FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
			value, _, _ := strings.Cut(line, "#")
			_, list, _ := strings.Cut(c.new, ": ")
			c.old, c.new = strings.TrimRight(value, " \t\r\n"), m[1]+" "+strings.TrimSuffix(list, "\n")
			c.at.Line, c.at.Column = i+1, 1
			return c
		}
	}
	c.at.Line, c.at.Column = end, 1
	return c
}

// apply makes changes, which are in order, in a file. All other bytes stay, also where letters with
// accents are two characters and where lines end as in Windows.
func apply(src []byte, changes []change) ([]byte, error) {
	if !utf8.Valid(src) {
		return nil, errors.New("filen är inte sparad som UTF-8; spara om den först, se provtryck check")
	}
	lines := splitLines(src)
	for _, c := range slices.Backward(changes) {
		if c.at.Line < 1 || c.at.Line > len(lines) {
			return nil, fmt.Errorf("%q går inte att ändra säkert", c.old)
		}
		line := lines[c.at.Line-1]
		text := strings.TrimRight(line, "\r\n")
		changed, err := c.in(text, cmp.Or(line[len(text):], "\n"))
		if err != nil {
			return nil, fmt.Errorf("rad %d: %w", c.at.Line, err)
		}
		lines[c.at.Line-1] = changed + line[len(text):]
	}
	return []byte(strings.Join(lines, "")), nil
}

// closingLine returns the number of the line that ends the front matter.
func closingLine(lines []string) int {
	for i, line := range lines {
		if i > 0 && strings.TrimRight(line, " \t\r\n") == "---" {
			return i + 1
		}
	}
	return 0
}

// in makes the change in its line.
func (c change) in(line, end string) (string, error) {
	begin, found := offsetOf(line, c.at.Column)
	if !found {
		return "", fmt.Errorf("%q går inte att ändra säkert; skriv om raden", c.old)
	}
	if c.old == "" && !strings.HasSuffix(c.new, "\n") {
		return listed(line, begin, c.new, end), nil
	}
	if c.old == "" {
		return line[:begin] + strings.TrimSuffix(c.new, "\n") + end + line[begin:], nil
	}
	if quote := line[begin:]; quote != "" && (quote[0] == '"' || quote[0] == '\'') && c.old[0] != quote[0] {
		begin++ // a value in quotation marks
	}
	if slash := strings.HasPrefix(line[begin:], "/"); slash && !strings.HasPrefix(c.old, "/") {
		begin++
	}
	if rest, found := strings.CutPrefix(line[begin:], "content/"); found && !strings.HasPrefix(c.old, "content/") {
		begin = len(line) - len(rest)
	}
	length := 0
	for length < len(line)-begin && norm.NFC.String(line[begin:begin+length]) != c.old {
		_, size := utf8.DecodeRuneInString(line[begin+length:])
		length += size
	}
	if norm.NFC.String(line[begin:begin+length]) != c.old {
		return "", fmt.Errorf("%q går inte att ändra säkert; skriv om raden", c.old)
	}
	return line[:begin] + c.new + line[begin+length:], nil
}

// listed returns a line with a value before the one that begins at an offset, in the form of its list.
func listed(line string, begin int, value, end string) string {
	before := strings.TrimRight(line[:begin], " ")
	switch {
	case strings.HasSuffix(before, "-"):
		return line[:begin] + value + end + line
	case strings.HasSuffix(before, "["):
		return line[:begin] + value + ", " + line[begin:]
	}
	only := strings.TrimRight(line[begin:], " \t")
	if i := strings.Index(only, " #"); i >= 0 { // a comment
		only = strings.TrimRight(only[:i], " \t")
	}
	after := strings.TrimRight(line[begin+len(only):], " \t")
	return line[:begin] + "[" + value + ", " + only + "]" + after
}

// splitLines returns the lines of a file with their line ends, which may be those of old Macs.
func splitLines(src []byte) []string {
	var lines []string
	for rest := string(src); rest != ""; {
		n := strings.IndexAny(rest, "\r\n") + 1
		switch {
		case n == 0:
			n = len(rest)
		case strings.HasPrefix(rest[n-1:], "\r\n"):
			n++
		}
		lines, rest = append(lines, rest[:n]), rest[n:]
	}
	return lines
}

// offsetOf returns where the character of a column begins, in bytes. Columns count letters with
// accents as one character (NFC); a column within one is not found.
func offsetOf(line string, column int) (offset int, found bool) {
	mark := len(line) - len(strings.TrimPrefix(line, "\ufeff"))
	var letters norm.Iter
	letters.InitString(norm.NFC, line[mark:])
	at := 1
	for ; at < column && !letters.Done(); at += utf8.RuneCount(letters.Next()) {
	}
	return mark + letters.Pos(), at == column
}
