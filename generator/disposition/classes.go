package disposition

import (
	"path"
	"strings"

	"provtryck/generator/spelling"
)

// entry returns what became of a unit, as it is found.
func (m *matcher) entry(i int, u Unit) Entry {
	e := Entry{Unit: u}
	p := m.found[i]
	if m.facts[i] {
		e.Class, e.To = Moved, Passage{Name: m.here.doc.Name, Section: factsTitle}
		return e
	}
	if p == nil {
		if to := m.follows[i]; to != nil {
			e.To = Passage{Name: to.name, Section: to.Section, Anchor: to.Anchor}
			e.Class = Merged
			switch {
			case !m.isHere(to):
				e.Class = Moved
			case m.pairs[last(u.within)] == last(to.within) && !m.headed[last(to.within)]:
				e.Class = Reworded
			}
		}
		return e
	}
	e.To = Passage{p.name, p.Section, p.Anchor, p.Text, p.Dest}
	switch {
	case u.Kind != Link && len(m.landed[p]) > 1 && !m.split(p):
		e.Class = Merged
	case u.Kind == Heading && !m.isHere(p), u.Kind != Heading && !m.stays(u, p):
		e.Class = Moved
	case m.unchanged(u, p):
		e.Class = Kept
	default:
		e.Class = Reworded
	}
	e.Missing = m.missing(u, p)
	return e
}

// split reports whether what has landed in a passage is one unit and its own links.
func (m *matcher) split(p *passage) bool {
	units := 0
	for _, i := range m.landed[p] {
		if m.original.Units[i].Kind != Link {
			units++
		}
	}
	return units < 2
}

// unchanged reports whether a unit says the same, and leads to the same.
func (m *matcher) unchanged(u Unit, p *passage) bool {
	if u.key != p.key {
		return false
	}
	if u.Kind != Link {
		return u.step == p.step && samePauses(u.Text, p.Text)
	}
	return m.target(u.Dest, m.original.Doc.Name, m.original.Source) == m.target(p.Dest, p.name, "")
}

// decide lets what editors have decided go before what is found.
func (m *matcher) decide(a *Account, decisions []Decision) {
	byID := map[string]int{}
	for i, e := range a.Entries {
		byID[e.ID] = i
	}
	for _, d := range decisions {
		i, known := byID[d.ID]
		if !known {
			a.Stale = append(a.Stale, d)
			continue
		}
		e := &a.Entries[i]
		e.Written = d
		if p := m.found[i]; d.Class == Kept && (p == nil || !m.unchanged(e.Unit, p)) {
			d.Class = Reworded // only the same words are kept
		}
		e.Class, e.Decided, e.Reason, e.At = d.Class, true, d.Reason, d.Pos
		if d.Class == Dropped {
			e.To, e.Missing = Passage{}, nil
		} else if to, found := m.named(d.To); found {
			e.To = to
			if doubt, is := m.doubt(d, e.Unit, to); is {
				a.Doubtful = append(a.Doubtful, doubt)
			}
		}
	}
}

// named returns the place that an editor has written: a text, a heading of the text, or a text
// and a heading of it with # between.
func (m *matcher) named(to string) (Passage, bool) {
	if to == "" {
		return Passage{}, false
	}
	file, heading, both := strings.Cut(strings.ReplaceAll(to, `\`, "/"), "#")
	at := m.byName[strings.TrimPrefix(path.Clean(strings.TrimSpace(file)), "content/")]
	if at == nil && !both {
		file, heading = "", to
	}
	if at == nil && strings.TrimSpace(file) == "" {
		at = m.here
	}
	if at == nil || at.doc == nil {
		return Passage{Section: to}, true // as it is written
	}
	p := Passage{Name: at.doc.Name, Section: strings.TrimSpace(heading)}
	for _, known := range at.passages {
		if spelling.Fold(known.Section) == spelling.Fold(heading) || known.Anchor != "" && known.Anchor == p.Section {
			p.Section, p.Anchor = known.Section, known.Anchor
			break
		}
	}
	return p, true
}
