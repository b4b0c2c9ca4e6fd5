package site

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

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
	meant *guess // while the links are resolved; nil when there is nothing to guess
}

// A guess finds what was meant by a name that does not exist.
type guess struct {
	key  string // the same for links with the same guess
	find func() answer
}

// An answer is what was meant. The zero value is nothing near.
type answer struct {
	hint  string
	moved *Article // the text that has certainly moved to another folder; nil when none has
}

// resolve finds out where every link leads.
func (s *Site) resolve() {
	parallel(s.Articles, func(part []*Article) {
		for _, a := range part {
			a.Links = make([]Link, len(a.Doc.Links))
			for i, l := range a.Doc.Links {
				a.Links[i] = s.lead(a, l)
			}
		}
	})
	for _, a := range s.Articles {
		for _, l := range a.Links {
			if t := l.Target; t != nil && t != a {
				if n := len(t.UsedBy); n == 0 || t.UsedBy[n-1] != a {
					t.UsedBy = append(t.UsedBy, a)
				}
			}
		}
	}
	s.guess()
}

// maxGuesses is how many names that do not exist are looked for among those that
// do, in the whole site. A page that has been renamed is one of them however many
// links lead to it, and nobody fixes more at a time.
const maxGuesses = 100

// guess adds hints of what was meant by links that lead nowhere.
func (s *Site) guess() {
	answers := map[string]answer{}
	for _, a := range s.byName {
		for i := range a.Links {
			l := &a.Links[i]
			if l.meant == nil {
				continue
			}
			found, known := answers[l.meant.key]
			if !known && len(answers) < maxGuesses {
				found = l.meant.find()
				answers[l.meant.key] = found
			}
			l.wrong.hint, l.meant = cmp.Or(found.hint, l.wrong.hint), nil
			if found.moved != nil {
				l.wrong.fix = follow(a, a.Doc.Links[i], found.moved)
			}
		}
	}
}

// trouble is what is wrong with a link. The zero value is nothing.
type trouble struct {
	rule          *problem.Rule
	message, hint string
	fix           problem.Fix
}

func troubleOf(rule *problem.Rule, message, hint string) trouble {
	return trouble{rule: rule, message: message, hint: hint}
}

// Rules of links.
var (
	// BrokenLink is a link to a text that does not exist.
	BrokenLink = &problem.Rule{ID: "lank-trasig", Family: problem.Links, Severity: problem.Error,
		Demand: "En länk leder till en fil som finns.",
		Bad:    "Läs om [krisplan](krisplna.md).", Good: "Läs om [programmet](../index.md)."}
	externalPicture = &problem.Rule{ID: "bild-extern", Family: problem.Links, Severity: problem.Error,
		Demand: "Bilder ligger i innehållsmappen.",
		Bad:    "![Stegen i vården](https://www.socialstyrelsen.se/steg.png)",
		Good:   "![Stegen i vården](../../../bilder/steg.svg)"}
)

// lead follows a link of a.
func (s *Site) lead(a *Article, l document.Link) Link {
	switch {
	case l.Unsafe:
		return Link{} // already reported where it was read
	case strings.HasPrefix(l.Dest, "#"):
		return s.anchor(Link{URL: a.URL, Target: a}, l.Dest[1:], a)
	}
	u, err := url.Parse(strings.ReplaceAll(l.Dest, `\`, "/"))
	switch {
	case err != nil:
		return Link{wrong: troubleOf(BrokenLink, fmt.Sprintf("adressen %q går inte att tolka", l.Dest),
			"kopiera adressen på nytt från webbläsaren")}
	case u.Scheme != "" && l.Picture:
		return Link{wrong: troubleOf(externalPicture, "bilden ligger på en annan webbplats",
			"spara bilden i content/bilder och hänvisa dit")}
	case u.Scheme != "":
		return Link{URL: u.String(), External: true}
	case u.Path == "":
		return Link{wrong: troubleOf(BrokenLink, "länken saknar adress",
			"skriv sökvägen till en .md-fil inom parentesen")}
	case l.Picture:
		return s.picture(a, l, u.Path)
	}
	return s.text(a, l, u)
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

// otherFiles are the endings of files that people want to link to and that are not
// published.
var otherFiles = strings.Fields(".pdf .doc .docx .xls .xlsx .ppt .pptx .odt .ods .rtf .txt .csv .zip .mp3 .mp4")

// text follows a link to another text.
func (s *Site) text(a *Article, l document.Link, u *url.URL) Link {
	if strings.HasPrefix(u.Path, "/") {
		target := s.ByURL(strings.TrimSuffix(u.Path, "/") + "/")
		if target == nil {
			meant := &guess{u.Path, func() answer { return s.whereAddress(a, strings.TrimSuffix(u.Path, "/")+"/") }}
			return Link{meant: meant, wrong: troubleOf(BrokenLink, fmt.Sprintf("adressen %s finns inte", u.Path),
				"skriv sökvägen till .md-filen i stället")}
		}
		link := s.anchor(Link{URL: target.URL, Target: target}, u.Fragment, target)
		if link.wrong == (trouble{}) {
			link.wrong = troubleOf(linkForm, "länken är en adress på webbplatsen",
				"skriv sökvägen till .md-filen: "+Relative(a.Doc.Name, target.Doc.Name))
		}
		return link
	}
	if wrong := meantElsewhere(u.Path); wrong != (trouble{}) {
		return Link{wrong: wrong}
	}
	name := path.Join(path.Dir(a.Doc.Name), u.Path)
	target := s.at(name)
	if there := target != nil && !target.MadeUp; !there {
		if wrong := s.asBefore(a, l, u.Path); wrong != (trouble{}) {
			return Link{wrong: wrong}
		}
	}
	if strings.HasPrefix(name, "..") {
		return Link{wrong: troubleOf(linkOutside, fmt.Sprintf("länken %s leder ut ur content", u.Path),
			"länka till en fil i content, eller till en adress som börjar med https:")}
	}
	if target == nil && slices.Contains(otherFiles, strings.ToLower(path.Ext(name))) {
		return Link{wrong: troubleOf(BrokenLink,
			fmt.Sprintf("%s går inte att länka till: webbplatsen har bara texter och bilder", path.Base(name)),
			"länka till filen där den är publicerad, med en adress som börjar med https://, "+
				"eller skriv innehållet som en text")}
	}
	if target == nil || target.MadeUp {
		meant := &guess{path.Dir(a.Doc.Name) + "\n" + name, func() answer { return s.whereNow(a, name) }}
		return Link{meant: meant, wrong: troubleOf(BrokenLink, fmt.Sprintf("filen %s finns inte", u.Path),
			s.notThere())}
	}
	link := s.anchor(Link{URL: target.URL, Target: target}, u.Fragment, target)
	if link.wrong == (trouble{}) && target.Doc.Name != name {
		link.wrong = troubleOf(incompleteLink, "länken saknar filens hela namn",
			"skriv "+Relative(a.Doc.Name, target.Doc.Name)+", så följer även andra program den")
	}
	return link
}

// at returns the text of a file, of which a link may leave out the end; nil when there is none.
func (s *Site) at(name string) *Article {
	return cmp.Or(s.byFile[name], s.byFile[name+".md"], s.byFile[path.Join(name, "index.md")])
}

// meantElsewhere returns what is wrong with a path that was meant as an address on
// another site or of a mailbox.
func meantElsewhere(ref string) trouble {
	low := strings.ToLower(ref)
	switch {
	case strings.HasPrefix(low, "www."):
		return troubleOf(BrokenLink, fmt.Sprintf("adressen %s saknar sin början", ref), "skriv https:// först")
	case strings.HasPrefix(low, "http/") || strings.HasPrefix(low, "https/"):
		return troubleOf(BrokenLink, fmt.Sprintf("adressen %s saknar kolon", ref), "börja den med https://")
	case strings.Contains(ref, "@") && !strings.Contains(ref, "/"):
		return troubleOf(BrokenLink, fmt.Sprintf("%s är en e-postadress", ref), "skriv mailto: först")
	}
	return trouble{}
}

var missingAnchor = &problem.Rule{ID: "ankare-saknas", Family: problem.Links, Severity: problem.Error,
	Demand: "En länk till ett avsnitt leder till ett avsnitt som finns.",
	Bad:    "Läs [om programmet](../index.md#omprogrammet).", Good: "Läs [om programmet](../index.md#om-programmet)."}

var (
	anchorForm = &problem.Rule{ID: "ankare-form", Family: problem.Links, Severity: problem.Tip,
		Demand: "Ett ankare är rubriken med små bokstäver a–z, siffror och bindestreck.",
		Bad:    "Läs [om stegen](#Överväg-stöd).\n\n### Överväg stöd\n\nGör så.",
		Good:   "Läs [om stegen](#overvag-stod).\n\n### Överväg stöd\n\nGör så."}
	numberedAnchor = &problem.Rule{ID: "ankare-raknat", Family: problem.Links, Severity: problem.Tip,
		Demand: "En länk till en av flera rubriker som heter lika leder till ett eget ankare.",
		Bad:    "Läs om [dosen](#dos-2).\n\n### Barn\n\n#### Dos\n\nEn.\n\n### Vuxna\n\n#### Dos\n\nTvå.",
		Good:   "Läs om [dosen](#dos-vuxna).\n\n### Barn\n\n#### Dos\n\nEn.\n\n### Vuxna\n\n#### Dos {#dos-vuxna}\n\nTvå."}
)

// counts reports whether an anchor is that of a heading with a number after it, since
// there is another heading with the same words above it.
func counts(id string, section *document.Section) bool {
	if section.OwnID {
		return false
	}
	number, found := strings.CutPrefix(id, spelling.Slug(section.Title)+"-")
	return found && number != "" && strings.Trim(number, "0123456789") == ""
}

// meantSection returns the section whose anchor was written as its heading is, and
// that anchor: överväg-stöd, %C3%B6verv%C3%A4g-st%C3%B6d.
func meantSection(target *Article, id string) (*document.Section, string) {
	if plain, err := url.PathUnescape(id); err == nil {
		id = plain
	}
	slug := spelling.Slug(id)
	section, _ := target.Doc.Section(slug)
	return section, slug
}

// anchor adds the section that a link leads to.
func (s *Site) anchor(link Link, id string, target *Article) Link {
	if id == "" || target.Doc.NoText { // which is reported, and whose sections nobody knows
		return link
	}
	if section, _ := target.Doc.Section(id); section != nil {
		link.URL, link.Anchor = link.URL+"#"+id, id
		if counts(id, section) {
			link.wrong = troubleOf(numberedAnchor, fmt.Sprintf("#%s räknar rubriker som heter lika, "+
				"och leder fel när en till skrivs ovanför", id),
				fmt.Sprintf("ge rubriken på rad %d ett eget ankare, {#eget-namn}, och länka dit", section.Pos.Line))
		}
		return link
	}
	if section, slug := meantSection(target, id); section != nil {
		link.URL, link.Anchor = link.URL+"#"+slug, slug
		link.wrong = troubleOf(anchorForm, fmt.Sprintf("ankaret heter #%s, inte #%s", slug, id), "skriv #"+slug)
		link.wrong.fix = problem.Fix{Old: "#" + id + ")", New: "#" + slug + ")", Later: true}
		return link
	}
	link.meant = &guess{target.Doc.Name + "#" + id, func() answer {
		if near, ok := spelling.Nearest(id, anchors(target, maxNear)); ok {
			return answer{hint: "menade du #" + near + "?"}
		}
		return answer{}
	}}
	hint := "texten har inga rubriker att länka till; ta bort #" + id
	if ids := anchors(target, 8); len(ids) > 0 {
		hint = "finns: #" + strings.Join(ids, ", #")
	}
	link.wrong = troubleOf(missingAnchor, fmt.Sprintf("avsnittet #%s finns inte i %s", id, target.Doc.Name), hint)
	return link
}

// maxNear is how many names are searched for the one that was meant.
const maxNear = 500

// anchors returns the ids of the first n sections of a text.
func anchors(a *Article, n int) []string {
	var ids []string
	a.Doc.All(func(section *document.Section, _ []*document.Section) {
		if len(ids) < n {
			ids = append(ids, section.ID)
		}
	})
	return ids
}

var missingPicture = &problem.Rule{ID: "bild-saknas", Family: problem.Links, Severity: problem.Error,
	Demand: "Bilden som texten visar finns.",
	Bad:    "![Stegen i vården](../../../bilder/stgr.svg)", Good: "![Stegen i vården](../../../bilder/steg.svg)"}

func (s *Site) picture(a *Article, l document.Link, ref string) Link {
	name := path.Join(path.Dir(a.Doc.Name), ref)
	if strings.HasPrefix(ref, "/") {
		name = strings.TrimPrefix(path.Clean(ref), "/")
	}
	if p, ok := s.Pictures[name]; ok {
		return Link{URL: p.URL, Picture: &p}
	}
	if s.refused[name] {
		return Link{wrong: troubleOf(missingPicture, fmt.Sprintf("bilden %s visas inte, för det är fel på den", ref),
			"vad som är fel står vid filen "+name)}
	}
	if wrong := s.pictureAsBefore(a, l, ref); wrong != (trouble{}) {
		return Link{wrong: wrong}
	}
	meant := &guess{path.Dir(a.Doc.Name) + "\n!" + name, func() answer {
		return answer{hint: meantFile(a, name, slices.Sorted(maps.Keys(s.Pictures)))}
	}}
	return Link{meant: meant, wrong: troubleOf(missingPicture, fmt.Sprintf("bilden %s finns inte", ref),
		"lägg bilden i content/bilder (png, jpg, webp, gif eller svg)")}
}

// nearestFile returns a hint of what was meant by a name that does not exist: a file
// of the same name elsewhere, or a similar one in the same folder.
func (s *Site) nearestFile(from *Article, name string) string {
	if same := s.sameName(name); same != "" {
		return "menade du " + Relative(from.Doc.Name, same) + "?"
	}
	var siblings []string
	for _, a := range s.byName {
		if file := a.Doc.Name; !a.MadeUp && path.Dir(file) == path.Dir(name) {
			siblings = append(siblings, file)
		}
	}
	return meantFile(from, name, siblings)
}

// sameName returns the file of a text with the name of another in the nearest folder; empty when there is none.
func (s *Site) sameName(name string) string {
	var same []string
	for _, a := range s.byName {
		file := a.Doc.Name
		if !a.MadeUp && strings.EqualFold(path.Base(file), path.Base(name)) && path.Base(name) != "index.md" {
			same = append(same, file)
		}
	}
	if len(same) == 0 {
		return ""
	}
	return slices.MaxFunc(same, func(a, b string) int { return cmp.Compare(shared(a, name), shared(b, name)) })
}

// meantFile returns a hint of the file whose name, without its folder, most resembles
// another: of a long path, the name is a small part, and all texts end alike.
func meantFile(from *Article, name string, files []string) string {
	var bases []string
	for _, file := range files[:min(len(files), maxNear)] {
		bases = append(bases, stem(file))
	}
	near, ok := spelling.Nearest(stem(name), bases)
	if !ok {
		return ""
	}
	return "menade du " + Relative(from.Doc.Name, files[slices.Index(bases, near)]) + "?"
}

// stem returns the name of a file without its folder and ending.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// shared returns how many folders two files have in common.
func shared(a, b string) int {
	x, y := strings.Split(path.Dir(a), "/"), strings.Split(path.Dir(b), "/")
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n
}

// Relative returns the path from one file to another, as links are written.
func Relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if a[0] == "." {
		a = nil
	}
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
