package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/draft"
	"provtryck/generator/intake"
	"provtryck/generator/site"
	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// intakeCommand makes texts of Word documents and web pages.
func (p *program) intakeCommand() *cobra.Command {
	template, where := "", ""
	c := &cobra.Command{
		Use:   "importera FIL…",
		Short: "Gör nya texter av Word-dokument och sparade webbsidor",
		Long: "Gör en ny text av ett Word-dokument (.docx), en webbsida som är sparad på datorn (.html, .htm), Markdown (.md) eller vanlig text (.txt).\n" +
			"Rubriker, listor, tabeller, länkar, fotnoter och bilder följer med. Spårade ändringar tas med som om de var godkända. Kommandot säger vad som är ändrat, gissat och inte med.\n" +
			"Av flera filer, eller en mapp med filer, blir det en text av varje, i mappen som står efter --till; texterna heter som filerna.\n" +
			"Texten som den var sparas också, i content/_projekt/original/, för redovisningen av den gamla texten.\n" +
			"Gamla rubriker och målgrupper blir våra enligt content/_projekt/import.yaml. provtryck check säger vilka av mallens rubriker som saknas. Finns texten redan ändras den inte.\n" +
			"Slutkod: 0 när alla texter är skapade, 2 när någon inte kunde skapas.",
		Example: "  provtryck importera krisplan.docx --mall insats --till content/vard-och-insatsprogram/adhd/06-behandling-och-stod/krisplan.md\n" +
			"  provtryck importera boendestod.html --mall insats --till content/vard-och-insatsprogram/adhd/06-behandling-och-stod/boendestod-i-hemmet.md\n" +
			"  provtryck importera gamla-sidor --mall kunskapsstod --till content/kliniska-kunskapsstod",
		Args: argumentCount(1, 1000),
		RunE: func(_ *cobra.Command, args []string) error { return p.takeIn(args, template, where) },
	}
	c.Flags().StringVar(&template, "mall", "insats", "`mall` för texterna: "+strings.Join(site.BlueprintIDs, ", "))
	c.Flags().StringVar(&where, "till", "", "`sökväg` till den nya texten, eller till mappen för flera, i mappen med texterna")
	return c
}

// takeIn makes a text of each file, at where, a path with or without the content folder before it:
// that of the text, or of a folder for several.
func (p *program) takeIn(typed []string, template, where string) error {
	if where == "" {
		return errors.New("ange var texten ska ligga, till exempel --till content/kliniska-kunskapsstod/ny-text.md")
	}
	to, err := p.inContent(where)
	if err != nil {
		return err
	}
	files, several, err := filesIn(typed)
	if err != nil {
		return err
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
	var failed []error
	for _, f := range files {
		name, title := to, ""
		if several {
			name, title = path.Join(to, f.name), f.path+":\n"
		}
		err := p.takeInFile(desk, f.path, template, name, title)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w%s", f.path, err, adviceOnFolder(template, to, f)))
		}
	}
	if len(failed) < len(files) {
		fmt.Fprintln(p.out, "Läs texten och rätta det som provtryck check säger.")
	}
	return errors.Join(failed...)
}

// adviceOnFolder returns what to do where only the folder that a file is in, among those taken in, keeps it from
// being a text; "" for all else.
func adviceOnFolder(template, to string, f toTakeIn) string {
	fits := func(name string) bool {
		_, err := site.FileName(spelling.Slug(template), name)
		return err == nil
	}
	base := path.Join(to, path.Base(f.name))
	if path.Dir(f.name) == "." || fits(path.Join(to, f.name)) || !fits(base) {
		return ""
	}
	advice := "; lägg filen i samma mapp som de andra"
	if programme := path.Dir(to); path.Dir(programme) == site.ProgrammesFolder && fits(path.Join(programme, f.name)) {
		advice += ", eller ange programmets mapp efter --till, så blir undermapparna kapitel"
	}
	return advice
}

// takeInFile makes a text of a file, and says what became of it, below a title.
func (p *program) takeInFile(desk *draft.Desk, file, template, name, title string) error {
	arrival, err := readArrival(file)
	if err != nil {
		return err
	}
	made, err := desk.Import(arrival, template, name, "")
	if err != nil {
		return err
	}
	for _, written := range made.Files {
		if _, err := fmt.Fprintf(p.out, "Skapade %s\n", written); err != nil {
			return err
		}
	}
	fmt.Fprint(p.err, title)
	if made.Folder != "" {
		fmt.Fprintf(p.err, "Mappen %s är ny. Menade du en annan, flytta texten med provtryck flytta\n", made.Folder)
	}
	for _, r := range made.Remarks {
		fmt.Fprintln(p.err, intake.Said(r))
	}
	if len(made.Lost) > 0 {
		fmt.Fprintf(p.err, "Syns inte i texten, skriv det för hand: %s\n", spelling.Shorten(strings.Join(made.Lost, " "), 2000, " …"))
	}
	_, err = fmt.Fprintf(p.err, "Texten som den var ligger i %s. Dagen %s är den då filen sparades; ändra hämtad: om den är från en annan dag\n",
		made.Original, arrival.Day)
	return err
}

// A toTakeIn is a file that a text is made of.
type toTakeIn struct {
	path string
	name string // of the text among several, without its ending
}

// filesIn returns the files that were meant: those named, and all that can be read in the folders
// named, but for what was saved with a web page. It reports whether there may be several.
func filesIn(typed []string) (files []toTakeIn, several bool, err error) {
	several = len(typed) > 1
	for _, name := range typed {
		name = unquoted(name)
		info, err := os.Stat(name)
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", name, disk.Reading(err))
		}
		if !info.IsDir() {
			files = append(files, toTakeIn{name, named(filepath.Base(name))})
			continue
		}
		several = true
		err = filepath.WalkDir(name, func(file string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fmt.Errorf("%s: %w", file, disk.Reading(err))
			case e.IsDir() && savedWith.MatchString(e.Name()) && file != name:
				return fs.SkipDir
			case strings.HasPrefix(e.Name(), "~$") || !meant(file, e): // Word's own while a document is open
				return nil
			}
			below, err := filepath.Rel(name, file)
			if files = append(files, toTakeIn{file, named(below)}); err == nil && e.IsDir() {
				return fs.SkipDir
			}
			return err
		})
		if err != nil {
			return nil, false, err
		}
	}
	if len(files) == 0 {
		return nil, false, fmt.Errorf("i %s finns ingen fil som går att läsa: %s", strings.Join(typed, ", "), strings.Join(source.Endings, ", "))
	}
	return files, several, nil
}

// meant reports whether a file in a folder is a document, also one that can only be said to be none that is read.
// Pages on Mac may have a folder for a document.
func meant(file string, e fs.DirEntry) bool {
	if source.Advice(file) != "" {
		return e.Type().IsRegular() || e.IsDir() && strings.EqualFold(filepath.Ext(file), ".pages")
	}
	return e.Type().IsRegular() && slices.Contains(source.Endings, strings.ToLower(filepath.Ext(file)))
}

// savedWith is the name of a folder with the pictures and style sheets of a web page.
var savedWith = regexp.MustCompile(`(_files|_filer|-filer|_fichiers|\.files)$`)

// named returns the name of a text made of a file, with the folders that it is in.
func named(file string) string {
	parts := strings.Split(filepath.ToSlash(strings.TrimSuffix(file, filepath.Ext(file))), "/")
	for i, part := range parts {
		parts[i] = cmp.Or(spelling.Slug(part), "text")
	}
	return path.Join(parts...)
}

// readArrival reads a file, with the pictures that were saved with it.
func readArrival(file string) (draft.Arrival, error) {
	if advice := source.Advice(file); advice != "" {
		return draft.Arrival{}, errors.New(advice)
	}
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
