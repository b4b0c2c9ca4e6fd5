package preview

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hosts returns the names of the server, the one to show first.
func hosts(port int, others []string) []string {
	var list []string
	for _, name := range append([]string{"localhost", "127.0.0.1", "[::1]"}, others...) {
		if strings.Contains(name, ":") && name[0] != '[' {
			name = "[" + name + "]"
		}
		list = append(list, name+":"+strconv.Itoa(port))
		if port == 80 {
			list = append(list, name) // browsers leave out the usual port
		}
	}
	return list
}

// guard returns the status that a request deserves: 200 if it may be answered.
//
// Any page on the web can make the browser send requests here, and any domain
// can be made to point here. Such requests are known by their Host, Origin or
// Sec-Fetch headers, which a page cannot set.
func guard(r *http.Request, hosts []string) int {
	if status := checkHost(r.Host, hosts); status != http.StatusOK {
		return status
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return http.StatusMethodNotAllowed
	}
	if !sameOrigin(r.Header, r.Host) {
		return http.StatusForbidden
	}
	return checkTarget(r)
}

// checkHost lets through only the server's own names, whatever other names
// lead to it (DNS rebinding).
func checkHost(host string, hosts []string) int {
	if slices.Contains(hosts, strings.ToLower(host)) {
		return http.StatusOK
	}
	u, err := url.Parse("http://" + host + "/")
	if host == "" || err != nil || u.Host != host || strings.ContainsFunc(host, odd) {
		return http.StatusBadRequest
	}
	return http.StatusForbidden
}

// sameOrigin reports whether the request comes from one of our own pages, or
// from the reader: an address that was typed in, or a link that was followed.
func sameOrigin(h http.Header, host string) bool {
	for _, origin := range h.Values("Origin") {
		if !strings.EqualFold(origin, "http://"+host) {
			return false
		}
	}
	for _, site := range h.Values("Sec-Fetch-Site") {
		// "same-site" is other ports of this machine: another program.
		if site != "same-origin" && site != "none" && !topLevel(h) {
			return false
		}
	}
	return true
}

// topLevel reports whether the answer becomes a page of its own, which the
// page that led here cannot see into.
func topLevel(h http.Header) bool {
	return slices.Equal(h.Values("Sec-Fetch-Mode"), []string{"navigate"}) &&
		slices.Equal(h.Values("Sec-Fetch-Dest"), []string{"document"})
}

// checkTarget refuses addresses that no page has and that have led out of the
// folders of other servers. This one serves no folder; with the check, that need
// not be proved again for every change.
func checkTarget(r *http.Request) int {
	if !strings.HasPrefix(r.RequestURI, "/") || strings.Contains(r.RequestURI, "#") {
		return http.StatusBadRequest // a proxy's "http://…", "*" or a fragment
	}
	if r.ContentLength != 0 || r.Header.Get("Content-Length") != "" {
		return http.StatusBadRequest // a reader has nothing to send
	}
	escaped, path := strings.ToLower(r.URL.EscapedPath()), r.URL.Path
	switch {
	case !utf8.ValidString(path) || strings.ContainsFunc(path, odd),
		strings.Contains(escaped, "%2f") || strings.Contains(path, `\`),
		!strings.HasPrefix(path, "/") || strings.Contains(path, "//"):
		return http.StatusBadRequest
	case strings.ContainsAny(path, ";:%"): // parameters, streams, twice encoded
		return http.StatusNotFound
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "." || part == ".." {
			return http.StatusBadRequest
		}
	}
	return http.StatusOK
}

// odd reports whether a character belongs in no address or host.
func odd(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
