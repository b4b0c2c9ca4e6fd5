package main

import (
	"errors"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/problem"
)

// An editorLink is the address that opens a file in the editor's program, with
// {fil}, {rad} and {kolumn} to be filled in; empty for none.
type editorLink struct{ word, form string }

// editorForms are the programs that are known by name.
var editorForms = map[string]string{
	"vscode":   "vscode://file{fil}:{rad}:{kolumn}",
	"vscodium": "vscodium://file{fil}:{rad}:{kolumn}",
	"cursor":   "cursor://file{fil}:{rad}:{kolumn}",
	"zed":      "zed://file{fil}:{rad}:{kolumn}",
	"idea":     "idea://open?file={fil}&line={rad}&column={kolumn}",
	"inget":    "",
}

func (e *editorLink) String() string { return e.word }
func (e *editorLink) Type() string   { return "program" }

var (
	ownForm    = regexp.MustCompile(`^[a-z][a-z0-9+.-]+:[^\s"'<>]*\{fil\}[^\s"'<>]*$`)
	activeForm = regexp.MustCompile(`^(javascript|data|vbscript):`)
)

func (e *editorLink) Set(word string) error {
	form, known := editorForms[word]
	switch {
	case known:
	case ownForm.MatchString(word) && !activeForm.MatchString(word):
		form = word
	default:
		names := strings.Join(slices.Sorted(maps.Keys(editorForms)), ", ")
		return errors.New("okänt program; ange " + names + " eller en adress med {fil}")
	}
	e.word, e.form = word, form
	return nil
}

// open returns the address that opens a place in the texts of a folder.
func (e *editorLink) open(dir string, pos problem.Pos) string {
	file, err := filepath.Abs(filepath.Join(dir, filepath.FromSlash(path.Clean(pos.File))))
	if err != nil {
		return ""
	}
	return e.address(file, pos.Line, pos.Column)
}

// address returns the address that opens a file, given by its whole path, at a place.
func (e *editorLink) address(file string, line, column int) string {
	if e.form == "" {
		return ""
	}
	whole := filepath.ToSlash(file)
	if !strings.HasPrefix(whole, "/") {
		whole = "/" + whole // C:/texter
	}
	return fill(e.form, whole, line, column)
}

// fill fills in a place in a form.
func fill(form, path string, line, column int) string {
	return strings.NewReplacer(
		"{fil}", (&url.URL{Path: path}).EscapedPath(),
		"{rad}", strconv.Itoa(max(line, 1)),
		"{kolumn}", strconv.Itoa(max(column, 1)),
	).Replace(form)
}

// A sourceLink is the address where others can read the files of the texts, with
// {fil}, the path in the repository, and {rad} to be filled in; empty for none.
type sourceLink string

func (s *sourceLink) String() string { return string(*s) }
func (s *sourceLink) Type() string   { return "adress" }
func (s *sourceLink) Set(form string) error {
	if _, ok := webAddress(form); !ok || !ownForm.MatchString(form) {
		return errors.New("skriv en webbadress med {fil} i, " +
			"till exempel https://github.com/org/projekt/blob/main/{fil}#L{rad}")
	}
	*s = sourceLink(form)
	return nil
}

// webAddress parses a whole address of the web, without a password.
func webAddress(s string) (u *url.URL, ok bool) {
	u, err := url.Parse(s)
	return u, err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

// addresses returns a function from places in the texts to their addresses; nil for
// no address. Path returns the path of a text's file in the repository.
func (s *sourceLink) addresses(path func(string) string) func(problem.Pos) string {
	if *s == "" {
		return nil
	}
	return func(pos problem.Pos) string {
		return fill(string(*s), path(pos.File), pos.Line, pos.Column)
	}
}
