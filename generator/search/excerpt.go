package search

import "slices"

// A Piece is a part of a sentence, and whether it is a word that was looked for.
type Piece struct {
	Text   string `json:"text"`
	Marked bool   `json:"markerad,omitempty"`
}

// Excerpts gives the matches of the first hits of an answer the sentences that answer best. It takes more
// time than finding them, and so is for those that are shown.
func (x *Index) Excerpts(a Answer, hits int) {
	for _, h := range a.Hits[:min(hits, len(a.Hits))] {
		for i := range h.Sections {
			x.excerpt(&h.Sections[i], a.Wanted)
		}
	}
}

// excerpt chooses the sentence of a match that has the most of what is wanted, and marks it there.
func (x *Index) excerpt(m *Match, wanted []Wanted) {
	best := 0.0
	for _, s := range m.Entry.Sentences {
		worth := 0.0
		words := wordsOf(s.Text)
		for _, w := range wanted {
			most := 0.0
			for _, way := range w.Ways {
				if slices.ContainsFunc(words, func(w word) bool { return slices.Contains(way.Stems, x.Forms[w.low]) }) {
					most = max(most, way.Weight)
				}
			}
			worth += most
		}
		if worth > best {
			best, m.Sentence = worth, s
		}
	}
	if best > 0 {
		m.Excerpt = x.mark(m.Sentence.Text, wanted)
	}
}

// mark returns a sentence in pieces: its words that are wanted, and what is between them.
func (x *Index) mark(sentence string, wanted []Wanted) []Piece {
	var pieces []Piece
	rest := 0
	for _, w := range wordsOf(sentence) {
		if !slices.ContainsFunc(wanted, func(want Wanted) bool { return want.finds(x.Forms[w.low]) }) {
			continue
		}
		if w.begin > rest {
			pieces = append(pieces, Piece{Text: sentence[rest:w.begin]})
		}
		pieces = append(pieces, Piece{sentence[w.begin:w.end], true})
		rest = w.end
	}
	if rest < len(sentence) {
		pieces = append(pieces, Piece{Text: sentence[rest:]})
	}
	return pieces
}

// finds reports whether a stem is one of those that a word is found by.
func (w Wanted) finds(stem string) bool {
	return slices.ContainsFunc(w.Ways, func(way Way) bool { return slices.Contains(way.Stems, stem) })
}
