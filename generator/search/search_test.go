package search

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// made returns the index of texts: the body of each by its name.
func made(t testing.TB, synonyms [][]string, bodies map[string]string) *Index {
	t.Helper()
	src, err := os.ReadFile("../testdata/content/_projekt/malgrupper.yaml")
	if err != nil {
		t.Fatal(err)
	}
	taxonomy, problems := audience.Load("malgrupper.yaml", src)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	sources := site.Sources{Taxonomy: taxonomy, Synonyms: synonyms}
	for name, body := range bodies {
		text := []byte("---\ntitel: " + name + "\nmall: kunskapsstod\n---\n\n" + body + "\n")
		sources.Documents = append(sources.Documents, document.Parse(name+".md", text, document.Options{Taxonomy: taxonomy}))
	}
	slices.SortFunc(sources.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
	return New(site.New(sources))
}

// found returns the files that a query finds, best first.
func found(x *Index, q Query) string {
	var files []string
	for _, h := range x.Find(q).Hits {
		files = append(files, strings.TrimSuffix(h.Text.File, ".md"))
	}
	return strings.Join(files, " ")
}

// TestFind checks by which words texts are found, and in which order.
func TestFind(t *testing.T) {
	x := made(t, [][]string{{"sip", "samordnad individuell plan"}, {"medicin", "läkemedel"}}, map[string]string{
		"a": "Läkemedlet hjälper. Välj läkemedel. Hälsokontroller görs varje år.",
		"b": "Alkoholmissbruk är vanligt. Fråga om alkohol. Fråga igen om alkohol.",
		"c": "Ett missbruk syns sällan. Ett missbruk kan döljas.",
		"d": "En samordnad individuell plan. Planen är din.",
		"e": "Sätt mål. Måla en bild. Kommunala insatser.",
		"f": "Malen äter tyg. Vi utreder. Kontroller av hälsan och kontroll av halsen. Hälsa.",
		"g": "Utredningen av kommunen tar tid.",
	})
	for _, c := range []struct{ words, want string }{
		{"läkemedel", "a"},
		{"läkemedlen", "a"},
		{"LÄKEMEDLETS", "a"},
		{"lakemedel", "a"},
		{"la\u0308kemedel", "a"}, // decomposed, with the wrong vowel: a misspelling
		{"medicin", "a"},
		{"läkmedel", "a"},
		{"missbruk", "c b"},
		{"missbruket", "c b"},
		{"alkohol", "b"},
		{"alkoholmissbruket", "b"},
		{"sip", "d"},
		{"individuell plan samordnad", "d"},
		{"mål", "e"},
		{"mal", "f e"}, // what is typed is a word: mål answers more weakly
		{"utreda", "f g"},
		{"utredningar", "g f"},
		{"kommun", "g e"},
		{"hälsokontroll", "a f"},
		{"hälsa", "f a"},
		{"och", "f"}, // a question of nothing but small words
		{"och läkemedel", "a"},
		{"zebra", ""},
		{"", ""},
		{"?!", ""},
	} {
		if got := found(x, Query{Words: c.words}); got != c.want {
			t.Errorf("%q finds %q, want %q", c.words, got, c.want)
		}
	}
}

// TestFilter checks that nobody finds what is not for them, not even in a box.
func TestFilter(t *testing.T) {
	x := made(t, nil, map[string]string{
		"a": "## Regionen {Region}\n\nHär står zebra.\n\n## Alla\n\n::: målgrupp Region\nHär står puma.\n:::\n\n## Fara {alltid}\n\nVid lodjur.",
	})
	tag := func(name string) audience.Audience {
		tag, known := x.taxonomy.Find(name)
		if !known {
			t.Fatal(name)
		}
		return audience.New(tag)
	}
	for _, word := range []string{"zebra", "puma", "lodjur"} {
		region, municipality := found(x, Query{Words: word, Reader: tag("Region")}), found(x, Query{Words: word, Reader: tag("Kommun")})
		if region != "a" || municipality != "" && word != "lodjur" || municipality == "" && word == "lodjur" {
			t.Errorf("%s: the region finds %q, the municipality %q", word, region, municipality)
		}
	}
}

// TestExcerpt checks that the sentence that answers is shown, with its words marked and its place.
func TestExcerpt(t *testing.T) {
	x := made(t, nil, map[string]string{"a": "## Först\n\nEn mening. En puma, pumor och pumans\nunge och en till! Slut.\n\n- Kort\n- En **zebra** till"})
	for words, want := range map[string]struct {
		text string
		line int
	}{
		"puma":     {"En [puma], [pumor] och [pumans] unge och en till!", 8},
		"zebra":    {"En [zebra] till", 12},
		"först":    {"", 6},
		"kort en?": {"[Kort]", 11},
	} {
		a := x.Find(Query{Words: words})
		x.Excerpts(a, 1)
		m := a.Hits[0].Sections[0]
		got := ""
		for _, p := range m.Excerpt {
			if p.Marked {
				got += "[" + p.Text + "]"
			} else {
				got += p.Text
			}
		}
		if got != want.text || m.Pos().Line != want.line || m.Entry.Anchor != "forst" {
			t.Errorf("%q shows %q on line %d of %q, want %q on line %d", words, got, m.Pos().Line, m.Entry.Anchor, want.text, want.line)
		}
	}
}

// TestMeant checks what misspelled words are taken for.
func TestMeant(t *testing.T) {
	x := New(samples(t))
	for typed, want := range map[string]string{"missbruket": "", "läkemedlets": "", "deppression": "depression", "drepession": "depression", "suicdi": "suicid", "qq": "", "xylofonist": "",
		"2026": "", "2024-05-12": "", "1000": "", "f3220": "", "٢٠٢٦": ""} {
		if a := x.Find(Query{Words: typed}); a.Wanted[0].Meant != want || want != "" && len(a.Hits) == 0 {
			t.Errorf("%q is taken for %q with %d hits, want %q", typed, a.Wanted[0].Meant, len(a.Hits), want)
		}
	}
}

// TestPart checks that a word of which the texts have only the end is not passed off as found.
func TestPart(t *testing.T) {
	x := New(samples(t))
	for typed, want := range map[string]string{"litiumbehandling": "behandling", "xenonmottagningen": "mottagningen", "zebraföräldrar": "föräldrar",
		"boendestöd": "", "läkemedelsbehandling": "", "alkoholmissbruk": "", "deppression": "", "xylofonist": ""} {
		if a := x.Find(Query{Words: typed}); a.Wanted[0].Part != want || want != "" && len(a.Hits) == 0 {
			t.Errorf("of %q is looked for %q, with %d hits, want %q", typed, a.Wanted[0].Part, len(a.Hits), want)
		}
	}
}

// TestHostile checks that whatever is typed is answered.
func TestHostile(t *testing.T) {
	x := New(samples(t))
	for _, words := range []string{"", " ", strings.Repeat("å", 10_000), strings.Repeat("ab ", 10_000), strings.Repeat("depression ", 1_000),
		`.*(a+)+$[\`, "\u202eadhd\u202c", "سلام", "\x00\xff", "a\u0301\u0301", "' OR 1=1 --", "<script>adhd</script>", "-", "och att det"} {
		a := x.Find(Query{Words: words})
		x.Excerpts(a, len(a.Hits))
		if len(a.Wanted) > 2*maxWords {
			t.Errorf("%.20q: looks for %d words", words, len(a.Wanted))
		}
		for _, h := range a.Hits {
			if len(h.Sections) == 0 || !(h.Score > 0) {
				t.Errorf("%.20q: %s has %d sections and the score %g", words, h.Text.File, len(h.Sections), h.Score)
			}
		}
	}
	many := ""
	for i := range maxWords + 1 {
		many += fmt.Sprintf("ord%d ", i)
	}
	if !x.Find(Query{Words: many}).Cut || x.Find(Query{Words: "adhd"}).Cut {
		t.Error("it is not told that words are left out, or told when none are")
	}
}

// TestSame checks that an index is the same each time, and what it finds as well.
func TestSame(t *testing.T) {
	s := samples(t)
	one, two := New(s), New(s)
	if !reflect.DeepEqual(one, two) {
		t.Error("two indexes of the same site differ")
	}
	first, err := one.Scripts()
	if again, failed := two.Scripts(); err != nil || failed != nil || !reflect.DeepEqual(first, again) || len(first.Sentences) != len(one.Texts) {
		t.Errorf("%v, %v; two scripts of the same index differ", err, failed)
	}
	for _, words := range []string{"stöd i skolan", "deppression lakemedel", "boendestöd missbruk barn"} {
		answer := func(x *Index) Answer {
			a := x.Find(Query{Words: words})
			x.Excerpts(a, len(a.Hits))
			return a
		}
		first, err := json.Marshal(answer(one))
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if again, _ := json.Marshal(answer(two)); string(again) != string(first) {
				t.Errorf("%q: two answers differ", words)
			}
		}
	}
}

// BenchmarkThousand makes and searches an index of 1,000 texts.
func BenchmarkThousand(b *testing.B) {
	s := samples(b)
	texts := s.Articles
	for len(s.Articles) < 1000 {
		s.Articles = append(s.Articles, texts...)
	}
	s.Articles = s.Articles[:1000]
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			New(s)
		}
	})
	x := New(s)
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			x.Find(Query{Words: "deppression och läkemedel i skolan"})
		}
	})
}

// TestOf checks that documents are found by their titles, sections and passages, and a name by all of its words.
func TestOf(t *testing.T) {
	x := Of([]Document{
		{Text: Text{URL: "/a/#filer", Title: "Filer", Programme: "Regler"}, Passages: []string{"Om mappar. De ligger på datorn."}, Sections: []Section{
			{"lista-form", "lista-form", []string{"En lista är en tabell."}},
			{"lista-dubbel", "lista-dubbel", []string{"Lista bara en gång, till exempel."}},
			{"lista-till", "lista-till", []string{"Rader."}},
			{"en-ny", "En ny fil", []string{"Spara."}},
		}},
		{Text: Text{URL: "/b/", Title: "Rutor", Programme: "Rutor"}, Passages: []string{"En ruta har kolon."}},
	})
	for _, c := range []struct{ words, url, anchor, sentence string }{
		{"ruta", "/b/", "", "En ruta har kolon."},
		{"dator", "/a/#filer", "", "De ligger på datorn."},
		{"regler", "/a/#filer", "", ""},
		{"tabeller", "/a/#filer", "lista-form", "En lista är en tabell."},
		{"[lista-till]", "/a/#filer", "lista-till", ""},
		{"en fil", "/a/#filer", "", ""}, // en is a small word still
	} {
		a := x.Find(Query{Words: c.words})
		x.Excerpts(a, 1)
		if len(a.Hits) != 1 {
			t.Errorf("%s: %d hits", c.words, len(a.Hits))
			continue
		}
		if m := a.Hits[0].Sections[0]; a.Hits[0].Text.URL != c.url || m.Entry.Anchor != c.anchor || m.Sentence.Text != c.sentence {
			t.Errorf("%s: %s %q %q, want %v", c.words, a.Hits[0].Text.URL, m.Entry.Anchor, m.Sentence.Text, c)
		}
	}
}
