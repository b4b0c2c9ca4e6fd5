// Package relocate plans how a text, a chapter or a programme moves to another place.
//
// [New] returns a [Plan]: the files that move, the [Line]s that change so that every link leads
// where it did, and what all these files are to hold. Links are mended where the parser has read
// them, never by searching the text, and the plan is proved: the texts are read as they will be, and
// each link must lead to the same text, section or picture. Nothing is written.
package relocate

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A Plan is all that a move changes. Names are in the content folder.
type Plan struct {
	From, To string            // the file or folder that moves, and where it is to be
	Moves    []Move            // of all files: what is to move, then what follows it
	Lines    []Line            // that change, where they are before the move
	Notes    []string          // of what else one should know
	Before   map[string][]byte // what the files hold that move or change, by their names before the move
	Files    map[string][]byte // what is to be written, by the names after the move
}

// A Move is of one file.
type Move struct{ From, To string }

// A Line is words that change in a line of a file. Old is empty where words are added.
type Line struct {
	Pos      problem.Pos
	Old, New string
}

// New plans the move of a text or a folder of texts. The error says in Swedish why it cannot be.
func New(s *site.Site, fsys fs.FS, from, to string) (*Plan, error) {
	p := &planner{site: s, fsys: fsys, changes: map[string][]change{}}
	p.Before, p.Files = map[string][]byte{}, map[string][]byte{}
	if err := p.route(from, to); err != nil {
		return nil, err
	}
	for _, step := range []func() error{p.list, p.links, p.formerPaths, p.rounds, p.exceptions, p.decisions, p.trial, p.inventory, p.write, p.room, p.prove} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &p.Plan, nil
}

// A planner makes a plan.
type planner struct {
	Plan
	site    *site.Site
	fsys    fs.FS
	folder  bool // what moves is one
	changes map[string][]change
	follows map[string]string // the files of texts that have moved already, by those that they were in
}

// moved returns the name of a file or folder after the move.
func (p *planner) moved(name string) string {
	if now, follows := p.follows[name]; follows {
		return now
	}
	if name == p.From {
		return p.To
	}
	if rest, inside := strings.CutPrefix(name, p.From+"/"); inside && p.folder {
		return p.To + "/" + rest
	}
	return name
}

// moves reports whether a file or folder is another after the move.
func (p *planner) moves(name string) bool { return p.moved(name) != name }

// texts returns the texts that have files, without those that a move that was broken off has already
// put where they are to be.
func (p *planner) texts() []*site.Article {
	return slices.DeleteFunc(slices.Clone(p.site.Articles), func(a *site.Article) bool {
		return a.MadeUp || p.left(a.Doc.Name)
	})
}

// left reports whether a file is where what moves is to be.
func (p *planner) left(name string) bool {
	return name == p.To || p.folder && strings.HasPrefix(name, p.To+"/")
}

// address returns the address of a text before the move.
func (p *planner) address(a *site.Article) string {
	if address := site.Address(a.Doc.Name); p.site.ByURL(address) != nil && p.left(p.site.ByURL(address).Doc.Name) {
		return address
	}
	return a.URL
}

// list finds the files that move: those of the folder, and what follows its texts.
func (p *planner) list() error {
	files, err := p.filesIn(p.From)
	if err != nil {
		return err
	}
	for _, name := range files {
		p.Moves = append(p.Moves, Move{name, p.moved(name)})
	}
	return p.companions()
}

// companions finds what follows the texts that move: comments on them, their originals and the decisions
// about those.
func (p *planner) companions() error {
	comments, err := p.filesIn(content.CommentsFolder)
	if err != nil {
		return err
	}
	for _, name := range comments {
		if folder, text := content.CommentedIn(name); path.Ext(name) == ".yaml" && p.moves(text) {
			p.Moves = append(p.Moves, Move{name, content.CommentsFile(folder, p.moved(text))})
		}
	}
	for _, folder := range []string{content.OriginalsFolder, content.DecisionsFolder} {
		files, err := p.filesIn(folder)
		if err != nil {
			return err
		}
		for _, name := range files {
			text, isOriginal := content.AccountedIn(name)
			now, ending := content.DecisionsFile(p.moved(text)), ".yaml"
			if isOriginal {
				now, ending = content.OriginalFile(p.moved(text)), ".md"
			}
			if path.Ext(name) == ending && p.moves(text) {
				p.Moves = append(p.Moves, Move{name, now})
			}
		}
	}
	return nil
}

// filesIn returns the files in a folder, or a file itself; none when it does not exist.
func (p *planner) filesIn(top string) ([]string, error) {
	var names []string
	if _, err := fs.Stat(p.fsys, top); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	err := fs.WalkDir(p.fsys, top, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
		case e.IsDir() || disk.Staged(e.Name()): // which a move that was broken off has left
		case !e.Type().IsRegular():
			return fmt.Errorf("%s är en genväg eller länk, som inte kan flyttas; ta bort den först", name)
		default:
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// write makes the bytes of all files that move or change.
func (p *planner) write() error {
	names := map[string]bool{}
	for _, m := range p.Moves {
		names[m.From] = true
	}
	for name := range p.changes {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		src, err := fs.ReadFile(p.fsys, name)
		if err != nil {
			return fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
		}
		p.Before[name] = src
		if changes := p.changes[name]; len(changes) > 0 {
			changes = inPlace(src, changes)
			if src, err = apply(src, changes); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			for _, c := range changes {
				p.Lines = append(p.Lines, Line{c.at, c.old, strings.TrimSuffix(c.new, "\n")})
			}
		}
		p.Files[p.target(name)] = src
	}
	return nil
}

// target returns what a file is called after the move, also one of comments.
func (p *planner) target(name string) string {
	for _, m := range p.Moves {
		if m.From == name {
			return m.To
		}
	}
	return name
}

// prove reads the texts as they will be, and checks that every link leads to where it did and that
// every text remembers its address.
func (p *planner) prove() error {
	src := site.Sources{Taxonomy: p.site.Taxonomy, Blueprints: p.site.Blueprints}
	for _, a := range p.texts() {
		d := a.Doc
		name := p.moved(d.Name)
		if data, touched := p.Files[name]; touched {
			d = document.Parse(name, data, document.Options{Taxonomy: p.site.Taxonomy})
		}
		src.Documents = append(src.Documents, d)
	}
	slices.SortFunc(src.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
	for _, picture := range p.site.Pictures {
		picture.File = p.moved(picture.File)
		src.Pictures = append(src.Pictures, picture)
	}
	after := site.New(src)
	for _, a := range p.texts() {
		now := after.ByFile(p.moved(a.Doc.Name))
		if now == nil || len(now.Links) != len(a.Links) {
			return fmt.Errorf("%s går inte att ändra säkert; ta bort ovanliga tecken i dess länkar först", a.Doc.Name)
		}
		for i, l := range a.Links {
			was, is := p.leads(l), leads(now.Links[i])
			if mended := was == (destination{}) && p.left(is.text); was != is && !mended { // by a move that was broken off
				return fmt.Errorf("%s: länken till %s går inte att ändra säkert; skriv den som [ord](sökväg) först",
					a.Doc.Links[i].Pos, a.Doc.Links[i].Dest)
			}
		}
		url := p.address(a)
		adds := p.moves(a.Doc.Name) && now.URL != url && p.successor(url) == nil
		if want := former(a, url, adds); !slices.Equal(former(now, "", false), want) {
			return fmt.Errorf("%s: uppgiften tidigare går inte att fylla i; skriv den först som en lista på en rad, tidigare: [%s]",
				a.Doc.Name, strings.Join(want, ", "))
		}
	}
	return nil
}

// A destination is where a link leads, whatever its address is.
type destination struct{ text, anchor, picture, elsewhere string }

func leads(l site.Link) destination {
	d := destination{anchor: l.Anchor}
	switch {
	case l.Target != nil:
		d.text = l.Target.Doc.Name
	case l.Picture != nil:
		d.picture = l.Picture.File
	case l.External:
		d.elsewhere = l.URL
	}
	return d
}

// leads returns where a link must lead after the move.
func (p *planner) leads(l site.Link) destination {
	d := leads(l)
	d.text, d.picture = p.moved(d.text), p.moved(d.picture)
	return d
}

func remembers(a *site.Article, url string) bool {
	for _, former := range a.Doc.Front.FormerPaths {
		if former.Text == url {
			return true
		}
	}
	return false
}

// former returns the addresses that a text says that it has had, with the one that it has where it adds that.
func former(a *site.Article, url string, adds bool) []string {
	var all []string
	if adds {
		all = []string{url}
	}
	for _, t := range a.Doc.Front.FormerPaths {
		all = append(all, t.Text)
	}
	return all
}
