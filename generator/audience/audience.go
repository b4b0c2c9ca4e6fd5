// Package audience decides for whom a text is (målgrupp) and who sees it.
//
// A [Taxonomy] divides readers along dimensions. A [Tag] belongs to one
// dimension and may be under another tag. An [Audience] is a set of tags: on a
// page, section or block it is whom the text is for; as the profile of a reader
// it is who is reading. The functions are pure:
//
//   - Two tags meet when one is the other or is above it.
//   - A node is for a profile if, in every dimension where both have tags, one of
//     its tags meets one of the profile's.
//   - A node is visible if it and all nodes around it are for the profile.
//   - No tags means everyone. A profile without tags sees everything. A node
//     marked "alltid" is visible whatever is around it.
//
// testdata/cases.json holds the same rules as cases, for this package and for
// the browser.
package audience

import (
	"slices"
	"strings"
)

// A Dimension is one way of dividing readers: huvudman, verksamhet, yrkesroll …
type Dimension struct {
	ID      string // "verksamhet"
	Label   string // "Verksamhet"
	Several bool   // one reader can be of several groups: meet both children and adolescents
}

// A Tag (tagg) is one group of readers within a dimension.
type Tag struct {
	ID         string   // "primarvard", an ASCII slug
	Label      string   // "Primärvård"
	Dimension  int      // index in Taxonomy.Dimensions
	Parent     int      // index in Taxonomy.Tags of the tag above, or None
	Principals []int    // the tags of the principals (huvudmän) that run it; empty means any
	AlsoCalled []string // other ways of writing it that are accepted
}

// None is the index of no tag.
const None = -1

// A Persona (typprofil) is a named profile: a reader that reviewers choose and
// that checks are run for.
type Persona struct {
	ID   string // "distriktslakare"
	Name string // "Distriktsläkare"
	Tags Audience
}

// An Audience (målgrupp) is a set of tags: indexes in Taxonomy.Tags, ascending,
// each once. The empty Audience is everyone.
type Audience []int

// New makes an Audience of tags in any order, repeats allowed.
func New(tags ...int) Audience {
	a := slices.Clone(tags)
	slices.Sort(a)
	return slices.Compact(a)
}

// A Target is the audience of one node (page, section, block).
type Target struct {
	Tags   Audience
	Always bool // "alltid": safety text, visible to everyone
}

// A Taxonomy is the dimensions, tags and personas that the project has agreed
// on. It does not change once loaded.
type Taxonomy struct {
	Dimensions []Dimension
	Tags       []Tag
	Personas   []Persona

	byName map[string]int // folded id, label or other name → tag
	groups groups         // see Crowd
}

// meets reports whether one of two tags is the other or is above it.
func (t *Taxonomy) meets(a, b int) bool {
	return t.above(a, b) || t.above(b, a)
}

// above reports whether a is b or is above it.
func (t *Taxonomy) above(a, b int) bool {
	for ; b != None; b = t.Tags[b].Parent {
		if a == b {
			return true
		}
	}
	return false
}

// For reports whether a node with the given tags is for the profile.
func (t *Taxonomy) For(node, profile Audience) bool {
	for d := range t.Dimensions {
		if both, met := t.meetIn(d, node, profile); both && !met {
			return false
		}
	}
	return true
}

// meetIn reports whether both audiences have tags in dimension d, and if so whether
// they meet there.
func (t *Taxonomy) meetIn(d int, a, b Audience) (both, met bool) {
	for _, x := range a {
		if t.Tags[x].Dimension != d {
			continue
		}
		for _, y := range b {
			if t.Tags[y].Dimension != d {
				continue
			}
			if t.meets(x, y) {
				return true, true
			}
			both = true
		}
	}
	return both, false
}

// Visible reports whether the profile sees the last node of path, which begins
// with the page and goes inward.
func (t *Taxonomy) Visible(path []Target, profile Audience) bool {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i].Always {
			return true
		}
		if !t.For(path[i].Tags, profile) {
			return false
		}
	}
	return true
}

// In returns the tags of a that belong to dimension d.
func (t *Taxonomy) In(d int, a Audience) Audience {
	var in Audience
	for _, tag := range a {
		if t.Tags[tag].Dimension == d {
			in = append(in, tag)
		}
	}
	return in
}

// Labels returns the labels of the tags of a, in the order of the taxonomy.
func (t *Taxonomy) Labels(a Audience) []string {
	labels := make([]string, len(a))
	for i, tag := range a {
		labels[i] = t.Tags[tag].Label
	}
	return labels
}

// Phrase returns for whom a is, in words: "Läkare eller Sjuksköterska, och Primärvård". One
// group in each dimension is enough, and every dimension counts.
func (t *Taxonomy) Phrase(a Audience) string {
	return t.PhraseOf(a, func(label string) string { return label })
}

// PhraseOf is [Taxonomy.Phrase] with each label as write writes it.
func (t *Taxonomy) PhraseOf(a Audience, write func(label string) string) string {
	var dimensions []string
	and := " och "
	for d := range t.Dimensions {
		labels := t.Labels(t.In(d, a))
		if len(labels) == 0 {
			continue
		}
		for i, label := range labels {
			labels[i] = write(label)
		}
		if len(labels) > 1 {
			and = ", och "
		}
		dimensions = append(dimensions, listed(labels, " eller "))
	}
	if and == " och " {
		return listed(dimensions, and)
	}
	return strings.Join(dimensions, and)
}

// listed joins items with commas, and the last two with a word.
func listed(items []string, word string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + word + items[last]
}
