package document

import "provtryck/generator/spelling"

// A Status (status) is how far a text has come. Statuses are ordered: a rule
// that begins at one holds for all after it. The zero value is no known status.
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

// FindStatus returns the status that a word stands for.
func FindStatus(word string) (Status, bool) {
	folded := spelling.Fold(word)
	for i, s := range Statuses {
		if spelling.Fold(s) == folded {
			return Status(i + 1), true
		}
	}
	return 0, false
}

// String is the word that editors write; empty for the zero value.
func (s Status) String() string {
	if s < 1 || int(s) > len(Statuses) {
		return ""
	}
	return Statuses[s-1]
}
