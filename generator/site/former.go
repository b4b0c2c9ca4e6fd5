package site

import (
	"cmp"
	"net/url"
)

// OldPath returns the path of an address on the old site, as a browser requests it:
// "/%C3%A5ngest/" for "https://www.vardochinsats.se/ångest/#stod". It has the query
// ("/sok/?q=adhd"), but no fragment, which never reaches a server. An address on
// another site has no such path.
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
