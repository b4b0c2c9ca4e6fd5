package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// newCommand makes a text that is ready to be filled in.
func (p *program) newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new MALL SÖKVÄG",
		Short: "Skapar en ny text av en mall",
		Long: "Skapar en ny text med mallens obligatoriska rubriker och alla uppgifter överst i filen, med förklaringar.\n" +
			"I ett terminalfönster frågar kommandot efter titeln.\n" +
			"Välj bland mallarna " + strings.Join(site.BlueprintIDs, ", ") + ". Finns filen redan ändras den inte.",
		Example: "  provtryck new insats content/vard-och-insatsprogram/adhd/06-behandling-och-stod/ny-insats.md\n" +
			"  provtryck new kapitel content/vard-och-insatsprogram/adhd/08-lagar-och-regler",
		Args:      argumentCount(2, 2),
		ValidArgs: site.BlueprintIDs,
		RunE:      func(_ *cobra.Command, args []string) error { return p.scaffold(args[0], args[1]) },
	}
}

// scaffold writes the text for a blueprint at where, a path with or without the
// content folder before it.
func (p *program) scaffold(id, where string) error {
	root, err := content.Open(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	blueprint, err := findBlueprint(root, id)
	if err != nil {
		return err
	}
	given, err := p.inContent(where)
	if err != nil {
		return err
	}
	name, err := site.FileName(blueprint.ID, given)
	if err != nil {
		return err
	}
	title := site.Placeholder + " titeln"
	if p.err.person && term.IsTerminal(int(os.Stdin.Fd())) {
		title = asked(os.Stdin, p.err, title)
	}
	return p.create(root, name, []byte(site.Scaffold(blueprint, title)))
}

// asked asks a person for the title of a text, and returns it as YAML; without an answer, what is to
// be written later.
func asked(in io.Reader, out io.Writer, later string) string {
	fmt.Fprint(out, "Titel: ")
	answer, _ := bufio.NewReader(in).ReadString('\n') // what came before an error is an answer too
	if answer = strings.TrimSpace(answer); answer == "" || !utf8.ValidString(answer) {
		return later
	}
	return strconv.Quote(answer)
}

// create writes a new file in the content folder, and says so.
func (p *program) create(root content.Folder, name string, data []byte) error {
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
		return fmt.Errorf("mappen för %s går inte att skapa: %w", name, disk.Writing(err))
	}
	file, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s finns redan och har inte ändrats", path.Join(filepath.ToSlash(p.content), name))
	}
	if err != nil {
		return fmt.Errorf("%s går inte att skapa: %w", name, disk.Writing(err))
	}
	_, err = file.Write(data)
	if err := errors.Join(err, file.Close()); err != nil {
		_ = root.Remove(filepath.FromSlash(name)) // half a text is in the way of a whole one
		return fmt.Errorf("%s går inte att skriva: %w", name, disk.Writing(err))
	}
	_, err = fmt.Fprintf(p.out, "Skapade %s\n", path.Join(filepath.ToSlash(p.content), name))
	return err
}

func findBlueprint(root content.Folder, word string) (*site.Blueprint, error) {
	id := spelling.Slug(word)
	if !slices.Contains(site.BlueprintIDs, id) {
		return nil, fmt.Errorf("mallen %q finns inte; %s", word, spelling.DidYouMean(word, site.BlueprintIDs))
	}
	file := content.BlueprintsFolder + "/" + id + ".yaml"
	src, err := content.ReadFile(root.FS(), file)
	if err != nil {
		return nil, fmt.Errorf("%s går inte att läsa: %w", file, disk.Reading(err))
	}
	blueprint, problems := site.LoadBlueprint(file, src)
	if problems.Worst() == problem.Error {
		return nil, fmt.Errorf("mallen har fel: %s", problems.Sorted()[0])
	}
	return blueprint, nil
}
