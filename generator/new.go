package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"provtryck/generator/draft"
	"provtryck/generator/site"
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

// scaffold writes the text for a template at where, a path with or without the
// content folder before it.
func (p *program) scaffold(template, where string) error {
	name, err := p.inContent(where)
	if err != nil {
		return err
	}
	desk, err := draft.Open(p.content, catalogue(), nil)
	if err != nil {
		return err
	}
	defer desk.Close()
	file, err := desk.New(template, name, func() string {
		later := site.Placeholder + " titeln"
		if p.err.person && term.IsTerminal(int(os.Stdin.Fd())) {
			return asked(os.Stdin, p.err, later)
		}
		return later
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "Skapade %s\n", file)
	return err
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
