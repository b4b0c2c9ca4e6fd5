package relocate

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// links mends the links between what moves and what stays.
func (p *planner) links() error {
	for _, a := range p.texts() {
		for i, l := range a.Doc.Links {
			u, err := url.Parse(strings.ReplaceAll(l.Dest, `\`, "/"))
			if err != nil || l.Unsafe || u.Scheme != "" || u.Host != "" || u.Path == "" {
				continue // leads to another site, to this text or nowhere
			}
			w, known := a.Doc.Written(l)
			target := p.newPath(a, l, a.Links[i], u)
			if target == u.Path {
				continue
			}
			if !known {
				return fmt.Errorf("%s: länken till %s går inte att ändra säkert; skriv den som [ord](sökväg) först", l.Pos, l.Dest)
			}
			c := change{w.Pos, w.Text, inAddress(target, w) + rest(w.Text, u)}
			if !slices.Contains(p.changes[a.Doc.Name], c) { // links may share an address
				p.changes[a.Doc.Name] = append(p.changes[a.Doc.Name], c)
			}
		}
	}
	for name := range p.changes {
		if a := p.site.ByFile(name); a != nil && conflict(a.Doc) {
			return inConflict(a.Doc)
		}
	}
	return nil
}

// conflict reports whether a text has two versions that did not go together.
func conflict(d *document.Document) bool {
	return slices.ContainsFunc(d.Problems, func(f problem.Problem) bool { return f.Rule == document.ConflictMark })
}

func inConflict(d *document.Document) error {
	return fmt.Errorf("%s har två versioner som inte gick ihop; välj först vilken som gäller", d.Name)
}

// newPath returns the path of a link after the move: the same, unless it would lead elsewhere.
func (p *planner) newPath(a *site.Article, l document.Link, to site.Link, u *url.URL) string {
	if strings.HasPrefix(u.Path, "/") {
		return p.newRooted(l, to, u)
	}
	here := p.moved(a.Doc.Name)
	old := path.Join(path.Dir(a.Doc.Name), u.Path)
	if strings.HasPrefix(old, "..") {
		return u.Path
	}
	now := p.moved(old)
	if to.Target != nil { // of which the link may leave out the end
		full := p.moved(to.Target.Doc.Name)
		switch to.Target.Doc.Name {
		case old:
			now = full
		case old + ".md":
			now = strings.TrimSuffix(full, ".md")
		default:
			now = path.Dir(full)
		}
	}
	shortest := p.moves(a.Doc.Name) && u.Path == site.Relative(a.Doc.Name, old) // and is to remain so
	if path.Join(path.Dir(here), u.Path) == now && !shortest {
		return u.Path
	}
	now = site.Relative(here, now)
	if strings.HasSuffix(u.Path, "/") {
		now += "/"
	}
	return now
}

// newRooted returns the new path of a link that is an address on the site.
func (p *planner) newRooted(l document.Link, to site.Link, u *url.URL) string {
	switch {
	case l.Picture && to.Picture != nil && p.moves(to.Picture.File):
		return "/" + p.moved(to.Picture.File)
	case to.Target == nil || !p.moves(to.Target.Doc.Name):
		return u.Path
	}
	now := site.Address(p.moved(to.Target.Doc.Name))
	if now == to.Target.URL {
		return u.Path
	}
	if !strings.HasSuffix(u.Path, "/") {
		now = strings.TrimSuffix(now, "/")
	}
	return now
}

// inAddress returns a path as it is written in a link: with percent signs where the link had them or
// where Markdown and addresses need them.
func inAddress(to string, w document.Address) string {
	before, _, _ := strings.Cut(w.Text, "#")
	if strings.Contains(before, "%") {
		parts := strings.Split(to, "/")
		for i := range parts {
			parts[i] = url.PathEscape(parts[i])
		}
		to = strings.Join(parts, "/")
		return strings.NewReplacer("(", "%28", ")", "%29", "&", "%26").Replace(to)
	}
	var b strings.Builder
	for _, r := range to {
		if r < ' ' || strings.ContainsRune(`<>\&%#?`, r) || !w.Angled && strings.ContainsRune(" ()", r) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// rest returns what follows the path in an address.
func rest(written string, u *url.URL) string {
	if i := strings.IndexAny(written, "#?"); i >= 0 && !strings.ContainsAny(written, `&\`) {
		return written[i:]
	}
	after := url.URL{RawQuery: u.RawQuery, ForceQuery: u.ForceQuery, Fragment: u.Fragment, RawFragment: u.RawFragment}
	return after.String()
}

// formerPaths has every text that gets another address remember the one that it had.
func (p *planner) formerPaths() error {
	for _, a := range p.texts() {
		if !p.moves(a.Doc.Name) {
			continue
		}
		switch {
		case conflict(a.Doc):
			return inConflict(a.Doc)
		case a.Doc.Broken():
			return fmt.Errorf("%s: uppgifterna överst i filen går inte att läsa; rätta dem först, se provtryck check", a.Doc.Name)
		}
		url := p.address(a)
		if other := p.successor(url); other != nil && other != a {
			p.Notes = append(p.Notes, fmt.Sprintf("adressen %s leder redan till %s, som har haft den tidigare", url, other.Doc.Name))
		} else if other == nil && site.Address(p.moved(a.Doc.Name)) != url {
			p.changes[a.Doc.Name] = append(p.changes[a.Doc.Name], remember(a.Doc, url))
		}
	}
	return nil
}

// successor returns the text to which a former address leads, nil if there is none.
func (p *planner) successor(url string) *site.Article {
	for _, a := range p.texts() {
		if remembers(a, url) {
			return a
		}
	}
	return nil
}
