package transfer

import (
	"strconv"
	"strings"

	"provtryck/generator/problem"
)

// A writer writes one block: as HTML, as plain text, and as the marks that its sum is made of, which
// are the same whatever the profile.
type writer struct {
	*body
	pos                problem.Pos
	html, plain, marks strings.Builder
	stack              []element
	hand               []Hand
	counts             []int // the number of the next item of each list that is open; -1 for a dot
	note               int32 // the footnote whose number is still to be written
	cells              int   // in the row
}

// An element is one that is open. One that the target lacks has no tag.
type element struct {
	tag      string
	implicit bool // a paragraph around the words of an element that the target lacks
}

func (w *writer) byHand(kind HandKind, text string) {
	for _, h := range w.hand {
		if h == (Hand{kind, text}) {
			return
		}
	}
	w.hand = append(w.hand, Hand{kind, text})
}

// mark writes a part of what the sum is made of: something with a name, or words, which are the same
// however many tokens they are.
func (w *writer) mark(name, value string) {
	switch {
	case w.mute:
	case name == "":
		w.marks.WriteString(value)
	default:
		w.marks.WriteString("\x00" + name + "\x01" + value + "\x02")
	}
}

// open begins an element with attributes, if the target keeps it.
func (w *writer) open(tag string, attributes ...string) {
	kept := w.profile.has(tag) || tag[0] == 'h' && len(tag) == 2 && tag != "hr" || tag == "i"
	if !kept {
		tag = ""
	}
	w.stack = append(w.stack, element{tag: tag})
	if kept {
		w.html.WriteString("<" + tag + strings.Join(attributes, "") + ">")
	}
}

// close ends the innermost element.
func (w *writer) close() {
	last := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	if last.tag == "" {
		return
	}
	w.html.WriteString("</" + last.tag + ">")
	switch last.tag {
	case "strong", "em", "a", "code", "i", "td", "th":
	default:
		w.html.WriteString("\n")
	}
}

// words writes words to be read.
func (w *writer) words(text string) {
	if w.mute {
		return
	}
	w.html.WriteString(escape(text))
	w.plain.WriteString(text)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape returns text in which nothing is taken for HTML.
func escape(text string) string { return escaper.Replace(text) }

// heading writes a heading. One that is deeper than the target has is a misfit, and on its deepest level.
func (w *writer) heading(pos problem.Pos, level int, id string, words func()) {
	if level > w.profile.BottomLevel {
		w.misfit(pos, "rubriken hör hemma på nivå "+strconv.Itoa(level)+", och sidan på 1177 har rubriker till nivå "+
			strconv.Itoa(w.profile.BottomLevel), "flytta upp avsnittet en nivå, eller gör rubriken till fet text")
	}
	var attributes []string
	if id != "" {
		attributes = []string{` id="`, escape(id), `"`}
	}
	w.open("h"+strconv.Itoa(min(max(level, w.profile.TopLevel), w.profile.BottomLevel)), attributes...)
	words()
	w.close()
	w.line()
}

// line ends a line of the plain text.
func (w *writer) line() { w.plain.WriteString("\n") }

// tidy returns plain text without blanks at the ends of its lines, and without more than one empty line
// in a row.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	kept := lines[:0]
	for _, line := range lines {
		line = strings.TrimRight(line, " \t")
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimRight(strings.Join(kept, "\n"), "\n")
}
