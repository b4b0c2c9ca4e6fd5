package revision

import (
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A Diverted is a link that nobody has changed and that now leads to another section than
// before: its address has a number, and a heading with the same words has been added or
// removed above, or its section has gone and another has taken the name.
type Diverted struct {
	From *site.Article // with the link, in the later version
	Pos  problem.Pos   // of the link
	Text string        // its words
	URL  string        // where it leads now
	Was  string        // "Vuxna › Dos", the section that it led to
	Is   string
}

// diverted finds the links of a text, and of its earlier version, that are written alike and
// lead to different sections.
func (c *comparer) diverted(before, after *site.Article) []Diverted {
	var list []Diverted
	var earlier map[string]site.Link // by how they are written; made when it is needed
	for i, now := range after.Links {
		if now.Anchor == "" || now.Target == nil {
			continue
		}
		written := after.Doc.Links[i]
		if earlier == nil {
			earlier = map[string]site.Link{}
			for j, l := range before.Links {
				earlier[before.Doc.Links[j].Dest] = l
			}
		}
		was, known := earlier[written.Dest]
		if !known || was.Anchor == "" || was.Target == nil || c.pairs.before[now.Target] != was.Target ||
			was.Target.Doc.Sum == now.Target.Doc.Sum {
			continue
		}
		old, above := was.Target.Doc.Section(was.Anchor)
		current, around := now.Target.Doc.Section(now.Anchor)
		if c.sectionsOf(was.Target, now.Target).after[old] != current {
			list = append(list, Diverted{From: after, Pos: written.Pos, Text: written.Text, URL: now.URL,
				Was: titlePath(above, old), Is: titlePath(around, current)})
		}
	}
	return list
}

// sectionsOf returns the pairs of sections of two versions of a text.
func (c *comparer) sectionsOf(before, after *site.Article) sectionPairs {
	p, known := c.sections[after]
	if !known {
		p = pairSections(before.Doc, after.Doc)
		c.sections[after] = p
	}
	return p
}

// titlePath returns the titles of a section and of those around it.
func titlePath(around []*document.Section, s *document.Section) string {
	var titles []string
	for _, outer := range around {
		titles = append(titles, outer.Title)
	}
	return strings.Join(append(titles, s.Title), " › ")
}
