package disposition

import (
	"fmt"
	"strings"

	"provtryck/generator/field"
)

// MarshalDecisions returns the file with decisions, in their order. [LoadDecisions] reads every value
// as it was, if it has no signs that are not seen.
func MarshalDecisions(decisions []Decision) []byte {
	if len(decisions) == 0 {
		return []byte("beslut: []\n")
	}
	var b strings.Builder
	b.WriteString("beslut:\n")
	for _, d := range decisions {
		lead := "  - "
		for _, e := range [...]struct{ key, value string }{
			{"stycke", d.Quote}, {"id", d.ID}, {"blev", d.Class.String()}, {"till", d.To}, {"varför", d.Reason},
		} {
			if e.value != "" {
				fmt.Fprintf(&b, "%s%s: %s\n", lead, e.key, field.YAML(e.value))
				lead = "    "
			}
		}
	}
	return []byte(b.String())
}

// Mark returns what tells a decision from what somebody else has made of it; "" for none.
func (d Decision) Mark() string {
	if d.Class == Open {
		return ""
	}
	return strings.Join([]string{d.Class.String(), d.To, d.Reason}, "\t")
}

// Word returns the class of a word as decisions have it, and whether it is one that an editor may decide.
func Word(word string) (Class, bool) {
	for _, c := range Classes {
		if c != Open && c.String() == word {
			return c, true
		}
	}
	return Open, false
}
