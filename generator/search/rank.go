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
	return [fields]float64{Title: 8, Heading: 4, Keywords: 6, Lead: 2, Around: 2, Body: 0.4}
}

// A Query is what is asked for.
type Query struct {
	Words  string
	Reader audience.Audience // who must see what is found; nobody in particular if empty
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
	Sentence Sentence // that answers best; empty where only the heading, title or keywords do, and before [Index.Excerpts]
	Excerpt  []Piece  // that sentence
}

// Pos returns where the match is: its sentence, or else its heading.
func (m Match) Pos() problem.Pos {
	if m.Sentence.Pos.Line > 0 {
		return m.Sentence.Pos
	}
	return m.Entry.Pos
}

// Find returns the texts that answer a query, without excerpts. Its sums are made in one order, so that
// another program that follows it gets the same scores to the last digit.
func (x *Index) Find(q Query) Answer {
	var a Answer
	a.Wanted, a.Cut = x.interpret(q.Words)
	shown := x.shown(q.Reader)
	texts := x.score(a.Wanted, shown, x.Text, func(entry int32) int { return x.Entries[entry].Text })
	entries := x.score(a.Wanted, shown, x.Entry, func(entry int32) int { return int(entry) })
	named := x.named(a.Wanted, shown)
	of := map[int][]Match{}
	for i, score := range entries {
		if score > 0 {
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
		return cmp.Compare(n.Score, m.Score) // of equals, the first in the site
	})
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

// shown returns which entries a reader sees.
func (x *Index) shown(reader audience.Audience) []bool {
	shown := make([]bool, len(x.Entries))
	for i, e := range x.Entries {
		shown[i] = x.taxonomy.Visible(e.path, reader)
	}
	return shown
}

// score returns the score of every unit: of each word the best way that it is found in, and of the sum a
// share for how many of the words are found.
func (x *Index) score(wanted []Wanted, shown []bool, level Level, unit func(entry int32) int) []float64 {
	units := len(level.Lengths)
	total, found, best := make([]float64, units), make([]int, units), make([]float64, units)
	frequencies := map[string][]frequency{}
	for _, w := range wanted {
		clear(best)
		for _, way := range w.Ways {
			all := x.together(way.Stems, frequencies, shown, level, unit)
			worth := way.Weight * rarity(units, len(all))
			for _, u := range all {
				best[u.unit] = max(best[u.unit], worth*u.times*(k1+1)/(k1+u.times))
			}
		}
		for u, s := range best {
			if s > 0 {
				total[u] += s
				found[u]++
			}
		}
	}
	for u := range total {
		total[u] *= float64(found[u]) / float64(len(wanted))
	}
	return total
}

// rarity returns how much it tells that a unit has what so many of all units have. It is rounded, since
// logarithms differ in their last digit between programs.
func rarity(units, having int) float64 {
	const steps = 1 << 20
	return math.Round(steps*math.Log(1+(float64(units-having)+0.5)/(float64(having)+0.5))) / steps
}

// A frequency is how often something is in a unit, weighed by field and by the length of the field.
type frequency struct {
	unit  int
	times float64
}

// together returns how often all the stems are in the units that have them all: as often as the rarest.
func (x *Index) together(stems []string, known map[string][]frequency, shown []bool, level Level, unit func(int32) int) []frequency {
	var all []frequency
	for i, stem := range stems {
		of, done := known[stem]
		if !done {
			of = x.frequencies(stem, shown, level, unit)
			known[stem] = of
		}
		if i == 0 {
			all = of
			continue
		}
		var both []frequency
		for j := 0; len(all) > 0 && j < len(of); {
			switch {
			case all[0].unit < of[j].unit:
				all = all[1:]
			case all[0].unit > of[j].unit:
				j++
			default:
				both = append(both, frequency{of[j].unit, min(all[0].times, of[j].times)})
				all = all[1:]
				j++
			}
		}
		all = both
	}
	return all
}

// frequencies returns how often a stem is in each unit that has it, in the order of the units.
func (x *Index) frequencies(stem string, shown []bool, level Level, unit func(int32) int) []frequency {
	var of []frequency
	weight := weights()
	for _, p := range x.Postings[stem] {
		if !shown[p.Entry] {
			continue
		}
		u := unit(p.Entry)
		if n := len(of); n == 0 || of[n-1].unit != u {
			of = append(of, frequency{unit: u})
		}
		of[len(of)-1].times += weight[p.Field] * float64(p.Count) / (1 - b + b*float64(level.Lengths[u][p.Field])/level.Mean[p.Field])
	}
	return of
}
