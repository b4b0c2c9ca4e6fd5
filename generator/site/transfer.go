package site

import (
	"provtryck/generator/transfer"
)

// TransferSource returns an article as package transfer reads it.
func (s *Site) TransferSource(a *Article) transfer.Source {
	src := transfer.Source{Doc: a.Doc, Title: a.Title, Taxonomy: s.Taxonomy, Links: make([]transfer.Link, len(a.Links))}
	for i, l := range a.Links {
		to := &src.Links[i]
		switch {
		case l.Picture != nil:
			to.File = l.Picture.File
		case l.External:
			to.External, to.Address = true, l.URL
		case l.Target != nil:
			*to = transfer.Link{Address: l.Target.Doc.Front.LiveURL.Text, Anchor: l.Anchor, File: l.Target.Doc.Name,
				Title: l.Target.Title, Here: l.Target == a && l.Anchor != ""}
			if !webAddress(to.Address) {
				to.Address = "" // which is reported
			}
		}
	}
	return src
}

// Transfer returns what editors enter of an article where it is published.
func (s *Site) Transfer(a *Article) transfer.Text { return transfer.Of(s.TransferSource(a), s.Profile) }

// Entry returns how far an article has come where it is published.
func (s *Site) Entry(a *Article) transfer.Entry {
	front := a.Doc.Front
	e := transfer.Entry{File: a.Doc.Name, Title: a.Title, Address: front.LiveURL.Text, Entered: front.Entered.Date.Text, Text: s.Transfer(a)}
	if front.Entered.Pos.Line > 0 {
		var err error
		e.Changes, err = s.ChangedSinceEntered(a)
		e.Unknown = err != nil
	}
	return e
}

// ChangedSinceEntered returns what has changed in an article since it was entered where it is published.
// An error means that its front matter has no sum to compare with.
func (s *Site) ChangedSinceEntered(a *Article) ([]transfer.Change, error) {
	sum, err := transfer.ParseSum(a.Doc.Front.Entered.Sum.Text)
	if err != nil {
		return nil, err
	}
	src := s.TransferSource(a)
	return transfer.Changes(src, transfer.Of(src, s.Profile), sum), nil
}
