package intake

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/problem"
	"provtryck/generator/source"
)

// phone is a line of a list of telephone numbers: whose it is, and the number.
var phone = regexp.MustCompile(`^[^\d:.]{2,60}?(?:[:.…\s]|\s[–-]\s)*(?:\(?(?:\+\d{2}|0\d{1,3})\)?[\d\s\x{a0}–-]{5,14}|1177|112|116\s?\d{3})$`)

// phones makes lists of lines and paragraphs that follow each other and each end with a telephone number.
func (c *cleaner) phones(body *html.Node) {
	isPhone := func(words string) bool {
		return !strings.Contains(words, "\t") && phone.MatchString(strings.TrimSpace(words))
	}
	var block []*html.Node // paragraphs in a row
	flush := func() {
		if len(block) > 1 {
			c.phoneList(body, block)
		}
		block = nil
	}
	for _, n := range children(body) {
		if !hasContent(n) {
			continue
		}
		if n.Type != html.ElementNode || n.Data != "p" {
			flush()
			continue
		}
		lines := linesIn(n)
		if all := !slices.ContainsFunc(lines, func(line []*html.Node) bool { return !isPhone(wordsOf(line)) }); !all {
			flush()
			continue
		}
		if len(lines) > 1 {
			flush()
			var items []*html.Node
			for _, line := range lines {
				p := &html.Node{Type: html.ElementNode, Data: "p"}
				for _, w := range line {
					n.RemoveChild(w)
					p.AppendChild(w)
				}
				body.InsertBefore(p, n)
				items = append(items, p)
			}
			body.RemoveChild(n)
			c.phoneList(body, items)
			continue
		}
		block = append(block, n)
	}
	flush()
}

// phoneList makes a list of paragraphs.
func (c *cleaner) phoneList(body *html.Node, paragraphs []*html.Node) {
	c.remark(source.Guessed, textOf(paragraphs[0]), "%s med telefonnummer är en lista", problem.Amount(len(paragraphs), "rad", "rader"))
	list := &html.Node{Type: html.ElementNode, Data: "ul"}
	body.InsertBefore(list, paragraphs[0])
	for _, p := range paragraphs {
		body.RemoveChild(p)
		p.Data = "li"
		list.AppendChild(p)
	}
}
