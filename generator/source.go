package main

import (
	"errors"
	"maps"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An editorLink is the address that opens a file in the editor's program, with
// {fil}, {rad} and {kolumn} in their places. Empty is none.
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

var ownForm = regexp.MustCompile(`^[a-z][a-z0-9+.-]+:[^\s"'<>]*\{fil\}[^\s"'<>]*$`)

func (e *editorLink) Set(word string) error {
	form, known := editorForms[word]
	switch {
	case known:
	case ownForm.MatchString(word) && !slices.Contains([]string{"javascript", "data", "vbscript"}, word[:strings.Index(word, ":")]):
		form = word
	default:
		return errors.New("okänt program; ange " + strings.Join(slices.Sorted(maps.Keys(editorForms)), ", ") + " eller en adress med {fil}")
	}
	e.word, e.form = word, form
	return nil
}

// address opens a file, given by its whole path, at a place in it.
func (e *editorLink) address(file string, line, column int) string {
	if e.form == "" {
		return ""
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/texter
	}
	return strings.NewReplacer(
		"{fil}", (&url.URL{Path: path}).EscapedPath(),
		"{rad}", strconv.Itoa(max(line, 1)),
		"{kolumn}", strconv.Itoa(max(column, 1)),
	).Replace(e.form)
}
