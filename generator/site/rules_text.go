package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

var wrongPlace = &problem.Rule{ID: "plats", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Texten ligger i ett program eller bland de kliniska kunskapsstöden.",
	Bad:    "content/utkast/krisplan.md", Good: "content/kliniska-kunskapsstod/krisplan.md"}

// checkPlace checks that a text is in one of the two products, no deeper than the
// site shows.
func checkPlace(_ *Site, a *Article, found *problem.List) {
	if !a.place.usual {
		found.Add(wrongPlace, problem.Pos{File: a.Doc.Name}, "filen ligger där inga texter brukar ligga",
			fmt.Sprintf("flytta den till %s/program/kapitel/ eller %s/", ProgrammesFolder, GuidanceFolder))
	}
}

var missingFrontPage = &problem.Rule{ID: "index-saknas", Family: problem.Files, Severity: problem.Error,
	In: problem.Elsewhere, Demand: "Varje program och kapitel har en första sida, index.md.",
	Bad: "mappen 03-behandling/ utan index.md", Good: "03-behandling/index.md"}

// checkFrontPages checks that every programme and chapter has its index.md.
func checkFrontPages(s *Site, found *problem.List) {
	for _, a := range s.Articles {
		if a.MadeUp {
			found.Add(missingFrontPage, problem.Pos{File: a.Doc.Name}, "mappen har ingen första sida",
				fmt.Sprintf("skapa filen, till exempel med: provtryck new %s %s", a.Kind, a.Doc.Name))
		}
	}
}

var sameTitle = &problem.Rule{ID: "titel-dubbel", Family: problem.Structure, Severity: problem.Warning,
	Draft: problem.Tip, In: problem.Elsewhere, Demand: "Texter bredvid varandra har olika titlar.",
	Bad: "två texter i ett kapitel med titeln Krisplan", Good: "Krisplan för barn och Krisplan för vuxna"}

// checkSameTitle checks that no two texts in a folder have the same title: the menu
// would have two entries that nobody can tell apart.
func checkSameTitle(s *Site, found *problem.List) {
	first := map[string]*Article{}
	for _, a := range s.written() {
		title := a.Doc.Front.Title.Text
		if title == "" || strings.HasPrefix(title, Placeholder) || path.Base(a.Doc.Name) == "index.md" {
			continue
		}
		key := path.Dir(a.Doc.Name) + "/" + spelling.Fold(title)
		if other := first[key]; other != nil {
			found.Add(sameTitle, a.Doc.Front.Title.Pos,
				fmt.Sprintf("%s i samma mapp har också titeln %s", path.Base(other.Doc.Name), other.Title),
				"skriv i titeln vad som skiljer texterna åt, eller ta bort den ena")
			continue
		}
		first[key] = a
	}
}

var (
	unknownBlueprint = &problem.Rule{ID: "mall-okand", Family: problem.Structure, Severity: problem.Error,
		In: problem.Front, Demand: "Texten följer en mall som finns.",
		Bad: "mall: artikel", Good: "mall: insats"}
	blueprintPlace = &problem.Rule{ID: "mall-plats", Family: problem.Structure, Severity: problem.Error,
		In: problem.Front, Demand: "Mallen hör hemma där texten ligger.",
		Bad: "mall: kapitel", Good: "mall: insats"}
)

// checkBlueprint checks that the text names a blueprint that exists and that fits
// its place.
func checkBlueprint(s *Site, a *Article, found *problem.List) {
	word := a.Doc.Front.Template
	id := s.kinds[word.Text]
	home := homes[id]
	switch {
	case word.Text == "":
		// frontmatter-saknas, or the front matter, reports it
	case id == "" && slices.Contains(BlueprintIDs, spelling.Fold(word.Text)):
		// that the blueprint cannot be read, or is missing, is said once for all texts
	case id == "":
		found.Add(unknownBlueprint, word.Pos, fmt.Sprintf("okänd mall %q", word.Text),
			spelling.DidYouMean(word.Text, BlueprintIDs))
	case home.has != nil && !home.has(a.place):
		found.Add(blueprintPlace, word.Pos, fmt.Sprintf("mallen %s hör inte hemma här", id),
			"byt mall, eller flytta filen: "+home.form)
	}
}

var missingKey = &problem.Rule{ID: "frontmatter-saknas", Family: problem.Structure, Severity: problem.Error,
	In: problem.Front, Demand: "Överst i filen står de uppgifter som mallen kräver.",
	Bad: "ingress:", Good: "ingress: Så gör ni."}

// checkRequiredKeys checks that the front matter has what the blueprint demands,
// always and from the text's status on.
func checkRequiredKeys(_ *Site, a *Article, found *problem.List) {
	if a.Blueprint == nil || len(a.Doc.Front.Present) == 0 {
		return
	}
	front := a.Doc.Front
	for _, key := range a.Blueprint.Required {
		if !front.Present[key] {
			found.Add(missingKey, problem.Pos{File: a.Doc.Name, Line: 1}, key+" saknas", keyHint(key))
		}
	}
	for _, demand := range a.Blueprint.FromStatus {
		if front.Status < demand.Status {
			continue
		}
		for _, key := range demand.Keys {
			if !front.Present[key] {
				found.Add(missingKey, front.StatusPos,
					fmt.Sprintf("%s saknas, men krävs från status %s", key, demand.Status), keyHint(key))
			}
		}
	}
}

// Placeholder is what a new text has where the editor is to write.
const Placeholder = "Skriv här"

var leftPlaceholder = &problem.Rule{ID: "platshallare", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, In: problem.Front, Demand: "Inget av det som en ny text har från början är kvar.",
	Bad: "ingress: Skriv här vad texten ger.", Good: "ingress: Så gör ni en krisplan."}

// checkPlaceholders checks that nothing that [Scaffold] wrote is left.
func checkPlaceholders(_ *Site, a *Article, found *problem.List) {
	front := a.Doc.Front
	for _, p := range []struct {
		key   string
		value field.Text
	}{{"titel", front.Title}, {"ingress", front.Lead}, {"nag", front.NAG}} {
		if strings.HasPrefix(p.value.Text, Placeholder) {
			found.Add(leftPlaceholder, p.value.Pos, fmt.Sprintf("%s har kvar mallens ord %q", p.key, p.value.Text),
				"skriv det som ska stå där")
		}
	}
}

func keyHint(name string) string {
	for _, key := range document.Keys() {
		switch {
		case key.Name != name:
		case key.Form == document.Date: // never one that somebody might take over as it is
			return fmt.Sprintf("skriv %s: och den dag då texten granskades, som ÅÅÅÅ-MM-DD", key.Name)
		default:
			return fmt.Sprintf("skriv uppgiften %s (%s), till exempel %[1]s: %[3]s", key.Name, key.Meaning, key.Example)
		}
	}
	return "skriv " + name + ":"
}

var badFormerURL = &problem.Rule{ID: "ersatter", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
	Demand: "De adresser som texten ersätter är webbadresser.",
	Bad:    "ersätter: [vardochinsats.se/adhd]", Good: "ersätter: [https://www.vardochinsats.se/adhd/]"}

// checkFormerURLs checks that a text, and each of its sections that says so, replaces addresses on the web.
func checkFormerURLs(_ *Site, a *Article, found *problem.List) {
	for _, former := range a.Doc.Front.AllFormerURLs() {
		if !webAddress(former.Text) {
			found.Add(badFormerURL, former.Pos, fmt.Sprintf("%q är ingen webbadress", former.Text),
				"kopiera hela adressen från webbläsaren; den börjar med https://")
		}
	}
}

// webAddress reports whether an address can be requested as it is written.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(address, " \t<>\"")
}

var formerPart = &problem.Rule{ID: "ersatter-avsnitt", Family: problem.Structure, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Ett avsnitt som ersätter gamla adresser finns i texten.",
	Bad:    "ersätter-avsnitt: {finns-inte: [https://www.vardochinsats.se/adhd/?section=1]}",
	Good:   "ersätter-avsnitt: {syfte: [https://www.vardochinsats.se/adhd/?section=1]}"}

// checkFormerParts checks that sections that replace addresses are there.
func checkFormerParts(_ *Site, a *Article, found *problem.List) {
	for _, p := range a.Doc.Front.FormerParts {
		if s, _ := a.Doc.Section(p.Section.Text); s != nil {
			continue
		}
		var known []string
		a.Doc.All(func(s *document.Section, _ []*document.Section) { known = append(known, s.ID) })
		found.Add(formerPart, p.Section.Pos, fmt.Sprintf("texten har inget avsnitt med ankaret %q", p.Section.Text),
			spelling.NearestOr(p.Section.Text, known, "ankaret står sist i adressen när du har klickat på # vid rubriken"))
	}
}

var (
	badLiveURL = &problem.Rule{ID: "adress", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
		Demand: "Textens adress på 1177 för vårdpersonal är en webbadress.",
		Bad:    "adress: www.1177.se/exempel", Good: "adress: https://www.1177.se/exempel/"}
	sameLiveURL = &problem.Rule{ID: "adress-upptagen", Family: problem.Structure, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Varje text har en egen adress på 1177 för vårdpersonal.",
		Bad:    "två texter med samma adress under adress", Good: "olika adresser"}
)

// checkLiveURL checks that the address of a text at 1177 is one.
func checkLiveURL(_ *Site, a *Article, found *problem.List) {
	if live := a.Doc.Front.LiveURL; live.Text != "" && !webAddress(live.Text) {
		found.Add(badLiveURL, live.Pos, fmt.Sprintf("%q är ingen webbadress", live.Text),
			"kopiera hela adressen från webbläsaren; den börjar med https://")
	}
}

// checkSameLiveURL checks that no two texts have the same address at 1177.
func checkSameLiveURL(s *Site, found *problem.List) {
	first := map[ledger.Key]problem.Pos{}
	for _, a := range s.written() {
		live := a.Doc.Front.LiveURL
		if live.Text == "" || a.Copy {
			continue
		}
		key, ok := ledger.Fold(live.Text)
		if !ok { // which adress reports
			continue
		}
		if other, taken := first[key]; taken {
			found.Add(sameLiveURL, live.Pos, fmt.Sprintf("adressen har redan %s", other), "ändra den ena")
			continue
		}
		first[key] = live.Pos
	}
}

var badFormerPath = &problem.Rule{ID: "tidigare", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
	Demand: "En tidigare adress är en adress som en text på den här webbplatsen kan ha haft, utan webbplatsens namn.",
	Bad:    "tidigare: [vard-och-insatsprogram/adhd]", Good: "tidigare: [/vard-och-insatsprogram/adhd/]"}

// checkFormerPaths checks that a text has had addresses that texts on this site can have.
func checkFormerPaths(_ *Site, a *Article, found *problem.List) {
	for _, former := range a.Doc.Front.FormerPaths {
		if OfTexts(former.Text) {
			continue
		}
		message := fmt.Sprintf("%q är ingen adress på den här webbplatsen", former.Text)
		hint := "skriv det som står efter webbplatsens namn; det börjar med /"
		u, err := url.Parse(former.Text)
		if err == nil && u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/") &&
			u.RawQuery == "" && !strings.ContainsAny(former.Text, " \t<>\"#?\\") {
			message = fmt.Sprintf("%q kan inte ha varit en texts adress på den här webbplatsen", former.Text)
			hint = "ta bort den, eller skriv adressen som den stod i webbläsaren: a–z, siffror och bindestreck mellan snedstreck"
			if closed := former.Text + "/"; OfTexts(closed) {
				hint = "skriv " + closed
			}
		}
		found.Add(badFormerPath, former.Pos, message, hint)
	}
}

var sameFormerURL = &problem.Rule{ID: "ersatter-dubbel", Family: problem.Structure, Severity: problem.Error,
	In: problem.Elsewhere, Demand: "En gammal adress ersätts av en enda text.",
	Bad: "två texter med samma adress under ersätter", Good: "varje adress under en text"}

// checkSameFormerURL checks that an old address has one successor.
func checkSameFormerURL(s *Site, found *problem.List) {
	first := map[ledger.Key]problem.Pos{}
	for _, a := range s.written() {
		for _, former := range slices.Concat(a.Doc.Front.AllFormerURLs(), a.Doc.Front.FormerPaths) {
			key, ok := ledger.Fold(former.Text)
			if !ok { // which ersatter reports, but what is meant may be plain
				key, ok = ledger.Fold("https://" + strings.TrimPrefix(former.Text, "//"))
			}
			if !ok {
				continue
			}
			if other, taken := first[key]; taken {
				found.Add(sameFormerURL, former.Pos,
					fmt.Sprintf("den gamla adressen ersätts redan av %s", other), "låt bara en text ersätta den")
				continue
			}
			first[key] = former.Pos
		}
	}
}

// checkLinks checks that every link and picture leads somewhere.
func checkLinks(_ *Site, a *Article, found *problem.List) {
	for i, l := range a.Links {
		if l.wrong != (trouble{}) {
			found.AddFix(l.wrong.rule, a.Doc.Links[i].Pos, l.wrong.message, l.wrong.hint, l.wrong.fix)
		}
	}
}
