package main

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"provtryck/generator/problem"
)

// TestRulesAreListed holds that every rule that the program speaks of is in the
// catalogue, and that each in the catalogue is spoken of.
func TestRulesAreListed(t *testing.T) {
	words := map[string]bool{}
	for name, p := range parsePackages(t) {
		if name == "problem" {
			continue
		}
		for file, tree := range p.files {
			ast.Inspect(tree, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					word, _ := strconv.Unquote(l.Value)
					words[word] = true
				}
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) < 3 {
					return true
				}
				if id := ruleArgument(call); id != "" && !problem.Known(id) {
					t.Errorf("%s: the rule %s is not in the catalogue", file, id)
				}
				return true
			})
		}
	}
	for _, r := range problem.Rules() {
		if !words[r.ID] {
			t.Errorf("nothing finds what breaks the rule %s", r.ID)
		}
	}
}

// TestRulesAreTested holds that every rule is tried. Those with examples in the
// catalogue are, by a test in package site; of the others a test speaks.
func TestRulesAreTested(t *testing.T) {
	word := regexp.MustCompile(`[a-z0-9]+(?:-[a-z0-9]+)*`)
	spoken := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, "_test.go") && filepath.Ext(name) != ".txtar" {
			return err
		}
		src, err := os.ReadFile(name)
		for _, w := range word.FindAllString(string(src), -1) {
			spoken[w] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range problem.Rules() {
		if r.In == problem.Elsewhere && !spoken[r.ID] {
			t.Errorf("no test speaks of the rule %s", r.ID)
		}
	}
}

// ruleArgument is the id that a call adds a problem with; empty when it does not.
func ruleArgument(call *ast.CallExpr) string {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	switch f.Sel.Name {
	case "Add", "AddFix", "Report", "fault", "report", "mend", "add":
	default:
		return ""
	}
	l, ok := call.Args[0].(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	if id, _ := strconv.Unquote(l.Value); !strings.ContainsAny(id, " ") {
		return id
	}
	return ""
}
