package redirect

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/ledger"
)

// Asks returns what browsers may ask the server of the old site for when they mean one address: paths
// with queries, in the ways that [ledger.Fold] takes for one.
func Asks(k ledger.Key) []string {
	path := encoded(k.Path)
	decomposed := norm.NFD.String(k.Path)
	paths := []string{
		path + "/", path, path + "/index.html", path + "//", "/" + path + "/", strings.ReplaceAll(path, "/", "//") + "/",
		encoded(strings.Map(capital, k.Path)) + "/", encoded(decomposed) + "/", encoded(strings.Map(capital, decomposed)),
		lowerHex(path) + "/", path + "/INDEX.html",
	}
	queries := []string{"", "?utm_source=brev&utm_medium=e-post", "?fbclid=Iw.AR"}
	if k.Query != "" {
		queries = []string{"?" + k.Query, "?utm_source=brev&" + k.Query, "?" + k.Query + "&gclid=1", "?" + strings.Replace(k.Query, "section", "SECTION", 1)}
	}
	var asks []string
	seen := map[string]bool{}
	add := func(ask string) {
		if ask == "" || ask[0] != '/' {
			ask = "/" + ask
		}
		if !seen[ask] {
			asks = append(asks, ask)
		}
		seen[ask] = true
	}
	for _, path := range paths {
		add(path + queries[0])
	}
	for _, query := range queries {
		add(path + "/" + query)
		add(path + query)
	}
	return asks
}

// lowerHex returns an encoded path with small letters in what is percent-encoded.
func lowerHex(path string) string {
	b := []byte(path)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], strings.ToLower(string(b[i+1:i+3])))
		}
	}
	return string(b)
}
