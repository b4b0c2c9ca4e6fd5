// Package decide writes into the project what editors decide about old texts.
//
// A [Choice] is what a page asks for about one unit of an old text, and [Save] puts it among the
// decisions of its text: one program at a time, whole or not at all, and never where it would lose
// what somebody else has written. Texts are never changed.
package decide

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A Choice is what an editor says became of a unit of an old text.
type Choice struct {
	Text   string // the text that the old one became, in the content folder
	ID     string // of the unit
	Became string // a word as decisions have it; "" for what the program has found
	To     string // a text, a heading, or both with # between
	Reason string
	Was    string // the mark of the decision that the page shows
}

// ErrGone and ErrChanged are told when somebody else has been there.
var (
	ErrGone    = errors.New("den gamla texten, eller den här delen av den, finns inte längre; ladda om sidan")
	ErrChanged = errors.New("någon annan har ändrat beslutet under tiden; kopiera det du har skrivit, ladda om sidan och försök igen")
)

// patience is how long one waits for another who writes decisions.
const patience = 10 * time.Second

// Save saves a choice in a content folder, and returns the file that it is in, as people write it.
func Save(dir string, c Choice) (file string, err error) {
	root, err := content.Open(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	unit, err := unitOf(root, c)
	if err != nil {
		return "", err
	}
	release, err := output.LockFolder(root.Root, content.DecisionsFolder, patience)
	switch {
	case errors.Is(err, output.ErrHeld):
		return "", errors.New("någon annan skriver beslut just nu; försök igen om en stund")
	case err != nil:
		return "", err
	}
	defer release()
	d := desk{root, filepath.ToSlash(dir), content.DecisionsFile(c.Text)}
	decisions, err := d.read()
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(decisions, func(d disposition.Decision) bool { return d.ID == c.ID })
	var before disposition.Decision
	if at >= 0 {
		before = decisions[at]
	}
	next, err := c.decision(unit, before.Quote)
	switch {
	case err != nil:
		return "", err
	case before.Mark() == next.Mark():
		return d.shown(), nil // it is as it should be
	case before.Mark() != c.Was:
		return "", ErrChanged
	case c.Became == "":
		decisions = slices.Delete(decisions, at, at+1)
	case at < 0:
		decisions = append(decisions, next)
	default:
		decisions[at] = next
	}
	if len(decisions) == 0 {
		return d.shown(), d.remove()
	}
	return d.shown(), d.write(decisions)
}

// unitOf returns the unit that a choice is about.
func unitOf(root content.Folder, c Choice) (disposition.Unit, error) {
	original := content.OriginalFile(c.Text)
	if !fs.ValidPath(c.Text) || path.Ext(c.Text) != ".md" {
		return disposition.Unit{}, ErrGone
	}
	src, err := content.ReadFile(root.FS(), original)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return disposition.Unit{}, ErrGone
	case err != nil:
		return disposition.Unit{}, fmt.Errorf("den gamla texten %s går inte att läsa: %w", original, disk.Reading(err))
	}
	o, _ := disposition.LoadOriginal(original, src)
	if o == nil {
		return disposition.Unit{}, ErrGone
	}
	for _, u := range o.Units {
		if u.ID == c.ID {
			return u, nil
		}
	}
	return disposition.Unit{}, ErrGone
}

// longest is how many letters a place or a reason may have, and longestQuote the words by which
// people know a unit.
const (
	longest      = 400
	longestQuote = 60
)

// decision returns a choice as it is kept. What it needs is said where it is missing.
func (c Choice) decision(u disposition.Unit, quote string) (disposition.Decision, error) {
	var d disposition.Decision
	if c.Became == "" {
		return d, nil
	}
	class, known := disposition.Word(c.Became)
	d = disposition.Decision{ID: c.ID, Class: class, To: line(c.To), Reason: disposition.Reason(line(c.Reason)),
		Quote: cmp.Or(quote, line(spelling.Shorten(u.Shown(), longestQuote, " …")))}
	if class == disposition.Dropped {
		d.To = ""
	}
	switch {
	case !known:
		return d, fmt.Errorf("%q är inget som en del av en text kan ha blivit", c.Became)
	case class == disposition.Dropped && d.Reason == "":
		return d, errors.New("skriv varför delen är struken: välj ett skäl i listan eller skriv med egna ord")
	case (class == disposition.Moved || class == disposition.Merged) && d.To == "":
		return d, errors.New("skriv var delen står nu: en text, en rubrik, eller båda med # emellan")
	case len([]rune(d.To)) > longest || len([]rune(d.Reason)) > longest:
		return d, fmt.Errorf("det är för långt: skriv högst %d tecken i varje ruta", longest)
	}
	return d, nil
}

// line returns words as one line, without what is not seen.
func line(words string) string {
	return strings.Join(strings.Fields(clean(words)), " ")
}

// clean returns what somebody has sent without signs that are not seen, in NFC.
func clean(words string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(words, "\uFFFD")))
}

// A desk is the file of the decisions about one old text.
type desk struct {
	root content.Folder
	dir  string // the content folder, as people write it
	file string
}

func (d desk) shown() string { return path.Join(d.dir, d.file) }

// read returns the decisions, if nothing would be lost when they are written again.
func (d desk) read() ([]disposition.Decision, error) {
	src, err := content.ReadFile(d.root.FS(), d.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s går inte att läsa, och skrivs därför inte: %w", d.shown(), disk.Reading(err))
	}
	decisions, found := disposition.LoadDecisions(d.file, src)
	for _, f := range found.In(d.dir) {
		if f.Rule.Family != problem.Security && f.Severity >= problem.Warning {
			return nil, fmt.Errorf("rätta först %s", f)
		}
	}
	if signs, kept := strings.Count(string(src), "#"), strings.Count(string(disposition.MarshalDecisions(decisions)), "#"); signs > kept {
		return nil, fmt.Errorf("%s har anmärkningar efter #, som skulle försvinna; flytta dem till varför:, eller skriv beslutet i filen",
			d.shown())
	}
	return decisions, nil
}

// remove removes the file, which has nothing more to say.
func (d desk) remove() error {
	if err := d.regular(); err != nil {
		return err
	}
	if err := d.root.Remove(d.file); err != nil {
		return fmt.Errorf("%s går inte att ta bort: %w", d.shown(), disk.Writing(err))
	}
	return nil
}

// write writes the decisions, into a folder to which no link leads, after a look at what would be read.
func (d desk) write(decisions []disposition.Decision) error {
	data := disposition.MarshalDecisions(decisions)
	again, found := disposition.LoadDecisions(d.file, data)
	same := slices.EqualFunc(decisions, again, func(a, b disposition.Decision) bool {
		a.Pos, b.Pos = problem.Pos{}, problem.Pos{}
		a.ToPos, b.ToPos = problem.Pos{}, problem.Pos{}
		return a == b
	})
	switch {
	case len(data) > document.MaxFile:
		return fmt.Errorf("%s skulle bli för stor att läsa; skriv kortare skäl", d.shown())
	case !same || len(found) > 0:
		return fmt.Errorf("beslutet går inte att skriva så att det läses likadant; skriv det i %s", d.shown())
	}
	if err := d.regular(); err != nil {
		return err
	}
	if err := output.CreateFile(d.root.Root, d.file, data); err != nil {
		return fmt.Errorf("%s går inte att skriva: %w", d.shown(), disk.Writing(err))
	}
	return nil
}

// regular returns why the file is none that may be written: no link leads to it.
func (d desk) regular() error {
	for dir := path.Dir(d.file); dir != "."; dir = path.Dir(dir) {
		if info, err := d.root.Lstat(dir); err == nil && !info.IsDir() {
			return fmt.Errorf("%s går inte att skriva: %s är ingen mapp", d.shown(), dir)
		}
	}
	if info, err := d.root.Lstat(d.file); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s går inte att skriva: det är ingen vanlig fil", d.shown())
	}
	return nil
}
