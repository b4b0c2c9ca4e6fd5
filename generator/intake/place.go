package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/source"
)

// A section is what is from one heading of the highest level to the next.
type section struct {
	heading *html.Node // nil for what is before the first
	nodes   []*html.Node
	place   int // of its heading in the blueprint, -1 for none
	own     int // so many of the nodes, the first, have no old heading above them
}

// sectionsOf returns the sections of a tree. Footnotes are in none.
func sectionsOf(body *html.Node) []section {
	all := []section{{place: -1}}
	for _, n := range children(body) {
		switch {
		case attribute(n, "data-footnotes") != "":
		case headingLevel(n) == 2:
			all = append(all, section{heading: n, place: -1})
		default:
			last := &all[len(all)-1]
			last.nodes = append(last.nodes, n)
		}
	}
	return all
}

// blueprint gives the sections of a tree the headings of a blueprint, joins those that become one, and
// puts them in its order where that is certain.
func (c *cleaner) blueprint(body *html.Node, o Options) {
	if len(o.Titles) == 0 {
		return
	}
	sections := sectionsOf(body)
	sections = append(sections[:1], c.join(body, c.name(body, sections[1:], o))...)
	c.order(body, sections)
	c.levels(body, o)
}

// name gives sections the headings that they have here.
func (c *cleaner) name(body *html.Node, sections []section, o Options) []section {
	for i := range sections {
		s := &sections[i]
		old := textOf(s.heading)
		title := o.title(old)
		if title == "" {
			c.remark(source.Guessed, old, "rubriken har ingen plats i mallen och står kvar")
			continue
		}
		s.place = slices.Index(o.Titles, title)
		if old != title && !slices.ContainsFunc(sections, func(other section) bool { return other.heading != s.heading && o.title(textOf(other.heading)) == title }) {
			c.remark(source.Changed, old, "rubriken är %s", title)
			setWords(s.heading, title)
			if mentions(textOf(body), old) {
				c.remark(source.Guessed, old, "texten nämner rubriken vid dess gamla namn; skriv %s där", title)
			}
		}
		s.heading.Attr = append(s.heading.Attr, html.Attribute{Key: "data-title", Val: title})
	}
	return sections
}

// mentions reports whether words have a title in quotation marks.
func mentions(words, title string) bool {
	return regexp.MustCompile(`["'”“„»«]` + regexp.QuoteMeta(title) + `["'”“»«]`).MatchString(words)
}

// join makes one section of those that have the same place: first what had the heading of the blueprint,
// then the others, each below its old heading. Those that are for different readers stay apart.
func (c *cleaner) join(body *html.Node, sections []section) []section {
	var joined []section
	for _, s := range sections {
		at := slices.IndexFunc(joined, func(other section) bool {
			return s.place >= 0 && other.place == s.place && attribute(s.heading, "data-audience") == attribute(other.heading, "data-audience")
		})
		if at < 0 {
			title := attribute(s.heading, "data-title")
			if old := textOf(s.heading); title != "" && withoutNumber(old) != withoutNumber(title) {
				s = c.below(body, s, title)
			} else {
				setWords(s.heading, title)
				s.own = len(s.nodes)
			}
			joined = append(joined, s)
			continue
		}
		into, title := &joined[at], attribute(s.heading, "data-title")
		to := len(into.nodes)
		if old := textOf(s.heading); withoutNumber(old) == withoutNumber(title) {
			c.remark(source.Changed, old, "två avsnitt blir %s och är ett", title)
			body.RemoveChild(s.heading)
			to = into.own
			into.own += len(s.nodes)
		} else {
			c.remark(source.Changed, old, "avsnittet är en del av %s, med sin gamla rubrik som underrubrik", title)
			s.nodes = append([]*html.Node{s.heading}, s.nodes...)
			lower(s.nodes)
		}
		after := into.heading
		if to > 0 {
			after = into.nodes[to-1]
		}
		for _, n := range s.nodes {
			if after.NextSibling != n {
				body.RemoveChild(n)
				body.InsertBefore(n, after.NextSibling)
			}
			after = n
		}
		into.nodes = slices.Insert(into.nodes, to, s.nodes...)
	}
	return joined
}

// below puts a section that is to be joined with others below a heading of the blueprint.
func (c *cleaner) below(body *html.Node, s section, title string) section {
	c.remark(source.Changed, textOf(s.heading), "avsnittet är en del av %s, med sin gamla rubrik som underrubrik", title)
	heading := &html.Node{Type: html.ElementNode, Data: "h2"}
	heading.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	heading.Attr = []html.Attribute{{Key: "data-title", Val: title}}
	body.InsertBefore(heading, s.heading)
	nodes := append([]*html.Node{s.heading}, s.nodes...)
	lower(nodes)
	return section{heading: heading, nodes: nodes, place: s.place}
}

// lower makes headings one level lower.
func lower(nodes []*html.Node) {
	for _, n := range nodes {
		if l := headingLevel(n); l > 0 {
			n.Data = fmt.Sprintf("h%d", min(l+1, 6))
		}
	}
}

// elsewhere are words that say where something is in a text, which another order would make untrue.
var elsewhere = regexp.MustCompile(`(?i)\b(?:ovan|nedan|ovanför|nedanför|ovanstående|nedanstående|föregående avsnitt|nästa avsnitt|följande avsnitt)(?:$|[^\p{L}])`)

// order puts sections in the order of the blueprint, if all have a place there and no words refer to
// the order.
func (c *cleaner) order(body *html.Node, sections []section) {
	mapped := slices.DeleteFunc(slices.Clone(sections[1:]), func(s section) bool { return s.place < 0 })
	byPlace := func(a, b section) int { return a.place - b.place }
	if slices.IsSortedFunc(mapped, byPlace) {
		return
	}
	if len(mapped) < len(sections)-1 || elsewhere.MatchString(textOf(body)) {
		c.remark(source.Guessed, "", "avsnitten står i en annan ordning än i mallen; flytta dem om texten tål det")
		return
	}
	var end *html.Node // the footnotes
	for _, n := range children(body) {
		if attribute(n, "data-footnotes") != "" {
			end = n
		}
	}
	slices.SortStableFunc(mapped, byPlace)
	for _, s := range mapped {
		for _, n := range append([]*html.Node{s.heading}, s.nodes...) {
			body.RemoveChild(n)
			body.InsertBefore(n, end)
		}
	}
	c.remark(source.Changed, "", "avsnitten står i mallens ordning")
}

// levels makes the levels of headings those of the blueprint. A heading that is deeper than they go is
// one of the lowest, unless that takes all that is below the one before from it.
func (c *cleaner) levels(body *html.Node, o Options) {
	raised, empty := 0, false // whether the last heading has nothing below it yet
	for _, n := range children(body) {
		l := headingLevel(n)
		if l == 0 {
			empty = empty && !hasContent(n)
			continue
		}
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "data-title" })
		l += max(o.TopLevel, 2) - 2
		if o.BottomLevel > 0 && l > o.BottomLevel && !empty {
			l = o.BottomLevel
			if raised++; raised == 1 {
				c.remark(source.Changed, textOf(n), "rubriker djupare än mallens har fått dess lägsta nivå")
			}
		}
		n.Data = fmt.Sprintf("h%d", min(l, 6))
		empty = true
	}
}

// setWords makes words all that a heading has, unless it has more than words.
func setWords(heading *html.Node, words string) {
	if odd(heading) || strings.TrimSpace(words) == "" {
		return
	}
	for _, n := range children(heading) {
		heading.RemoveChild(n)
	}
	heading.AppendChild(&html.Node{Type: html.TextNode, Data: words})
}
