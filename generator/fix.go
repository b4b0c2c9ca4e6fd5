package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"provtryck/generator/problem"
)

// mend writes the fixes of the problems into the files, or only shows them. Of a
// file nothing changes but the words that are mended: line ends, the mark at its
// beginning and all else stay as the editor left them.
func (p *program) mend(root *os.Root, problems problem.List, write bool) error {
	byFile := map[string]problem.List{}
	var files []string
	for _, f := range problems {
		if f.Fix == (problem.Fix{}) || f.Pos.Line == 0 {
			continue
		}
		if byFile[f.Pos.File] == nil {
			files = append(files, f.Pos.File)
		}
		byFile[f.Pos.File] = append(byFile[f.Pos.File], f)
	}
	total := 0
	for _, name := range files {
		src, err := fs.ReadFile(root.FS(), name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, reason(err))
		}
		mended, changes := mendText(src, byFile[name])
		total += len(changes)
		for _, c := range changes {
			fmt.Fprintf(p.err, "%s:%d\n- %s\n+ %s\n", path.Join(filepath.ToSlash(p.content), name), c.line, visibly(c.before), visibly(c.after))
		}
		if write && len(changes) > 0 {
			if err := replaceFile(root, name, mended); err != nil {
				return fmt.Errorf("%s: %w", name, reason(err))
			}
		}
	}
	done := "kan rättas med --fix"
	if write {
		done = "har rättats"
	}
	fmt.Fprintf(p.err, "%s %s\n", problem.Amount(total, "rad", "rader"), done)
	return nil
}

// visibly writes a line of a text with what cannot be seen made visible.
func visibly(line string) string {
	return strings.ReplaceAll(problem.Visible(line), "\u00a0", "␣")
}

// A change is a line that has been mended.
type change struct {
	line          int
	before, after string
}

// mendText gives a text with its fixes. One whose words do not stand where they
// should is left out, as is one that reaches into another.
func mendText(src []byte, problems problem.List) ([]byte, []change) {
	if !utf8.Valid(src) {
		return src, nil
	}
	lines := splitLines(src)
	exchanges := map[int][]exchange{}
	for _, f := range problems {
		if f.Pos.Line > len(lines) {
			continue
		}
		if e, ok := exchangeFor(lines[f.Pos.Line-1].text, f); ok {
			exchanges[f.Pos.Line] = append(exchanges[f.Pos.Line], e)
		}
	}
	var out bytes.Buffer
	var changes []change
	for i, l := range lines {
		text := l.text
		if after := exchanged(text, exchanges[i+1]); after != text {
			changes = append(changes, change{i + 1, strings.TrimPrefix(text, "\ufeff"), strings.TrimPrefix(after, "\ufeff")})
			text = after
		}
		out.WriteString(text + l.end)
	}
	return out.Bytes(), changes
}

// An exchange is the bytes of a line that something else takes the place of.
type exchange struct {
	begin, end int
	with       string
}

// exchangeFor is what a fix changes in its line: no more than what differs, so
// that two fixes may share a number.
func exchangeFor(line string, f problem.Problem) (exchange, bool) {
	from := offsetOf(line, f.Pos.Column)
	at := strings.Index(line[from:], f.Fix.Old)
	if at < 0 {
		return exchange{}, false
	}
	before, after := alike(f.Fix.Old, f.Fix.New)
	at += from
	return exchange{at + before, at + len(f.Fix.Old) - after, f.Fix.New[before : len(f.Fix.New)-after]}, true
}

// exchanged is a line with what changes in it.
func exchanged(line string, all []exchange) string {
	slices.SortStableFunc(all, func(a, b exchange) int { return cmp.Compare(b.begin, a.begin) })
	limit := len(line)
	for _, e := range all {
		if e.end <= limit {
			line = line[:e.begin] + e.with + line[e.end:]
			limit = e.begin
		}
	}
	return line
}

// alike is how many bytes two texts have in common at their beginnings and at
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

// offsetOf is where the character of a column begins, in bytes.
func offsetOf(line string, column int) int {
	offset := len(line) - len(strings.TrimPrefix(line, "\ufeff"))
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(line[offset:])
		offset += size
	}
	return offset
}

// replaceFile exchanges a file for one with other content, at once.
func replaceFile(root *os.Root, name string, data []byte) error {
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	next := path.Join(path.Dir(name), "."+path.Base(name)+".tmp")
	if err := root.WriteFile(next, data, info.Mode().Perm()); err != nil {
		return err
	}
	if err := root.Rename(next, name); err != nil {
		_ = root.Remove(next)
		return err
	}
	return nil
}
