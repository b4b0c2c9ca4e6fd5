package intake

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/source"
)

// marking takes the facts and audiences out of the sections that have them. What has no place in the
// front matter stays under their heading, as a list.
func (f *facts) marking(body *html.Node) {
	if f.Mapping == nil {
		return
	}
	for _, section := range sectionsOf(body) {
		if section.heading == nil || !f.marks(textOf(section.heading)) {
			continue
		}
		f.section(body, section)
	}
}

// section takes what it can of one section. A section with more than short lines in it is a text.
func (f *facts) section(body *html.Node, s section) {
	var left []string
	changed, removed := 0, 0
	for _, n := range s.nodes {
		if !hasContent(n) {
			continue
		}
		lines, plain := entries(n)
		if !plain {
			continue
		}
		var rest []string
		for _, line := range lines {
			if more, _ := f.marked(line); more != "" {
				rest = append(rest, more)
			}
		}
		if slices.Equal(rest, lines) {
			continue // it stays as it is
		}
		changed++
		left = append(left, rest...)
		if len(rest) > 0 {
			body.InsertBefore(blockOf(n, rest), n)
		} else {
			removed++
		}
		body.RemoveChild(n)
	}
	if changed == 0 {
		return
	}
	if len(left) > 0 {
		f.remark(source.Changed, strings.Join(left, "; "), "det som inte har någon uppgift överst i filen står kvar under %s", textOf(s.heading))
	}
	if removed == countContent(s.nodes) {
		f.remark(source.Dropped, textOf(s.heading), "allt under rubriken är uppgifter överst i filen; rubriken togs inte med")
		body.RemoveChild(s.heading)
	}
}

// blockOf returns a block of lines: lines of a paragraph if they were in one, else a list.
func blockOf(was *html.Node, lines []string) *html.Node {
	if was.Data == "p" {
		p := &html.Node{Type: html.ElementNode, Data: "p"}
		for i, line := range lines {
			if i > 0 {
				p.AppendChild(&html.Node{Type: html.ElementNode, Data: "br"})
			}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
		}
		return p
	}
	list := &html.Node{Type: html.ElementNode, Data: "ul"}
	for _, line := range lines {
		item := &html.Node{Type: html.ElementNode, Data: "li"}
		item.AppendChild(&html.Node{Type: html.TextNode, Data: line})
		list.AppendChild(item)
	}
	return list
}

// marked takes a line of a section with facts and audiences, and returns what is left of it.
func (f *facts) marked(line string) (left string, taken bool) {
	if key, _, _, _ := f.label(line); key == "" && f.allTags(line) {
		return f.tags(line, line), true
	}
	return f.take(line, true)
}

func countContent(nodes []*html.Node) int {
	n := 0
	for _, c := range nodes {
		if hasContent(c) {
			n++
		}
	}
	return n
}

// entries returns the lines of a block as "label: value", if it has words alone.
func entries(n *html.Node) (lines []string, plain bool) {
	if odd(n) || n.Type != html.ElementNode {
		return nil, false
	}
	add := func(words string) {
		if words = strings.Join(strings.Fields(words), " "); words != "" {
			lines = append(lines, words)
		}
	}
	switch n.Data {
	case "p":
		for _, line := range linesIn(n) {
			add(wordsOf(line))
		}
	case "ul", "ol":
		for item := range elements(n, "li") {
			for range elements(item, "ul") {
				return nil, false
			}
			add(textOf(item))
		}
	case "table":
		for row := range elements(n, "tr") {
			var cells []string
			for _, cell := range children(row) {
				if cell.Type == html.ElementNode {
					cells = append(cells, textOf(cell))
				}
			}
			if len(cells) != 2 {
				return nil, false
			}
			add(strings.TrimRight(cells[0], ": ") + ": " + cells[1])
		}
	default:
		return nil, false
	}
	return lines, true
}
