package hosting

import (
	"fmt"
	"net/http"
	"path"
	"path/filepath"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// FormerRedirects lead from the paths of the texts' predecessors on the old site, and from those
// that the texts have had here, to the texts, in reading order: of two texts that replace the same, the first gets
// the redirect, and the rule ersatter-dubbel reports the other. Dir is the content
// folder, for messages.
//
// They are temporary (302). Browsers never forget a permanent redirect, and a
// preview's texts may get new addresses before they are published.
func FormerRedirects(s *site.Site, dir string) []Redirect {
	var redirects []Redirect
	for _, a := range s.Articles {
		if a.Copy {
			continue
		}
		add := func(from string, former field.Text, over bool) {
			source := fmt.Sprintf("%s:%d", path.Join(filepath.ToSlash(dir), a.Doc.Name), former.Pos.Line)
			redirects = append(redirects, Redirect{From: from, To: a.URL, Status: http.StatusFound, Over: over, Source: source})
		}
		for _, former := range a.Doc.Front.FormerURLs {
			if from, found := site.OldPath(former.Text); found {
				add(from, former, false)
			}
		}
		for _, former := range a.Doc.Front.FormerPaths {
			closed := strings.TrimSuffix(former.Text, "/") + "/" // as hosts take it
			if s.ByURL(closed) == nil && site.OfTexts(closed) {  // else a text is there, as when one has moved back
				add(former.Text, former, true)
			}
		}
	}
	return redirects
}

// MovedRedirects lead from the earlier addresses of texts to the current ones, and
// from those of removed texts to where they can still be read. An address that
// another text has now needs no redirect. Without a comparison there are none.
func MovedRedirects(c *versions.Comparison) []Redirect {
	if c == nil {
		return nil
	}
	var redirects []Redirect
	for _, t := range c.Texts {
		if t.Kind == revision.New || c.After.ByURL(t.Before.URL) != nil {
			continue // a text is there
		}
		to := c.URL(t)
		if t.After != nil {
			to = t.After.URL
		}
		r := Redirect{From: t.Before.URL, To: to, Status: http.StatusFound, Source: t.Before.Doc.Name}
		redirects = append(redirects, r)
	}
	return redirects
}
