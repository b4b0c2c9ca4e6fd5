package problem

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
)

// The parts of the XML of JUnit that are used. It has no standard; names and order are those that
// Jenkins demands (junit-10.xsd in its plugin xUnit), which Azure DevOps and GitLab read too.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		File     string      `xml:"file,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Failure *junitFailure `xml:"failure"`
	}
	junitFailure struct {
		Kind    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes what a check has found as results of tests: a suite for every file, in which every problem
// is a test that fails. A file without problems is one test that passes. A test keeps its name when the
// lines above its problem change, so that what is new can be told from what is old.
func JUnit(w io.Writer, r Result) error {
	cases := map[string][]junitCase{}
	for _, n := range numbered(r.Problems) {
		name := fmt.Sprintf("%s [%s]", n.alike.message, n.Rule.ID)
		if n.nth > 1 {
			name += fmt.Sprintf(" (%d)", n.nth)
		}
		text := Visible(n.Problem.String())
		if n.Hint != "" {
			text += "\n" + Visible(n.Hint)
		}
		cases[n.Pos.File] = append(cases[n.Pos.File], junitCase{
			Visible(name), Visible(n.Pos.File), &junitFailure{n.Severity.Code(), Visible(n.Message), text},
		})
	}
	files := slices.Clone(r.Files)
	for file := range cases {
		files = append(files, file)
	}
	slices.Sort(files)
	all := junitSuites{Name: "Provtryck"}
	for _, file := range slices.Compact(files) {
		s := junitSuite{Name: Visible(file), File: Visible(file), Cases: cases[file]}
		s.Failures = len(s.Cases)
		if s.Failures == 0 {
			s.Cases = []junitCase{{Name: "inga anmärkningar", Class: s.Name}}
		}
		s.Tests = len(s.Cases)
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Suites = append(all.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
