package ledger

import (
	"net/url"
	"testing"
)

// TestFold checks which ways of writing an address are one.
func TestFold(t *testing.T) {
	for want, addresses := range map[string][]string{
		"vardochinsats.se/exempel/stoed": {
			"https://www.vardochinsats.se/exempel/stoed/", "http://vardochinsats.se/exempel/stoed",
			"HTTPS://WWW.VardOchInsats.se/Exempel/STOED/", "https://vardochinsats.se:443/exempel/stoed/",
			"http://vardochinsats.se:80//exempel///stoed//", "https://vardochinsats.se/exempel/stoed/index.html",
			"https://vardochinsats.se/exempel/stoed/INDEX.html", "https://vardochinsats.se/exempel/./stoed/",
			"https://vardochinsats.se/exempel/%73toed/#del-2", " https://vardochinsats.se./exempel/stoed/ ",
			"https://vardochinsats.se/exempel/stoed/?utm_source=brev&utm_medium=e-post",
			"https://vardochinsats.se/exempel/stoed/?fbclid=IwAR0&section=", "https://vardochinsats.se/exempel/stoed?",
			"https://vardochinsats.se/exempel/annat/../stoed/",
		},
		"vardochinsats.se/ångest": {
			"https://vardochinsats.se/ångest/", "https://vardochinsats.se/%C3%A5ngest/", "https://vardochinsats.se/%c3%a5ngest",
			"https://vardochinsats.se/a\u030angest/", "https://vardochinsats.se/a%CC%8Angest/", "https://vardochinsats.se/%C3%85ngest/",
			"https://vardochinsats.se/A%cc%8angest/",
		},
		"vardochinsats.se/exempel?section=3174": {
			"https://vardochinsats.se/exempel/?section=3174", "https://www.vardochinsats.se/exempel?SECTION=3174",
			"https://vardochinsats.se/exempel/?utm_source=a&section=3174&fbclid=b", "https://vardochinsats.se/exempel/?section=3174#topp",
			"https://vardochinsats.se/exempel/index.html?gclid=1&section=3174", "https://vardochinsats.se/exempel/?section=%33174",
			"https://vardochinsats.se/exempel/?section=3174&section=2",
		},
		"vardochinsats.se/exempel?q=adhd&section=1": {
			"https://vardochinsats.se/exempel/?section=1&q=adhd", "https://vardochinsats.se/exempel/?q=adhd&section=1",
		},
		"vardochinsats.se":               {"https://vardochinsats.se", "http://www.vardochinsats.se/", "https://vardochinsats.se/index.html#x"},
		"vardochinsats.se:8080/a":        {"https://vardochinsats.se:8080/a/"},
		"vardochinsats.se/minindex.html": {"https://vardochinsats.se/minindex.html"},
		"/exempel":                       {"/exempel/", "/EXEMPEL", "/exempel/index.html"},
	} {
		for _, address := range addresses {
			if k, ok := Fold(address); !ok || k.String() != want {
				t.Errorf("%q is %q, %t; want %q", address, k, ok, want)
			}
		}
	}
}

// TestFoldRefuses checks that what no server can be asked for has no key.
func TestFoldRefuses(t *testing.T) {
	for _, address := range []string{
		"", "exempel", "vardochinsats.se/exempel", "mailto:a@example.org", "ftp://vardochinsats.se/", "https:///exempel",
		"https://vardochinsats.se/%zz", "https://vardochinsats.se/%E5ngest/", "https://vardochinsats.se/a%0Ab",
		"https://vardochinsats.se/a%00", "https://vardochinsats.se/?q=%0d", "//vardochinsats.se/a", "https://a:b@vardochinsats.se/",
		"javascript:alert(1)", "https://vardochinsats.se/a%1B[2J",
	} {
		if k, ok := Fold(address); ok {
			t.Errorf("%q has the key %q", address, k)
		}
	}
}

// FuzzFold checks that folding a path again changes nothing.
func FuzzFold(f *testing.F) {
	f.Add("https://www.vardochinsats.se/%C3%A5ngest/?section=1")
	f.Add("/a/index.html/index.html")
	f.Fuzz(func(t *testing.T, address string) {
		k, ok := Fold(address)
		if !ok {
			return
		}
		whole := url.URL{Scheme: "https", Host: "example.org", Path: k.Path, RawQuery: k.Query}
		if again, ok := Fold(whole.String()); !ok || again.Path != k.Path || again.Query != k.Query {
			t.Errorf("%q: %q folds to %q", address, k, again)
		}
	})
}
