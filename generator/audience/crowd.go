package audience

import (
	"math/bits"
	"slices"
)

// A Crowd (läsekrets) is a set of readers, to prove things about all of them at
// once. A reader here is exact: in one of the finest groups in every dimension,
// a leaf of its tree, and possible: a group that certain principals run goes
// with one of them. Whoever has fewer tags sees more, so where every exact reader
// sees something, all do.
//
// As dimensions are independent of one another, the readers of a node are all
// combinations of some leaves in each dimension, and a Crowd is those leaves. In
// a dimension where a reader can be of several groups, no leaves at all means
// those who are of enough groups at once.
type Crowd tagSet

// maxTags is how many tags a taxonomy can have: some three times what the
// project has agreed on.
const maxTags = 128

// tagSet is a set of tags by index.
type tagSet [maxTags / 64]uint64

func (s *tagSet) add(tag int)     { s[tag/64] |= 1 << (tag % 64) }
func (s tagSet) has(tag int) bool { return s[tag/64]&(1<<(tag%64)) != 0 }

// next returns the first tag of the set that is at least from; None if there is none.
func (s tagSet) next(from int) int {
	for i := from / 64; i < len(s); i++ {
		word := s[i]
		if i == from/64 {
			word &= ^uint64(0) << (from % 64)
		}
		if word != 0 {
			return i*64 + bits.TrailingZeros64(word)
		}
	}
	return None
}

func (s tagSet) and(o tagSet) tagSet {
	for i := range s {
		s[i] &= o[i]
	}
	return s
}

func (s tagSet) or(o tagSet) tagSet {
	for i := range s {
		s[i] |= o[i]
	}
	return s
}

func (s tagSet) without(o tagSet) tagSet {
	for i := range s {
		s[i] &^= o[i]
	}
	return s
}

// groups are the sets that crowds are computed from.
type groups struct {
	leaves  tagSet
	in      []tagSet // the leaves of each dimension
	meeting []tagSet // the leaves that meet each tag
	linked  []bool   // the dimensions of principals and of what they run
}

// group fills in the groups of a taxonomy whose tags are known.
func (t *Taxonomy) group() {
	g := groups{in: make([]tagSet, len(t.Dimensions)), meeting: make([]tagSet, len(t.Tags))}
	for tag := range t.Tags {
		if !t.hasChild(tag) {
			g.leaves.add(tag)
			g.in[t.Tags[tag].Dimension].add(tag)
		}
	}
	for tag := range t.Tags {
		for leaf := range t.Tags {
			if g.leaves.has(leaf) && t.meets(tag, leaf) {
				g.meeting[tag].add(leaf)
			}
		}
	}
	g.linked = make([]bool, len(t.Dimensions))
	for _, tag := range t.Tags {
		for _, principal := range tag.Principals {
			g.linked[tag.Dimension] = true
			g.linked[t.Tags[principal].Dimension] = true
		}
	}
	t.groups = g
}

func (t *Taxonomy) hasChild(tag int) bool {
	return slices.ContainsFunc(t.Tags, func(other Tag) bool { return other.Parent == tag })
}

// Crowd returns all who see the last node of path, which begins with the outermost
// and goes inward. The crowd of no path is everyone.
func (t *Taxonomy) Crowd(path ...Target) Crowd {
	seen := Crowd(t.groups.leaves)
	for _, target := range path {
		seen = t.Narrow(seen, target)
	}
	return seen
}

// Narrow returns all who see a node with the target in something that the crowd sees.
func (t *Taxonomy) Narrow(c Crowd, target Target) Crowd {
	switch {
	case target.Always:
		return Crowd(t.groups.leaves)
	case len(target.Tags) == 0:
		return c
	}
	return c.And(t.named(target.Tags))
}

// And returns those who are in both crowds.
func (c Crowd) And(o Crowd) Crowd { return Crowd(tagSet(c).and(tagSet(o))) }

// named returns all whom the tags are for.
func (t *Taxonomy) named(a Audience) Crowd {
	all := t.groups.leaves
	for d, leaves := range t.groups.in {
		var met tagSet
		for _, tag := range a {
			if t.Tags[tag].Dimension == d {
				met = met.or(t.groups.meeting[tag])
			}
		}
		if met != (tagSet{}) {
			all = all.without(leaves).or(met)
		}
	}
	return Crowd(all)
}

// Reader finds a reader who is in the crowd but in none of the others.
func (t *Taxonomy) Reader(in Crowd, others ...Crowd) (Audience, bool) {
	for _, other := range others {
		if tagSet(in).without(tagSet(other)) == (tagSet{}) {
			return nil, false // all of them are in the other
		}
	}
	return t.someone(tagSet(in), 0, make(Audience, 0, len(t.Dimensions)), others)
}

// someone returns a possible reader of the crowd, whose groups in the first dimensions
// are chosen already and are in all of the others. Groups that are in the same of
// the others are equivalent, so one of them is tried, except where
// what is possible in another dimension depends on it. So the number of others
// does not multiply the work in every dimension.
func (t *Taxonomy) someone(in tagSet, dimension int, chosen Audience, others []Crowd) (Audience, bool) {
	if dimension == len(t.Dimensions) {
		return New(chosen...), len(others) == 0
	}
	choices := in.and(t.groups.in[dimension])
	if choices == (tagSet{}) && (t.Dimensions[dimension].Several || t.groups.in[dimension] == (tagSet{})) {
		return t.someone(in, dimension+1, chosen, others)
	}
	var tried [][]Crowd
	for tag := choices.next(0); tag != None; tag = choices.next(tag + 1) {
		if !t.possible(append(chosen, tag)) {
			continue
		}
		left := containing(others, tag)
		if !t.groups.linked[dimension] {
			if slices.ContainsFunc(tried, func(same []Crowd) bool { return slices.Equal(same, left) }) {
				continue
			}
			tried = append(tried, left)
		}
		if reader, found := t.someone(in, dimension+1, append(chosen, tag), left); found {
			return reader, true
		}
	}
	return nil, false
}

// containing returns the crowds that the group is in.
func containing(crowds []Crowd, tag int) []Crowd {
	return slices.DeleteFunc(slices.Clone(crowds), func(c Crowd) bool { return !tagSet(c).has(tag) })
}

// possible reports whether one reader can be of all the groups: those that certain
// principals run go with one of them, if a principal is among the groups.
func (t *Taxonomy) possible(groups Audience) bool {
	for _, tag := range groups {
		principals := t.Tags[tag].Principals
		if len(principals) == 0 {
			continue
		}
		d := t.Tags[principals[0]].Dimension
		for _, other := range groups {
			if t.Tags[other].Dimension == d && !slices.Contains(principals, other) {
				return false
			}
		}
	}
	return true
}

// Share returns the part of the exact groups of a dimension that the tags are for, 0
// to 1, and how many groups there are.
func (t *Taxonomy) Share(dimension int, a Audience) (share float64, groups int) {
	met := 0
	named := tagSet(t.named(a))
	in := t.groups.in[dimension]
	for tag := in.next(0); tag != None; tag = in.next(tag + 1) {
		groups++
		if named.has(tag) {
			met++
		}
	}
	if groups == 0 {
		return 1, 0
	}
	return float64(met) / float64(groups), groups
}

// Telling returns the groups of a reader that set it apart from crowds.
func (t *Taxonomy) Telling(reader Audience, crowds ...Crowd) Audience {
	return slices.DeleteFunc(slices.Clone(reader), func(tag int) bool {
		return !slices.ContainsFunc(crowds, func(c Crowd) bool { return !tagSet(c).has(tag) })
	})
}

// Missing returns those in a crowd who are in none of the others, as audiences: one for
// each dimension in which they are left out. An audience has the fewest tags that say it,
// those that are named before others, and of what limits the crowd only what differs.
func (t *Taxonomy) Missing(in Crowd, others []Crowd, named Audience) []Audience {
	reader, some := t.Reader(in, others...)
	switch {
	case !some:
		return nil
	case len(others) == 0:
		return []Audience{t.Groups(in, named)}
	}
	var list []Audience
	for d, leaves := range t.groups.in {
		gone := tagSet(in).and(leaves)
		for _, other := range others {
			gone = gone.without(tagSet(other))
		}
		var lost tagSet
		for leaf := gone.next(0); leaf != None; leaf = gone.next(leaf + 1) {
			var only tagSet
			only.add(leaf)
			if _, is := t.Reader(Crowd(tagSet(in).without(leaves).or(only)), others...); is {
				lost.add(leaf)
			}
		}
		if lost != (tagSet{}) {
			list = append(list, New(append(t.limits(in, others, d, named), t.covering(d, lost, gone, named)...)...))
		}
	}
	// Where there are several others, a reader can be left out though each of its groups is in some of them.
	told := slices.Clone(others)
	for some = len(list) == 0; some && len(list) < maxApart; {
		telling := t.Telling(reader, others...)
		list, told = append(list, telling), append(told, t.Crowd(Target{Tags: telling}))
		reader, some = t.Reader(in, told...)
	}
	return list
}

// maxApart is how many groups of readers are told apart where they have no dimension in common.
const maxApart = 8

// limits returns the tags that limit the crowd in other dimensions than d, where one of
// the others is not limited in the same way.
func (t *Taxonomy) limits(in Crowd, others []Crowd, d int, named Audience) Audience {
	var list Audience
	for other, leaves := range t.groups.in {
		own := tagSet(in).and(leaves)
		differs := func(o Crowd) bool { return tagSet(o).and(leaves) != own }
		if other != d && own != leaves && slices.ContainsFunc(others, differs) {
			list = append(list, t.covering(other, own, own, named)...)
		}
	}
	return list
}

// Groups returns the tags that say who a crowd is: none for everyone.
func (t *Taxonomy) Groups(c Crowd, named Audience) Audience {
	return New(t.limits(c, []Crowd{Crowd(t.groups.leaves)}, None, named)...)
}

// covering returns the fewest tags of a dimension that all leaves of a set are under,
// and no others except those that are free.
func (t *Taxonomy) covering(d int, set, free tagSet, named Audience) Audience {
	var list Audience
	var cover func(parent int)
	cover = func(parent int) {
		for tag := range t.Tags {
			if t.Tags[tag].Dimension != d || t.Tags[tag].Parent != parent {
				continue
			}
			below := t.groups.meeting[tag]
			fits := below.without(set).without(free) == (tagSet{})
			switch {
			case below.and(set) == (tagSet{}):
			case fits && !(below.single() && t.parentOf(named, tag) && !slices.Contains(named, tag)):
				list = append(list, tag)
			default:
				cover(tag)
			}
		}
	}
	cover(None)
	return list
}

// parentOf reports whether a tag is above one of others. A tag with a single one below it has the
// same readers, and the wider name: who chooses it is among them.
func (t *Taxonomy) parentOf(others Audience, tag int) bool {
	return slices.ContainsFunc(others, func(other int) bool { return t.Tags[other].Parent == tag })
}

// single reports whether a set has one tag only.
func (s tagSet) single() bool {
	first := s.next(0)
	return first != None && s.next(first+1) == None
}
