// Package disposition accounts for an old text: what became of every part of it.
//
// [LoadOriginal] reads the text as it was before it was reworked, and [LoadDecisions] what
// editors have decided about it. A [Unit] is a heading, a paragraph, a point, a row or a link
// of a text. [Of] finds each unit of the original in the texts of today, which an [Index] holds,
// and returns an [Account] with one [Entry] for each unit: its [Class] and where it is now.
// No unit is in two classes or in none, so the classes always add up to the original.
//
// What is found is a proposal. It errs on the side of saying that something has changed or is
// not handled: only the same words, numbers, signs and cells in the same order are kept, as the same step of a
// numbered list, and with the same commas where something is denied. Only an editor can say that something is dropped, since a reason is
// what reviewers ask for.
package disposition

import (
	"slices"
	"strings"

	"provtryck/generator/problem"
)

// A Kind is what a unit is in its text.
type Kind int

const (
	Heading Kind = iota
	Paragraph
	Point
	Row
	Link
)

// KindWords are Swedish words for the kinds.
var KindWords = [...]string{Heading: "rubrik", Paragraph: "stycke", Point: "punkt", Row: "rad", Link: "länk"}

func (k Kind) String() string { return KindWords[k] }

// A Unit (del) is a part of a text that is accounted for.
type Unit struct {
	ID      string // the same for the same words, in a later copy of the text too
	Kind    Kind
	Text    string // as it is read
	Dest    string // of a link: its address as written
	Section string // the heading that it is under; empty before the first
	Anchor  string // of that section
	Pos     problem.Pos

	within []string // keys of the sections around it, outermost first
	words  []string // folded: those by which it is found
	stems  []string // of the words
	key    string   // of all words, signs and cells: what must be the same for it to be kept
	lines  []string // as it is read
	step   string   // its numbers in ordered lists
}

// Shown returns the unit for people: a link with where it leads.
func (u Unit) Shown() string {
	if u.Kind == Link && u.Dest != u.Text {
		return strings.TrimSpace(u.Text + " <" + u.Dest + ">")
	}
	return u.Text
}

// A Class is what became of a unit.
type Class int

const (
	Open     Class = iota // not yet handled: not found, and nothing is decided
	Dropped               // struck by an editor
	Merged                // with other units, in one passage
	Moved                 // to another section or text
	Reworded              // in its section, in other words
	Kept                  // in its section, in the same words
)

// Classes are all classes, what reviewers look at first before others.
var Classes = []Class{Dropped, Open, Merged, Moved, Reworded, Kept}

// ClassWords are the Swedish words for the classes, as decisions have them.
var ClassWords = [...]string{Open: "inte hanterat", Dropped: "struket", Merged: "sammanslaget", Moved: "flyttat",
	Reworded: "omformulerat", Kept: "behållet"}

func (c Class) String() string { return ClassWords[c] }

// A Passage is a place in the texts of today.
type Passage struct {
	Name    string // of the text's file
	Section string // the heading that it is under
	Anchor  string // of that section
	Text    string // as it is read; empty when only the section or the text is known
	Dest    string // of a link: its address as written
}

// An Entry is what became of one unit of the original.
type Entry struct {
	Unit
	Class   Class
	To      Passage  // the zero Passage when it is nowhere
	Decided bool     // by an editor
	Missing []string // sentences of it that are not there, though the rest is
	Reason  string   // why, as an editor has written it
	At      problem.Pos
	Written Decision // the zero Decision where nobody has decided
}

// Unexplained reports whether reviewers cannot know what became of the unit, or why.
func (e Entry) Unexplained() bool {
	return e.Class == Open || e.Class == Dropped && e.Reason == "" || len(e.Missing) > 0 && !e.Decided
}

// An Account (redovisning) is what became of one original.
type Account struct {
	Original *Original
	Entries  []Entry    // one for each unit of the original, in its order
	Stale    []Decision // about units that the original does not have
	Doubtful []Doubt    // about places that decisions name
}

// Counts returns how many entries there are of each class.
func (a *Account) Counts() [len(ClassWords)]int {
	var n [len(ClassWords)]int
	for _, e := range a.Entries {
		n[e.Class]++
	}
	return n
}

// Unexplained returns the entries of which reviewers cannot know what became of them, or why.
func (a *Account) Unexplained() []Entry {
	return slices.DeleteFunc(slices.Clone(a.Entries), func(e Entry) bool { return !e.Unexplained() })
}

// Gone returns the entries of what may be gone: what is dropped, what lacks sentences, and what is
// not handled, each in the order of the original.
func (a *Account) Gone() []Entry {
	var list []Entry
	for _, is := range []func(Entry) bool{
		func(e Entry) bool { return e.Class == Dropped },
		func(e Entry) bool { return e.Class != Open && len(e.Missing) > 0 },
		func(e Entry) bool { return e.Class == Open },
	} {
		list = append(list, slices.DeleteFunc(slices.Clone(a.Entries), func(e Entry) bool { return !is(e) })...)
	}
	return list
}

// Shares returns counts as whole percentages that add up to 100, the largest remainders
// rounded up; all 0 where there is nothing.
func Shares(counts [len(ClassWords)]int) [len(ClassWords)]int {
	total := 0
	for _, n := range counts {
		total += n
	}
	var shares [len(ClassWords)]int
	if total == 0 {
		return shares
	}
	left := 100
	order := make([]int, len(counts))
	for i, n := range counts {
		shares[i], order[i] = 100*n/total, i
		left -= shares[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return 100*counts[j]%total - 100*counts[i]%total })
	for _, i := range order[:left] {
		shares[i]++
	}
	return shares
}
