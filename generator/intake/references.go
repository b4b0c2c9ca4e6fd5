package intake

import (
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
// certain only if every source is referred to, and no number is that of none: else all stays and is said.
func (c *cleaner) references(body *html.Node) {
	list := sourceList(body)
	if list == nil {
		return
	}
	count := 0
	for range elements(list, "li") {
		count++
	}
	cited, wrong, first := map[int]bool{}, false, ""
	for n := range outside(body, list) {
		for _, m := range citation.FindAllString(n.Data, -1) {
			numbers := numbersIn(m)
			if first == "" {
				first = m
			}
			wrong = wrong || len(numbers) == 0
			for _, i := range numbers {
				cited[i] = true
				wrong = wrong || i > count || linked(n)
			}
		}
	}
	if len(cited) == 0 {
		return
	}
	if wrong || len(cited) != count || count < 2 || hasNotes(body) {
		c.remark(source.Guessed, first, "siffror inom parentes kan vara hänvisningar till listan med källor; skriv dem som fotnoter om de är det")
		return
	}
	for _, n := range slices.Collect(outside(body, list)) {
		cite(n)
	}
	notes := &html.Node{Type: html.ElementNode, Data: "section", Attr: []html.Attribute{{Key: "data-footnotes", Val: "1"}}}
	list.Parent.RemoveChild(list)
	list.Attr = nil
	notes.AppendChild(list)
	body.AppendChild(notes)
	c.remark(source.Guessed, first, "%s till listan med källor är fotnoter", problem.Amount(len(cited), "hänvisning", "hänvisningar"))
}

// sourceList returns the numbered list that is all there is in the section of sources; nil for none.
func sourceList(body *html.Node) *html.Node {
	for _, s := range sectionsOf(body) {
		if s.heading == nil || !slices.Contains(sourceTitles, withoutNumber(textOf(s.heading))) {
			continue
		}
		within := slices.DeleteFunc(slices.Clone(s.nodes), func(n *html.Node) bool { return !hasContent(n) })
		if len(within) == 1 && within[0].Data == "ol" && slices.Contains([]string{"", "1"}, attribute(within[0], "start")) {
			return within[0]
		}
	}
	return nil
}

// outside yields the words of a tree that are not in an element, nor in a heading.
func outside(body, element *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := range body.Descendants() {
			if n.Type != html.TextNode || !citation.MatchString(n.Data) {
				continue
			}
			within := false
			for a := range n.Ancestors() {
				within = within || a == element || headingLevel(a) > 0
			}
			if !within && !yield(n) {
				return
			}
		}
	}
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

// hasNotes reports whether a tree has footnotes.
func hasNotes(body *html.Node) bool {
	for n := range body.Descendants() {
		if attribute(n, "data-footnotes") != "" || attribute(n, "data-footnote") != "" {
			return true
		}
	}
	return false
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

// cite puts footnotes where words refer to sources, close to the word before.
func cite(n *html.Node) {
	words := n.Data
	for {
		at := citation.FindStringIndex(words)
		if at == nil {
			break
		}
		before := &html.Node{Type: html.TextNode, Data: strings.TrimRight(words[:at[0]], " \u00a0")}
		n.Parent.InsertBefore(before, n)
		for _, i := range numbersIn(words[at[0]:at[1]]) {
			sup := &html.Node{Type: html.ElementNode, Data: "sup"}
			sup.Attr = []html.Attribute{{Key: "data-footnote", Val: fmt.Sprint(i)}}
			n.Parent.InsertBefore(sup, n)
		}
		words = words[at[1]:]
	}
	n.Data = words
}
