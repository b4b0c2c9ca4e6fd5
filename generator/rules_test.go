package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/handbook"
	"provtryck/generator/problem"
)

// TestCatalogue checks that every rule tells editors what they need to know.
func TestCatalogue(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, r := range catalogue() {
		switch {
		case !form.MatchString(r.ID) || seen[r.ID]:
			t.Errorf("the id %q is ill-formed or used twice", r.ID)
		case r.Severity < problem.Tip || r.Severity > problem.Error || r.Draft > r.Severity:
			t.Errorf("%s: severity %d, %d in drafts", r.ID, r.Severity, r.Draft)
		case r.Demand == "" || r.Demand[len(r.Demand)-1] != '.' || r.Bad == "" || r.Good == "" || r.Bad == r.Good:
			t.Errorf("%s lacks a demand or examples", r.ID)
		case !slices.Contains(problem.Families, r.Family):
			t.Errorf("%s is in the family %q, which is not listed", r.ID, r.Family)
		}
		seen[r.ID] = true
	}
}

// TestCatalogueIsWhole checks that every rule that a package declares is in its
// list, so that it can be excepted from and is in docs/regler.md.
func TestCatalogueIsWhole(t *testing.T) {
	declaration := regexp.MustCompile(`&problem\.Rule\{(?:\s*ID: "([^"]*)")?`)
	declared := 0
	for name, src := range sources(t, func(name string) bool {
		return filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go")
	}) {
		for _, m := range declaration.FindAllStringSubmatch(src, -1) {
			declared++
			if catalogue().ByID(m[1]) == nil {
				t.Errorf("%s: the rule %q is not in the list of its package", name, m[1])
			}
		}
	}
	if declared != len(catalogue()) {
		t.Errorf("%d rules are declared, %d listed", declared, len(catalogue()))
	}
}

// TestRulesAreExplained checks that the link of every finding leads to its rule in the handbook.
func TestRulesAreExplained(t *testing.T) {
	d, err := handbook.Read(os.DirFS("../docs"), "regler")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range catalogue() {
		page, place, _ := strings.Cut(handbook.RuleAddress(rule.ID), "#")
		if page != handbook.Address("regler") || !strings.Contains(d.Body, ` id="`+place+`"`) {
			t.Errorf("%s is not explained at %s", rule.ID, handbook.RuleAddress(rule.ID))
		}
	}
}

// TestRulesAreTested checks that every rule is tried. Those with examples from a
// text are, by TestExamples; of the others some test or case says that it
// is found: its id is in brackets, as check writes it, or
// first or last in a quotation.
func TestRulesAreTested(t *testing.T) {
	found := regexp.MustCompile("[\"`\\[]([a-z0-9-]+)[\"\\]\\\\: ]| ([a-z0-9-]+)\"")
	tested := map[string]bool{}
	for _, src := range sources(t, func(name string) bool {
		return strings.HasSuffix(name, "_test.go") || filepath.Ext(name) == ".txtar"
	}) {
		for _, m := range found.FindAllStringSubmatch(src, -1) {
			tested[m[1]], tested[m[2]] = true, true
		}
	}
	for _, r := range catalogue() {
		if r.In == problem.Elsewhere && !tested[r.ID] {
			t.Errorf("no test finds what breaks the rule %s", r.ID)
		}
	}
}

// sources are the files of the program with the names that are wanted.
func sources(t *testing.T, wanted func(name string) bool) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !wanted(name) {
			return err
		}
		src, err := os.ReadFile(name)
		files[name] = string(src)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %d files", err, len(files))
	}
	return files
}
