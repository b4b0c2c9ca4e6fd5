package revision

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"

	"provtryck/generator/document"
)

// A hunk is a run of tokens that one version has in the place of a run in the
// other. One of the two may be empty.
type hunk struct {
	before, after [2]int // from, to
}

// leaf puts two runs of words together.
func (m *merger) leaf(w *writer, before, after *node) {
	b, a := before.tokens, after.tokens
	at := 0
	for _, h := range hunks(b, a) {
		m.run(w, a[at:h.after[0]], kept, "")
		m.hunk(w, b, a, h)
		at = h.after[1]
	}
	m.run(w, a[at:], kept, "")
}

// hunk writes one change of words, and records it.
func (m *merger) hunk(w *writer, b, a []token, h hunk) {
	old, now := b[h.before[0]:h.before[1]], a[h.after[0]:h.after[1]]
	c := Change{
		Op: Replaced, What: "ord", Before: excerpt(old), After: excerpt(now),
		Left: wordsBefore(a[:h.after[0]]), Right: wordsAfter(a[h.after[1]:]),
		Matters: mattersIn(b, h.before, a, h.after),
	}
	if edge(old, now, first) {
		c.Left += " "
	}
	if edge(old, now, last) {
		c.Right = " " + c.Right
	}
	switch {
	case c.Before == c.After && c.Before != "":
		if c.What, c.Before, c.After = sameWords(old, now); c.What == "länk" {
			c.Matters = withMatter(c.Matters, Link)
		}
	case c.Before == "":
		c.Op = Inserted
	case c.After == "":
		c.Op = Deleted
	}
	id := m.record(c)
	if c.What == pictureTitle {
		m.titles(w, old, now, id)
		return
	}
	m.run(w, old, Deleted, id)
	if len(old) > 0 {
		id = ""
	}
	m.run(w, now, Inserted, id)
}

// titles writes pictures of which only the titles are others: a title is seen when its
// picture is pointed at, so both titles are written after the picture.
func (m *merger) titles(w *writer, old, now []token, id string) {
	for i, t := range now {
		m.run(w, []token{t}, kept, "")
		if old[i].title == t.title {
			continue
		}
		for _, side := range []struct {
			title string
			op    Op
		}{{old[i].title, Deleted}, {t.title, Inserted}} {
			if side.title != "" {
				m.run(w, plainLeaf("(titeln ”"+side.title+"”)").tokens, side.op, id)
				id = ""
			}
		}
	}
}

// pictureTitle is what a change is of when a picture is the same and its title is not.
const pictureTitle = "titel på bild"

// retitled reports whether runs of tokens are the same except for titles of pictures.
func retitled(old, now []token) bool {
	return slices.EqualFunc(old, now, func(b, a token) bool {
		return b.key == a.key || b.picture() && a.picture() && b.text == a.text && b.file == a.file &&
			b.within.layers() == a.within.layers() && sharedLayers(b.within, a.within) == a.within.layers()
	})
}

// pictureTitles returns the pictures among tokens, with their titles.
func pictureTitles(tokens []token) string {
	var list []string
	for _, t := range tokens {
		switch {
		case !t.picture():
		case t.title == "":
			list = append(list, t.text)
		default:
			list = append(list, t.text+", med titeln ”"+t.title+"”")
		}
	}
	return strings.Join(list, "; ")
}

func first(tokens []token) token { return tokens[0] }
func last(tokens []token) token  { return tokens[len(tokens)-1] }

// edge reports whether what was changed begins or ends with a blank.
func edge(old, now []token, at func([]token) token) bool {
	return len(now) > 0 && at(now).kind == blank || len(now) == 0 && at(old).kind == blank
}

// sameWords returns what differs between words that are the same: the picture, the note
// that they refer to, where a link leads, or how they look.
func sameWords(old, now []token) (what, before, after string) {
	before, after = excerpt(old), excerpt(now)
	switch {
	case retitled(old, now):
		return pictureTitle, pictureTitles(old), pictureTitles(now)
	case !slices.Equal(pictureFiles(old), pictureFiles(now)):
		return "bild", before + ", tidigare bild", after + ", ny bild"
	}
	if b, a := pictureTitles(old), pictureTitles(now); b != a {
		before, after = before+" ("+b+")", after+" ("+a+")"
	}
	isReference := func(t token) bool { return t.written.Kind == document.ReferenceToken }
	if slices.ContainsFunc(now, isReference) {
		return "referens", before, after
	}
	from, to := linksOf(old), linksOf(now)
	if from == to {
		return "utseende", before, after
	}
	return "länk", before + " → " + cmp.Or(from, "ingen länk"), after + " → " + cmp.Or(to, "ingen länk")
}

// pictureFiles returns what distinguishes the pictures among tokens.
func pictureFiles(tokens []token) []string {
	var list []string
	for _, t := range tokens {
		if t.picture() {
			list = append(list, t.file)
		}
	}
	return list
}

// linksOf returns where the links of some words lead, each once.
func linksOf(tokens []token) string {
	var list []string
	for _, t := range tokens {
		for w := t.within; w != nil; w = w.outer {
			if w.link() && !slices.Contains(list, w.to) {
				list = append(list, w.to)
			}
		}
	}
	return strings.Join(list, "; ")
}

// hunks returns the differences between two runs of tokens. Two of them become one
// where hardly a word is between them.
func hunks(b, a []token) []hunk {
	var list []hunk
	same, until := 0, 0
	for _, d := range lcs.DiffLines(mapped(b, tokenKey), mapped(a, tokenKey)) {
		h := hunk{[2]int{d.Start, d.End}, [2]int{d.ReplStart, d.ReplEnd}}
		same += countWords(a[until:d.ReplStart])
		until = d.ReplEnd
		if n := len(list); n > 0 && slight(list[n-1], h, b, a) {
			list[n-1].before[1], list[n-1].after[1] = d.End, d.ReplEnd
			continue
		}
		list = append(list, h)
	}
	same += countWords(a[until:])
	if most := max(countWords(b), countWords(a)); len(list) > 2 && float64(same) < confetti*float64(most) {
		return []hunk{{[2]int{0, len(b)}, [2]int{0, len(a)}}}
	}
	return list
}

// confetti is the share of words in common below which a run of words is shown
// as replaced whole: single words that happen to be the same do not help a reader.
const confetti = 0.3

// slight reports whether so little is between two hunks that they are one.
func slight(x, y hunk, b, a []token) bool {
	between := a[x.after[1]:y.after[0]]
	switch countWords(between) {
	case 0:
		return true
	case 1:
		if inRange(x, y, b, a) {
			return true
		}
		changed := countWords(b[x.before[0]:x.before[1]]) + countWords(a[x.after[0]:x.after[1]]) +
			countWords(b[y.before[0]:y.before[1]]) + countWords(a[y.after[0]:y.after[1]])
		return changed >= 6 && len(joined(between)) <= 5
	}
	return false
}

// inRange reports whether two hunks are the ends of a range: "en till två",
// "timmar till dagar".
func inRange(x, y hunk, b, a []token) bool {
	for _, part := range [][2]int{x.before, x.after, y.before, y.after} {
		if part[0] == part[1] {
			return false
		}
	}
	between := strings.ToLower(strings.TrimSpace(joined(a[x.after[1]:y.after[0]])))
	return (between == "till" || between == "eller") && measure(a[y.after[0]]) && measure(b[y.before[0]])
}

// measure reports whether a token is a number or a time.
func measure(t token) bool {
	w := strings.ToLower(t.text)
	known, is := lexicon.find(w)
	return numeral(w) || is && known.matter == Time
}

func countWords(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.kind == word || t.kind == atom && t.text != "" {
			n++
		}
	}
	return n
}

func tokenKey(t token) string { return t.key }

// spans are the elements that words of one version are in.
var spans = map[Op]document.TokenKind{Inserted: document.InsertedToken, Deleted: document.DeletedToken}

// run writes a run of tokens of one version.
func (m *merger) run(w *writer, tokens []token, op Op, id string) {
	if len(tokens) == 0 {
		return
	}
	switch op {
	case Inserted:
		m.text.Added += countWords(tokens)
	case Deleted:
		m.text.Deleted += countWords(tokens)
	}
	if kind, marked := spans[op]; marked {
		span := document.Token{Kind: kind, Text: id, Offset: -1}
		w.add(span)
		defer w.end(span)
	}
	var open *wrap
	for _, t := range tokens {
		w.rewrap(open, t.within, op)
		open = t.within
		if op != Deleted {
			w.add(t.written)
		} else if t, shown := m.deleted(t.written); shown {
			w.add(t)
		}
	}
	w.rewrap(open, nil, op)
}

// deleted returns a token of the earlier version as it is shown, if it is. A picture is
// among the links of both versions; a reference is its number, since its footnote may be
// gone.
func (m *merger) deleted(t document.Token) (document.Token, bool) {
	switch t.Kind {
	case document.PictureToken:
		t.Number += int32(m.shift)
	case document.ReferenceToken:
		t.Second = document.Dead
	case document.BackReferenceToken:
		return t, false
	}
	return t, true
}

// rewrap closes and opens the elements that differ between two words. A link
// that has been deleted is not written: where it led may be gone.
func (w *writer) rewrap(from, to *wrap, op Op) {
	same := sharedLayers(from, to)
	written := func(x *wrap) bool { return op != Deleted || !x.link() }
	for ; from.layers() > same; from = from.outer {
		if written(from) {
			w.end(from.begin)
		}
	}
	var opened []*wrap
	for ; to.layers() > same; to = to.outer {
		opened = append(opened, to)
	}
	for _, x := range slices.Backward(opened) {
		if written(x) {
			w.add(x.begin)
		}
	}
}

// sharedLayers returns how many of the elements that two words are in are the same.
func sharedLayers(a, b *wrap) int {
	for a.layers() > b.layers() {
		a = a.outer
	}
	for b.layers() > a.layers() {
		b = b.outer
	}
	for a != nil && a.path != b.path {
		a, b = a.outer, b.outer
	}
	return a.layers()
}

// footnotes returns the text of footnotes, by number: where one is added the others get
// new numbers, which is no change of the text.
func footnotes(d *document.Document) map[int32]string {
	notes := map[int32]string{}
	var search func([]document.Block)
	search = func(blocks []document.Block) {
		for _, b := range blocks {
			number := int32(0)
			for _, t := range b.Tokens {
				switch t.Kind {
				case document.FootnoteToken:
					number = t.Number
				case document.WordsToken, document.SoftBreakToken:
					if number > 0 {
						notes[number] += cmp.Or(t.Text, " ")
					}
				}
			}
			search(b.Blocks)
		}
	}
	d.All(func(s *document.Section, _ []*document.Section) { search(s.Blocks) })
	return notes
}

// inWordsOf returns earlier footnotes, with those that have been reworded in their
// current words: the reference to a note whose words have changed has not changed.
func inWordsOf(now, before map[int32]string) map[int32]string {
	notes := maps.Clone(before)
	gone, come := onlyIn(before, now), onlyIn(now, before)
	if len(gone)*len(come) > maxCandidates {
		return notes
	}
	numbers := map[string]int{}
	words := func(text string) []string { return appendWords(nil, strings.ToLower(text)) }
	old := bags(numbers, gone, func(number int32) []string { return words(before[number]) })
	later := bags(numbers, come, func(number int32) []string { return words(now[number]) })
	taken := map[int]bool{}
	for i, number := range gone {
		most, best := alikeEnough, -1
		for j := range come {
			if how, _ := alike(old[i], later[j]); how >= most && !taken[j] {
				most, best = how, j
			}
		}
		if best >= 0 {
			notes[number], taken[best] = now[come[best]], true
		}
	}
	return notes
}

// onlyIn returns the numbers of the footnotes whose words the others do not have.
func onlyIn(notes, others map[int32]string) []int32 {
	has := map[string]bool{}
	for _, text := range others {
		has[text] = true
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(notes)), func(number int32) bool { return has[notes[number]] })
}
