package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// newCommand makes a text that is ready to be filled in.
func (p *program) newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new MALL SÖKVÄG",
		Short: "Skapar en ny text av en mall",
		Long: "Skapar en ny text med mallens obligatoriska rubriker och alla uppgifter i sidhuvudet, med förklaringar.\n" +
			"Mallarna heter " + strings.Join(site.BlueprintIDs, ", ") + ". Finns filen redan ändras den inte.",
		Example: "  provtryck new insats content/vard-och-insatsprogram/adhd/06-behandling-och-stod/ny-insats.md\n" +
			"  provtryck new kapitel content/vard-och-insatsprogram/adhd/08-lagar-och-regler",
		Args:      cobra.ExactArgs(2),
		ValidArgs: site.BlueprintIDs,
		RunE:      func(_ *cobra.Command, args []string) error { return p.scaffold(args[0], args[1]) },
	}
}

// scaffold writes the text for a blueprint at where, a path with or without the
// content folder before it.
func (p *program) scaffold(mall, where string) error {
	root, err := p.openContent()
	if err != nil {
		return err
	}
	defer root.Close()
	blueprint, err := findBlueprint(root, mall)
	if err != nil {
		return err
	}
	name, err := p.textName(blueprint.ID, where)
	if err != nil {
		return err
	}
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
		return fmt.Errorf("mappen för %s går inte att skapa: %w", name, reason(err))
	}
	file, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s finns redan och har inte ändrats", path.Join(filepath.ToSlash(p.content), name))
	}
	if err != nil {
		return fmt.Errorf("%s går inte att skapa: %w", name, reason(err))
	}
	_, err = file.WriteString(scaffoldText(blueprint, title(name)))
	if err := errors.Join(err, file.Close()); err != nil {
		_ = root.Remove(filepath.FromSlash(name)) // half a text is in the way of a whole one
		return fmt.Errorf("%s går inte att skriva: %w", name, reason(err))
	}
	_, err = fmt.Fprintf(p.out, "Skapade %s\n", path.Join(filepath.ToSlash(p.content), name))
	return err
}

func findBlueprint(root *os.Root, mall string) (*site.Blueprint, error) {
	id := spelling.Slug(mall)
	if !slices.Contains(site.BlueprintIDs, id) {
		return nil, fmt.Errorf("mallen %q finns inte; %s", mall, field.DidYouMean(mall, site.BlueprintIDs))
	}
	file := blueprintsDir + "/" + id + ".yaml"
	src, err := fs.ReadFile(root.FS(), file)
	if err != nil {
		return nil, fmt.Errorf("%s går inte att läsa: %w", file, reason(err))
	}
	blueprint, problems := site.LoadBlueprint(file, src)
	if problems.Worst() == problem.Error {
		return nil, fmt.Errorf("mallen har fel: %s", problems.Sorted()[0])
	}
	return blueprint, nil
}

// textName is the file that the path means, relative to the content folder.
func (p *program) textName(id, where string) (string, error) {
	given := filepath.ToSlash(filepath.Clean(where))
	name := strings.TrimPrefix(given, filepath.ToSlash(filepath.Clean(p.content))+"/")
	front := id == "program" || id == "kapitel"
	if front && path.Base(name) != "index.md" {
		name = path.Join(strings.TrimSuffix(name, ".md"), "index.md")
	}
	if path.Ext(name) != ".md" {
		name += ".md"
	}
	if path.IsAbs(name) || !fs.ValidPath(name) || filepath.VolumeName(where) != "" {
		return "", fmt.Errorf("%s ligger inte i %s", where, p.content)
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(name, ".md"), "/") {
		if slug := spelling.Slug(part); slug != part {
			return "", fmt.Errorf("namnet %q kan inte stå i en adress; använd små bokstäver a–z, siffror och bindestreck: %s", part, slug)
		}
	}
	if where := whereabouts[id]; !where.form.MatchString(name) {
		return "", fmt.Errorf("%s ligger i %s, inte i %s", where.text, where.folder, name)
	}
	return name, nil
}

// whereabouts is where a text of each blueprint lies.
var whereabouts = map[string]struct {
	form         *regexp.Regexp
	text, folder string
}{
	"program":      {regexp.MustCompile(`^` + site.ProgrammesFolder + `/[^/]+/index\.md$`), "ett program", site.ProgrammesFolder + "/program/"},
	"kapitel":      {regexp.MustCompile(`^` + site.ProgrammesFolder + `/[^/]+/[^/]+/index\.md$`), "ett kapitel", site.ProgrammesFolder + "/program/kapitel/"},
	"insats":       {regexp.MustCompile(`^` + site.ProgrammesFolder + `/([^/]+/){1,2}[^/]+\.md$`), "en insats", site.ProgrammesFolder + "/program/kapitel/"},
	"bakgrund":     {regexp.MustCompile(`^` + site.ProgrammesFolder + `/([^/]+/){1,2}[^/]+\.md$`), "en bakgrund", site.ProgrammesFolder + "/program/kapitel/"},
	"kunskapsstod": {regexp.MustCompile(`^` + site.GuidanceFolder + `/[^/]+\.md$`), "ett kunskapsstod", site.GuidanceFolder + "/"},
}

// title makes a first title of a file name, for the editor to mend.
func title(name string) string {
	base := strings.TrimSuffix(path.Base(name), ".md")
	if base == "index" {
		base = path.Base(path.Dir(name))
	}
	words := strings.ReplaceAll(strings.TrimLeft(base, "0123456789-"), "-", " ")
	if words == "" {
		return "Skriv titeln här"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// scaffoldText is the new file. What the blueprint says of each heading stands
// as comments in the front matter, where comments are allowed.
func scaffoldText(b *site.Blueprint, title string) string {
	var t strings.Builder
	t.WriteString("---\n# Rader som börjar med # är förklaringar. Ta bort # framför en uppgift för att använda den.\n")
	for _, key := range document.Keys() {
		line := key.Name + ": " + key.Example
		switch key.Name {
		case "titel":
			line = "titel: " + title
		case "mall":
			line = "mall: " + b.ID
		case "version":
			line = `version: "0.1"`
		case "ingress", "nag":
			line = key.Name + ": " + site.Placeholder
		}
		fmt.Fprintf(&t, "\n# %s: %s\n", key.Name, key.Meaning)
		if key.Name != "titel" && key.Name != "mall" && !slices.Contains(b.Required, key.Name) {
			t.WriteString("# ")
		}
		t.WriteString(line + "\n")
	}
	t.WriteString("\n# Mallens rubriker, i ordning:\n")
	for _, r := range b.Sections {
		fmt.Fprintf(&t, "#   %s%s\n", r.Title, demands(r))
	}
	t.WriteString("---\n")
	for _, r := range b.Sections {
		if r.Required {
			fmt.Fprintf(&t, "\n%s %s\n", strings.Repeat("#", b.TopLevel), r.Title)
		}
	}
	return t.String()
}

// demands says what a blueprint asks of a heading: " (obligatorisk, högst 80 ord)".
func demands(r site.SectionRule) string {
	words := []string{"valfri"}
	if r.Required {
		words[0] = "obligatorisk"
	}
	if r.MaxWords > 0 {
		words = append(words, fmt.Sprintf("högst %d ord", r.MaxWords))
	}
	if r.NoSub {
		words = append(words, "inga underrubriker")
	}
	return " (" + strings.Join(words, ", ") + ")"
}
