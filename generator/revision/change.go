package revision

import (
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// An Op is what has been done.
type Op int

const (
	Replaced Op = iota
	Inserted
	Deleted
	MovedHere // the section or block is elsewhere, with the same words
	MovedAway
	kept
)

// Moved reports whether something is elsewhere, rather than taken away or added.
func (op Op) Moved() bool { return op == MovedHere || op == MovedAway }

// A Change (ändring) is one place where a text differs.
type Change struct {
	ID      string // its anchor on the page: "andring-3"
	Op      Op
	What    string // what it is a change of: "avsnitt", "stycke", "ord", "länk"
	Place   Place
	Cell    string // the row and column of a table where it is: "Sertralin, Startdos"; empty elsewhere
	Left    string // the words before it, in the same paragraph
	Before  string // what was taken away
	Gone    string // the same, never shortened, where it is a whole section, block or item
	After   string // what was added
	Right   string // the words after it
	Matters []Matter

	key  string // of what was added or taken away whole
	step bool   // in a numbered list
}

// A Place is the section where a change is; empty above the first heading.
type Place struct {
	Title string
	ID    string
}

// record adds a change, and returns its anchor. Within something that is one change it
// does nothing.
func (m *merger) record(c Change) string {
	if m.within {
		return ""
	}
	c.ID = "andring-" + strconv.Itoa(len(m.text.Changes)+1)
	c.Place, c.Cell = m.place, m.cells[m.cell]
	if c.What != "utseende" {
		if m.warning {
			c.Matters = withMatter(c.Matters, Warning)
		}
		for _, matter := range m.over {
			c.Matters = withMatter(c.Matters, matter)
		}
	}
	m.text.Changes = append(m.text.Changes, c)
	return c.ID
}

// withMatter returns the matters with one more, in their order.
func withMatter(matters []Matter, m Matter) []Matter {
	if slices.Contains(matters, m) {
		return matters
	}
	matters = append(slices.Clone(matters), m)
	slices.Sort(matters)
	return matters
}

// markMoved finds what was removed from one place and added unchanged in another.
// Within a section that does not matter, except for the order of numbered steps; in
// another section it is about something else, as a dose that has moved from adults to
// children.
func markMoved(changes []Change) {
	added := map[string][]*Change{}
	for i := range changes {
		if c := &changes[i]; c.Op == Inserted && c.key != "" {
			added[c.key] = append(added[c.key], c)
		}
	}
	for i := range changes {
		from := &changes[i]
		if from.Op != Deleted || len(added[from.key]) == 0 {
			continue
		}
		to := added[from.key][0]
		added[from.key] = added[from.key][1:]
		from.Op, to.Op = MovedAway, MovedHere
		if from.Place == to.Place {
			from.Matters, to.Matters = nil, nil
			if from.step && to.step {
				to.Matters = []Matter{Order}
			}
		}
	}
}

// maxExcerpt is how many characters of a change are shown in lists.
const maxExcerpt = 240

// excerpt returns the text of tokens, shortened.
func excerpt(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.text)
		if b.Len() > 4*maxExcerpt {
			break
		}
	}
	return shorten(strings.Join(strings.Fields(b.String()), " "), maxExcerpt)
}

// whole returns the text of tokens.
func whole(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.text)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func shorten(s string, most int) string {
	cut := spelling.Shorten(s, most, "")
	if cut == s {
		return s
	}
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return cut + " …"
}

// around is how many words of its paragraph a change is shown with, on each side, and
// aroundTokens how many words, signs and blanks at most.
const (
	around       = 8
	aroundTokens = 4 * around
)

// wordsBefore returns the last words of tokens.
func wordsBefore(tokens []token) string {
	from, n := len(tokens), 0
	for from > 0 && n < around && len(tokens)-from < aroundTokens {
		from--
		if tokens[from].kind == word {
			n++
		}
	}
	text := joined(tokens[from:])
	runes := []rune(text)
	if cut := len(runes) - maxExcerpt; cut > 0 {
		text = string(runes[cut:])
	}
	if from > 0 || len(runes) > maxExcerpt {
		text = "… " + text
	}
	return text
}

// wordsAfter returns the first words of tokens.
func wordsAfter(tokens []token) string {
	to, n := 0, 0
	for to < len(tokens) && n < around && to < aroundTokens {
		if tokens[to].kind == word {
			n++
		}
		to++
	}
	whole := joined(tokens[:to])
	text := strings.TrimSuffix(shorten(whole, maxExcerpt), " …")
	if to < len(tokens) || text != whole {
		text += " …"
	}
	return text
}

func joined(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.text)
	}
	return b.String()
}

// targetText returns for whom something is.
func targetText(s *site.Site, t audience.Target) string {
	switch {
	case t.Always:
		return "alla, alltid"
	case len(t.Tags) == 0:
		return "alla"
	}
	return strings.Join(s.Taxonomy.Labels(t.Tags), ", ")
}
