// Package audit looks at the HTML of a finished page as a program that reads it
// aloud does: the order of its headings, the names of what one can act on, and
// the ids by which its parts refer to each other.
//
// It is a check on the layouts and on what comes of a text in them; what can be
// seen in the text itself is found by the rules of the site.
package audit

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A Fault is something wrong with a page.
type Fault struct {
	Rule    string // id of the rule that is broken
	Message string // what is wrong, in Swedish
}

// Page reads a page and gives its faults in the order of the page. An error is
// one of reading: every text is HTML of some kind.
func Page(r io.Reader) ([]Fault, error) {
	root, err := html.Parse(r)
	if err != nil {
		return nil, err
	}
	a := auditor{ids: map[string]*html.Node{}, labels: map[string]bool{}}
	a.collect(root)
	a.walk(root)
	if a.mains != 1 {
		a.fault("sida-rubriker", "sidan har %d huvudrubriker", a.mains)
	}
	return a.faults, nil
}

type auditor struct {
	ids    map[string]*html.Node
	labels map[string]bool // ids of fields that have a label
	level  int             // of the heading before
	mains  int             // headings of the first level
	faults []Fault
}

func (a *auditor) fault(rule, format string, values ...any) {
	a.faults = append(a.faults, Fault{rule, fmt.Sprintf(format, values...)})
}

// collect finds what parts of the page refer to.
func (a *auditor) collect(n *html.Node) {
	if id := attribute(n, "id"); id != "" {
		if a.ids[id] != nil {
			a.fault("sida-id", "id %q finns flera gånger på sidan", id)
		}
		a.ids[id] = n
	}
	if n.Data == "label" && has(n, "for") {
		a.labels[attribute(n, "for")] = true
	}
	for c := range n.ChildNodes() {
		a.collect(c)
	}
}

func (a *auditor) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		a.element(n)
	}
	for c := range n.ChildNodes() {
		a.walk(c)
	}
}

func (a *auditor) element(n *html.Node) {
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		a.heading(n, int(n.Data[1]-'0'))
	case "a", "button", "summary":
		if (n.Data != "a" || has(n, "href")) && a.name(n) == "" {
			a.fault("sida-namn", "%s utan namn", elements[n.Data])
		}
	case "img":
		if !has(n, "alt") {
			a.fault("sida-namn", "en bild saknar alternativ text")
		}
	case "svg":
		if attribute(n, "role") == "img" && a.name(n) == "" {
			a.fault("sida-namn", "en figur saknar namn")
		}
	case "input", "select", "textarea":
		if attribute(n, "type") != "hidden" && !a.labels[attribute(n, "id")] && !within(n, "label") && a.labelled(n) == "" {
			a.fault("sida-namn", "ett fält saknar etikett")
		}
	}
	for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls"} {
		for id := range strings.FieldsSeq(attribute(n, key)) {
			if a.ids[id] == nil {
				a.fault("sida-id", "%s hänvisar till %q, som inte finns på sidan", key, id)
			}
		}
	}
}

// elements says in Swedish what an element is.
var elements = map[string]string{"a": "en länk", "button": "en knapp", "summary": "en utfällning"}

func (a *auditor) heading(n *html.Node, level int) {
	switch {
	case level == 1:
		a.mains++
	case level > a.level+1:
		a.fault("sida-rubriker", "rubriken %q hoppar från nivå %d till %d", strings.TrimSpace(text(n)), a.level, level)
	}
	if strings.TrimSpace(text(n)) == "" {
		a.fault("sida-rubriker", "en rubrik på nivå %d är tom", level)
	}
	a.level = level
}

// name is what an element is called: its label, or its text.
func (a *auditor) name(n *html.Node) string {
	if label := a.labelled(n); label != "" {
		return label
	}
	return strings.TrimSpace(text(n))
}

func (a *auditor) labelled(n *html.Node) string {
	if label := strings.TrimSpace(attribute(n, "aria-label")); label != "" {
		return label
	}
	var words []string
	for id := range strings.FieldsSeq(attribute(n, "aria-labelledby")) {
		if by := a.ids[id]; by != nil {
			words = append(words, text(by))
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// text is what is read of an element: its text, and that of the pictures in it.
func text(n *html.Node) string {
	switch {
	case n.Type == html.TextNode:
		return n.Data
	case attribute(n, "aria-hidden") == "true":
		return ""
	case n.Data == "img":
		return attribute(n, "alt")
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(text(c))
	}
	return b.String()
}

func attribute(n *html.Node, key string) string {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	if i < 0 {
		return ""
	}
	return n.Attr[i].Val
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func within(n *html.Node, element string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == element {
			return true
		}
	}
	return false
}
