package page

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/revision"
	"provtryck/generator/round"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// TestOwnNames checks that no text takes the address of a page of the program, or loses its page to it:
// neither beside the products nor below a text.
func TestOwnNames(t *testing.T) {
	const programme = site.ProgrammesFolder + "/a/"
	texts := map[string]string{programme + "index.md": "A.", programme + "01-k/index.md": "A.", programme + "01-k/b.md": "A."}
	before := siteOf(map[string]string{programme + "index.md": "Ett.", programme + "01-k/b.md": "Ett annat."})
	options := Options{Docs: os.DirFS(filepath.Join("..", "..", "docs")), Intake: ".docx", Collating: true, Comments: AllComments, Forms: true}
	renderer := func(files map[string]string) *Renderer {
		s := siteOf(files)
		s.Trial, s.Rounds = []byte("frågor: []"), []*round.Round{{ID: "v1"}}
		options.Changes = &versions.Comparison{Revision: revision.Compare(before, s)}
		return New(s, realLayouts(t), options)
	}
	names := map[string]bool{}
	plain := renderer(texts)
	for _, url := range plain.URLs() {
		if plain.site.ByURL(url) != nil {
			continue
		}
		parts := strings.Split(strings.Trim(url, "/"), "/")
		names[parts[0]], names[parts[len(parts)-1]] = true, true
	}
	for name := range names {
		if strings.Contains(name, ".") || name == site.ProgrammesFolder || name == site.GuidanceFolder {
			continue
		}
		for _, file := range []string{name + ".md", programme + name + ".md", programme + "01-k/" + name + ".md"} {
			files := map[string]string{file: "Min text."}
			maps.Copy(files, texts)
			r := renderer(files)
			url := r.site.ByFile(file).URL
			if plain.Has(url) || r.pages[url].layout != "article" {
				t.Errorf("%s has the address %s, where the page is of the kind %q", file, url, r.pages[url].layout)
			}
		}
	}
	if len(names) < 12 {
		t.Errorf("only %d names: %v", len(names), names)
	}
}
