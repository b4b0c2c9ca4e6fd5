package draft

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

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
	lower(a.Body, level+1)
	pictures, draft := d.make(a, text)
	body := renumbered(draft.Body, src)
	in := Insertion{Draft: draft, src: src, files: map[string][]byte{}}
	lines := strings.SplitAfter(string(src), "\n")
	if line == 0 || line > len(lines) {
		line = len(lines)
	} else {
		line-- // the line before a heading
	}
	for line > 0 && strings.TrimSpace(lines[line-1]) == "" {
		line--
	}
	end := "\n"
	if strings.Contains(string(src), "\r\n") {
		end = "\r\n"
		body = strings.ReplaceAll(body, "\n", end)
	}
	before, after := strings.Join(lines[:line], ""), strings.Join(lines[line:], "")
	if !strings.HasSuffix(before, "\n") {
		before += end
	}
	body = end + strings.TrimRight(body, "\r\n") + end
	in.files[text] = []byte(before + body + after)
	for _, p := range draft.Pictures {
		if _, err := d.root.Lstat(pictures + p.Name); err == nil {
			return Insertion{}, fmt.Errorf("bilden %s finns redan; byt namn på den först", d.shown(pictures+p.Name))
		}
		in.files[pictures+p.Name] = p.Data
	}
	in.Lines = shownLines(lines[max(0, line-2):line], body, strings.SplitAfter(after, "\n"))
	sum := sha256.Sum256([]byte(string(src) + "\x00" + body))
	in.Sum = hex.EncodeToString(sum[:])
	return in, nil
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

// lower moves the headings of a tree down, so that the highest is of a level. What is lower than six
// is six.
func lower(body *html.Node, level int) {
	highest := 7
	headings := map[*html.Node]int{}
	for n := range body.Descendants() {
		if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			headings[n] = int(n.Data[1] - '0')
			highest = min(highest, headings[n])
		}
	}
	for n, was := range headings {
		n.Data = "h" + strconv.Itoa(min(6, was-highest+level))
	}
}

var footnote = regexp.MustCompile(`(?m)(^|[^\\])\[\^(\d+)\]`)

// renumbered gives the footnotes of a body numbers that a text does not have.
func renumbered(body string, src []byte) string {
	most := 0
	for _, m := range footnote.FindAllSubmatch(src, -1) {
		if n, err := strconv.Atoi(string(m[2])); err == nil {
			most = max(most, n)
		}
	}
	return footnote.ReplaceAllStringFunc(body, func(s string) string {
		m := footnote.FindStringSubmatch(s)
		n, _ := strconv.Atoi(m[2])
		return m[1] + "[^" + strconv.Itoa(n+most) + "]"
	})
}

// shownLines returns new lines between those before and after them.
func shownLines(before []string, body string, after []string) string {
	var b strings.Builder
	show := func(mark string, lines []string) {
		for _, l := range lines {
			b.WriteString(mark + problem.Visible(strings.TrimRight(l, "\r\n")) + "\n")
		}
	}
	show("  ", before)
	show("+ ", strings.Split(strings.TrimRight(strings.ReplaceAll(body, "\r\n", "\n"), "\n"), "\n"))
	show("  ", after[:min(2, len(after))])
	return b.String()
}
