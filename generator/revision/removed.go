package revision

import (
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/site"
)

// A Removal is a text that has been removed, and what is lost with it.
type Removal struct {
	*Text
	Words    int
	Warnings []string // its boxes with what is important and its parts for everyone, whole
	Readers  Readers  // who saw it
	Always   bool     // it has parts that everyone saw
	// Unanswered are the former addresses of the text that no text of the later version has taken over.
	Unanswered []string
}

// Removals returns the texts that have been removed, in reading order.
func (r *Revision) Removals() []Removal {
	var list []Removal
	taken := map[string]bool{}
	for _, a := range r.After.Articles {
		taken[folded(a.URL)] = true
		for _, address := range formerAddresses(a) {
			taken[folded(address)] = true
		}
	}
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
		for _, address := range formerAddresses(t.Before) {
			if !taken[folded(address)] {
				gone.Unanswered = append(gone.Unanswered, address)
			}
		}
		list = append(list, gone)
	}
	return list
}

// formerAddresses returns the addresses that a text says that it has had, on the old site and here.
func formerAddresses(a *site.Article) []string {
	return mapped(slices.Concat(a.Doc.Front.AllFormerURLs(), a.Doc.Front.FormerPaths), func(t field.Text) string { return t.Text })
}

// folded is the same for addresses that lead to the same page: with and without the last slash.
func folded(address string) string { return strings.TrimSuffix(address, "/") }

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
