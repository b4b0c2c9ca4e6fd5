package collation

import (
	"cmp"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/revision"
)

// A comparison is under way.
type comparison struct {
	text   *Text
	page   *Page
	result *Result
	used   map[int]bool // blocks of the page that are no part of the body, by their numbers
}

// blocks compares the bodies.
func (c *comparison) blocks(in []block) {
	ours := c.text.blocks
	theirs := slices.DeleteFunc(slices.Clone(in), func(b block) bool { return c.used[b.number] })
	to, from := map[int]int{}, map[int]int{}
	for _, p := range align(ours, theirs) {
		to[p.ours], from[p.theirs] = p.theirs, p.ours
	}
	moved := displaced(ours, theirs, to, from)
	places, place := headingsAbove(theirs), ""
	for i, b := range ours {
		j, there := to[i]
		elsewhere, away := moved[i]
		switch {
		case there:
			before, known := to[i-1]
			c.pair(b, theirs[j], place, known && before == j-1)
		case away:
			c.moved(b, theirs[elsewhere], place, places[elsewhere])
		default:
			c.add(Difference{Kind: Missing, What: b.what(), Place: place, Text: b.text}.marked(b.key, ""))
		}
		if b.form == heading {
			place = b.text
		}
	}
	taken := map[int]bool{}
	for _, j := range moved {
		taken[j] = true
	}
	c.extra(ours, theirs, places, func(j int) bool { _, is := from[j]; return is || taken[j] })
}

// displaced returns the blocks of the page that are those of the text elsewhere, by the number of
// the latter: with the same words, else nearly the same.
func displaced(ours, theirs []block, to, from map[int]int) map[int]int {
	moved, taken, left := map[int]int{}, map[int]bool{}, 0
	bySign := map[string][]int{}
	for j, b := range theirs {
		if _, paired := from[j]; !paired && b.key != "" {
			bySign[b.sign()] = append(bySign[b.sign()], j)
			left++
		}
	}
	for i, b := range ours {
		if _, paired := to[i]; !paired && len(bySign[b.sign()]) > 0 {
			j := bySign[b.sign()][0]
			bySign[b.sign()] = bySign[b.sign()][1:]
			moved[i], taken[j] = j, true
		}
	}
	if len(ours)*left > large {
		return moved
	}
	for i, b := range ours {
		_, paired := to[i]
		if _, done := moved[i]; paired || done || b.key == "" || b.form == cell {
			continue
		}
		best, most := -1, nearly
		for j, other := range theirs {
			if _, paired := from[j]; paired || taken[j] || other.form != b.form || other.key == "" {
				continue
			}
			if like := dice(strings.Fields(b.key), strings.Fields(other.key)); like > most {
				best, most = j, like
			}
		}
		if best >= 0 {
			moved[i], taken[best] = best, true
		}
	}
	return moved
}

// nearly is how alike two blocks must be to be the same one elsewhere.
const nearly = 0.7

// headingsAbove returns the heading above every block.
func headingsAbove(list []block) []string {
	above, now := make([]string, len(list)), ""
	for i, b := range list {
		above[i] = now
		if b.form == heading {
			now = b.text
		}
	}
	return above
}

// pair compares two blocks that are the same one. Joined is that those before them are too.
func (c *comparison) pair(ours, theirs block, place string, joined bool) {
	d := Difference{Kind: Differs, What: ours.what(), Place: place, Text: ours.text, Page: theirs.text}
	d.Details = append(forms(ours, theirs, joined), links(ours, theirs)...)
	if ours.form == item && ours.ordered && (!theirs.ordered || ours.first != theirs.first && joined) {
		d.Matters = append(d.Matters, revision.Order)
	}
	if len(links(ours, theirs)) > 0 {
		d.Matters = append(d.Matters, revision.Link)
	}
	switch {
	case ours.key != theirs.key:
		c.add(d.marked(ours.key, theirs.key))
	case len(d.Details) > 0:
		c.add(d)
	case ours.text != theirs.text || trailing(ours, theirs):
		c.result.Cosmetic++
	default:
		c.result.Same++
	}
}

// moved adds a block that is elsewhere on the page.
func (c *comparison) moved(ours, theirs block, place, there string) {
	d := Difference{Kind: Moved, What: ours.what(), Place: place, Text: ours.text, Page: theirs.text}
	if there != place {
		d.Details = append(d.Details, "står på sidan under ”"+cmp.Or(there, c.text.Title)+"”")
	}
	d.Details = append(d.Details, forms(ours, theirs, false)...)
	d.Details = append(d.Details, links(ours, theirs)...)
	if ours.ordered {
		d.Matters = append(d.Matters, revision.Order)
	}
	if ours.key != theirs.key {
		d = d.marked(ours.key, theirs.key)
	}
	c.add(d)
}

// extra adds what only the page has. Pictures that show nothing to read are ornaments.
func (c *comparison) extra(ours, theirs []block, places []string, known func(int) bool) {
	signs := map[string]bool{}
	for _, b := range ours {
		signs[b.sign()] = true
	}
	for j, b := range theirs {
		if known(j) || b.around || b.form == picture && b.key == "" {
			continue
		}
		kind := Extra
		if signs[b.sign()] && b.key != "" {
			kind = Doubled
		}
		c.add(Difference{Kind: kind, What: b.what(), Place: places[j], Page: b.text}.marked("", b.key))
	}
}

// what returns what a block is, in a Swedish word.
func (b block) what() string { return formWords[b.form] }

// marked adds the words of both with what differs marked, and what of it matters.
func (d Difference) marked(ours, theirs string) Difference {
	tokens, matters := revision.Passages(ours, theirs)
	d.Marked = tokens
	d.Matters = append(d.Matters, matters...)
	if d.What == formWords[picture] {
		d.Matters = append(d.Matters, revision.Picture)
	}
	return d
}

func (c *comparison) add(d Difference) {
	slices.Sort(d.Matters)
	d.Matters = slices.Compact(d.Matters)
	c.result.Differences = append(c.result.Differences, d)
}

// sort puts what matters first, the gravest first.
func (r *Result) sort() {
	gravest := func(d Difference) int {
		if len(d.Matters) == 0 {
			return int(revision.Who) + 1
		}
		return int(d.Matters[0])
	}
	slices.SortStableFunc(r.Differences, func(a, b Difference) int { return cmp.Compare(gravest(a), gravest(b)) })
}

// Marks returns the words of tokens, with what only the text has as [-…-] and what only the page has as {+…+}.
func Marks(tokens []document.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.Kind == document.DeletedToken && !t.End:
			b.WriteString("[-")
		case t.Kind == document.DeletedToken:
			b.WriteString("-]")
		case t.Kind == document.InsertedToken && !t.End:
			b.WriteString("{+")
		case t.Kind == document.InsertedToken:
			b.WriteString("+}")
		default:
			b.WriteString(document.TextOf([]document.Token{t}))
		}
	}
	return b.String()
}
