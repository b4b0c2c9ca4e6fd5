package revision

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// An Effect is that something both versions have is shown to readers who did not
// see it, or hidden from readers who did; or that a text is new.
type Effect struct {
	Article *site.Article // as it is
	New     bool          // the text is new, and those who gain it are all who see it
	Section Place         // empty for the whole text
	Excerpt string        // how the part of the text begins that the effect is on; empty for all of the section or text
	Parts   int           // how many paragraphs, items and rows of tables that part is
	Lost    Readers       // who no longer see it
	Gained  Readers
	Unread  bool // no persona sees it any longer

	// For whom it was and is, in the tags of the later version; none where that lacks a tag.
	Was, Now [][]audience.Target
}

// Readers are some readers, in words.
type Readers struct {
	All      bool
	Personas []string // names
	Groups   []string // for all readers that can be: "Elevhälsa eller Socialtjänst"
	Regions  []string // whose additions they see: "Region Skåne"
}

// None reports whether there are no readers.
func (r Readers) None() bool { return !r.All && len(r.Personas)+len(r.Groups)+len(r.Regions) == 0 }

// String returns who the readers are, personas first.
func (r Readers) String() string {
	switch {
	case r.All:
		return "alla läsare"
	case r.None():
		return "ingen läsare"
	}
	list := slices.Clone(r.Personas)
	for _, group := range r.Groups {
		whom := "läsare"
		if len(r.Personas) > 0 {
			whom = "andra"
		}
		list = append(list, whom+" i målgruppen "+group)
	}
	for _, region := range r.Regions {
		list = append(list, "läsare i "+region)
	}
	return strings.Join(list, "; ") // names may have commas
}

// without returns the readers that are not known already.
func (r Readers) without(known Readers) Readers {
	return Readers{
		Personas: without(r.Personas, known.Personas), Groups: without(r.Groups, known.Groups),
		Regions: without(r.Regions, known.Regions),
	}
}

func without(names, known []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return slices.Contains(known, n) })
}

// readersOf returns who see what is at the end of a path.
func readersOf(t *audience.Taxonomy, path []audience.Target) Readers {
	var r Readers
	for _, p := range t.Personas {
		if t.Visible(path, p.Tags) {
			r.Personas = append(r.Personas, p.Name)
		}
	}
	for _, group := range t.Missing(t.Crowd(path...), nil, tagsOf(path)) {
		r.Groups = append(r.Groups, t.Phrase(group))
	}
	if slices.Equal(r.Groups, []string{""}) {
		return Readers{All: true}
	}
	return r
}

func tagsOf(paths ...[]audience.Target) audience.Audience {
	var tags audience.Audience
	for _, path := range paths {
		for _, target := range path {
			tags = append(tags, target.Tags...)
		}
	}
	return audience.New(tags...)
}

// A reader is a persona that both versions have, with its tags in each.
type reader struct {
	name          string
	before, after audience.Audience
}

func (c *comparer) personas() []reader {
	var list []reader
	for _, now := range c.After.Taxonomy.Personas {
		for _, old := range c.Before.Taxonomy.Personas {
			if old.ID == now.ID {
				list = append(list, reader{now.Name, old.Tags, now.Tags})
			}
		}
	}
	return list
}

// An examiner finds effects.
type examiner struct {
	*comparer
	readers []reader
}

// effects finds for whom the texts of both versions show other things than
// before. Where a whole text is hidden or shown its sections are not listed.
func (c *comparer) effects() []Effect {
	x := examiner{c, c.personas()}
	var list []Effect
	for _, after := range c.After.Articles {
		before := c.pairs.before[after]
		if before == nil {
			if !after.MadeUp {
				readers := readersOf(c.After.Taxonomy, after.Path())
				list = append(list, Effect{Article: after, New: true, Gained: readers, Now: paths{after.Path()}})
			}
			continue
		}
		whole := x.effect(paths{before.Path()}, paths{after.Path()})
		whole.Article = after
		if whole.any() {
			list = append(list, whole)
		}
		if before.Doc.Sum != after.Doc.Sum || !c.sameReaders {
			list = append(list, x.within(before, after, whole)...)
		}
	}
	return list
}

func (e Effect) any() bool { return !e.Lost.None() || !e.Gained.None() }

// beyond returns the effect without what is an effect on what is around it.
func (e Effect) beyond(around Effect) Effect {
	e.Lost, e.Gained = e.Lost.without(around.Lost), e.Gained.without(around.Gained)
	return e
}

// paths are the targets around something, as often as it is there.
type paths [][]audience.Target

// seen reports whether a reader sees one of the paths.
func (p paths) seen(t *audience.Taxonomy, reader audience.Audience) bool {
	return slices.ContainsFunc(p, func(path []audience.Target) bool { return t.Visible(path, reader) })
}

// crowds returns the readers of the paths, each crowd once.
func (p paths) crowds(t *audience.Taxonomy) []audience.Crowd {
	var list []audience.Crowd
	for _, path := range p {
		if crowd := t.Crowd(path...); !slices.Contains(list, crowd) {
			list = append(list, crowd)
		}
	}
	return list
}

// effect returns who sees something that is at the end of some paths, and was at the
// end of others.
func (x *examiner) effect(before, after paths) Effect {
	var e Effect
	if x.sameReaders && len(before)+len(after) == 2 && slices.EqualFunc(before[0], after[0], sameTarget) {
		return e
	}
	read := false
	for _, r := range x.readers {
		old, now := before.seen(x.Before.Taxonomy, r.before), after.seen(x.After.Taxonomy, r.after)
		read = read || now
		switch {
		case old && !now:
			e.Lost.Personas = append(e.Lost.Personas, r.name)
		case now && !old:
			e.Gained.Personas = append(e.Gained.Personas, r.name)
		}
	}
	e.Unread = !read && len(e.Lost.Personas) > 0
	if before, known := x.later(before); known {
		e.Was, e.Now = before, after
		t, named := x.After.Taxonomy, tagsOf(slices.Concat(before, after)...)
		old, now := before.crowds(t), after.crowds(t)
		e.Lost.Groups, e.Gained.Groups = missing(t, old, now, named), missing(t, now, old, named)
	}
	return e
}

// later returns paths of the earlier version in the tags of the later, and whether it
// has all of them.
func (c *comparer) later(earlier paths) (now paths, known bool) {
	if c.sameReaders {
		return earlier, true
	}
	for _, path := range earlier {
		var translated []audience.Target
		for _, t := range path {
			n := c.now(t)
			if len(n.Tags) != len(t.Tags) {
				return nil, false
			}
			translated = append(translated, n)
		}
		now = append(now, translated)
	}
	return now, true
}

// missing returns in words who are in some of the crowds but in none of the others.
func missing(t *audience.Taxonomy, crowds, others []audience.Crowd, named audience.Audience) []string {
	var list []string
	for _, in := range crowds {
		for _, group := range t.Missing(in, others, named) {
			if words := t.Phrase(group); words != "" && !slices.Contains(list, words) {
				list = append(list, words)
			}
		}
	}
	return list
}

// within finds the effects on the sections of one text, and on parts of them, beyond
// those on the text.
func (x *examiner) within(before, after *site.Article, whole Effect) []Effect {
	if x.sameReaders && !selective(before.Doc) && !selective(after.Doc) {
		return nil // all of it is for whom the text is for
	}
	pairs, old, now := x.sectionsOf(before, after), divide(before), divide(after)
	effects := map[*document.Section]Effect{nil: whole}
	var list []Effect
	after.Doc.All(func(s *document.Section, within []*document.Section) {
		var parent *document.Section
		if len(within) > 0 {
			parent = within[len(within)-1]
		}
		around := effects[parent]
		effects[s] = around
		b := pairs.before[s]
		if b == nil || x.sameReaders && sameTarget(b.Target, s.Target) && pairs.before[parent] == old.parent[b] {
			return
		}
		e := x.effect(paths{old.path[b]}, paths{now.path[s]})
		effects[s] = e
		if e = e.beyond(around); e.any() {
			e.Article, e.Section = after, Place{s.Title, s.ID}
			list = append(list, e)
		}
	})
	for _, e := range x.parts(old, now, pairs) {
		around := effects[e.section]
		if e.Effect = e.beyond(around); e.any() {
			e.Article = after
			if e.section != nil {
				e.Section = Place{e.section.Title, e.section.ID}
			}
			list = append(list, e.Effect)
		}
	}
	return list
}

// selective reports whether something in a text is not for all who see the text.
func selective(d *document.Document) bool {
	some := slices.ContainsFunc(d.Intro, selectiveBlock)
	d.All(func(s *document.Section, _ []*document.Section) {
		some = some || !sameTarget(s.Target, audience.Target{}) || slices.ContainsFunc(s.Blocks, selectiveBlock)
	})
	return some
}

func selectiveBlock(b document.Block) bool {
	return b.Kind == document.Regional || !sameTarget(b.Target, audience.Target{}) ||
		slices.ContainsFunc(b.Blocks, selectiveBlock)
}

func sameTarget(a, b audience.Target) bool {
	return a.Always == b.Always && slices.Equal(a.Tags, b.Tags)
}

// A part is a paragraph, an item of a list or a row of a table.
type part struct {
	says    string
	section *document.Section // nil before the first heading
	box     string            // the boxes that it is in that are not for all, as a key
	region  string            // whose addition it is in; empty for none
	path    []audience.Target
}

// A spot is where in a text a part is: its section, in the earlier version, and its boxes.
type spot struct {
	section *document.Section
	box     string
}

// A division is a text in its parts.
type division struct {
	parts  []*part
	path   map[*document.Section][]audience.Target
	parent map[*document.Section]*document.Section
}

// divide divides a text into its parts.
func divide(a *site.Article) division {
	d := division{path: map[*document.Section][]audience.Target{}, parent: map[*document.Section]*document.Section{}}
	d.blocks(a.Doc, a.Doc.Intro, part{path: a.Path()})
	a.Doc.All(func(s *document.Section, within []*document.Section) {
		if len(within) > 0 {
			d.parent[s] = within[len(within)-1]
		}
		d.path[s] = a.PathTo(s, within...)
		d.blocks(a.Doc, s.Blocks, part{section: s, path: d.path[s]})
	})
	return d
}

// blocks adds the parts of blocks; where they are is that of the given part.
func (d *division) blocks(doc *document.Document, blocks []document.Block, at part) {
	for _, b := range blocks {
		inner := at
		switch {
		case b.Kind == document.Regional:
			inner.region, inner.box = b.Title, fmt.Sprintf("%s region %q", at.box, b.Title)
		case !sameTarget(b.Target, audience.Target{}):
			inner.path = append(slices.Clip(at.path), b.Target)
			inner.box = fmt.Sprintf("%s target %v", at.box, b.Target)
		}
		d.tokens(doc, b.Tokens, inner)
		d.blocks(doc, b.Blocks, inner)
	}
}

// tokens adds the parts that tokens are.
func (d *division) tokens(doc *document.Document, tokens []document.Token, at part) {
	var says strings.Builder
	flush := func() {
		if text := strings.Join(strings.Fields(says.String()), " "); text != "" {
			p := at
			p.says = text
			d.parts = append(d.parts, &p)
		}
		says.Reset()
	}
	for _, t := range tokens {
		switch {
		case t.Kind == document.WordsToken || t.Kind == document.PriorityToken:
			says.WriteString(t.Text)
		case t.Kind == document.PictureToken:
			says.WriteString(" bilden " + doc.Links[t.Number].Dest + " ")
		case t.Kind == document.HeadCellToken || t.Kind == document.CellToken || !t.Kind.Content():
			says.WriteByte(' ')
		case t.Kind.Block():
			flush()
		}
	}
	flush()
}

// A partEffect is the effect on parts of a section of the later version.
type partEffect struct {
	Effect
	section *document.Section
}

// parts finds the effects on the parts that both versions have: a paragraph that has
// been put into a box or has come out of one, or into another section. What has the
// same words is the same, however often it is there.
func (x *examiner) parts(before, after division, pairs sectionPairs) []partEffect {
	same := sameParts(before, after, pairs)
	var list []partEffect
	told := map[string]bool{}
	for _, a := range after.parts {
		says := a.says
		both := same[says]
		if told[says] || both == nil || len(both.before) == 0 || both.stays(pairs, x.sameReaders) {
			continue
		}
		told[says] = true
		e := x.effect(mapped(both.before, pathOf), mapped(both.after, pathOf))
		addRegions(&e, both)
		if n := len(list) - 1; n >= 0 && list[n].section == a.section && list[n].sameAs(e) {
			list[n].Parts++
		} else if e.any() {
			e.Excerpt, e.Parts = spelling.Shorten(a.says, maxPartExcerpt, " …"), 1
			list = append(list, partEffect{e, a.section})
		}
	}
	return list
}

// maxPartExcerpt is how many characters of a part are shown to know it by.
const maxPartExcerpt = 80

func pathOf(p *part) []audience.Target { return p.path }

func (e Effect) sameAs(o Effect) bool {
	return e.Lost.String() == o.Lost.String() && e.Gained.String() == o.Gained.String()
}

// addRegions adds to an effect whose additions the parts were and are in.
func addRegions(e *Effect, both *common) {
	old, now := regionsOf(both.before), regionsOf(both.after)
	e.Lost.Regions, e.Gained.Regions = otherRegions(old, now), otherRegions(now, old)
}

// otherRegions returns the regions that some parts are for and others are not.
func otherRegions(some, others []string) []string {
	switch {
	case slices.Contains(others, ""):
		return nil
	case slices.Contains(some, ""):
		return []string{"andra regioner än " + strings.Join(others, " och ")}
	}
	return without(some, others)
}

func regionsOf(parts []*part) []string {
	regions := mapped(parts, func(p *part) string { return p.region })
	slices.Sort(regions)
	return slices.Compact(regions)
}

// common is the parts of both versions that say the same.
type common struct{ before, after []*part }

// stays reports whether all of the parts are where they were.
func (c *common) stays(pairs sectionPairs, sameReaders bool) bool {
	if !sameReaders {
		return false
	}
	places := map[spot]int{}
	for _, a := range c.after {
		if a.section == nil || pairs.before[a.section] != nil {
			places[spot{pairs.before[a.section], a.box}] = 1
		} else {
			return false
		}
	}
	for _, b := range c.before {
		at := spot{b.section, b.box}
		if places[at] == 0 {
			return false
		}
		places[at] = 2
	}
	for _, n := range places {
		if n == 1 {
			return false
		}
	}
	return true
}

// sameParts returns the parts of both versions by what they say. A part that has been
// edited goes with the one that it was, where the two are alike: in the same place
// before elsewhere.
func sameParts(before, after division, sections sectionPairs) map[string]*common {
	same := map[string]*common{}
	of := func(says string) *common {
		if same[says] == nil {
			same[says] = new(common)
		}
		return same[says]
	}
	for _, b := range before.parts {
		of(b.says).before = append(of(b.says).before, b)
	}
	for _, a := range after.parts {
		of(a.says).after = append(of(a.says).after, a)
	}
	lonely := func(parts []*part, paired func(*common) bool) []*part {
		return slices.DeleteFunc(slices.Clone(parts), func(p *part) bool { return paired(same[p.says]) })
	}
	gone := lonely(before.parts, func(c *common) bool { return len(c.after) > 0 })
	come := lonely(after.parts, func(c *common) bool { return len(c.before) > 0 })
	p := newPairs[*part]()
	words := func(p *part) []string { return appendWords(nil, p.says) }
	there := map[spot][]*part{}
	for _, b := range gone {
		at := spot{b.section, b.box}
		there[at] = append(there[at], b)
	}
	here := map[spot][]*part{}
	for _, a := range come {
		if a.section == nil || sections.before[a.section] != nil {
			at := spot{sections.before[a.section], a.box}
			here[at] = append(here[at], a)
		}
	}
	for at, parts := range here {
		p.byWords(words, there[at], parts)
	}
	p.byWords(words, gone, come)
	for _, a := range come {
		if b := p.before[a]; b != nil {
			same[a.says].before = append(same[a.says].before, b)
		}
	}
	return same
}
