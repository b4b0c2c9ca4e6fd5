// Package revision finds what differs between two versions of the texts.
//
// [Compare] pairs the texts of two sites: by file, and where a file has gone and
// another come, by their words. The sections of a pair are paired in the same way,
// then their paragraphs, lists, tables and boxes, and last their words. Each pair that
// differs makes a [Text] in a [Revision]: its [Change]s in the order of the text, and
// an article of both versions, with the tokens that were removed and added marked,
// which is rendered as any other.
//
// A change that may alter what a reader does has a [Matter]: a number, a dose, a
// negation. It is a help to look in the right place first, never a promise that the
// rest can be left unread.
//
// Everything is computed from the two sites alone.
package revision

import (
	"cmp"
	"reflect"
	"slices"

	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A Revision (jämförelse) is what differs between two versions of the texts.
type Revision struct {
	Before, After *site.Site
	Texts         []*Text    // that differ, in reading order; a removed one is where it was
	Effects       []Effect   // for whom something is shown or hidden that was not before
	Diverted      []Diverted // links that now lead elsewhere
	Renamings     []Renaming // of audiences and personas

	New   problem.List // findings that the earlier version did not have
	Fixed problem.List // findings of the earlier version that are no more, whatever their words

	// Pictures are the files of pictures that the later version lacks or has another
	// form of, by address.
	Pictures map[string]string

	texts map[*site.Article]*Text // by the later article, that of a removed text by the earlier
}

// A Kind is what has happened to a text.
type Kind int

const (
	Changed Kind = iota // the words, the front matter or the place
	New
	Removed
)

// A Text (text) is a text that differs.
type Text struct {
	Kind      Kind
	Before    *site.Article // nil when new
	After     *site.Article // nil when removed
	Merged    *site.Article // both versions in one; nil when new
	Facts     []Fact        // of the front matter
	Changes   []Change
	Moved     bool // the address differs
	Reordered bool // is elsewhere among its siblings
	Added     int  // words
	Deleted   int  // words
}

// Article returns the text as it is, or as it was last.
func (t *Text) Article() *site.Article { return cmp.Or(t.After, t.Before) }

// Label returns what has happened to the text, in a Swedish word.
func (t *Text) Label() string {
	switch {
	case t.Kind == New:
		return "Ny"
	case t.Kind == Removed:
		return "Borttagen"
	case len(t.Changes)+len(t.Facts) == 0 && (t.Moved || t.Reordered):
		return "Flyttad"
	case t.Moved:
		return "Ändrad och flyttad"
	}
	return "Ändrad"
}

// concerns returns the matters of each change of the text, and of its front matter.
func (t *Text) concerns() [][]Matter {
	var list [][]Matter
	for _, c := range t.Changes {
		list = append(list, c.Matters)
	}
	for _, f := range t.Facts {
		list = append(list, f.Matters)
	}
	return list
}

// Matters returns the matters of all changes of the text, each once.
func (t *Text) Matters() []Matter {
	list := slices.Concat(t.concerns()...)
	slices.Sort(list)
	return slices.Compact(list)
}

// Sensitive returns the number of changes that matter.
func (t *Text) Sensitive() int {
	n := 0
	for _, matters := range t.concerns() {
		if len(matters) > 0 {
			n++
		}
	}
	return n
}

// GravestFirst returns the changes of the text that matter, those with the gravest
// matters first, else in the order of the text.
func (t *Text) GravestFirst() []Change {
	list := slices.DeleteFunc(slices.Clone(t.Changes), func(c Change) bool { return len(c.Matters) == 0 })
	slices.SortStableFunc(list, func(a, b Change) int { return cmp.Compare(a.Matters[0], b.Matters[0]) })
	return list
}

// GravestFirst returns the texts with changes that matter, those with the gravest
// matters first, else in reading order.
func (r *Revision) GravestFirst() []*Text {
	gravest := map[*Text]Matter{}
	var list []*Text
	for _, t := range r.Texts {
		if matters := t.Matters(); len(matters) > 0 {
			gravest[t] = matters[0]
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b *Text) int { return cmp.Compare(gravest[a], gravest[b]) })
	return list
}

// Of returns what has happened to a text, nil when nothing has.
func (r *Revision) Of(a *site.Article) *Text { return r.texts[a] }

// The addresses of the pages on what has changed.
const (
	ChangesURL  = "/granskning/andringar/" // of all texts
	PicturesURL = ChangesURL + "bilder/"   // pictures of the earlier version
	ChangesPart = "andringar/"             // of one text, below its own address
)

// URL returns the address of a text with its changes marked; of a new text, that of
// the text.
func (r *Revision) URL(t *Text) string {
	switch {
	case t.Merged == nil:
		return t.After.URL
	case t.After == nil && r.After.ByURL(t.Before.URL) != nil:
		return t.Before.URL + ChangesPart + "borttagen/" // another text has its address now
	}
	return t.Article().URL + ChangesPart
}

// Compare compares two versions.
func Compare(before, after *site.Site) *Revision {
	r := &Revision{Before: before, After: after, Pictures: map[string]string{}}
	c := &comparer{
		Revision: r, pairs: pairTexts(before, after), place: map[*site.Article]int{},
		sections: map[*site.Article]sectionPairs{}, sameReaders: reflect.DeepEqual(before.Taxonomy, after.Taxonomy),
	}
	for i, b := range before.Articles {
		c.place[b] = i
	}
	c.reordered = c.movedAmongSiblings()
	for _, a := range after.Articles {
		if t := c.compare(c.pairs.before[a], a); t != nil {
			r.Texts = append(r.Texts, t)
		}
	}
	for _, b := range before.Articles {
		if !b.MadeUp && c.pairs.after[b] == nil {
			c.insertRemoved(c.compare(b, nil))
		}
	}
	r.Effects = c.effects()
	r.Renamings = renamings(before.Taxonomy, after.Taxonomy)
	for _, a := range after.Articles {
		if b := c.pairs.before[a]; b != nil {
			r.Diverted = append(r.Diverted, c.diverted(b, a)...)
		}
	}
	r.New, r.Fixed = c.findings()
	r.texts = make(map[*site.Article]*Text, len(r.Texts))
	for _, t := range r.Texts {
		r.texts[t.Article()] = t
	}
	return r
}

// insertRemoved puts a removed text after those that it was after.
func (c *comparer) insertRemoved(t *Text) {
	at := len(c.Texts)
	for at > 0 && !c.precedes(c.Texts[at-1].Before, t.Before) {
		at--
	}
	if at == 0 { // nothing that was before it has changed
		at = max(0, slices.IndexFunc(c.Texts, func(o *Text) bool { return sameGroup(o.Article(), t.Before) }))
	}
	c.Texts = slices.Insert(c.Texts, at, t)
}

// precedes reports whether an earlier text, nil for none, was before another of the
// same programme.
func (c *comparer) precedes(one, other *site.Article) bool {
	return one != nil && sameGroup(one, other) && c.place[one] < c.place[other]
}

func sameGroup(a, b *site.Article) bool { return group(a) == group(b) }

// group returns the programme that a text belongs to, empty for guidance.
func group(a *site.Article) string {
	if a.Programme == nil {
		return ""
	}
	return a.Programme.URL
}

// A comparer compares the texts of two sites.
type comparer struct {
	*Revision
	pairs       pairs[*site.Article]
	place       map[*site.Article]int // of the earlier texts in reading order
	reordered   map[*site.Article]bool
	sections    map[*site.Article]sectionPairs // by the later text
	sameReaders bool                           // the two have the same taxonomy
}

// compare returns what has happened to one text, nil when nothing has. One of the two
// may be nil.
func (c *comparer) compare(before, after *site.Article) *Text {
	switch {
	case after == nil:
		t := &Text{Kind: Removed, Before: before}
		c.merge(t)
		return t
	case after.MadeUp:
		return nil
	case before == nil:
		return &Text{Kind: New, After: after, Added: len(textWords(after))}
	}
	t := &Text{Before: before, After: after, Moved: before.URL != after.URL, Reordered: c.reordered[after]}
	same := before.Doc.Sum == after.Doc.Sum && samePictures(before, after)
	if same && !t.Moved && !t.Reordered {
		return nil
	}
	if !same {
		t.Facts = c.facts(before, after)
	}
	c.merge(t)
	if len(t.Facts)+len(t.Changes) == 0 && !t.Moved && !t.Reordered {
		return nil // only the way of writing differs
	}
	return t
}

func samePictures(a, b *site.Article) bool {
	sums := func(a *site.Article) []string {
		var sums []string
		for _, l := range a.Links {
			if l.Picture != nil {
				sums = append(sums, l.Picture.Sum)
			}
		}
		return sums
	}
	return slices.Equal(sums(a), sums(b))
}
