package disposition

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
)

func parse(name, text string) *document.Document {
	return document.Parse(name, []byte(text), document.Options{Taxonomy: &audience.Taxonomy{}})
}

// randomText is a text of all kinds of units.
func randomText(r *rand.Rand) string {
	words := strings.Fields("↑ ↓ ✓ ✗ (−2 (2 – § stöd vardag plan möte skola 10 mg inte ska bör familj sömn mat grupp samtal vecka ”citat” e-hälsa (FoU) å ö")
	some := func(n int) string {
		var list []string
		for range 1 + r.IntN(n) {
			list = append(list, words[r.IntN(len(words))])
		}
		return strings.Join(list, " ")
	}
	var b strings.Builder
	for range r.IntN(25) {
		switch r.IntN(9) {
		case 0:
			fmt.Fprintf(&b, "\n%s %s\n\n", strings.Repeat("#", 1+r.IntN(4)), some(3))
		case 1:
			fmt.Fprintf(&b, "\n- %s\n- %s\n  - %s\n\n", some(6), some(2), some(3))
		case 2:
			fmt.Fprintf(&b, "\n| %s | %s |\n| - | - |\n| %s |  |\n| %s | %s |\n\n", some(2), some(2), some(4), some(3), some(3))
		case 3:
			fmt.Fprintf(&b, "\n%s [%s](https://www.example.se/%d) %s\n\n", some(5), some(2), r.IntN(3), some(3))
		case 4:
			fmt.Fprintf(&b, "\n::: viktigt %s\n%s\n:::\n\n", some(2), some(5))
		case 5:
			fmt.Fprintf(&b, "\n> %s\n\n1. %s\n2. %s\n\n", some(5), some(5), some(3))
		default:
			fmt.Fprintf(&b, "\n%s\n%s.\n\n", some(15), some(8))
		}
	}
	return b.String()
}

// edited is a text after random edits of its lines.
func edited(r *rand.Rand, text string) string {
	lines := strings.Split(text, "\n")
	for range 1 + r.IntN(8) {
		i, j := r.IntN(len(lines)), r.IntN(len(lines))
		switch r.IntN(8) {
		case 0:
			lines[i], lines[j] = lines[j], lines[i]
		case 5:
			lines[i] = strings.NewReplacer("↑", "↓", "✓", "✗", "−", "").Replace(lines[i])
		case 6:
			if cells := strings.Split(lines[i], " | "); len(cells) > 1 {
				cells[0], cells[1] = "| "+cells[1], strings.TrimPrefix(cells[0], "| ")
				lines[i] = strings.Join(cells, " | ")
			}
		case 7:
			lines[i] = strings.NewReplacer("\"", "”", " ", "\u00a0").Replace(lines[i])
		case 1:
			lines[i] = ""
		case 2:
			lines[i] += " " + lines[j]
		case 3:
			lines = slices.Insert(lines, i, lines[j], "")
		case 4:
			lines[i] = strings.Replace(lines[i], "10 mg", "20 mg", 1)
		}
	}
	return strings.Join(lines, "\n")
}

// undressed is a text without blanks and what parts sentences, as simple as can be: another way to
// see what is the same than the one that is tested.
func undressed(text string) string {
	text = strings.NewReplacer("–", "-", "−", "-").Replace(strings.ToLower(text))
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \u00a0.,\"”", r) }), "")
}

// TestNothingIsLost checks, with random texts, edits and decisions, that each unit of an original
// is accounted for once and in its place, that the classes add up to it, and that what is kept
// is in the text in the same words.
func TestNothingIsLost(t *testing.T) {
	seeds := uint64(2000)
	if testing.Short() {
		seeds = 200
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 1))
		text := randomText(r)
		o := original(t, text)
		var decisions []Decision
		for _, u := range o.Units {
			if r.IntN(5) == 0 {
				decisions = append(decisions, Decision{ID: u.ID, Class: Classes[r.IntN(len(Classes))], To: "other.md#stöd"})
			}
		}
		decisions = append(decisions, Decision{ID: "finns-inte", Class: Dropped})
		now := parse("new.md", "---\ntitel: Ny\n---\n"+edited(r, text))
		x := NewIndex([]*document.Document{now, parse("other.md", "---\ntitel: Annan\n---\n"+edited(r, text))}, &audience.Taxonomy{}, Names{})
		a := Of(o, decisions, x, "new.md")
		if len(a.Entries) != len(o.Units) {
			t.Fatalf("seed %d: %d entries of %d units", seed, len(a.Entries), len(o.Units))
		}
		total, percent := 0, 0
		counts := a.Counts()
		for i, n := range Shares(counts) {
			total, percent = total+counts[i], percent+n
		}
		if total != len(o.Units) || percent != 100 && total > 0 {
			t.Fatalf("seed %d: %d units and %d %%, want %d", seed, total, percent, len(o.Units))
		}
		ids := map[string]bool{}
		for i, e := range a.Entries {
			if e.ID != o.Units[i].ID || ids[e.ID] {
				t.Fatalf("seed %d: unit %d is %q", seed, i, e.Text)
			}
			ids[e.ID] = true
			if e.Class == Kept && undressed(e.Text) != undressed(e.To.Text) && e.To.Text != "" {
				t.Fatalf("seed %d: %q is kept as %q", seed, e.Text, e.To.Text)
			}
			if e.Class > Dropped && !e.Decided && e.To.Name == "" {
				t.Fatalf("seed %d: %q is nowhere", seed, e.Text)
			}
		}
		if len(a.Stale) != 1 {
			t.Fatalf("seed %d: stale %v", seed, a.Stale)
		}
	}
}

// TestUnitsHaveAllSigns checks that what an original says is in its units, each sign as often.
func TestUnitsHaveAllSigns(t *testing.T) {
	markdown := regexp.MustCompile(`(?m)\]\(https[^)]*\)|^\d\. |^::: viktigt|^> |\|`)
	shown := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) || r == '–' || r == '§'
	}
	for seed := range uint64(500) {
		text := randomText(rand.New(rand.NewPCG(seed, 2)))
		got := map[rune]int{}
		for _, u := range original(t, text).Units {
			for _, r := range u.Text {
				if u.Kind != Link {
					got[r]++
				}
			}
		}
		for _, r := range markdown.ReplaceAllString(text, "") {
			if shown(r) {
				got[r]--
			}
		}
		for r, n := range got {
			if n < 0 {
				t.Fatalf("seed %d: %q is missing %d times in\n%s", seed, r, -n, text)
			}
		}
	}
}

// TestSame checks what is the same text.
func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Fråga ”hur är det?”", "fråga \"Hur är det?\"", true},
		{"45–60 minuter", "45-60 minuter", true},
		{"10\u00a0mg", "10 mg", true},
		{"be\u00adhandling", "behandling", true},
		{"(prio 3)", "(prioritet 3)", true},
		{"mötet, planen", "mötet – planen", true},
		{"se ”mötet” – planen", "se mötet, planen", true},
		{"45 – 60 minuter", "45–60 minuter", true},
		{"enligt råd [1, 2].", "enligt råd[1][2].", true},
		{"enligt råd (1,2)", "enligt råd [1] [2]", true},
		{"✓ ja", "✓\ufe0f ja", true},
		{"10 mg", "100 mg", false},
		{"10 mg", "10 µg", false},
		{"10 mg", "10 Mg", false},
		{"0,5 mg", "5 mg", false},
		{"0,5 mg", "0, 5 mg", false},
		{"3–5 dagar", "35 dagar", false},
		{"-5 grader", "5 grader", false},
		{"> 5 år", "< 5 år", false},
		{"(−2 SD)", "(2 SD)", false},
		{"/-2 SD", "/2 SD", false},
		{"”−2” SD", "”2” SD", false},
		{"T=−2", "T=2", false},
		{"från −2", "från 2", false},
		{"10 –20", "10–20", false},
		{"P-kalium ↑", "P-kalium ↓", false},
		{"P-kalium ↑", "P-kalium", false},
		{"✓", "✗", false},
		{"☐ Klart", "☑ Klart", false},
		{"A → B", "A ← B", false},
		{"§ 3", "3", false},
		{"10^9", "109", false},
		{"mg/kg", "mg kg", false},
		{"råd [1]", "råd [2]", false},
		{"råd [1]", "råd 1", false},
		{"råd (1)", "råd 1", false},
		{"*", "†", false},
		{"Stopp!", "Stopp", false},
		{"50 mg | –", "– | 50 mg", false},
		{"5 %", "5", false},
		{"ska erbjudas", "bör erbjudas", false},
		{"ges till barn", "ges inte till barn", false},
		{"m²", "m", false},
		{"Går det bra?", "Går det bra.", false},
	} {
		if got := slices.Equal(fold(c.a), fold(c.b)); got != c.same {
			t.Errorf("%q and %q: %t, want %t (%q, %q)", c.a, c.b, got, c.same, fold(c.a), fold(c.b))
		}
	}
}

// TestChangedIsNeverKept checks that a small edit of what matters is seen, whatever an editor has
// decided.
func TestChangedIsNeverKept(t *testing.T) {
	const old = "Ge 10 mg till vuxna, som inte ska köra bil på 3 dagar."
	for _, edit := range [][2]string{
		{"10", "20"},
		{"mg", "g"},
		{"inte ", ""},
		{"ska", "bör"},
		{"3 dagar", "3 veckor"},
		{"10 mg", "1,0 mg"},
	} {
		o := original(t, "\n"+old+"\n")
		x := NewIndex([]*document.Document{parse("new.md", "---\ntitel: Ny\n---\n\n"+strings.Replace(old, edit[0], edit[1], 1)+"\n")}, &audience.Taxonomy{}, Names{})
		for _, decisions := range [][]Decision{nil, {{ID: o.Units[0].ID, Class: Kept}}} {
			if e := Of(o, decisions, x, "new.md").Entries[0]; e.Class != Reworded {
				t.Errorf("%q: %s", edit, e.Class)
			}
		}
	}
}

// TestOnlyTheSameIsKept checks that what has other signs, cells or steps is not kept.
func TestOnlyTheSameIsKept(t *testing.T) {
	const head = "| Läkemedel | Dos | Anmärkning |\n| --- | --- | --- |\n"
	for _, c := range []struct{ old, now string }{
		{"P-kalium ↑", "P-kalium ↓"},
		{"P-kalium ↑", "P-kalium"},
		{"↑", "↓"},
		{"§", "†"},
		{"- ✓ Längd mäts vid besöket", "- ✗ Längd mäts vid besöket"},
		{"Längd (−2 SD) utreds vidare", "Längd (2 SD) utreds vidare"},
		{"1. Ring vårdcentralen först\n2. Boka sedan tid", "1. Boka sedan tid\n2. Ring vårdcentralen först"},
		{"1. Ring först\n   - vardagar\n2. Boka sedan", "1. Ring först\n2. Boka sedan\n   - vardagar"},
		{"3. Ring först", "2. Ring först"},
		{"1. Ring vårdcentralen", "- Ring vårdcentralen"},
		{"- Ring vårdcentralen", "1. Ring vårdcentralen"},
		{head + "| Sertralin | 50 mg | – |", head + "| Sertralin | – | 50 mg |"},
		{head + "| Sertralin | 50 mg | |", head + "| Sertralin | | 50 mg |"},
		{head + "| | 50 mg | |", head + "| | | 50 mg |"},
		{head + "| Sertralin till vuxna | 50 mg | |", head + "| Sertralin | till vuxna 50 mg | |"},
		{head + "| a | – | – |", head + "| a | – | |"},
		{"![Bild av 5 mg](a.png)", "![Bild av 10 mg](a.png)"},
		{"Läs råden[^1].\n\n[^1]: Ett.", "Läs råden.\n\n[^1]: Ett."},
	} {
		now := parse("new.md", "---\ntitel: Ny\n---\n\n## Råd\n\n"+c.now+"\n")
		a := Of(original(t, "\n## Råd\n\n"+c.old+"\n"), nil, NewIndex([]*document.Document{now}, &audience.Taxonomy{}, Names{}), "new.md")
		changed := 0
		for _, e := range a.Entries {
			if e.Class != Kept {
				changed++
			}
		}
		if changed == 0 || len(a.Entries) < 2 {
			t.Errorf("%q is kept as %q", c.old, c.now)
		}
		same := Of(a.Original, nil, NewIndex([]*document.Document{parse("new.md", "---\ntitel: Ny\n---\n\n## Råd\n\n"+c.old+"\n")}, &audience.Taxonomy{}, Names{}), "new.md")
		for _, e := range same.Entries {
			if e.Class != Kept {
				t.Errorf("%q is %s as itself", e.Text, e.Class)
			}
		}
	}
}

// TestLinks checks what becomes of links.
func TestLinks(t *testing.T) {
	const front = "---\ntitel: Ny\nersätter: [https://www.example.se/adhd/krisplan/]\n---\n\n"
	other := parse("kapitel/krisplan.md", front+"Plan vid kris.\n")
	for _, c := range []struct {
		old, now string
		want     Class
	}{
		{"[Plan](https://a.se/x/)", "[Plan](https://a.se/x/)", Kept},
		{"[Plan](http://www.a.se/x)", "[Plan](https://a.se/x/)", Kept},
		{"[Plan](https://a.se/x/)", "[Planen](https://a.se/x/)", Reworded},
		{"[Plan](https://a.se/x/)", "[Plan](https://b.se/y/)", Reworded},
		{"[Plan](https://www.example.se/adhd/krisplan/)", "[Plan](krisplan.md)", Kept},
		{"[Plan](../krisplan/)", "[Plan](krisplan.md#rad)", Kept},
		{"[Plan](/adhd/krisplan/)", "[en plan](krisplan.md)", Reworded},
		{"[Plan](https://a.se/x#barn)", "[Plan](https://a.se/x#vuxna)", Reworded},
		{"[Plan](https://a.se/x#barn)", "[Plan](https://a.se/x/#barn)", Kept},
		{"[Plan](https://a.se/x/)", "Plan", Open},
		{"[Plan](https://a.se/x/)", "[Annat](https://b.se/y/)", Open},
	} {
		now := parse("kapitel/new.md", "---\ntitel: N\n---\n\nLäs "+c.now+" i dag.\n")
		a := Of(original(t, "\nLäs "+c.old+" i dag.\n"), nil, NewIndex([]*document.Document{now, other}, &audience.Taxonomy{}, Names{}), "kapitel/new.md")
		if e := a.Entries[1]; e.Kind != Link || e.Class != c.want {
			t.Errorf("%s → %s: %s %s, want %s", c.old, c.now, e.Kind, e.Class, c.want)
		}
	}
}

// TestShares checks that percentages add up.
func TestShares(t *testing.T) {
	for _, c := range []struct{ counts, want [6]int }{
		{[6]int{}, [6]int{}},
		{[6]int{1, 1, 1}, [6]int{34, 33, 33}},
		{[6]int{0, 0, 0, 0, 0, 7}, [6]int{0, 0, 0, 0, 0, 100}},
		{[6]int{1, 0, 0, 0, 0, 999}, [6]int{0, 0, 0, 0, 0, 100}},
		{[6]int{2, 2, 2, 2, 2, 2}, [6]int{17, 17, 17, 17, 16, 16}},
	} {
		if got := Shares(c.counts); got != c.want {
			t.Errorf("%v: %v, want %v", c.counts, got, c.want)
		}
	}
}

// TestDecisions checks what editors may write, and what is said of mistakes.
func TestDecisions(t *testing.T) {
	for _, c := range []struct {
		name, yaml string
		read       int
		want       string // the rule that is broken
	}{
		{"whole", "beslut:\n  - stycke: Ring\n    id: aaa\n    blev: struket\n    varför: Dubblett\n", 1, ""},
		{"two", "beslut:\n  - {id: aaa, blev: flyttat, till: \"#Råd\"}\n  - {id: bbb, blev: behållet}\n", 2, ""},
		{"capitals", "beslut:\n  - {id: aaa, blev: Sammanslaget}\n", 1, ""},
		{"nothing", "", 0, ""},
		{"no id", "beslut:\n  - {stycke: Ring, blev: struket}\n", 0, "redovisning-saknar"},
		{"no class", "beslut:\n  - {id: aaa}\n", 0, "redovisning-saknar"},
		{"other word", "beslut:\n  - {id: aaa, blev: borttaget}\n", 0, "redovisning-blev"},
		{"not to be decided", "beslut:\n  - {id: aaa, blev: inte hanterat}\n", 0, "redovisning-blev"},
		{"misspelled", "beslut:\n  - {id: aaa, blev: flytat}\n", 0, "redovisning-blev"},
		{"twice", "beslut:\n  - {id: aaa, blev: struket}\n  - {id: aaa, blev: flyttat}\n", 1, "redovisning-dubbel"},
		{"unknown key", "beslut:\n  - {id: aaa, blev: struket, orsak: x}\n", 1, "okand-nyckel"},
		{"words", "beslut:\n  - Ring\n", 0, "fel-typ"},
	} {
		read, problems := LoadDecisions("a.yaml", []byte(c.yaml))
		got := strings.Join(rules(problems), " ")
		if len(read) != c.read || got != c.want {
			t.Errorf("%s: %d decisions, want %d; %q, want %q", c.name, len(read), c.read, got, c.want)
		}
	}
	read, _ := LoadDecisions("a.yaml", []byte("beslut:\n  - {id: aaa, blev: struket, varför: INAKTUELLT}\n"))
	if len(read) != 1 || read[0].Reason != "inaktuellt" || read[0].Pos.Line != 2 {
		t.Errorf("%+v", read)
	}
}

func rules(problems problem.List) []string {
	var ids []string
	for _, p := range problems {
		if p.Hint == "" || p.Pos.File == "" {
			ids = append(ids, "no hint")
		}
		ids = append(ids, p.Rule.ID)
	}
	return ids
}

// TestOriginals checks which originals are read, and that one finding says why one is not.
func TestOriginals(t *testing.T) {
	const front = "---\nkälla: a.html\nhämtad: 2026-03-02\ntitel: A\n---\n\n"
	for _, c := range []struct {
		name, text string
		units      int // -1 for none read
		want       string
	}{
		{"whole", front + "Ett.\n", 1, ""},
		{"windows", strings.ReplaceAll(front+"Ett.\n", "\n", "\r\n"), 1, ""},
		{"not judged", front + "# A\n\n### B\n\n<b>Ett</b> [x](borta.md)\n", 4, ""},
		{"empty", front, 0, ""},
		{"no source", "---\nhämtad: 2026-03-02\n---\n\nEtt.\n", 1, "original-saknar"},
		{"no day", "---\nkälla: a\n---\n\nEtt.\n", 1, "original-saknar"},
		{"neither", "---\ntitel: A\n---\n\nEtt.\n", 1, "original-saknar original-saknar"},
		{"blank after the end", strings.Replace(front, "\n---\n", "\n--- \n", 1) + "Ett.\n", 1, ""},
		{"old Mac", strings.ReplaceAll(front+"Ett.\n", "\n", "\r"), 1, ""},
		{"ends with the front matter", strings.TrimRight(front, "\n"), 0, ""},
		{"mark", "\ufeff" + front + "Ett.\n", 1, ""},
		{"no front matter", "Ett.\n", 1, "original-saknar original-saknar"},
		{"wrong day", "---\nkälla: a\nhämtad: i går\n---\n\nEtt.\n", 1, "fel-datum"},
		{"too large a paragraph", front + strings.Repeat("ord ", 10000) + "\n", -1, "original-olaslig"},
		{"bytes", front + "Ett \x00\xff\xfe\x00.\n", -1, "original-olaslig"},
	} {
		o, problems := LoadOriginal("a.md", []byte(c.text))
		n := -1
		if o != nil {
			n = len(o.Units)
		}
		if got := strings.Join(rules(problems), " "); n != c.units || got != c.want {
			t.Errorf("%s: %d units, want %d; %q, want %q", c.name, n, c.units, got, c.want)
		}
	}
}

// TestNamed checks where decisions lead.
func TestNamed(t *testing.T) {
	x := NewIndex([]*document.Document{
		parse("p/new.md", "---\ntitel: N\n---\n\n## Mina råd\n\nEtt.\n"),
		parse("p/b.md", "---\ntitel: B\n---\n\n## Ansvar\n\nTvå.\n"),
	}, &audience.Taxonomy{}, Names{})
	for to, want := range map[string]Passage{
		"":                  {},
		"p/b.md":            {Name: "p/b.md"},
		"content/p/b.md":    {Name: "p/b.md"},
		`p\b.md # Ansvar`:   {Name: "p/b.md", Section: "Ansvar", Anchor: "ansvar"},
		"Mina råd":          {Name: "p/new.md", Section: "Mina råd", Anchor: "mina-rad"},
		"#mina-rad":         {Name: "p/new.md", Section: "Mina råd", Anchor: "mina-rad"},
		"en broschyr":       {Name: "p/new.md", Section: "en broschyr"},
		"p/borta.md#Ansvar": {Section: "p/borta.md#Ansvar"},
	} {
		o := original(t, "\nBorta.\n")
		a := Of(o, []Decision{{ID: o.Units[0].ID, Class: Moved, To: to}}, x, "p/new.md")
		if got := a.Entries[0].To; got != want {
			t.Errorf("%q: %+v, want %+v", to, got, want)
		}
	}
}

// BenchmarkOf accounts for 300 units among 1,000 texts.
func BenchmarkOf(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 1))
	sentence := func() string {
		var list []string
		for range 20 {
			list = append(list, fmt.Sprintf("ord%d", int(3000*r.Float64()*r.Float64())))
		}
		return strings.Join(list, " ") + ".\n\n"
	}
	var docs []*document.Document
	var old strings.Builder
	for i := range 1000 {
		var text strings.Builder
		for range 25 {
			text.WriteString(sentence())
		}
		docs = append(docs, parse(fmt.Sprintf("p/%d.md", i), "---\ntitel: A\n---\n\n"+text.String()))
		if i%4 == 0 {
			old.WriteString(sentence() + sentence())
		}
	}
	o := original(b, "\n"+old.String())
	for b.Loop() {
		Of(o, nil, NewIndex(docs, &audience.Taxonomy{}, Names{}), "p/0.md")
	}
	b.ReportMetric(float64(len(o.Units)), "units")
}
