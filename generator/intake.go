package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
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
		Long: "Gör en ny text av ett Word-dokument (.docx) eller av en webbsida som är sparad på datorn (.html, .htm).\n" +
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
func (p *program) takeIn(file, id, where string) error {
	if where == "" {
		return errors.New("ange var texten ska ligga, till exempel --till content/kliniska-kunskapsstod/ny-text.md")
	}
	in, err := readSource(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	root, err := content.Open(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	template, err := findBlueprint(root, id)
	if err != nil {
		return err
	}
	given, err := p.inContent(where)
	if err != nil {
		return err
	}
	name, err := site.FileName(template.ID, given)
	if err != nil {
		return err
	}
	pictures := path.Join("bilder", strings.TrimSuffix(path.Base(name), ".md")) + "-"
	o, err := p.intakeOptions(root, template, name, strings.Repeat("../", strings.Count(name, "/"))+pictures)
	if err != nil {
		return err
	}
	d := intake.Make(in, o)
	var files []newFile
	for _, picture := range d.Pictures {
		files = append(files, newFile{pictures + picture.Name, picture.Data})
	}
	files = append(files, newFile{name, []byte(site.ScaffoldFront(template, knownOf(d)) + "\n" + d.Body)})
	saved, err := savedOn(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	original := content.OriginalFile(name)
	files = append(files, newFile{original, []byte(originalFront(d, filepath.Base(file), saved) + "\n" + d.Original)})
	for _, f := range files { // nothing is written unless all can be
		if _, err := root.Lstat(filepath.FromSlash(f.name)); err == nil {
			return fmt.Errorf("%s finns redan; inget skrevs", path.Join(filepath.ToSlash(p.content), f.name))
		}
	}
	for _, f := range files {
		if err := p.create(root, f.name, f.data); err != nil {
			return err
		}
	}
	for _, r := range d.Remarks {
		fmt.Fprintln(p.err, intake.Said(r))
	}
	if len(d.Lost) > 0 {
		fmt.Fprintf(p.err, "Syns inte i texten, skriv det för hand: %s\n", strings.Join(d.Lost, " "))
	}
	fmt.Fprintf(p.err, "Sidan som den var ligger i %s. Dagen %s är den då filen sparades; ändra hämtad: om sidan hämtades en annan dag\n",
		path.Join(filepath.ToSlash(p.content), original), saved)
	_, err = fmt.Fprintln(p.out, "Läs texten och rätta det som provtryck check säger.")
	return err
}

// savedOn returns the day on which a file was last changed.
func savedOn(file string) (string, error) {
	info, err := os.Stat(file)
	if err != nil {
		return "", disk.Reading(err)
	}
	return info.ModTime().Format(time.DateOnly), nil
}

// originalFront returns the front matter of the page as it was.
func originalFront(d intake.Draft, file, saved string) string {
	front := "---\nkälla: " + strconv.Quote(cmp.Or(d.URL, file)) + "\nhämtad: " + saved + "\n"
	if d.Title != "" {
		front += "titel: " + strconv.Quote(d.Title) + "\n"
	}
	return front + "---\n"
}

// A newFile is one that importing writes.
type newFile struct {
	name string // in the content folder
	data []byte
}

// readSource reads a Word document, or a page that has been saved with its pictures.
func readSource(file string) (source.Source, error) {
	ending := strings.ToLower(filepath.Ext(file))
	switch ending {
	case ".html", ".htm", ".docx", ".docm", ".dotx", ".dotm":
	case ".doc", ".odt", ".rtf":
		return source.Source{}, errors.New("öppna den i Word, spara den som Word-dokument (.docx) och importera den")
	default:
		return source.Source{}, fmt.Errorf("filen ska sluta på .docx, .html eller .htm, inte %q", ending)
	}
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return source.Source{}, disk.Reading(err)
	case !info.Mode().IsRegular():
		return source.Source{}, errors.New("den är ingen fil")
	case ending == ".html" || ending == ".htm":
		return readPage(file, info.Size())
	}
	f, err := os.Open(file)
	if err != nil {
		return source.Source{}, disk.Reading(err)
	}
	defer f.Close()
	return source.Word(filepath.Base(file), f, info.Size())
}

// readPage reads a page that has been saved, with its pictures.
func readPage(file string, size int64) (source.Source, error) {
	if size > source.MaxHTML {
		return source.Source{}, fmt.Errorf("filen är större än %d MB", source.MaxHTML>>20)
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return source.Source{}, disk.Reading(err)
	}
	root, err := os.OpenRoot(filepath.Dir(file))
	if err != nil {
		return source.Source{}, disk.Reading(err)
	}
	defer root.Close()
	return source.HTML(src, root.FS())
}

// knownOf returns what is known of a text, as YAML, by the keys of front matter.
func knownOf(d intake.Draft) map[string]string {
	known := map[string]string{"titel": strconv.Quote(d.Title)}
	if d.Title == "" {
		known["titel"] = site.Placeholder + " titeln"
	}
	if d.Lead != "" {
		known["ingress"] = strconv.Quote(d.Lead)
	}
	if d.URL != "" {
		known["ersätter"] = "[" + strconv.Quote(d.URL) + "]"
	}
	maps.Copy(known, d.Front)
	return known
}
