package source

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

var (
	msoLevel  = regexp.MustCompile(`mso-list:\s*l(\d+)\s+level([1-9])`)
	msoNumber = regexp.MustCompile(`^\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]+)[.)]`)
	noteID    = regexp.MustCompile(`^#?_(?:ftn|edn)(\d+)$`)
	// LibreOffice's: what refers to a footnote, and the number that it begins with.
	officeNote = regexp.MustCompile(`^sd(?:foot|end)note\d+$`)
	noteBack   = regexp.MustCompile(`^#_(?:ftn|edn)ref\d+$`)
)

// wordList writes a paragraph that Word has as an item of a list, and reports whether it is one.
// Word's HTML has no lists: a paragraph says which list and level it is of, and has its bullet as words.
func (r *pageReader) wordList(n, to *html.Node, s style) bool {
	m := msoLevel.FindStringSubmatch(strings.ToLower(attr(n, "style")))
	if m == nil || n.Data != "p" && n.Data != "div" {
		return false
	}
	level, _ := strconv.Atoi(m[2]) // one digit
	name, start := "ul", ""
	if number := msoNumber.FindStringSubmatch(bulletWords(n)); number != nil && bulletWords(n) != "o" {
		name, start = "ol", number[1]
	}
	item := element("li")
	open := r.lists
	r.children(n, item, s)
	r.lists = open
	r.lists = r.lists[:min(len(r.lists), level)]
	if len(r.lists) == level && (r.lists[level-1].Data != name || r.lists[level-1] != lastList(r.lists, level, to)) {
		r.lists = r.lists[:level-1]
	}
	for len(r.lists) < level {
		list := element(name)
		if n, err := strconv.Atoi(start); err == nil && n > 1 {
			list.Attr = []html.Attribute{{Key: "start", Val: start}}
		}
		switch {
		case len(r.lists) == 0:
			to.AppendChild(list)
		default:
			outer := r.lists[len(r.lists)-1]
			if outer.LastChild == nil {
				outer.AppendChild(element("li"))
			}
			outer.LastChild.AppendChild(list)
		}
		r.lists = append(r.lists, list)
	}
	r.lists[level-1].AppendChild(item)
	return true
}

// lastList is the list that is open on a level, if nothing has come after it.
func lastList(open []*html.Node, level int, to *html.Node) *html.Node {
	if level == 1 {
		return to.LastChild
	}
	if outer := open[level-2].LastChild; outer != nil {
		return outer.LastChild
	}
	return nil
}

// bulletWords returns the bullet or number of an item of Word.
func bulletWords(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && css(d, "mso-list:ignore") {
			return strings.TrimSpace(words(d))
		}
	}
	return ""
}

// notesOf finds the footnotes of Word and LibreOffice, which lie after the text. One of LibreOffice's that nothing
// refers to is text.
func (r *pageReader) notesOf(doc *html.Node) {
	referred := map[string]bool{}
	for n := range doc.Descendants() {
		if id, refers := officeReference(n); refers {
			referred[id] = true
		}
		if id := attr(n, "id"); n.Type == html.ElementNode && officeNote.MatchString(id) && referred[id] && r.notes[id] == 0 {
			r.noted = append(r.noted, n)
			r.notes[id] = len(r.noted)
			continue
		}
		if n.Type != html.ElementNode || !css(n, "mso-element:footnote") && !css(n, "mso-element:endnote") || css(n, "-list") {
			continue
		}
		r.noted = append(r.noted, n)
		r.notes[strings.TrimLeft(attr(n, "id"), "_")] = len(r.noted)
	}
}

// officeReference returns the id of the footnote that a link of LibreOffice refers to.
func officeReference(n *html.Node) (id string, refers bool) {
	if _, is := classOf(n, "sdfootnoteanc", "sdendnoteanc"); !is || n.Data != "a" {
		return "", false
	}
	id, refers = strings.CutSuffix(strings.TrimPrefix(attr(n, "href"), "#"), "sym")
	return id, refers && officeNote.MatchString(id)
}

// wordNote writes what belongs to a footnote of Word or LibreOffice, and reports whether an element does.
func (r *pageReader) wordNote(n, to *html.Node) bool {
	switch {
	case css(n, "mso-list:ignore"):
		return true // the bullet
	case css(n, "mso-element:footnote-list"), css(n, "mso-element:endnote-list"):
		return true // written last
	case n.Data == "a" && noteBack.MatchString(attr(n, "href")):
		return true
	case officeNote.MatchString(attr(n, "id")):
		return r.isNote(attr(n, "id"), n) // written last
	case n.Data == "a" && r.noting && strings.HasPrefix(attr(n, "class"), "sd") && strings.HasSuffix(attr(n, "class"), "notesym"):
		return true // the number, which the list has
	case n.Data == "a":
		if id, refers := officeReference(n); refers && r.notes[id] > 0 {
			to.AppendChild(reference(r.notes[id]))
			return true
		}
		m := noteID.FindStringSubmatch(attr(n, "href"))
		if m == nil {
			return false
		}
		id := strings.TrimPrefix(attr(n, "href"), "#_")
		number := r.notes[id]
		if number == 0 {
			return false
		}
		to.AppendChild(reference(number))
		return true
	}
	return false
}

// footnotes writes the footnotes last in the body.
func (r *pageReader) footnotes() {
	if len(r.noted) == 0 {
		return
	}
	section, list := element("section"), element("ol")
	section.Attr = []html.Attribute{{Key: "data-footnotes", Val: "1"}}
	r.noting = true
	for _, n := range r.noted {
		item := element("li")
		r.children(n, item, style{})
		list.AppendChild(item)
	}
	section.AppendChild(list)
	r.body.AppendChild(section)
}
