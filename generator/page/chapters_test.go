package page

import (
	"slices"
	"testing"

	"provtryck/generator/site"
)

// TestChapterKinds checks that a chapter that programmes have in common is listed once, and where it
// comes in each of them.
func TestChapterKinds(t *testing.T) {
	const folder = site.ProgrammesFolder
	s := siteOf(map[string]string{
		folder + "/a/index.md": "A.", folder + "/a/01-om/index.md": "A.", folder + "/a/02-utredning/index.md": "A.", folder + "/a/03-uppfoljning/index.md": "A.",
		folder + "/b/index.md": "B.", folder + "/b/01-om/index.md": "B.", folder + "/b/02-stod/index.md": "B.", folder + "/b/03-utredning/index.md": "B.",
		folder + "/b/03-utredning/prov.md": "B.", folder + "/c/index.md": "C.",
	})
	r := New(s, realLayouts(t), Options{})
	want := []struct {
		url   string
		count int
	}{{"/kapitel/om/", 2}, {"/kapitel/stod/", 1}, {"/kapitel/utredning/", 2}, {"/kapitel/uppfoljning/", 1}}
	if len(r.chapters) != len(want) {
		t.Fatalf("%d chapters, want %d", len(r.chapters), len(want))
	}
	for i, k := range r.chapters {
		if k.URL != want[i].url || len(k.chapters) != want[i].count || !r.Has(k.URL) {
			t.Errorf("%d: %s of %d programmes, want %v", i, k.URL, len(k.chapters), want[i])
		}
	}
	page := s.ByURL(site.Programmes.URL + "b/utredning/prov/")
	if l := r.everywhere(page); l == nil || l.URL != "/kapitel/utredning/" {
		t.Errorf("the page leads to %v", l)
	}
	for _, alone := range []string{site.Programmes.URL + "b/stod/", site.Programmes.URL + "c/", site.Programmes.URL + "b/"} {
		if l := r.everywhere(s.ByURL(alone)); l != nil {
			t.Errorf("%s leads to %v", alone, l)
		}
	}
	cards := r.chapterView(r.chapters[2]).(chapterView).Cards
	if titles := []string{cards[0].Title, cards[1].Title}; !slices.Equal(titles, []string{folder + "/a/index.md", folder + "/b/index.md"}) || len(cards[1].Pages) != 1 {
		t.Errorf("the cards are %q, with %d pages", titles, len(cards[1].Pages))
	}
}
