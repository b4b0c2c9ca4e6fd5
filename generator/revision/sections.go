package revision

import (
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// mergeSections puts two lists of sections together. A deleted section is after the
// one that it was after.
func (m *merger) mergeSections(before, after []*document.Section) []*document.Section {
	here := map[*document.Section]bool{}
	for _, a := range after {
		here[a] = true
	}
	gone := map[*document.Section][]*document.Section{} // by what they were after
	var last *document.Section
	for _, b := range before {
		switch a := m.sections.after[b]; {
		case a == nil:
			gone[last] = append(gone[last], b)
		case here[a]:
			last = a
		}
	}
	var list []*document.Section
	deleted := func(at *document.Section) {
		for _, b := range gone[at] {
			list = append(list, m.section(b, nil))
		}
	}
	deleted(nil)
	for _, a := range after {
		list = append(list, m.section(m.sections.before[a], a))
		deleted(a)
	}
	return list
}

// section puts one section together. One of the two may be nil.
func (m *merger) section(before, after *document.Section) *document.Section {
	var merged, b, a document.Section
	if before != nil {
		merged, b = *before, *before
		merged.Target = m.now(before.Target)
		merged.ID = m.freeID(before.ID)
	}
	if after != nil {
		merged, a = *after, *after
	}
	m.place = Place{merged.Title, merged.ID}
	outside := m.warning
	m.warning = outside || b.Target.Always || a.Target.Always
	alone := !m.within && (before == nil || after == nil)
	var notes []document.Block
	switch {
	case alone:
		notes = append(notes, m.lone(before, after))
	case m.sections.moved[after] != stays:
		notes = append(notes, m.moved(after))
	}
	whole := m.within
	m.within = m.within || alone
	if b.Title != a.Title && b.Title != "" && m.new.doses(a.Blocks) {
		m.over = []Matter{Dose}
	}
	merged.Heading = m.heading(b.Heading, a.Heading)
	m.over = nil
	if before != nil && after != nil {
		notes = append(notes, m.anchor(before, after)...)
		notes = append(notes, m.audience("Avsnittets", before.Target, after.Target, warns(before) || warns(after))...)
	}
	merged.Blocks = append(notes, m.blocks(b.Blocks, a.Blocks)...)
	m.within = whole
	if alone {
		merged.Children = m.below(b.Children, a.Children)
	} else {
		merged.Children = m.mergeSections(b.Children, a.Children)
	}
	m.warning = outside
	return &merged
}

// below puts together what is in a section that is new or deleted: what is new or
// deleted with it is no change of its own.
func (m *merger) below(before, after []*document.Section) []*document.Section {
	var list []*document.Section
	whole := m.within
	for _, b := range before {
		if m.sections.after[b] == nil {
			m.within = true
			list = append(list, m.section(b, nil))
			m.within = whole
		}
	}
	for _, a := range after {
		b := m.sections.before[a]
		m.within = whole || b == nil
		list = append(list, m.section(b, a))
		m.within = whole
	}
	return list
}

// lone records the change of a section that is new or deleted.
func (m *merger) lone(before, after *document.Section) document.Block {
	if after == nil {
		all := m.old.words(before, m.sections.after)
		c := Change{Op: Deleted, What: "avsnitt", Before: excerpt(all), Gone: whole(all),
			Matters: sectionMatters(before, matters(all, nil))}
		return m.note(c, "Avsnittet är borttaget.")
	}
	all := m.new.words(after, m.sections.before)
	c := Change{Op: Inserted, What: "avsnitt", After: excerpt(all), Matters: sectionMatters(after, matters(nil, all))}
	return m.note(c, "Avsnittet är nytt.")
}

// moved records the change of a section that has moved. Under another heading all its
// words may be about something else.
func (m *merger) moved(after *document.Section) document.Block {
	c := Change{Op: MovedHere, What: "avsnitt", After: after.Title}
	if m.sections.moved[after] == elsewhere {
		c.Matters = sectionMatters(after, matters(nil, m.new.words(after, nil)))
	}
	return m.note(c, "Avsnittet har flyttats hit.")
}

// sectionMatters returns the matters of a section that is new, deleted or elsewhere,
// whose words have the given ones.
func sectionMatters(s *document.Section, words []Matter) []Matter {
	if warns(s) {
		words = withMatter(words, Warning)
	}
	if targeted(s) {
		words = withMatter(words, Who)
	}
	return words
}

// targeted reports whether a section, or something in it, is for some readers only.
func targeted(s *document.Section) bool {
	return len(s.Target.Tags) > 0 || slices.ContainsFunc(s.Blocks, targetedBox) ||
		slices.ContainsFunc(s.Children, targeted)
}

func targetedBox(b document.Block) bool {
	return len(b.Target.Tags) > 0 || slices.ContainsFunc(b.Blocks, targetedBox)
}

// warns reports whether there is a warning in a section, or something always shown.
func warns(s *document.Section) bool {
	return s.Target.Always || slices.ContainsFunc(s.Blocks, warningBox) || slices.ContainsFunc(s.Children, warns)
}

func warningBox(b document.Block) bool {
	return b.Kind == document.Important || b.Target.Always || slices.ContainsFunc(b.Blocks, warningBox)
}

// words returns the words of a section and of those in it that have no pair; of all in
// it when paired is nil.
func (v *version) words(s *document.Section, paired map[*document.Section]*document.Section) []token {
	var all []token
	for _, n := range v.blocks(s.Blocks) {
		all = n.all(all)
	}
	for _, c := range s.Children {
		if paired[c] == nil {
			all = append(all, v.words(c, paired)...)
		}
	}
	return all
}

// anchor records that a section has another anchor than before that is, or was, its own,
// and returns a note on it. Links in the texts are checked, but not those from elsewhere.
func (m *merger) anchor(before, after *document.Section) []document.Block {
	if before.ID == after.ID || !before.OwnID && !after.OwnID {
		return nil
	}
	c := Change{Op: Replaced, What: "ankare", Before: "#" + before.ID, After: "#" + after.ID, Matters: []Matter{Link}}
	return []document.Block{m.note(c, "Avsnittets ankare var "+c.Before+", är nu "+c.After+
		". Länkar utifrån till "+c.Before+" leder inte längre hit.")}
}

// doses reports whether there are doses in blocks.
func (v *version) doses(blocks []document.Block) bool {
	return slices.ContainsFunc(v.blocks(blocks), func(n *node) bool {
		return slices.Contains(matters(nil, n.all(nil)), Dose)
	})
}

// audience records that a section or block is for others than before, and returns a
// note on it.
func (m *merger) audience(whose string, before, after audience.Target, warns bool) []document.Block {
	old, now := targetText(m.Before, before), targetText(m.After, after)
	if old == now {
		return nil
	}
	change := Change{Op: Replaced, What: "målgrupp", Before: old, After: now, Matters: []Matter{Who}}
	if warns {
		change.Matters = withMatter(change.Matters, Warning)
	}
	return []document.Block{m.note(change, whose+" målgrupp har ändrats från "+old+" till "+now+".")}
}

// note records a change and returns a block with a note on it.
func (m *merger) note(c Change, says string) document.Block {
	var w writer
	w.note(m.record(c), says)
	return document.Block{Tokens: w.taken()}
}

func (m *merger) heading(before, after []document.Token) []document.Token {
	var w writer
	old, now := m.old.leaf(before), m.new.leaf(after)
	switch {
	case old == nil && now == nil:
	case now == nil:
		m.put(&w, old, Deleted, m.record(Change{Op: Deleted, What: "rubrik", Before: excerpt(old.tokens)}))
	case old == nil:
		m.put(&w, now, Inserted, m.record(Change{Op: Inserted, What: "rubrik", After: excerpt(now.tokens)}))
	default:
		m.leaf(&w, old, now)
	}
	return w.taken()
}

// leaf returns a leaf of words, such as those of a heading; nil when there are none.
func (v *version) leaf(tokens []document.Token) *node {
	for _, n := range v.nodes(tokens) {
		if n.leaf {
			return n
		}
	}
	return nil
}

// freeID returns an anchor for a deleted section.
func (m *merger) freeID(id string) string {
	id = "borttaget-" + id
	for m.ids[id] {
		id += "-1"
	}
	m.ids[id] = true
	return id
}
