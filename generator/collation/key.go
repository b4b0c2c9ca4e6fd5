package collation

import (
	"net/url"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// cosmetic makes one of what readers do not tell apart.
var cosmetic = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "", "\u200c", "", "\u200d", "",
	"\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "”", `"`, "“", `"`, "„", `"`, "»", `"`, "«", `"`,
	"’", "'", "‘", "'", "‚", "'", "\u2011", "-")

// keyOf returns words without what is only cosmetic.
func keyOf(words string) string {
	return strings.Join(strings.Fields(cosmetic.Replace(norm.NFC.String(words))), " ")
}

// addressOf returns an address whole, as it is compared: what is written in different ways and leads
// to the same place is the same.
func addressOf(href, base string) string {
	href = strings.TrimSpace(href)
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Host != "" {
		u.Host = strings.TrimSuffix(u.Host, map[string]string{"https": ":443", "http": ":80"}[u.Scheme])
		if u.Path == "" {
			u.Path = "/"
		}
	}
	u.RawPath, u.RawFragment = "", ""
	return norm.NFC.String(u.String())
}

// sameAddress reports whether two addresses are of the same page, with a slash at the end or not.
func sameAddress(a, b string) bool {
	page := func(address string) string {
		address, _, _ = strings.Cut(addressOf(address, ""), "#")
		return strings.TrimSuffix(address, "/")
	}
	return page(a) == page(b)
}
