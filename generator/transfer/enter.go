package transfer

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"provtryck/generator/document"
	"provtryck/generator/spelling"
)

// EnteredKey is the key of the front matter that says when a text was entered, and what it was then.
const EnteredKey = "inlagd"

// Errors of [Enter].
var (
	errStale  = errors.New("har ändrats under tiden; kör kommandot igen")
	errCoding = errors.New("är inte sparad som UTF-8; spara om den först, se provtryck check")
	errFront  = errors.New("har uppgifter överst som inte går att ändra säkert; rätta dem först, se provtryck check")
)

// Enter returns the file of a text in which its front matter says that it was entered on a day, as it
// is now. All other bytes stay as they are. An error means that this cannot be done safely.
func Enter(src Source, file []byte, day string) ([]byte, error) {
	switch {
	case sha256.Sum256(file) != src.Doc.Sum:
		return nil, errStale
	case !utf8.Valid(file):
		return nil, errCoding
	}
	sum := SumOf(src)
	entered, found := withKey(file, fmt.Sprintf("%s: {datum: %s, summa: %s}", EnteredKey, day, sum))
	if !found {
		return nil, errFront
	}
	options := document.Options{Taxonomy: src.Taxonomy}
	before, after := document.Parse(src.Doc.Name, file, options), document.Parse(src.Doc.Name, entered, options)
	now := src
	now.Doc = after
	switch front := after.Front; {
	case len(after.Links) != len(src.Links), len(after.Problems) > len(before.Problems),
		front.Entered.Date.Text != day, front.Entered.Sum.Text != sum.String(), SumOf(now).String() != sum.String():
		return nil, errFront
	}
	return entered, nil
}

// withKey returns a file whose front matter has a line with a key: in the place of the lines that the key
// has, else last. It reports whether there is a front matter.
func withKey(file []byte, line string) (changed []byte, found bool) {
	lines := linesOf(file)
	key, _, _ := strings.Cut(line, ":")
	from, to := 0, 0
	for i, l := range lines {
		text := strings.TrimRight(string(l), " \t\r\n")
		switch name, _, isKey := strings.Cut(text, ":"); {
		case i == 0 && strings.TrimPrefix(text, "\ufeff") != "---":
			return nil, false
		case i == 0:
		case text == "---":
			if from == 0 {
				from, to = i, i
			}
			return replaced(lines, from, to, line), true
		case from == 0 && isKey && spelling.Fold(name) == key && name == strings.TrimSpace(name):
			from, to = i, i+1
		case from > 0 && to == i && text != "" && strings.ContainsRune(" \t}", rune(text[0])):
			to = i + 1
		}
	}
	return nil, false
}

// replaced returns lines of which those from one index to another are one instead, which keeps their
// comments and the way in which lines end.
func replaced(lines [][]byte, from, to int, line string) []byte {
	model := lines[max(from, to-1)]
	text := strings.TrimRight(string(model), "\r\n")
	end := cmp.Or(string(model[len(text):]), "\n")
	for _, old := range lines[from:to] {
		old := " " + strings.TrimRight(string(old), " \t\r\n")
		if comment := strings.Index(old, " #"); comment >= 0 {
			line += old[comment:]
		}
	}
	return bytes.Join([][]byte{bytes.Join(lines[:from], nil), []byte(line + end), bytes.Join(lines[to:], nil)}, nil)
}

// linesOf returns the lines of a file with their ends: LF, CRLF or CR.
func linesOf(file []byte) [][]byte {
	var lines [][]byte
	for len(file) > 0 {
		n := bytes.IndexAny(file, "\r\n") + 1
		switch {
		case n == 0:
			n = len(file)
		case bytes.HasPrefix(file[n-1:], []byte("\r\n")):
			n++
		}
		lines, file = append(lines, file[:n]), file[n:]
	}
	return lines
}
