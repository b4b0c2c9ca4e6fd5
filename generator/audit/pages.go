package audit

import (
	"bytes"
	"fmt"
	"strings"

	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// Pages looks at every page of a site. Its problems are those of the text of the page,
// or of a page without a text.
func Pages(s *site.Site, pages *page.Renderer) (problem.List, error) {
	var found problem.List
	var buffer bytes.Buffer
	for _, url := range pages.URLs() {
		if !strings.HasSuffix(url, "/") {
			continue // a file that is no page
		}
		buffer.Reset()
		if err := pages.Render(&buffer, url); err != nil {
			return nil, err
		}
		faults, err := Page(&buffer)
		if err != nil {
			return nil, fmt.Errorf("sidan %s: %w", url, err)
		}
		pos := problem.Pos{File: "sidan" + strings.TrimSuffix(url, "/")}
		if a := s.ByURL(url); a != nil {
			pos.File = a.Doc.Name
		}
		for _, f := range faults {
			found.Add(f.Rule, pos, f.Message,
				"berätta för den som sköter Provtryck om texten inte är orsaken: sidan "+url)
		}
	}
	return found, nil
}
