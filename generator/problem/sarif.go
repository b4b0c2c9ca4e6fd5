package problem

import (
	"cmp"
	"io"
	"net/url"
	"slices"
)

// The parts of SARIF 2.1.0 (OASIS) that are used. Names of fields are those of
// the standard.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		Language   string        `json:"language"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string            `json:"id"`
		Short         sarifText         `json:"shortDescription"`
		Configuration map[string]string `json:"defaultConfiguration"`
		Properties    map[string]string `json:"properties"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		Rule      string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn,omitempty"`
	}
)

var sarifLevels = map[Severity]string{Error: "error", Warning: "warning", Tip: "note"}

// SARIF writes the problems in the Static Analysis Results Interchange Format.
func SARIF(w io.Writer, l List) error {
	run := sarifRun{
		Tool:     sarifTool{sarifDriver{Name: "Provtryck", Rules: []sarifRule{}}},
		Language: "sv-SE", ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	var rules []*Rule
	for _, p := range l.Sorted() {
		if !slices.Contains(rules, p.Rule) {
			rules = append(rules, p.Rule)
		}
		message := p.Message
		if p.Hint != "" {
			message += ". " + p.Hint
		}
		at := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: p.Pos.File}).String()}}
		if p.Pos.Line > 0 {
			at.Region = &sarifRegion{p.Pos.Line, p.Pos.Column}
		}
		run.Results = append(run.Results,
			sarifResult{p.Rule.ID, sarifLevels[p.Severity], sarifText{message}, []sarifLocation{{at}}})
	}
	slices.SortFunc(rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules,
			sarifRule{r.ID, sarifText{r.Demand},
				map[string]string{"level": sarifLevels[r.Severity]}, map[string]string{"family": string(r.Family)}})
	}
	const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	return encode(w, sarifLog{schema, "2.1.0", []sarifRun{run}})
}
