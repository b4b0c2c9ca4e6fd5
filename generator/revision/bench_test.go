package revision

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"provtryck/generator/site"
)

// BenchmarkProgramme compares two versions of a programme of 60 texts of some 700
// words, in which an editor has been at work in all.
func BenchmarkProgramme(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 60))
	before, after := map[string]string{}, map[string]string{}
	for i := range 60 {
		name := fmt.Sprintf("%s/adhd/%02d-kapitel/text-%d.md", site.ProgrammesFolder, i/12+1, i)
		text := ordinaryText(r, i)
		before[name], after[name] = text, editText(r, text)
	}
	benchmarkCompare(b, before, after)
}

// BenchmarkContent does the same with all of the project's own texts.
func BenchmarkContent(b *testing.B) {
	content := os.DirFS(filepath.Join("..", "testdata", "content"))
	r := rand.New(rand.NewPCG(7, 81))
	before, after := map[string]string{}, map[string]string{}
	err := fs.WalkDir(content, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(content, name)
		before[name], after[name] = string(text), editText(r, string(text))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	benchmarkCompare(b, before, after)
}

// BenchmarkOneEdit compares a thousand texts of which one has been changed, as
// serve does each time a text is saved.
func BenchmarkOneEdit(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 1000))
	before := map[string]string{}
	for i := range 1000 {
		before[fmt.Sprintf("%s/adhd/%03d-kapitel/text-%d.md", site.ProgrammesFolder, i/12+1, i)] = ordinaryText(r, i)
	}
	after := maps.Clone(before)
	for name, text := range before {
		if strings.HasSuffix(name, "text-500.md") {
			after[name] = editText(r, text)
		}
	}
	benchmarkCompare(b, before, after)
}

// BenchmarkOtherTexts compares three thousand texts with others.
func BenchmarkOtherTexts(b *testing.B) {
	before, after := map[string]string{}, map[string]string{}
	for i := range 3000 {
		before[fmt.Sprintf("gammal/text-%d.md", i)] = fmt.Sprintf("Gammal %d.\n", i)
		after[fmt.Sprintf("ny/text-%d.md", i)] = fmt.Sprintf("Ny %d.\n", i)
	}
	benchmarkCompare(b, before, after)
}

// benchmarkCompare compares two sites whose taxonomies are alike but not the
// same, as those of two versions are.
func benchmarkCompare(b *testing.B, before, after map[string]string) {
	old, now := makeSite(taxonomy(b), before), makeSite(taxonomy(b), after)
	changes := 0
	b.ReportAllocs()
	for b.Loop() {
		changes = 0
		for _, t := range Compare(old, now).Texts {
			changes += len(t.Changes)
		}
	}
	b.ReportMetric(float64(changes), "changes")
	b.ReportMetric(float64(len(now.Articles)), "texts")
}

// ordinaryText is a text of some 700 words.
func ordinaryText(r *rand.Rand, n int) string {
	var t strings.Builder
	fmt.Fprintf(&t, "---\ntitel: Text %d\n---\n\n%s\n", n, ordinaryWords(r, 25))
	for i := range 8 {
		fmt.Fprintf(&t, "\n## Avsnitt %d\n\n%s\n\n%s\n\n- %s\n- %s\n", i, ordinaryWords(r, 30), ordinaryWords(r, 30),
			ordinaryWords(r, 8), ordinaryWords(r, 8))
	}
	t.WriteString("\n| Steg | Ansvarig | Tid |\n| --- | --- | --- |\n")
	for i := range 6 {
		fmt.Fprintf(&t, "| %s | %s | %d mån |\n", ordinaryWords(r, 2), ordinaryWords(r, 2), i)
	}
	return t.String()
}

func ordinaryWords(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = ordinary[r.IntN(len(ordinary))]
	}
	return strings.Join(words, " ") + "."
}

var ordinary = strings.Fields(`vården patienten mottagningen behandlingen bedöms **utreds** följs planeras erbjuds stödet
	samtalet planen målet insatsen kontakten och eller när om inom region kommun skolan eleven teamet tidigt senare
	tillsammans med ansvar uppföljning regelbundet behov symtom funktion vardagen arbete närstående delaktighet`)

// editText does to a text what editors do: changes words here and there, writes
// a new paragraph, strikes one, and moves one.
func editText(r *rand.Rand, text string) string {
	lines := strings.Split(text, "\n")
	var prose []int
	for i, l := range lines {
		if begins := strings.IndexAny(l, "#:|`"); begins < 0 && len(l) > 60 {
			prose = append(prose, i)
		}
	}
	if len(prose) < 4 {
		return text + "\nEn mening till om uppföljning.\n"
	}
	for range 2 + len(prose)/4 {
		i := prose[r.IntN(len(prose))]
		words := strings.Split(lines[i], " ")
		words[1+r.IntN(len(words)-1)] = ordinary[r.IntN(len(ordinary))]
		lines[i] = strings.Join(words, " ")
	}
	from, to, gone := prose[0], prose[len(prose)-1], prose[len(prose)/2]
	lines[from], lines[to] = lines[to], lines[from]
	lines[gone] = ""
	return strings.Join(slices.Insert(lines, prose[1]+1, "", ordinaryWords(r, 20), ""), "\n")
}

// BenchmarkHostile compares texts that have been made to take long: each must
// take well under a second.
func BenchmarkHostile(b *testing.B) {
	for _, c := range hostileTexts() {
		b.Run(c.name, func(b *testing.B) {
			before, after := parseHostile(b, c.before), parseHostile(b, c.after)
			for b.Loop() {
				Compare(before, after)
			}
		})
	}
}

func parseHostile(tb testing.TB, body string) *site.Site {
	tb.Helper()
	s := makeSite(taxonomy(tb), map[string]string{"a.md": "---\ntitel: Text\n---\n" + body})
	for _, p := range s.Articles[0].Doc.Problems {
		if p.Rule.ID == "for-stort" {
			tb.Fatal(p)
		}
	}
	return s
}

type hostileText struct{ name, before, after string }

// hostileTexts are as large as texts may be: what is larger is not parsed.
func hostileTexts() []hostileText {
	numbered := func(n int, text func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(text(i))
		}
		return b.String()
	}
	// # is the number, @ the version.
	both := func(name string, n int, text string) hostileText {
		write := func(version string) string {
			return numbered(n, func(i int) string {
				return strings.NewReplacer("#", strconv.Itoa(i), "@", version, "§", "#").Replace(text)
			})
		}
		return hostileText{name, write("ett"), write("två")}
	}
	turned := func(name string, n int, format string) hostileText {
		return hostileText{
			name,
			numbered(n, func(i int) string { return fmt.Sprintf(format, i) }),
			numbered(n, func(i int) string { return fmt.Sprintf(format, n-i) }),
		}
	}
	nested := func(mark string, depth int) string {
		var b strings.Builder
		for i := range depth {
			b.WriteString(strings.Repeat("  ", i) + mark + "a @ b c #\n")
		}
		return b.String() + "\n"
	}
	emphasis := strings.Repeat("*@ ", 1300) + strings.Repeat("@* ", 1300)
	manyWords := numbered(160, func(i int) string { return "w" + strconv.Itoa(i) + " " })
	added := both("new sections", 8000, "§§ Avsnitt #\n\n@\n\n")
	added.before = "x"
	rows := both("rows", 4000, "| # | @ |\n")
	rows.before, rows.after = "| a | b |\n| - | - |\n"+rows.before, "| a | b |\n| - | - |\n"+rows.after
	return []hostileText{
		both("paragraphs", 10000, "# och @\n\n"),
		both("alike paragraphs", 310, "a b c d e f # @\n\n"),
		both("large paragraphs", 310, manyWords+"@\n\n"),
		turned("turned paragraphs", 10000, "stycke nummer %d\n\n"),
		both("equal paragraphs", 40000, "@\n\n"),
		{"doubled paragraphs", strings.Repeat("x\n\n", 20000), strings.Repeat("y\n\nx\n\n", 20000)},
		both("sections", 2000, "§§ Avsnitt # @\n\nord\n\n"),
		both("large sections", 310, "§§ Avsnitt # @\n\n"+manyWords+"\n\n"),
		both("sections of paragraphs", 130, "§§ A #\n\n"+strings.Repeat("@\n\n", 310)),
		both("equal sections", 20000, "§§ @\n\n"),
		turned("turned sections", 8000, "## Avsnitt %d\n\nord\n\n"),
		added,
		rows,
		both("points", 30000, "- @\n\n"),
		both("alike points", 310, "- a b c d e f # @\n"),
		both("words of a paragraph", 1500, "#@ "),
		both("every other word", 2000, "a @ "),
		both("signs", 1500, "!!!@"),
		both("emphasis", 10, emphasis+"\n\n"),
		both("lists in lists", 60, nested("- ", 30)),
		both("quotes in quotes", 1500, strings.Repeat("> ", 30)+"# @\n\n"),
		both("footnotes", 400, "a[^#] @\n\n[^#]: Källa # @.\n\n"),
		both("boxes", 8000, "::: viktigt @\nx\n:::\n\n"),
	}
}
