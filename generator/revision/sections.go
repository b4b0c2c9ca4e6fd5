package revision

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// A merger puts the two versions of a text together.
type merger struct {
	*comparer
	text     *Text
	old, new version
	shift    int // from a link of the earlier version to its place among the links of both
	sections sectionPairs
	ids      map[string]bool  // the anchors of the later version
	place    Place            // where we are
	cells    map[*node]string // where in a table a cell is, in words
	cell     *node            // where we are, nil when in none
	warning  bool             // in a warning or in what is always shown
	within   bool             // in something that is one change, so that nothing in it is one
}

// merge makes t.Merged and t.Changes.
func (c *comparer) merge(t *Text) {
	m := &merger{comparer: c, text: t, ids: map[string]bool{}, cells: map[*node]string{}}
	if t.After == nil {
		m.keep(t.Before)
		return
	}
	shown := *t.After
	doc := *shown.Doc
	doc.Problems = nil
	shown.Doc, shown.Problems = &doc, nil
	a, b := t.After, t.Before
	m.new = version{link: linkKey(a, nil), to: destination(a), alt: alternative(a), footnotes: footnotes(a.Doc)}
	m.old = version{link: linkKey(b, c.pairs.after), to: destination(b), alt: alternative(b), footnotes: inWordsOf(m.new.footnotes, footnotes(b.Doc))}
	a.Doc.All(func(s *document.Section, _ []*document.Section) { m.ids[s.ID] = true })
	m.shift = len(a.Doc.Links)
	doc.Links = slices.Concat(a.Doc.Links, b.Doc.Links)
	shown.Links = slices.Concat(a.Links, c.oldLinks(b))
	m.sections = pairSections(b.Doc, a.Doc)
	c.sections[a] = m.sections
	doc.Intro = m.blocks(b.Doc.Intro, a.Doc.Intro)
	doc.Sections = m.mergeSections(b.Doc.Sections, a.Doc.Sections)
	t.Merged = &shown
	markMoved(t.Changes)
}

// keep makes m.text.Merged of a text that has been removed, as it was: nobody can
// read a whole text that is struck out.
func (m *merger) keep(b *site.Article) {
	shown, doc := *b, *b.Doc
	doc.Problems = nil
	doc.Front.Target = m.now(doc.Front.Target)
	doc.Intro, doc.Sections = m.keepBlocks(doc.Intro), m.keepSections(doc.Sections)
	shown.Doc, shown.Links, shown.Problems = &doc, m.oldLinks(b), nil
	shown.Programme, shown.Chapter = m.placeOf(b)
	for i, l := range b.Links {
		switch target := m.pairs.after[l.Target]; {
		case l.External:
			shown.Links[i] = l
		case target != nil:
			shown.Links[i] = site.Link{URL: target.URL, Target: target}
		}
	}
	m.text.Merged, m.text.Deleted = &shown, len(textWords(b))
}

func (m *merger) keepSections(sections []*document.Section) []*document.Section {
	list := make([]*document.Section, len(sections))
	for i, s := range sections {
		kept := *s
		kept.Target = m.now(s.Target)
		kept.Blocks, kept.Children = m.keepBlocks(s.Blocks), m.keepSections(s.Children)
		list[i] = &kept
	}
	return list
}

func (m *merger) keepBlocks(blocks []document.Block) []document.Block {
	list := slices.Clone(blocks)
	for i := range list {
		list[i].Target, list[i].Blocks = m.now(list[i].Target), m.keepBlocks(list[i].Blocks)
	}
	return list
}

// placeOf is the programme and the chapter, as they are, in which an earlier text
// lay; nil where they are gone too.
func (c *comparer) placeOf(b *site.Article) (*site.CareProgramme, *site.Chapter) {
	var programme *site.CareProgramme
	var chapter *site.Chapter
	if b.Programme != nil && b.Programme.Article != b {
		if a := c.After.ByURL(b.Programme.URL); a != nil {
			programme = a.Programme
		}
	}
	if b.Chapter != nil && b.Chapter.Article != b {
		if a := c.After.ByURL(b.Chapter.URL); a != nil {
			chapter = a.Chapter
		}
	}
	return programme, chapter
}

// now is a target of the earlier version in the words of the later.
func (c *comparer) now(t audience.Target) audience.Target {
	if c.sameReaders {
		return t
	}
	var tags []int
	for _, tag := range t.Tags {
		if now, known := c.After.Taxonomy.Find(c.Before.Taxonomy.Tags[tag].ID); known {
			tags = append(tags, now)
		}
	}
	return audience.Target{Tags: audience.New(tags...), Always: t.Always}
}

// oldLinks are the links of an earlier text as they can be shown now: pictures
// that are no longer the same lie at an address of their own, and no link leads
// anywhere, since where it led may be gone.
func (c *comparer) oldLinks(b *site.Article) []site.Link {
	links := make([]site.Link, len(b.Links))
	for i, l := range b.Links {
		if l.Picture == nil {
			continue
		}
		picture := *l.Picture
		if now, still := c.After.Pictures[picture.File]; !still || now.Sum != picture.Sum {
			picture.URL = PicturesURL + picture.File
			c.Pictures[picture.URL] = picture.File
		}
		links[i] = site.Link{URL: picture.URL, Picture: &picture}
	}
	return links
}

// linkKey tells the links of a text apart by where they lead. A text that has
// moved is the same target.
func linkKey(a *site.Article, now map[*site.Article]*site.Article) func(int) string {
	return func(i int) string {
		link, written := a.Links[i], a.Doc.Links[i]
		switch {
		case link.Picture != nil:
			return strings.Join([]string{"bild", link.Picture.Sum, written.Text, written.Title}, "\x05")
		case link.Target != nil:
			target := link.Target
			if t := now[target]; t != nil {
				target = t
			}
			return target.Doc.Name + "#" + link.Anchor
		case written.Picture:
			return strings.Join([]string{"bild", written.Dest, written.Text, written.Title}, "\x05")
		}
		return written.Dest
	}
}

// destination says where the links of a text lead.
func destination(a *site.Article) func(int) string {
	return func(i int) string {
		link, written := a.Links[i], a.Doc.Links[i]
		switch {
		case link.Target == nil && link.URL == "":
			return "leder ingenstans (" + written.Dest + ")"
		case link.Target == nil:
			return link.URL
		}
		to := "texten " + link.Target.Title
		link.Target.Doc.All(func(s *document.Section, _ []*document.Section) {
			if link.Anchor != "" && s.ID == link.Anchor {
				to += ", avsnittet " + s.Title
			}
		})
		return to
	}
}

func alternative(a *site.Article) func(int) string {
	return func(i int) string { return a.Doc.Links[i].Text }
}

// mergeSections puts two lists of sections together. What has been deleted
// stands after what it stood after.
func (m *merger) mergeSections(before, after []*document.Section) []*document.Section {
	here := map[*document.Section]bool{}
	for _, a := range after {
		here[a] = true
	}
	gone := map[*document.Section][]*document.Section{} // by what they stood after
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
	case m.sections.moved[after]:
		notes = append(notes, m.note(Change{Op: MovedHere, What: "avsnitt", After: merged.Title}, "Avsnittet har flyttats hit."))
	}
	whole := m.within
	m.within = m.within || alone
	merged.Heading = m.heading(b.Heading, a.Heading)
	if before != nil && after != nil {
		notes = append(notes, m.audience("Avsnittets", before.Target, after.Target)...)
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

// below puts together what lies in a section that is new or deleted: what is new
// or deleted with it is no change of its own.
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

// lone is the change of a section that is new or deleted.
func (m *merger) lone(before, after *document.Section) document.Block {
	if after == nil {
		all := m.old.words(before, m.sections.after)
		return m.note(Change{Op: Deleted, What: "avsnitt", Before: excerpt(all), Matters: sectionMatters(before, matters(all, nil))}, "Avsnittet är borttaget.")
	}
	all := m.new.words(after, m.sections.before)
	return m.note(Change{Op: Inserted, What: "avsnitt", After: excerpt(all), Matters: sectionMatters(after, matters(nil, all))}, "Avsnittet är nytt.")
}

// sectionMatters are the matters of a section that is new or deleted, whose words
// have the given ones.
func sectionMatters(s *document.Section, words []Matter) []Matter {
	if warns(s) {
		return withMatter(words, Warning)
	}
	return words
}

// warns says whether there is a warning in a section, or something always shown.
func warns(s *document.Section) bool {
	return s.Target.Always || slices.ContainsFunc(s.Blocks, warningBox) || slices.ContainsFunc(s.Children, warns)
}

func warningBox(b document.Block) bool {
	return b.Kind == document.Important || b.Target.Always || slices.ContainsFunc(b.Blocks, warningBox)
}

// words are the words of a section and of those in it that, like it, have no pair
// in the other version.
func (v *version) words(s *document.Section, paired map[*document.Section]*document.Section) []token {
	var all []token
	var gather func([]*node)
	gather = func(nodes []*node) {
		for _, n := range nodes {
			all = append(all, n.tokens...)
			if n.leaf {
				all = append(all, token{text: " ", kind: blank})
			}
			gather(n.children)
		}
	}
	gather(v.blocks(s.Blocks))
	for _, c := range s.Children {
		if paired[c] == nil {
			all = append(all, v.words(c, paired)...)
		}
	}
	return all
}

// audience notes that a section or block, whose it is, is for others than before.
func (m *merger) audience(whose string, before, after audience.Target) []document.Block {
	old, now := targetText(m.Before, before), targetText(m.After, after)
	if old == now {
		return nil
	}
	change := Change{Op: Replaced, What: "målgrupp", Before: old, After: now, Matters: []Matter{Who}}
	return []document.Block{m.note(change, whose+" målgrupp har ändrats från "+old+" till "+now+".")}
}

// note records a change and gives a block that says what it is.
func (m *merger) note(c Change, says string) document.Block {
	id := m.record(c)
	return document.Block{HTML: document.Fragment{HTML: `<p class="change-note"` + idAttribute(id) + `>` + html.EscapeString(says) + "</p>\n"}}
}

func (m *merger) heading(before, after document.Fragment) document.Fragment {
	var w writer
	old, now := m.old.leafOf(before), m.new.leafOf(after)
	switch {
	case now == nil:
		m.put(&w, old, Deleted, "")
	case old == nil:
		m.put(&w, now, Inserted, "")
	default:
		m.leaf(&w, old, now)
	}
	return w.fragment()
}

// leafOf reads a heading; nil when it is empty.
func (v *version) leafOf(f document.Fragment) *node {
	for _, n := range v.fragment(f) {
		if n.leaf {
			return n
		}
	}
	return nil
}

// freeID is an anchor for a deleted section.
func (m *merger) freeID(id string) string {
	id = "borttaget-" + id
	for m.ids[id] {
		id += "-1"
	}
	m.ids[id] = true
	return id
}

// sectionPairs are the sections that are the same in both versions of a text.
type sectionPairs struct {
	pairs[*document.Section]
	moved map[*document.Section]bool // of the later: stands elsewhere than it did
}

// An outline is the sections of a text in order, and where each is.
type outline struct {
	sections []*document.Section
	parent   map[*document.Section]*document.Section // the one that it lies in
	path     map[*document.Section]string            // the headings that it lies under, and its own
	place    map[*document.Section]int               // in the order
}

func newOutline(d *document.Document) outline {
	o := outline{parent: map[*document.Section]*document.Section{}, path: map[*document.Section]string{}, place: map[*document.Section]int{}}
	seen := map[string]int{}
	d.All(func(s *document.Section, within []*document.Section) {
		path := s.Key
		if len(within) > 0 {
			o.parent[s] = within[len(within)-1]
			path = o.path[o.parent[s]] + "\n" + path
		}
		seen[path]++
		if n := seen[path]; n > 1 {
			path += "\n" + strconv.Itoa(n) // of the same name
		}
		o.path[s], o.place[s] = path, len(o.sections)
		o.sections = append(o.sections, s)
	})
	return o
}

// pairSections pairs the sections of two documents: first by heading and what
// they lie in, then by heading alone, last by what they say.
func pairSections(before, after *document.Document) sectionPairs {
	p := sectionPairs{newPairs[*document.Section](), map[*document.Section]bool{}}
	old, now := newOutline(before), newOutline(after)
	path := func(s *document.Section) string { return cmp.Or(old.path[s], now.path[s]) } // it is in one of them
	p.by(path, old.sections, now.sections)
	p.by(func(s *document.Section) string { return s.Key }, old.sections, now.sections)
	p.byWords(sectionWords, old.sections, now.sections)
	p.findMoved(old, now)
	return p
}

func sectionWords(s *document.Section) []string {
	return appendBlockWords(appendWords(nil, s.Title), s.Blocks)
}

// findMoved marks the sections that lie under another heading than before, or
// stand in another order among those beside them.
func (p sectionPairs) findMoved(old, now outline) {
	beside := map[*document.Section][]*document.Section{} // by what they lie in
	for _, s := range now.sections {
		switch b := p.before[s]; {
		case b == nil:
		case p.before[now.parent[s]] != old.parent[b]:
			p.moved[s] = true
		default:
			beside[now.parent[s]] = append(beside[now.parent[s]], s)
		}
	}
	for _, sections := range beside {
		places := make([]int, len(sections))
		for i, s := range sections {
			places[i] = old.place[p.before[s]]
		}
		for i, stays := range increasing(places) {
			if !stays {
				p.moved[sections[i]] = true
			}
		}
	}
}
