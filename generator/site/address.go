package site

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/disk"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// stripPrefix drops the number that orders siblings: "02-utredning" → "utredning".
func stripPrefix(name string) string {
	if rest := name[orderLength(name):]; rest != "" {
		return rest
	}
	return name
}

// orderLength returns the length of the number and the sign after it that a name
// begins with, 0 if it begins with no number.
func orderLength(name string) int {
	digits := len(name) - len(strings.TrimLeft(name, "0123456789"))
	signs := len(name[digits:]) - len(strings.TrimLeft(name[digits:], "-_ "))
	if digits == 0 || digits > 4 || signs == 0 {
		return 0
	}
	return digits + signs
}

// prefixNumber returns the number that a name begins with, 0 if it begins with none.
func prefixNumber(name string) int {
	n, _ := strconv.Atoi(strings.TrimRight(name[:orderLength(name)], "-_ "))
	return n
}

// Address returns the address of a text from the name of its file alone: the one that it has unless
// another has it.
func Address(name string) string {
	p := placer{Site: &Site{parts: map[string]part{}}}
	return p.address(name)
}

// address returns the URL of a file in the content folder from its path alone.
func (p *placer) address(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	if name == "index" {
		return "/index/"
	}
	url := []byte("/")
	for word := range strings.SplitSeq(strings.TrimSuffix(name, "/index"), "/") {
		part, known := p.parts[word]
		if !known {
			part = newPart(word)
			p.parts[word] = part
		}
		url = append(append(url, part.segment...), '/')
	}
	return string(url)
}

// A part is what one word of a path becomes in an address.
type part struct {
	bare    string // the word without the number that orders siblings
	slug    string
	segment string // of the URL: the slug, or a neutral form of one that is empty or reserved
}

func newPart(word string) part {
	p := part{bare: stripPrefix(word)}
	p.slug = spelling.Slug(p.bare)
	p.segment = cmp.Or(p.slug, "sida")
	if reserved(p.slug) {
		p.segment += "-sida"
	}
	return p
}

// reserved reports whether a slug is taken by the program's own pages, by the web
// server, or by Windows, where no file can have the name of a device.
func reserved(slug string) bool {
	return slices.Contains(ownNames, slug) || disk.Reserved(slug)
}

var ownNames = []string{
	"assets", "granskning", "a-o", "sok", "kapitel", "hjalp", "utskrift", "andringar", "redovisning", "inlaggning", "klistra-in", "tillganglighet",
	"bilder", "index", "404",
}

var (
	// BadName is broken by a name that cannot be part of an address.
	BadName = &problem.Rule{ID: "namn", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Namn på filer och mappar kan stå i en webbadress.",
		Bad:    "Stöd & hjälp.md", Good: "stod-och-hjalp.md"}
	longName = &problem.Rule{ID: "namn-langt", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Namn på filer och mappar har högst 100 tecken.",
		Bad:    "ett namn på 120 tecken", Good: "psykopedagogisk-utbildning.md"}
	takenName = &problem.Rule{ID: "namn-upptaget", Family: problem.Files, Severity: problem.Error,
		In: problem.Elsewhere, Demand: "Namnet används inte redan av webbplatsen eller av Windows.",
		Bad: "sok.md", Good: "soka-stod.md"}
)

// checkName checks that file and folder names are slugs, so that the address can
// be read from the path and the file can be opened on every computer.
func checkName(s *Site, a *Article, found *problem.List) {
	if a.MadeUp || checkCopy(s, a, found) {
		return
	}
	pos := problem.Pos{File: a.Doc.Name}
	for word := range strings.SplitSeq(strings.TrimSuffix(a.Doc.Name, ".md"), "/") {
		part, known := s.parts[word]
		if !known { // the ending is another
			part = newPart(word)
		}
		switch {
		case word == "index":
		case part.slug != "" && part.segment != part.slug:
			found.Add(takenName, pos, fmt.Sprintf("namnet %q är upptaget", word),
				"välj ett annat namn på filen eller mappen")
		case len(word) > 100:
			found.Add(longName, pos, "namnet är längre än 100 tecken", "korta namnet på filen eller mappen")
		case part.bare != part.slug:
			found.Add(BadName, pos, fmt.Sprintf("namnet %q kan inte stå i en adress", word),
				fmt.Sprintf("använd små bokstäver a–z, siffror och bindestreck: %s", cmp.Or(part.slug, "ett-namn")))
		}
	}
}

var similarNames = &problem.Rule{ID: "namn-lika", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Två filer har inte namn som vissa datorer tar för samma.",
	Bad:    "krisplan.md och Krisplan.md", Good: "krisplan.md och krisplan-barn.md"}

// checkSameName checks that no two names differ only in case or in Unicode form:
// Windows and macOS take such files for one.
func checkSameName(s *Site, found *problem.List) {
	first := make(map[string]string, len(s.byName))
	for _, a := range s.written() {
		alike := strings.ToLower(norm.NFC.String(a.Doc.Name))
		if other, taken := first[alike]; taken {
			found.Add(similarNames, problem.Pos{File: a.Doc.Name},
				fmt.Sprintf("namnet skiljer sig från %s bara i stora och små bokstäver "+
					"eller i hur å, ä och ö är lagrade", other),
				"ta bort eller byt namn på den ena filen")
			continue
		}
		first[alike] = a.Doc.Name
	}
}

var sameURL = &problem.Rule{ID: "adress-dubbel", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Två texter har inte samma webbadress.",
	Bad:    "01-stod/ och 02-stod/ i samma program", Good: "01-stod/ och 02-behandling/"}

// checkSameURL checks that no two texts have the same address.
func checkSameURL(s *Site, found *problem.List) {
	first := make(map[string]string, len(s.byName))
	for _, a := range s.byName {
		url := a.address
		if other, taken := first[url]; taken {
			found.Add(sameURL, problem.Pos{File: a.Doc.Name},
				fmt.Sprintf("texten har samma adress som %s: %s", other, url),
				"byt namn på den ena filen; siffrorna först i namnet räknas inte")
			continue
		}
		first[url] = a.Doc.Name
	}
}

// written returns the articles that have a file, by file name, and then those that seem
// to be copies: of two that cannot both be right, the copy has the finding.
func (s *Site) written() []*Article {
	var originals, copies []*Article
	for _, a := range s.byName {
		switch {
		case a.MadeUp:
		case a.Copy:
			copies = append(copies, a)
		default:
			originals = append(originals, a)
		}
	}
	return append(originals, copies...)
}

var pictureForm = regexp.MustCompile(`^[a-z0-9_-][a-z0-9._-]*$`)

// PictureName reports whether a picture can have the name, a path in the content
// folder: every part can be in an address and on every computer, capitals
// never distinguish two, and the first part is none of the program's own folders.
func PictureName(name string) bool {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		stem, _, _ := strings.Cut(part, ".")
		taken := reserved(stem) && (i > 0 || stem != "bilder")
		if taken || !pictureForm.MatchString(part) || strings.HasSuffix(part, ".") {
			return false
		}
	}
	return true
}
