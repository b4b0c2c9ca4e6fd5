package search

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
)

// BM25F, as in Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009),
// which gives k1 between 1.2 and 2 and b between 0.5 and 0.8 as reasonable. The weights of the fields are
// ours: a word in the title tells more of what a text is about than one in its sentences.
const (
	k1            = 1.2
	b             = 0.75
	sectionsShare = 0.5 // of the score of its best section that is added to that of a text
	frontShare    = 0.7 // of the score that a front page of a programme or chapter keeps: it leads to the texts that answer
	namedShare    = 1.5 // of the score of a text in which something is called just what is asked for
	mostSections  = 3   // shown of each text
)

func weights() [fields]float64 {
	return [fields]float64{Title: 8, Heading: 4, Keywords: 6, Lead: 2, Around: 2, Body: 1}
}

// A Query is what is asked for.
type Query struct {
	Words     string
	Reader    audience.Audience // who must see what is found; nobody in particular if empty
	Product   string            // titles, and the id of a blueprint: only texts with these, where not empty
	Programme string
	Kind      string
}

// An Answer is what has been found.
type Answer struct {
	Wanted []Wanted
	Cut    bool // the query has more words than are looked for
	Hits   []Hit
}

// A Hit is a text that answers, best first.
type Hit struct {
	Text     Text
	Score    float64
	Sections []Match // best first; never empty
}

// A Match is a section, or the beginning, of a text that answers.
type Match struct {
	Entry    *Entry
	Score    float64
	Sentence Sentence // that answers best; empty where only the heading, title or keywords do
	Excerpt  []Piece  // that sentence
}

// Pos returns where the match is: its sentence, or else its heading.
func (m Match) Pos() problem.Pos {
	if m.Sentence.Pos.Line > 0 {
		return m.Sentence.Pos
	}
	return m.Entry.Pos
}

// Find returns the texts that answer a query.
func (x *Index) Find(q Query) Answer {
	var a Answer
	a.Wanted, a.Cut = x.interpret(q.Words)
	shown := x.shown(q)
	texts := x.score(a.Wanted, shown, x.Text, func(entry int) int { return x.Entries[entry].Text })
	entries := x.score(a.Wanted, shown, x.Entry, func(entry int) int { return entry })
	named := x.named(a.Wanted, shown)
	of := map[int][]Match{}
	for i := range x.Entries {
		if score := entries[i]; score > 0 {
			t := x.Entries[i].Text
			of[t] = append(of[t], Match{Entry: &x.Entries[i], Score: score})
		}
	}
	for i, t := range x.Texts {
		if matches := of[i]; len(matches) > 0 {
			matches = best(matches)
			score := texts[i] + sectionsShare*matches[0].Score
			if named[i] {
				score *= namedShare
			}
			if t.Front {
				score *= frontShare
			}
			a.Hits = append(a.Hits, Hit{t, score, matches})
		}
	}
	slices.SortStableFunc(a.Hits, func(m, n Hit) int {
		return cmp.Or(cmp.Compare(n.Score, m.Score), cmp.Compare(m.Text.File, n.Text.File))
	})
	for _, h := range a.Hits {
		for i := range h.Sections {
			x.excerpt(&h.Sections[i], a.Wanted)
		}
	}
	return a
}

// named returns the texts of which the title, a heading or a keyword is just the words that are wanted.
func (x *Index) named(wanted []Wanted, shown []bool) map[int]bool {
	var stems []string
	for _, w := range wanted {
		if len(w.Ways) > 0 {
			stems = append(stems, w.Ways[0].Stems...)
		}
	}
	texts := map[int]bool{}
	for _, e := range x.Names[strings.Join(stems, " ")] {
		if shown[e] {
			texts[x.Entries[e].Text] = true
		}
	}
	return texts
}

// best returns the best matches of a text, one for each section.
func best(matches []Match) []Match {
	slices.SortStableFunc(matches, func(m, n Match) int { return cmp.Compare(n.Score, m.Score) })
	var kept []Match
	for _, m := range matches {
		if len(kept) < mostSections && !slices.ContainsFunc(kept, func(k Match) bool { return k.Entry.Anchor == m.Entry.Anchor }) {
			kept = append(kept, m)
		}
	}
	return kept
}

// shown returns which entries a query is about.
func (x *Index) shown(q Query) []bool {
	shown := make([]bool, len(x.Entries))
	for i, e := range x.Entries {
		t := x.Texts[e.Text]
		shown[i] = (q.Product == "" || q.Product == t.Product) && (q.Programme == "" || q.Programme == t.Programme) &&
			(q.Kind == "" || q.Kind == t.Kind) && x.taxonomy.Visible(e.path, q.Reader)
	}
	return shown
}

// score returns the score of every unit that answers: of each word the best way that it is found in,
// and of the sum a share for how many of the words are found.
func (x *Index) score(wanted []Wanted, shown []bool, level Level, unit func(entry int) int) map[int]float64 {
	total, found := map[int]float64{}, map[int]int{}
	frequencies := map[string]map[int]float64{}
	for _, w := range wanted {
		best := map[int]float64{}
		for _, way := range w.Ways {
			all := x.together(way.Stems, frequencies, shown, level, unit)
			rarity := math.Log(1 + (float64(len(level.Lengths))-float64(len(all))+0.5)/(float64(len(all))+0.5))
			for u, tf := range all {
				best[u] = max(best[u], way.Weight*rarity*tf*(k1+1)/(k1+tf))
			}
		}
		for u, s := range best {
			total[u] += s
			found[u]++
		}
	}
	for u := range total {
		total[u] *= float64(found[u]) / float64(len(wanted))
	}
	return total
}

// together returns how often all the stems are in the units that have them all: as often as the rarest.
func (x *Index) together(stems []string, known map[string]map[int]float64, shown []bool, level Level, unit func(int) int) map[int]float64 {
	var all map[int]float64
	for i, stem := range stems {
		of, done := known[stem]
		if !done {
			of = x.frequency(stem, shown, level, unit)
			known[stem] = of
		}
		if i == 0 {
			all = of
			continue
		}
		both := map[int]float64{}
		for u, tf := range all {
			if other, has := of[u]; has {
				both[u] = min(tf, other)
			}
		}
		all = both
	}
	return all
}

// frequency returns how often a stem is in each unit, weighed by field and by the length of the field.
func (x *Index) frequency(stem string, shown []bool, level Level, unit func(int) int) map[int]float64 {
	of, weight := map[int]float64{}, weights()
	for _, p := range x.Postings[stem] {
		if !shown[p.Entry] {
			continue
		}
		u := unit(p.Entry)
		for f, n := range p.Counts {
			if n > 0 {
				of[u] += weight[f] * float64(n) / (1 - b + b*float64(level.Lengths[u][f])/level.Mean[f])
			}
		}
	}
	return of
}
