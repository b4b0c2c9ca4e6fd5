package main

import (
	"fmt"
	"maps"
	"net/http"
	"path"
	"path/filepath"
	"slices"

	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// redirectsFile is the file _redirects of an edition: from the addresses of the
// old site to the texts that replace what was there, and the moved ones, such as
// texts that had another address in the version that they are compared with. It
// says which cannot be.
func (p *program) redirectsFile(e edition, moved []output.Redirect) []byte {
	file, refused := output.RedirectsFile(slices.Concat(p.formerRedirects(e.site), moved), e.addresses())
	for _, r := range refused {
		fmt.Fprintf(p.err, "provtryck: %s\n", problem.Visible(r.Error()))
	}
	return file
}

// formerRedirects leads from the path that a text's predecessor had on the old
// site to the text, for all texts in reading order, so that the first of two that
// replace the same holds; the rule ersatter-dubbel reports the other.
//
// They are temporary (302). Browsers never forget a permanent redirect, and a
// preview's texts may get new addresses before they are published.
func (p *program) formerRedirects(s *site.Site) []output.Redirect {
	var redirects []output.Redirect
	for _, a := range s.Articles {
		for _, former := range a.Doc.Front.FormerURLs {
			from, found := site.OldPath(former.Text)
			if !found {
				continue
			}
			source := fmt.Sprintf("%s:%d", path.Join(filepath.ToSlash(p.content), a.Doc.Name), former.Pos.Line)
			redirects = append(redirects, output.Redirect{From: from, To: a.URL, Status: http.StatusFound, Source: source})
		}
	}
	return redirects
}

// addresses are all that the site answers at.
func (e edition) addresses() []string {
	return slices.Concat(e.pages.URLs(), slices.Collect(maps.Keys(e.assets.Files)),
		slices.Collect(maps.Keys(pictureFiles(e.site))), []string{"/_headers", "/_redirects"})
}
