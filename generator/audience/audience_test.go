package audience

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/quick"
)

// cases is the shape of testdata/cases.json, which the browser reads too.
type cases struct {
	Taxonomy struct {
		Dimensions []string
		Tags       []struct{ ID, Dimension, Under string }
	}
	Cases []struct {
		Name string
		Path []struct {
			Tags   []string
			Always bool
		}
		Profile []string
		Visible bool
	}
}

func readCases(t *testing.T) (cases, *Taxonomy) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var c cases
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	tax := &Taxonomy{byName: map[string]int{}}
	for _, d := range c.Taxonomy.Dimensions {
		tax.Dimensions = append(tax.Dimensions, Dimension{ID: d, Label: d})
	}
	for i, tag := range c.Taxonomy.Tags {
		d, _ := tax.FindDimension(tag.Dimension)
		parent := None
		if tag.Under != "" {
			parent = tax.byName[tag.Under]
		}
		tax.byName[tag.ID] = i
		tax.Tags = append(tax.Tags, Tag{ID: tag.ID, Label: tag.ID, Dimension: d, Parent: parent})
	}
	return c, tax
}

func (t *Taxonomy) audience(names []string) Audience {
	var a Audience
	for _, name := range names {
		tag, _ := t.Find(name)
		a = New(append(a, tag)...)
	}
	return a
}

func TestVisible(t *testing.T) {
	c, tax := readCases(t)
	if len(c.Cases) < 200 {
		t.Fatalf("%d cases", len(c.Cases))
	}
	for _, test := range c.Cases {
		var path []Target
		for _, n := range test.Path {
			path = append(path, Target{tax.audience(n.Tags), n.Always})
		}
		if got := tax.Visible(path, tax.audience(test.Profile)); got != test.Visible {
			t.Errorf("%s: visible %v, want %v", test.Name, got, test.Visible)
		}
	}
}

// TestProperties checks what must be true of all audiences.
func TestProperties(t *testing.T) {
	_, tax := readCases(t)
	pick := func(bits uint16) Audience {
		var a Audience
		for i := range tax.Tags {
			if bits&(1<<i) != 0 {
				a = append(a, i)
			}
		}
		return a
	}
	for name, property := range map[string]any{
		"a profile without tags sees all": func(a, b uint16) bool {
			return tax.Visible([]Target{{Tags: pick(a)}, {Tags: pick(b)}}, nil)
		},
		"for is symmetric": func(a, b uint16) bool { return tax.For(pick(a), pick(b)) == tax.For(pick(b), pick(a)) },
		"going inward shows no more": func(a, b, profile uint16) bool {
			outer, inner := Target{Tags: pick(a)}, Target{Tags: pick(b)}
			p := pick(profile)
			return tax.Visible([]Target{outer}, p) || !tax.Visible([]Target{outer, inner}, p)
		},
		"alltid is always seen": func(a, b, profile uint16) bool {
			return tax.Visible([]Target{{Tags: pick(a)}, {Tags: pick(b), Always: true}}, pick(profile))
		},
		"one who is named sees": func(a uint16) bool { return tax.For(pick(a), pick(a)) },
	} {
		if err := quick.Check(property, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLoadReal(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", "malgrupper.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	tax, problems := Load("malgrupper.yaml", src)
	if len(problems) > 0 || len(tax.Tags) < 40 || len(tax.Dimensions) != 5 || len(tax.Personas) < 10 {
		t.Errorf("%d tags, %d dimensions, %d personas, %v", len(tax.Tags), len(tax.Dimensions), len(tax.Personas),
			problems)
	}
	for _, name := range []string{"Primärvård", "primarvard", "VÅRDCENTRAL", " bup "} {
		if _, known := tax.Find(name); !known {
			t.Errorf("%q is not found", name)
		}
	}
	if d, known := tax.FindDimension("aldersgrupp"); !known ||
		len(tax.In(d, tax.audience([]string{"Barn", "Vuxna", "Kommun"}))) != 2 {
		t.Error("the dimension åldersgrupp is not found, or has other tags")
	}
	labels := tax.Labels(tax.audience([]string{"BUP", "Region"}))
	if got := strings.Join(labels, ", "); got != "Region, Barn- och ungdomspsykiatri (BUP)" {
		t.Errorf("labels are %q", got)
	}
	if len(tax.Names()) != len(tax.Tags) {
		t.Error("a tag has no name")
	}
}

// TestLoadProblems makes each mistake once.
func TestLoadProblems(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", "m.yaml: fel: filen har inga taggar [taxonomi-tom]"},
		{"dimensioner:\n  - id: a\n", "m.yaml:2:5: fel: dimensionen saknar id eller etikett [taxonomi-ofullstandig]"},
		{"dimensioner:\n  - id: Å\n    etikett: Å\n", `m.yaml:2:9: fel: "Å" kan inte vara id [taxonomi-id]`},
		{"dimensioner:\n  - {id: a, etikett: A, taggar: [{id: b}]}\n",
			"m.yaml:2:34: fel: taggen saknar id eller etikett [taxonomi-ofullstandig]"},
		{"dimensioner:\n  - {id: a, etikett: A, taggar: [{id: b, etikett: B, under: c}]}\n",
			`m.yaml:2:61: fel: taggen "c" finns inte ovanför i samma dimension [taxonomi-okand]`},
		{"dimensioner:\n  - {id: a, etikett: A, taggar: [{id: b, etikett: B}, {id: c, etikett: b}]}\n",
			`m.yaml:2:55: fel: "b" används redan för taggen B [taxonomi-dubbel]`},
		{"dimensioner:\n  - {id: a, etikett: A, taggar: [{id: b, etikett: Alltid}]}\n",
			`m.yaml:2:34: fel: ordet "alltid" är upptaget: det märker säkerhetstext [taxonomi-dubbel]`},
		{"dimensioner:\n  - {id: a, etikett: A, taggar: [{id: b, etikett: B, hör_till: [x]}]}\n",
			`m.yaml:2:65: fel: okänd målgrupp "x" [okand-malgrupp]`},
		{"typprofiler:\n  - {id: p}\n", "m.yaml:2:5: fel: typprofilen saknar id eller namn [taxonomi-ofullstandig]"},
		{"typprofiler:\n  - {id: p, namn: P, taggar: [x]}\n", `m.yaml:2:31: fel: okänd målgrupp "x" [okand-malgrupp]`},
		{"dimensioner:\n  - {id: a, etikett: A, taggar: [{id: b, etikett: B}]}\ntypprofiler:\n  - {id: b, namn: P}\n",
			"m.yaml:4:5: fel: typprofilens id b är också en tagg [taxonomi-dubbel]"},
		{"typprofiler:\n  - {id: p, namn: P}\n  - {id: p, namn: Q}\n",
			"m.yaml:3:5: fel: två typprofiler har id p [taxonomi-dubbel]"},
		{manyTags(maxTags + 1), "m.yaml:133:7: fel: filen har fler än 128 taggar [taxonomi-stor]"},
	} {
		_, problems := Load("m.yaml", []byte(c.src))
		found := false
		for _, p := range problems {
			found = found || p.String() == c.want
		}
		if !found {
			t.Errorf("%q: %v, want %s", c.src, problems, c.want)
		}
	}
}

// manyTags is a taxonomy with n tags, each on a line of its own from the fourth.
func manyTags(n int) string {
	var b strings.Builder
	b.WriteString("dimensioner:\n  - id: a\n    etikett: A\n    taggar:\n")
	for i := range n {
		fmt.Fprintf(&b, "    - {id: t%d, etikett: T%d}\n", i, i)
	}
	return b.String()
}

// TestManyTags checks that the largest allowed number of tags is no problem.
func TestManyTags(t *testing.T) {
	if tax, problems := Load("m.yaml", []byte(manyTags(maxTags))); len(problems) > 0 || len(tax.Tags) != maxTags {
		t.Errorf("%d tags, %v", len(tax.Tags), problems)
	}
}

// TestSuggest checks what is suggested for words that are no tags.
func TestSuggest(t *testing.T) {
	taxonomy, problems := Load("m.yaml", []byte(`dimensioner:
  - id: roll
    etikett: Roll
    taggar:
      - {id: sjukskoterska, etikett: Sjuksköterska}
      - {id: oppen, etikett: Psykiatrisk öppenvård, kallas_också: ["Psykiatrisk specialistvård, öppen"]}
      - {id: skola, etikett: "Förskola, skola och elevhälsa"}
      - {id: kommun, etikett: Kommun}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for word, want := range map[string]string{
		"alltd": "menade du alltid?", "Altid": "menade du alltid?", "Komun": "menade du Kommun?",
		"sjuksköterskor": "menade du Sjuksköterska?", "Undersköterska": "ingen målgrupp motsvarar det",
		"Barnsköterska": "ingen målgrupp motsvarar det", "Habilitering": "ingen målgrupp motsvarar det",
		"öppen": "skriv Psykiatrisk öppenvård", "Psykiatrisk specialistvård": "skriv Psykiatrisk öppenvård",
		"skola och elevhälsa": "inom citattecken", "": "skriv en målgrupp",
		"Kommun och Sjuksköterska": "skilj åt med komma: Kommun, Sjuksköterska", "(kommun)": "skriv Kommun",
		"Kommun/Sjuksköterska":                          "skilj åt med komma: Kommun, Sjuksköterska",
		"kommun eller sjukskoterska":                    "skilj åt med komma: Kommun, Sjuksköterska",
		"Kommun; Sjuksköterska & Kommun":                "skilj åt med komma: Kommun, Sjuksköterska, Kommun",
		"Kommun samt Psykiatrisk specialistvård, öppen": "skilj åt med komma: Kommun, Psykiatrisk öppenvård",
		"Förskola, skola och elevhälsa och Kommun":      "skilj åt med komma: skola, Kommun",
		"Kommun och Habilitering":                       "ingen målgrupp motsvarar det", "/": "ingen målgrupp motsvarar det",
		"och": "ingen målgrupp motsvarar det", "[Kommun]": "skriv Kommun", "”Kommun”": "skriv Kommun",
	} {
		if got := taxonomy.Suggest(word); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// TestPhrase checks that groups of one dimension are alternatives, and that dimensions add up.
func TestPhrase(t *testing.T) {
	taxonomy := &Taxonomy{
		Dimensions: []Dimension{{ID: "verksamhet"}, {ID: "yrkesroll"}, {ID: "skede"}},
		Tags: []Tag{{Label: "Elevhälsa"}, {Label: "Socialtjänst"}, {Label: "Skola"}, {Label: "Läkare", Dimension: 1},
			{Label: "Kurator", Dimension: 1}, {Label: "Utredning", Dimension: 2}},
	}
	for _, test := range []struct {
		a    Audience
		want string
	}{
		{nil, ""},
		{New(0), "Elevhälsa"},
		{New(1, 0), "Elevhälsa eller Socialtjänst"},
		{New(0, 1, 2), "Elevhälsa, Socialtjänst eller Skola"},
		{New(0, 3), "Elevhälsa och Läkare"},
		{New(0, 3, 5), "Elevhälsa, Läkare och Utredning"},
		{New(0, 1, 3), "Elevhälsa eller Socialtjänst, och Läkare"},
		{New(0, 1, 3, 4), "Elevhälsa eller Socialtjänst, och Läkare eller Kurator"},
		{New(0, 1, 2, 3, 4, 5), "Elevhälsa, Socialtjänst eller Skola, och Läkare eller Kurator, och Utredning"},
	} {
		if got := taxonomy.Phrase(test.a); got != test.want {
			t.Errorf("%v: got %q, want %q", test.a, got, test.want)
		}
	}
}
