package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

func siteOf(t *testing.T, names ...string) *Site {
	t.Helper()
	src := project(t)
	for _, name := range names {
		src.Documents = append(src.Documents,
			document.Parse(name, []byte("---\ntitel: A\n---\n\n## A\n\nSe [b](saknas.md) och [c](#saknas).\n"), document.Options{Taxonomy: src.Taxonomy}))
	}
	return New(src)
}

func addresses(s *Site) []string {
	var urls []string
	for _, a := range s.Articles {
		urls = append(urls, a.Doc.Name+" "+a.URL)
	}
	return urls
}

// TestMadeUpPages checks that front pages that are missing get the same
// addresses every time, and that two with the same are reported.
func TestMadeUpPages(t *testing.T) {
	names := []string{
		ProgrammesFolder + "/01-adhd/01-a/x.md", ProgrammesFolder + "/02-adhd/01-a/x.md", ProgrammesFolder + "/03-adhd/01-a/x.md",
	}
	first := siteOf(t, names...)
	if !slices.ContainsFunc(first.Problems, func(p problem.Problem) bool {
		return p.Rule.ID == "adress-dubbel" && strings.HasSuffix(p.Pos.File, "index.md")
	}) {
		t.Errorf("two front pages with one address are not reported: %v", first.Problems)
	}
	for range 20 {
		if got := addresses(siteOf(t, names...)); !slices.Equal(got, addresses(first)) {
			t.Fatalf("got %v, and before %v", got, addresses(first))
		}
	}
}

// TestProductAddress checks that no text takes the address of a product's page.
func TestProductAddress(t *testing.T) {
	s := siteOf(t, GuidanceFolder+"/index.md", GuidanceFolder+"/a.md")
	for _, a := range s.Articles {
		if productURL(a.URL) {
			t.Errorf("%s has the address %s", a.Doc.Name, a.URL)
		}
	}
}

// TestManyBrokenLinks checks that each wrong link has a hint, however many there
// are to the same thing.
func TestManyBrokenLinks(t *testing.T) {
	var names []string
	for i := range 300 {
		names = append(names, fmt.Sprintf("%s/text-%d.md", GuidanceFolder, i))
	}
	s := siteOf(t, names...)
	files, anchors := 0, 0
	for _, p := range s.Problems {
		switch {
		case p.Hint == "":
			t.Fatalf("%v has no hint", p)
		case p.Rule.ID == "lank-trasig":
			files++
		case p.Rule.ID == "ankare-saknas":
			anchors++
		}
	}
	if files != 300 || anchors != 300 {
		t.Errorf("%d broken links and %d broken anchors", files, anchors)
	}
}

// TestFileName checks that a new text gets a name where its blueprint belongs, and
// that every blueprint belongs somewhere.
func TestFileName(t *testing.T) {
	for _, c := range []struct{ blueprint, given, want string }{
		{"program", ProgrammesFolder + "/adhd", ProgrammesFolder + "/adhd/index.md"},
		{"program", ProgrammesFolder + "/adhd/index.md", ProgrammesFolder + "/adhd/index.md"},
		{"program", ProgrammesFolder + "/adhd/stod", ""},
		{"program", "", ""},
		{"kapitel", ProgrammesFolder + "/adhd/stod.md", ProgrammesFolder + "/adhd/stod/index.md"},
		{"kapitel", ProgrammesFolder + "/adhd", ""},
		{"insats", ProgrammesFolder + "/adhd/a", ProgrammesFolder + "/adhd/a.md"},
		{"insats", ProgrammesFolder + "/adhd/stod/index.md", ""},
		{"insats", ProgrammesFolder + "/adhd/stod/djupt/a.md", ""},
		{"insats", ProgrammesFolder + "/adhd/.md", ""},
		{"bakgrund", GuidanceFolder + "/a.md", ""},
		{"kunskapsstod", GuidanceFolder + "/a", GuidanceFolder + "/a.md"},
		{"kunskapsstod", GuidanceFolder + "/index.md", ""},
		{"kunskapsstod", "a.md", ""},
	} {
		got, err := FileName(c.blueprint, c.given)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s at %s: %q, %v", c.blueprint, c.given, got, err)
		}
	}
	for _, id := range BlueprintIDs {
		if homes[id].has == nil {
			t.Errorf("%s belongs nowhere", id)
		}
	}
}

func TestPictureName(t *testing.T) {
	for name, want := range map[string]bool{
		"bilder/stegvis-vard.svg": true, "vard-och-insatsprogram/adhd/bild.png": true, "a.png": true,
		"bilder/A.png": false, "bilder/å.png": false, "bilder/två ord.png": false, "bilder/con.png": false, "bilder/com1.svg": false,
		"assets/icon.svg": false, "granskning/x.png": false, "bilder/.dold.png": false, "../a.png": false, "bilder/a.": false,
	} {
		if PictureName(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
