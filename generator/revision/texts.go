package revision

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// pairTexts pairs texts by file, then those that are unchanged, and then those with
// most words in common: they have moved. Front pages without a file have no pair.
func pairTexts(before, after *site.Site) pairs[*site.Article] {
	p := newPairs[*site.Article]()
	old, now := written(before), written(after)
	p.by(func(a *site.Article) string { return a.Doc.Name }, old, now)
	p.by(func(a *site.Article) string { return string(a.Doc.Sum[:]) }, old, now)
	p.byWords(textWords, old, now)
	return p
}

func written(s *site.Site) []*site.Article {
	return slices.DeleteFunc(slices.Clone(s.Articles), func(a *site.Article) bool { return a.MadeUp })
}

// textWords returns the words of a text except its headings, which are those of the
// template and the same in texts that have nothing else in common.
func textWords(a *site.Article) []string {
	words := appendBlockWords(appendWords(nil, a.Title), a.Doc.Intro)
	a.Doc.All(func(s *document.Section, _ []*document.Section) { words = appendBlockWords(words, s.Blocks) })
	return words
}

// fewestToKnow is how many words besides headings make it certain that a text is the same in another
// place: a template with nothing filled in is the same everywhere.
const fewestToKnow = 20

// Moved returns the files of the texts that have certainly moved, by the files that they were in: no other
// text of either version has the same words, headings included.
func Moved(before, after *site.Site) map[string]string {
	moved := map[string]string{}
	now := byAllWords(written(after))
	for words, old := range byAllWords(written(before)) {
		if len(old) != 1 || len(now[words]) != 1 || len(textWords(old[0])) < fewestToKnow {
			continue
		}
		was, is := old[0].Doc.Name, now[words][0].Doc.Name
		there, known := after.ByFile(was), before.ByFile(is)
		if (there == nil || there.MadeUp) && (known == nil || known.MadeUp) {
			moved[was] = is
		}
	}
	return moved
}

// Gone returns what is known of the files of texts that are not there any longer. Name is what the version
// that had them is called.
func Gone(before, after *site.Site, name string) map[string]site.Gone {
	all := map[string]site.Gone{}
	pairs := pairTexts(before, after)
	heir := after.Moved()
	titles := unique(left(pairs.before, written(after)), func(a *site.Article) string { return spelling.Fold(a.Title) })
	for _, b := range written(before) {
		if now := after.ByFile(b.Doc.Name); now != nil && !now.MadeUp {
			continue
		}
		gone := site.Gone{In: name}
		for _, former := range b.Doc.Front.AllFormerURLs() {
			if file, found := heir(former.Text); found && gone.Heir == "" {
				gone.Heir = file
			}
		}
		if like := cmp.Or(pairs.after[b], titles[spelling.Fold(b.Title)]); like != nil {
			gone.Like = like.Doc.Name
		}
		all[b.Doc.Name] = gone
	}
	return all
}

// byAllWords returns texts by their words, with headings and in order.
func byAllWords(texts []*site.Article) map[string][]*site.Article {
	all := map[string][]*site.Article{}
	for _, a := range texts {
		words := appendBlockWords(appendWords(nil, a.Title), a.Doc.Intro)
		a.Doc.All(func(s *document.Section, _ []*document.Section) {
			words = appendBlockWords(append(appendWords(append(words, "#"), s.Title), "#"), s.Blocks)
		})
		key := strings.Join(words, " ")
		all[key] = append(all[key], a)
	}
	return all
}

// movedAmongSiblings returns the later texts that have another order among those beside
// them than they had. A text that sorts as before has not moved, whatever has passed it.
func (c *comparer) movedAmongSiblings() map[*site.Article]bool {
	moved := map[*site.Article]bool{}
	for _, siblings := range siblings(c.After) {
		var known []*site.Article
		var places []int
		for _, a := range siblings {
			if b := c.pairs.before[a]; b != nil && parent(b) == parent(a) {
				known, places = append(known, a), append(places, c.place[b])
			}
		}
		anchored := mapped(known, func(a *site.Article) bool { return sortsAlike(c.pairs.before[a], a) })
		for i, still := range staying(places, anchored) {
			if !still {
				moved[known[i]] = true
			}
		}
	}
	return moved
}

// sortsAlike reports whether two versions of a text have the same place, title and file.
func sortsAlike(b, a *site.Article) bool {
	return b.Doc.Front.Order == a.Doc.Front.Order && b.Title == a.Title && b.Doc.Name == a.Doc.Name
}

// staying marks the places that stay: all that are anchored, which rise, and of the others
// as many as possible.
func staying(places []int, anchored []bool) []bool {
	above := make([]int, len(places)) // the lowest anchored place after each
	lowest := math.MaxInt
	for i, p := range slices.Backward(places) {
		above[i] = lowest
		if anchored[i] {
			lowest = p
		}
	}
	var fits, among []int // which can stay, and their places
	highest := -1
	for i, p := range places {
		if anchored[i] || highest < p && p < above[i] {
			fits, among = append(fits, i), append(among, p)
		}
		if anchored[i] {
			highest = p
		}
	}
	stay := make([]bool, len(places))
	for i, still := range increasing(among) {
		stay[fits[i]] = still
	}
	return stay
}

// siblings returns the texts of a site that are beside each other.
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

// parent returns what a text is in: a chapter, a programme, a product.
func parent(a *site.Article) string {
	if within := a.Within(); len(within) > 0 {
		return within[len(within)-1].URL
	}
	return ""
}
