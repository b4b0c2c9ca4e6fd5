package problem

import (
	"slices"
	"testing"
)

// TestApply checks that fixes change their words and nothing else.
func TestApply(t *testing.T) {
	fix := func(line, column int, old, with string) Problem {
		return Problem{Pos: Pos{Line: line, Column: column}, Fix: Fix{Old: old, New: with}}
	}
	later := fix(1, 1, "](a", "](b")
	later.Fix.Later = true
	for name, c := range map[string]struct {
		src   string
		fixes List
		want  string
		lines []int
	}{
		"line ends are kept":         {"a\r\nb\rc\n\nd", List{fix(2, 1, "b", "B"), fix(5, 1, "d", "D")}, "a\r\nB\rc\n\nD", []int{2, 5}},
		"the mark is kept":           {"\ufeffå  b", List{fix(1, 2, "  ", " ")}, "\ufeffå b", []int{1}},
		"two in a line":              {"5 mg och 3-5 mg", List{fix(1, 1, "5 mg", "5\u00a0mg"), fix(1, 10, "3-5", "3–5"), fix(1, 10, "3-5 mg", "3-5\u00a0mg")}, "5\u00a0mg och 3–5\u00a0mg", []int{1}},
		"one that reaches into next": {"abcd", List{fix(1, 1, "abc", "xyz"), fix(1, 3, "cd", "ef")}, "abef", []int{1}},
		"words that are not there":   {"a\nb", List{fix(1, 1, "b", "c"), fix(3, 1, "b", "c"), fix(0, 0, "a", "c")}, "a\nb", nil},
		"the same words further on":  {"**c**a 5 `ca 5`", List{fix(1, 3, "ca", "cirka")}, "**c**a 5 `ca 5`", nil},
		"in marks":                   {"5 **mg** 5 mg", List{fix(1, 1, "5 mg", "5\u00a0mg")}, "5 **mg** 5 mg", nil},
		"an address":                 {"[a](a) a", List{later}, "[a](b) a", []int{1}},
		"an address that is not":     {"[a](<a>) a", List{later}, "[a](<a>) a", nil},
		"what is no UTF-8":           {"a\xff", List{fix(1, 1, "a", "b")}, "a\xff", nil},
	} {
		got, edits := Apply([]byte(c.src), c.fixes)
		var lines []int
		for _, e := range edits {
			lines = append(lines, e.Line)
		}
		if string(got) != c.want || !slices.Equal(lines, c.lines) {
			t.Errorf("%s: %q, lines %v, want %q, lines %v", name, got, lines, c.want, c.lines)
		}
	}
}
