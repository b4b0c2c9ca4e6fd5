package revision

import (
	"fmt"
	"strings"
	"testing"

	"provtryck/generator/document"
)

// TestBoxes checks what is shown of a box that is new, gone, elsewhere or of another kind,
// and that the list of changes says the same.
func TestBoxes(t *testing.T) {
	const (
		box    = "::: viktigt Fara\nRing 112.\n:::\n\n"
		first  = "Första stycket handlar om resan.\n\n"
		second = "Andra stycket handlar om hemmet.\n\n"
		nested = ":::: faktaruta Yttre\nOrd.\n\n" + box + "::::\n\n"
	)
	for _, c := range []struct{ name, before, after, want, list string }{
		{"new", first, first + box,
			"Första stycket handlar om resan. (Rutan är ny.) +2 Fara{ {+Ring 112.+} }", "inserted ruta (varning, tal)"},
		{"gone", first + box, first,
			"Första stycket handlar om resan. (Rutan är borttagen.) -2 Fara{ [-Ring 112.-] }", "deleted ruta (varning, tal)"},
		{"down", box + first + second, first + second + box,
			"(Rutan har flyttats härifrån.) -2 Fara{ [-Ring 112.-] } Första stycket handlar om resan. " +
				"Andra stycket handlar om hemmet. (Rutan har flyttats hit.) +2 Fara{ {+Ring 112.+} }",
			"moved away ruta, moved here ruta"},
		{"to another section", "## A\n\n" + box + first + "## B\n\n" + second, "## A\n\n" + first + "## B\n\n" + second + box,
			"# A (Rutan har flyttats härifrån.) -2 Fara{ [-Ring 112.-] } Första stycket handlar om resan. " +
				"# B Andra stycket handlar om hemmet. (Rutan har flyttats hit.) +2 Fara{ {+Ring 112.+} }",
			"moved away ruta (varning, tal), moved here ruta (varning, tal)"},
		{"with a box in it", nested + first + second, first + second + nested,
			"(Rutan har flyttats härifrån.) -1 Yttre{ [-Ord.-] -2 Fara{ [-Ring 112.-] } } Första stycket handlar om resan. " +
				"Andra stycket handlar om hemmet. (Rutan har flyttats hit.) +1 Yttre{ {+Ord.+} +2 Fara{ {+Ring 112.+} } }",
			"moved away ruta, moved here ruta"},
		{"for some", strings.Replace(box, "viktigt Fara", "målgrupp Kommun", 1) + first + second,
			first + second + strings.Replace(box, "viktigt Fara", "målgrupp Kommun", 1),
			"(Rutan har flyttats härifrån.) -4 Kommun{ [-Ring 112.-] } Första stycket handlar om resan. " +
				"Andra stycket handlar om hemmet. (Rutan har flyttats hit.) +4 Kommun{ {+Ring 112.+} }",
			"moved away ruta, moved here ruta"},
		{"twice, then once elsewhere", box + box + first + second, first + second + box,
			"(Rutan har flyttats härifrån.) -2 Fara{ [-Ring 112.-] } (Rutan är borttagen.) -2 Fara{ [-Ring 112.-] } " +
				"Första stycket handlar om resan. Andra stycket handlar om hemmet. (Rutan har flyttats hit.) +2 Fara{ {+Ring 112.+} }",
			"moved away ruta, deleted ruta (varning, tal), moved here ruta"},
		{"edited and moved", box + first + second, first + second + strings.Replace(box, "Ring", "Mejla", 1),
			"(Rutan är borttagen.) -2 Fara{ [-Ring 112.-] } Första stycket handlar om resan. " +
				"Andra stycket handlar om hemmet. (Rutan är ny.) +2 Fara{ {+Mejla 112.+} }",
			"deleted ruta (varning, tal), inserted ruta (varning, tal)"},
		{"of another kind", box, strings.Replace(box, "viktigt", "faktaruta", 1),
			"(Rutan var Viktigt, är nu Faktaruta.) 1 Fara{ Ring 112. }", "replaced slag av ruta (varning)"},
		{"of another kind, edited", box + first, strings.NewReplacer("viktigt", "faktaruta", "Ring", "Mejla").Replace(box) + first,
			"(Rutan var Viktigt, är nu Faktaruta.) 1 Fara{ [-Ring-]{+Mejla+} 112. } Första stycket handlar om resan.",
			"replaced slag av ruta (varning), replaced ord (varning)"},
		{"of another kind, with another title", box, "::: faktaruta Råd\nRing 112.\n:::\n",
			"(Rutan var Viktigt, är nu Faktaruta.) (Rutans rubrik: [-Fara-]{+Råd+}) 1 Råd{ Ring 112. }",
			"replaced slag av ruta (varning), replaced ord (varning)"},
		{"for some instead", box, "::: målgrupp Kommun\nRing 112.\n:::\n",
			"(Rutan var Viktigt, är nu Målgrupp.) (Rutans rubrik: [-Fara-]) (Rutans målgrupp har ändrats från alla till Kommun.) 4 Kommun{ Ring 112. }",
			"replaced slag av ruta (varning, vem), deleted ord (varning), replaced målgrupp (varning, vem)"},
		{"for all instead", "::: målgrupp Kommun\nRing 112.\n:::\n", "::: regionalt Region Skåne\nRing 112.\n:::\n",
			"(Rutan var Målgrupp, är nu Regionalt tillägg.) (Rutans rubrik: {+Region Skåne+}) (Rutans målgrupp har ändrats från Kommun till alla.) 3 Region Skåne{ Ring 112. }",
			"replaced slag av ruta (vem), inserted ord (vem), replaced målgrupp (vem)"},
		{"of another kind within a box", ":::: faktaruta Yttre\n" + box + "::::\n", ":::: faktaruta Yttre\n" + strings.Replace(box, "viktigt", "faktaruta", 1) + "::::\n",
			"1 Yttre{ (Rutan var Viktigt, är nu Faktaruta.) 1 Fara{ Ring 112. } }", "replaced slag av ruta (varning)"},
		{"one of another kind beside it", box + first, "::: faktaruta Fara\nRing 112.\n:::\n\n" + box + first,
			"(Rutan är ny.) +1 Fara{ {+Ring 112.+} } 2 Fara{ Ring 112. } Första stycket handlar om resan.", "inserted ruta (tal)"},
		{"the same kind first", "::: viktigt\nRing genast till 112.\n:::\n",
			"::: faktaruta\nRing genast till 113.\n:::\n\n::: viktigt\nRing genast till 114.\n:::\n",
			"(Rutan är ny.) +1 { {+Ring genast till 113.+} } 2 { Ring genast till [-112-]{+114+}. }",
			"inserted ruta (gräns, tid), replaced ord (varning, gräns)"},
		{"other words", box, "::: faktaruta Råd\nVila hemma en vecka.\n:::\n",
			"(Rutan är borttagen.) -2 Fara{ [-Ring 112.-] } (Rutan är ny.) +1 Råd{ {+Vila hemma en vecka.+} }",
			"deleted ruta (varning, tal), inserted ruta (tid)"},
	} {
		tax := taxonomy(t)
		r := Compare(makeSite(tax, body(c.before)), makeSite(tax, body(c.after)))
		if len(r.Texts) != 1 {
			t.Errorf("%s: %d texts", c.name, len(r.Texts))
			continue
		}
		if got := shown(r.Texts[0].Merged.Doc); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		if got := strings.Join(mapped(r.Texts[0].Changes, done), ", "); got != c.list {
			t.Errorf("%s: listed: %s", c.name, got)
		}
	}
}

// body returns the files of a version with one text.
func body(text string) map[string]string {
	return map[string]string{"a.md": "---\ntitel: A\n---\n\n" + text}
}

// done returns what a change is and is of.
func done(c Change) string {
	return [...]string{"replaced", "inserted", "deleted", "moved here", "moved away"}[c.Op] + " " + c.What + describeMatters(c.Matters)
}

// shown returns all of a merged text: "#" before headings, notes in parentheses, boxes by
// the number of their kind and their title, what is marked as [Inserted] and [Deleted].
func shown(d *document.Document) string {
	var b strings.Builder
	showBlocks(&b, d.Intro)
	d.All(func(s *document.Section, _ []*document.Section) {
		b.WriteString(" # " + marked(s.Heading) + " ")
		showBlocks(&b, s.Blocks)
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

func showBlocks(b *strings.Builder, blocks []document.Block) {
	for _, block := range blocks {
		for i, t := range block.Tokens {
			switch {
			case t.Kind == document.NoteToken && !t.End:
				b.WriteString(" (")
			case t.Kind == document.NoteToken:
				b.WriteString(") ")
			case t.Kind != document.ParagraphToken:
				b.WriteString(marked(block.Tokens[i : i+1]))
			case t.End:
				b.WriteByte(' ')
			}
		}
		if block.Kind == document.Text {
			showBlocks(b, block.Blocks)
			continue
		}
		mark := [...]string{document.Unmarked: "", document.Inserted: "+", document.Deleted: "-"}[block.Mark]
		fmt.Fprintf(b, " %s%d %s{ ", mark, block.Kind, block.Title)
		showBlocks(b, block.Blocks)
		b.WriteString(" } ")
	}
}
