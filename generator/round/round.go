// Package round reads what a project asks of its reviewers, and until when.
//
// A [Round] (omgång) is a file in content/_projekt/omgangar, read by [Load]: which texts, who
// asks whom, the first and last day, where answers go.
package round

import (
	"fmt"
	"net/mail"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A Round (omgång) is that certain people are asked what they think of certain texts. Of what
// is optional, what is not said is empty.
type Round struct {
	ID          string // of the file, "adhd-2027"
	File        string // in the content folder
	Title       string
	Texts       []field.Text      // files and folders in the content folder
	From        string            // who asks
	For         string            // who is asked; optional
	First, Last string            // days, "2027-03-02"
	ReplyTo     string            // an e-mail address; optional
	LookAt      []string          // what to look at; optional
	Survey      string            // the address of a form elsewhere; optional
	Version     string            // the sum of the texts that it is about; optional
	Form        string            // [Netlify], or empty
	Respondents []string          // from whom an answer is expected; optional
	Columns     map[string]string // of the survey, by what a comment calls them; optional
}

// Netlify is the form of a site that Netlify publishes, which takes comments in.
const Netlify = "netlify"

// Has reports whether the round is about a text, by its name in the content folder.
func (r *Round) Has(name string) bool {
	return slices.ContainsFunc(r.Texts, func(t field.Text) bool {
		return name == t.Text || strings.HasPrefix(name, strings.TrimSuffix(t.Text, "/")+"/")
	})
}

// Begun reports whether the round has begun on a day.
func (r *Round) Begun(day string) bool { return day >= r.First }

// Over reports whether the round is over on a day.
func (r *Round) Over(day string) bool { return day > r.Last }

// DaysLeft returns how many days remain after the given one: 0 on the last day, fewer when it
// is over.
func (r *Round) DaysLeft(day string) int {
	last, _ := time.Parse(time.DateOnly, r.Last)
	now, _ := time.Parse(time.DateOnly, day)
	return int(last.Sub(now).Hours() / 24)
}

// Mail returns the address that begins a letter with an answer (RFC 6068); empty for no
// address to answer to.
func (r *Round) Mail() string {
	if r.ReplyTo == "" {
		return ""
	}
	return "mailto:" + escaped(r.ReplyTo) + "?subject=" + escaped("Synpunkter: "+r.Title)
}

// escaped returns a text as a value in an address, where a mail program takes + for itself.
func escaped(s string) string {
	return strings.NewReplacer("+", "%20", "%40", "@", "%3A", ":").Replace(url.QueryEscape(s))
}

// Complete reports whether the round has what it must have to be shown.
func (r *Round) Complete() bool {
	return r.Title != "" && len(r.Texts) > 0 && r.From != "" && r.First != "" && r.Last >= r.First
}

var (
	incomplete = &problem.Rule{ID: "omgang-saknas", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "En omgång säger vad som ska granskas, vem som frågar och till när.",
		Bad:    "en omgång utan sista dag", Good: "slutar: 2027-03-27"}
	badName = &problem.Rule{ID: "omgang-namn", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Filen med en omgång har ett namn som kan stå i en adress.",
		Bad:    "_projekt/omgangar/Våren 2027.yaml", Good: "_projekt/omgangar/adhd-2027.yaml"}
	badDays = &problem.Rule{ID: "omgang-dagar", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "En omgång slutar inte innan den börjar.",
		Bad:    "börjar: 2027-03-27 och slutar: 2027-03-02", Good: "börjar: 2027-03-02 och slutar: 2027-03-27"}
	badAddress = &problem.Rule{ID: "omgang-adress", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Adresserna i en omgång går att använda.",
		Bad:    "svar_till: adhd-remiss", Good: "svar_till: adhd-remiss@exempel.se"}
	unknownForm = &problem.Rule{ID: "omgang-formular", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Formuläret är ett som finns.", Bad: "formulär: google", Good: "formulär: netlify"}
	unknownColumn = &problem.Rule{ID: "omgang-kolumn", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Enkätens kolumner hör till något som en synpunkt har.",
		Bad:    "kolumner: {kommentar: Fråga 3}", Good: "kolumner: {synpunkt: Fråga 3}"}
	noText = &problem.Rule{ID: "omgang-text", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Texterna i en omgång finns.",
		Bad:    "texter: [vard-och-insatsprogram/ahdh]", Good: "texter: [vard-och-insatsprogram/adhd]"}
)

// Rules are the rules on rounds.
func Rules() []*problem.Rule {
	return []*problem.Rule{incomplete, badName, badDays, badAddress, unknownForm, unknownColumn, noText}
}

// ColumnNames are what a comment has that a column of a survey can be.
var ColumnNames = []string{"synpunkt", "förslag", "slag", "text", "avsnitt", "citat", "från", "organisation", "e-post", "datum"}

// None is what stands for no round where there must be a name: the folder of its comments.
const None = "utan-omgang"

// ValidID reports whether a text can be the id of a round, which is the name of a file and of
// a folder, and a part of addresses.
func ValidID(id string) bool { return id != "" && id != None && spelling.Slug(id) == id }

// Load reads a round. A round with problems has what could be read.
func Load(file string, src []byte) (*Round, problem.List) {
	var problems problem.List
	r := &Round{ID: strings.TrimSuffix(path.Base(file), path.Ext(file)), File: file}
	top := field.Parse(file, src, 0, &problems)
	text := func(to *string) func(field.Value) {
		return func(v field.Value) { *to = v.Text().Text }
	}
	unreadable := 0 // days, which are reported
	day := func(to *string) func(field.Value) {
		return func(v field.Value) {
			if *to = v.Date().Text; *to == "" && !v.Blank() {
				unreadable++
			}
		}
	}
	top.Fields([]field.Field{
		{Key: "titel", Read: text(&r.Title)},
		{Key: "texter", Read: func(v field.Value) { r.Texts = cleaned(v.Texts()) }},
		{Key: "från", Read: text(&r.From)},
		{Key: "till", Read: text(&r.For)},
		{Key: "börjar", Read: day(&r.First)},
		{Key: "slutar", Read: day(&r.Last)},
		{Key: "svar_till", Read: func(v field.Value) { r.ReplyTo = readMail(v) }},
		{Key: "titta_på", Read: func(v field.Value) { r.LookAt = v.Strings() }},
		{Key: "enkät", Read: func(v field.Value) { r.Survey = readWeb(v) }},
		{Key: "version", Read: text(&r.Version)},
		{Key: "formulär", Read: func(v field.Value) { r.Form = readForm(v) }},
		{Key: "svarande", Read: func(v field.Value) { r.Respondents = v.Strings() }},
		{Key: "kolumner", Read: func(v field.Value) { r.Columns = readColumns(v) }},
	})
	if !ValidID(r.ID) {
		r.reportName(&problems)
	}
	if nothing := !top.Mapping() && len(problems) > 0; !nothing && unreadable == 0 {
		r.missing(&problems)
	}
	return r, problems
}

// reportName reports that a round is called what no round can be.
func (r *Round) reportName(problems *problem.List) {
	message, hint := "omgångens fil heter "+path.Base(r.File), "döp om den: högst 99 små bokstäver a–z, siffror och bindestreck"
	if r.ID == None {
		message += ", som är mappen för synpunkter utan omgång"
		hint = "döp om den efter det som granskas"
	}
	for _, better := range []string{spelling.Slug(r.ID), spelling.Slug(r.Title), "granskning"} {
		if ValidID(better) {
			hint += ", till exempel " + better + ".yaml"
			break
		}
	}
	problems.Add(badName, problem.Pos{File: r.File}, message, hint)
}

// missing reports what a round must have and has not.
func (r *Round) missing(problems *problem.List) {
	for _, must := range []struct {
		key     string
		empty   bool
		example string
	}{
		{"titel", r.Title == "", "titel: Granskning av adhd, våren 2027"},
		{"texter", len(r.Texts) == 0, "texter: [vard-och-insatsprogram/adhd]"},
		{"från", r.From == "", "från: Nationell arbetsgrupp adhd"},
		{"börjar", r.First == "", "börjar med första dagen, till exempel börjar: 2027-03-02"},
		{"slutar", r.Last == "", "slutar med sista dagen, till exempel slutar: 2027-03-27"},
	} {
		if must.empty {
			problems.Add(incomplete, problem.Pos{File: r.File}, "omgången saknar uppgiften "+must.key, "skriv "+must.example)
		}
	}
	if r.First != "" && r.Last != "" && r.Last < r.First {
		problems.Add(badDays, problem.Pos{File: r.File}, fmt.Sprintf("omgången slutar %s, innan den börjar %s", r.Last, r.First),
			"byt plats på dagarna, eller rätta året")
	}
}

// cleaned returns names of texts as files have them: content/ before them is what the folder
// is called in messages, and a copied Windows path has other slashes.
func cleaned(texts []field.Text) []field.Text {
	for i, t := range texts {
		t.Text = path.Clean(strings.ReplaceAll(t.Text, `\`, "/"))
		t.Text = strings.TrimPrefix(strings.TrimPrefix(t.Text, "/"), "content/")
		texts[i] = t
	}
	return texts
}

func readMail(v field.Value) string {
	t := v.Text()
	if a, err := mail.ParseAddress(t.Text); t.Text != "" && (err != nil || a.Address != t.Text) {
		v.Report(badAddress, fmt.Sprintf("%q är ingen e-postadress", t.Text), "skriv bara adressen, till exempel adhd-remiss@exempel.se")
		return ""
	}
	return t.Text
}

func readWeb(v field.Value) string {
	t := v.Text()
	u, err := url.Parse(t.Text)
	if t.Text != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		v.Report(badAddress, fmt.Sprintf("%q är ingen adress till en webbsida", t.Text), "kopiera adressen ur webbläsaren; den börjar med https://")
		return ""
	}
	return t.Text
}

func readForm(v field.Value) string {
	word := v.Text().Text
	if folded := spelling.Fold(word); folded != "" && folded != Netlify {
		v.Report(unknownForm, fmt.Sprintf("formuläret %q finns inte", word), "skriv netlify, eller ta bort raden")
		return ""
	}
	return spelling.Fold(word)
}

func readColumns(v field.Value) map[string]string {
	columns := map[string]string{}
	v.Entries(func(key field.Text, value field.Value) {
		at := slices.IndexFunc(ColumnNames, func(n string) bool { return spelling.Fold(n) == spelling.Fold(key.Text) })
		if at < 0 {
			value.Report(unknownColumn, fmt.Sprintf("en synpunkt har inget som heter %q", key.Text),
				spelling.DidYouMean(key.Text, ColumnNames))
			return
		}
		columns[ColumnNames[at]] = value.Text().Text
	})
	return columns
}

// Check reports the texts of a round that do not exist, of those with the given names.
func (r *Round) Check(names []string) problem.List {
	var problems problem.List
	for _, t := range r.Texts {
		one := Round{Texts: []field.Text{t}}
		if slices.ContainsFunc(names, one.Has) {
			continue
		}
		problems.Add(noText, t.Pos, fmt.Sprintf("det finns ingen text eller mapp %s", t.Text), spelling.NearestOr(t.Text, withFolders(names),
			"skriv sökvägen i mappen med texterna, till exempel vard-och-insatsprogram/adhd"))
	}
	return problems
}

// withFolders returns the names and the folders that they are in, each once.
func withFolders(names []string) []string {
	var all []string
	seen := map[string]bool{}
	for _, name := range names {
		for ; name != "." && !seen[name]; name = path.Dir(name) {
			seen[name] = true
			all = append(all, name)
		}
	}
	return all
}
