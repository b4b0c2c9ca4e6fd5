package revision

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/site"
)

// TestMatters checks the matters of sentences that replace others whole: numbers that
// change places too, and not those that stay in order.
func TestMatters(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          []Matter
	}{
		{"Ge barn 10 mg och vuxna 20 mg.", "Ge barn 20 mg och vuxna 10 mg.", []Matter{Dose}},
		{"Ge litium före lamotrigin.", "Ge lamotrigin före litium.", []Matter{Drug}},
		{"Från 6 år, senare från 12 år.", "Från 12 år, senare från 6 år.", []Matter{Age}},
		{"Steg 1 är samtal, steg 3 är stöd.", "Steg 3 är samtal, steg 1 är stöd.", []Matter{Number}},
		{"Habiliteringen följer upp.", "Tandvården följer upp.", []Matter{Who}},
		{"Ge 10 mg till barn, och 20 mg till vuxna.", "Till barn ges 10 mg. Till vuxna ges 20 mg.", nil},
		{"Ge inte mer, och vänta aldrig.", "Vänta aldrig, och ge inte mer.", nil},
	} {
		if got := matters(plainLeaf(c.before).tokens, plainLeaf(c.after).tokens); !slices.Equal(got, c.want) {
			t.Errorf("%q → %q concerns %v, want %v", c.before, c.after, got, c.want)
		}
	}
}

// TestMatterCalled checks that each matter is found by its word, and that no other word is
// taken for one.
func TestMatterCalled(t *testing.T) {
	for m := Dose; m <= Who; m++ {
		if got := matterCalled(m.String()); got != m {
			t.Errorf("%v is taken for %v", m, got)
		}
	}
	for _, word := range []string{"", "grans", "Gräns", "gräns ", "dos", "nekande", "vems"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is taken for a matter", word)
				}
			}()
			matterCalled(word)
		}()
	}
}

// TestEdits compares bodies of texts with what has become of them, and checks which
// matters they are told of for: of each kind of dangerous change, and of harmless ones,
// of which a few are told of.
func TestEdits(t *testing.T) {
	all := taxonomy(t)
	for file, least := range map[string]int{"sensitive-edits.txt": 100, "harmless-edits.txt": 100} {
		name := filepath.Join("testdata", file)
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		comment, edits, _ := strings.Cut(string(src), "\n")
		list := strings.Split(strings.TrimSpace(edits), "\n\n")
		if len(list) < least {
			t.Errorf("%s has %d edits", file, len(list))
		}
		for i, edit := range list {
			before, after, want := splitEdit(edit)
			got := toldOf(Compare(bodySite(all, before), bodySite(all, after)))
			if got != want && !*update {
				t.Errorf("%s: %q → %q concerns %q, want %q", file, before, after, got, want)
			}
			list[i] = strings.Join(strings.SplitN(edit, "\n", 3)[:2], "\n")
			if got != "" {
				list[i] += "\n= " + got
			}
		}
		if *update {
			text := comment + "\n" + strings.Join(list, "\n\n") + "\n"
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// splitEdit returns the two bodies of an edit and the matters that it is told of for.
func splitEdit(edit string) (before, after, matters string) {
	lines := append(strings.SplitN(edit, "\n", 3), "")
	newline := strings.NewReplacer(`\n`, "\n")
	return newline.Replace(lines[0]), newline.Replace(lines[1]), strings.TrimPrefix(lines[2], "= ")
}

func bodySite(t *audience.Taxonomy, body string) *site.Site {
	return makeSite(t, map[string]string{"a.md": "---\ntitel: Text\n---\n\n## Avsnitt\n\n" + body + "\n"})
}

// toldOf returns the words for what a revision is told of for.
func toldOf(r *Revision) string {
	var all []Matter
	for _, text := range r.Texts {
		all = append(all, text.Matters()...)
	}
	return strings.Join(Words(all), ", ")
}
