package prose

import "unicode/utf8"

// Readability (läsbarhet) is the measure of a run of text.
type Readability struct {
	Words     int
	Long      int // words of more than six letters
	Sentences int // headings and items of lists count as one each, at least
}

// minWords is how many words a text must have for its LIX to mean anything.
const minWords = 40

// LIX is the Swedish readability index: words in a sentence plus the share of
// long words in per cent. Below 30 is very easy, 40–50 is ordinary, above 60 is
// very hard (Björnsson, Läsbarhet, 1968). It is 0 for texts too short to be
// measured.
func (m Readability) LIX() int {
	if m.Words < minWords || m.Sentences == 0 {
		return 0
	}
	return (m.Words+m.Sentences/2)/m.Sentences + (100*m.Long+m.Words/2)/m.Words
}

// Plus returns the measure of both texts together.
func (m Readability) Plus(other Readability) Readability {
	return Readability{m.Words + other.Words, m.Long + other.Long, m.Sentences + other.Sentences}
}

// add counts the passage that is being read. Tables and footnotes are no
// sentences.
func (m *Readability) add(r *reading) {
	if r.passage.Kind == Cell || r.passage.Kind == Note {
		return
	}
	m.Words += len(r.words)
	m.Sentences += len(r.sentences)
	for _, w := range r.words {
		if len(w.low) > 6 && utf8.RuneCountInString(w.low) > 6 {
			m.Long++
		}
	}
}
