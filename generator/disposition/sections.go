package disposition

import "slices"

// pair finds which heading of the text each heading of the original is now: the same, else the
// one under which most words of its section are, if it was not there before.
func (m *matcher) pair() {
	m.pairs, m.headed = map[string]string{}, map[string]bool{}
	old := map[string][]string{} // the sections around each
	words := map[string]map[string]int{}
	for i, u := range m.original.Units {
		key := last(u.within)
		m.headed[key] = true
		if old[key] == nil {
			old[key] = u.within
		}
		p := m.found[i]
		if p == nil || !m.isHere(p) || u.Kind == Heading || u.Kind == Link {
			continue
		}
		if words[key] == nil {
			words[key] = map[string]int{}
		}
		words[key][last(p.within)] += len(u.words)
	}
	for key, within := range old {
		if key == "" || m.here.sections[key] {
			m.pairs[key] = key
			continue
		}
		best, most := "", 0
		for to, n := range words[key] {
			if n > most || n == most && to < best {
				best, most = to, n
			}
		}
		if _, before := old[best]; most > 0 && (!before || slices.Contains(within, best)) {
			m.pairs[key] = best
		}
	}
}

// stays reports whether a unit is now under its own heading, whatever that is called, or under
// one within it.
func (m *matcher) stays(u Unit, p *passage) bool {
	if !m.isHere(p) {
		return false
	}
	own := last(u.within)
	if own == "" && !m.original.headed() {
		return true // the original has no headings to move from
	}
	if own == "" {
		return m.opening(p)
	}
	to, paired := m.pairs[own]
	return paired && (last(p.within) == to || slices.Contains(p.within, to) && to != "")
}

// opening reports whether a passage is before the first heading, or is the lead or the title.
func (m *matcher) opening(p *passage) bool {
	return len(p.within) == 0 || p.within[0] == m.pairs[""]
}

// headed reports whether the original has sections.
func (o *Original) headed() bool { return len(o.Doc.Sections) > 0 }

// headings finds headings that are not found by their words: what is under them is under
// another.
func (m *matcher) headings() {
	m.follows = map[int]*passage{}
	for i, u := range m.original.Units {
		if u.Kind != Heading || m.found[i] != nil {
			continue
		}
		under := map[string]int{}
		var first = map[string]*passage{}
		missing := 0
		for j := i + 1; j < len(m.original.Units); j++ {
			other, p := m.original.Units[j], m.found[j]
			if len(other.within) < len(u.within) || other.Kind == Heading && len(other.within) == len(u.within) {
				break
			}
			switch {
			case other.Kind == Heading || other.Kind == Link:
			case p == nil:
				missing += len(other.words)
			default:
				key := p.name + "\x00" + last(p.within)
				under[key] += len(other.words)
				if first[key] == nil {
					first[key] = p
				}
			}
		}
		best, most, all := "", 0, 0
		for key, n := range under {
			all += n
			if n > most || n == most && key < best {
				best, most = key, n
			}
		}
		if most > 0 && all >= missing {
			m.follows[i] = first[best]
		}
	}
}
