package problem

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
)

// The parts of GitLab's Code Quality report that are used: the subset of Code Climate's format that GitLab
// reads. Names of fields are GitLab's.
type (
	quality struct {
		Description string          `json:"description"`
		Check       string          `json:"check_name"`
		Fingerprint string          `json:"fingerprint"`
		Severity    string          `json:"severity"`
		Location    qualityLocation `json:"location"`
	}
	qualityLocation struct {
		Path  string       `json:"path"`
		Lines qualityLines `json:"lines"`
	}
	qualityLines struct {
		Begin int `json:"begin"`
	}
)

var qualitySeverities = map[Severity]string{Error: "major", Warning: "minor", Tip: "info"}

// CodeQuality writes the problems as a Code Quality report for GitLab. A fingerprint is the same when the
// lines above its problem have changed, and no two are alike: GitLab shows one of each.
func CodeQuality(w io.Writer, l List) error {
	report := []quality{}
	count := map[sameness]int{}
	for _, p := range l.Sorted() {
		description := p.Message
		if p.Hint != "" {
			description += ". " + p.Hint
		}
		same := p.sameness()
		count[same]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %d", same.file, same.rule, same.message, count[same]))
		report = append(report, quality{
			Visible(description), p.Rule.ID, hex.EncodeToString(sum[:]), qualitySeverities[p.Severity],
			qualityLocation{p.Pos.File, qualityLines{max(1, p.Pos.Line)}},
		})
	}
	return encode(w, report)
}
