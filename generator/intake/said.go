package intake

import (
	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// Fate returns what became of something, as the heading of a list.
func Fate(r source.Remark) string {
	return [...]string{source.Changed: "Ändrat", source.Guessed: "Gissat", source.Dropped: "Inte med"}[r.Fate]
}

// What returns what a remark says, as a sentence.
func What(r source.Remark) string { return spelling.Sentence(r.What) }

// Said returns what became of something, as a sentence with the words that it is about.
func Said(r source.Remark) string {
	if r.Where == "" {
		return Fate(r) + ": " + What(r)
	}
	return Fate(r) + " vid ”" + r.Where + "”: " + What(r)
}
