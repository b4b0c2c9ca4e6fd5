package page

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/handbook"
	"provtryck/generator/search"
	"provtryck/generator/site"
)

// TestHandbookIndex asks the handbook what editors ask, and looks for the answer among the first three parts: as
// the part or as a section of it that is shown.
func TestHandbookIndex(t *testing.T) {
	docs := os.DirFS(filepath.Join("..", "..", "docs"))
	x, err := New(site.New(site.Sources{Taxonomy: new(audience.Taxonomy)}), realLayouts(t), Options{Docs: docs}).HandbookIndex()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ words, want string }{
		{"hur skriver jag en ruta?", "/hjalp/innehallsmodell/#rutor"},
		{"okand-malgrupp", "/hjalp/regler/#okand-malgrupp"},
		{"[rubrik-saknas]", "/hjalp/regler/#rubrik-saknas"},
		{"skriva ut", "/hjalp/#skriva-ut-eller-spara-som-pdf"},
		{"klistra in från Word", "/hjalp/#en-text-fran-word-eller-webben"},
		{"byta namn på en fil", "/hjalp/#flytta-eller-byta-namn-pa-en-text"},
		{"synonymer", "/hjalp/innehallsmodell/#det-som-gar-att-soka-pa"},
		{"ta bort en text", "/hjalp/#ta-bort-en-text"},
		{"mellanslag", "/hjalp/#tecken-och-mellanslag"},
		{"typprofil", "/hjalp/malgrupper/#typprofiler"},
		{"kommandon", "/hjalp/#kommandon"},
		{"en anmärkning ska stå kvar", "/hjalp/#lata-nagot-sta-kvar"},
		{"zebra", ""},
		{"qqxqq", ""},
	} {
		hits := x.Find(search.Query{Words: c.words}).Hits
		var shown []string
		for _, h := range hits[:min(3, len(hits))] {
			page, _, _ := strings.Cut(h.Text.URL, "#")
			shown = append(shown, h.Text.URL)
			for _, m := range h.Sections {
				if m.Entry.Anchor != "" {
					shown = append(shown, page+"#"+m.Entry.Anchor)
				}
			}
		}
		if c.want == "" && len(shown) > 0 || c.want != "" && !slices.Contains(shown, c.want) {
			t.Errorf("%q: %q, want %q", c.words, shown, c.want)
		}
	}
}

// TestHandbookRules checks that the name of every rule finds it before all else, as a message writes it too.
func TestHandbookRules(t *testing.T) {
	docs := os.DirFS(filepath.Join("..", "..", "docs"))
	x, err := indexHandbook(docs)
	if err != nil {
		t.Fatal(err)
	}
	d, err := handbook.Read(docs, "regler")
	if err != nil {
		t.Fatal(err)
	}
	sections, err := d.Sections()
	if err != nil {
		t.Fatal(err)
	}
	rules := 0
	for _, s := range sections {
		if s.Level != 3 {
			continue
		}
		rules++
		for _, words := range []string{s.Title, "[" + s.Title + "]"} {
			hits := x.Find(search.Query{Words: words}).Hits
			if len(hits) == 0 || hits[0].Sections[0].Entry.Anchor != s.ID {
				t.Errorf("%s does not come first", words)
			}
		}
	}
	if rules < 200 {
		t.Errorf("only %d rules", rules)
	}
}
