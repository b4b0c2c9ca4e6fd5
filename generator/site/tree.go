package site

import "provtryck/generator/document"

// sameTree says whether every text has the place that it had: the files are the
// same and no text has changed in what decides about places and their order.
func (s *Site) sameTree(docs []*document.Document) bool {
	if !s.sameRest() || len(s.before.byName) == 0 {
		return false
	}
	i := 0
	for _, old := range s.before.byName {
		if old.MadeUp {
			continue
		}
		if i == len(docs) || old.Doc != docs[i] && !samePlace(old.Doc, docs[i]) {
			return false
		}
		i++
	}
	return i == len(docs)
}

func samePlace(old, doc *document.Document) bool {
	return old.Name == doc.Name && old.Front.Title.Text == doc.Front.Title.Text &&
		old.Front.Template.Text == doc.Front.Template.Text && old.Front.Order == doc.Front.Order
}

// copyTree takes over the tree of the site before, with the given texts in the
// places of the old ones.
func (s *Site) copyTree(docs []*document.Document) {
	before := s.before
	s.byFile, s.byURL = before.byFile, before.byURL
	articles := make([]Article, len(before.byName))
	s.byName = make([]*Article, len(articles))
	for i, old := range before.byName {
		a := &articles[i]
		*a = *old
		a.UsedBy = nil
		if !a.MadeUp {
			a.Doc, docs = docs[0], docs[1:]
		}
		s.byName[i] = a
	}
	s.Articles, s.Guidance = s.copies(before.Articles), s.copies(before.Guidance)
	for _, old := range before.Programmes {
		s.Programmes = append(s.Programmes, s.copyProgramme(old))
	}
	for _, a := range s.byName {
		a.Previous, a.Next = s.copyOf(a.Previous), s.copyOf(a.Next)
	}
}

// copyOf is the article that stands in the place of one of the site before.
func (s *Site) copyOf(old *Article) *Article {
	if old == nil {
		return nil
	}
	return s.byName[old.at]
}

func (s *Site) copies(old []*Article) []*Article {
	articles := make([]*Article, len(old))
	for i, a := range old {
		articles[i] = s.byName[a.at]
	}
	return articles
}

func (s *Site) copyProgramme(old *CareProgramme) *CareProgramme {
	p := &CareProgramme{Article: s.copyOf(old.Article), Pages: s.copies(old.Pages)}
	p.Programme = p
	for _, a := range p.Pages {
		a.Programme = p
	}
	for _, o := range old.Chapters {
		c := &Chapter{Article: s.copyOf(o.Article), Number: o.Number, Pages: s.copies(o.Pages)}
		c.Programme, c.Chapter = p, c
		for _, a := range c.Pages {
			a.Programme, a.Chapter = p, c
		}
		p.Chapters = append(p.Chapters, c)
	}
	return p
}
