package page

import (
	"strings"
	"testing"
)

// TestCollating checks that the page and the link to it are in the local preview only.
func TestCollating(t *testing.T) {
	for _, shown := range []bool{false, true} {
		r := New(sampleTexts(t), realLayouts(t), Options{Collating: shown})
		if r.Has(CollatingURL) != shown || strings.Contains(pageText(t, r, ReviewURL), CollatingURL) != shown {
			t.Errorf("%v: there is a page or a link to it: %v", shown, !shown)
		}
	}
}
