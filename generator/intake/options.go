package intake

import (
	"regexp"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/prose"
	"provtryck/generator/spelling"
)

// Options are what a text is made for. The zero Options put it into no blueprint.
type Options struct {
	Part        bool     // of a text that exists: it has no title and lead of its own
	Pictures    string   // what the addresses of pictures begin with
	Blueprint   string   // id
	Titles      []string // the headings of the blueprint, in order
	TopLevel    int      // of those headings
	BottomLevel int      // of the deepest ones
	Mapping     *Mapping
	Taxonomy    *audience.Taxonomy
	Words       *prose.Lists
	Follow      func(address string) (to string, known bool) // where what is at an old address is now; nil for nowhere
}

// title returns the heading of the blueprint that a heading is, by that name or an old one; "" for none.
func (o Options) title(words string) string {
	key := withoutNumber(words)
	if i := slices.IndexFunc(o.Titles, func(t string) bool { return spelling.Fold(t) == key }); i >= 0 {
		return o.Titles[i]
	}
	if to := o.Mapping.heading(o.Blueprint, words); slices.Contains(o.Titles, to) {
		return to
	}
	return ""
}

// known reports whether words are the heading of something that has a place.
func (o Options) known(words string) bool {
	return o.title(words) != "" || o.marks(words)
}

// marks reports whether words are the heading of a section with facts and audiences.
func (o Options) marks(words string) bool {
	return o.Mapping != nil && slices.Contains(o.Mapping.marking, withoutNumber(words))
}

// read returns how the project reads texts.
func (o Options) read() document.Options {
	d := document.Options{Taxonomy: o.Taxonomy, Words: o.Words}
	if d.Taxonomy == nil {
		d.Taxonomy = &audience.Taxonomy{}
	}
	return d
}

// headingNumber is the number before the words of a heading: "1.", "2.1", "3)".
var headingNumber = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2})*[.)]?\s+`)

// withoutNumber returns the form in which headings are compared: without number and colon.
func withoutNumber(title string) string {
	return spelling.Fold(strings.TrimRight(headingNumber.ReplaceAllString(strings.TrimSpace(title), ""), ": \u00a0"))
}
