package source

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// wordNumbers knows the lists of a .docx, and counts their items.
type wordNumbers struct {
	lists map[string]*wordList // by the ids that paragraphs have
}

// A wordList is what paragraphs are items of. Lists that are made from the same count together.
type wordList struct {
	levels   [9]wordLevel
	restarts [9]bool // where the list begins again
	count    *[9]int // shared; 0 for what has not begun is in begun
	begun    *[9]bool
	used     bool
}

// A wordLevel is a level of a list.
type wordLevel struct {
	format  string // bullet, decimal, lowerLetter …
	text    string // of the number: "%1."
	start   int
	styleID string // of the paragraphs that are items on it
}

func newWordNumbers(root *xmlNode) *wordNumbers {
	n := &wordNumbers{lists: map[string]*wordList{}}
	abstract, styled := map[string]*xmlNode{}, map[string]*xmlNode{}
	for _, a := range root.all("w:abstractNum") {
		abstract[a.attr("w:abstractNumId")] = a
		if link := a.child("w:styleLink").val(); link != "" {
			styled[link] = a
		}
	}
	type counter struct {
		count [9]int
		begun [9]bool
	}
	counters := map[*xmlNode]*counter{}
	for _, num := range root.all("w:num") {
		a := abstract[num.child("w:abstractNumId").val()]
		if link := a.child("w:numStyleLink").val(); styled[link] != nil {
			a = styled[link]
		}
		if counters[a] == nil {
			counters[a] = &counter{}
		}
		l := &wordList{count: &counters[a].count, begun: &counters[a].begun}
		for i := range l.levels {
			l.levels[i] = wordLevel{format: "decimal", start: 1}
		}
		for _, level := range a.all("w:lvl") {
			l.level(level)
		}
		for _, o := range num.all("w:lvlOverride") {
			i := atoi(o.attr("w:ilvl"), 0, 8)
			l.level(o.child("w:lvl"))
			if start := o.child("w:startOverride"); start != nil {
				l.levels[i].start, l.restarts[i] = atoi(start.val(), 0, 1<<20), true
			}
		}
		if id := num.attr("w:numId"); n.lists[id] == nil {
			n.lists[id] = l
		}
	}
	return n
}

func (l *wordList) level(n *xmlNode) {
	if n == nil {
		return
	}
	at := &l.levels[atoi(n.attr("w:ilvl"), 0, 8)]
	if f := n.child("w:numFmt"); f != nil {
		at.format = f.val()
	}
	if start := n.child("w:start"); start != nil {
		at.start = atoi(start.val(), 0, 1<<20)
	}
	at.text, at.styleID = n.child("w:lvlText").val(), n.child("w:pStyle").val()
}

// next counts an item on a level.
func (l *wordList) next(level int) int {
	if !l.used {
		l.used = true
		for i, restart := range l.restarts {
			if restart {
				l.begun[i] = false
			}
		}
	}
	for i := range level {
		if !l.begun[i] {
			l.count[i], l.begun[i] = l.levels[i].start, true
		}
	}
	for i := level + 1; i < len(l.begun); i++ {
		l.begun[i] = false
	}
	if !l.begun[level] {
		l.count[level], l.begun[level] = l.levels[level].start, true
	} else {
		l.count[level]++
	}
	return l.count[level]
}

// listOf returns the list and level that a paragraph is an item of, nil for none.
func (r *wordReader) listOf(props *xmlNode, id string, s wordStyle) (*wordList, int) {
	numID, level := s.numID, s.level
	own := props.child("w:numPr")
	if n := own.child("w:numId"); n != nil {
		numID = n.val()
	}
	list := r.numbers.lists[numID]
	if list == nil || numID == "0" {
		return nil, 0
	}
	if n := own.child("w:ilvl"); n != nil {
		level = atoi(n.val(), 0, 8)
	} else if own == nil {
		for i, l := range list.levels {
			if id != "" && l.styleID == id {
				level = i
			}
		}
	}
	if l := list.levels[level]; l.format == "none" && strings.TrimSpace(l.text) == "" {
		return nil, 0
	}
	return list, level
}

// An openList is a list that the next item can be of.
type openList struct {
	of    *wordList
	level int
	node  *html.Node
	next  int // the number that the next item has here
}

// item writes a paragraph as an item of a list.
func (r *wordReader) item(p, to *html.Node, list *wordList, level int) {
	l := list.levels[level]
	name, number := "ol", list.next(level)
	if l.format == "bullet" || l.format == "none" || l.format == "" {
		name = "ul"
	}
	li := element("li")
	li.AppendChild(p)
	for len(r.lists) > 1 && r.lists[len(r.lists)-1].level > level {
		r.lists = r.lists[:len(r.lists)-1]
	}
	if len(r.lists) == 1 && r.lists[0].level > level {
		r.lists[0].level = level // the list begins deeper than it goes on
	}
	if n := len(r.lists); n > 0 && r.lists[n-1].level == level {
		open := &r.lists[n-1]
		if open.node.Data == name && (name == "ul" || open.of == list && open.next == number) {
			open.node.AppendChild(li)
			open.next = number + 1
			return
		}
		r.lists = r.lists[:n-1]
	}
	node := element(name)
	if name == "ol" && number != 1 {
		node.Attr = []html.Attribute{{Key: "start", Val: strconv.Itoa(number)}}
	}
	if n := len(r.lists); n > 0 {
		r.lists[n-1].node.LastChild.AppendChild(node)
	} else {
		to.AppendChild(node)
	}
	node.AppendChild(li)
	r.lists = append(r.lists, openList{list, level, node, number + 1})
	if label := list.label(level); name == "ol" && label != strconv.Itoa(number) {
		r.remark(Changed, words(p), "i Word har listan ”%s” som nummer; här har den siffran %d", label, number)
	}
}

// emptyItem counts a paragraph without words, as Word does, and says which number is missing.
func (r *wordReader) emptyItem(list *wordList, level int, to *html.Node) {
	if list == nil {
		return
	}
	list.next(level)
	if format := list.levels[level].format; format != "bullet" && format != "none" {
		r.remark(Changed, lastWords(to), "nummer %s är tomt i Word och är inte med; nästa nummer är som i Word", quoted(list.label(level)))
	}
}

// label returns the number of the last item of a level as Word shows it, without the signs around it.
func (l *wordList) label(level int) string {
	text := l.levels[level].text
	for i := range l.levels {
		if sign := "%" + strconv.Itoa(i+1); strings.Contains(text, sign) {
			text = strings.ReplaceAll(text, sign, numeral(l.levels[i].format, l.count[i]))
		}
	}
	if text == "" {
		text = numeral(l.levels[level].format, l.count[level])
	}
	return strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// numeral returns a number in a format of Word.
func numeral(format string, n int) string {
	upper := strings.HasPrefix(format, "upper")
	s := strconv.Itoa(n)
	switch {
	case strings.HasSuffix(format, "Letter") && n > 0 && n <= 26*9:
		s = strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
	case strings.HasSuffix(format, "Roman") && n > 0 && n < 4000:
		s = roman(n)
	}
	if upper {
		return strings.ToUpper(s)
	}
	return s
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= d.value {
			b.WriteString(d.sign)
			n -= d.value
		}
	}
	return b.String()
}
