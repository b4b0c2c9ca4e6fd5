package revision

import (
	"cmp"
	"slices"
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
	ids      map[string]bool            // the anchors of the later version
	place    Place                      // where we are
	cells    map[*node]string           // where in a table a cell is, in words
	cell     *node                      // where we are, nil when in none
	warning  bool                       // in a warning or in what is always shown
	over     []Matter                   // what the heading is over that we are in
	heads    map[*node][]Matter         // what the headings of columns are over
	within   bool                       // in something that is one change, so that nothing in it is one
	notes    map[string]*document.Token // what is said of boxes that are new or gone, by change
}

// merge makes t.Merged and t.Changes.
func (c *comparer) merge(t *Text) {
	m := &merger{comparer: c, text: t, ids: map[string]bool{}, cells: map[*node]string{},
		heads: map[*node][]Matter{}, notes: map[string]*document.Token{}}
	if t.After == nil {
		m.keep(t.Before)
		return
	}
	shown := *t.After
	doc := *shown.Doc
	doc.Problems = nil
	shown.Doc, shown.Problems = &doc, nil
	a, b := t.After, t.Before
	m.new = version{link: linkKey(a, nil), to: destination(a), picture: picture(a), footnotes: footnotes(a.Doc)}
	m.old = version{link: linkKey(b, c.pairs.after), to: destination(b), picture: picture(b),
		footnotes: inWordsOf(m.new.footnotes, footnotes(b.Doc))}
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
	for _, c := range t.Changes {
		if note := m.notes[c.ID]; note != nil {
			note.Text = boxNotes[c.Op]
		}
	}
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

// placeOf returns the programme and the chapter, as they are, that an earlier text was
// in; nil where they are gone too.
func (c *comparer) placeOf(b *site.Article) (*site.CareProgramme, *site.Chapter) {
	var programme *site.CareProgramme
	var chapter *site.Chapter
	if b.Programme != nil && (b.Chapter != nil || !b.IsFront()) {
		if a := c.After.ByURL(b.Programme.URL); a != nil {
			programme = a.Programme
		}
	}
	if b.Chapter != nil && !b.IsFront() {
		if a := c.After.ByURL(b.Chapter.URL); a != nil {
			chapter = a.Chapter
		}
	}
	return programme, chapter
}

// now returns a target of the earlier version in the tags of the later.
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

// oldLinks returns the links of an earlier text as they can be shown now: pictures that
// are no longer the same have an address of their own, and no link leads anywhere,
// since where it led may be gone.
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

// linkKey returns a function that distinguishes the links of a text by where they lead
// and their titles. A text that has moved is the same target.
func linkKey(a *site.Article, now map[*site.Article]*site.Article) func(int) string {
	return func(i int) string {
		link, written := a.Links[i], a.Doc.Links[i]
		dest := written.Dest
		switch {
		case link.Picture != nil:
			dest = link.Picture.Sum
		case link.Target != nil:
			dest = cmp.Or(now[link.Target], link.Target).Doc.Name + "#" + link.Anchor
		}
		if written.Picture {
			return strings.Join([]string{"bild", dest, written.Text, written.Title}, "\x05")
		}
		return dest + "\x05" + written.Title
	}
}

// destination returns a function that returns where a link of a text leads, in words,
// and its title.
func destination(a *site.Article) func(int) string {
	return func(i int) string {
		link, written := a.Links[i], a.Doc.Links[i]
		to := link.URL
		switch {
		case link.Target != nil:
			to = "texten " + link.Target.Title
			if section, _ := link.Target.Doc.Section(link.Anchor); section != nil {
				to += ", avsnittet " + section.Title
			}
		case link.URL == "":
			to = "leder ingenstans (" + written.Dest + ")"
		}
		if written.Title != "" {
			to += ", med titeln ”" + written.Title + "”"
		}
		return to
	}
}

// picture returns a function that returns what distinguishes the file of a picture from
// others, its text alternative and its title.
func picture(a *site.Article) func(int) (file, alt, title string) {
	return func(i int) (file, alt, title string) {
		written := a.Doc.Links[i]
		file = written.Dest
		if p := a.Links[i].Picture; p != nil {
			file = p.Sum
		}
		return file, written.Text, written.Title
	}
}
