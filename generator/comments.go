package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/feedback"
	"provtryck/generator/inbox"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// commentsCommand lists the comments on the texts.
func (p *program) commentsCommand() *cobra.Command {
	id, status, written := "", "", formats{known: []string{"text", "csv"}}
	c := &cobra.Command{
		Use:   "synpunkter",
		Short: "Visar synpunkter på texterna, och tar in nya",
		Long: "Visar hur många synpunkter varje text har, av vilket slag och med vilken status.\n" +
			"De ligger i content/_projekt/synpunkter/. Nya tas in med provtryck synpunkter import.",
		Example: "  provtryck synpunkter --omgang adhd-2027 --status ny\n" +
			"  provtryck synpunkter --format csv=synpunkter.csv\n" +
			"  provtryck synpunkter import hamtat/ --omgang adhd-2027",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return p.listComments(id, status, written) },
	}
	c.Flags().StringVar(&id, "omgang", "", "visa bara synpunkter i en omgång, med sitt `id`")
	c.Flags().StringVar(&status, "status", "", "visa bara de med en `status`: "+strings.Join(feedback.Statuses, ", "))
	c.Flags().Var(&written, "format", "text eller csv till skärmen, csv=FIL till en fil")
	c.AddCommand(p.importCommand())
	return c
}

func (p *program) listComments(id, status string, written formats) error {
	if status != "" && !slices.Contains(feedback.Statuses, status) {
		return fmt.Errorf("statusen %q finns inte; %s", status, spelling.DidYouMean(status, feedback.Statuses))
	}
	if err := p.outside(written.chosen); err != nil {
		return err
	}
	root, err := content.Open(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	files, problems := content.ReadComments(root.FS())
	if id != "" {
		known := content.Rounds(root.FS())
		for name := range files {
			folder, _ := content.CommentedIn(name)
			known = append(known, folder)
		}
		if !slices.Contains(known, id) {
			return inbox.UnknownRound(id, known)
		}
	}
	if err := problem.Text(p.err, problems.Sorted().In(filepath.ToSlash(p.content))); err != nil {
		return err
	}
	for name, list := range files {
		folder, _ := content.CommentedIn(name)
		files[name] = slices.DeleteFunc(list, func(c feedback.Comment) bool {
			return id != "" && folder != id || status != "" && c.Status != status
		})
	}
	return p.deliverAll(written, func(format string, w io.Writer) error {
		if format == "csv" {
			return writeComments(w, files)
		}
		return countComments(w, files)
	})
}

// commentedText returns what a file of comments is about, for people.
func commentedText(file string) string {
	switch _, text := content.CommentedIn(file); text {
	case feedback.OnAll:
		return "alla texter"
	case feedback.OnNone:
		return "texter som inte finns"
	default:
		return text
	}
}

func writeComments(w io.Writer, files map[string][]feedback.Comment) error {
	var all []feedback.Comment
	texts := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, c := range files[name] {
			texts[c.Round+"/"+c.ID] = commentedText(name)
			all = append(all, c)
		}
	}
	return feedback.WriteCSV(w, all, func(c feedback.Comment) string {
		if c.Page != "" {
			return c.Page
		}
		return texts[c.Round+"/"+c.ID]
	})
}

// withoutKind is what is said of comments of no kind.
const withoutKind = "utan slag"

// countComments writes how many comments each text has.
func countComments(w io.Writer, files map[string][]feedback.Comment) error {
	var b strings.Builder
	total, above := 0, ""
	for _, name := range slices.Sorted(maps.Keys(files)) {
		list := files[name]
		if len(list) == 0 {
			continue
		}
		if folder, _ := content.CommentedIn(name); folder != above {
			fmt.Fprintf(&b, "%s\n", folder)
			above = folder
		}
		total += len(list)
		kinds, statuses := map[string]int{}, map[string]int{}
		for _, c := range list {
			kinds[cmp.Or(feedback.KindWord(c.Kind), withoutKind)]++
			statuses[c.Status]++
		}
		fmt.Fprintf(&b, "  %s: %s (%s; %s)\n", commentedText(name), problem.Amount(len(list), "synpunkt", "synpunkter"),
			counts(append(feedback.KindWords(), withoutKind), kinds), counts(feedback.Statuses, statuses))
	}
	fmt.Fprintf(&b, "%s.\n", problem.Amount(total, "synpunkt", "synpunkter"))
	_, err := io.WriteString(w, b.String())
	return err
}

// counts lists how many there are of each word.
func counts(words []string, of map[string]int) string {
	var list []string
	for _, word := range words {
		if of[word] > 0 {
			list = append(list, fmt.Sprintf("%s %d", feedback.KindWord(word), of[word]))
		}
	}
	return strings.Join(list, ", ")
}

// importCommand takes comments that reviewers have sent into the project.
func (p *program) importCommand() *cobra.Command {
	var o inbox.Options
	c := &cobra.Command{
		Use:   "import FIL…",
		Short: "Tar in synpunkter som har kommit in",
		Long: "Tar in synpunkter ur filer eller mappar, och skriver dem i content/_projekt/synpunkter/.\n" +
			"Filerna är sparade svar (.json), mejl (.eml, .mbox), text ur mejl (.txt) och tabeller (.csv).\n" +
			"Det som redan är taget in läggs inte till igen.\n" +
			"Slutkod: 0 när allt togs in, 1 när något inte togs in, 2 när kommandot inte kunde utföras.",
		Example: "  provtryck synpunkter import synpunkter-adhd-2027-1f0c.json\n" +
			"  provtryck synpunkter import hamtat/ --omgang adhd-2027 --utan-personuppgifter\n" +
			"  provtryck synpunkter import enkat.csv --omgang adhd-2027 --torrkor",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("ange filen eller mappen med det som har kommit in")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return p.importComments(c.Context(), args, o) },
	}
	c.Flags().StringVar(&o.Round, "omgang", "", "omgången som det hör till, med sitt `id`; svar som säger en annan tas inte in")
	c.Flags().BoolVar(&o.Nameless, "utan-personuppgifter", false, "lämna bort namn och e-postadresser; organisationen tas med")
	c.Flags().BoolVar(&o.Dry, "torrkor", false, "visa vad som skulle tas in, men skriv ingenting")
	return c
}

func (p *program) importComments(ctx context.Context, files []string, o inbox.Options) error {
	open := inbox.Open
	if o.Dry {
		open = inbox.OpenToRead
	}
	in, err := open(p.content)
	if err != nil {
		return err
	}
	defer in.Close()
	s, err := p.folder().SiteOf(ctx, "")
	if err != nil {
		return err
	}
	taken, err := in.Import(s, files, o)
	if taken.Files == nil {
		return err
	}
	found := p.reportTaken(taken, o.Dry)
	return cmp.Or(err, found) // what has been written is told of also where something could not be
}

// reportTaken prints what has been taken in and what has not.
func (p *program) reportTaken(taken inbox.Taken, dry bool) error {
	total := inbox.Count{}
	for _, name := range slices.Sorted(maps.Keys(taken.Files)) {
		n := taken.Files[name]
		fmt.Fprintf(p.out, "%s: %d nya, %d ändrade, %d fanns redan\n", path.Join(filepath.ToSlash(p.content), name), n.Added, n.Changed, n.Known)
		total.Added += n.Added
		total.Changed += n.Changed
		total.Known += n.Known
	}
	for _, sentence := range taken.Notes {
		fmt.Fprintf(p.err, "Obs! %s\n", sentence)
	}
	for _, sentence := range taken.Refused {
		fmt.Fprintf(p.err, "Togs inte in: %s\n", sentence)
	}
	did := "Tog in"
	if dry {
		did = "Skulle ta in"
	}
	fmt.Fprintf(p.out, "%s %s; %d ändrade, %d fanns redan, %d togs inte in.\n", did,
		problem.Amount(total.Added, "ny synpunkt", "nya synpunkter"), total.Changed, total.Known, len(taken.Refused))
	if len(taken.Refused) > 0 {
		return errFindings
	}
	return nil
}
