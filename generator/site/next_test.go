package site

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
)

// TestNext changes texts at random, many times, and holds that the site made of
// what has changed is the site made from nothing.
func TestNext(t *testing.T) {
	src := project(t)
	r := rand.New(rand.NewPCG(4, 4))
	texts := map[string]string{}
	s := New(src)
	known := map[string]*document.Document{}
	copied := 0
	for step := range 800 {
		name := randomName(r)
		if step%9 == 0 {
			delete(texts, name)
			delete(known, name)
		} else {
			texts[name] = randomText(r)
			known[name] = document.Parse(name, []byte(texts[name]), document.Options{Taxonomy: src.Taxonomy})
		}
		if step%17 == 0 {
			src.Pictures = []Picture{{File: fmt.Sprintf("bilder/%d.svg", r.IntN(3)), URL: "/bilder/x.svg"}}
		}
		src.Documents = nil
		for _, d := range known {
			src.Documents = append(src.Documents, d)
		}
		slices.SortFunc(src.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
		next := s.Next(src)
		if len(s.byFile) > 0 && reflect.ValueOf(next.byFile).Pointer() == reflect.ValueOf(s.byFile).Pointer() {
			copied++
		}
		s = next
		if got, want := outline(s), outline(New(src)); !slices.Equal(got, want) {
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Fatalf("step %d: %s\nfrom nothing: %s", step, got[i], want[i])
				}
			}
			t.Fatalf("step %d: %d lines, from nothing %d", step, len(got), len(want))
		}
		if !reflect.ValueOf(s.making).IsZero() {
			t.Fatal("the site keeps what it was made with")
		}
	}
	if copied < 50 {
		t.Errorf("the tree has been taken over %d times", copied)
	}
}

// outline is all that can be seen of a site, without its pointers.
func outline(s *Site) []string {
	var lines []string
	name := func(a *Article) string {
		if a == nil {
			return "-"
		}
		if s.ByFile(a.Doc.Name) != a {
			return "of another site: " + a.Doc.Name
		}
		return a.Doc.Name
	}
	for _, a := range s.Articles {
		lines = append(lines, fmt.Sprintf("%s %s %q %s %p %v previous %s next %s", a.Doc.Name, a.URL, a.Title, a.Kind, a.Blueprint, a.MadeUp, name(a.Previous), name(a.Next)))
		for _, l := range a.Links {
			lines = append(lines, fmt.Sprintf("  link %s %s %s %v %v %v", l.URL, name(l.Target), l.Anchor, l.External, l.Picture, l.wrong))
		}
		for _, u := range a.UsedBy {
			lines = append(lines, "  used by "+name(u))
		}
		for _, p := range a.Problems {
			lines = append(lines, "  "+p.String()+p.Hint)
		}
	}
	for _, p := range s.Programmes {
		lines = append(lines, "programme "+name(p.Article))
		for _, c := range p.Chapters {
			lines = append(lines, fmt.Sprintf("chapter %d %s", c.Number, name(c.Article)))
		}
	}
	for _, p := range s.Problems {
		lines = append(lines, p.String()+p.Hint)
	}
	return lines
}

func randomName(r *rand.Rand) string {
	if r.IntN(4) == 0 {
		return fmt.Sprintf("%s/text-%d.md", GuidanceFolder, r.IntN(4))
	}
	return fmt.Sprintf("%s/program-%d/%s.md", ProgrammesFolder, r.IntN(2), []string{"index", "1-a/index", "1-a/x", "1-a/2-x", "b/index", "b/y", "sida"}[r.IntN(7)])
}

func randomText(r *rand.Rand) string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	return "---\ntitel: " + pick("Åsa", "Åsa", "Åsa", "Åsa", "Zon") +
		"\nmall: " + pick("insats", "insats", "insats", "insats", "program", "kunskapsstod", "okänd") +
		"\n" + pick("", "målgrupp: {verksamhet: [Elevhälsa]}\n", "målgrupp: {huvudman: [Region]}\n") +
		pick("", "ersätter: [https://www.vardochinsats.se/a/]\n", "", "ordning: 3\n") + "---\n\n" +
		pick("", "## Syfte\n\nText.\n\n", "## Syfte {Elevhälsa}\n\nText.\n\n", "## Mål {#eget}\n\n-\n\n") +
		pick("", "Se [a](../../kliniska-kunskapsstod/text-1.md#syfte).", "Se [b](x.md#eget) och [c](../b/y.md).", "Se [d](text-2.md) och ![e](/bilder/1.svg).", "[f](https://example.org/) [g](saknas.md)")
}
