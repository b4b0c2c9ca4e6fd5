package site

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"provtryck/generator/disk"
	"provtryck/generator/spelling"
)

// A place is where the name of a file puts a text.
type place struct {
	programme string // folder; empty outside programmes
	chapter   string // folder; empty outside chapters
	front     bool   // the file is an index.md
	usual     bool   // texts are kept here: in one of the products, no deeper than the site shows
}

func placeOf(name string) place {
	parts := strings.SplitN(name, "/", 5) // more are too deep, however many
	p := place{front: path.Base(name) == "index.md"}
	switch {
	case parts[0] == ProgrammesFolder && len(parts) > 2:
		p.programme, p.usual = parts[1], len(parts) <= 4
		if len(parts) > 3 {
			p.chapter = parts[2]
		}
	case parts[0] == GuidanceFolder:
		p.usual = len(parts) == 2 && !p.front
	}
	return p
}

// A home is where the texts of a blueprint belong.
type home struct {
	text   string // "en insats"
	folder string // for those who create a text
	form   string // for those who have put a text elsewhere
	has    func(place) bool
}

const pageForm = "sidan ligger i ett kapitels mapp och heter inte index.md"

// homes has the home of each blueprint's texts.
var homes = map[string]home{
	"program": {"ett program", ProgrammesFolder + "/program/",
		"en programsida heter index.md och ligger i programmets mapp",
		func(p place) bool { return p.front && p.programme != "" && p.chapter == "" }},
	"kapitel": {"ett kapitel", ProgrammesFolder + "/program/kapitel/",
		"en kapitelsida heter index.md och ligger i kapitlets mapp",
		func(p place) bool { return p.front && p.chapter != "" }},
	"insats":   {"en insats", ProgrammesFolder + "/program/kapitel/", pageForm, isPage},
	"bakgrund": {"en bakgrund", ProgrammesFolder + "/program/kapitel/", pageForm, isPage},
	"kunskapsstod": {"ett kunskapsstöd", GuidanceFolder + "/", "kunskapsstöd ligger i " + GuidanceFolder,
		func(p place) bool { return p.programme == "" }},
}

// isPage reports whether a place is that of a page in a programme.
func isPage(p place) bool { return !p.front && p.programme != "" }

// FileName returns the name of the file of a new text with a blueprint at a path:
// programmes and chapters are the front pages of their folders, and the
// ending may be left out.
func FileName(blueprint, given string) (string, error) {
	name := strings.TrimSuffix(given, ".md")
	if front := blueprint == "program" || blueprint == "kapitel"; front && path.Base(name) != "index" {
		name = path.Join(name, "index")
	}
	for part := range strings.SplitSeq(name, "/") {
		if disk.Reserved(part) {
			return "", fmt.Errorf("namnet %q kan inte användas: %s. Välj ett annat namn", part, disk.NameReserved)
		}
		if slug := spelling.Slug(part); slug != part || part == "" {
			return "", fmt.Errorf("namnet %q kan inte stå i en adress; "+
				"använd små bokstäver a–z, siffror och bindestreck: %s",
				part, cmp.Or(slug, "ett-namn"))
		}
	}
	name += ".md"
	if p, home := placeOf(name), homes[blueprint]; !p.usual || !home.has(p) {
		return "", fmt.Errorf("%s ligger i %s, inte i %s", home.text, home.folder, name)
	}
	return name, nil
}

// NameTitle returns a title made of a file name, for a text that has none.
func NameTitle(name string) string {
	base := path.Base(strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/index"))
	words := strings.ReplaceAll(spelling.Slug(stripPrefix(base)), "-", " ")
	if words == "" {
		return "Utan titel"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
