// Package draft makes new texts in a content folder: of a template alone, or of what has come in from
// Word or the web. It also puts what has come in into a section of a text that exists.
//
// A [Desk] is the content folder. [Desk.New] and [Desk.Import] make a text and never change one;
// [Desk.Insert] says what a text would become, and [Desk.Put] does that, if the text is as it was.
package draft

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/document"
	"provtryck/generator/intake"
	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// A Desk is a content folder that texts are made in. Use [Open] to open one.
type Desk struct {
	root  content.Folder
	dir   string // as people write it
	rules problem.Catalogue
	moved func(address string) (file string, known bool) // what replaces an address on the old site; may be nil
}

// Open opens a content folder. Rules are those that its files can name; moved returns the text that
// replaces an address on the old site, and may be nil.
func Open(dir string, rules problem.Catalogue, moved func(address string) (file string, known bool)) (*Desk, error) {
	root, err := content.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Desk{root, filepath.ToSlash(dir), rules, moved}, nil
}

// Close closes the folder.
func (d *Desk) Close() { d.root.Close() }

// New makes a text of a template, with its required headings, at a name in the content folder. The
// title is YAML, and asked for when the text can be made. It returns the file as people write it.
func (d *Desk) New(template, name string, title func() string) (file string, err error) {
	blueprint, name, err := d.place(template, name)
	if err != nil {
		return "", err
	}
	if err := d.free(name); err != nil {
		return "", err
	}
	return d.shown(name), d.create(map[string][]byte{name: []byte(site.Scaffold(blueprint, title()))})
}

// An Arrival is what has come in.
type Arrival struct {
	source.Source
	From string // the file that it was, or what else it came by
	Day  string // when it was as it is, "2027-03-02"
}

// A Made is a text that has been made of what came in.
type Made struct {
	intake.Draft
	Files    []string // that were written, as people write them, the text first
	Name     string   // of the text, in the content folder
	Folder   string   // that was made for the text, as people write it; "" where it was there
	Original string   // the file with the text as it came in, as people write it
}

// Import makes a text of what has come in, with a template, at a name in the content folder, and keeps
// what it was for the account of the old text. A title that is given is that of the text.
func (d *Desk) Import(a Arrival, template, name, title string) (Made, error) {
	blueprint, name, err := d.place(template, name)
	if err != nil {
		return Made{}, err
	}
	if err := d.free(name); err != nil {
		return Made{}, err
	}
	pictures, draft, err := d.make(a, blueprint, name)
	if err != nil {
		return Made{}, err
	}
	if err := checkTitle(title); err != nil {
		return Made{}, err
	}
	front := originalFront(draft, a) // with the title that it had
	draft.Title = cmp.Or(title, draft.Title)
	files := map[string][]byte{
		name: []byte(site.ScaffoldFront(blueprint, knownOf(draft)) + "\n" + draft.Body),
	}
	for _, p := range draft.Pictures {
		files[pictures+p.Name] = p.Data
	}
	original := content.OriginalFile(name)
	files[original] = []byte(front + "\n" + draft.Original)
	made := Made{Draft: draft, Name: name, Original: d.shown(original), Files: []string{d.shown(name)}}
	for file := range files {
		if file != name {
			made.Files = append(made.Files, d.shown(file))
		}
	}
	slices.Sort(made.Files[1:])
	if d.free(path.Dir(name)) == nil {
		made.Folder = d.shown(path.Dir(name))
	}
	return made, d.create(files)
}

// Draft returns what becomes of what has come in, with a template.
func (d *Desk) Draft(a Arrival, template string) (intake.Draft, error) {
	blueprint, err := d.blueprint(template)
	if err != nil {
		return intake.Draft{}, err
	}
	_, draft, err := d.make(a, blueprint, "")
	return draft, err
}

// make makes a text of what has come in, and returns what the names of its pictures begin with. Without
// a template it is a part of another text.
func (d *Desk) make(a Arrival, b *site.Blueprint, name string) (pictures string, _ intake.Draft, _ error) {
	if err := fits(a); err != nil {
		return "", intake.Draft{}, err
	}
	pictures, o, err := d.options(a, cmp.Or(b, &site.Blueprint{}), name)
	if err != nil {
		return "", intake.Draft{}, err
	}
	if b == nil {
		o.Mapping, o.Part = nil, true
	}
	draft := intake.Make(a.Source, o)
	return pictures, draft, shows(draft.Body)
}

// longestTitle is how many letters a title may have.
const longestTitle = 300

// checkTitle checks that a title can be one.
func checkTitle(title string) error {
	switch {
	case len([]rune(title)) > longestTitle:
		return fmt.Errorf("titeln är längre än %d tecken", longestTitle)
	case problem.Visible(title) != title:
		return errors.New("titeln har tecken som inte syns; skriv den för hand i stället för att klistra in den")
	}
	return nil
}

// What a text that is made may have: what is larger cannot be shown, and would take long to find out.
const (
	maxBytes    = document.MaxFile - 16<<10 // of words, beside the front matter
	maxElements = 20_000                    // paragraphs, items, cells and the like
)

// fits checks that what has come in can be a text.
func fits(a Arrival) error {
	switch bytes, elements := a.Size(); {
	case bytes > maxBytes:
		return fmt.Errorf("texten är större än %d kB och kan inte visas; dela den i flera", maxBytes>>10)
	case elements > maxElements:
		return fmt.Errorf("texten har fler än %d stycken, celler och andra delar och kan inte visas; dela den i flera", maxElements)
	}
	return nil
}

// shows checks that a text that has been made can be shown.
func shows(body string) error {
	doc := document.Parse("ny.md", []byte("---\ntitel: x\n---\n\n"+body), document.Options{Taxonomy: &audience.Taxonomy{}})
	for _, p := range doc.Problems {
		if p.Rule == document.TooLarge {
			return fmt.Errorf("texten kan inte visas: %s; %s", strings.TrimPrefix(p.Message, "texten visas inte: "), p.Hint)
		}
	}
	return nil
}

// options returns what is known of a text that is to have a name, and what the names of its pictures
// begin with: such that none is taken.
func (d *Desk) options(a Arrival, b *site.Blueprint, name string) (pictures string, _ intake.Options, _ error) {
	o, problems := content.NewReader(d.rules).Intake(d.root.FS(), b)
	if problems.Worst() == problem.Error {
		worst := problems.Sorted()[0]
		worst.Pos.File = d.shown(worst.Pos.File)
		return "", o, fmt.Errorf("%s har fel; inget skrevs: %s", d.shown(content.ImportFile), worst)
	}
	base := path.Join("bilder", strings.TrimSuffix(path.Base(name), ".md")) + "-"
	pictures = base
	taken := func(p source.Picture) bool { return d.free(pictures+p.Name) != nil }
	for n := 2; slices.ContainsFunc(a.Pictures, taken); n++ {
		pictures = base + strconv.Itoa(n) + "-"
	}
	o.Pictures = strings.Repeat("../", strings.Count(name, "/")) + pictures
	o.Follow = func(address string) (string, bool) {
		if d.moved == nil {
			return "", false
		}
		file, known := d.moved(address)
		if !known {
			return "", false
		}
		return site.Relative(name, file), true
	}
	return pictures, o, nil
}

// place returns the template by its name, and the file of a text that is made of it.
func (d *Desk) place(template, name string) (*site.Blueprint, string, error) {
	blueprint, err := d.blueprint(template)
	if err != nil {
		return nil, "", err
	}
	name, err = site.FileName(blueprint.ID, name)
	return blueprint, name, err
}

func (d *Desk) blueprint(word string) (*site.Blueprint, error) {
	id := spelling.Slug(word)
	if !slices.Contains(site.BlueprintIDs, id) {
		return nil, fmt.Errorf("mallen %q finns inte; %s", word, spelling.DidYouMean(word, site.BlueprintIDs))
	}
	file := content.BlueprintsFolder + "/" + id + ".yaml"
	src, err := content.ReadFile(d.root.FS(), file)
	if err != nil {
		return nil, fmt.Errorf("%s går inte att läsa: %w", d.shown(file), disk.Reading(err))
	}
	blueprint, problems := site.LoadBlueprint(d.shown(file), src)
	if problems.Worst() == problem.Error {
		return nil, fmt.Errorf("mallen har fel: %s", problems.Sorted()[0])
	}
	return blueprint, nil
}

// create writes new files, all or none of them, and none that exists.
func (d *Desk) create(files map[string][]byte) error {
	if err := d.allFree(files); err != nil {
		return err
	}
	switch err := output.Exchange(d.root.Root, nil, files); {
	case errors.Is(err, output.ErrChanged): // a file has come there in the meantime
		return cmp.Or(d.allFree(files), fmt.Errorf("inget skrevs: %w", err))
	case err != nil:
		return fmt.Errorf("texten går inte att skriva: %w", disk.Writing(err))
	}
	return nil
}

// allFree checks that there are no files with the names.
func (d *Desk) allFree(files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := d.free(name); err != nil {
			return err
		}
	}
	return nil
}

// free checks that there is no file with a name.
func (d *Desk) free(name string) error {
	switch _, err := d.root.Lstat(filepath.FromSlash(name)); {
	case err == nil:
		return fmt.Errorf("%s finns redan och har inte ändrats", d.shown(name))
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s går inte att skapa: %w", d.shown(name), disk.Writing(err))
	}
	return nil
}

// shown returns a file as people write it.
func (d *Desk) shown(name string) string { return path.Join(d.dir, name) }

// originalFront returns the front matter of what came in.
func originalFront(d intake.Draft, a Arrival) string {
	front := "---\nkälla: " + strconv.Quote(cmp.Or(d.URL, a.From)) + "\nhämtad: " + a.Day + "\n"
	if d.Title != "" {
		front += "titel: " + strconv.Quote(d.Title) + "\n"
	}
	return front + "---\n"
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
