package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/problem"
	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// clean makes what a tree means out of what it only looks like: paragraphs that were meant as
// headings, lists or tables, and signs that nobody sees.
func (c *cleaner) clean(body *html.Node, o Options) {
	c.signs(body)
	c.lists(body)
	c.phones(body)
	c.tables(body)
	headRows(body)
	c.titleLines(body, o)
	c.headings(body)
	c.emptySections(body)
}

type cleaner struct{ remarks []source.Remark }

func (c *cleaner) remark(fate source.Fate, words, format string, args ...any) {
	c.remarks = append(c.remarks, source.Remark{Fate: fate, Where: spelling.Shorten(words, mostQuoted, " …"), What: fmt.Sprintf(format, args...)})
}

// invisible reports whether nobody sees a sign: soft hyphens, marks of direction and the like, which
// break words for those who search. Joiners of letters and emojis are seen.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d'
}

// shortPriority is a priority as some write it: "(prio 3)", "(prio3)", "(Prio: 3)".
var shortPriority = regexp.MustCompile(`(?i)\(prio\.?:?\s*(\d{1,2})\)`)

// signs makes the signs of every word those that our texts have.
func (c *cleaner) signs(body *html.Node) {
	removed, first := 0, ""
	for n := range body.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		before := removed
		text := strings.Map(func(r rune) rune {
			switch {
			case r == '\t' || r == '\u00a0':
				return r
			case unicode.IsSpace(r):
				return ' ' // also the line breaks and thin blanks that some programs have
			case invisible(r):
				removed++
				return -1
			}
			return r
		}, norm.NFC.String(n.Data))
		if before == 0 && removed > 0 {
			first = strings.TrimSpace(text)
		}
		n.Data = shortPriority.ReplaceAllStringFunc(text, func(s string) string {
			with := shortPriority.ReplaceAllString(s, "(prioritet $1)")
			c.remark(source.Changed, strings.TrimSpace(text), "%s är %s", s, with)
			return with
		})
	}
	if removed > 0 {
		c.remark(source.Changed, first, "%s togs bort: mjuka bindestreck och annat som inte syns",
			problem.Amount(removed, "osynligt tecken", "osynliga tecken"))
	}
}

// A bullet is what a line begins with that was meant as an item of a list.
type bullet struct {
	form    *regexp.Regexp
	ordered bool
	level   int // 0 for that of the text, 1 for the one within it
	enough  int // so many in a row make a list
}

// bullets are the signs of Word's lists, and of people who have written their own.
var bullets = []bullet{
	{regexp.MustCompile(`^[•●▪■◦‣·\x{F0B7}\x{F0A8}\x{F0FC}✓➢]\s*`), false, 0, 1},
	{regexp.MustCompile(`^[o\x{F06F}○]\t\s*`), false, 1, 1},
	{regexp.MustCompile(`^(?:[\x{F0A7}\x{F0D8}]|§(?:\t|[ \x{a0}]{2}))[\s\x{a0}]*`), false, 1, 1}, // not § 5
	{regexp.MustCompile(`^[-–—*+]\s+`), false, 0, 2},
	{regexp.MustCompile(`^[-–]\t\s*`), false, 0, 1},
	{regexp.MustCompile(`^\(?(\d{1,2})(?:\.\)|[.)])\s+`), true, 0, 2},
	{regexp.MustCompile(`^\(?[a-h][.)]\s+`), true, 1, 2},
}

// bulletOf returns the index of the bullet that a line begins with, -1 for none, and its length in bytes.
func bulletOf(line string) (index, length int) {
	line = strings.TrimLeft(line, " \u00a0")
	for i, b := range bullets {
		if m := b.form.FindString(line); m != "" {
			return i, len(m)
		}
	}
	return -1, 0
}

// blank is instead of the index of a bullet where a node shows nothing.
const blank = -2

// bulletAt returns the index of the bullet that a paragraph begins with, -1 for none, or blank.
func bulletAt(n *html.Node) int {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" || n.Data == "p" && !hasContent(n) {
		return blank
	}
	index, _ := bulletOf(paragraphText(n))
	return index
}

// lists makes lists of paragraphs, and of lines in a paragraph, that begin with bullets.
func (c *cleaner) lists(n *html.Node) {
	splitLines(n)
	nodes := children(n)
	begins, items := make([]int, len(nodes)), []*html.Node(nil)
	for i := range nodes {
		begins[i] = bulletAt(nodes[i])
	}
	for i := 0; i < len(nodes); i++ {
		if nodes[i].Type == html.ElementNode && !inline[nodes[i].Data] && nodes[i].Data != "p" {
			c.lists(nodes[i])
			continue
		}
		first := begins[i]
		if first < 0 {
			continue
		}
		items = items[:0]
		j := i
		for ; j < len(nodes); j++ {
			index := begins[j]
			if index == blank {
				continue
			}
			if index < 0 || index != first && bullets[index].apart(bullets[first]) {
				break
			}
			items = append(items, nodes[j])
		}
		if len(items) < bullets[first].enough || !numbered(items) {
			continue
		}
		c.remark(source.Guessed, textOf(items[0]), "%s med %s är en lista", problem.Amount(len(items), "rad", "rader"),
			"punkttecken eller nummer")
		list := listOf(items)
		n.InsertBefore(list, items[0])
		for _, item := range items {
			n.RemoveChild(item)
		}
		i = j - 1
	}
}

// apart reports whether an item is none of a list that begins with another bullet: there it would get a number that it
// does not have, or lose its own.
func (b bullet) apart(first bullet) bool {
	return (b.ordered || first.ordered) && b.level <= first.level
}

// numbered reports whether the numbers that items begin with follow each other, in each list of them.
func numbered(items []*html.Node) bool {
	var want [2]string // by level
	for _, item := range items {
		index, _ := bulletOf(paragraphText(item))
		if bullets[index].level == 0 {
			want[1] = ""
		}
		if !bullets[index].ordered {
			continue
		}
		level, sign := bullets[index].level, signOf(item)
		if want[level] != "" && sign != want[level] {
			return false
		}
		want[level] = next(sign)
	}
	return true
}

// signOf returns the number or letter that an item begins with.
func signOf(item *html.Node) string {
	line := strings.TrimLeft(paragraphText(item), " \u00a0(")
	sign, _, _ := strings.Cut(strings.NewReplacer(".", ")").Replace(line), ")")
	return sign
}

// next returns the number or letter after another.
func next(sign string) string {
	if sign[0] >= 'a' {
		return string(sign[0] + 1)
	}
	return strconv.Itoa(numberOf(sign) + 1)
}

// numberOf returns the number of an item with a number, or a letter, of one or two signs.
func numberOf(sign string) int {
	if sign[0] >= 'a' {
		return int(sign[0]-'a') + 1
	}
	n, _ := strconv.Atoi(sign)
	return n
}

// listOf returns a list of paragraphs that begin with bullets; those of a lower level lie in
// the item before them.
func listOf(items []*html.Node) *html.Node {
	var list, inner *html.Node
	first, _ := bulletOf(paragraphText(items[0]))
	for _, p := range items {
		index, length := bulletOf(paragraphText(p))
		sign := signOf(p)
		trimStart(p, length)
		item := &html.Node{Type: html.ElementNode, Data: "li"}
		for _, c := range children(p) {
			p.RemoveChild(c)
			item.AppendChild(c)
		}
		if list != nil && bullets[index].level > bullets[first].level {
			if inner == nil {
				inner = emptyList(index, sign)
				list.LastChild.AppendChild(inner)
			}
			inner.AppendChild(item)
			continue
		}
		inner = nil
		if list == nil {
			list = emptyList(index, sign)
		}
		list.AppendChild(item)
	}
	return list
}

// emptyList returns a list of items with a bullet, of which the first has a sign.
func emptyList(bullet int, sign string) *html.Node {
	if !bullets[bullet].ordered {
		return &html.Node{Type: html.ElementNode, Data: "ul"}
	}
	return &html.Node{Type: html.ElementNode, Data: "ol", Attr: []html.Attribute{{Key: "start", Val: strconv.Itoa(numberOf(sign))}}}
}

// paragraphText returns the words of a paragraph with its tabs; "" for all else.
func paragraphText(n *html.Node) string {
	if n.Type != html.ElementNode || n.Data != "p" {
		return ""
	}
	return strings.TrimLeft(rawText(n), " \n\r")
}

// trimStart removes the blanks that the words of a node begin with, and the bytes after them.
func trimStart(n *html.Node, length int) {
	begun := false
	for d := range n.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		if !begun {
			d.Data = strings.TrimLeft(d.Data, " \n\r\u00a0")
			begun = d.Data != ""
		}
		cut := min(length, len(d.Data))
		d.Data = d.Data[cut:]
		if length -= cut; length == 0 && begun {
			return
		}
	}
}

// splitLines makes a paragraph of each line of a paragraph in which some begin with bullets or
// have tabs.
func splitLines(n *html.Node) {
	for _, p := range children(n) {
		if p.Type != html.ElementNode || p.Data != "p" {
			continue
		}
		lines := [][]*html.Node{nil}
		for _, c := range children(p) {
			if c.Data == "br" && c.Type == html.ElementNode {
				lines = append(lines, nil)
				continue
			}
			lines[len(lines)-1] = append(lines[len(lines)-1], c)
		}
		if len(lines) < 2 || !slices.ContainsFunc(lines, marked) {
			continue
		}
		for _, line := range lines {
			part := &html.Node{Type: html.ElementNode, Data: "p"}
			for _, c := range line {
				p.RemoveChild(c)
				part.AppendChild(c)
			}
			n.InsertBefore(part, p)
		}
		n.RemoveChild(p)
	}
}

// marked reports whether a line begins with a bullet or has a tab in it.
func marked(line []*html.Node) bool {
	var b strings.Builder
	for _, n := range line {
		b.WriteString(rawText(n))
	}
	text := strings.TrimLeft(b.String(), " \n\r")
	index, _ := bulletOf(text)
	return index >= 0 || strings.Contains(strings.TrimSpace(text), "\t")
}

// tables makes tables of paragraphs that follow each other and have as many tabs between words.
func (c *cleaner) tables(n *html.Node) {
	nodes := children(n)
	for i := 0; i < len(nodes); i++ {
		if nodes[i].Type == html.ElementNode && !inline[nodes[i].Data] && nodes[i].Data != "p" && nodes[i].Data != "table" {
			c.tables(nodes[i])
			continue
		}
		columns := len(tabbed(nodes[i]))
		if columns < 2 {
			continue
		}
		var rows []*html.Node
		j := i
		for ; j < len(nodes); j++ {
			if nodes[j].Type == html.TextNode && strings.TrimSpace(nodes[j].Data) == "" {
				continue
			}
			if len(tabbed(nodes[j])) != columns {
				break
			}
			rows = append(rows, nodes[j])
		}
		if len(rows) < 2 {
			continue
		}
		c.remark(source.Guessed, textOf(rows[0]), "%s med tabbar är en tabell", problem.Amount(len(rows), "rad", "rader"))
		table := &html.Node{Type: html.ElementNode, Data: "table"}
		for _, row := range rows {
			tr := &html.Node{Type: html.ElementNode, Data: "tr"}
			for _, words := range tabbed(row) {
				td := &html.Node{Type: html.ElementNode, Data: "td"}
				td.AppendChild(&html.Node{Type: html.TextNode, Data: words})
				tr.AppendChild(td)
			}
			table.AppendChild(tr)
		}
		n.InsertBefore(table, rows[0])
		for _, row := range rows {
			n.RemoveChild(row)
		}
		i = j - 1
	}
}

// tabbed returns the words between the tabs of a paragraph without links and pictures.
func tabbed(n *html.Node) []string {
	text := paragraphText(n)
	if !strings.Contains(strings.TrimSpace(text), "\t") {
		return nil
	}
	for d := range n.Descendants() {
		if d.Data == "a" || d.Data == "img" || attribute(d, "data-footnote") != "" {
			return nil
		}
	}
	return tabs.Split(strings.TrimSpace(text), -1)
}

var tabs = regexp.MustCompile(`[ \x{a0}]*\t+[ \x{a0}]*`)

// headRows makes headings of the cells in the first row of a table in which all are bold.
func headRows(body *html.Node) {
	for table := range elements(body, "table") {
		for tr := range elements(table, "tr") {
			cells := slices.DeleteFunc(children(tr), func(n *html.Node) bool { return n.Type != html.ElementNode })
			isHead := func(n *html.Node) bool { return n.Data == "th" || bold(n) || !hasContent(n) }
			if len(cells) > 1 && !slices.ContainsFunc(cells, func(n *html.Node) bool { return !isHead(n) }) &&
				slices.ContainsFunc(cells, hasContent) {
				for _, cell := range cells {
					cell.Data = "th"
					unbold(cell)
				}
			}
			break
		}
	}
}

// unbold takes bold away from the words in a node.
func unbold(n *html.Node) {
	for _, c := range children(n) {
		unbold(c)
		if c.Data == "strong" && c.Type == html.ElementNode {
			for _, inner := range children(c) {
				c.RemoveChild(inner)
				n.InsertBefore(inner, c)
			}
			n.RemoveChild(c)
		}
	}
}

// mostInHeading is how many letters a bold paragraph may have to be taken for a heading.
const mostInHeading = 80

// headings makes headings of bold paragraphs, and moves all headings up so that the highest is
// of level 2, as the first of a text is.
func (c *cleaner) headings(body *html.Node) {
	level, highest := 1, 6
	for _, n := range children(body) {
		if l := headingLevel(n); l > 0 {
			level = l
		}
		words := textOf(n)
		if n.Type == html.ElementNode && n.Data == "p" && bold(n) && isTitle(words) && following(n) {
			n.Data = fmt.Sprintf("h%d", min(level+1, 6))
			c.remark(source.Guessed, words, "stycket i fet stil är en rubrik")
			trimColon(n)
		}
	}
	var all []*html.Node
	for n := range body.Descendants() {
		if l := headingLevel(n); l > 0 {
			all = append(all, n)
			highest = min(highest, l)
		}
	}
	above := 0 // levels never skip one downwards
	for _, n := range all {
		l := min(headingLevel(n)-highest+2, above+1, 6)
		if above == 0 {
			l = 2
		}
		above, n.Data = l, fmt.Sprintf("h%d", l)
	}
}

// bold reports whether all words of a paragraph are bold.
func bold(p *html.Node) bool {
	words := false
	for n := range p.Descendants() {
		if n.Data == "img" {
			return false
		}
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) == "" {
			continue
		}
		words = true
		if !slices.ContainsFunc(slices.Collect(n.Ancestors()), func(a *html.Node) bool { return a.Data == "strong" }) {
			return false
		}
	}
	return words
}

// isTitle reports whether words can be a heading: a few, that are no sentence.
func isTitle(words string) bool {
	return words != "" && utf8.RuneCountInString(words) <= mostInHeading && !strings.ContainsAny(words[len(words)-1:], ".!,;") &&
		!strings.HasSuffix(words, "…")
}

// following reports whether there is something after a node that a heading can be above.
func following(n *html.Node) bool {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if hasContent(n) {
			return headingLevel(n) == 0
		}
	}
	return false
}

// trimColon removes a colon that the words of a heading end with.
func trimColon(n *html.Node) {
	var last *html.Node
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			last = d
		}
	}
	last.Data = strings.TrimSuffix(strings.TrimRightFunc(last.Data, unicode.IsSpace), ":")
}

// titleLines makes headings of lines that only have a heading with a place, and a colon, and of such
// before a text on the same line: in bold, or where the text has no headings of its own.
func (c *cleaner) titleLines(body *html.Node, o Options) {
	var within int // the level of headings made here
	plain := true
	for n := range body.ChildNodes() {
		plain = plain && headingLevel(n) == 0
	}
	for _, n := range children(body) {
		if l := headingLevel(n); l > 0 {
			within = l
		}
		if n.Type != html.ElementNode || n.Data != "p" || odd(n) {
			continue
		}
		title, rest, found := strings.Cut(textOf(n), ":")
		if !found || !o.known(title) || rest != "" && !plain && !boldBefore(n, title) || rest == "" && !following(n) {
			continue
		}
		h := &html.Node{Type: html.ElementNode, Data: fmt.Sprintf("h%d", min(within+1, 6))}
		if plain {
			h.Data = "h2"
		}
		h.AppendChild(&html.Node{Type: html.TextNode, Data: title})
		c.remark(source.Guessed, textOf(n), "raden med %s och kolon är en rubrik", title)
		n.Parent.InsertBefore(h, n)
		if rest == "" {
			n.Parent.RemoveChild(n)
			continue
		}
		cutTitle(n)
	}
}

// boldBefore reports whether a paragraph begins with words in bold that are a title.
func boldBefore(p *html.Node, title string) bool {
	for _, n := range children(p) {
		if hasContent(n) {
			return n.Data == "strong" && strings.TrimRight(textOf(n), ": ") == title
		}
	}
	return false
}

// cutTitle removes what is before the first colon in a paragraph, with it.
func cutTitle(p *html.Node) {
	for n := range p.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		_, after, found := strings.Cut(n.Data, ":")
		if n.Data = ""; found {
			n.Data = strings.TrimLeft(after, " \u00a0")
			return
		}
	}
}

// dashes are what people write for nothing.
const dashes = "-–—−‒_ "

// emptySections removes sections that have only a dash, as the old template's did.
func (c *cleaner) emptySections(body *html.Node) {
	nodes := children(body)
	for i, n := range nodes {
		if headingLevel(n) == 0 {
			continue
		}
		var within []*html.Node
		for _, next := range nodes[i+1:] {
			if headingLevel(next) > 0 {
				break
			}
			if hasContent(next) {
				within = append(within, next)
			}
		}
		if len(within) == 1 && !odd(within[0]) && strings.Trim(textOf(within[0]), dashes) == "" {
			c.remark(source.Dropped, textOf(n), "under rubriken stod bara ett streck; rubriken är kvar")
			body.RemoveChild(within[0])
		}
	}
}
