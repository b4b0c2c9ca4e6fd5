package site

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/audience"
	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
)

var update = flag.Bool("update", false, "rewrite expectations")

// project returns the project's own taxonomy and blueprints.
func project(tb testing.TB) Sources {
	tb.Helper()
	dir := os.DirFS(filepath.Join("..", "testdata", "content", "_projekt"))
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
	picture := Picture{File: "bilder/steg.svg", URL: "/bilder/steg.svg", Width: 10, Height: 10}
	return Sources{Today: "2026-11-24", Taxonomy: t, Blueprints: blueprints, Pictures: []Picture{picture}}
}

// makeSite makes a site of the texts of an archive.
func makeSite(tb testing.TB, files []txtar.File) *Site {
	tb.Helper()
	src := project(tb)
	src.Originals, src.Decisions = map[string]*disposition.Original{}, map[string][]disposition.Decision{}
	for _, f := range files {
		var found problem.List
		switch text, isOriginal := strings.CutPrefix(f.Name, "_projekt/original/"); {
		case isOriginal:
			src.Originals[text], found = disposition.LoadOriginal(f.Name, f.Data)
		case strings.HasPrefix(f.Name, "_projekt/redovisning/"):
			text = strings.TrimSuffix(strings.TrimPrefix(f.Name, "_projekt/redovisning/"), ".yaml") + ".md"
			src.Decisions[text], found = disposition.LoadDecisions(f.Name, f.Data)
		case f.Name == "_projekt/inventering.csv":
			src.Inventory, found = ledger.Load(f.Name, f.Data)
		case strings.HasSuffix(f.Name, ".md"):
			src.Documents = append(src.Documents,
				document.Parse(f.Name, f.Data, document.Options{Taxonomy: src.Taxonomy}))
		}
		src.Problems = append(src.Problems, found...)
	}
	shows := func(f txtar.File) bool { return strings.Contains(f.Name+string(f.Data), "steg.svg") }
	if !slices.ContainsFunc(files, shows) {
		src.Pictures = nil
	}
	return New(src)
}

// What a text must have for the other rules to find nothing, and where it is.
const (
	framedFolder = "vard-och-insatsprogram/adhd/06-stod/"
	framedHead   = "## Målgrupp eller situation\n\nVuxna.\n\n## Kunskapsläge\n\nGott.\n\n" +
		"## Sammanfattning\n\nKort.\n\n## Genomförande\n\n"
)

var framedKeys = []string{"mall: insats", "ingress: Kort.", `version: "1.0"`, "status: textbearbetning", "nag: Adhd"}

// framed returns the texts of a case in their frame. Names are as seen from
// framedFolder, whose front pages are added. A text that begins with --- is
// whole. Of others, what is before a line --- are keys of the front matter,
// beside framedKeys, and the rest is what is in the section Genomförande, unless
// it begins with a section of its own.
func framed(files []txtar.File) []txtar.File {
	front := map[string]string{
		"vard-och-insatsprogram/adhd/index.md": "titel: Adhd\nmall: program\n" +
			"ersätter: [https://www.vardochinsats.se/adhd/]\n---\n\n" +
			"## Om programmet\n\nOm.\n\n## Målgrupp och avgränsning\n\nAlla.\n\n## Ansvar och revidering\n\nVi.\n",
		framedFolder + "index.md": "titel: Stöd\nmall: kapitel\n---\n\n## Om kapitlet\n\nOm.\n",
	}
	var texts []txtar.File
	for _, f := range files {
		name := path.Join(framedFolder, f.Name)
		if strings.HasPrefix(f.Name, "_projekt/") {
			name = f.Name
		}
		delete(front, name)
		texts = append(texts, txtar.File{Name: name, Data: []byte(framedText(name, string(f.Data)))})
	}
	for _, name := range slices.Sorted(maps.Keys(front)) {
		texts = append(texts, txtar.File{Name: name, Data: []byte(framedText(name, front[name]))})
	}
	return texts
}

func framedText(name, text string) string {
	if strings.HasPrefix(text, "---\n") || path.Ext(name) != ".md" {
		return text
	}
	own, body, found := strings.Cut(text, "---\n")
	if !found {
		own, body = "", text
	}
	for _, line := range append([]string{"titel: " + strings.ToUpper(stem(name))}, framedKeys...) {
		if key, _, _ := strings.Cut(line, ":"); !strings.HasPrefix(own, key+":") && !strings.Contains(own, "\n"+key+":") {
			own += line + "\n"
		}
	}
	body = strings.TrimPrefix(body, "\n")
	switch {
	case body == "":
		body = framedHead + "Gör så.\n"
	case !strings.HasPrefix(body, "## "):
		body = framedHead + body
	}
	return "---\n" + own + "---\n\n" + body
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
			want := &archive.Files[len(archive.Files)-1]
			problems := makeSite(t, framed(archive.Files[:len(archive.Files)-1])).Problems
			for _, r := range c.rules {
				if !slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Rule == r }) {
					t.Errorf("nothing in the case breaks the rule %s", r.ID)
				}
			}
			for _, p := range problems {
				got.WriteString(p.String() + "\n  " + p.Hint + "\n")
			}
			if *update {
				want.Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != string(want.Data) {
				t.Errorf("got:\n%s\nwant:\n%s", got.String(), want.Data)
			}
		})
	}
}

// TestLimited checks that a text with very many faults of one kind has a list that can be
// read, which says how many there are.
func TestLimited(t *testing.T) {
	src := Sources{Taxonomy: new(audience.Taxonomy), Blueprints: Blueprints{}}
	text := "---\ntitel: A\n---\n\n" + strings.Repeat("a<br>\n\n", 1000) + "Ge 2*3 och 1*2.\n"
	src.Documents = append(src.Documents,
		document.Parse("kliniska-kunskapsstod/a.md", []byte(text), document.Options{Taxonomy: src.Taxonomy}))
	var html, other int
	var last problem.Problem
	for _, p := range New(src).Articles[0].Problems {
		switch p.Rule.ID {
		case "html":
			html++
			last = p
		case "tecken-borta":
			other++
		}
	}
	if html != maxOfRule || other != 2 || !strings.Contains(last.Message, "och 800 anmärkningar till") {
		t.Errorf("%d and %d, the last %v", html, other, last)
	}
}
