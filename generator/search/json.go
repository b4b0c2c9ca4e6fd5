package search

import (
	"encoding/json"
	"io"
	"path"
)

type jsonAnswer struct {
	Query string     `json:"fråga"`
	Words []jsonWord `json:"ord"`
	Texts []jsonText `json:"texter"`
}

type jsonWord struct {
	Typed string `json:"skrivet"`
	Meant string `json:"menat,omitempty"`
	Part  string `json:"del,omitempty"` // all of the word that is looked for
	Known bool   `json:"finns"`         // the texts have it or something like it
}

type jsonText struct {
	Text
	Score    float64       `json:"poäng"`
	Sections []jsonSection `json:"avsnitt"`
}

type jsonSection struct {
	Heading string  `json:"rubrik"`
	Anchor  string  `json:"ankare,omitempty"`
	File    string  `json:"fil"`
	Line    int     `json:"rad"`
	Excerpt []Piece `json:"utdrag,omitempty"`
}

// WriteJSON writes an answer for programs, with files below the content folder as it is called.
func WriteJSON(w io.Writer, content, query string, a Answer) error {
	out := jsonAnswer{Query: query, Words: []jsonWord{}, Texts: []jsonText{}}
	for _, word := range a.Wanted {
		out.Words = append(out.Words, jsonWord{word.Typed, word.Meant, word.Part, len(word.Ways) > 0})
	}
	for _, h := range a.Hits {
		t := jsonText{Text: h.Text, Score: h.Score}
		t.File = path.Join(content, t.File)
		for _, m := range h.Sections {
			t.Sections = append(t.Sections, jsonSection{m.Entry.Heading, m.Entry.Anchor, t.File, m.Pos().Line, m.Excerpt})
		}
		out.Texts = append(out.Texts, t)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(out)
}
