// Package audit finds what is only looked for on request.
//
// [Page] looks for [Fault]s in the HTML of a finished page as a program that reads it
// aloud does: in the order of its headings, the names of what one can act on, and the
// ids by which its parts refer to each other. It checks the layouts, and what becomes
// of a text in them; faults of the text itself are found by the rules of the site.
// [Pages] does so with all pages. [Links] follows the links to other sites.
package audit

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/problem"
)

// A Fault is something wrong with a page.
type Fault struct {
	Rule    *problem.Rule // that is broken
	Message string        // what is wrong, in Swedish
}

var pageHeading = &problem.Rule{ID: "sida-rubriker", Family: problem.Accessibility, Severity: problem.Error,
	In: problem.Elsewhere, Asked: true,
	Demand: "Den färdiga sidan har en huvudrubrik och hoppar inte över en nivå (kontrolleras med --pages).",
	Bad:    "<h1>Adhd</h1><h3>Stöd</h3>", Good: "<h1>Adhd</h1><h2>Stöd</h2>"}

// Page reads a page and returns its faults in the order of the page. An error is
// one of reading: every text is HTML of some kind.
func Page(r io.Reader) ([]Fault, error) {
	root, err := html.Parse(r)
	if err != nil {
		return nil, err
	}
	a := auditor{ids: map[string]*html.Node{}, labels: map[string]bool{}}
	for n := range root.Descendants() {
		a.collect(n)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			a.element(n)
		}
	}
	if a.mains != 1 {
		a.fault(pageHeading, "sidan har %d huvudrubriker", a.mains)
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

func (a *auditor) fault(rule *problem.Rule, format string, values ...any) {
	a.faults = append(a.faults, Fault{rule, fmt.Sprintf(format, values...)})
}

var pageID = &problem.Rule{ID: "sida-id", Family: problem.Accessibility, Severity: problem.Error,
	In: problem.Elsewhere, Asked: true,
	Demand: "Varje id finns en gång på den färdiga sidan (kontrolleras med --pages).",
	Bad:    `<p id="a"></p><p id="a"></p>`, Good: `<p id="a"></p><p id="b"></p>`}

// collect remembers what parts of the page may refer to.
func (a *auditor) collect(n *html.Node) {
	if id := attribute(n, "id"); id != "" {
		if a.ids[id] != nil {
			a.fault(pageID, "id %q finns flera gånger på sidan", id)
		}
		a.ids[id] = n
	}
	if n.Data == "label" && has(n, "for") {
		a.labels[attribute(n, "for")] = true
	}
}

var pageName = &problem.Rule{ID: "sida-namn", Family: problem.Accessibility, Severity: problem.Error,
	In: problem.Elsewhere, Asked: true,
	Demand: "Länkar, knappar, fält och bilder på den färdiga sidan har namn (kontrolleras med --pages).",
	Bad:    `<a href="/adhd/"></a>`, Good: `<a href="/adhd/">Adhd</a>`}

func (a *auditor) element(n *html.Node) {
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		a.heading(n, int(n.Data[1]-'0'))
	case "a", "button", "summary":
		if (n.Data != "a" || has(n, "href")) && a.name(n) == "" {
			a.fault(pageName, "%s utan namn", elements[n.Data])
		}
	case "img":
		if !has(n, "alt") {
			a.fault(pageName, "en bild saknar alternativ text")
		}
	case "svg":
		if attribute(n, "role") == "img" && a.name(n) == "" {
			a.fault(pageName, "en figur saknar namn")
		}
	case "input", "select", "textarea":
		labelled := a.labels[attribute(n, "id")] || within(n, "label") || a.labelled(n) != ""
		if attribute(n, "type") != "hidden" && !labelled {
			a.fault(pageName, "ett fält saknar etikett")
		}
	}
	for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls"} {
		for id := range strings.FieldsSeq(attribute(n, key)) {
			if a.ids[id] == nil {
				a.fault(pageID, "%s hänvisar till %q, som inte finns på sidan", key, id)
			}
		}
	}
}

// elements are Swedish words for elements.
var elements = map[string]string{"a": "en länk", "button": "en knapp", "summary": "en utfällning"}

func (a *auditor) heading(n *html.Node, level int) {
	switch {
	case level == 1:
		a.mains++
	case level > a.level+1:
		a.fault(pageHeading, "rubriken %q hoppar från nivå %d till %d", strings.TrimSpace(text(n)), a.level, level)
	}
	if strings.TrimSpace(text(n)) == "" {
		a.fault(pageHeading, "en rubrik på nivå %d är tom", level)
	}
	a.level = level
}

// name returns what an element is called: its label, or its text.
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

// text returns what is read of an element: its text, and that of the pictures in it.
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
	for p := range n.Ancestors() {
		if p.Data == element {
			return true
		}
	}
	return false
}

// Rules returns the rules that a page or a link to another site can break.
func Rules() []*problem.Rule {
	return []*problem.Rule{pageID, pageHeading, pageName, deadLink, silentLink}
}
