package revision

import (
	"maps"
	"slices"
	"testing"
)

// TestLongestForm checks that no word of the lists is longer than what is looked up.
func TestLongestForm(t *testing.T) {
	for _, w := range slices.Concat(slices.Collect(maps.Keys(lexicon.endings)), slices.Collect(maps.Keys(lexicon.numbers)),
		slices.Collect(maps.Keys(exclusions.begin))) {
		if len(w) > longestForm {
			t.Errorf("%q has %d bytes", w, len(w))
		}
	}
}
