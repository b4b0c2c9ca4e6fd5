package site

import "testing"

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
