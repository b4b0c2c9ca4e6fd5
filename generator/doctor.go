package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/doctor"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// doctorCommand reports what on this computer could cause trouble.
func (p *program) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "felsok",
		Aliases: []string{"doktor"},
		Short:   "Säger vad på den här datorn som kan ställa till det",
		Long: "Undersöker datorn och mappen med texterna och säger vad som kan ställa till det, och vad man gör åt det.\n" +
			"Inget ändras. Slutkoden är 1 när något måste rättas.",
		Example: "  provtryck felsok",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.examineComputer(c.Context())
		},
	}
}

func (p *program) examineComputer(ctx context.Context) error {
	t := p.out
	folder, err := filepath.Abs(p.content)
	if err != nil {
		folder = p.content
	}
	texts := folderAt(folder)
	examinations := append([]doctor.Examination{
		{Well: "Mappen med texterna finns och går att läsa.", Look: p.readable},
		{Well: "Målgrupper och mallar finns.", Look: p.agreed},
		{Well: "Git har inte valt bort några texter.", Look: p.checkedOut},
	}, doctor.Examinations(defaultPort)...)
	if root, err := content.Open(p.content); err != nil {
		examinations = examinations[:1] // of a folder that is not there nothing else is true
	} else {
		root.Close()
	}
	fmt.Fprintln(t, p.seen())
	notes, grave := 0, 0
	for _, e := range examinations {
		found := e.Look(ctx, texts)
		if len(found) == 0 {
			fmt.Fprintf(t, "%s  %s\n", t.paint(green, "bra "), e.Well)
		}
		for _, f := range found {
			word, colour := "obs ", yellow
			if notes++; f.Grave {
				word, colour = "fel ", red
				grave++
			}
			fmt.Fprintf(t, "%s  %s\n      %s\n", t.paint(colour, word), f.What, f.Advice)
		}
	}
	switch {
	case grave > 0:
		fmt.Fprintf(t, "%s måste rättas.\n", problem.Amount(grave, "sak", "saker"))
		return errFindings
	case notes > 0:
		fmt.Fprintln(t, "Provtryck fungerar här. Läs det som är märkt obs om något känns konstigt.")
	default:
		fmt.Fprintln(t, "Allt ser bra ut.")
	}
	return nil
}

// folderAt returns what is known of the folder with the texts without reading them.
func folderAt(folder string) doctor.Folder {
	texts := doctor.Folder{Path: folder}
	_ = fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // program.readable reports it
		case e.IsDir() && name != "." && disk.Temporary(e.Name()):
			return fs.SkipDir
		}
		texts.Names = append(texts.Names, name)
		if info, err := e.Info(); err == nil && !e.IsDir() && doctor.Away(info) {
			texts.Away = append(texts.Away, name)
		}
		return nil
	})
	return texts
}

// seen says what is in the folder with the texts.
func (p *program) seen() string {
	root, err := content.Open(p.content)
	if err != nil {
		return "Ingen mapp " + p.content + " att läsa."
	}
	defer root.Close()
	reader := content.NewReader(catalogue())
	src, _ := reader.Read(root.FS(), p.today()) // program.readable reports an error
	said := fmt.Sprintf("I mappen %s: %s och %s.", p.content, problem.Amount(len(src.Documents), "text", "texter"),
		problem.Amount(len(src.Pictures), "bild", "bilder"))
	if passed := reader.PassedOver(); len(passed) > 0 {
		const most = 10
		said += " Överhoppat: " + spelling.Some(passed, most) + "."
	}
	return said
}

// readable finds texts that cannot be read.
func (p *program) readable(context.Context, doctor.Folder) []doctor.Finding {
	root, err := content.Open(p.content)
	if err != nil {
		return []doctor.Finding{{Grave: true, What: err.Error(), Advice: "Kör kommandot i projektmappen."}}
	}
	defer root.Close()
	src, err := content.NewReader(catalogue()).Read(root.FS(), p.today())
	if err != nil {
		return []doctor.Finding{{Grave: true, What: err.Error(), Advice: "Kontrollera att det är rätt mapp."}}
	}
	var locked []string
	for _, d := range src.Documents {
		if slices.ContainsFunc(d.Problems, func(f problem.Problem) bool { return f.Rule == content.UnreadableFile }) {
			locked = append(locked, d.Name)
		}
	}
	if len(locked) == 0 {
		return nil
	}
	return []doctor.Finding{{Grave: true, What: "Filer går inte att läsa: " + spelling.Some(locked, 3),
		Advice: "Stäng program som har dem öppna, och be den som äger dem om rätt att läsa."}}
}

// checkedOut finds texts that git has not put into the folder.
func (p *program) checkedOut(ctx context.Context, _ doctor.Folder) []doctor.Finding {
	var found []doctor.Finding
	for _, f := range content.NotCheckedOut(p.folder().Missing(ctx)) {
		found = append(found, doctor.Finding{Grave: true, What: spelling.Capital(f.Message) + ", bland annat " + f.Pos.File + ".",
			Advice: spelling.Capital(f.Hint) + "."})
	}
	return found
}

// agreed finds what is wrong with the taxonomy and the blueprints.
func (p *program) agreed(context.Context, doctor.Folder) []doctor.Finding {
	root, err := content.Open(p.content)
	if err != nil {
		return nil // program.readable reports it
	}
	defer root.Close()
	var found []doctor.Finding
	for _, f := range content.NewReader(catalogue()).Agreements(root.FS()) {
		advice := ""
		if f.Hint != "" {
			advice = spelling.Capital(strings.TrimSuffix(f.Hint, ".")) + "."
		}
		found = append(found, doctor.Finding{Grave: f.Severity == problem.Error, What: f.Pos.String() + ": " + f.Message,
			Advice: advice})
	}
	return found
}
