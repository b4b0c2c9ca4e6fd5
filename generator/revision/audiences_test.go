package revision

import (
	"fmt"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

const twoTags = `dimensioner:
  - id: verksamhet
    etikett: Verksamhet
    taggar:
      - {id: elevhalsa, etikett: Elevhälsa}
      - {id: primarvard, etikett: Primärvård}
typprofiler:
  - {id: kurator, namn: Kurator, taggar: [elevhalsa]}
`

// TestRenamings checks what is said to have changed in the taxonomy.
func TestRenamings(t *testing.T) {
	for _, c := range []struct{ old, now, want string }{
		{"", "", ""},
		{"etikett: Elevhälsa", "etikett: Skolhälsa", "Målgruppen Elevhälsa heter nu Skolhälsa."},
		{"etikett: Verksamhet", "etikett: Arbete", "Dimensionen Verksamhet heter nu Arbete."},
		{"namn: Kurator", "namn: Skolkurator", "Typprofilen Kurator heter nu Skolkurator."},
		{"      - {id: primarvard, etikett: Primärvård}\n", "", "Målgruppen Primärvård finns inte längre."},
		{"typprofiler:", "      - {id: lss, etikett: LSS}\ntypprofiler:", "Målgruppen LSS är ny."},
		{"id: primarvard", "id: vardcentral", ""},
		{"id: primarvard, etikett: Primärvård", "id: vardcentral, etikett: Vårdcentral",
			"Målgruppen Vårdcentral är ny. Målgruppen Primärvård finns inte längre."},
		{"etikett: Elevhälsa}\n      - {id: primarvard, etikett: Primärvård", "etikett: Primärvård}\n      - {id: primarvard, etikett: Elevhälsa",
			"Målgruppen Elevhälsa heter nu Primärvård. Målgruppen Primärvård heter nu Elevhälsa."},
		{twoTags, "", ""}, // which the comparison says by itself
	} {
		before, _ := audience.Load("malgrupper.yaml", []byte(twoTags))
		after, _ := audience.Load("malgrupper.yaml", []byte(strings.Replace(twoTags, c.old, c.now, 1)))
		files := body("Text.\n")
		r := Compare(makeSite(before, files), makeSite(after, files))
		if got := strings.Join(mapped(r.Renamings, Renaming.String), " "); got != c.want {
			t.Errorf("%q → %q: %q, want %q", c.old, c.now, got, c.want)
		}
		if len(r.Texts) > 0 {
			t.Errorf("%q → %q: a text differs", c.old, c.now)
		}
	}
}

// TestBrokenFiles checks that findings that are gone only since a file can no longer be read
// are not counted as fixed.
func TestBrokenFiles(t *testing.T) {
	const (
		front  = "---\ntitel: A\nmålgrupp:\n  verksamhet: Elevhälsa\n---\n\n"
		hidden = "## Råd {Primärvård}\n\nText.\n" // seen by nobody
		link   = "## Råd\n\n[Trasig](borta.md).\n"
	)
	broken := "dimensioner: [\n"
	twice := strings.Replace(twoTags, "elevhalsa", "primarvard", 1)
	for _, c := range []struct {
		name             string
		oldTags, newTags string
		oldText, newText string
		fixed            int
	}{
		{"nothing", twoTags, twoTags, front + hidden, front + hidden, 0},
		{"mended text", twoTags, twoTags, front + hidden, front + "## Råd\n\nText.\n", 1},
		{"no tags", twoTags, broken, front + hidden, front + hidden, 0},
		{"no file", twoTags, "", front + hidden, front + hidden, 0},
		{"one tag gone by mistake", twoTags, twice, front + hidden, front + hidden, 0},
		{"no tags, mended link", twoTags, broken, front + link, front + "## Råd\n\nText.\n", 1},
		{"tags mended", broken, twoTags, front + hidden, front + hidden, 1},
		{"errors in the file of tags", strings.Replace(twoTags, "[elevhalsa]", "[okänd]", 1), broken, front, front, 0},
		{"no front matter", twoTags, twoTags, front + hidden, strings.TrimPrefix(front, "---") + hidden, 0},
		{"broken front matter", twoTags, twoTags, "---\ntitel: A\nstatus: okänd\n---\n\nText.\n", "---\ntitel: [A\nstatus: okänd\n---\n\nText.\n", 0},
	} {
		version := func(tags, text string) *site.Site {
			taxonomy, problems := audience.Load("malgrupper.yaml", []byte(tags))
			if tags == "" {
				problems.Add(&problem.Rule{ID: "saknas", Severity: problem.Error}, problem.Pos{File: "malgrupper.yaml"}, "filen saknas", "")
			}
			return site.New(site.Sources{Taxonomy: taxonomy, Blueprints: site.Blueprints{}, Problems: problems,
				Documents: []*document.Document{document.Parse("kliniska-kunskapsstod/a.md", []byte(text), document.Options{Taxonomy: taxonomy})}})
		}
		before, after := version(c.oldTags, c.oldText), version(c.newTags, c.newText)
		if r := Compare(before, after); len(r.Fixed) != c.fixed {
			t.Errorf("%s: %d fixed, want %d:\n%s\nbefore:\n%s\nafter:\n%s", c.name, len(r.Fixed), c.fixed,
				fmt.Sprint(r.Fixed), fmt.Sprint(before.Problems), fmt.Sprint(after.Problems))
		}
	}
}
