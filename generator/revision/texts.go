package revision

import (
	"cmp"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/site"
)

// pairs are the texts that are the same in both versions.
type pairs struct {
	before map[*site.Article]*site.Article // by the later
	after  map[*site.Article]*site.Article // by the earlier
}

func (p pairs) join(before, after *site.Article) {
	p.before[after], p.after[before] = before, after
}

// alikeEnough is the share of common words from which two texts, sections or
// paragraphs are taken for versions of one: below it a reader has more use of
// seeing the old and the new whole.
const alikeEnough = 0.5

// wordsEnough is how many words two texts or sections must have in common to be
// taken for one: a few words may be the same by chance, and then something that
// has been taken away would seem to have moved.
const wordsEnough = 8

// pairTexts pairs texts by file. Of those that are left, those that say much the
// same are a text that has moved: the most alike first.
func pairTexts(before, after *site.Site) pairs {
	p := pairs{map[*site.Article]*site.Article{}, map[*site.Article]*site.Article{}}
	var gone, come []*site.Article
	for _, b := range before.Articles {
		if a := after.ByFile(b.Doc.Name); a != nil && !b.MadeUp && !a.MadeUp {
			p.join(b, a)
		} else if !b.MadeUp {
			gone = append(gone, b)
		}
	}
	for _, a := range after.Articles {
		if !a.MadeUp && p.before[a] == nil {
			come = append(come, a)
		}
	}
	for _, m := range bestMatches(gone, come, textWords, alikeEnough) {
		p.join(gone[m.before], come[m.after])
	}
	return p
}

// textWords are the words of a text but its headings, which are those of the
// template and the same in texts that have nothing else in common.
func textWords(a *site.Article) bag {
	words := bag{}
	words.add(a.Title)
	words.addBlocks(a.Doc.Intro)
	a.Doc.All(func(s *document.Section, _ []*document.Section) { words.addBlocks(s.Blocks) })
	return words
}

// A bag is words with how often they stand.
type bag map[string]int

func (b bag) add(text string) {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !inWord(r) }) {
		b[w]++
	}
}

func (b bag) addBlocks(blocks []document.Block) {
	for _, block := range blocks {
		b.add(block.Title)
		b.add(tags.ReplaceAllString(block.HTML.HTML, " "))
		b.addBlocks(block.Blocks)
	}
}

func (b bag) size() int {
	n := 0
	for _, times := range b {
		n += times
	}
	return n
}

// alike is the share of words that two bags have in common, 0 to 1 (Dice's
// coefficient).
func alike(a, b bag) float64 {
	common, all := inCommon(a, b), a.size()+b.size()
	if all == 0 {
		return 0
	}
	return float64(2*common) / float64(all)
}

func inCommon(a, b bag) int {
	n := 0
	for w, times := range a {
		n += min(times, b[w])
	}
	return n
}

// A match is a pair by place in two lists.
type match struct {
	before, after int
	alike         float64
}

// maxCandidates is how many pairs are compared: a rename of very many texts at
// once is shown as texts that have gone and come.
const maxCandidates = 40000

// bestMatches pairs things that are alike, the most alike first.
func bestMatches[T any](before, after []T, words func(T) bag, enough float64) []match {
	if len(before)*len(after) > maxCandidates {
		return nil
	}
	bags := func(things []T) []bag {
		list := make([]bag, len(things))
		for i, t := range things {
			list[i] = words(t)
		}
		return list
	}
	left, right := bags(before), bags(after)
	var all []match
	for i, a := range left {
		for j, b := range right {
			if how := alike(a, b); how == 1 || how >= enough && inCommon(a, b) >= wordsEnough {
				all = append(all, match{i, j, how})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y match) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(x.before, y.before), cmp.Compare(x.after, y.after))
	})
	var best []match
	usedBefore, usedAfter := map[int]bool{}, map[int]bool{}
	for _, m := range all {
		if !usedBefore[m.before] && !usedAfter[m.after] {
			usedBefore[m.before], usedAfter[m.after] = true, true
			best = append(best, m)
		}
	}
	return best
}

// movedAmongSiblings are the texts, as they are now, that have another order
// among those that lie beside them than they had.
func (c *comparer) movedAmongSiblings() map[*site.Article]bool {
	moved := map[*site.Article]bool{}
	place := map[*site.Article]int{}
	for i, b := range c.Before.Articles {
		place[b] = i
	}
	for _, siblings := range siblings(c.After) {
		var known []*site.Article
		var places []int
		for _, a := range siblings {
			if b := c.pairs.before[a]; b != nil && parent(b) == parent(a) {
				known, places = append(known, a), append(places, place[b])
			}
		}
		stay := increasing(places)
		for i, a := range known {
			if !stay[i] {
				moved[a] = true
			}
		}
	}
	return moved
}

// siblings are the texts of a site that lie beside each other.
func siblings(s *site.Site) [][]*site.Article {
	var groups [][]*site.Article
	var fronts []*site.Article
	for _, p := range s.Programmes {
		fronts = append(fronts, p.Article)
		var chapters []*site.Article
		for _, c := range p.Chapters {
			chapters = append(chapters, c.Article)
			groups = append(groups, c.Pages)
		}
		groups = append(groups, chapters, p.Pages)
	}
	return append(groups, fronts, s.Guidance)
}

// parent tells what a text lies in: a chapter, a programme, a product.
func parent(a *site.Article) string {
	switch {
	case a.Chapter != nil && a.Chapter.Article != a:
		return a.Chapter.URL
	case a.Programme != nil && a.Programme.Article != a:
		return a.Programme.URL
	}
	return ""
}

// increasing marks a longest run of places that rise: those that stay when the
// fewest are moved.
func increasing(places []int) []bool {
	if slices.IsSorted(places) {
		return slices.Repeat([]bool{true}, len(places))
	}
	length, from := make([]int, len(places)), make([]int, len(places))
	last := -1
	for i, p := range places {
		length[i], from[i] = 1, -1
		for j := range i {
			if places[j] < p && length[j]+1 > length[i] {
				length[i], from[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	stay := make([]bool, len(places))
	for ; last >= 0; last = from[last] {
		stay[last] = true
	}
	return stay
}
