package main

import (
	"crypto/rand"
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
	mark    string // begins the sign of a style; nobody can guess it, so no text has it

	mu   sync.Mutex
	rest []byte // the beginning of a character whose end has not been written
}

// newTerminal leaves out colours if NO_COLOR is set (no-color.org), or if the output
// goes to a file or another program.
func newTerminal(w io.Writer, getenv func(string) string) *terminal {
	file, isFile := w.(*os.File)
	t := &terminal{w: w, person: isFile && term.IsTerminal(int(file.Fd())), mark: "\x00" + rand.Text()}
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

// shown returns a text as it is sent to the screen.
func (t *terminal) shown(text string) string {
	plainly, painted := text, ""
	if t.mark != "" {
		plainly, painted, _ = strings.Cut(text, t.mark)
	}
	shown := harmless(plainly)
	for painted != "" {
		if t.colours {
			shown += "\x1b[" + style(painted[0]).code() + "m"
		}
		plainly, painted, _ = strings.Cut(painted[1:], t.mark)
		shown += harmless(plainly)
	}
	return shown
}

// harmless shows what acts by its code, but for line breaks and tabs.
func harmless(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n") // as tables end lines
	acts := func(r rune) bool { return r != '\n' && r != '\t' && (problem.Unseen(r) || r == utf8.RuneError) }
	if strings.IndexFunc(text, acts) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if acts(r) {
			b.WriteString(problem.Visible(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A style is how words look on a terminal.
type style byte

const (
	plain        style = 'p'
	bold         style = 'b'
	faint        style = 'f'
	red          style = 'r'
	green        style = 'g'
	yellow       style = 'y'
	blackOnWhite style = 'w'
)

// code is how a terminal is told of a style (ECMA-48, SGR).
func (s style) code() string {
	switch s {
	case bold:
		return "1"
	case faint:
		return "2"
	case red:
		return "31"
	case green:
		return "32"
	case yellow:
		return "33"
	case blackOnWhite:
		return "30;47"
	}
	return "0"
}

// begin returns what begins a style where this terminal is written to.
func (t *terminal) begin(s style) string { return t.mark + string(s) }

// paint returns a text that this terminal shows in a style.
func (t *terminal) paint(s style, text string) string { return t.begin(s) + text + t.begin(plain) }
