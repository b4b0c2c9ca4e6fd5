package problem

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
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
	count := map[junitCase]int{}
	for _, p := range r.Problems.Sorted() {
		c := junitCase{Name: inXML(fmt.Sprintf("%s [%s]", p.sameness().message, p.Rule.ID)), Class: inXML(p.Pos.File)}
		count[c]++
		if n := count[c]; n > 1 {
			c.Name += fmt.Sprintf(" (%d)", n)
		}
		text := inXML(p.String())
		if p.Hint != "" {
			text += "\n" + inXML(p.Hint)
		}
		c.Failure = &junitFailure{p.Severity.Code(), inXML(p.Message), text}
		cases[p.Pos.File] = append(cases[p.Pos.File], c)
	}
	files := slices.Clone(r.Files)
	for file := range cases {
		files = append(files, file)
	}
	slices.Sort(files)
	all := junitSuites{Name: "Provtryck"}
	for _, file := range slices.Compact(files) {
		s := junitSuite{Name: inXML(file), File: inXML(file), Cases: cases[file]}
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

// inXML returns a text without what XML cannot have: characters that are not seen are replaced by their
// codes, and so are those that are no characters.
func inXML(s string) string {
	return strings.NewReplacer("\ufffe", "<U+FFFE>", "\uffff", "<U+FFFF>").Replace(Visible(s))
}
