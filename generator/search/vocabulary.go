package search

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"provtryck/generator/spelling"
)

const (
	minPart  = 4  // letters of a part of a compound: shorter ones are found in words that have nothing to do with them
	minCount = 2  // times that a part is in the texts as a word of its own
	maxWord  = 60 // letters of a word that is taken apart or compared with others
)

// fold notes how forms and stems are written without accents.
func (x *Index) fold() {
	x.Folded = map[string][]string{}
	add := func(word, stem string) {
		key := spelling.Fold(word)
		if key != word && !slices.Contains(x.Folded[key], stem) {
			x.Folded[key] = append(x.Folded[key], stem)
		}
	}
	for _, form := range slices.Sorted(maps.Keys(x.Forms)) {
		add(form, x.Forms[form])
		add(x.Forms[form], x.Forms[form])
	}
}

// derive relates stems that differ by a suffix that makes one word of another, which stems do not
// take away: utred-a and utredning, kommun and kommunal.
func (x *Index) derive() {
	x.Akin = map[string][]string{}
	const shortest = 5 // letters
	suffixes := strings.Fields("ning ing ningar else are nad skap het o al isk sk sam bar ig lig lös fri")
	for _, stem := range slices.Sorted(maps.Keys(x.Postings)) {
		for _, suffix := range suffixes {
			base, cut := strings.CutSuffix(stem, suffix)
			if cut && utf8.RuneCountInString(base) >= shortest && x.Postings[base] != nil {
				x.Akin[base] = append(x.Akin[base], stem)
				x.Akin[stem] = append(x.Akin[stem], base)
			}
		}
	}
}

// split takes the compounds of the texts apart.
func (x *Index) split() {
	x.Splits, x.Compounds = map[string][]string{}, map[string][]Part{}
	for _, stem := range slices.Sorted(maps.Keys(x.Postings)) {
		left, right, ok := x.Parts(stem)
		if !ok {
			continue
		}
		x.Splits[stem] = []string{left, right}
		x.Compounds[left] = append(x.Compounds[left], Part{Stem: stem})
		if left != right {
			x.Compounds[right] = append(x.Compounds[right], Part{Stem: stem, Head: true})
		}
	}
}

// Parts takes a word or stem apart into the stems of two words that are common in the texts: the
// longest possible last part, with or without a binding letter before it.
func (x *Index) Parts(word string) (left, right string, ok bool) {
	letters := []rune(word)
	if len(letters) > maxWord {
		return "", "", false
	}
	for i := minPart - 1; i <= len(letters)-minPart; i++ { // adhd-, skol-
		first, last := string(letters[:i]), string(letters[i:])
		right, known := x.common(last)
		if !known {
			continue
		}
		if left, known := x.first(first); known {
			return left, right, true
		}
	}
	return "", "", false
}

// head returns the longest word that a word ends with, and its stem, or "": of a compound whose first
// part the texts do not have.
func (x *Index) head(word string) (part, stem string) {
	letters := []rune(word)
	if len(letters) > maxWord {
		return "", ""
	}
	for i := minPart - 1; i <= len(letters)-minPart-1; i++ {
		part = string(letters[i:])
		if stem, known := x.common(part); known {
			return part, stem
		}
	}
	return "", ""
}

// first returns the stem of the first part of a compound: as it is, without a binding s, or with
// the vowel that binding has changed or taken away (hälso-, skol-, kvinno-).
func (x *Index) first(part string) (string, bool) {
	if stem, known := x.common(part); known {
		return stem, true
	}
	for _, binding := range []string{"s", "o", "u", "e", "a"} {
		if base, cut := strings.CutSuffix(part, binding); cut {
			if stem, known := x.common(base); known {
				return stem, true
			}
		}
	}
	return "", false
}

// common returns the stem of a form or stem that is common enough in the texts to be a part of others.
func (x *Index) common(word string) (string, bool) {
	stem, known := x.Forms[word]
	if !known {
		stem = word
	}
	return stem, x.totals[stem] >= minCount && utf8.RuneCountInString(word) >= minPart && !x.Stop[word]
}

// relate enters groups of expressions that mean the same.
func (x *Index) relate(groups [][]string) {
	x.Synonyms = map[string][]Synonym{}
	for _, group := range groups {
		var stems [][]string
		for _, expression := range group {
			var of []string
			for _, w := range wordsOf(expression) {
				if !x.Stop[w.low] {
					if x.Stem(w.low) == "" {
						x.Forms[w.low] = stemOf(w.low) // so that it can be typed though no text has it
					}
					of = append(of, x.Stem(w.low))
				}
			}
			if len(of) > 0 {
				stems = append(stems, of)
			}
		}
		x.groups = append(x.groups, stems)
		for i, s := range stems {
			others := slices.Concat(stems[:i], stems[i+1:])
			x.Synonyms[s[0]] = append(x.Synonyms[s[0]], Synonym{s, others})
		}
	}
}

// Stem returns the stem of a word that is typed, as the texts have it: of the same form, or of one
// that differs by an ending. It is empty for a word that they do not have.
func (x *Index) Stem(low string) string {
	if stem, known := x.Forms[low]; known {
		return stem
	}
	if x.Postings[low] != nil {
		return low
	}
	for _, ending := range x.Endings {
		base, cut := strings.CutSuffix(low, ending)
		if !cut || utf8.RuneCountInString(base) < 3 {
			continue
		}
		if stem, known := x.Forms[base]; known {
			return stem
		}
		if x.Postings[base] != nil {
			return base
		}
	}
	return ""
}

// unaccented returns the stems of words that are written as low without their accents. Only what
// has none is looked up: who types å means å.
func (x *Index) unaccented(low string) []string {
	if low != spelling.Fold(low) {
		return nil
	}
	if stems := x.Folded[low]; stems != nil {
		return stems
	}
	for _, ending := range x.Endings {
		base, cut := strings.CutSuffix(low, ending)
		if stems := x.Folded[base]; cut && stems != nil && utf8.RuneCountInString(base) >= 3 {
			return stems
		}
	}
	return nil
}

// meant returns the form in the texts that is most like a word: by one mistake in short words and two
// in long ones, of those the most common, and of those the first.
func (x *Index) meant(low string) string {
	n := utf8.RuneCountInString(low)
	if n < minPart || n > maxWord {
		return ""
	}
	most := 1
	if n >= 8 {
		most = 2
	}
	best, least, common := "", most+1, 0
	for form, times := range x.counts {
		if d := utf8.RuneCountInString(form) - n; d > most || d < -most || x.Stop[form] {
			continue
		}
		d := spelling.Distance(low, form, min(least, most))
		if d > most || d > least || d == least && (times < common || times == common && form >= best) {
			continue
		}
		best, least, common = form, d, times
	}
	return best
}
