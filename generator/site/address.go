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

// orderLength is the length of the number and the sign after it that a name
// begins with; 0 if there is none.
func orderLength(name string) int {
	digits := len(name) - len(strings.TrimLeft(name, "0123456789"))
	signs := len(name[digits:]) - len(strings.TrimLeft(name[digits:], "-_ "))
	if digits == 0 || digits > 4 || signs == 0 {
		return 0
	}
	return digits + signs
}

// prefixNumber is the number that a name begins with, 0 if none.
func prefixNumber(name string) int {
	n, _ := strconv.Atoi(strings.TrimRight(name[:orderLength(name)], "-_ "))
	return n
}

// address makes the URL of a file in the content folder from its path alone.
func address(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	if name == "index" {
		return "/index/"
	}
	name = strings.TrimSuffix(name, "/index")
	var url strings.Builder
	for part := range strings.SplitSeq(name, "/") {
		url.WriteByte('/')
		url.WriteString(segment(part))
	}
	url.WriteByte('/')
	return url.String()
}

// segment makes one part of a URL. A part that would be empty or is reserved
// gets a neutral form; the rules report it.
func segment(part string) string {
	slug := spelling.Slug(stripPrefix(part))
	switch {
	case slug == "":
		return "sida"
	case reserved(slug):
		return slug + "-sida"
	}
	return slug
}

// reserved says whether a slug is taken by the program's own pages, by the web
// server, or by Windows, where no file can have the name of a device.
func reserved(slug string) bool {
	switch slug {
	case "assets", "granskning", "a-o", "sok", "utskrift", "andringar", "tillganglighet", "bilder", "index", "404",
		"con", "prn", "aux", "nul":
		return true
	}
	return len(slug) == 4 && (slug[:3] == "com" || slug[:3] == "lpt") && slug[3] >= '0' && slug[3] <= '9'
}

// checkName: file and folder names are slugs, so that the address can be read
// from the path and the file can be opened on every computer.
func checkName(_ *Site, a *Article, found *problem.List) {
	if a.MadeUp {
		return
	}
	pos := problem.Pos{File: a.Doc.Name}
	for part := range strings.SplitSeq(strings.TrimSuffix(a.Doc.Name, ".md"), "/") {
		bare := stripPrefix(part)
		slug := spelling.Slug(bare)
		switch {
		case part == "index":
		case reserved(slug):
			found.Add("namn-upptaget", pos, fmt.Sprintf("namnet %q är upptaget", part), "välj ett annat namn på filen eller mappen")
		case len(part) > 100:
			found.Add("namn-langt", pos, "namnet är längre än 100 tecken", "korta namnet på filen eller mappen")
		case bare != slug:
			found.Add("namn", pos, fmt.Sprintf("namnet %q kan inte stå i en adress", part),
				fmt.Sprintf("använd små bokstäver a–z, siffror och bindestreck: %s", cmp.Or(slug, "ett-namn")))
		}
	}
}

// checkSameName: no two names differ only in case or in Unicode form; Windows
// and macOS take such files for one.
func checkSameName(s *Site, found *problem.List) {
	first := map[string]string{}
	for _, a := range s.written() {
		alike := strings.ToLower(norm.NFC.String(a.Doc.Name))
		if other, taken := first[alike]; taken {
			found.Add("namn-lika", problem.Pos{File: a.Doc.Name},
				fmt.Sprintf("namnet skiljer sig från %s bara i stora och små bokstäver eller i hur å, ä och ö är lagrade", other), "ta bort eller byt namn på den ena filen")
			continue
		}
		first[alike] = a.Doc.Name
	}
}

// checkSameURL: no two texts have the same address.
func checkSameURL(s *Site, found *problem.List) {
	first := map[string]string{}
	for _, a := range s.byName {
		url := a.address
		if other, taken := first[url]; taken {
			found.Add("adress-dubbel", problem.Pos{File: a.Doc.Name},
				fmt.Sprintf("texten får samma adress som %s: %s", other, url), "byt namn på den ena filen; siffrorna först i namnet räknas inte")
			continue
		}
		first[url] = a.Doc.Name
	}
}

// written lists the articles that somebody has written, by file name.
func (s *Site) written() []*Article {
	return slices.DeleteFunc(slices.Clone(s.byName), func(a *Article) bool { return a.MadeUp })
}

var pictureForm = regexp.MustCompile(`^[a-z0-9_-][a-z0-9._-]*$`)

// PictureName says whether a picture can have the name, a path in the content
// folder: every part can stand in an address and on every computer, capitals
// never tell two apart, and the first part is none of the program's own folders.
func PictureName(name string) bool {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		stem, _, _ := strings.Cut(part, ".")
		if !pictureForm.MatchString(part) || strings.HasSuffix(part, ".") || reserved(stem) && (i > 0 || stem != "bilder") {
			return false
		}
	}
	return true
}
