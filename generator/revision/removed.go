package revision

import (
	"strings"

	"provtryck/generator/document"
)

// A Removal is a text that has been removed, and what is lost with it.
type Removal struct {
	*Text
	Words    int
	Warnings []string // its boxes with what is important, whole
	Readers  Readers  // who saw it
}

// Removals returns the texts that have been removed, in reading order.
func (r *Revision) Removals() []Removal {
	var list []Removal
	for _, t := range r.Texts {
		if t.Kind != Removed {
			continue
		}
		gone := Removal{Text: t, Words: t.Deleted, Readers: readersOf(r.Before.Taxonomy, t.Before.Path())}
		gone.Warnings = appendWarnings(nil, t.Before.Doc.Intro)
		t.Before.Doc.All(func(s *document.Section, _ []*document.Section) {
			gone.Warnings = appendWarnings(gone.Warnings, s.Blocks)
		})
		list = append(list, gone)
	}
	return list
}

// appendWarnings appends what the important boxes among the blocks say, and those within
// other boxes.
func appendWarnings(list []string, blocks []document.Block) []string {
	for _, b := range blocks {
		if b.Kind == document.Important {
			list = append(list, titled(b.Title, blockText(b.Blocks)))
			continue
		}
		list = appendWarnings(list, b.Blocks)
	}
	return list
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
