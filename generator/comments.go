package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/feedback"
	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/round"
	"provtryck/generator/site"
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
			return unknownRound(id, known)
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

func unknownRound(id string, known []string) error {
	slices.Sort(known)
	if known = slices.Compact(known); len(known) == 0 {
		return fmt.Errorf("omgången %q finns inte; skapa %s/%s.yaml", id, content.RoundsFolder, spelling.Slug(id))
	}
	return fmt.Errorf("omgången %q finns inte; %s", id, spelling.DidYouMean(id, known))
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
			if kinds[c.Kind]++; c.Kind == "" {
				kinds["utan slag"]++
			}
			statuses[c.Status]++
		}
		fmt.Fprintf(&b, "  %s: %s (%s; %s)\n", commentedText(name), problem.Amount(len(list), "synpunkt", "synpunkter"),
			counts(append(slices.Clone(feedback.Kinds), "utan slag"), kinds), counts(feedback.Statuses, statuses))
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
			list = append(list, fmt.Sprintf("%s %d", word, of[word]))
		}
	}
	return strings.Join(list, ", ")
}

// importOptions are the flags of import.
type importOptions struct {
	round    string
	nameless bool
	dry      bool
}

// importCommand takes comments that reviewers have sent into the project.
func (p *program) importCommand() *cobra.Command {
	var o importOptions
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
	c.Flags().StringVar(&o.round, "omgang", "", "omgången som det hör till, med sitt `id`; svar som säger en annan tas inte in")
	c.Flags().BoolVar(&o.nameless, "utan-personuppgifter", false, "lämna bort namn och e-postadresser; organisationen tas med")
	c.Flags().BoolVar(&o.dry, "torrkor", false, "visa vad som skulle tas in, men skriv ingenting")
	return c
}

func (p *program) importComments(ctx context.Context, args []string, o importOptions) error {
	root, err := content.Open(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	rounds := content.Rounds(root.FS())
	if o.round != "" && !slices.Contains(rounds, o.round) {
		return unknownRound(o.round, rounds)
	}
	s, err := p.folder().SiteOf(ctx, "")
	if err != nil {
		return err
	}
	if !o.dry {
		release, err := lockComments(root)
		if err != nil {
			return err
		}
		defer release()
	}
	i := newImporter(s, filepath.ToSlash(p.content), root, o, rounds)
	for _, arg := range args {
		i.read(arg)
	}
	i.notes = append(i.notes, i.all.Missing()...)
	if err := i.write(); err != nil {
		return err
	}
	return i.report(p)
}

// An importer takes what has been sent into the files of comments.
type importer struct {
	importOptions
	site    *site.Site
	dir     string // the content folder, as people write it
	root    content.Folder
	rounds  []string
	columns map[string]string
	files   map[string][]feedback.Comment
	sizes   map[string]int       // of the files, in bytes, or somewhat more
	kept    map[commentID]string // the files of the comments
	results map[string]*result
	all     feedback.Delivery // for the parts of answers

	refused, notes []string
}

// A commentID is what a comment is known by: two rounds may have the same ids.
type commentID struct{ round, id string }

// A result is what has been taken into a file.
type result struct{ added, changed, known int }

func newImporter(s *site.Site, dir string, root content.Folder, o importOptions, rounds []string) *importer {
	i := &importer{importOptions: o, site: s, dir: dir, root: root, rounds: rounds, kept: map[commentID]string{}, sizes: map[string]int{},
		results: map[string]*result{}}
	i.files, _ = content.ReadComments(root.FS()) // what is wrong with them is said when they are to change
	for name, list := range i.files {
		for _, c := range list {
			i.kept[commentID{c.Round, c.ID}] = name
		}
	}
	if o.round != "" {
		i.columns = columnsOf(root, o.round)
	}
	return i
}

// columnsOf returns the columns of the survey of a round.
func columnsOf(root content.Folder, id string) map[string]string {
	name := content.RoundsFolder + "/" + id + ".yaml"
	src, _ := content.ReadFile(root.FS(), name) // a round that cannot be read has no columns, which a table shows
	r, _ := round.Load(name, src)               // the check of the texts says what is wrong with it
	return r.Columns
}

func (i *importer) refuse(format string, args ...any) {
	i.refused = append(i.refused, fmt.Sprintf(format, args...))
}

// read reads a file, or those in a folder.
func (i *importer) read(arg string) {
	info, err := os.Stat(arg)
	if err != nil {
		i.refuse("%s: %v", arg, disk.Reading(err))
		return
	}
	if !info.IsDir() {
		i.readFile(arg, info.Size())
		return
	}
	entries, err := os.ReadDir(arg)
	if err != nil {
		i.refuse("%s: %v", arg, disk.Reading(err))
	}
	for _, e := range entries {
		name := filepath.Join(arg, e.Name())
		info, err := e.Info()
		switch {
		case disk.Temporary(e.Name()):
		case err != nil || e.IsDir() || !info.Mode().IsRegular():
			i.notes = append(i.notes, name+": läses inte: den är ingen fil")
		case !slices.Contains(feedback.Endings, strings.ToLower(filepath.Ext(name))):
			i.notes = append(i.notes, name+": läses inte: filerna ska sluta på "+strings.Join(feedback.Endings, ", "))
		default:
			i.readFile(name, info.Size())
		}
	}
}

func (i *importer) readFile(name string, size int64) {
	if size > 10*feedback.MaxFile {
		i.refuse("%s: filen är större än %d MB", name, 10*feedback.MaxFile>>20)
		return
	}
	src, err := os.ReadFile(name)
	if err != nil {
		i.refuse("%s: %v", name, disk.Reading(err))
		return
	}
	d, err := feedback.Read(name, src, i.round, i.columns)
	if err != nil {
		i.refuse("%s: %v", name, err)
		return
	}
	for _, sentence := range d.Refused {
		i.refuse("%s: %s", name, sentence)
	}
	for _, sentence := range d.Notes {
		i.notes = append(i.notes, name+": "+sentence)
	}
	i.all.Add(feedback.Delivery{Parts: d.Parts})
	for _, c := range d.Comments {
		if err := i.take(c); err != nil {
			i.refuse("%s: synpunkten %s: %v", name, c.ID, err)
		}
	}
}

// take takes a comment into the file where it belongs.
func (i *importer) take(c feedback.Comment) error {
	if i.round != "" && c.Round == "" {
		c.Round = i.round
	}
	switch {
	case i.round != "" && c.Round != i.round:
		return fmt.Errorf("den hör till omgången %s, inte %s", c.Round, i.round)
	case c.Round != "" && !slices.Contains(i.rounds, c.Round):
		return unknownRound(c.Round, slices.Clone(i.rounds))
	}
	if i.nameless {
		c.From, c.Email = "", ""
	}
	id := commentID{c.Round, c.ID}
	if name, found := i.kept[id]; found {
		return i.update(name, c)
	}
	text, lost := i.place(c.Page)
	if lost {
		i.notes = append(i.notes, fmt.Sprintf("synpunkten %s: ingen text har adressen %q; den ligger i %s", c.ID, c.Page,
			path.Join(i.dir, content.CommentsFile(c.Round, text))))
	} else {
		c.Page = ""
	}
	name := content.CommentsFile(c.Round, text)
	if err := i.replaceable(name); err != nil {
		return err
	}
	if prose.HasIdentityNumber(c.Text + "\n" + c.Suggestion + "\n" + c.From) {
		i.notes = append(i.notes, fmt.Sprintf("synpunkten %s: här står något som ser ut som ett personnummer; ta bort det ur %s",
			c.ID, path.Join(i.dir, name)))
	}
	if err := i.fits(name, c); err != nil {
		return err
	}
	i.files[name], i.kept[id] = append(i.files[name], c), name
	i.result(name).added++
	return nil
}

// fits checks that a file of comments can be read when one of them is written anew.
func (i *importer) fits(name string, c feedback.Comment) error {
	if i.sizes[name] == 0 {
		i.sizes[name] = len(feedback.Marshal(i.files[name]))
	}
	size := i.sizes[name] + len(feedback.Marshal([]feedback.Comment{c}))
	if size > content.MaxCommentsFile {
		return fmt.Errorf("textens synpunkter blir fler än de %d MB som en fil kan ha", content.MaxCommentsFile>>20)
	}
	i.sizes[name] = size
	return nil
}

func (i *importer) update(name string, c feedback.Comment) error {
	list := i.files[name]
	at := slices.IndexFunc(list, func(kept feedback.Comment) bool { return kept.ID == c.ID })
	next, changed, err := feedback.Update(list[at], c)
	if err != nil {
		return err
	}
	if !changed {
		i.result(name).known++
		return nil
	}
	if err := i.replaceable(name); err != nil {
		return err
	}
	next.Round = list[at].Round
	if err := i.fits(name, next); err != nil {
		return err
	}
	list[at] = next
	i.result(name).changed++
	return nil
}

func (i *importer) result(name string) *result {
	if i.results[name] == nil {
		i.results[name] = &result{}
	}
	return i.results[name]
}

// place returns the text at an address, by the name of its file or its title; the place
// of comments on no text, and whether it is that for a text that is not there.
func (i *importer) place(page string) (text string, lost bool) {
	if page == "" {
		return feedback.OnAll, false
	}
	address := page
	if u, err := url.Parse(page); err == nil {
		address = u.Path
	}
	address = strings.TrimSuffix(address, "index.html")
	if address == "/" {
		return feedback.OnAll, false
	}
	if a := i.site.ByURL("/" + strings.Trim(address, "/") + "/"); a != nil && a.Doc.Name != "" {
		return a.Doc.Name, false
	}
	if a := i.site.ByFile(strings.TrimPrefix(page, "content/")); a != nil {
		return a.Doc.Name, false
	}
	var titled []string
	for _, a := range i.site.Articles {
		if spelling.Fold(a.Title) == spelling.Fold(page) {
			titled = append(titled, a.Doc.Name)
		}
	}
	if len(titled) == 1 {
		return titled[0], false
	}
	return feedback.OnNone, true
}

// replaceable is the function of the same name, once for each file.
func (i *importer) replaceable(name string) error {
	if i.results[name] != nil && i.results[name].added+i.results[name].changed > 0 {
		return nil // checked before
	}
	return replaceable(i.root, i.dir, name)
}

// replaceable checks that nothing would be lost if a file of comments were written anew; dir is the
// folder of the texts, for messages.
func replaceable(root content.Folder, dir, name string) error {
	src, err := content.ReadFile(root.FS(), name)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("filen %s går inte att läsa, och skrivs därför inte", path.Join(dir, name))
	}
	comments, found := feedback.Load(name, src)
	for _, f := range found.In(dir) {
		if f.Rule.Family != problem.Security && f.Severity >= problem.Warning {
			return fmt.Errorf("rätta först %s", f)
		}
	}
	if remarks(src) > remarks(feedback.Marshal(comments)) {
		return fmt.Errorf("filen %s har rader som börjar med #, som skulle försvinna; flytta dem till svar: först",
			path.Join(dir, name))
	}
	return nil
}

// remarks counts the lines that begin with #.
func remarks(src []byte) int {
	n := 0
	for l := range strings.Lines(string(src)) {
		if strings.HasPrefix(strings.TrimSpace(l), "#") {
			n++
		}
	}
	return n
}

// write writes the files that have changed.
func (i *importer) write() error {
	if i.dry {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(i.results)) {
		if r := i.results[name]; r.added+r.changed == 0 {
			continue
		}
		if err := i.writeFile(name, feedback.Marshal(i.files[name])); err != nil {
			return fmt.Errorf("%s går inte att skriva: %w", path.Join(i.dir, name), disk.Writing(err))
		}
	}
	return nil
}

// writeFile writes a file below the folder of comments, into which no link leads.
func (i *importer) writeFile(name string, data []byte) error {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := i.root.Lstat(dir); err == nil && !info.IsDir() {
			return fmt.Errorf("%s är ingen mapp", dir)
		}
	}
	return output.CreateFile(i.root.Root, name, data)
}

// report prints what has been taken and what has not.
func (i *importer) report(p *program) error {
	total := result{}
	for _, name := range slices.Sorted(maps.Keys(i.results)) {
		r := i.results[name]
		fmt.Fprintf(p.out, "%s: %d nya, %d ändrade, %d fanns redan\n", path.Join(i.dir, name), r.added, r.changed, r.known)
		total.added += r.added
		total.changed += r.changed
		total.known += r.known
	}
	for _, sentence := range i.notes {
		fmt.Fprintf(p.err, "Obs! %s\n", sentence)
	}
	for _, sentence := range i.refused {
		fmt.Fprintf(p.err, "Togs inte in: %s\n", sentence)
	}
	did := "Tog in"
	if i.dry {
		did = "Skulle ta in"
	}
	fmt.Fprintf(p.out, "%s %s; %d ändrade, %d fanns redan, %d togs inte in.\n", did,
		problem.Amount(total.added, "ny synpunkt", "nya synpunkter"), total.changed, total.known, len(i.refused))
	if len(i.refused) > 0 {
		return errFindings
	}
	return nil
}
