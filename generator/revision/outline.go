package revision

import (
	"cmp"
	"strconv"
	"strings"

	"provtryck/generator/document"
)

// sectionPairs are the sections that are the same in both versions of a text.
type sectionPairs struct {
	pairs[*document.Section]
	moved map[*document.Section]move // of the later sections that have
}

// A move is how a section has moved.
type move int

const (
	stays move = iota
	amongSiblings
	elsewhere // to another heading
)

// An outline is the sections of a text in order, and where each is.
type outline struct {
	sections []*document.Section
	parent   map[*document.Section]*document.Section // the one that it is in
	titles   map[*document.Section]string            // the headings above it, and its own
	path     map[*document.Section]string            // the same, numbered where others have them too
	place    map[*document.Section]int               // in the order
}

func newOutline(d *document.Document) outline {
	o := outline{
		parent: map[*document.Section]*document.Section{},
		titles: map[*document.Section]string{},
		path:   map[*document.Section]string{}, place: map[*document.Section]int{},
	}
	seen := map[string]int{}
	d.All(func(s *document.Section, within []*document.Section) {
		path := s.Key
		if len(within) > 0 {
			o.parent[s] = within[len(within)-1]
			path = o.path[o.parent[s]] + "\n" + path
		}
		o.titles[s] = path
		seen[path]++
		if n := seen[path]; n > 1 {
			path += "\n" + strconv.Itoa(n) // of the same name
		}
		o.path[s], o.place[s] = path, len(o.sections)
		o.sections = append(o.sections, s)
	})
	return o
}

// pairSections pairs the sections of two documents: first by heading and what they are
// in, then by heading alone, then by their words, last by their place. Of sections with the
// same heading those go together that also say the same.
func pairSections(before, after *document.Document) sectionPairs {
	p := sectionPairs{newPairs[*document.Section](), map[*document.Section]move{}}
	old, now := newOutline(before), newOutline(after)
	path := func(s *document.Section) string { return cmp.Or(old.path[s], now.path[s]) } // it is in one of them
	p.by(func(s *document.Section) string {
		return cmp.Or(old.titles[s], now.titles[s]) + "\n\n" + ownWords(s)
	}, old.sections, now.sections)
	p.by(path, old.sections, now.sections)
	p.by(func(s *document.Section) string { return s.Key }, old.sections, now.sections)
	words := func(s *document.Section) []string { return appendBlockWords(appendWords(nil, s.Title), s.Blocks) }
	p.byWords(words, old.sections, now.sections)
	p.byPlace(old, now)
	p.findMoved(old, now)
	return p
}

// ownWords returns what a section says, without its heading and the sections in it.
func ownWords(s *document.Section) string { return strings.Join(appendBlockWords(nil, s.Blocks), " ") }

// byPlace pairs sections without a pair that say the same, after the same section and in
// the same: only their headings differ.
func (p sectionPairs) byPlace(old, now outline) {
	for i, a := range now.sections {
		j := 0
		if i > 0 {
			before := p.before[now.sections[i-1]]
			if before == nil {
				continue
			}
			j = old.place[before] + 1
		}
		if p.before[a] != nil || j == len(old.sections) {
			continue
		}
		b, in := old.sections[j], now.parent[a]
		if p.after[b] == nil && old.parent[b] == p.before[in] && (in == nil || p.before[in] != nil) && ownWords(a) == ownWords(b) {
			p.join(b, a)
		}
	}
}

// findMoved marks the sections that are under another heading than before, or in
// another order among those beside them.
func (p sectionPairs) findMoved(old, now outline) {
	beside := map[*document.Section][]*document.Section{} // by what they are in
	for _, s := range now.sections {
		switch b := p.before[s]; {
		case b == nil:
		case p.before[now.parent[s]] != old.parent[b]:
			p.moved[s] = elsewhere
		default:
			beside[now.parent[s]] = append(beside[now.parent[s]], s)
		}
	}
	for _, sections := range beside {
		places := mapped(sections, func(s *document.Section) int { return old.place[p.before[s]] })
		for i, still := range increasing(places) {
			if !still {
				p.moved[sections[i]] = amongSiblings
			}
		}
	}
}
