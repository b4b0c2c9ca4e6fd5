package problem

import (
	"regexp"
	"slices"
	"testing"
)

// TestRules holds that every rule says what an editor needs to know of it.
func TestRules(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		switch {
		case !form.MatchString(r.ID) || seen[r.ID]:
			t.Errorf("the id %q is ill-formed or used twice", r.ID)
		case r.Severity < Tip || r.Severity > Error || r.Draft > r.Severity:
			t.Errorf("%s: severity %d, %d in drafts", r.ID, r.Severity, r.Draft)
		case r.Demand == "" || r.Demand[len(r.Demand)-1] != '.' || r.Bad == "" || r.Good == "" || r.Bad == r.Good:
			t.Errorf("%s lacks a demand or examples", r.ID)
		case !slices.Contains(Families, r.Family):
			t.Errorf("%s is in the family %q, which is not listed", r.ID, r.Family)
		}
		seen[r.ID] = true
	}
}

func TestDraft(t *testing.T) {
	var l List
	l.Add("lang-mening", Pos{}, "", "")
	l.Add("rubrik-saknas", Pos{}, "", "")
	l.Add("html", Pos{}, "", "")
	if l[0].Severity != Tip || l[1].Severity != Error || l[2].Severity != Error {
		t.Errorf("in a final text: %v", l)
	}
	d := l.Draft()
	if len(d) != 2 || d[0].Severity != Warning || d[1].Severity != Error || l[1].Severity != Error {
		t.Errorf("in a draft: %v", d)
	}
}
