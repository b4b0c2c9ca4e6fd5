package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A Link (länk) is a reference of a text with where it leads.
type Link struct {
	URL      string   // "/kliniska-kunskapsstod/krisplan/#syfte"; empty when it leads nowhere
	Target   *Article // the text it leads to, nil for other targets
	Anchor   string   // id of the section it leads to
	External bool     // leads to another site, a mail program or a telephone
	Picture  *Picture // of a picture reference

	wrong trouble
}

// resolve settles where every link leads.
func (s *Site) resolve() {
	parallel(s.Articles, func(a *Article) { a.Links = s.links(a) })
	for _, a := range s.Articles {
		for _, l := range a.Links {
			if t := l.Target; t != nil && t != a && t.Programme == nil && !slices.Contains(t.UsedBy, a) {
				t.UsedBy = append(t.UsedBy, a)
			}
		}
	}
}

// links settles where the links of a lead.
func (s *Site) links(a *Article) []Link {
	links := make([]Link, len(a.Doc.Links))
	old := s.unchanged(a)
	for i, l := range a.Doc.Links {
		if old != nil && s.leadsAsBefore(old.Links[i]) {
			links[i] = old.Links[i]
			if t := links[i].Target; t != nil {
				links[i].Target = s.byName[t.at]
			}
			continue
		}
		link, wrong := s.lead(a, l)
		link.wrong = wrong
		links[i] = link
	}
	return links
}

// leadsAsBefore says whether a link of a text that has not changed leads where
// it did. Where the files are the same, only its target can have changed.
func (s *Site) leadsAsBefore(old Link) bool {
	return old.Target == nil || s.byName[old.Target.at].Doc == old.Target.Doc
}

// trouble is what is wrong with a link. The zero value is nothing.
type trouble struct {
	rule          *problem.Rule
	message, hint string
}

var (
	brokenLink = &problem.Rule{ID: "lank-trasig", Family: problem.Links, Severity: problem.Error,
		Demand: "En länk leder till en fil som finns.",
		Bad:    "Läs om [krisplan](krisplna.md).", Good: "Läs om [programmet](../index.md)."}
	externalPicture = &problem.Rule{ID: "bild-extern", Family: problem.Links, Severity: problem.Error,
		Demand: "Bilder ligger i innehållsmappen.",
		Bad:    "![Stegen i vården](https://www.socialstyrelsen.se/steg.png)", Good: "![Stegen i vården](../../../bilder/steg.svg)"}
)

// lead follows a link of a.
func (s *Site) lead(a *Article, l document.Link) (Link, trouble) {
	switch {
	case l.Unsafe:
		return Link{}, trouble{} // already reported where it was read
	case strings.HasPrefix(l.Dest, "#"):
		return s.anchor(Link{URL: a.URL, Target: a}, l.Dest[1:], a)
	}
	u, err := url.Parse(strings.ReplaceAll(l.Dest, `\`, "/"))
	switch {
	case err != nil:
		return Link{}, trouble{brokenLink, fmt.Sprintf("adressen %q går inte att tolka", l.Dest), "kopiera adressen på nytt från webbläsaren"}
	case u.Scheme != "" && l.Picture:
		return Link{}, trouble{externalPicture, "bilden ligger på en annan webbplats", "spara bilden i content/bilder och hänvisa dit"}
	case u.Scheme != "":
		return Link{URL: u.String(), External: true}, trouble{}
	case u.Path == "":
		return Link{}, trouble{brokenLink, "länken saknar adress", "skriv sökvägen till en .md-fil inom parentesen"}
	case l.Picture:
		return s.picture(a, u.Path)
	}
	return s.text(a, u)
}

var (
	linkOutside = &problem.Rule{ID: "lank-utanfor", Family: problem.Links, Severity: problem.Error,
		Demand: "En länk leder inte ut ur innehållsmappen.",
		Bad:    "Läs [anteckningarna](../../../../anteckningar.md).", Good: "Läs [om programmet](../index.md)."}
	linkForm = &problem.Rule{ID: "lank-form", Family: problem.Links, Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Länkar mellan texter är sökvägar till .md-filer.",
		Bad:    "Läs [om programmet](/vard-och-insatsprogram/adhd/).", Good: "Läs [om programmet](../index.md)."}
	incompleteLink = &problem.Rule{ID: "lank-ofullstandig", Family: problem.Links, Severity: problem.Tip,
		Demand: "En länk säger filens hela namn.",
		Bad:    "Läs [om programmet](../index).", Good: "Läs [om programmet](../index.md)."}
)

// text follows a link to another text.
func (s *Site) text(a *Article, u *url.URL) (Link, trouble) {
	if strings.HasPrefix(u.Path, "/") {
		target := s.ByURL(strings.TrimSuffix(u.Path, "/") + "/")
		if target == nil {
			return Link{}, trouble{brokenLink, fmt.Sprintf("adressen %s finns inte", u.Path), "skriv sökvägen till .md-filen i stället"}
		}
		link, wrong := s.anchor(Link{URL: target.URL, Target: target}, u.Fragment, target)
		if wrong == (trouble{}) {
			wrong = trouble{linkForm, "länken är en adress på webbplatsen", "skriv sökvägen till .md-filen: " + relative(a.Doc.Name, target.Doc.Name)}
		}
		return link, wrong
	}
	if wrong := meantElsewhere(u.Path); wrong != (trouble{}) {
		return Link{}, wrong
	}
	name := path.Join(path.Dir(a.Doc.Name), u.Path)
	if strings.HasPrefix(name, "..") {
		return Link{}, trouble{linkOutside, fmt.Sprintf("länken %s leder ut ur content", u.Path), "länka till en fil i content, eller till en adress som börjar med https:"}
	}
	target := cmp.Or(s.ByFile(name), s.ByFile(name+".md"), s.ByFile(path.Join(name, "index.md")))
	if target == nil || target.MadeUp {
		return Link{}, trouble{brokenLink, fmt.Sprintf("filen %s finns inte", u.Path), s.hints.get(path.Dir(a.Doc.Name)+"\n"+name, func() string { return s.nearestFile(a, name) })}
	}
	link, wrong := s.anchor(Link{URL: target.URL, Target: target}, u.Fragment, target)
	if wrong == (trouble{}) && target.Doc.Name != name {
		wrong = trouble{incompleteLink, "länken saknar filens hela namn", "skriv " + relative(a.Doc.Name, target.Doc.Name) + ", så följer även andra program den"}
	}
	return link, wrong
}

// meantElsewhere says what is wrong with a path that was meant as an address on
// another site or as that of a mailbox; nothing when it is a path.
func meantElsewhere(ref string) trouble {
	low := strings.ToLower(ref)
	switch {
	case strings.HasPrefix(low, "www."):
		return trouble{brokenLink, fmt.Sprintf("adressen %s saknar sin början", ref), "skriv https:// först"}
	case strings.HasPrefix(low, "http/") || strings.HasPrefix(low, "https/"):
		return trouble{brokenLink, fmt.Sprintf("adressen %s saknar kolon", ref), "börja den med https://"}
	case strings.Contains(ref, "@") && !strings.Contains(ref, "/"):
		return trouble{brokenLink, fmt.Sprintf("%s är en e-postadress", ref), "skriv mailto: först"}
	}
	return trouble{}
}

// hints remembers what was meant by names that do not exist: one page that has
// been renamed makes the same question of every link to it.
type hints struct{ sync.Map } // string → string

func (h *hints) get(key string, find func() string) string {
	if hint, known := h.Load(key); known {
		return hint.(string)
	}
	hint := find()
	h.Store(key, hint)
	return hint
}

var missingAnchor = &problem.Rule{ID: "ankare-saknas", Family: problem.Links, Severity: problem.Error,
	Demand: "En länk till ett avsnitt leder till ett avsnitt som finns.",
	Bad:    "Läs [om programmet](../index.md#omprogrammet).", Good: "Läs [om programmet](../index.md#om-programmet)."}

// anchor adds the section that a link leads to.
func (s *Site) anchor(link Link, id string, target *Article) (Link, trouble) {
	if id == "" {
		return link, trouble{}
	}
	if target.Doc.Anchor(id) {
		link.URL += "#" + id
		link.Anchor = id
		return link, trouble{}
	}
	hint := s.hints.get(target.Doc.Name+"#"+id, func() string { return nearestAnchor(target, id) })
	return link, trouble{missingAnchor, fmt.Sprintf("avsnittet #%s finns inte i %s", id, target.Doc.Name), hint}
}

// maxNear is how many names are searched for the one that was meant.
const maxNear = 500

func nearestAnchor(target *Article, id string) string {
	var ids []string
	target.Doc.All(func(section *document.Section, _ []*document.Section) { ids = append(ids, section.ID) })
	ids = ids[:min(len(ids), maxNear)]
	if near, ok := spelling.Nearest(id, ids); ok {
		return "menade du #" + near + "?"
	}
	if len(ids) == 0 {
		return "texten har inga rubriker att länka till; ta bort #" + id
	}
	return "finns: #" + strings.Join(ids[:min(len(ids), 8)], ", #")
}

var missingPicture = &problem.Rule{ID: "bild-saknas", Family: problem.Links, Severity: problem.Error,
	Demand: "Bilden som texten visar finns.",
	Bad:    "![Stegen i vården](../../../bilder/stgr.svg)", Good: "![Stegen i vården](../../../bilder/steg.svg)"}

func (s *Site) picture(a *Article, ref string) (Link, trouble) {
	name := path.Join(path.Dir(a.Doc.Name), ref)
	if strings.HasPrefix(ref, "/") {
		name = strings.TrimPrefix(path.Clean(ref), "/")
	}
	if p, ok := s.Pictures[name]; ok {
		return Link{URL: p.URL, Picture: &p}, trouble{}
	}
	hint := "lägg bilden i content/bilder (png, jpg, webp, gif eller svg)"
	var names []string
	for file := range s.Pictures {
		names = append(names, file)
	}
	slices.Sort(names)
	if near, ok := nearestBase(name, names); ok {
		hint = "menade du " + relative(a.Doc.Name, near) + "?"
	}
	return Link{}, trouble{missingPicture, fmt.Sprintf("bilden %s finns inte", ref), hint}
}

// nearestFile looks for what was meant by a name that does not exist: a file of
// the same name elsewhere, or a similar one in the same folder.
func (s *Site) nearestFile(from *Article, name string) string {
	var same, siblings []string
	for _, a := range s.byName {
		switch file := a.Doc.Name; {
		case a.MadeUp:
		case strings.EqualFold(path.Base(file), path.Base(name)) && path.Base(name) != "index.md":
			same = append(same, file)
		case path.Dir(file) == path.Dir(name):
			siblings = append(siblings, file)
		}
	}
	if len(same) > 0 {
		nearest := slices.MaxFunc(same, func(a, b string) int { return cmp.Compare(shared(a, name), shared(b, name)) })
		return "menade du " + relative(from.Doc.Name, nearest) + "?"
	}
	if near, ok := nearestBase(name, siblings[:min(len(siblings), maxNear)]); ok {
		return "menade du " + relative(from.Doc.Name, near) + "?"
	}
	return "kontrollera sökvägen; .. går upp en mapp"
}

// nearestBase is the file whose name, without its folder, most resembles another:
// of a long path, the name is a small part, and all texts end alike.
func nearestBase(name string, files []string) (string, bool) {
	bases := make([]string, len(files))
	for i, file := range files {
		bases[i] = stem(file)
	}
	near, ok := spelling.Nearest(stem(name), bases)
	if !ok {
		return "", false
	}
	return files[slices.Index(bases, near)], true
}

// stem is the name of a file without its folder and ending.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// shared is how many folders two files have in common.
func shared(a, b string) int {
	n := 0
	for x, y := strings.Split(path.Dir(a), "/"), strings.Split(path.Dir(b), "/"); n < min(len(x), len(y)) && x[n] == y[n]; {
		n++
	}
	return n
}

// relative is the path from one file to another, as links are written.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if a[0] == "." {
		a = nil
	}
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
