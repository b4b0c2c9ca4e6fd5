package collation

import (
	"slices"
	"strings"
)

const (
	alike = 0.4     // how alike two blocks must be to be the same one
	large = 1 << 20 // pairs of blocks in a gap that are not all looked at
)

// A pair is a block of the text and one of the page, by their numbers.
type pair struct{ ours, theirs int }

// align pairs the blocks of a text with those of a page, in the order of both: first what both have
// once, then what is between those by how alike it is.
func align(ours, theirs []block) []pair {
	var pairs []pair
	i, j := 0, 0
	gap := func(toI, toJ int) {
		pairs = append(pairs, alignGap(ours[i:toI], theirs[j:toJ], i, j)...)
		i, j = toI+1, toJ+1
	}
	for _, anchor := range anchors(ours, theirs) {
		gap(anchor.ours, anchor.theirs)
		pairs = append(pairs, anchor)
	}
	gap(len(ours), len(theirs))
	return pairs
}

// anchors returns the most blocks that both have once and in the same order.
func anchors(ours, theirs []block) []pair {
	in := func(list []block) map[string]int {
		at := map[string]int{}
		for i, b := range list {
			if _, again := at[b.sign()]; again {
				i = -1
			}
			at[b.sign()] = i
		}
		return at
	}
	there, here := in(theirs), in(ours)
	var once []pair
	for i, b := range ours {
		if j, any := there[b.sign()]; any && j >= 0 && here[b.sign()] == i && b.key != "" {
			once = append(once, pair{i, j})
		}
	}
	return rising(once)
}

// sign is what two blocks have in common that are the same.
func (b block) sign() string { return string(rune('0'+b.form)) + b.key }

// rising returns the longest part of pairs, sorted by ours, in which theirs rises too.
func rising(list []pair) []pair {
	var ends []int // in list, of the best run of each length
	before := make([]int, len(list))
	for i, p := range list {
		at, _ := slices.BinarySearchFunc(ends, p.theirs, func(end, theirs int) int { return list[end].theirs - theirs })
		before[i] = -1
		if at > 0 {
			before[i] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, i)
		} else {
			ends[at] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	var run []pair
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		run = append(run, list[i])
	}
	slices.Reverse(run)
	return run
}

// alignGap pairs blocks so that they are as alike as they can be. The numbers of the first are given.
func alignGap(ours, theirs []block, i0, j0 int) []pair {
	n, m := len(ours), len(theirs)
	switch {
	case n == 0 || m == 0 || n*m > large:
		return nil
	case n == 1 && m == 1 && (ours[0].form == theirs[0].form || likeness(ours[0], theirs[0]) >= alike):
		return []pair{{i0, j0}}
	}
	best := make([][]float64, n+1) // of what comes after
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	like := make([]float64, n*m)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			like[i*m+j] = likeness(ours[i], theirs[j])
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if l := like[i*m+j]; l >= alike {
				best[i][j] = max(best[i][j], l+best[i+1][j+1])
			}
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < n && j < m; {
		switch l := like[i*m+j]; {
		case l >= alike && best[i][j] == l+best[i+1][j+1]:
			pairs = append(pairs, pair{i0 + i, j0 + j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// likeness returns how alike two blocks are, 0 to 1. A picture is like another whatever it shows, a
// cell one in the same column, or one that begins as it.
func likeness(a, b block) float64 {
	switch {
	case a.form == picture != (b.form == picture):
		return 0
	case a.sign() == b.sign():
		return 1
	}
	like := dice(strings.Fields(a.key), strings.Fields(b.key))
	if a.form != b.form {
		return like * 0.95 // the same form is nearer
	}
	place := a.form == cell && a.column == b.column && a.head == b.head && a.span == b.span
	merged := a.form == cell && a.column == b.column && a.key != "" && strings.HasPrefix(b.key, a.key)
	if a.form == picture || place || merged {
		return max(like, alike)
	}
	return like
}

// dice returns how many words of two runs are in both, 0 to 1.
func dice(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	count := map[string]int{}
	for _, word := range a {
		count[word]++
	}
	both := 0
	for _, word := range b {
		if count[word] > 0 {
			count[word]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}
