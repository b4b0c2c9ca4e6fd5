package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// decisions are the rules that what comes in may break: only an editor can mend that.
var decisions = []string{
	"avsnitt-tomt", "lank-gammal", "platshallare", "rubrik-niva", "rubrik-okand", "rubrik-ordning", "rubrik-saknas",
}

// TestImportLeavesDecisions takes in every page that package intake is tested with, and checks that
// the text has no finding of which a machine could have avoided the cause.
func TestImportLeavesDecisions(t *testing.T) {
	files, err := filepath.Glob("intake/testdata/*/*.txtar")
	if err != nil || len(files) < 12 {
		t.Fatal(len(files), "pages", err)
	}
	project, err := filepath.Abs(filepath.Join("testdata", "content", "_projekt"))
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			folder, blueprint := t.TempDir(), "insats"
			texts, page := filepath.Join(folder, "content"), filepath.Join(folder, "sida.html")
			for _, f := range archive.Files {
				switch f.Name {
				case "mall":
					blueprint = strings.TrimSpace(string(f.Data))
				case "in.html":
					if err := os.WriteFile(page, f.Data, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := os.CopyFS(filepath.Join(texts, "_projekt"), os.DirFS(project)); err != nil {
				t.Fatal(err)
			}
			where := "vard-och-insatsprogram/adhd/06-behandling-och-stod/sida.md"
			if blueprint == "kunskapsstod" {
				where = "kliniska-kunskapsstod/sida.md"
			}
			var out, said strings.Builder
			getenv := func(string) string { return "" }
			if code := run(context.Background(), []string{"--content", texts, "importera", page, "--mall", blueprint, "--till", where}, &out, &said, getenv); code != 0 {
				t.Fatalf("exit code %d: %s", code, said.String())
			}
			out.Reset()
			run(context.Background(), []string{"--content", texts, "check", "--fail-on", "aldrig", "--format", "json"}, &out, &said, getenv)
			var found struct {
				Problems []struct {
					File, Rule, Message string
					Line                int
					Fix                 *struct{}
				}
			}
			if err := json.Unmarshal([]byte(out.String()), &found); err != nil {
				t.Fatal(err, out.String())
			}
			for _, f := range found.Problems {
				if !strings.HasSuffix(f.File, "sida.md") {
					continue
				}
				met[f.Rule] = true
				if f.Fix != nil || !slices.Contains(decisions, f.Rule) {
					t.Errorf("%d: %s: %s (fix: %t)", f.Line, f.Rule, f.Message, f.Fix != nil)
				}
			}
		})
	}
	for _, rule := range decisions {
		if !met[rule] {
			t.Errorf("no page breaks %s", rule)
		}
	}
}
