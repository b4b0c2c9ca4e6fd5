package transfer

import (
	"fmt"
	"strings"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A ChangeKind is what has become of a block since the text was entered.
type ChangeKind int

const (
	Replaced ChangeKind = iota // has other words, links or readers
	Added
	Removed
)

// A Change is a field or a block that is not as it was when the text was entered.
type Change struct {
	Kind  ChangeKind
	Field string      // the key of the field; "" for a block
	Block Block       // of one that is removed, the block before it
	Pos   problem.Pos // of a field, that of inlagd
	Words string      // what to do, one Swedish clause
}

// Changes returns what has changed in a text since it had a sum: first fields, then blocks in order.
func Changes(src Source, t Text, entered Sum) []Change {
	now := sumOf(src, t)
	var changes []Change
	for i, key := range fieldKeys[:inSum] {
		if now.fields[i] != entered.fields[i] {
			changes = append(changes, Change{Field: key, Pos: src.Doc.Front.Entered.Pos, Words: "byt fältet " + key})
		}
	}
	from, to, blocks := 0, 0, counted(t)
	for _, pair := range append(common(entered.blocks, now.blocks), [2]int{len(entered.blocks), len(now.blocks)}) {
		changes = append(changes, between(src, blocks, pair[0]-from, to, pair[1])...)
		from, to = pair[0]+1, pair[1]+1
	}
	return changes
}

// between returns the changes where so many blocks that were entered have become those from one index
// to another. Which of them has become which is only known when they are as many.
func between(src Source, blocks []Block, were, from, to int) []Change {
	var changes []Change
	for i := from; i < to; i++ {
		block := blocks[i]
		c := Change{Kind: Replaced, Block: block, Pos: block.Pos}
		shown := fmt.Sprintf("%s ”%s”", block.Kind, block.Begins())
		switch {
		case were == 0:
			c.Kind, c.Words = Added, "lägg till: "+shown
		case were == to-from:
			c.Words = "byt: " + shown
		default:
			c.Words = fmt.Sprintf("byt %s som stod här mot %d, bland dem: %s", problem.Amount(were, "del", "delar"), to-from, shown)
		}
		changes = append(changes, c)
	}
	if were == 0 || from < to {
		return changes
	}
	c := Change{Kind: Removed, Pos: problem.Pos{File: src.Doc.Name, Line: 1}}
	if to > 0 {
		c.Block, c.Pos = blocks[to-1], blocks[to-1].Pos
	}
	c.Words = fmt.Sprintf("ta bort %s %s", problem.Amount(were, "del", "delar"), gap(blocks, to))
	return append(changes, c)
}

// gap says where blocks were that are gone: before the block with an index, after the one before it. Of what
// kind they were is not in the sum, so that a place which can be found is all that can be said of them.
func gap(blocks []Block, before int) string {
	switch {
	case len(blocks) == 0:
		return "i brödtexten"
	case before == 0:
		return "före ”" + blocks[0].Begins() + "”"
	case before == len(blocks):
		return "efter ”" + blocks[before-1].Begins() + "”, sist i brödtexten"
	}
	return "mellan ”" + blocks[before-1].Begins() + "” och ”" + blocks[before].Begins() + "”"
}

// mostOfBlock is how many letters of a block it is known by.
const mostOfBlock = 50

// Begins returns the words that a block begins with, to know it by.
func (b Block) Begins() string {
	return spelling.Shorten(strings.Join(strings.Fields(b.Text), " "), mostOfBlock, "…")
}

// mostCompared is how many pairs of hashes are compared. Where there are more, all blocks between
// the first and the last change are taken to have changed.
const mostCompared = 4 << 20

// common returns pairs of indexes of what two lists have in common, in order, as many as can be.
func common(a, b []string) [][2]int {
	before := 0
	for before < min(len(a), len(b)) && a[before] == b[before] {
		before++
	}
	after := 0
	for after < min(len(a), len(b))-before && a[len(a)-1-after] == b[len(b)-1-after] {
		after++
	}
	var pairs [][2]int
	for i := range before {
		pairs = append(pairs, [2]int{i, i})
	}
	inA, inB := a[before:len(a)-after], b[before:len(b)-after]
	if len(inA)*len(inB) <= mostCompared {
		for _, p := range longest(inA, inB) {
			pairs = append(pairs, [2]int{p[0] + before, p[1] + before})
		}
	}
	for i := range after {
		pairs = append(pairs, [2]int{len(a) - after + i, len(b) - after + i})
	}
	return pairs
}

// longest returns the pairs of a longest common subsequence.
func longest(a, b []string) [][2]int {
	lengths := make([][]int32, len(a)+1)
	for i := range lengths {
		lengths[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case lengths[i+1][j] >= lengths[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
