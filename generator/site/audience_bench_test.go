package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// BenchmarkTargeting proves the targeting of 10,000 texts of eight sections with
// a link to a section in each; every second has nine sections and blocks for some
// readers only, which is more than in content/.
func BenchmarkTargeting(b *testing.B) {
	src := project(b)
	for i := range 10000 {
		name := fmt.Sprintf("%s/program-%d/%02d-kapitel/text-%d.md", ProgrammesFolder, i/96, i/12%8+1, i)
		src.Documents = append(src.Documents,
			document.Parse(name, []byte(targetedText(i)), document.Options{Taxonomy: src.Taxonomy}))
	}
	s := New(src)
	targeting := slices.DeleteFunc(checks(),
		func(c check) bool { return !slices.Contains(targetingNames, c.rules[0].ID) })
	b.ResetTimer()
	for b.Loop() {
		var found problem.List
		read := s.readers()
		for _, a := range s.Articles {
			a.nodes, a.read = s.nodesOf(a, nil), read
		}
		for _, r := range targeting {
			if r.site != nil {
				r.site(s, &found)
				continue
			}
			for _, a := range s.Articles {
				r.article(s, a, &found)
			}
		}
		b.ReportMetric(float64(len(found)), "findings")
	}
}

var targetingNames = []string{
	"malgrupp-tom", "malgrupp-omojlig", "malgrupp-nastan-alla", "aldrig-synlig", "rubrik-tom-for",
	"obligatoriskt-dolt", "typprofil-utan-text", "alltid", "lank-dold",
}

func targetedText(i int) string {
	var t strings.Builder
	fmt.Fprintf(&t,
		"---\ntitel: Text %d\nmall: insats\nmålgrupp: {huvudman: [Region, Kommun], verksamhet: [Primärvård, Elevhälsa, Socialtjänst]}\n---\n\n", i)
	for section := range 8 {
		fmt.Fprintf(&t, "## Avsnitt %d\n\nSe [text](text-%d.md#avsnitt-%d) om detta.\n\n", section, i-i%12, section)
		if i%2 == 0 && section%3 == 0 {
			t.WriteString("### För regionen {Region}\n\nText.\n\n### För skolan {Elevhälsa}\n\n::: målgrupp Kurator\nText.\n:::\n\n")
		}
	}
	return t.String()
}
