package inbox

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/feedback"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/round"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// An importer takes what has been sent into the files of comments.
type importer struct {
	*Inbox
	Options
	site    *site.Site
	rounds  []string
	columns map[string]string
	files   map[string][]feedback.Comment
	sizes   map[string]int       // of the files, in bytes
	kept    map[commentID]placed // where the comments are
	checked map[string]error     // whether the files can be written again
	said    map[saying]bool      // who says what
	full    map[string]int       // how many comments did not fit in a file
	all     feedback.Delivery    // for the parts of answers
	taken   Taken
}

// A commentID is what a comment is known by: two rounds may have the same ids.
type commentID struct{ round, id string }

// A placed is the file of a comment, and which one there it is.
type placed struct {
	file string
	at   int
}

// A saying is what somebody says.
type saying struct{ round, words, name, email string }

func sayingOf(c feedback.Comment) saying { return saying{c.Round, c.Text, c.From, c.Email} }

// Taken is what an import has come to.
type Taken struct {
	Files   map[string]*Count // by the names of the files, in the content folder
	Refused []string          // what was not taken in, and why
	Notes   []string          // what one should know of what was
}

// A Count is how many comments are new in a file, were changed, and were there already.
type Count struct{ Added, Changed, Known int }

// Options are how answers are taken in.
type Options struct {
	Round    string // the only one that they may be of; empty for any
	Nameless bool   // names and e-mail addresses are left out
	Dry      bool   // nothing is written
}

// Import takes the answers in some files and folders into the comments on a site. Where some files
// cannot be written, the others are: the error says which are not, Taken has those that are, and
// taking the same in again completes it.
func (in *Inbox) Import(s *site.Site, files []string, o Options) (Taken, error) {
	i := &importer{Inbox: in, Options: o, site: s, rounds: content.Rounds(in.root.FS()), kept: map[commentID]placed{},
		sizes: map[string]int{}, said: map[saying]bool{}, full: map[string]int{}, checked: map[string]error{}, taken: Taken{Files: map[string]*Count{}}}
	if o.Round != "" && !slices.Contains(i.rounds, o.Round) {
		return Taken{}, UnknownRound(o.Round, i.rounds)
	}
	i.files, _ = content.ReadComments(in.root.FS()) // what is wrong with them is said when they are to change
	for _, name := range slices.Sorted(maps.Keys(i.files)) {
		for at, c := range i.files[name] {
			i.said[sayingOf(c)] = true
			if id := (commentID{c.Round, c.ID}); i.kept[id] == (placed{}) { // where it is twice, the first
				i.kept[id] = placed{name, at}
			}
		}
	}
	if o.Round != "" {
		i.columns = columnsOf(in.root, o.Round)
	}
	for _, file := range files {
		i.read(file)
	}
	i.refuseFull()
	i.taken.Notes = append(i.taken.Notes, i.all.Missing()...)
	err := i.write()
	return i.taken, err
}

// UnknownRound is the error for a round that does not exist, with those that do.
func UnknownRound(id string, known []string) error {
	slices.Sort(known)
	if known = slices.Compact(known); len(known) == 0 {
		return fmt.Errorf("omgången %q finns inte; skapa %s/%s.yaml", id, content.RoundsFolder, spelling.Slug(id))
	}
	return fmt.Errorf("omgången %q finns inte; %s", id, spelling.DidYouMean(id, known))
}

// columnsOf returns the columns of the survey of a round.
func columnsOf(root content.Folder, id string) map[string]string {
	name := content.RoundsFolder + "/" + id + ".yaml"
	src, _ := content.ReadFile(root.FS(), name) // a round that cannot be read has no columns, which a table shows
	r, _ := round.Load(name, src)               // the check of the texts says what is wrong with it
	return r.Columns
}

func (i *importer) refuse(format string, args ...any) {
	i.taken.Refused = append(i.taken.Refused, fmt.Sprintf(format, args...))
}

// read reads a file, or those in a folder.
func (i *importer) read(arg string) {
	info, err := os.Stat(arg)
	if err != nil {
		i.refuse("%s: %v", arg, disk.Reading(err))
		return
	}
	if !info.IsDir() {
		i.readFile(arg)
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
			i.taken.Notes = append(i.taken.Notes, name+": läses inte: den är ingen fil")
		case !slices.Contains(feedback.Endings, strings.ToLower(filepath.Ext(name))):
			i.taken.Notes = append(i.taken.Notes, name+": läses inte: filerna ska sluta på "+strings.Join(feedback.Endings, ", "))
		default:
			i.readFile(name)
		}
	}
}

func (i *importer) readFile(name string) {
	src, err := readFile(name)
	if err != nil {
		i.refuse("%s: %v", name, err)
		return
	}
	d, err := feedback.Read(name, src, i.Round, i.columns)
	if err != nil {
		i.refuse("%s: %v", name, err)
		return
	}
	for _, sentence := range d.Refused {
		i.refuse("%s: %s", name, sentence)
	}
	for _, sentence := range d.Notes {
		i.taken.Notes = append(i.taken.Notes, name+": "+sentence)
	}
	i.all.Add(feedback.Delivery{Parts: d.Parts})
	for _, c := range d.Comments {
		if err := i.take(c); err != nil {
			i.refuse("%s: synpunkten %s: %v", name, c.ID, err)
		}
	}
}

// maxFile is how many bytes a file may be: one of many mails is read one mail at a time.
const maxFile = 10 * feedback.MaxFile

// readFile reads a file that somebody has sent. What is no file is refused and never waited for: a
// pipe may have no end, and nobody who writes to it.
func readFile(name string) ([]byte, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ENXIO) {
		return nil, errNoFile // a socket
	}
	if err != nil {
		return nil, disk.Reading(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, disk.Reading(err)
	case info.Mode()&(fs.ModeDevice|fs.ModeCharDevice|fs.ModeNamedPipe|fs.ModeSocket) != 0:
		return nil, errNoFile
	}
	src, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, disk.Reading(err)
	case len(src) > maxFile:
		return nil, fmt.Errorf("filen är större än %d MB", maxFile>>20)
	}
	return src, nil
}

var errNoFile = errors.New("den är ingen fil utan en enhet eller ett rör; spara det som har kommit in i en fil")

// take takes a comment into the file where it belongs.
func (i *importer) take(c feedback.Comment) error {
	if i.Round != "" && c.Round == "" {
		c.Round = i.Round
	}
	switch {
	case i.Round != "" && c.Round != i.Round:
		return fmt.Errorf("den hör till omgången %s, inte %s", c.Round, i.Round)
	case c.Round != "" && !slices.Contains(i.rounds, c.Round):
		return UnknownRound(c.Round, slices.Clone(i.rounds))
	}
	if i.Nameless {
		c.From, c.Email = "", ""
	}
	id := commentID{c.Round, c.ID}
	if p, found := i.kept[id]; found {
		return i.update(p, c)
	}
	text, lost := i.place(c.Page)
	if lost {
		i.taken.Notes = append(i.taken.Notes, fmt.Sprintf("synpunkten %s: ingen text har adressen %q; den ligger i %s", c.ID, c.Page,
			path.Join(i.dir, content.CommentsFile(c.Round, text))))
	} else {
		c.Page = ""
	}
	name := content.CommentsFile(c.Round, text)
	if err := i.replaceable(name); err != nil {
		return err
	}
	if !i.fits(name, sizeOf(c)) {
		i.full[name]++
		return nil
	}
	if prose.HasIdentityNumber(c.Text + "\n" + c.Suggestion + "\n" + c.From) {
		i.taken.Notes = append(i.taken.Notes, fmt.Sprintf("synpunkten %s: här står något som ser ut som ett personnummer; ta bort det ur %s",
			c.ID, path.Join(i.dir, name)))
	}
	i.files[name], i.kept[id] = append(i.files[name], c), placed{name, len(i.files[name])}
	i.said[sayingOf(c)] = true
	i.count(name).Added++
	return nil
}

// sizeOf returns how many bytes a comment is in its file.
func sizeOf(c feedback.Comment) int {
	return len(feedback.Marshal([]feedback.Comment{c})) - len(feedback.Marshal(nil))
}

// fits reports whether a file of comments can be read with so many bytes more, and makes room for them.
func (i *importer) fits(name string, more int) bool {
	if i.sizes[name] == 0 {
		i.sizes[name] = len(feedback.Marshal(i.files[name]))
	}
	size := i.sizes[name] + more
	if size > content.MaxCommentsFile {
		return false
	}
	i.sizes[name] = size
	return true
}

// refuseFull tells which comments did not fit, once for each file.
func (i *importer) refuseFull() {
	for _, name := range slices.Sorted(maps.Keys(i.full)) {
		i.refuse("%s ryms inte i %s, som kan ha %d MB; ta bort det som är inarbetat ur den och kör kommandot igen",
			problem.Amount(i.full[name], "synpunkt", "synpunkter"), path.Join(i.dir, name), content.MaxCommentsFile>>20)
	}
}

func (i *importer) update(p placed, c feedback.Comment) error {
	name, list := p.file, i.files[p.file]
	next, changed, err := feedback.Update(list[p.at], c)
	if err != nil {
		return err
	}
	if !changed {
		if i.another(list[p.at], c) {
			i.taken.Notes = append(i.taken.Notes, fmt.Sprintf("synpunkten %s: den säger detsamma som en som finns, men kommer från "+
				"någon annan; lägg till den för hand om den är en synpunkt till", c.ID))
		}
		i.count(name).Known++
		return nil
	}
	if err := i.replaceable(name); err != nil {
		return err
	}
	next.Round = list[p.at].Round
	if !i.fits(name, sizeOf(next)-sizeOf(list[p.at])) {
		i.full[name]++
		return nil
	}
	list[p.at] = next
	i.count(name).Changed++
	return nil
}

// another reports whether a row of a table, whose id is made of its words, may be a second comment that
// says the same as one that is kept.
func (i *importer) another(kept, sent feedback.Comment) bool {
	named := func(c feedback.Comment) bool { return c.From+c.Email != "" }
	return sent.ID == sent.Answer && named(kept) && named(sent) && !i.said[sayingOf(sent)]
}

func (i *importer) count(name string) *Count {
	if i.taken.Files[name] == nil {
		i.taken.Files[name] = &Count{}
	}
	return i.taken.Files[name]
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

// replaceable is the method of the same name, once for each file.
func (i *importer) replaceable(name string) error {
	err, checked := i.checked[name]
	if !checked {
		err = i.Inbox.replaceable(name)
		i.checked[name] = err
	}
	return err
}

// write writes the files that have changed, each whole or not at all. What could not be written is
// not taken.
func (i *importer) write() error {
	if i.Dry {
		return nil
	}
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(i.taken.Files)) {
		if n := i.taken.Files[name]; n.Added+n.Changed == 0 {
			continue
		}
		if err := i.save(name, i.files[name]); err != nil {
			delete(i.taken.Files, name)
			faults = append(faults, err.Error())
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return errors.New("allt togs inte in: " + strings.Join(faults, "; ") +
		"; rätta det och kör kommandot igen: det som redan är taget in läggs inte till igen")
}
