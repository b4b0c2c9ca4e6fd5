package document

import (
	"slices"

	"provtryck/generator/spelling"
)

// A Status (status) is how far a text has come. Statuses are ordered: a rule that
// begins to hold at one holds at all after it. The zero value is no known status.
type Status int

const (
	Drafting    Status = iota + 1 // textbearbetning
	Survey                        // enkät
	Remarks                       // synpunkter
	Final                         // slutversion
	Done                          // klar
	Transferred                   // inlagd
	Published                     // publicerad
)

// Statuses are the words that editors write, in order. Statuses[0] is Drafting.
var Statuses = []string{"textbearbetning", "enkät", "synpunkter", "slutversion", "klar", "inlagd", "publicerad"}

// FindStatus returns the status that a word names.
func FindStatus(word string) (Status, bool) {
	i := slices.IndexFunc(Statuses, func(s string) bool { return spelling.Fold(s) == spelling.Fold(word) })
	return Status(i + 1), i >= 0
}

// String returns the word that editors write, "" for the zero value.
func (s Status) String() string {
	if s < Drafting || s > Published {
		return ""
	}
	return Statuses[s-1]
}
