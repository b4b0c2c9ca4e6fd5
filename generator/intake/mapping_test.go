package intake

import (
	"fmt"
	"strings"
	"testing"

	"provtryck/generator/audience"
)

// taxonomyOf returns a small taxonomy.
func taxonomyOf(t *testing.T) *audience.Taxonomy {
	t.Helper()
	taxonomy, problems := audience.Load("m.yaml", []byte(`dimensioner:
  - id: verksamhet
    etikett: Verksamhet
    taggar:
      - {id: primarvard, etikett: Primärvård, kallas_också: [Vårdcentral]}
      - {id: oppen, etikett: Öppenvård, kallas_också: ["Specialistvård, öppen"]}
  - id: roll
    etikett: Roll
    taggar:
      - {id: kurator, etikett: Kurator}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return taxonomy
}

func TestLoad(t *testing.T) {
	titles := map[string][]string{"insats": {"Syfte", "Genomförande"}, "kapitel": nil}
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", ""},
		{"comments", "# Inget än.\n", ""},
		{"whole", "rubriker:\n  insats:\n    Syfte: [Mål, \"Mål, syfte\"]\nuppgifter: {version: [Utgåva]}\navsnitt_med_uppgifter: [Taggar]\nmålgrupper: {Kurator: [Socionom]}\n", ""},
		{"one instead of a list", "rubriker: {insats: {Syfte: Mål}}\n", ""},
		{"blueprint", "rubriker:\n  insatz:\n    Syfte: [Mål]\n", `i.yaml:3:5: fel: mallen "insatz" finns inte; menade du insats? [import-okand]`},
		{"blueprint that could not be read", "rubriker:\n  kapitel:\n    Syften: [Mål]\n", ""},
		{"heading", "rubriker:\n  insats:\n    Syften: [Mål]\n", `i.yaml:3:5: fel: mallen insats har ingen rubrik "Syften"; menade du Syfte? [import-okand]`},
		{"key of front matter", "uppgifter:\n  status: [Läge]\n", `i.yaml:2:3: fel: en rad kan inte bli uppgiften "status"; välj bland: version, nag, granskad, ändringar, målgrupp [import-okand]`},
		{"audience", "målgrupper:\n  Kuratr: [Socionom]\n", `i.yaml:2:3: fel: okänd målgrupp "Kuratr"; menade du Kurator? (tillåtna värden: docs/malgrupper.md) [okand-malgrupp]`},
		{"name that is known", "målgrupper:\n  Kurator: [Vårdcentral]\n", `i.yaml:2:13: fel: "Vårdcentral" är redan ett namn på målgruppen Primärvård; ta bort det här [import-dubbel]`},
		{"heading twice", "rubriker:\n  insats:\n    Syfte: [Mål]\n    Genomförande: [\"1. mål:\"]\n", `i.yaml:4:20: fel: "1. mål:" blir redan Syfte; behåll det på ett ställe [import-dubbel]`},
		{"label twice", "uppgifter:\n  version: [Datum]\n  granskad: [datum]\n", `i.yaml:3:14: fel: "datum" blir redan version; behåll det på ett ställe [import-dubbel]`},
		{"key", "rubrik: {}\n", "uppgiften rubrik finns inte"},
		{"no mapping", "- Syfte\n", "fel:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, found := Load("i.yaml", []byte(c.src))
			found = append(found, m.Check(titles, taxonomyOf(t))...)
			var said []string
			for _, p := range found {
				said = append(said, fmt.Sprintf("%s: %s: %s; %s [%s]", p.Pos, p.Severity.Label(), p.Message, p.Hint, p.Rule.ID))
			}
			if got := strings.Join(said, "\n"); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// sampleOptions are for a small blueprint.
func sampleOptions(t *testing.T) Options {
	t.Helper()
	m, problems := Load("i.yaml", []byte(`rubriker: {insats: {Syfte: [Mål, "Mål, syfte"], Genomförande: [Arbetssätt]}}
uppgifter:
  version: [Version]
  nag: [NAG, Nationell arbetsgrupp]
  granskad: [Senast granskad]
  ändringar: [Fastställd, Fastställt, Uppdaterad]
  målgrupp: [Verksamhet, Yrkesroll]
avsnitt_med_uppgifter: [Märkning]
målgrupper: {Kurator: [Socionom, "Kurator, skola"]}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return Options{Blueprint: "insats", Titles: []string{"Syfte", "Genomförande", "Referenser"}, TopLevel: 2, BottomLevel: 4, Mapping: m, Taxonomy: taxonomyOf(t)}
}
