package site

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

func TestOldPath(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.vardochinsats.se/adhd/":            "/adhd/",
		"http://vardochinsats.se/adhd":                  "/adhd",
		"https://vardochinsats.se":                      "/",
		"https://vardochinsats.se/ångest/#stod":         "/%C3%A5ngest/",
		"https://vardochinsats.se/a%2Fb/":               "/a%2Fb/",
		"https://vardochinsats.se/?id=3":                "/?id=3",
		"https://namn@vardochinsats.se:8080/a/":         "/a/",
		"https://vardochinsats.se//ond.example/":        "//ond.example/",
		"https://www.socialstyrelsen.se/adhd/":          "",
		"https://vardochinsats.se.ond.example/":         "",
		"https://ond.example/https://vardochinsats.se/": "",
		"javascript://vardochinsats.se/%0Aalert(1)":     "",
		"vardochinsats.se/adhd":                         "",
		"https://vardochinsats.se/a\nb":                 "",
		"":                                              "",
	} {
		if got, found := OldPath(address); got != want || found != (want != "") {
			t.Errorf("%q: %q, %v, want %q", address, got, found, want)
		}
	}
}

// TestFormerAddresses checks which former addresses a page can lead on from: none that another text has, or
// that no file can have.
func TestFormerAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"/kliniska-kunskapsstod/fore/":        true,
		"/fore/":                              true,
		"/vard-och-insatsprogram/adhd/x/y/z/": true,
		"/kliniska-kunskapsstod/b/":           false, // a text is there
		"/kliniska-kunskapsstod/fore":         false,
		"kliniska-kunskapsstod/fore/":         false,
		"/":                                   false,
		"//ond.example/":                      false,
		"/../fore/":                           false,
		"/a/./b/":                             false,
		"/con/":                               false,
		"/Fore/":                              false,
		"/ångest/":                            false,
		"/fore.html/":                         false,
		"/a%2Fb/":                             false,
		"/" + strings.Repeat("a", 300) + "/":  false,
		"/" + strings.Repeat("a/", 150):       false,
		"javascript:alert(1)/":                false,
		"https://www.vardochinsats.se/fore/":  false,
	} {
		s := makeSite(t, []txtar.File{
			{Name: "kliniska-kunskapsstod/a.md", Data: []byte("---\ntitel: A\ntidigare: ['" + address + "']\n---\n\nText.\n")},
			{Name: "kliniska-kunskapsstod/b.md", Data: []byte("---\ntitel: B\ntidigare: ['" + address + "']\n---\n\nText.\n")},
		})
		got := s.FormerAddresses()[address]
		if (got != nil) != want || want && got.Doc.Name != "kliniska-kunskapsstod/a.md" {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
}
