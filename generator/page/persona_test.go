package page

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// TestNews checks that a persona is told of what has changed in what it sees or saw, and of nothing else.
func TestNews(t *testing.T) {
	taxonomy, problems := audience.Load("malgrupper.yaml", []byte(`dimensioner:
  - id: yrkesroll
    etikett: Yrkesroll
    taggar:
      - {id: lakare, etikett: Läkare}
      - {id: kurator, etikett: Kurator}
typprofiler:
  - {id: lakaren, namn: Läkaren, taggar: [lakare]}
  - {id: kuratorn, namn: Kuratorn, taggar: [kurator]}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const forDoctors = "\n## Dos {Läkare}\n\nGe 5 mg varje dag i två veckor.\n"
	texts := func(files map[string]string) *site.Site {
		src := site.Sources{Taxonomy: taxonomy, Blueprints: site.Blueprints{}}
		for name, text := range files {
			src.Documents = append(src.Documents, document.Parse(name, []byte("---\ntitel: "+name+"\n"+text), document.Options{Taxonomy: taxonomy}))
		}
		slices.SortFunc(src.Documents, func(a, b *document.Document) int { return cmp.Compare(a.Name, b.Name) })
		return site.New(src)
	}
	before := texts(map[string]string{
		"a.md": "---\n\n## Om\n\nSamma ord som förut står här.\n" + forDoctors,
		"b.md": "---\n\n## Om\n\nNågot annat om något annat än dos.\n\n## Prov\n\nTa prov varje vecka.\n",
		"c.md": "målgrupp: [Läkare]\n---\n\n## Om\n\nEn text som tas bort, om höga doser.\n",
		"d.md": "---\n\n## Om\n\nEn text som ingen har rört.\n",
	})
	after := texts(map[string]string{
		"a.md": "---\n\n## Om\n\nSamma ord som förut står här.\n" + "\n## Dos {Läkare}\n\nGe 10 mg varje dag i två veckor.\n",
		"b.md": "---\n\n## Om\n\nNågot annat om något annat än dos.\n\n## Prov {Läkare}\n\nTa prov varje vecka.\n",
		"d.md": "---\n\n## Om\n\nEn text som ingen har rört.\n",
		"e.md": "målgrupp: [Kurator]\n---\n\n## Om\n\nAlldeles nya meningar för samtal med skolan.\n",
	})
	r := New(after, realLayouts(t), Options{Changes: &versions.Comparison{Revision: revision.Compare(before, after)}})
	want := map[string]map[string]string{
		"lakaren":  {"a.md": "1 ändring, varav 1 att granska särskilt", "c.md": "borttagen text"},
		"kuratorn": {"b.md": "visas inte längre: Prov", "e.md": "ny text"},
	}
	for _, p := range taxonomy.Personas {
		got := map[string]string{}
		for _, item := range r.news(p) {
			got[item.Title] = item.What
		}
		if !maps.Equal(got, want[p.ID]) {
			t.Errorf("%s is told of %q, want %q", p.ID, got, want[p.ID])
		}
	}
}
