package disposition

import (
	"slices"
	"strings"
)

// A Doubt is why the place that a decision names cannot be right.
type Doubt struct {
	Decision
	Known []string // places that it may have meant; nil when the place is there and has none of the words
}

// doubt returns what is doubtful about the place of a decision about a unit, if something is.
func (m *matcher) doubt(d Decision, u Unit, to Passage) (Doubt, bool) {
	at := m.byName[to.Name]
	if at == nil {
		known := []string{}
		for _, p := range m.here.passages {
			known = append(known, p.Section)
		}
		for name := range m.byName {
			known = append(known, name)
		}
		return Doubt{d, distinct(known)}, true
	}
	if to.Section != "" && to.Anchor == "" {
		known := []string{}
		for _, p := range at.passages {
			name := p.Section
			if name != "" && strings.Contains(d.To, "#") {
				name = strings.TrimSpace(d.To[:strings.Index(d.To, "#")]) + "#" + name
			}
			known = append(known, name)
		}
		return Doubt{d, distinct(known)}, true
	}
	return Doubt{Decision: d}, !at.says(u, to)
}

// says reports whether a text has a word of a unit at a place in it, or the unit has none to look for.
func (p *place) says(u Unit, to Passage) bool {
	wanted := map[string]bool{}
	for _, w := range contentOf(u.Text) {
		wanted[w.stem] = true
	}
	key := ""
	for _, passage := range p.passages {
		if passage.Anchor == to.Anchor {
			key = last(passage.within)
			break
		}
	}
	return len(wanted) == 0 || slices.ContainsFunc(p.passages, func(passage *passage) bool {
		if to.Anchor != "" && passage.Anchor != to.Anchor && !slices.Contains(passage.within, key) {
			return false
		}
		return slices.ContainsFunc(contentOf(passage.Text), func(w content) bool { return wanted[w.stem] })
	})
}
