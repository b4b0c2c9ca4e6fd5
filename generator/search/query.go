package search

import (
	"slices"
	"strings"
	"unicode"
)

// maxWords is how many words of a query are searched for.
const maxWords = 32

// How much a hit is worth by the way it was found. The values are ours: chosen on the questions of
// the trial that are not kept apart (content/_projekt/sokprov.yaml).
const (
	sameForm     = 1.0
	withoutOwn   = 0.4  // unaccented, where the word as typed is a word too
	unaccented   = 0.85 // unaccented
	misspelled   = 0.8
	synonymous   = 0.7
	derived      = 0.5 // utreda finds utredning
	onlyHead     = 0.5 // småbarnsföräldrar finds föräldrar, where the texts do not have småbarn
	compoundHead = 0.5 // missbruk finds alkoholmissbruk
	compoundPart = 0.4 // alkohol finds alkoholmissbruk
	apart        = 0.6 // alkoholmissbruk finds alkohol and missbruk in the same text
)

// A Wanted is one word that is looked for, and all that it is found by.
type Wanted struct {
	Typed string
	Meant string // the word that it was taken for, where it is misspelled; else empty
	Part  string // the end of the word, where the texts have only that; else empty
	Ways  []Way  // best first; none for a word that the texts do not have
}

// A Way is stems that answer when all of them are there, and how much they are worth.
type Way struct {
	Stems  []string
	Weight float64
}

// interpret returns what a query looks for, and whether it has more words than are looked for.
func (x *Index) interpret(query string) (wanted []Wanted, cut bool) {
	var typed []string
	for _, w := range wordsOf(query) {
		if !slices.Contains(typed, w.low) {
			typed = append(typed, w.low)
		}
	}
	if telling := slices.DeleteFunc(slices.Clone(typed), func(w string) bool { return x.Stop[w] }); len(telling) > 0 {
		typed = telling
	}
	if len(typed) > maxWords {
		typed, cut = typed[:maxWords], true
	}
	for _, w := range typed {
		wanted = append(wanted, x.word(w)...)
	}
	x.expressions(wanted)
	for i := range wanted {
		wanted[i].related(x)
	}
	return wanted, cut
}

// word returns what a word looks for: itself, or its parts where the texts have only those.
func (x *Index) word(low string) []Wanted {
	w := Wanted{Typed: low}
	stem := x.Stem(low)
	folded := unaccented
	if stem != "" {
		w.add(sameForm, stem)
		folded = withoutOwn
	}
	for _, s := range x.unaccented(low) {
		w.add(folded, s)
	}
	if len(w.Ways) > 0 {
		return []Wanted{w}
	}
	if left, right, ok := x.Parts(low); ok {
		return []Wanted{{Typed: low, Ways: []Way{{[]string{left}, sameForm}}}, {Typed: low, Ways: []Way{{[]string{right}, sameForm}}}}
	}
	if strings.ContainsFunc(low, unicode.IsDigit) {
		return []Wanted{w} // another dose, year or code is not what was meant
	}
	if w.Meant = x.meant(low); w.Meant != "" {
		w.add(misspelled, x.Forms[w.Meant])
	} else if part, stem := x.head(low); part != "" {
		w.Part = part
		w.add(onlyHead, stem)
	}
	return []Wanted{w}
}

// add adds a way that is not there yet.
func (w *Wanted) add(weight float64, stems ...string) {
	if !slices.ContainsFunc(w.Ways, func(o Way) bool { return slices.Equal(o.Stems, stems) }) {
		w.Ways = append(w.Ways, Way{stems, weight})
	}
}

// expressions adds to every word of an expression the others that mean the same.
func (x *Index) expressions(wanted []Wanted) {
	stems := make([]string, len(wanted))
	weights := make([]float64, len(wanted))
	for i, w := range wanted {
		if len(w.Ways) > 0 {
			stems[i], weights[i] = w.Ways[0].Stems[0], w.Ways[0].Weight
		}
	}
	for i, stem := range stems {
		for _, s := range x.Synonyms[stem] {
			if len(s.Stems) > len(stems)-i || !slices.Equal(s.Stems, stems[i:i+len(s.Stems)]) {
				continue
			}
			for j := range s.Stems {
				for _, other := range s.Others {
					wanted[i+j].add(synonymous*weights[i+j], other...)
				}
			}
		}
	}
}

// related adds the compounds that the words are parts of, and the parts of those that are compounds.
func (w *Wanted) related(x *Index) {
	for _, way := range slices.Clone(w.Ways) {
		if len(way.Stems) > 1 {
			continue
		}
		stem := way.Stems[0]
		if parts := x.Splits[stem]; parts != nil {
			w.add(apart*way.Weight, parts...)
		}
		for _, akin := range x.Akin[stem] {
			w.add(derived*way.Weight, akin)
		}
		for _, p := range x.Compounds[stem] {
			if p.Head {
				w.add(compoundHead*way.Weight, p.Stem)
			} else {
				w.add(compoundPart*way.Weight, p.Stem)
			}
		}
	}
	slices.SortStableFunc(w.Ways, func(a, b Way) int {
		switch {
		case a.Weight != b.Weight:
			if a.Weight > b.Weight {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.Join(a.Stems, " "), strings.Join(b.Stems, " "))
	})
}
