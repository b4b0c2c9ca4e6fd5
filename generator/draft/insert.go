package draft

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/document"
	"provtryck/generator/intake"
	"provtryck/generator/output"
	"provtryck/generator/problem"
)

// An Insertion is what a text would become when something is put into it.
type Insertion struct {
	intake.Draft
	Lines string // that are new, with those around them
	Sum   string // of the text as it is and what is put in, which [Desk.Put] asks for

	src   []byte
	files map[string][]byte
}

// Errors of insertions.
var (
	ErrNoSection = errors.New("avsnittet finns inte längre i texten; ladda om sidan och välj avsnitt igen")
	ErrChanged   = errors.New("texten har ändrats under tiden; se vad som ändras igen")
)

// Insert returns what a text would become with what has come in last in a section, before the headings
// below that. The section is known by its id.
func (d *Desk) Insert(a Arrival, text, section string) (Insertion, error) {
	src, err := content.ReadFile(d.root.FS(), text)
	if err != nil {
		return Insertion{}, fmt.Errorf("texten %s går inte att läsa: %w", d.shown(text), disk.Reading(err))
	}
	doc := document.Parse(text, src, document.Options{Taxonomy: &audience.Taxonomy{}})
	level, line, found := endOf(doc, section)
	if !found {
		return Insertion{}, ErrNoSection
	}
	pictures, draft, err := d.make(a, nil, text)
	if err != nil {
		return Insertion{}, err
	}
	body := renumbered(lowered(draft.Body, level+1), src)
	in := Insertion{Draft: draft, src: src, files: map[string][]byte{}}
	lines := lineEnd.Split(string(src), -1) // as document counts them
	ends := append(lineEnd.FindAllString(string(src), -1), "")
	if line == 0 {
		line = len(lines) + 1
	}
	line-- // the line before a heading, or the last
	for line > 0 && strings.TrimSpace(lines[line-1]) == "" {
		line--
	}
	end := "\n"
	if len(ends) > 1 {
		end = ends[0]
	}
	body = end + strings.ReplaceAll(strings.TrimSpace(body), "\n", end) + end
	before, after := joined(lines[:line], ends), joined(lines[line:], ends[line:])
	if !strings.HasSuffix(before, end) {
		before += end
	}
	in.files[text] = []byte(before + body + after)
	for _, p := range draft.Pictures {
		in.files[pictures+p.Name] = p.Data
	}
	in.Lines = shownLines(lines[max(0, line-2):line], lineEnd.Split(strings.TrimSuffix(body, end), -1), lines[line:min(line+2, len(lines))])
	sum := sha256.Sum256([]byte(string(src) + "\x00" + body))
	in.Sum = hex.EncodeToString(sum[:])
	return in, nil
}

// Part returns what becomes of what has come in when it is put into a section of a text: no headings are
// mapped to a template, and nothing is taken for what a text says about itself.
func (d *Desk) Part(a Arrival, text string) (intake.Draft, error) {
	_, draft, err := d.make(a, nil, text)
	return draft, err
}

// Put puts what has come in into a text, if that is as it was when the insertion was shown, and
// returns the file.
func (d *Desk) Put(a Arrival, text, section, sum string) (file string, err error) {
	in, err := d.Insert(a, text, section)
	switch {
	case err != nil:
		return "", err
	case in.Sum != sum:
		return "", ErrChanged
	}
	switch err := output.Exchange(d.root.Root, map[string][]byte{text: in.src}, in.files); {
	case errors.Is(err, output.ErrChanged):
		return "", ErrChanged
	case err != nil:
		return "", fmt.Errorf("%s går inte att skriva: %w", d.shown(text), disk.Writing(err))
	}
	return d.shown(text), nil
}

// endOf returns the level of a section, and the line of the next heading after it, 0 for none.
func endOf(doc *document.Document, id string) (level, line int, found bool) {
	doc.All(func(s *document.Section, _ []*document.Section) {
		switch {
		case s.Generated:
		case found && line == 0:
			line = s.Pos.Line
		case s.ID == id && !found:
			level, found = s.Level, true
		}
	})
	return level, line, found
}

// lineEnd is what ends a line of a text.
var lineEnd = regexp.MustCompile(`\r\n|\n|\r`)

func joined(lines, ends []string) string {
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(l + ends[i])
	}
	return b.String()
}

var heading = regexp.MustCompile(`(?m)^#+ `)

// lowered moves the headings of a body down, so that the highest is of a level. What would be lower
// than six is six.
func lowered(body string, level int) string {
	highest := 7
	for _, h := range heading.FindAllString(body, -1) {
		highest = min(highest, len(h)-1)
	}
	return heading.ReplaceAllStringFunc(body, func(h string) string {
		return strings.Repeat("#", min(6, len(h)-1-highest+level)) + " "
	})
}

var footnote = regexp.MustCompile(`\[\^(\d+)\]`)

// renumbered gives the footnotes of a body numbers that a text does not have.
func renumbered(body string, src []byte) string {
	most := 0
	for _, m := range footnote.FindAllSubmatch(src, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			most = max(most, n)
		}
	}
	var b strings.Builder
	from := 0
	for _, m := range footnote.FindAllStringSubmatchIndex(body, -1) {
		n, err := strconv.Atoi(body[m[2]:m[3]])
		if err != nil || m[0] > 0 && body[m[0]-1] == '\\' {
			continue
		}
		b.WriteString(body[from:m[2]] + strconv.Itoa(n+most))
		from = m[3]
	}
	return b.String() + body[from:]
}

// shownLines returns new lines between those before and after them.
func shownLines(before, added, after []string) string {
	var b strings.Builder
	show := func(mark string, lines []string) {
		for _, l := range lines {
			b.WriteString(mark + problem.Visible(l) + "\n")
		}
	}
	show("  ", before)
	show("+ ", added)
	show("  ", after)
	return b.String()
}
