package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// A terminal writes to a person, with colours where they can be seen.
type terminal struct {
	io.Writer
	colours bool
}

// newTerminal leaves out colours if NO_COLOR is set (no-color.org), or if the output
// goes to a file or another program.
func newTerminal(w io.Writer, getenv func(string) string) terminal {
	file, isFile := w.(*os.File)
	colours := isFile && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" &&
		term.IsTerminal(int(file.Fd())) && understandsColours(file)
	return terminal{w, colours}
}

// A style is how a text looks in the terminal, as its code (ECMA-48, SGR).
type style string

const (
	bold   style = "1"
	faint  style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

func (t terminal) paint(s style, text string) string {
	if !t.colours || strings.TrimSpace(text) == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
