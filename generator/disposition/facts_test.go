package disposition

import (
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

const groups = `dimensioner:
  - id: befattning
    etikett: Befattning
    taggar:
      - {id: lakare, etikett: Läkare}
      - {id: vuxen, etikett: "Öppenvård, vuxna"}
      - {id: skotare, etikett: Sjuksköterska}
`

// TestFacts checks which lines about a text have moved to its front matter, and that none has that
// is not there.
func TestFacts(t *testing.T) {
	taxonomy, problems := audience.Load("malgrupper.yaml", []byte(groups))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const front = "---\ntitel: Ny\nversion: \"2.1\"\nnag: Depression och ångest\ngranskad: 2019-05-09\n" +
		"målgrupp: {befattning: [lakare, vuxen]}\nändringar:\n" +
		"  - {version: \"1\", datum: 2019-05-09, text: Fastställt av Gruppen 2019-05-09}\n---\n\n## Råd\n\nGe stöd i vardagen.\n"
	now := document.Parse("new.md", []byte(front), document.Options{Taxonomy: taxonomy})
	x := NewIndex([]*document.Document{now}, taxonomy, Names{Labels: []string{"verksamhetskategori"}, Tags: map[string]string{"doktor": "Läkare", "mottagning, vuxna": "Öppenvård, vuxna", "syster": "Sjuksköterska"}})
	for line, want := range map[string]bool{
		"Befattning: Läkare": true, "Verksamhetskategori: Läkare": true, "Verksamhetskategori: Doktor, Mottagning, vuxna": true,
		"Kategori: Läkare": false, "Läkare": false, "Verksamhetskategori: Syster": false, "Verksamhetskategori:": false,
	} {
		if got := saysSame(line, false, now.Front, x); got != want {
			t.Errorf("%q in a section of its own: %t", line, got)
		}
	}
	for line, want := range map[string]Class{
		"Version: 2.1":                                   Moved,
		"Version 2.1.":                                   Moved,
		"Versionsnummer: 2.1":                            Moved,
		"Version: 2.2":                                   Open,
		"Högsta dos: 2.1":                                Open,
		"2.1":                                            Open,
		"Granskad: 9 maj 2019":                           Moved,
		"Senast granskad: 2019-05-09":                    Moved,
		"Granskad 2019-05-09":                            Moved,
		"Granskad: 8 maj 2019":                           Open,
		"Börjar gälla: 9 maj 2019":                       Open,
		"Arbetsgrupp: Depression och ångest":             Moved,
		"Arbetsgrupp: Depression":                        Open,
		"Fastställt av Gruppen 2019-05-09.":              Moved,
		"Fastställt av Gruppen 2019-05-08.":              Open,
		"Befattning: Läkare":                             Moved,
		"Läkare, Öppenvård, vuxna":                       Moved,
		"Läkare, Sjuksköterska":                          Open,
		"Läkare kontaktas":                               Open,
		"Verksamhetskategori: Läkare":                    Moved,
		"Verksamhetskategori: doktor, Mottagning, vuxna": Moved,
		"Verksamhetskategori: Doktor, Syster":            Open,
		"Befattning: Doktor":                             Moved,
		"Befattning:":                                    Open,
		"Version: 2.1\\\nGranskad: 9 maj 2019":           Moved,
		"Version: 2.1\\\nGranskad: 8 maj 2019":           Open,
		"Version: 2.1\\\nGe högst 5 mg per dygn":         Open,
	} {
		o := original(t, "\n## Råd\n\nGe stöd i vardagen.\n\n## Märkning\n\n"+line+"\n\n- Läkare\n")
		a := Of(o, nil, x, "new.md")
		for i, e := range a.Entries[2:] {
			expected := want
			if i == len(a.Entries)-3 {
				expected = Moved
			}
			if i == 0 && want == Open {
				expected = Open // the heading
			}
			if e.Class != expected || e.Class == Moved && e.To != (Passage{Name: "new.md", Section: factsTitle}) {
				t.Errorf("%q with %q: %s to %v, want %s", e.Text, line, e.Class, e.To, expected)
			}
		}
	}
	outside := Of(original(t, "\n## Deltagare\n\n- Läkare\n\nBefattning: Läkare\n"), nil, x, "new.md")
	if e := outside.Entries; e[1].Class != Open || e[2].Class != Moved {
		t.Errorf("%s %s", e[1].Class, e[2].Class)
	}
}
