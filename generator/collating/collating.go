// Package collating answers the page of the local preview where pages of 1177 are compared with the texts.
//
// A request has one page, which is compared with the text that it is of. Nothing is kept or sent on. The words
// of requests and answers are in Swedish, as those of all that pages send.
package collating

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"

	"provtryck/generator/collation"
	"provtryck/generator/document"
	"provtryck/generator/markup"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// A Desk compares what the page sends.
type Desk struct {
	Texts func() ([]*collation.Text, error) // that the preview shows
}

// A request is a page of 1177: a file, or what was pasted.
type request struct {
	Fil, Filnamn string // in base64, and its name
	HTML         string
}

type (
	// outcome is what came of comparing one page.
	outcome struct {
		Sida       string       `json:"sida"`   // the file of the page
		Titel      string       `json:"titel"`  // of the text; empty where the page is of none
		Adress     string       `json:"adress"` // of the text in the preview
		Fel        string       `json:"inteJamford,omitempty"`
		Summa      string       `json:"summa"` // "2 skillnader, 41 delar lika."
		Kosmetiska string       `json:"kosmetiska"`
		Skillnader []difference `json:"skillnader"`
		Runt       []string     `json:"runt"`
		Osynligt   []string     `json:"osynligt"`
	}
	difference struct {
		Vad      string   `json:"vad"` // "Stycke saknas, under ”Dos”"
		Galler   []string `json:"galler"`
		Ord      string   `json:"ord"` // HTML, with what differs marked
		Detaljer []string `json:"detaljer"`
	}
)

// Actions returns what the page may ask for, by name.
func (d Desk) Actions() map[string]preview.Action {
	return map[string]preview.Action{"jamfor": d.collate}
}

// collate compares a page with the text that it is of.
func (d Desk) collate(data []byte) (any, error) {
	var r request
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
	}
	from, src := "Det inklistrade", []byte(r.HTML)
	if r.Filnamn != "" {
		from = problem.Visible(r.Filnamn)
		var err error
		if src, err = base64.StdEncoding.DecodeString(r.Fil); err != nil {
			return nil, errors.New("filen kom inte fram hel; välj den igen")
		}
	}
	texts, err := d.Texts()
	if err != nil {
		return nil, err
	}
	page, err := collation.ReadPage(src, "")
	if err != nil {
		return show(collation.Outcome{Page: from, Fault: err.Error()}), nil
	}
	return show(collation.Judge(page, from, texts, "")), nil
}

// show returns what the page shows of an outcome.
func show(o collation.Outcome) outcome {
	shown := outcome{Sida: o.Page, Titel: o.Title, Skillnader: []difference{}, Runt: []string{}, Osynligt: []string{}}
	if o.File != "" {
		shown.Adress = site.Address(o.File)
	}
	if o.Fault != "" {
		shown.Fel = spelling.Sentence(o.Fault)
		return shown
	}
	r := o.Result
	same := problem.Amount(r.Same+r.Cosmetic, "del", "delar")
	if shown.Summa = "Lika: " + same + "."; !o.Same() {
		shown.Summa = problem.Amount(len(r.Differences), "skillnad", "skillnader") + ", " + same + " lika."
	}
	if r.Cosmetic > 0 {
		shown.Kosmetiska = "Bara mellanslag, citattecken eller liknande skiljer i " + problem.Amount(r.Cosmetic, "del", "delar") + "."
	}
	for _, d := range r.Differences {
		shown.Skillnader = append(shown.Skillnader, showDifference(d))
	}
	shown.Runt, shown.Osynligt = append(shown.Runt, r.Around...), append(shown.Osynligt, r.Unseen...)
	return shown
}

func showDifference(d collation.Difference) difference {
	what := spelling.Capital(d.What) + " " + d.Kind.String()
	if d.Place != "" {
		what += ", under ”" + d.Place + "”"
	}
	tokens := d.Marked
	if tokens == nil {
		words := d.Text
		if words == "" {
			words = d.Page
		}
		tokens = []document.Token{{Kind: document.WordsToken, Text: words}}
	}
	var b strings.Builder
	markup.Write(&b, tokens, markup.Page{})
	return difference{what, append([]string{}, revision.Words(d.Matters)...), b.String(), append([]string{}, d.Details...)}
}
