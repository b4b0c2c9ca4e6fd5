package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/problem"
	"provtryck/generator/source"
)

// sourceTitles are headings of lists of sources, folded.
var sourceTitles = []string{"referenser", "referenslista", "litteratur", "litteraturlista", "kallor", "kallforteckning"}

// citation is a reference to a numbered source: "(1–5)", "[1, 2]".
var citation = regexp.MustCompile(`[(\[]\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[)\]]`)

// references makes footnotes of a numbered list of sources that the text refers to by number. That is
// certain only if every source is referred to, and no number is that of none: else all stays, and why is said.
// It reports whether the footnotes that were there and the sources have become one list, see [numberNotes].
func (c *cleaner) references(body *html.Node) (joined bool) {
	list, alone := sourceList(body)
	if list == nil {
		return false
	}
	count := 0
	for range elements(list, "li") {
		count++
	}
	cited, first := map[int]bool{}, ""
	why := "" // it is not certain
	doubt := func(format string, args ...any) { why = cmp.Or(why, fmt.Sprintf(format, args...)) }
	for n := range outside(body, list) {
		for _, m := range citation.FindAllString(n.Data, -1) {
			numbers := numbersIn(m)
			first = cmp.Or(first, m)
			switch {
			case len(numbers) == 0:
				doubt("%s är inga nummer i en lista", m)
			case linked(n):
				doubt("%s står i en länk", m)
			case inNote(n):
				doubt("%s står i en fotnot", m)
			}
			for _, i := range numbers {
				cited[i] = true
				if i > count {
					doubt("listan har ingen källa %d", i)
				}
			}
		}
	}
	if len(cited) == 0 {
		return false
	}
	for n := range body.Descendants() {
		if m := citation.FindString(n.Data); n.Type == html.TextNode && strings.HasPrefix(m, "[") && inHeading(n) {
			doubt("%s står i en rubrik", m)
		}
	}
	for i := range count {
		if !cited[i+1] {
			doubt("ingen hänvisar till källa %d", i+1)
		}
	}
	notes := notesOf(body)
	if m := mentionOfNote.FindString(textOf(body)); m != "" && notes != nil {
		doubt("texten nämner ”%s”, och numren skulle bli andra", m)
	}
	if count < 2 {
		doubt("listan har bara en källa")
	}
	if !alone {
		doubt("under rubriken står mer än listan")
	}
	if why != "" {
		within := "parentes"
		if strings.HasPrefix(first, "[") {
			within = "hakparentes"
		}
		c.remark(source.Guessed, first, "siffror inom %s kan vara hänvisningar till listan med källor, men är inte gjorda till fotnoter: %s; "+
			"skriv dem som fotnoter om de är det", within, why)
		return false
	}
	before := 0
	if notes != nil {
		for range elements(notes, "li") {
			before++
		}
	}
	for _, n := range slices.Collect(outside(body, list)) {
		cite(n, before)
	}
	list.Parent.RemoveChild(list)
	list.Attr = nil
	said := problem.Amount(len(cited), "källa", "källor") + " i den numrerade listan är fotnoter"
	if joined = notes != nil; joined {
		into := firstElement(notes, "ol")
		for _, item := range children(list) {
			list.RemoveChild(item)
			into.AppendChild(item)
		}
		said += " tillsammans med fotnoterna som fanns, med nummer i den ordning de står i texten"
	} else {
		notes = &html.Node{Type: html.ElementNode, Data: "section", Attr: []html.Attribute{{Key: "data-footnotes", Val: "1"}}}
		notes.AppendChild(list)
		body.AppendChild(notes)
	}
	c.remark(source.Guessed, first, "%s", said)
	return joined
}

// mentionOfNote is a footnote or a source that a text mentions by its number, which another number would make untrue.
var mentionOfNote = regexp.MustCompile(`(?i)\b(?:fotnot|not|referens|ref\.|källa) \d{1,3}\b`)

// numberNotes numbers footnotes by where they stand first in a text. Those that nothing refers to are last.
func numberNotes(body *html.Node) {
	notes := notesOf(body)
	list := firstElement(notes, "ol")
	items := slices.Collect(elements(list, "li"))
	var order []int
	for n := range body.Descendants() {
		old, err := strconv.Atoi(attribute(n, "data-footnote"))
		if err != nil || old < 1 || old > len(items) {
			continue
		}
		if !slices.Contains(order, old) {
			order = append(order, old)
		}
		n.Attr = []html.Attribute{{Key: "data-footnote", Val: strconv.Itoa(slices.Index(order, old) + 1)}}
	}
	for i := range items {
		if !slices.Contains(order, i+1) {
			order = append(order, i+1)
		}
	}
	for _, n := range children(list) {
		list.RemoveChild(n)
	}
	for _, old := range order {
		list.AppendChild(items[old-1])
	}
}

// sourceList returns the numbered list in the section of sources, and whether it is all there is in it; nil where
// there is none, or several.
func sourceList(body *html.Node) (list *html.Node, alone bool) {
	for _, s := range sectionsOf(body) {
		if s.heading == nil || !slices.Contains(sourceTitles, withoutNumber(textOf(s.heading))) {
			continue
		}
		within := slices.DeleteFunc(slices.Clone(s.nodes), func(n *html.Node) bool { return !hasContent(n) })
		lists := slices.DeleteFunc(slices.Clone(within), func(n *html.Node) bool {
			return n.Data != "ol" || !slices.Contains([]string{"", "1"}, attribute(n, "start"))
		})
		if len(lists) == 1 {
			return lists[0], len(within) == 1
		}
	}
	return nil, false
}

// outside yields the words of a tree that are not in an element, nor in a heading.
func outside(body, element *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := range body.Descendants() {
			if n.Type != html.TextNode || !citation.MatchString(n.Data) {
				continue
			}
			within := inHeading(n)
			for a := range n.Ancestors() {
				within = within || a == element
			}
			if !within && !yield(n) {
				return
			}
		}
	}
}

// inHeading reports whether words are in a heading.
func inHeading(n *html.Node) bool {
	for a := range n.Ancestors() {
		if headingLevel(a) > 0 {
			return true
		}
	}
	return false
}

// linked reports whether words are in a link.
func linked(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.Data == "a" {
			return true
		}
	}
	return false
}

// inNote reports whether words are in a footnote.
func inNote(n *html.Node) bool {
	for a := range n.Ancestors() {
		if attribute(a, "data-footnotes") != "" {
			return true
		}
	}
	return false
}

// notesOf returns the section with the footnotes of a tree; nil for none.
func notesOf(body *html.Node) *html.Node {
	for n := range body.ChildNodes() {
		if attribute(n, "data-footnotes") != "" {
			return n
		}
	}
	return nil
}

// firstElement returns the first element of a name within a node; nil for none.
func firstElement(n *html.Node, name string) *html.Node {
	for e := range elements(n, name) {
		return e
	}
	return nil
}

var numberOrRange = regexp.MustCompile(`(\d+)(?:\s*[–-]\s*(\d+))?`)

// numbersIn returns the numbers of a reference in order; none where they are no such numbers.
func numbersIn(words string) []int {
	var all []int
	for _, m := range numberOrRange.FindAllStringSubmatch(words, -1) {
		first, _ := strconv.Atoi(m[1]) // at most three digits
		last := first
		if m[2] != "" {
			last, _ = strconv.Atoi(m[2])
		}
		if first == 0 || last < first {
			return nil
		}
		for i := first; i <= last; i++ {
			all = append(all, i)
		}
	}
	return all
}

// cite puts footnotes where words refer to sources, close to the word before. So many are before those.
func cite(n *html.Node, before int) {
	words := n.Data
	for {
		at := citation.FindStringIndex(words)
		if at == nil {
			break
		}
		text := &html.Node{Type: html.TextNode, Data: strings.TrimRight(words[:at[0]], " \u00a0")}
		n.Parent.InsertBefore(text, n)
		for _, i := range numbersIn(words[at[0]:at[1]]) {
			sup := &html.Node{Type: html.ElementNode, Data: "sup"}
			sup.Attr = []html.Attribute{{Key: "data-footnote", Val: strconv.Itoa(before + i)}}
			n.Parent.InsertBefore(sup, n)
		}
		words = words[at[1]:]
	}
	n.Data = words
}
