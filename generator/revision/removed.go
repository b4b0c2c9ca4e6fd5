package revision

import (
	"strings"

	"provtryck/generator/document"
)

// A Removal is a text that has been removed, and what is lost with it.
type Removal struct {
	*Text
	Words    int
	Warnings []string // its boxes with what is important and its parts for everyone, whole
	Readers  Readers  // who saw it
	Always   bool     // it has parts that everyone saw
}

// Removals returns the texts that have been removed, in reading order.
func (r *Revision) Removals() []Removal {
	var list []Removal
	for _, t := range r.Texts {
		if t.Kind != Removed {
			continue
		}
		gone := Removal{Text: t, Words: t.Deleted, Readers: readersOf(r.Before.Taxonomy, t.Before.Path())}
		gone.warn(t.Before.Doc.Intro)
		t.Before.Doc.All(func(s *document.Section, _ []*document.Section) {
			if s.Target.Always {
				gone.Always = true
				gone.Warnings = append(gone.Warnings, titled(s.Title, blockText(s.Blocks)))
				return
			}
			gone.warn(s.Blocks)
		})
		list = append(list, gone)
	}
	return list
}

// warn adds what the important boxes among the blocks say, and those for everyone, and such
// boxes within others.
func (r *Removal) warn(blocks []document.Block) {
	for _, b := range blocks {
		if r.Always = r.Always || b.Target.Always; b.Kind != document.Important && !b.Target.Always {
			r.warn(b.Blocks)
			continue
		}
		title := b.Title
		if b.Kind == document.Targeted {
			title = "" // for whom it is
		}
		r.Warnings = append(r.Warnings, titled(title, blockText(b.Blocks)))
	}
}

// blockText returns all words of blocks.
func blockText(blocks []document.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, t := range block.Tokens {
			if t.Kind == document.WordsToken || t.Kind == document.PriorityToken {
				b.WriteString(t.Text)
			} else if t.Kind < document.EmphasisToken || t.Kind.Block() {
				b.WriteByte(' ')
			}
		}
		b.WriteString(" " + titled(block.Title, blockText(block.Blocks)) + " ")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
