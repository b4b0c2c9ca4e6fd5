package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// BenchmarkAccounts makes a site of texts with originals, and checks what became of them, as each
// time that a text is saved: all are final.
func BenchmarkAccounts(b *testing.B) {
	for _, n := range []int{60, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var files []txtar.File
			for i := range n {
				var body strings.Builder
				for j := range 20 {
					fmt.Fprintf(&body, "\nOrd%d ord%d erbjuds personen vid besök%d. Skriv alltid i journalen vad ni kommer fram till.\n", i, j, i*j%97)
				}
				name := fmt.Sprintf("vard-och-insatsprogram/adhd/06-stod/t%d.md", i)
				files = append(files,
					txtar.File{Name: name, Data: []byte("---\ntitel: T" + fmt.Sprint(i) + "\nstatus: slutversion\n---\n" + body.String())},
					txtar.File{Name: "_projekt/original/" + name, Data: []byte("---\nkälla: a\nhämtad: 2026-03-02\n---\n" + body.String())})
			}
			for b.Loop() {
				makeSite(b, files)
			}
		})
	}
}
