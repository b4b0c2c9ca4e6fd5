package main

import (
	"testing"

	"provtryck/generator/problem"
)

// TestFailOn checks that the levels have the same meaning in Swedish and in English.
func TestFailOn(t *testing.T) {
	for word, want := range map[string]problem.Severity{
		"fel": problem.Error, "error": problem.Error, "Varning": problem.Warning, "WARNING": problem.Warning,
		"aldrig": problem.Error + 1, "never": problem.Error + 1, "tips": 0, "": 0,
	} {
		var f failOn
		if err := f.Set(word); (err == nil) != (want != 0) || f.severity != want {
			t.Errorf("%q: %v, %v", word, f.severity, err)
		}
	}
}
