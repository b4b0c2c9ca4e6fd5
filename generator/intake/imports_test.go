package intake_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/content"
	"provtryck/generator/intake"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/source"
)

const sample = "../../content"

// TestImports puts pages into blueprints, by what the sample project has agreed on.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("testdata/imports/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in, err := source.HTML(archive.Files[1].Data, nil)
			if err != nil {
				t.Fatal(err)
			}
			d := intake.Make(in, options(t, strings.TrimSpace(string(archive.Files[0].Data))))
			var head, said strings.Builder
			fmt.Fprintf(&head, "titel: %s\ningress: %s\nadress: %s\n", d.Title, d.Lead, d.URL)
			for _, key := range slices.Sorted(maps.Keys(d.Front)) {
				fmt.Fprintf(&head, "%s: %s\n", key, d.Front[key])
			}
			for _, r := range d.Remarks {
				fmt.Fprintln(&said, intake.Said(r))
			}
			if len(d.Lost) > 0 {
				t.Errorf("not shown: %q", d.Lost)
			}
			got := []txtar.File{{Name: "front", Data: []byte(head.String())}, {Name: "want.md", Data: []byte(d.Body)}, {Name: "remarks", Data: []byte(said.String())}}
			if flag.Lookup("update").Value.String() == "true" {
				archive.Files = append(archive.Files[:2], got...)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, f := range got {
				if i+2 >= len(archive.Files) || !bytes.Equal(f.Data, archive.Files[i+2].Data) {
					t.Errorf("%s: got\n%s", f.Name, f.Data)
				}
			}
		})
	}
}

// options returns what texts with a blueprint of the sample project are made for, where one address
// on the old site leads to a text.
func options(t *testing.T, id string) intake.Options {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(sample, content.BlueprintsFolder, id+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	b, problems := site.LoadBlueprint(id+".yaml", src)
	o, more := content.NewReader(nil).Intake(os.DirFS(sample), b)
	if found := append(problems, more...); found.Worst() >= problem.Warning {
		t.Fatal(found)
	}
	o.Follow = func(address string) (string, bool) {
		if strings.Contains(address, "/adhd/flyttad/") {
			return "flyttad.md", true
		}
		return "", false
	}
	return o
}
