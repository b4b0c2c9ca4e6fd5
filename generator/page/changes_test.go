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

// TestGone checks that what has been removed is listed whole, however long it is.
func TestGone(t *testing.T) {
	long := strings.Repeat("Den som vårdar läser hela texten noga. ", 20) + "Ring genast jourläkaren"
	const stays = "## Om\n\nDet här står kvar.\n"
	kept := "\n- " + strings.Repeat("Punkten som står före är kvar i listan. ", 30) + "\n"
	for name, gone := range map[string]string{
		"Avsnittet":              "\n## Säkerhet\n\n" + long + ".\n",
		"Ett stycke i avsnittet": "\n" + long + ".\n",
		"En punkt i avsnittet":   kept + "- " + long + ".\n",
		"En lista i avsnittet":   "\n1. " + long + ".\n",
		"En ruta i avsnittet":    "\n::: viktigt\n" + long + ".\n:::\n",
		"En tabell i avsnittet":  "\n| Fall | Gör |\n| --- | --- |\n| a | " + long + ". |\n",
	} {
		left := stays
		if name == "En punkt i avsnittet" {
			left += kept
		}
		before, after := siteOf(map[string]string{"a.md": stays + gone}), siteOf(map[string]string{"a.md": left})
		r := New(after, realLayouts(t), Options{Changes: &versions.Comparison{Revision: revision.Compare(before, after)}})
		list := r.changesView().(changesView).Gone
		if len(list) != 1 || list[0].What != name || !strings.Contains(list[0].Excerpt, "Ring genast jourläkaren.") {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// TestRemoved checks that a removed text is said to be, with what is lost with it.
func TestRemoved(t *testing.T) {
	long := strings.Repeat("Läs noga. ", 60)
	before := siteOf(map[string]string{
		"a.md": "## Om\n\nKvar.\n",
		"b.md": "Ingress.\n\n::: viktigt Larm\nVid feber: " + long + "ring **112**.\n:::\n\n## Om\n\n::: fakta\nFakta.\n:::\n",
		"c.md": "## Om\n\nAlldeles andra ord utan varning.\n",
	})
	after := siteOf(map[string]string{"a.md": "## Om\n\nKvar.\n"})
	r := New(after, realLayouts(t), Options{Changes: &versions.Comparison{Revision: revision.Compare(before, after)}})
	list := r.changesView().(changesView).Removed
	if len(list) != 2 || len(list[0].Warnings) != 1 || len(list[1].Warnings) != 0 || list[0].Words == 0 ||
		list[0].Readers != "alla läsare" {
		t.Fatalf("%+v", list)
	}
	if got := list[0].Warnings[0]; !strings.HasSuffix(got, "ring 112.") || !strings.HasPrefix(got, "Larm: Vid feber: ") {
		t.Errorf("the warning is %q", got)
	}
	var b strings.Builder
	if err := r.Render(&b, list[0].URL); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"article--removed", "Borttagen text: b.md", "är borttagen och gäller inte längre."} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page of a removed text lacks %q", want)
		}
	}
}

// TestMarkedBoxes checks that the title of a box that is new, gone or elsewhere is marked
// as its words are, and that of one which is kept is not.
func TestMarkedBoxes(t *testing.T) {
	const box, words, more = "::: viktigt Fara\nRing 112.\n:::\n\n", "Första stycket handlar om resan.\n\n", "Här står mer.\n\n"
	const (
		title   = `<span class="box__kind">Viktigt</span> Fara`
		added   = `<ins><span class="visually-hidden"> tillagt: </span>` + title + `<span class="visually-hidden"> slut tillagt </span></ins></p>`
		deleted = `<del><span class="visually-hidden"> borttaget: </span>` + title + `<span class="visually-hidden"> slut borttaget </span></del></p>`
		kept    = `">` + title + `</p>`
	)
	for _, c := range []struct {
		before, after        string
		added, deleted, kept int
	}{
		{words + box, words, 0, 1, 0},
		{words, words + box, 1, 0, 0},
		{box + words + more, words + more + box, 1, 1, 0},
		{box + words, box + words + more, 0, 0, 1},
		{words, words + "## Nytt\n\n" + box, 1, 0, 0},
		{words + "## Gammalt\n\n" + box, words, 0, 1, 0},
		{words, words + ":::: faktaruta Yttre\n" + box + "::::\n\n", 1, 0, 0},
	} {
		before, after := siteOf(map[string]string{"a.md": c.before}), siteOf(map[string]string{"a.md": c.after})
		r := New(after, realLayouts(t), Options{Changes: &versions.Comparison{Revision: revision.Compare(before, after)}})
		body := string(r.changedView(r.options.Changes.Texts[0]).(changedView).Body)
		for want, n := range map[string]int{added: c.added, deleted: c.deleted, kept: c.kept} {
			if got := strings.Count(body, want); got != n {
				t.Errorf("%q → %q: %d times, not %d: %s\n%s", c.before, c.after, got, n, want, body)
			}
		}
	}
}

// TestMoved checks that a section that has moved, and nothing else, is listed as moved, and
// that its words are nowhere marked as added.
func TestMoved(t *testing.T) {
	const (
		a   = "## A\n\nFörsta avsnittet handlar om resan.\n\n"
		b   = "## B\n\nAndra avsnittet handlar om 5 mg.\n\n::: viktigt Fara\nRing.\n:::\n\n"
		c   = "## C\n\nTredje avsnittet handlar om hemmet.\n\n"
		sub = "### D\n\nGe två droppar.\n\n"
		box = "::: faktaruta\nVila.\n:::\n\n"
	)
	for _, e := range []struct{ name, before, after, want string }{
		{"down", a + b + c, a + c + b, "Avsnittet B"},
		{"up", a + b + c, c + a + b, "Avsnittet C"},
		{"elsewhere", a + sub + b + c, a + b + sub + c, "Avsnittet D"},
		{"into another", a + b + c, a + strings.Replace(b, "##", "###", 1) + c, "Avsnittet B"},
		{"out of one that is gone", a + sub + b, b + sub, "Avsnittet D"},
		{"with what is in it", a + b + sub + c, b + sub + c + a, "Avsnittet A"},
		{"a box", a + box + c, a + c + box, "En ruta i avsnittet C"},
		{"none", a + b, a + b + c, ""},
	} {
		before, after := siteOf(map[string]string{"a.md": e.before}), siteOf(map[string]string{"a.md": e.after})
		r := New(after, realLayouts(t), Options{Changes: &versions.Comparison{Revision: revision.Compare(before, after)}})
		var got []string
		for _, item := range r.changesView().(changesView).Moved {
			got = append(got, item.What+" "+item.Section.Title)
		}
		if strings.Join(got, "; ") != e.want {
			t.Errorf("%s: moved: %q, want %q", e.name, got, e.want)
		}
		if !strings.HasPrefix(e.want, "Avsnittet") {
			continue
		}
		title := strings.TrimPrefix(e.want, "Avsnittet ")
		for _, url := range []string{r.options.Changes.URL(r.options.Changes.Texts[0]), revision.ChangesURL} {
			var page strings.Builder
			if err := r.Render(&page, url); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(page.String(), "tillagt: </span>"+title) {
				t.Errorf("%s: %s marks %s as added", e.name, url, title)
			}
			if url == revision.ChangesURL && !strings.Contains(page.String(), ">"+title+"</a> i a.md") {
				t.Errorf("%s: the list does not name %s", e.name, title)
			}
		}
	}
}
