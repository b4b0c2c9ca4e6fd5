package revision

import (
	"slices"
	"sort"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// KnownProblems returns the problems of an earlier version, by the names that the files
// have now: those of a text that has moved are not new.
func KnownProblems(before, after *site.Site) problem.List {
	return knownProblems(before, pairTexts(before, after))
}

func knownProblems(before *site.Site, pairs pairs[*site.Article]) problem.List {
	known := slices.Clone(before.Problems)
	for i := range known {
		if now := pairs.after[before.ByFile(known[i].Pos.File)]; now != nil {
			known[i].Pos.File = now.Doc.Name
		}
	}
	return known
}

// findings returns the problems that only the later version has, and those that have been
// fixed. A problem is not fixed where its section still breaks the same rule in other words.
func (c *comparer) findings() (fresh, fixed problem.List) {
	known := knownProblems(c.Before, c.pairs)
	fresh, fixed = c.After.Problems.Without(known), known.Without(c.After.Problems)
	type spot struct {
		rule    *problem.Rule
		text    *site.Article     // the later
		section *document.Section // the earlier
	}
	outlines := map[*document.Document][]*document.Section{}
	at := func(d *document.Document, line int) *document.Section {
		if outlines[d] == nil {
			outlines[d] = headings(d)
		}
		n := sort.Search(len(outlines[d]), func(i int) bool { return outlines[d][i].Pos.Line > line })
		if n == 0 {
			return nil
		}
		return outlines[d][n-1]
	}
	left := map[spot]int{}
	for _, p := range fresh {
		a := c.After.ByFile(p.Pos.File)
		b := c.pairs.before[a]
		if b == nil {
			continue
		}
		s := at(a.Doc, p.Pos.Line)
		if earlier := c.sectionsOf(b, a).before[s]; s == nil || earlier != nil {
			left[spot{p.Rule, a, earlier}]++
		}
	}
	broken := c.broken(fresh)
	projectBroken := slices.ContainsFunc(fresh, func(p problem.Problem) bool {
		return broken[p.Pos.File] && c.After.ByFile(p.Pos.File) == nil
	})
	return fresh, slices.DeleteFunc(fixed, func(p problem.Problem) bool {
		if broken[p.Pos.File] || projectBroken && !c.sameReaders && p.Rule.Family == problem.Targeting {
			return true // nobody has looked for it
		}
		a := c.After.ByFile(p.Pos.File)
		b := c.pairs.before[a]
		if b == nil {
			return false
		}
		here := spot{p.Rule, a, at(b.Doc, p.Pos.Line)}
		left[here]--
		return left[here] >= 0
	})
}

// broken returns the files that can be read less of than before, given what is new: what
// they had that could be found is no longer looked for.
func (c *comparer) broken(fresh problem.List) map[string]bool {
	files := map[string]bool{}
	for _, p := range fresh {
		a := c.After.ByFile(p.Pos.File)
		if p.Severity == problem.Error && (a == nil || p.Rule == field.Syntax) {
			files[p.Pos.File] = true
		}
	}
	for a, b := range c.pairs.before {
		if a.Doc.Broken() && !b.Doc.Broken() {
			files[a.Doc.Name] = true
		}
	}
	return files
}

// headings returns the sections of a text that have headings, in order.
func headings(d *document.Document) []*document.Section {
	list := make([]*document.Section, 0, len(d.Sections))
	d.All(func(s *document.Section, _ []*document.Section) {
		if !s.Generated {
			list = append(list, s)
		}
	})
	return list
}
