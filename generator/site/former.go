package site

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"provtryck/generator/spelling"
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

// maxFormer is how many former addresses of a text have pages; the latest are first.
const maxFormer = 20

// FormerAddresses returns the texts by the addresses that they have had here, those of the form that
// texts have, without those where a text is now. Of two texts the first in reading order has an address.
func (s *Site) FormerAddresses() map[string]*Article {
	former := map[string]*Article{}
	for _, a := range s.Articles {
		if a.Copy {
			continue
		}
		for _, t := range a.Doc.Front.FormerPaths[:min(len(a.Doc.Front.FormerPaths), maxFormer)] {
			if s.ByURL(t.Text) == nil && former[t.Text] == nil && OfTexts(t.Text) && len(t.Text) <= longestFormer {
				former[t.Text] = a
			}
		}
	}
	return former
}

// longestFormer is how long a former address can be that has a page: some systems know no longer paths.
const longestFormer = 200

// OfTexts reports whether an address has the form of those of texts here: parts that [Address] makes.
func OfTexts(address string) bool {
	inner, found := strings.CutPrefix(address, "/")
	if inner, closed := strings.CutSuffix(inner, "/"); found && closed {
		return !slices.ContainsFunc(strings.Split(inner, "/"), func(part string) bool {
			return part == "" || part != spelling.Slug(part) || reserved(part)
		})
	}
	return false
}
