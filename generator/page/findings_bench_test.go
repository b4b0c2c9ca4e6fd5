package page

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// BenchmarkManyFindings renders a text with more findings than sections, and one
// twice as large, which should take at most 2.2 times as long.
func BenchmarkManyFindings(b *testing.B) {
	for _, n := range []int{2500, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			taxonomy, _ := audience.Load("malgrupper.yaml", nil)
			text := "---\ntitel: A\n---\n\n" + strings.Repeat("## Samma\n\nOrd.\n\n", n)
			doc := document.Parse("kliniska-kunskapsstod/a.md", []byte(text), document.Options{Taxonomy: taxonomy})
			r := New(site.New(site.Sources{Documents: []*document.Document{doc}, Taxonomy: taxonomy}), realLayouts(b),
				Options{})
			for b.Loop() {
				if err := r.Render(io.Discard, "/kliniska-kunskapsstod/a/"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
