package revision

import (
	"cmp"
	"slices"
	"strings"

	"provtryck/generator/document"
)

// pairs are the things that are the same in both versions: texts, or the sections
// of one.
type pairs[T comparable] struct {
	before map[T]T // by the later
	after  map[T]T // by the earlier
}

func newPairs[T comparable]() pairs[T] { return pairs[T]{map[T]T{}, map[T]T{}} }

func (p pairs[T]) join(before, after T) {
	p.before[after], p.after[before] = before, after
}

// by pairs things without a pair that have a key which no other of them has.
func (p pairs[T]) by(key func(T) string, before, after []T) {
	now := unique(left(p.before, after), key)
	for k, b := range unique(left(p.after, before), key) {
		if a, both := now[k]; both {
			p.join(b, a)
		}
	}
}

// left returns the things that have no pair.
func left[T comparable](paired map[T]T, things []T) []T {
	return slices.DeleteFunc(slices.Clone(things), func(t T) bool {
		_, has := paired[t]
		return has
	})
}

// unique returns the things whose key no other has.
func unique[T any](things []T, key func(T) string) map[string]T {
	found, seen := map[string]T{}, map[string]bool{}
	for _, t := range things {
		k := key(t)
		if found[k] = t; seen[k] {
			delete(found, k)
		}
		seen[k] = true
	}
	return found
}

// alikeEnough is the share of common words from which two texts, sections or
// paragraphs are taken for versions of the same: below it a reader has more use of
// seeing the old and the new whole.
const alikeEnough = 0.5

// wordsEnough is how many words two texts or sections must have in common to be
// taken for one: a few words may be the same by chance, and then something that
// has been removed would seem to have moved.
const wordsEnough = 8

// What is compared word by word at most: more is shown as gone and come.
const (
	maxCandidates = 100000    // pairs
	maxCompared   = 100000000 // words of them all: a fraction of a second
)

// byWords pairs things without a pair that have most words in common, the most alike
// first.
func (p pairs[T]) byWords(words func(T) []string, before, after []T) {
	gone, come := left(p.after, before), left(p.before, after)
	if len(gone)*len(come) > maxCandidates {
		return
	}
	numbers := map[string]int{}
	old, now := bags(numbers, gone, words), bags(numbers, come, words)
	if size(old)*len(now)+size(now)*len(old) > maxCompared {
		return
	}
	type match struct {
		before, after T
		alike         float64
	}
	var all []match
	for i, b := range old {
		for j, a := range now {
			if how, common := alike(b, a); how == 1 || how >= alikeEnough && common >= wordsEnough {
				all = append(all, match{gone[i], come[j], how})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y match) int { return cmp.Compare(y.alike, x.alike) })
	for _, m := range all {
		_, hasAfter := p.after[m.before]
		_, hasBefore := p.before[m.after]
		if !hasAfter && !hasBefore {
			p.join(m.before, m.after)
		}
	}
}

// A bag is the words of something, as numbers in rising order, each as often as it
// occurs.
type bag []int

// bags returns the bags of things. Numbers are those of words in all that is compared.
func bags[T any](numbers map[string]int, things []T, words func(T) []string) []bag {
	list := make([]bag, len(things))
	for i, t := range things {
		for _, w := range words(t) {
			n, known := numbers[w]
			if !known {
				n = len(numbers)
				numbers[w] = n
			}
			list[i] = append(list[i], n)
		}
		slices.Sort(list[i])
	}
	return list
}

func size(bags []bag) int {
	n := 0
	for _, b := range bags {
		n += len(b)
	}
	return n
}

// alike returns the share of words that two bags have in common (Dice's coefficient),
// and how many those are. Both are 0 where one bag is too small to be alike.
func alike(a, b bag) (share float64, common int) {
	all := float64(len(a) + len(b))
	if all == 0 || float64(2*min(len(a), len(b))) < alikeEnough*all {
		return 0, 0
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			i, j, common = i+1, j+1, common+1
		}
	}
	return float64(2*common) / all, common
}

// appendWords appends the words of a text.
func appendWords(words []string, text string) []string {
	return slices.AppendSeq(words, strings.FieldsFuncSeq(text, func(r rune) bool { return !inWord(r) }))
}

func appendBlockWords(words []string, blocks []document.Block) []string {
	for _, block := range blocks {
		words = appendWords(words, block.Title)
		for _, t := range block.Tokens {
			if t.Kind == document.WordsToken || t.Kind == document.PriorityToken {
				words = appendWords(words, t.Text)
			}
		}
		words = appendBlockWords(words, block.Blocks)
	}
	return words
}

// increasing marks a longest subsequence of places that rises: what stays when as few
// as possible are moved. Of two that have changed places the first stays.
func increasing(places []int) []bool {
	next := make([]int, len(places)) // the one after it in the longest subsequence that begins with it
	var begins []int                 // where the subsequence of each length begins that begins highest
	for i, p := range slices.Backward(places) {
		n, _ := slices.BinarySearchFunc(begins, p, func(begin, p int) int { return cmp.Compare(p, places[begin]) })
		next[i] = -1
		if n > 0 {
			next[i] = begins[n-1]
		}
		if n == len(begins) {
			begins = append(begins, i)
		}
		begins[n] = i
	}
	stay := make([]bool, len(places))
	if len(begins) > 0 {
		for i := begins[len(begins)-1]; i >= 0; i = next[i] {
			stay[i] = true
		}
	}
	return stay
}
