package page

import (
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// siteOf makes a site of texts by file name.
func siteOf(files map[string]string) *site.Site {
	src := site.Sources{Taxonomy: new(audience.Taxonomy), Blueprints: site.Blueprints{}}
	for name, text := range files {
		src.Documents = append(src.Documents, document.Parse(name, []byte("---\ntitel: "+name+"\n---\n\n"+text+"\n"),
			document.Options{}))
	}
	slices.SortFunc(src.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
	return site.New(src)
}

// comparedTexts are two versions of a site: front pages are changed, a programme
// is gone, and a text has taken the address of one that is gone.
func comparedTexts(t *testing.T) *Renderer {
	t.Helper()
	const adhd, gone = site.ProgrammesFolder + "/adhd/", site.ProgrammesFolder + "/borta/"
	before := siteOf(map[string]string{
		adhd + "index.md": "Ett.", adhd + "01-k/index.md": "Ett.", adhd + "01-k/a.md": "Ett.",
		gone + "index.md": "Annat.", gone + "01-k/b.md": "Något annat.",
		"x.md": "Alldeles andra ord.", "x-borttagen.md": "Ett.",
	})
	after := siteOf(map[string]string{
		adhd + "index.md": "Ett två.", adhd + "01-k/index.md": "Ett två.", adhd + "01-k/a.md": "Ett två.",
		"01-x.md": "Skrivet på nytt.", "x-borttagen.md": "Ett två.",
	})
	changes := &versions.Comparison{Revision: revision.Compare(before, after)}
	return New(after, realLayouts(t), Options{Changes: changes})
}

// TestChangedCrumbs checks the crumbs of each page that shows changes: no page
// twice, only pages that still exist, and the text itself last.
func TestChangedCrumbs(t *testing.T) {
	r := comparedTexts(t)
	adhd := site.Programmes.URL + "adhd/"
	want := map[string][]string{
		adhd:                               {homeURL, site.Programmes.URL, adhd},
		adhd + "k/":                        {homeURL, site.Programmes.URL, adhd, adhd + "k/"},
		adhd + "k/a/":                      {homeURL, site.Programmes.URL, adhd, adhd + "k/", adhd + "k/a/"},
		site.Programmes.URL + "borta/":     {homeURL, site.Programmes.URL},
		site.Programmes.URL + "borta/k/b/": {homeURL, site.Programmes.URL},
		"/x/":                              {homeURL, site.Guidance.URL},
	}
	for _, text := range r.options.Changes.Texts {
		url := text.Article().URL
		if text.Merged == nil || want[url] == nil {
			continue
		}
		var got []string
		for _, link := range r.changedView(text).(changedView).Crumbs {
			got = append(got, link.URL)
		}
		if !slices.Equal(got, want[url]) {
			t.Errorf("the way to the changes of %s is %q", url, got)
		}
		delete(want, url)
	}
	if len(want) > 0 {
		t.Errorf("not compared: %v", want)
	}
}

// TestChangedURLs checks that every text with changes has a page of its own, that no
// other page has its address.
func TestChangedURLs(t *testing.T) {
	r := comparedTexts(t)
	taken := map[string]bool{}
	for _, a := range r.site.Articles {
		taken[a.URL] = true
	}
	for _, text := range r.options.Changes.Texts {
		url := r.options.Changes.URL(text)
		if text.Merged != nil && taken[url] {
			t.Errorf("two pages have the address %s", url)
		}
		taken[url] = true
	}
}
