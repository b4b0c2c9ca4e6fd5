package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/site"
)

const exampleFile = "vard-och-insatsprogram/adhd/06-stod/a.md"

// TestExamples checks that the examples of the documentation are true: each rule
// finds its bad example, and not the good one.
func TestExamples(t *testing.T) {
	src := sourcesIn(t, filepath.Join("testdata", "content"))
	for _, r := range catalogue() {
		if r.In == problem.Elsewhere {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			if found := inExample(t, src, r, r.Bad); !slices.ContainsFunc(found,
				func(p problem.Problem) bool { return p.Rule == r }) {
				t.Errorf("not found in %q, but %v", r.Bad, found)
			}
			for _, p := range inExample(t, src, r, r.Good) {
				if p.Rule == r {
					t.Errorf("found in %q: %v", r.Good, p)
				}
			}
		})
	}
}

// inExample returns the problems of a final text that has an example in it.
func inExample(t *testing.T, src site.Sources, r *problem.Rule, example string) problem.List {
	t.Helper()
	front := []string{"titel: Stöd", "mall: insats", "ingress: Kort.", `version: "1.0"`, "status: slutversion",
		"nag: Adhd", "målgrupp: [Primärvård]", "granskad: 2026-01-01"}
	body := example
	if r.In == problem.Front {
		key, _, _ := strings.Cut(example, ":")
		front = slices.DeleteFunc(front, func(line string) bool { return strings.HasPrefix(line, key+":") })
		front, body = append(front, strings.Split(example, "\n")...), "Gör så."
	}
	text := "---\n" + strings.Join(front, "\n") +
		"\n---\n\n## Målgrupp eller situation\n\nVuxna.\n\n## Kunskapsläge\n\nGott.\n\n## Sammanfattning\n\nKort.\n\n## Genomförande\n\n" + body + "\n"
	src.Today, src.Documents = "2026-11-24", nil
	src.Pictures = []site.Picture{{File: "bilder/steg.svg", URL: "/bilder/steg.svg", Width: 10, Height: 10}}
	lists := words(t)
	for _, file := range [][2]string{
		{exampleFile, text},
		{"vard-och-insatsprogram/adhd/index.md",
			"---\ntitel: Adhd\nmall: program\nersätter: [https://www.vardochinsats.se/exempel/stoed/]\n---\n\n## Om programmet\n\nOm.\n"},
		{"vard-och-insatsprogram/adhd/06-stod/index.md",
			"---\ntitel: Adhd\nmall: kapitel\n---\n\n## Om kapitlet\n\nOm.\n"},
	} {
		src.Documents = append(src.Documents, document.Parse(file[0], []byte(file[1]),
			document.Options{Taxonomy: src.Taxonomy, Words: lists}))
	}
	var found problem.List
	for _, p := range site.New(src).Problems {
		if p.Pos.File == exampleFile {
			found = append(found, p)
		}
	}
	return found
}

// words are lists like the project's.
func words(t *testing.T) *prose.Lists {
	t.Helper()
	var lists prose.Lists
	var problems problem.List
	lists.LoadPreferred("ordlista.yaml", []byte("ord:\n  - {skriv: regioner, inte: [landsting]}\n"), &problems)
	lists.LoadAbbreviations("forkortningar.yaml",
		[]byte("förkortningar:\n  - {förkortning: HSL, betyder: hälso- och sjukvårdslagen}\n  - {förkortning: SBU, känd: ja}\n"), &problems)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &lists
}
