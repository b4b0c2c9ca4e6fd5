package site

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

var update = flag.Bool("update", false, "rewrite expectations")

// project is the project's own taxonomy and blueprints.
func project(tb testing.TB) Sources {
	tb.Helper()
	dir := os.DirFS(filepath.Join("..", "..", "content", "_projekt"))
	src, err := fs.ReadFile(dir, "malgrupper.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	t, problems := audience.Load("malgrupper.yaml", src)
	blueprints := Blueprints{}
	for _, id := range BlueprintIDs {
		src, err := fs.ReadFile(dir, "mallar/"+id+".yaml")
		if err != nil {
			tb.Fatal(err)
		}
		b, found := LoadBlueprint("mallar/"+id+".yaml", src)
		blueprints[id], problems = b, append(problems, found...)
	}
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	return Sources{Today: "2026-11-24", Taxonomy: t, Blueprints: blueprints, Pictures: []Picture{{File: "bilder/steg.svg", URL: "/bilder/steg.svg", Width: 10, Height: 10}}}
}

// makeSite makes a site of the texts of an archive.
func makeSite(tb testing.TB, files []txtar.File) *Site {
	tb.Helper()
	src := project(tb)
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".md") {
			src.Documents = append(src.Documents, document.Parse(f.Name, f.Data, document.Options{Taxonomy: src.Taxonomy}))
		}
	}
	if !slices.ContainsFunc(files, func(f txtar.File) bool { return strings.Contains(f.Name+string(f.Data), "steg.svg") }) {
		src.Pictures = nil
	}
	return New(src)
}

// TestRules runs the case of every check: texts with mistakes and near misses,
// and the problems that are found in them.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(files) != len(checks()) {
		t.Errorf("%d cases for %d rules", len(files), len(checks()))
	}
	for _, c := range checks() {
		name := c.rules[0].ID
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "rules", name+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, p := range makeSite(t, archive.Files).Problems {
				got.WriteString(p.String() + "\n  " + p.Hint + "\n")
			}
			want := &archive.Files[len(archive.Files)-1]
			if *update {
				want.Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != string(want.Data) || got.Len() == 0 {
				t.Errorf("got:\n%s\nwant:\n%s", got.String(), want.Data)
			}
		})
	}
}
