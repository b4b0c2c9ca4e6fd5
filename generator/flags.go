package main

import (
	"errors"
	"strings"

	"provtryck/generator/problem"
)

// failOn is the value of --fail-on: the least severity that makes the command
// end with a finding.
type failOn struct {
	word     string
	severity problem.Severity
}

func (f *failOn) String() string { return f.word }
func (f *failOn) Type() string   { return "nivå" }
func (f *failOn) Set(word string) error {
	levels := map[string]problem.Severity{
		"fel": problem.Error, "varning": problem.Warning, "aldrig": problem.Error + 1,
		"error": problem.Error, "warning": problem.Warning, "never": problem.Error + 1,
	}
	severity, known := levels[strings.ToLower(word)]
	if !known {
		return errors.New("ange fel, varning eller aldrig (eller error, warning, never)")
	}
	f.word, f.severity = word, severity
	return nil
}

// verdict is errFindings when the problems reach the level.
func (f *failOn) verdict(l problem.List) error {
	if l.Worst() >= f.severity {
		return errFindings
	}
	return nil
}

// A versionFlag is the value of --base, --head and --since: a version in git. It may
// not be empty, as from an unset variable: the command would do something else.
type versionFlag string

func (v *versionFlag) String() string { return string(*v) }
func (v *versionFlag) Type() string   { return "string" }
func (v *versionFlag) Set(name string) error {
	if name == "" {
		return errors.New("ange en version i git, till exempel origin/main, eller utelämna flaggan")
	}
	*v = versionFlag(name)
	return nil
}
