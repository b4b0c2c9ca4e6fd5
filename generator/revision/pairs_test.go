package revision

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// TestEveryText compares sites at random, and checks that each text that has a file is
// reported once, and that what is shown of it is for readers that exist.
func TestEveryText(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 81))
	taxonomies := []*audience.Taxonomy{taxonomy(t), taxonomy(t), smallTaxonomy(t), new(audience.Taxonomy)}
	sites := 600
	switch {
	case testing.Short():
		sites = 60
	case raceEnabled:
		sites = 200
	}
	kinds := map[Kind]int{}
	for n := range sites {
		old := randomFiles(r)
		now := editFiles(r, old)
		before := makeSite(taxonomies[r.IntN(len(taxonomies))], old)
		after := makeSite(taxonomies[r.IntN(len(taxonomies))], now)
		told := Compare(before, after)
		if err := everyOnce(told); err != nil {
			t.Fatalf("site %d: %v\nbefore %q\nafter %q", n, err, old, now)
		}
		for _, text := range told.Texts {
			kinds[text.Kind]++
			if text.Merged != nil {
				if err := knownReaders(after.Taxonomy, text.Merged.Doc); err != nil {
					t.Fatalf("site %d: %s: %v", n, text.Article().Doc.Name, err)
				}
			}
		}
	}
	if kinds[New] < sites/10 || kinds[Removed] < sites/10 || kinds[Changed] < sites/10 {
		t.Errorf("hardly anything is compared: %v", kinds)
	}
}

// everyOnce returns an error when a text is not reported, or reported twice.
func everyOnce(r *Revision) error {
	p := pairTexts(r.Before, r.After)
	before, after := map[*site.Article]int{}, map[*site.Article]int{}
	for b, a := range p.after {
		if p.before[a] != b {
			return fmt.Errorf("%s has a pair that it is not the pair of", b.Doc.Name)
		}
		before[b]++
		after[a]++
	}
	for _, t := range r.Texts {
		switch {
		case r.Of(t.Article()) != t:
			return fmt.Errorf("%s is not found", t.Article().Doc.Name)
		case t.Kind == New:
			after[t.After]++
		case t.Kind == Removed:
			before[t.Before]++
		case p.after[t.Before] != t.After:
			return fmt.Errorf("%s is compared with %s", t.Before.Doc.Name, t.After.Doc.Name)
		}
	}
	for s, times := range map[*site.Site]map[*site.Article]int{r.Before: before, r.After: after} {
		for _, a := range s.Articles {
			if want := map[bool]int{false: 1, true: 0}[a.MadeUp]; times[a] != want {
				return fmt.Errorf("%s is reported %d times, not %d", a.Doc.Name, times[a], want)
			}
		}
	}
	return nil
}

// knownReaders returns an error when something is for tags that a taxonomy lacks.
func knownReaders(t *audience.Taxonomy, d *document.Document) error {
	var err error
	look := func(target audience.Target) {
		for _, tag := range target.Tags {
			if tag >= len(t.Tags) {
				err = fmt.Errorf("there is no tag %d", tag)
			}
		}
	}
	var blocks func([]document.Block)
	blocks = func(list []document.Block) {
		for _, b := range list {
			look(b.Target)
			blocks(b.Blocks)
		}
	}
	look(d.Front.Target)
	blocks(d.Intro)
	d.All(func(s *document.Section, _ []*document.Section) {
		look(s.Target)
		blocks(s.Blocks)
	})
	return err
}

// smallTaxonomy returns the project's without its first dimension, so that the groups
// have other numbers.
func smallTaxonomy(tb testing.TB) *audience.Taxonomy {
	tb.Helper()
	src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", "malgrupper.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	_, rest, found := strings.Cut(string(src), "  - id: verksamhet\n")
	if !found {
		tb.Fatal("no dimension verksamhet")
	}
	t, _ := audience.Load("malgrupper.yaml", []byte("dimensioner:\n  - id: verksamhet\n"+rest))
	if len(t.Tags) < 10 {
		tb.Fatalf("%d tags", len(t.Tags))
	}
	return t
}

// randomFiles returns texts in their places, some of them without a front page above,
// without sections, without anything, or with the title of another.
func randomFiles(r *rand.Rand) map[string]string {
	files := map[string]string{}
	for range r.IntN(9) {
		files[randomName(r)] = randomText(r)
	}
	return files
}

func randomName(r *rand.Rand) string {
	programme := fmt.Sprintf("%s/%c/", site.ProgrammesFolder, 'p'+r.IntN(3))
	chapter := fmt.Sprintf("%s%02d-kapitel/", programme, r.IntN(2))
	number := r.IntN(5)
	return []string{
		programme + "index.md",
		chapter + "index.md",
		fmt.Sprintf("%stext-%d.md", programme, number),
		fmt.Sprintf("%stext-%d.md", chapter, number),
		fmt.Sprintf("%s%d-text.md", chapter, number), // has the address of others
		fmt.Sprintf("%s/text-%d.md", site.GuidanceFolder, number),
		fmt.Sprintf("text-%d.md", number),
	}[r.IntN(7)]
}

func randomText(r *rand.Rand) string {
	body := strings.Join(randomBody(r), "\n\n") + "\n"
	for _, group := range []string{"{Elevhälsa}", "{Kommun, Läkare}", "{alltid}"} {
		if r.IntN(2) == 0 {
			body = strings.Replace(body, "Rubrik A", "Rubrik "+group, 1)
		}
	}
	switch r.IntN(8) {
	case 0:
		return ""
	case 1:
		return body
	case 2:
		return "---\ntitel: Tom\n---\n"
	}
	readers := []string{
		"", "målgrupp:\n  verksamhet: [Elevhälsa, Kriminalvård]\n", "målgrupp:\n  huvudman: Kommun\n",
	}[r.IntN(3)]
	return fmt.Sprintf("---\ntitel: Titel %d\nordning: %d\n%s---\n%s", r.IntN(3), r.IntN(3), readers, body)
}

// editFiles removes, adds, moves and edits texts, or leaves one version empty.
func editFiles(r *rand.Rand, files map[string]string) map[string]string {
	files = maps.Clone(files)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch text := files[name]; r.IntN(6) {
		case 0:
			delete(files, name)
		case 1:
			delete(files, name)
			files[randomName(r)] = text
		case 2:
			files[name] = strings.Replace(text, "\n\n", "\n\n"+randomBlock(r)+"\n\n", 1+r.IntN(3))
		case 3:
			files[name] = strings.Replace(text, "ordning: 1", "ordning: 3", 1)
		}
	}
	if r.IntN(2) == 0 {
		files[randomName(r)] = randomText(r)
	}
	return files
}

// TestRenamedFolder renames a folder of very many texts.
func TestRenamedFolder(t *testing.T) {
	before, after := map[string]string{}, map[string]string{}
	for i := range 300 {
		text := fmt.Sprintf("---\ntitel: Text %d\n---\n\nText nummer %d.\n", i, i)
		before[fmt.Sprintf("gammal/text-%d.md", i)], after[fmt.Sprintf("ny/text-%d.md", i)] = text, text
	}
	all := taxonomy(t)
	for _, text := range Compare(makeSite(all, before), makeSite(all, after)).Texts {
		if !text.Moved {
			t.Fatalf("%s has not moved", text.Article().Doc.Name)
		}
	}
}

// TestIncreasing compares the subsequences that stay with all that rise.
func TestIncreasing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		places := r.Perm(r.IntN(9))
		stay := increasing(places)
		var run []int
		for i, p := range places {
			if stay[i] {
				run = append(run, p)
			}
		}
		longest := 0
		for chosen := range 1 << len(places) {
			var other []int
			for i, p := range places {
				if chosen>>i&1 == 1 {
					other = append(other, p)
				}
			}
			if slices.IsSorted(other) {
				longest = max(longest, len(other))
			}
		}
		if !slices.IsSorted(run) || len(run) != longest {
			t.Fatalf("%v: %v stay, not %d", places, run, longest)
		}
	}
}

// TestReordered checks that only a text whose own place, title or file is another is said to
// have moved among those beside it, and not one that it has passed.
func TestReordered(t *testing.T) {
	type files = map[string]string
	text := func(front string) string { return "---\n" + front + "\n---\n\nOrd om " + front + ".\n" }
	four := func(changed files) files {
		all := files{"a.md": text("titel: Alfa"), "b.md": text("titel: Beta"), "c.md": text("titel: Gamma"), "d.md": text("titel: Delta")}
		maps.Copy(all, changed)
		return all
	}
	for name, c := range map[string]struct {
		before, after files
		want          string
	}{
		"title":            {four(nil), four(files{"a.md": text("titel: Zeta")}), "/a/"},
		"title, backwards": {four(nil), four(files{"c.md": text("titel: Aa")}), "/c/"},
		"title, two texts": {files{"a.md": text("titel: Alfa"), "b.md": text("titel: Beta")},
			files{"a.md": text("titel: Zeta"), "b.md": text("titel: Beta")}, "/a/"},
		"title of the second of two": {files{"a.md": text("titel: Beta"), "b.md": text("titel: Gamma")},
			files{"a.md": text("titel: Beta"), "b.md": text("titel: Alfa")}, "/b/"},
		"broken": {four(files{"b.md": text("titel: Zeta")}), four(files{"b.md": "---\ntitel: [Zeta\n---\n\nOrd om titel: Zeta.\n"}), "/b/"},
		"mended": {four(files{"b.md": "---\ntitel: [Zeta\n---\n\nOrd om titel: Zeta.\n"}), four(files{"b.md": text("titel: Zeta")}), "/b/"},
		"broken, of two": {files{"a.md": text("titel: Beta"), "b.md": text("titel: Gamma")},
			files{"a.md": text("titel: Beta"), "b.md": "---\ntitel: [Gamma\n---\n\nOrd om titel: Gamma.\n"}, "/b/"},
		"order":                   {four(nil), four(files{"d.md": text("titel: Delta\nordning: 1")}), "/d/"},
		"three of four":           {four(nil), four(files{"a.md": text("titel: Öa"), "b.md": text("titel: Åa"), "c.md": text("titel: Äa")}), "/a/ /b/"},
		"title in the same place": {four(nil), four(files{"b.md": text("titel: Bit")}), ""},
		"all titles, in the same order": {four(nil), four(files{"a.md": text("titel: A"), "b.md": text("titel: B"),
			"c.md": text("titel: G"), "d.md": text("titel: D")}), ""},
	} {
		tax := taxonomy(t)
		var got []string
		for _, text := range Compare(makeSite(tax, c.before), makeSite(tax, c.after)).Texts {
			if text.Reordered {
				got = append(got, text.After.URL)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q are elsewhere, want %q", name, got, c.want)
		}
	}
}

// TestRetitled checks that a section with another title, or whose title is broken, makes no
// section beside it or below it one that has moved, gone or come.
func TestRetitled(t *testing.T) {
	const (
		a  = "## A\n\nOrd om A.\n\n"
		b  = "## B\n\nKort.\n\n"
		c  = "## C\n\nTredje delen.\n\n"
		d  = "### Dos\n\nGe två.\n\n"
		d3 = "### Dos\n\nGe tre droppar nu.\n\n"
		d4 = "### Dos\n\nVid fyra ska man sluta helt.\n\n"
	)
	title := func(text, title string) string {
		_, rest, _ := strings.Cut(text, "\n")
		return title + "\n" + rest
	}
	for _, e := range []struct{ before, after, want string }{
		{a + b + c, a + title(b, "## X") + c, "replaced ord"},
		{a + b + d + c + d3, a + title(b, "## X") + d + c + d3, "replaced ord"},
		{a + b + d + c + d3, a + title(b, "## B {Elevhälsa") + d + c + d3, "inserted ord (vem)"},
		{a + "## B\n\n" + d + c + d3, a + "## X\n\n" + d + c + d3, "replaced ord"},
		{a + b, a + title(b, "## X"), "replaced ord"},
		{a + d + d3 + d4, a + title(d, "### Doser") + d3 + d4, "replaced ord"},
		{a + d + d3 + d4, a + d + title(d3, "### Doser") + d4, "replaced ord (dos eller enhet)"},
		{a + d + d3 + d4, a + d + d4, "deleted avsnitt (dos eller enhet)"},
		{a + d3 + d4, a + d + d3 + d4, "inserted avsnitt (tal)"},
		{a + d + d3 + d4, a + d3 + d4 + d, "moved here avsnitt"},
		{a + b, a + "## X\n\nNågot helt annat.\n\n", "deleted avsnitt, inserted avsnitt"},
		{a + b + c, a + c + title(b, "## X"), "deleted avsnitt, inserted avsnitt"},
	} {
		tax := taxonomy(t)
		r := Compare(makeSite(tax, body(e.before)), makeSite(tax, body(e.after)))
		if got := strings.Join(mapped(r.Texts[0].Changes, done), ", "); got != e.want {
			t.Errorf("%q → %q:\n%s, want %s", e.before, e.after, got, e.want)
		}
	}
}
