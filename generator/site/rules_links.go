package site

import (
	_ "embed"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

// OldHost is the old site, which closes when the texts have moved.
const OldHost = "vardochinsats.se"

var (
	movedLink = &problem.Rule{ID: "lank-flyttad", Family: problem.Links, Severity: problem.Error,
		Draft:  problem.Warning,
		Demand: "En länk till den gamla webbplatsen leder inte till en text som har flyttat hit.",
		Bad:    "Läs om [stödet](https://www.vardochinsats.se/exempel/stoed/).",
		Good:   "Läs om [programmet](../index.md)."}
	oldSiteLink = &problem.Rule{ID: "lank-gammal", Family: problem.Links, Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Inga länkar leder till den gamla webbplatsen, som stängs.",
		Bad:    "Läs om [autism](https://www.vardochinsats.se/autism/).",
		Good:   "Läs om [autism](https://www.1177.se/autism)."}
)

// checkOldSite checks that no link leads to the old site. Where the text it led to
// has moved, the message says where.
func checkOldSite(s *Site, found *problem.List) {
	for _, a := range s.byName {
		for i, l := range a.Links {
			if !l.External || !strings.Contains(l.URL, OldHost) || !atOldHost(l.URL) {
				continue
			}
			link := a.Doc.Links[i]
			target, section := s.successor(l.URL)
			if target == nil {
				found.Add(oldSiteLink, link.Pos, "länken leder till den gamla webbplatsen, som stängs",
					"länka till en text här, eller till källan")
				continue
			}
			to := Relative(a.Doc.Name, target.Doc.Name)
			message := fmt.Sprintf("länken leder till den gamla webbplatsen, men %s har flyttat hit", target.Title)
			if section == "" && strings.ContainsAny(link.Dest, "#?") { // to a part of the page, which may be elsewhere now
				found.Add(movedLink, link.Pos, message, "skriv "+to+", och länka till rätt avsnitt")
				continue
			}
			if section != "" {
				to += "#" + section
			}
			found.AddFix(movedLink, link.Pos, message, "skriv "+to,
				problem.Fix{Old: "](" + link.Dest, New: "](" + to, Later: true})
		}
	}
}

// successor returns the text that an address of the old site leads to now, and the section of it if that
// is certain; nil for none.
func (s *Site) successor(address string) (a *Article, section string) {
	e := s.Ledger.Find(address)
	if e == nil {
		return nil, ""
	}
	t, _ := e.Target()
	if e == s.Ledger.Exactly(address) && e.Fate != ledger.Split {
		section = t.Section
	}
	return s.ByFile(t.Text), section
}

// Moved returns a function that returns the file of the text that replaces an address on the old site.
func (s *Site) Moved() func(address string) (file string, found bool) {
	return func(address string) (string, bool) {
		if !atOldHost(address) {
			return "", false
		}
		a, _ := s.successor(address)
		if a == nil {
			return "", false
		}
		return a.Doc.Name, true
	}
}

func atOldHost(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Hostname() == OldHost || strings.HasSuffix(u.Hostname(), "."+OldHost))
}

//go:embed vague-links.txt
var vagueLinks string // below a comment, one a line

// saysNothing are link texts that do not say where the link leads, as slugs.
var saysNothing = strings.Fields(vagueLinks[strings.Index(vagueLinks, "\n"):])

var (
	vagueLink = &problem.Rule{ID: "lanktext", Family: problem.Links, Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Länkens ord säger vart den leder.",
		Bad:    "Läs mer om programmet [här](../index.md).", Good: "Läs mer om [programmet](../index.md)."}
	ambiguousLink = &problem.Rule{ID: "lanktext-flera-mal", Family: problem.Links, Severity: problem.Warning,
		Draft: problem.Tip, Demand: "Länkar med samma ord leder till samma sida.",
		Bad:  "Läs [riktlinjerna](https://www.socialstyrelsen.se/a) och [riktlinjerna](https://www.socialstyrelsen.se/b).",
		Good: "Läs [riktlinjerna](https://www.socialstyrelsen.se/a). Ja, [riktlinjerna](https://www.socialstyrelsen.se/a)."}
)

// checkLinkTexts checks that the words of a link say where it leads, and that the
// same words always lead to the same page.
func checkLinkTexts(_ *Site, a *Article, found *problem.List) {
	type place struct {
		url  string
		line int
	}
	first := make(map[string]place, len(a.Doc.Links))
	for i, l := range a.Doc.Links {
		if l.Picture || l.Unsafe {
			continue
		}
		text := strings.TrimSpace(l.Text)
		switch {
		case text == "":
			found.Add(vagueLink, l.Pos, "länken har inga ord", "skriv mellan hakparenteserna vart den leder")
		case prose.OnlyHere(l.Dest): // which another rule reports
		case strings.Contains(text, "://") || strings.HasPrefix(text, "www."):
			found.Add(prose.BareAddress, l.Pos, "länken är en adress utan ord",
				"skriv [ord som säger vart den leder](adressen)")
		case slices.Contains(saysNothing, l.Key):
			found.Add(vagueLink, l.Pos, fmt.Sprintf("länkens ord %q säger inte vart den leder", text),
				"skriv vad länken leder till: [Socialstyrelsens riktlinjer](…)")
		}
		to := a.Links[i].URL
		if other, again := first[l.Key]; !again {
			first[l.Key] = place{to, l.Pos.Line}
		} else if other.url != to && other.url != "" && to != "" && l.Key != "" &&
			!slices.Contains(saysNothing, l.Key) {
			found.Add(ambiguousLink, l.Pos,
				fmt.Sprintf("länken %q leder till en annan sida än den på rad %d", text, other.line),
				"skriv i länkens ord vad som skiljer dem åt")
		}
	}
}

var badAddress = &problem.Rule{ID: "lank-yttre", Family: problem.Links, Severity: problem.Error, Draft: problem.Warning,
	Demand: "En adress till en annan webbplats är riktigt skriven.",
	Bad:    "Läs hos [Socialstyrelsen](https:/www.socialstyrelsen.se).",
	Good:   "Läs hos [Socialstyrelsen](https://www.socialstyrelsen.se)."}

// checkExternal checks that addresses on other sites can be right, and that none is
// a person's.
func checkExternal(_ *Site, a *Article, found *problem.List) {
	for i, l := range a.Links {
		if !l.External {
			continue
		}
		pos, dest := a.Doc.Links[i].Pos, a.Doc.Links[i].Dest
		if prose.OnlyHere(dest) {
			found.Add(prose.PreviewLink, pos, fmt.Sprintf("adressen %s leder till en förhandsvisning", dest),
				prose.PreviewHint)
		} else if why := wrongAddress(dest); why != "" {
			found.Add(badAddress, pos, fmt.Sprintf("adressen %s %s", dest, why),
				"kopiera hela adressen från webbläsaren")
		}
		switch scheme, rest, _ := strings.Cut(dest, ":"); {
		case strings.EqualFold(scheme, "mailto") && prose.Personal(rest):
			found.Add(prose.PersonalData, pos, "länken leder till en persons e-postadress",
				"skriv en funktionsadress, till exempel registrator@")
		case strings.EqualFold(scheme, "tel") && prose.Mobile(rest):
			found.Add(prose.PersonalData, pos, "länken leder till ett mobilnummer",
				"skriv ett nummer till en funktion, till exempel en växel")
		}
	}
}

// wrongAddress returns in Swedish why an address with a scheme cannot be right, empty
// when it can.
func wrongAddress(dest string) string {
	u, err := url.Parse(dest)
	if err != nil {
		return "går inte att tolka"
	}
	switch host := u.Hostname(); strings.ToLower(u.Scheme) {
	case "mailto":
		if name, domain, found := strings.Cut(u.Opaque, "@"); !found || name == "" || !strings.Contains(domain, ".") {
			return "är ingen e-postadress"
		}
	case "tel":
		if strings.Trim(u.Opaque, "+0123456789-()") != "" || len(u.Opaque) < 3 {
			return "är inget telefonnummer"
		}
	default:
		switch {
		case host == "":
			return "saknar webbplats"
		case host == "http" || host == "https":
			return "har dubbel början"
		case strings.ContainsFunc(host, notHost),
			!strings.Contains(host, "."), strings.Contains(host, ".."), strings.HasSuffix(host, "."):
			return "är inte rätt skriven"
		case strings.ContainsAny(dest, " \t\u00a0"):
			return "innehåller mellanslag"
		}
	}
	return ""
}

// notHost reports whether a character cannot be in the name of a web site.
func notHost(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '.' && c != '-'
}

var unusedPicture = &problem.Rule{ID: "bild-oanvand", Family: problem.Files, Severity: problem.Tip,
	In: problem.Elsewhere, Demand: "Varje bild visas i någon text.",
	Bad: "content/bilder/gammal.png som ingen text visar", Good: "en bild som en text visar"}

// checkUnusedPictures checks that some text shows every picture.
func checkUnusedPictures(s *Site, found *problem.List) {
	used := map[string]bool{}
	for _, a := range s.byName {
		for _, l := range a.Links {
			if l.Picture != nil {
				used[l.Picture.File] = true
			}
		}
	}
	for file := range s.Pictures {
		if !used[file] {
			found.Add(unusedPicture, problem.Pos{File: file}, "ingen text visar bilden",
				"ta bort filen, eller visa bilden i en text")
		}
	}
}
