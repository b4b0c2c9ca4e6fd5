package hosting

import (
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// TestMovedRedirects has one text that has moved, one that has been removed, and one
// whose address another has taken over: there is nothing to lead from.
func TestMovedRedirects(t *testing.T) {
	version := func(files ...[2]string) *site.Site {
		src := site.Sources{Taxonomy: new(audience.Taxonomy), Blueprints: site.Blueprints{}}
		for _, f := range files {
			src.Documents = append(src.Documents, document.Parse(f[0], []byte(f[1]), document.Options{}))
		}
		return site.New(src)
	}
	before := version([2]string{"borta.md", "Ett."}, [2]string{"flytt.md", "Två."}, [2]string{"tagen.md", "Tre."})
	after := version([2]string{"01-tagen.md", "Fyra."}, [2]string{"flyttad.md", "Två."})
	got := map[string]string{}
	for _, r := range MovedRedirects(&versions.Comparison{Revision: revision.Compare(before, after)}) {
		got[r.From] = r.To
	}
	if len(got) != 2 || got["/borta/"] != "/borta/andringar/" || got["/flytt/"] != "/flyttad/" {
		t.Errorf("the redirects are %v", got)
	}
	if none := MovedRedirects(nil); none != nil {
		t.Errorf("without a comparison there are %v", none)
	}
}

// TestCopies checks that the former address of a text leads to it, not to a copy that a
// program has made of its file.
func TestCopies(t *testing.T) {
	const text = "---\ntitel: A\nersätter: [https://www.vardochinsats.se/a/]\n---\n\nText.\n"
	for _, name := range []string{"a-DESKTOP-7AB1.md", "a (1).md", "a – kopia.md", "Kopia av a.md", "a 2.md"} {
		src := site.Sources{Taxonomy: new(audience.Taxonomy), Blueprints: site.Blueprints{}}
		for _, file := range []string{name, "a.md"} {
			src.Documents = append(src.Documents,
				document.Parse("kliniska-kunskapsstod/"+file, []byte(text), document.Options{Taxonomy: src.Taxonomy}))
		}
		s := site.New(src)
		got := FormerRedirects(s, "content")
		if want := s.ByFile("kliniska-kunskapsstod/a.md").URL; len(got) != 1 || got[0].To != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
}
