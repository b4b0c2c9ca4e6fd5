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
