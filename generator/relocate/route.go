package relocate

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// route decides what moves and where it is to be, or why it cannot be there.
func (p *planner) route(from, to string) error {
	p.From = path.Clean(from)
	for _, name := range []string{p.From, p.From + ".md"} {
		if link := p.link(name); link != "" {
			return fmt.Errorf("%s är en genväg eller länk, som inte kan flyttas; lägg själva mappen eller filen där först", link)
		}
	}
	info, err := fs.Stat(p.fsys, p.From)
	if err != nil && fs.ValidPath(p.From+".md") {
		if info, err = fs.Stat(p.fsys, p.From+".md"); err == nil {
			p.From += ".md"
		}
	}
	if err != nil {
		return fmt.Errorf("det finns ingen text eller mapp %s; %s", from, spelling.NearestOr(from, p.names(),
			"skriv sökvägen i mappen med texterna, till exempel vard-och-insatsprogram/adhd"))
	}
	p.folder = info.IsDir()
	kind, err := p.kind()
	if err != nil {
		return err
	}
	if info, err := fs.Stat(p.fsys, to); err == nil && info.IsDir() && p.into(to) {
		to = path.Join(to, path.Base(p.From))
	}
	name, err := site.FileName(kind, to)
	if err != nil {
		return err
	}
	if p.To = name; p.folder {
		p.To = path.Dir(name)
	}
	switch {
	case p.To == p.From:
		return fmt.Errorf("%s ligger redan där", p.From)
	case p.folder && strings.HasPrefix(p.To, p.From+"/"):
		return fmt.Errorf("mappen %s kan inte flyttas in i sig själv", p.From)
	}
	return p.above(kind)
}

// link returns the first of a file and the folders that it is in that is a link; empty when none is.
func (p *planner) link(name string) string {
	if name == "." || !fs.ValidPath(name) {
		return ""
	}
	if above := p.link(path.Dir(name)); above != "" {
		return above
	}
	entries, _ := fs.ReadDir(p.fsys, path.Dir(name)) // one that is not there has none
	for _, e := range entries {
		if e.Name() == path.Base(name) && !e.IsDir() && !e.Type().IsRegular() {
			return name
		}
	}
	return ""
}

// kind returns the blueprint of what moves.
func (p *planner) kind() (string, error) {
	if !p.folder {
		a := p.site.ByFile(p.From)
		switch {
		case a == nil:
			return "", fmt.Errorf("%s är ingen text; bara texter, kapitel och program kan flyttas", p.From)
		case path.Base(p.From) == "index.md":
			return "", fmt.Errorf("%s är framsidan till sin mapp; flytta mappen %s i stället", p.From, path.Dir(p.From))
		case !slices.Contains(site.BlueprintIDs, a.Kind):
			return "", fmt.Errorf("%s har ingen mall som finns; rätta uppgiften mall först", p.From)
		}
		return a.Kind, nil
	}
	switch parts := strings.Split(p.From, "/"); {
	case parts[0] == site.ProgrammesFolder && len(parts) == 2:
		return "program", nil
	case parts[0] == site.ProgrammesFolder && len(parts) == 3:
		return "kapitel", nil
	}
	return "", fmt.Errorf("mappen %s är inget kapitel eller program; bara texter, kapitel och program kan flyttas", p.From)
}

// into reports whether what moves is meant to be in a folder that exists, under its own name.
func (p *planner) into(folder string) bool {
	depth := strings.Count(folder, "/")
	return !p.folder || folder != p.From && depth == strings.Count(p.From, "/")-1
}

// above checks that the programme and the chapter exist that a text or chapter is to be in.
func (p *planner) above(kind string) error {
	folder := path.Dir(p.To)
	for ; strings.Count(folder, "/") > 0 && strings.HasPrefix(folder, site.ProgrammesFolder+"/"); folder = path.Dir(folder) {
		if a := p.site.ByFile(folder + "/index.md"); a == nil || a.MadeUp {
			what := "kapitel"
			if strings.Count(folder, "/") == 1 {
				what = "program"
			}
			return fmt.Errorf("det finns inget %s i %s; skapa det först: provtryck new %s %s", what, folder, what, folder)
		}
	}
	return nil
}

// room checks that no file and no address is taken by another text. A file that is already as it is to
// be is left by a move that was broken off.
func (p *planner) room() error {
	staying := map[string]string{}
	addresses := map[string]string{}
	for _, a := range p.texts() {
		if name := a.Doc.Name; !p.moves(name) {
			staying[folded(name)] = name
			addresses[site.Address(name)] = name
		}
	}
	targets := map[string]bool{}
	for _, m := range p.Moves {
		targets[m.To] = true
	}
	inTheWay, err := p.filesIn(p.To)
	if err != nil {
		return err
	}
	for _, name := range inTheWay {
		if !targets[name] {
			return fmt.Errorf("mappen %s finns redan, med filen %s; välj ett annat namn", p.To, name)
		}
	}
	for _, m := range p.Moves {
		there, err := fs.ReadFile(p.fsys, m.To)
		same := err == nil && bytes.Equal(there, p.Files[m.To])
		_, stat := fs.Stat(p.fsys, m.To)
		onlyCase := folded(m.From) == folded(m.To) && !p.listed(m.To)
		if stat == nil && !same && !onlyCase {
			return fmt.Errorf("%s finns redan; välj ett annat namn", m.To)
		}
		if same && !onlyCase {
			p.Before[m.To] = there
		}
		if same || p.site.ByFile(m.From) == nil {
			continue
		}
		if other, taken := staying[folded(m.To)]; taken {
			return fmt.Errorf("namnet %s skiljer sig från %s bara i stora och små bokstäver; välj ett annat", m.To, other)
		}
		if other, taken := addresses[site.Address(m.To)]; taken {
			return fmt.Errorf("adressen %s har redan %s; välj ett annat namn", site.Address(m.To), other)
		}
	}
	return nil
}

// listed reports whether there is a file or folder of exactly this name: some computers find it by other
// letter case too.
func (p *planner) listed(name string) bool {
	if name == "." {
		return true
	}
	entries, _ := fs.ReadDir(p.fsys, path.Dir(name)) // one that is not there has none
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == path.Base(name) }) && p.listed(path.Dir(name))
}

// folded is the same for names that some computers take for the same.
func folded(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// names returns the names of the texts and of the folders that they are in.
func (p *planner) names() []string {
	var all []string
	seen := map[string]bool{}
	for _, a := range p.texts() {
		for name := a.Doc.Name; name != "." && !seen[name]; name = path.Dir(name) {
			seen[name] = true
			all = append(all, name)
		}
	}
	return all
}
