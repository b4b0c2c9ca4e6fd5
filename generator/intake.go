package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/draft"
	"provtryck/generator/intake"
	"provtryck/generator/site"
	"provtryck/generator/source"
)

// intakeCommand makes a text of a Word document or a web page.
func (p *program) intakeCommand() *cobra.Command {
	blueprint, where := "", ""
	c := &cobra.Command{
		Use:   "importera FIL",
		Short: "Gör en ny text av ett Word-dokument eller en sparad webbsida",
		Long: "Gör en ny text av ett Word-dokument (.docx), en webbsida som är sparad på datorn (.html, .htm), Markdown (.md) eller vanlig text (.txt).\n" +
			"Rubriker, listor, tabeller, länkar, fotnoter och bilder följer med. Spårade ändringar tas med som om de var godkända. Kommandot säger vad som är ändrat, gissat och inte med.\n" +
			"Texten som den var sparas också, i _projekt/original/, för redovisningen av den gamla texten.\n" +
			"Gamla rubriker och målgrupper blir våra enligt content/_projekt/import.yaml. provtryck check säger vilka av mallens rubriker som saknas. Finns texten redan ändras den inte.\n" +
			"Slutkod: 0 när texten är skapad, 2 när inget skrevs.",
		Example: "  provtryck importera krisplan.docx --mall insats --till content/vard-och-insatsprogram/adhd/06-behandling-och-stod/krisplan.md\n" +
			"  provtryck importera boendestod.html --mall insats --till content/vard-och-insatsprogram/adhd/06-behandling-och-stod/boendestod-i-hemmet.md",
		Args: argumentCount(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return p.takeIn(args[0], blueprint, where) },
	}
	c.Flags().StringVar(&blueprint, "mall", "insats", "`mall` för texten: "+strings.Join(site.BlueprintIDs, ", "))
	c.Flags().StringVar(&where, "till", "", "`sökväg` till den nya texten, i mappen med texterna")
	return c
}

// takeIn makes a text at where, a path with or without the content folder before it.
func (p *program) takeIn(file, template, where string) error {
	if where == "" {
		return errors.New("ange var texten ska ligga, till exempel --till content/kliniska-kunskapsstod/ny-text.md")
	}
	name, err := p.inContent(where)
	if err != nil {
		return err
	}
	arrival, err := readArrival(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	moved, err := p.moved()
	if err != nil {
		return err
	}
	desk, err := draft.Open(p.content, catalogue(), moved)
	if err != nil {
		return err
	}
	defer desk.Close()
	made, err := desk.Import(arrival, template, name, "")
	if err != nil {
		return err
	}
	for _, written := range made.Files {
		if _, err := fmt.Fprintf(p.out, "Skapade %s\n", written); err != nil {
			return err
		}
	}
	for _, r := range made.Remarks {
		fmt.Fprintln(p.err, intake.Said(r))
	}
	if len(made.Lost) > 0 {
		fmt.Fprintf(p.err, "Syns inte i texten, skriv det för hand: %s\n", strings.Join(made.Lost, " "))
	}
	fmt.Fprintf(p.err, "Texten som den var ligger i %s. Dagen %s är den då filen sparades; ändra hämtad: om den är från en annan dag\n",
		made.Original, arrival.Day)
	_, err = fmt.Fprintln(p.out, "Läs texten och rätta det som provtryck check säger.")
	return err
}

// readArrival reads a file, with the pictures that were saved with it.
func readArrival(file string) (draft.Arrival, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return draft.Arrival{}, disk.Reading(err)
	case !info.Mode().IsRegular():
		return draft.Arrival{}, errors.New("den är ingen fil")
	}
	f, err := os.Open(file)
	if err != nil {
		return draft.Arrival{}, disk.Reading(err)
	}
	defer f.Close()
	beside, err := os.OpenRoot(filepath.Dir(file))
	if err != nil {
		return draft.Arrival{}, disk.Reading(err)
	}
	defer beside.Close()
	in, err := source.File(filepath.Base(file), f, info.Size(), beside.FS())
	return draft.Arrival{Source: in, From: filepath.Base(file), Day: info.ModTime().Format(time.DateOnly)}, err
}

// moved returns a function that returns the file of the text that replaces an address on the old site.
func (p *program) moved() (func(address string) (file string, known bool), error) {
	root, err := content.Open(p.content)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	src, err := content.NewReader(catalogue()).Read(root.FS(), p.today())
	if errors.Is(err, content.ErrNoTexts) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return site.New(src).Moved(), nil
}
