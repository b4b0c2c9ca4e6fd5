package site

import (
	"cmp"
	"net/url"
)

// OldPath is the path of an address on the old site, as it stands in the
// address: "/%C3%A5ngest/" of "https://www.vardochinsats.se/ångest/#stod". What
// is asked for comes with it ("/sok/?q=adhd"), a place on the page does not: it
// never reaches a server. An address of another site has no such path.
func OldPath(address string) (path string, found bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !atOldHost(address) {
		return "", false
	}
	path = cmp.Or(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path, true
}
