package collation

import "fmt"

// Judge compares a page, of a file or an address, with the text that it is of among all.
func Judge(p *Page, from string, all []*Text, selector string) Outcome {
	t := Match(p, all)
	if t == nil {
		if err := p.without(); err != nil {
			return Outcome{Page: from, Fault: err.Error()}
		}
		return Outcome{Page: from, Fault: "sidan är inte någon av texternas; kontrollera att rätt sida är sparad"}
	}
	return JudgeAs(t, p, from, all, selector)
}

// JudgeAs compares a page with the text that it is said to be of.
func JudgeAs(t *Text, p *Page, from string, all []*Text, selector string) Outcome {
	o := Outcome{File: t.Name, Title: t.Title, Page: from}
	if other := Other(t, p, all); other != nil {
		o.Fault = fmt.Sprintf("det här är sidan för ”%s” (%s); spara sidan för ”%s”", other.Title, other.Name, t.Title)
		return o
	}
	r, err := Compare(t, p, selector)
	if err != nil {
		o.Fault = err.Error()
		return o
	}
	o.Result = r
	return o
}
