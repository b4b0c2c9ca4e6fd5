// Package ledger knows what becomes of every address of the old site: what the texts say that they
// replace, and what the project says of the others in a table, the inventory. [Fold] makes all ways of
// writing an address one, and [Ledger] has an [Entry] for each.
package ledger

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/problem"
)

// A Key is the same for all ways of writing an address.
type Key struct {
	Host  string // without www and the usual port; empty for an address without a host
	Path  string // decoded, in small letters, without the final slash and index.html: "/adhd"; empty for a front page
	Query string // what decides the page, sorted: "section=3174"; mostly empty
}

// String returns the key as an address without scheme.
func (k Key) String() string {
	s := k.Host + k.Path
	if k.Query != "" {
		s += "?" + k.Query
	}
	return s
}

// Page returns the key of the page that an address is on, without what is asked of it.
func (k Key) Page() Key { return Key{Host: k.Host, Path: k.Path} }

// Section returns the part of a page that the address asks for by its number; empty for none, or when
// it asks for something else too.
func (k Key) Section() string {
	value, found := strings.CutPrefix(k.Query, "section=")
	if !found || strings.Contains(value, "&") {
		return ""
	}
	return value
}

// tracking are parameters that say where a visitor comes from and never decide what is shown. So are
// all that begin with utm_.
var tracking = []string{"_ga", "_gl", "dclid", "fbclid", "gad_source", "gbraid", "gclid", "mc_cid", "mc_eid", "msclkid", "wbraid"}

// Fold returns the key of an address, whole or from the first slash on, and reports whether it is
// one that a web server can be asked for. These differences do not count: http and https, www, the usual port, capitals
// in host and path, percent-encoding or letters, whether å is one character or two (NFC, NFD), doubled slashes,
// a slash or index.html at the end, the order of parameters, those for tracking, and the fragment.
func Fold(address string) (Key, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Opaque != "" || u.User != nil {
		return Key{}, false
	}
	switch u.Scheme {
	case "http", "https":
		if u.Hostname() == "" {
			return Key{}, false
		}
	case "":
		if u.Host != "" || !strings.HasPrefix(u.Path, "/") {
			return Key{}, false
		}
	default:
		return Key{}, false
	}
	if unusable(u.Host) || unusable(u.Path) || unusable(unescaped(u.RawQuery)) {
		return Key{}, false
	}
	return Key{Host: host(u), Path: foldPath(u.Path), Query: foldQuery(u.RawQuery)}, true
}

// unusable reports whether decoding has given something that no address has.
func unusable(part string) bool {
	return !utf8.ValidString(part) || strings.ContainsFunc(part, problem.Unseen)
}

func host(u *url.URL) string {
	name := strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), ".")
	port := u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return name
	}
	return name + ":" + port
}

func foldPath(decoded string) string {
	p := "/" + strings.TrimLeft(path.Clean("/"+strings.ToLower(norm.NFC.String(decoded))), "/")
	for strings.HasSuffix(p, "/index.html") {
		p = strings.TrimSuffix(p, "/index.html")
	}
	return strings.TrimSuffix(p, "/")
}

// foldQuery sorts what decides the page. Of a parameter that is there twice the first counts, as in
// web servers. A section without a number is none.
func foldQuery(raw string) string {
	values := map[string]string{}
	var names []string
	for part := range strings.SplitSeq(raw, "&") {
		name, value, _ := strings.Cut(part, "=")
		name, value = strings.ToLower(unescaped(name)), unescaped(value)
		_, again := values[name]
		if name == "" || again || strings.HasPrefix(name, "utm_") || slices.Contains(tracking, name) ||
			name == "section" && value == "" {
			continue
		}
		values[name] = value
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		names[i] = name + "=" + url.QueryEscape(norm.NFC.String(values[name]))
		if name == "section" {
			names[i] = name + "=" + strings.ToLower(url.QueryEscape(values[name]))
		}
	}
	return strings.Join(names, "&")
}

func unescaped(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}
