package problem

import "testing"

func TestDraft(t *testing.T) {
	var l List
	l.Add(&Rule{ID: "rubrik-saknas", Severity: Error, Draft: Warning}, Pos{}, "", "")
	l.Add(&Rule{ID: "lang-mening", Severity: Tip, Draft: Silent}, Pos{}, "", "")
	l.Add(&Rule{ID: "html", Severity: Error}, Pos{}, "", "")
	if l[0].Severity != Error || l[1].Severity != Tip || l[2].Severity != Error {
		t.Errorf("in a final text: %v", l)
	}
	d := l.Draft()
	if len(d) != 2 || d[0].Severity != Warning || d[1].Severity != Error || l[0].Severity != Error {
		t.Errorf("in a draft: %v", d)
	}
}
