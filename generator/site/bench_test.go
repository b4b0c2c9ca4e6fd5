package site

import (
	"fmt"
	"strings"
	"testing"

	"provtryck/generator/document"
)

// BenchmarkGrowth makes sites of texts that are made to be slow, of a size and of
// twice that size, which takes no more than twice as long.
func BenchmarkGrowth(b *testing.B) {
	base := project(b)
	text := func(name, body string) *document.Document {
		return document.Parse(name, []byte("---\ntitel: A\nmall: kunskapsstod\n---\n\n"+body),
			document.Options{Taxonomy: base.Taxonomy})
	}
	lines := func(n int, line string) string {
		var t strings.Builder
		for i := range n {
			t.WriteString(strings.ReplaceAll(line, "%d", fmt.Sprint(i)) + "\n\n")
		}
		return t.String()
	}
	long := strings.Repeat("lang-", 15)
	for _, c := range []struct {
		name  string
		texts func(n int) []*document.Document
	}{
		{"links that nearly fit", func(n int) (docs []*document.Document) {
			for i := range 500 {
				docs = append(docs, text(fmt.Sprintf("a/%03d-%s.md", i, long), "## A"))
			}
			return append(docs, text("a/x.md", lines(n/4, "[a](%d-x-"+long+".md) [b](#a%d) ![c](/bilder/%d.svg)")))
		}},
		{"equal headings", func(n int) []*document.Document {
			return []*document.Document{text("a.md", lines(n, "## Lika\n\nText."))}
		}},
		{"equal headings for each", func(n int) []*document.Document {
			return []*document.Document{text("a.md", lines(n, "## Lika {Region}\n\nText.\n\n## Lika {Kommun}\n\nText."))}
		}},
		{"links to equal headings", func(n int) []*document.Document {
			return []*document.Document{text("a.md", "## Lika\n\n"+lines(n, "## Lika\n\n[a](#lika-%d)"))}
		}},
		{"deep folders", func(n int) (docs []*document.Document) {
			for i := range n / 10 {
				docs = append(docs,
					text(ProgrammesFolder+"/"+strings.Repeat("a/", 50)+fmt.Sprintf("%05d.md", i), "Text."))
			}
			return docs
		}},
		{"links to one page", func(n int) (docs []*document.Document) {
			for i := range n {
				docs = append(docs, text(fmt.Sprintf("%05d.md", i), "Se [a](00000.md#syfte) och [b](00000.md)."))
			}
			return docs
		}},
	} {
		for _, n := range []int{2000, 4000} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				src := base
				src.Documents = c.texts(n)
				for b.Loop() {
					New(src)
				}
			})
		}
	}
}
