package problem

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Fix (rättning) is words that can safely take the place of others: the text means
// the same.
type Fix struct {
	Old   string // what is at Pos, on one line
	New   string // may have line ends
	Later bool   // Old is not at Pos but after it on the line: the address of a link
}

// An Edit is a line of a text that fixes have changed.
type Edit struct {
	Line          int
	Before, After string
}

// Apply returns a text with the fixes of its problems, and the lines that differ.
// Nothing else changes: line ends and the mark at the beginning of a file are
// kept, and only in a line that is fixed do letters with accents become one character each
// (NFC), as they are where the problems were found. A fix whose words are not where they
// should be is left out, as is one that reaches into another.
func Apply(src []byte, l List) ([]byte, []Edit) {
	if !utf8.Valid(src) {
		return src, nil
	}
	lines := splitLines(src)
	replacements := map[int][]replacement{}
	for _, p := range l {
		if p.Pos.Line < 1 || p.Pos.Line > len(lines) {
			continue
		}
		line := &lines[p.Pos.Line-1]
		if r, found := p.replacement(norm.NFC.String(line.text)); found {
			replacements[p.Pos.Line] = append(replacements[p.Pos.Line], r)
		}
	}
	var out bytes.Buffer
	var edits []Edit
	for i, line := range lines {
		fixed := line.text
		if all := replacements[i+1]; len(all) > 0 {
			fixed = strings.ReplaceAll(replaced(norm.NFC.String(line.text), all), "\n", cmp.Or(line.end, "\n"))
		}
		if fixed != line.text {
			edits = append(edits,
				Edit{i + 1, strings.TrimPrefix(line.text, "\ufeff"), strings.TrimPrefix(fixed, "\ufeff")})
		}
		out.WriteString(fixed + line.end)
	}
	return out.Bytes(), edits
}

// A replacement takes the place of the bytes from begin to end of a line.
type replacement struct {
	begin, end int
	with       string
}

// replacement returns what the fix of a problem does to its line: it replaces no more
// than what differs, so that two fixes may share a number.
func (p Problem) replacement(line string) (r replacement, found bool) {
	from := offsetOf(line, p.Pos.Column)
	at := strings.Index(line[from:], p.Fix.Old)
	if at < 0 || at > 0 && !p.Fix.Later { // the same words further on may be code or a quotation
		return replacement{}, false
	}
	before, after := alike(p.Fix.Old, p.Fix.New)
	at += from
	return replacement{at + before, at + len(p.Fix.Old) - after, p.Fix.New[before : len(p.Fix.New)-after]}, true
}

// replaced makes the replacements in a line, the last first.
func replaced(line string, all []replacement) string {
	slices.SortStableFunc(all, func(a, b replacement) int { return cmp.Compare(b.begin, a.begin) })
	limit := len(line)
	for _, r := range all {
		if r.end <= limit {
			line = line[:r.begin] + r.with + line[r.end:]
			limit = r.begin
		}
	}
	return line
}

// alike returns how many bytes two texts have in common at their beginnings and at
// their ends: what a fix leaves as it is, another may change.
func alike(a, b string) (before, after int) {
	for before < min(len(a), len(b)) && a[before] == b[before] {
		before++
	}
	for after < min(len(a), len(b))-before && a[len(a)-1-after] == b[len(b)-1-after] {
		after++
	}
	return before, after
}

// A textLine is a line of a file with its own line end.
type textLine struct{ text, end string }

func splitLines(src []byte) []textLine {
	var lines []textLine
	for rest := string(src); rest != ""; {
		i := strings.IndexAny(rest, "\r\n")
		switch {
		case i < 0:
			return append(lines, textLine{rest, ""})
		case strings.HasPrefix(rest[i:], "\r\n"):
			lines, rest = append(lines, textLine{rest[:i], "\r\n"}), rest[i+2:]
		default:
			lines, rest = append(lines, textLine{rest[:i], rest[i : i+1]}), rest[i+1:]
		}
	}
	return lines
}

// offsetOf returns where the character of a column begins, in bytes.
func offsetOf(line string, column int) int {
	offset := len(line) - len(strings.TrimPrefix(line, "\ufeff"))
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(line[offset:])
		offset += size
	}
	return offset
}
