package revision

import (
	"slices"
	"testing"
)

// TestMatters checks the matters of sentences that replace others whole: numbers that
// change places too, and not those that stay in order.
func TestMatters(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          []Matter
	}{
		{"Ge barn 10 mg och vuxna 20 mg.", "Ge barn 20 mg och vuxna 10 mg.", []Matter{Dose}},
		{"Ge litium före lamotrigin.", "Ge lamotrigin före litium.", []Matter{Drug}},
		{"Från 6 år, senare från 12 år.", "Från 12 år, senare från 6 år.", []Matter{Age}},
		{"Steg 1 är samtal, steg 3 är stöd.", "Steg 3 är samtal, steg 1 är stöd.", []Matter{Number}},
		{"Habiliteringen följer upp.", "Tandvården följer upp.", []Matter{Who}},
		{"Ge 10 mg till barn, och 20 mg till vuxna.", "Till barn ges 10 mg. Till vuxna ges 20 mg.", nil},
		{"Ge inte mer, och vänta aldrig.", "Vänta aldrig, och ge inte mer.", nil},
	} {
		if got := matters(plainLeaf(c.before).tokens, plainLeaf(c.after).tokens); !slices.Equal(got, c.want) {
			t.Errorf("%q → %q concerns %v, want %v", c.before, c.after, got, c.want)
		}
	}
}
