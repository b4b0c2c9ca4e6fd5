package problem

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// TestCodeQuality checks what GitLab demands of a Code Quality report (its documentation, "Code Quality report
// format"): one JSON array without a byte order mark, in which every problem has a description, the name of
// the check, a fingerprint of its own, one of five severities, a relative path and a line.
func TestCodeQuality(t *testing.T) {
	for name, l := range map[string]List{"nothing": nil, "sample": sample(), "hostile": hostileList()} {
		var b bytes.Buffer
		if err := CodeQuality(&b, l); err != nil {
			t.Fatal(err)
		}
		if b.Bytes()[0] != '[' {
			t.Errorf("%s begins with %q", name, b.Bytes()[:3])
		}
		var read []quality
		d := json.NewDecoder(&b)
		d.DisallowUnknownFields()
		if err := d.Decode(&read); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sorted := l.Sorted()
		if len(read) != len(sorted) {
			t.Fatalf("%s: %d of %d problems", name, len(read), len(sorted))
		}
		seen := map[string]bool{}
		for i, q := range read {
			if seen[q.Fingerprint] || !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(q.Fingerprint) {
				t.Errorf("%s: the fingerprint %q of problem %d", name, q.Fingerprint, i)
			}
			seen[q.Fingerprint] = true
			if !strings.Contains(" info minor major critical blocker ", " "+q.Severity+" ") || q.Check != sorted[i].Rule.ID ||
				q.Location.Path != strings.ToValidUTF8(sorted[i].Pos.File, "\ufffd\ufffd") || q.Location.Lines.Begin != max(1, sorted[i].Pos.Line) {
				t.Errorf("%s: problem %d is %+v", name, i, q)
			}
			if strings.ContainsAny(q.Description, "\n\x00\x1b\u202e") {
				t.Errorf("%s: the description %q", name, q.Description)
			}
		}
	}
}

// TestFingerprints checks that a fingerprint stays when lines are added above, and differs by file, rule,
// message and how many there are before it.
func TestFingerprints(t *testing.T) {
	of := func(problems ...Problem) []string {
		var b bytes.Buffer
		if err := CodeQuality(&b, problems); err != nil {
			t.Fatal(err)
		}
		var read []quality
		if err := json.Unmarshal(b.Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		var sums []string
		for _, q := range read {
			sums = append(sums, q.Fingerprint)
		}
		return sums
	}
	p := Problem{Rule: ruleA, Severity: Error, Pos: Pos{"a.md", 2, 1}, Message: "samma som på rad 1"}
	base := of(p)[0]
	down := p
	down.Pos.Line, down.Message, down.Hint = 7, "samma som på rad 6", "gör så"
	if of(down)[0] != base {
		t.Error("a problem that has moved has another fingerprint")
	}
	file, rule, message := p, p, p
	file.Pos.File, rule.Rule, message.Message = "b.md", ruleB, "annat"
	for i, sum := range []string{of(file)[0], of(rule)[0], of(message)[0], of(p, down)[1]} {
		if sum == base {
			t.Errorf("what differs in way %d has the same fingerprint", i)
		}
	}
}
