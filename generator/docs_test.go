package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

var update = flag.Bool("update", false, "rewrite the generated parts of docs/")

var generatedPart = regexp.MustCompile(`(?s)(<!-- genererat: ([a-z]+) -->\n).*?(<!-- slut -->)`)

// TestDocs checks that the generated parts of the documents agree with the code
// and the project files.
func TestDocs(t *testing.T) {
	takeProject(t)
	s := testEdition(t).Site
	parts := map[string]string{
		"nycklar":     keysTable(s.Blueprints),
		"mallar":      blueprintTables(s.Blueprints),
		"taggar":      tagTables(s.Taxonomy),
		"typprofiler": personaTable(s.Taxonomy),
		"prov":        changesTable(t),
		"regler":      rulesList(t),
	}
	used := map[string]bool{}
	for _, name := range []string{"innehallsmodell.md", "malgrupper.md", "regler.md"} {
		file := filepath.Join("..", "docs", name)
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := generatedPart.ReplaceAllStringFunc(string(src), func(part string) string {
			m := generatedPart.FindStringSubmatch(part)
			used[m[2]] = true
			return m[1] + "\n" + parts[m[2]] + "\n" + m[3]
		})
		if want == string(src) {
			continue
		}
		if !*update {
			t.Errorf("%s is not up to date; run go test ./generator -run TestDocs -update", file)
			continue
		}
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name := range parts {
		if !used[name] {
			t.Errorf("no document has the part %s", name)
		}
	}
}

// takeProject copies, with -update, the project files that are in content/ to
// testdata, where the tests have theirs: so that the texts and what they are judged
// by can change without a test, and the documents say what they say now.
func takeProject(t *testing.T) {
	t.Helper()
	if !*update {
		return
	}
	testdata := filepath.Join("testdata", "content", "_projekt")
	if err := os.RemoveAll(testdata); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(testdata, os.DirFS(filepath.Join("..", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
}

func keysTable(blueprints site.Blueprints) string {
	var b strings.Builder
	b.WriteString("| Uppgift | Betyder | Exempel | Krävs |\n| --- | --- | --- | --- |\n")
	for _, key := range document.Keys() {
		var demands []string
		for _, id := range site.BlueprintIDs {
			for _, k := range blueprints[id].Required {
				if k == key.Name {
					demands = append(demands, id)
				}
			}
			for _, demand := range blueprints[id].FromStatus {
				for _, k := range demand.Keys {
					if k == key.Name {
						demands = append(demands, fmt.Sprintf("%s från %s", id, demand.Status))
					}
				}
			}
		}
		words := strings.Join(demands, ", ")
		if len(demands) == len(site.BlueprintIDs) && !strings.Contains(words, " från ") {
			words = "alltid"
		}
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s |\n", key.Name, key.Meaning, key.Example, words)
	}
	return b.String()
}

func blueprintTables(blueprints site.Blueprints) string {
	var b strings.Builder
	for _, id := range site.BlueprintIDs {
		p := blueprints[id]
		fmt.Fprintf(&b, "### %s (`mall: %s`)\n\n", p.Name, id)
		for _, r := range p.Sections {
			fmt.Fprintf(&b, "- %s%s\n", r.Title, r.Demands())
		}
		other := "Inga andra rubriker på den nivån."
		if p.OtherHeadings {
			other = "Andra rubriker får läggas till."
		}
		fmt.Fprintf(&b, "\n%s Rubriknivåer: %s till %s.\n\n", other, strings.Repeat("#", p.TopLevel),
			strings.Repeat("#", p.BottomLevel))
	}
	return b.String()
}

// rulesList is every rule, by family. A rule keeps its place in the document; a
// new one comes last in its family.
func rulesList(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "docs", "regler.md"))
	if err != nil {
		t.Fatal(err)
	}
	place := func(r *problem.Rule) int {
		if i := strings.Index(string(src), "\n### "+r.ID+"\n"); i >= 0 {
			return i
		}
		return len(src)
	}
	rules := catalogue()
	slices.SortStableFunc(rules, func(a, b *problem.Rule) int { return cmp.Compare(place(a), place(b)) })
	var b strings.Builder
	for _, family := range problem.Families {
		fmt.Fprintf(&b, "## %s\n\n", spelling.Capital(string(family)))
		for _, r := range rules {
			if r.Family != family {
				continue
			}
			fmt.Fprintf(&b, "### %s\n\n%s\n\n%s\n\n", r.ID, r.Demand, severities(r))
			fmt.Fprintf(&b, "Ger anmärkning:\n\n%s\n\nGer ingen:\n\n%s\n\n", example(r.Bad), example(r.Good))
		}
	}
	return b.String()
}

// severities returns how severe a broken rule is.
func severities(r *problem.Rule) string {
	final := spelling.Capital(r.Severity.Label())
	switch r.Draft {
	case 0:
		return final + "."
	case problem.Silent:
		return final + " från slutversion, inget före."
	}
	return fmt.Sprintf("%s från slutversion, %s före.", final, r.Draft.Label())
}

// example writes an example as code, with what cannot be seen made visible.
func example(text string) string {
	text = strings.NewReplacer("\u00a0", "␣", "\u200b", "<U+200B>", "\u202e", "<U+202E>").Replace(text)
	return "    " + strings.ReplaceAll(text, "\n", "\n    ")
}

func tagTables(t *audience.Taxonomy) string {
	var b strings.Builder
	for i, d := range t.Dimensions {
		fmt.Fprintf(&b, "### %s\n\n| Etikett | Id | Ligger under | Kallas också | Hör till |\n| --- | --- | --- | --- | --- |\n", d.Label)
		for _, tag := range t.Tags {
			if tag.Dimension != i {
				continue
			}
			parent := ""
			if tag.Parent != audience.None {
				parent = t.Tags[tag.Parent].Label
			}
			fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s |\n", tag.Label, tag.ID, parent,
				strings.Join(tag.AlsoCalled, "; "), strings.Join(t.Labels(tag.Principals), ", "))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func personaTable(t *audience.Taxonomy) string {
	var b strings.Builder
	b.WriteString("| Typprofil | Id | Taggar |\n| --- | --- | --- |\n")
	for _, p := range t.Personas {
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", p.Name, p.ID, strings.Join(t.Labels(p.Tags), ", "))
	}
	return b.String()
}
