package revision

import "provtryck/generator/document"

// Passages puts two versions of a passage of running words together, with what differs marked, and
// returns what in it matters.
func Passages(before, after string) ([]document.Token, []Matter) {
	old, now := plainLeaf(before), plainLeaf(after)
	m := merger{text: new(Text), within: true} // the passage is the change
	var w writer
	m.leaf(&w, old, now)
	return w.taken(), matters(old.tokens, now.tokens)
}
