package revision

import (
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// An Effect is that something both versions have is shown to readers who did not
// see it, or hidden from readers who did.
type Effect struct {
	Article *site.Article // as it is
	Section Place         // empty for the whole text
	Lost    []string      // names of personas that no longer see it
	Gained  []string
}

// A reader is a persona that both versions have, with its tags in each.
type reader struct {
	name          string
	before, after audience.Audience
}

func (c *comparer) readers() []reader {
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

// effects finds for whom the texts of both versions show other things than
// before. Where a whole text is hidden or shown its sections are not listed.
func (c *comparer) effects() []Effect {
	var list []Effect
	readers := c.readers()
	for _, after := range c.After.Articles {
		before := c.pairs.before[after]
		if before == nil {
			continue
		}
		whole := c.effect(readers, before.Path(), after.Path())
		if len(whole.Lost)+len(whole.Gained) > 0 {
			whole.Article = after
			list = append(list, whole)
		}
		if before.Doc.Sum == after.Doc.Sum && c.sameReaders {
			continue
		}
		list = append(list, c.sectionEffects(readers, before, after, whole)...)
	}
	return list
}

func (c *comparer) effect(readers []reader, before, after []audience.Target) Effect {
	var e Effect
	for _, r := range readers {
		old, now := c.Before.Taxonomy.Visible(before, r.before), c.After.Taxonomy.Visible(after, r.after)
		switch {
		case old && !now:
			e.Lost = append(e.Lost, r.name)
		case now && !old:
			e.Gained = append(e.Gained, r.name)
		}
	}
	return e
}

// sectionEffects finds the effects on the sections of one text beyond the one on the
// text.
func (c *comparer) sectionEffects(readers []reader, before, after *site.Article, around Effect) []Effect {
	pairs, known := c.sections[after]
	if !known {
		pairs = pairSections(before.Doc, after.Doc)
	}
	paths := map[*document.Section][]audience.Target{}
	before.Doc.All(func(s *document.Section, within []*document.Section) { paths[s] = before.PathTo(s, within...) })
	var list []Effect
	effects := map[*document.Section]Effect{}
	after.Doc.All(func(s *document.Section, within []*document.Section) {
		known := around
		if len(within) > 0 {
			known = effects[within[len(within)-1]]
		}
		effects[s] = known
		old := pairs.before[s]
		if old == nil {
			return
		}
		e := c.effect(readers, paths[old], after.PathTo(s, within...))
		effects[s] = e
		e.Lost, e.Gained = without(e.Lost, known.Lost), without(e.Gained, known.Gained)
		if len(e.Lost)+len(e.Gained) > 0 {
			e.Article, e.Section = after, Place{s.Title, s.ID}
			list = append(list, e)
		}
	})
	return list
}

func without(names, known []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return slices.Contains(known, n) })
}
