package main

import (
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/term"

	"provtryck/generator/problem"
)

// A terminal writes to a person. It is the only way to the screen: whatever could act on a
// terminal, out of a text, the name of a file or what another program has answered, is shown
// by its code. Painted words get colours where they can be seen.
type terminal struct {
	w       io.Writer
	person  bool // not a file or another program
	colours bool

	mu   sync.Mutex
	rest []byte // the beginning of a character whose end has not been written
}

// newTerminal leaves out colours if NO_COLOR is set (no-color.org), or if the output
// goes to a file or another program.
func newTerminal(w io.Writer, getenv func(string) string) *terminal {
	file, isFile := w.(*os.File)
	t := &terminal{w: w, person: isFile && term.IsTerminal(int(file.Fd()))}
	t.colours = t.person && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && understandsColours(file)
	return t
}

// data returns where what programs read is written: as it is, unless a person sees it.
func (t *terminal) data() io.Writer {
	if t.person {
		return t
	}
	return t.w
}

// Write writes text. Line breaks and tabs are kept.
func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := append(t.rest, p...)
	whole := len(text)
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) && !utf8.FullRune(tail) {
			whole = len(text) - n
		}
	}
	t.rest = append([]byte(nil), text[whole:]...)
	if _, err := io.WriteString(t.w, t.shown(string(text[:whole]))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (t *terminal) shown(text string) string {
	acts := func(r rune) bool { return problem.Unseen(r) || r == utf8.RuneError || style(r).code() != "" }
	if strings.IndexFunc(text, acts) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch code := style(r).code(); {
		case code != "" && t.colours:
			b.WriteString("\x1b[" + code + "m")
		case code != "":
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		default:
			b.WriteString(problem.Visible(string(r)))
		}
	}
	return b.String()
}

// A style is how words look on a terminal. Its value marks where it begins: a noncharacter of
// Unicode, which stands for nothing in any text.
type style rune

const (
	plain style = 0xFDD0 + iota
	bold
	faint
	red
	green
	yellow
	blackOnWhite
)

// code returns how a terminal is told of the style (ECMA-48, SGR); empty for what is none.
func (s style) code() string {
	if s < plain || s > blackOnWhite {
		return ""
	}
	return [...]string{"0", "1", "2", "31", "32", "33", "30;47"}[s-plain]
}

// paint returns a text that a terminal shows in a style.
func paint(s style, text string) string { return string(rune(s)) + text + string(rune(plain)) }
