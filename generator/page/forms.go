package page

import (
	"encoding/hex"

	"provtryck/generator/document"
	"provtryck/generator/feedback"
	"provtryck/generator/round"
	"provtryck/generator/site"
)

// thanksURL is where one comes after a form has been sent.
const thanksURL = ReviewURL + "tack/"

// A formView is the form at the end of a text, which works without scripts.
type formView struct {
	Round    string // its id
	Title    string
	LastDay  string
	URL      string // of the text
	Version  string
	Sections []choice // that a comment can be about
	Kinds    []choice
}

// UsesForms reports whether a round of the site takes answers in by a form of the host.
func UsesForms(s *site.Site) bool {
	for _, one := range s.Rounds {
		if one.Form == round.Netlify {
			return true
		}
	}
	return false
}

// form returns the form of the first round of a text that has one; nil for none.
func (r *Renderer) form(a *site.Article) *formView {
	if !r.options.Forms || a.MadeUp {
		return nil
	}
	for _, one := range r.site.Rounds {
		if one.Form != round.Netlify || !one.Has(a.Doc.Name) {
			continue
		}
		v := formView{Round: one.ID, Title: one.Title, LastDay: inWords(one.Last), URL: a.URL, Version: hex.EncodeToString(a.Doc.Sum[:5])}
		for _, k := range feedback.Kinds {
			v.Kinds = append(v.Kinds, choice{feedback.KindWord(k), kindNames[k]})
		}
		a.Doc.All(func(s *document.Section, _ []*document.Section) {
			v.Sections = append(v.Sections, choice{s.ID, s.Title})
		})
		return &v
	}
	return nil
}

func thanksPages(r *Renderer, add adder) {
	if r.options.Forms && UsesForms(r.site) {
		add(thanksURL, func() any {
			return noticeView{r.base("Tack för din synpunkt", "", thanksURL, link{"Granskning", ReviewURL})}
		})
	}
}
