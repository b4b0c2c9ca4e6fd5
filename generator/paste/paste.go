// Package paste answers the page of the local preview where texts are pasted.
//
// [Actions] are what that page may ask for: what becomes of what has come in, which sections a text
// has, and to save it, as a new text or in a section. Each request carries all that has come in, so
// that nothing is kept between them. The words of requests and answers are in Swedish, as those of
// all that pages send.
package paste

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/document"
	"provtryck/generator/draft"
	"provtryck/generator/edition"
	"provtryck/generator/intake"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/source"
)

// A Desk is where the page saves what it shows.
type Desk struct {
	Dir   string                 // the content folder
	Rules problem.Catalogue      // that its files can name
	Shown func() edition.Edition // that the preview shows
	Today func() string          // "2027-03-02"
}

// A request is what has come in, and what is to become of it.
type request struct {
	HTML, Text   string // from the clipboard
	Fil, Filnamn string // a file, in base64, and its name

	Titel, Mall, Mapp, Namn string // of a new text
	I, Avsnitt              string // the file of a text that something is put into, and the id of a section
	Saker                   string // that a question has been answered with yes, about the text as it was
}

type (
	// seen is what has come in and what becomes of it.
	seen struct {
		Kom          string   `json:"kom"`  // HTML
		Blir         string   `json:"blir"` // HTML of the page
		Markdown     string   `json:"markdown"`
		Titel        string   `json:"titel"`
		Ord          int      `json:"ord"`
		Anmarkningar []remark `json:"anmarkningar"`
		Borta        string   `json:"borta"` // words that the text does not show
	}
	remark struct {
		Slag string `json:"slag"`
		Var  string `json:"var"`
		Vad  string `json:"vad"`
	}
	sections struct {
		Avsnitt []section `json:"avsnitt"`
	}
	section struct {
		ID   string `json:"id"`
		Namn string `json:"namn"`
		Niva int    `json:"niva"`
	}
	done struct {
		Klart  string `json:"klart"`
		Adress string `json:"adress"`
	}
	question struct {
		Fraga string `json:"fraga"`
		Saker string `json:"saker"`
		Ja    string `json:"ja"`
	}
)

// Actions returns what the page may ask for, by name.
func (d Desk) Actions() map[string]preview.Action {
	return map[string]preview.Action{
		"las": act(d.see), "avsnitt": act(d.sections), "ny-text": act(d.saveNew), "i-avsnitt": act(d.saveIn),
	}
}

// act returns an action that reads its request.
func act(do func(request) (any, error)) preview.Action {
	return func(data []byte) (any, error) {
		var r request
		if err := json.Unmarshal(data, &r); err != nil {
			return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
		}
		answer, err := do(r)
		switch {
		case errors.Is(err, draft.ErrNoSection):
			err = preview.Refusal{Status: http.StatusNotFound, Reason: err.Error()}
		case errors.Is(err, draft.ErrChanged):
			err = preview.Refusal{Status: http.StatusConflict, Reason: err.Error()}
		}
		return answer, err
	}
}

func (d Desk) open() (*draft.Desk, error) {
	return draft.Open(d.Dir, d.Rules, d.Shown().Site.Moved())
}

// arrival reads what has come in.
func (d Desk) arrival(r request) (draft.Arrival, error) {
	a := draft.Arrival{From: "urklipp", Day: d.Today()}
	var err error
	switch {
	case r.Filnamn != "":
		a.From = path.Base(strings.ReplaceAll(r.Filnamn, `\`, "/"))
		data, failed := base64.StdEncoding.DecodeString(r.Fil)
		if failed != nil {
			return a, errors.New("filen kom inte fram hel; välj den igen")
		}
		a.Source, err = source.File(a.From, bytes.NewReader(data), int64(len(data)), nil)
	case r.HTML != "":
		a.Source, err = source.HTML([]byte(r.HTML), nil)
	default:
		a.Source, err = source.Text([]byte(r.Text))
	}
	return a, err
}

// see returns what becomes of what has come in.
func (d Desk) see(r request) (any, error) {
	a, err := d.arrival(r)
	if err != nil {
		return nil, err
	}
	var came strings.Builder
	if err := html.Render(&came, withoutLinks(a.Body)); err != nil {
		return nil, err
	}
	s := seen{Kom: came.String(), Ord: a.Words(), Anmarkningar: []remark{}}
	e := d.Shown()
	desk, err := d.open()
	if err != nil {
		return nil, err
	}
	defer desk.Close()
	var made intake.Draft
	if r.I != "" {
		made, err = desk.Part(a, r.I)
	} else {
		made, err = desk.Draft(a, r.Mall)
	}
	if err != nil {
		return nil, err
	}
	doc := document.Parse("klistrat.md", []byte("---\ntitel: x\n---\n\n"+made.Body), document.Options{Taxonomy: e.Site.Taxonomy})
	s.Blir, s.Markdown, s.Titel, s.Borta = string(e.Pages.Sketch(doc)), made.Body, made.Title, strings.Join(made.Lost, " ")
	if made.Lead != "" {
		s.Blir = "<p><strong>" + html.EscapeString(made.Lead) + "</strong></p>" + s.Blir
	}
	if made.Title != "" {
		s.Blir = "<h2>" + html.EscapeString(made.Title) + "</h2>" + s.Blir
	}
	for _, m := range made.Remarks {
		s.Anmarkningar = append(s.Anmarkningar, remark{intake.Fate(m), m.Where, intake.What(m)})
	}
	return s, nil
}

// withoutLinks returns a copy of a tree in which nothing leads anywhere: it is there to be compared.
func withoutLinks(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, Data: n.Data}
	for _, a := range n.Attr {
		if a.Key != "href" {
			c.Attr = append(c.Attr, a)
		}
	}
	for inner := range n.ChildNodes() {
		c.AppendChild(withoutLinks(inner))
	}
	return c
}

// sections returns the sections of a text that something can be put into.
func (d Desk) sections(r request) (any, error) {
	a := d.Shown().Site.ByFile(r.I)
	if a == nil || a.MadeUp {
		return nil, errors.New("texten finns inte längre; ladda om sidan")
	}
	list := sections{Avsnitt: []section{}}
	a.Doc.All(func(s *document.Section, within []*document.Section) {
		if !s.Generated {
			list.Avsnitt = append(list.Avsnitt, section{s.ID, s.Title, len(within)})
		}
	})
	return list, nil
}

// saveNew makes a new text.
func (d Desk) saveNew(r request) (any, error) {
	a, err := d.arrival(r)
	if err != nil {
		return nil, err
	}
	desk, err := d.open()
	if err != nil {
		return nil, err
	}
	defer desk.Close()
	made, err := desk.Import(a, r.Mall, path.Join(r.Mapp, r.Namn), strings.TrimSpace(r.Titel))
	if err != nil {
		return nil, err
	}
	return done{"Texten är sparad i " + made.Files[0] + ".", site.Address(made.Name)}, nil
}

// saveIn puts what has come in into a section: the first time it returns what would change, and when
// that is confirmed it is done.
func (d Desk) saveIn(r request) (any, error) {
	article := d.Shown().Site.ByFile(r.I)
	if article == nil || article.MadeUp {
		return nil, errors.New("texten finns inte längre; ladda om sidan")
	}
	a, err := d.arrival(r)
	if err != nil {
		return nil, err
	}
	desk, err := d.open()
	if err != nil {
		return nil, err
	}
	defer desk.Close()
	if r.Saker == "" {
		in, err := desk.Insert(a, r.I, r.Avsnitt)
		return question{in.Lines, in.Sum, "Ja, ändra texten"}, err
	}
	file, err := desk.Put(a, r.I, r.Avsnitt, r.Saker)
	return done{"Texten är sparad i " + file + ".", article.URL + "#" + r.Avsnitt}, err
}
