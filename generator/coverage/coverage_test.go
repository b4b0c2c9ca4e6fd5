package coverage

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

func taxonomy(tb testing.TB) *audience.Taxonomy {
	tb.Helper()
	src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", "malgrupper.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	t, _ := audience.Load("malgrupper.yaml", src)
	return t
}

func makeSite(tb testing.TB, texts map[string]string) *site.Site {
	tb.Helper()
	t := taxonomy(tb)
	src := site.Sources{Taxonomy: t}
	for name, text := range texts {
		src.Documents = append(src.Documents, document.Parse(name, []byte(text), document.Options{Taxonomy: t}))
	}
	return site.New(src)
}

const programme = "vard-och-insatsprogram/adhd/"

func text(title, target, body string) string {
	if target != "" {
		target = "målgrupp: [" + target + "]\n"
	}
	return "---\ntitel: " + title + "\n" + target + "---\n\n" + body
}

// TestNew counts, for the three principals, what they see of a text whose words
// are numbered by where they are.
func TestNew(t *testing.T) {
	for _, c := range []struct {
		name, programme, chapter, page, body string
		words                                int
		seen                                 [3]int // region, kommun, stat
	}{
		{"for all", "", "", "", "## A\n\nett två\n\n### B\n\ntre\n", 3, [3]int{3, 3, 3}},
		{"page", "", "", "Region", "## A\n\nett två\n", 2, [3]int{2, 0, 0}},
		{"from the chapter", "", "Kommun", "", "## A\n\nett två\n", 2, [3]int{0, 2, 0}},
		{"from the programme", "Kommun", "", "Kommun, Region", "## A\n\nett två\n", 2, [3]int{0, 2, 0}},
		{"sections", "", "", "", "## A\n\nett\n\n### B {Region}\n\ntvå tre\n\n#### C {Kommun}\n\nfyra\n", 4, [3]int{3, 1, 1}},
		{"blocks", "", "", "", "## A\n\nett\n\n::: målgrupp Stat\ntvå tre\n\n:::: viktigt Ruta\nfyra\n::::\n:::\n", 4, [3]int{1, 1, 4}},
		{"before the first heading", "", "", "Region", "ett två\n", 2, [3]int{2, 0, 0}},
		{"always", "", "", "Region", "## A\n\nett\n\n### B {alltid}\n\ntvå\n\n#### C {Stat}\n\ntre\n", 3, [3]int{2, 1, 2}},
	} {
		s := makeSite(t, map[string]string{
			programme + "index.md":       text("Adhd", c.programme, ""),
			programme + "01/index.md":    text("Kapitel", c.chapter, ""),
			programme + "01/text.md":     text("Text", c.page, c.body),
			"kliniska-kunskapsstod/a.md": text("Kunskapsstöd", "", "ord"),
		})
		m := New(s, Tags(s.Taxonomy, 0))
		row := m.Rows[0]
		if row.Words != c.words || [3]int(row.Seen) != c.seen {
			t.Errorf("%s: %d words, seen %v; want %d and %v", c.name, row.Words, row.Seen, c.words, c.seen)
		}
		if chapter := row.Rows[1]; chapter.Kind != Chapter || chapter.Words != c.words {
			t.Errorf("%s: the chapter is %+v", c.name, chapter)
		}
		if last := m.Rows[1]; last.Title != "Kliniska kunskapsstöd" || last.Words != 1 {
			t.Errorf("%s: guidance is %+v", c.name, last)
		}
	}
}

func TestOutlierAndPercent(t *testing.T) {
	row := Row{Words: 100, Seen: []int{100, 90, 80, 39, 0}}
	for i, want := range []bool{false, false, false, true, true} {
		if row.Outliers()[i] != want {
			t.Errorf("column %d: %v", i, !want)
		}
	}
	for share, want := range map[float64]int{0: 0, 0.001: 1, 0.5: 50, 0.999: 99, 1: 100} {
		if got := Percent(share); got != want {
			t.Errorf("%v is %d per cent, want %d", share, got, want)
		}
	}
	if (&Row{Seen: []int{0}}).Share(0) != 1 {
		t.Error("a row without words is not seen")
	}
}

// TestCSV reads back what was written: no cell is a formula, and every row has as
// many cells as the first.
func TestCSV(t *testing.T) {
	s := makeSite(t,
		map[string]string{"kliniska-kunskapsstod/a.md": text(`"=1+1"`, "", "## @SUM; \"x\" {Region}\n\nett två\n\n## Som hela texten\n\ntre\n")})
	var b bytes.Buffer
	if err := WriteCSV(&b, true, New(s, Personas(s.Taxonomy)), New(s, Tags(s.Taxonomy, 0))); err != nil {
		t.Fatal(err)
	}
	out, marked := strings.CutPrefix(b.String(), "\ufeff")
	r := csv.NewReader(strings.NewReader(out))
	r.Comma = ';'
	records, err := r.ReadAll()
	if err != nil || !marked || !strings.Contains(out, "\r\n") {
		t.Fatalf("mark %v, %v", marked, err)
	}
	if want := 7 + len(s.Taxonomy.Personas) + 3; len(records[0]) != want || len(records) != 4 {
		t.Errorf("%d columns and %d rows, want %d and 4", len(records[0]), len(records), want)
	}
	for _, record := range records {
		for _, cell := range record {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("the cell %q is a formula", cell)
			}
		}
	}
	if !strings.Contains(out, ";0,00;") || !strings.Contains(out, ";1,00") {
		t.Errorf("no decimal commas in %s", out)
	}
}

// TestShown checks that what is shown is not what has words: a section that is not
// for the reader may contain what always is, and one without words is still for some.
func TestShown(t *testing.T) {
	s := makeSite(t,
		map[string]string{"kliniska-kunskapsstod/a.md": text("Text", "", "## A {Region}\n\n### B {alltid}\n\nord\n\n## C {Kommun}\n")})
	m := New(s, Tags(s.Taxonomy, 0))
	sections := m.Below(m.Rows[0].Rows[0])
	for i, want := range [][3]bool{{true, false, false}, {false, true, false}} {
		if got := [3]bool(sections[i].Shown); got != want {
			t.Errorf("%s is shown to %v, want %v", sections[i].Title, got, want)
		}
	}
	if b := sections[0].Rows[0]; b.Seen[1] != 1 || !b.Shown[1] {
		t.Errorf("what is always shown is %+v", b)
	}
}

// BenchmarkNew counts 10,000 texts for all columns that there are.
func BenchmarkNew(b *testing.B) {
	texts := map[string]string{}
	for i := range 10000 {
		var body strings.Builder
		for section := range 8 {
			fmt.Fprintf(&body, "## Avsnitt %d\n\nEtt par ord.\n\n### Del {Region}\n\nTvå ord.\n\n", section)
		}
		texts[fmt.Sprintf("%sk%d/text-%d.md", programme, i/12, i)] = text("Text", "Primärvård, Elevhälsa",
			body.String())
	}
	s := makeSite(b, texts)
	b.ResetTimer()
	for b.Loop() {
		New(s, Personas(s.Taxonomy))
		for d := range s.Taxonomy.Dimensions {
			New(s, Tags(s.Taxonomy, d))
		}
	}
}
