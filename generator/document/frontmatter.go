package document

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// FrontMatter is the values above the text. Each has its place; a missing one is
// the zero Text.
type FrontMatter struct {
	Title       field.Text      // titel
	Template    field.Text      // mall: the id of a blueprint, "insats"
	Lead        field.Text      // ingress
	Target      audience.Target // målgrupp
	TargetPos   problem.Pos     // of målgrupp
	Version     field.Text      // version
	Status      Status          // status
	StatusPos   problem.Pos     // of status
	NAG         field.Text      // nag: the national working group
	Reviewed    field.Text      // granskad, "2026-05-12"
	FormerURLs  []field.Text    // ersätter: addresses on the old site
	FormerParts []FormerPart    // ersätter-avsnitt: addresses on the old site that its sections replace
	FormerPaths []field.Text    // tidigare: addresses that the text has had here
	LiveURL     field.Text      // adress: where the text is, or will be, at 1177 för vårdpersonal
	Entered     Entered         // inlagd: when the text was entered where it is published
	Keywords    []field.Text    // sökord
	Changes     []Change        // ändringar, newest first as written
	Order       int             // ordning; 0 when not given
	Sample      bool            // exempeltext: the text is an example
	Exceptions  []Exception     // undantag
	Present     map[string]bool // keys that have a value, as documented
}

// A Change (ändring) is one line of the version history.
type Change struct {
	Version field.Text
	Date    field.Text
	Text    field.Text
}

// A FormerPart is the addresses on the old site that a section of the text replaces.
type FormerPart struct {
	Section field.Text // its anchor, without #
	URLs    []field.Text
}

// Entered says when a text was entered where it is published, and what it said then.
type Entered struct {
	Pos  problem.Pos // of inlagd; the zero Pos when the text has not been entered
	Date field.Text
	Sum  field.Text // as package transfer makes it
}

// AllFormerURLs returns the addresses on the old site that the text or a section of it replaces.
func (f FrontMatter) AllFormerURLs() []field.Text {
	all := slices.Clone(f.FormerURLs)
	for _, p := range f.FormerParts {
		all = append(all, p.URLs...)
	}
	return all
}

// A Key is a key of the front matter and what an editor needs to know about it.
type Key struct {
	Name    string // "titel"
	Form    Form
	Meaning string // one Swedish clause
	Example string // a YAML value
}

// A Form is the form of a key's value.
type Form int

const (
	Words       Form = iota // a text
	Date                    // a day, "2026-05-12"
	Number                  // a whole number, 1 to 9999
	YesNo                   // ja or nej
	Choice                  // one of Statuses
	Blueprint               // the id of a blueprint
	List                    // texts
	Addresses               // addresses on the web
	WebAddress              // an address on the web
	WhenEntered             // a day and a sum
	ByAnchor                // addresses on the web, by the anchors of sections
	Paths                   // addresses on this site, without its name
	Audience                // tags, by dimension or in a list
	Changes                 // versions with date and text
	Exceptions              // rules with reason and day
)

// Keys returns the keys of the front matter in the order of the documentation. The
// schema, the snippets and the documentation are made from them.
func Keys() []Key {
	return []Key{
		{"titel", Words, "sidans rubrik", "Diagnostisering av depression hos vuxna"},
		{"mall", Blueprint, "vilken mall texten följer", "insats"},
		{"ingress", Words, "en eller två meningar som säger vad texten ger",
			"Vägledning inför val av stöd, behandling eller fortsatt utredning."},
		{"målgrupp", Audience, "vilka texten är till för; utelämnad betyder alla",
			"{verksamhet: [Primärvård], skede: [Utredning]}"},
		{"version", Words, "versionsnummer inom citattecken", `"1.0"`},
		{"status", Choice, "hur långt texten har kommit: " + strings.Join(Statuses, ", "), "textbearbetning"},
		{"nag", Words, "nationell arbetsgrupp som ansvarar", "Depression och ångestsyndrom"},
		{"granskad", Date, "datum då texten senast granskades", "2026-05-12"},
		{"ersätter", Addresses, "adresser på den gamla webbplatsen", "[https://www.vardochinsats.se/adhd/]"},
		{"ersätter-avsnitt", ByAnchor, "gamla adresser som bara ett avsnitt ersätter, under avsnittets ankare",
			`{behandling: ["https://www.vardochinsats.se/adhd/?section=1"]}`},
		{"adress", WebAddress, "textens adress på 1177 för vårdpersonal", "https://www.1177.se/for-vardpersonal/exempel/"},
		{"inlagd", WhenEntered, "när texten lades in på 1177 för vårdpersonal, och en summa av den då; provtryck inlagd skriver den",
			"{datum: 2026-05-12, summa: 1-0a1b2c}"},
		{"tidigare", Paths, "adresser som texten har haft här; provtryck flytta skriver dem", "[/vard-och-insatsprogram/adhd/stod/]"},
		{"sökord", List, "andra ord som läsare söker på", "[MINI, SCID]"},
		{"ändringar", Changes, "versionshistorik, senaste först",
			`[{version: "1.0", datum: 2026-05-12, text: Första versionen.}]`},
		{"ordning", Number, "plats bland syskonsidorna, i stället för siffrorna i namnet", "10"},
		{"undantag", Exceptions, "anmärkningar som får stå kvar: regel, orsak och till vilket datum",
			"[{regel: lang-mening, orsak: Lagtext, till: 2027-06-30}]"},
		{"exempeltext", YesNo, "ja om texten är ett exempel och ska märkas så", "ja"},
	}
}

// readFrontMatter reads the YAML, which begins on line 2.
func (d *Document) readFrontMatter(yaml []byte, o Options) FrontMatter {
	f := FrontMatter{Present: map[string]bool{}}
	before := len(d.Problems)
	root := field.Parse(d.Name, yaml, 1, &d.Problems)
	if !root.Present() {
		if len(d.Problems) == before {
			d.fault(badFrontMatter, d.pos(1, 1), "uppgifterna överst i filen saknas", "skriv minst titel:, mall: och ingress:")
		}
		return f
	}
	root.Fields(f.fields(d, o))
	return f
}

// fields pairs every key of the front matter with the function that reads it.
func (f *FrontMatter) fields(d *Document, o Options) []field.Field {
	readers := map[string]func(field.Value){
		"titel":   func(v field.Value) { f.Title = v.Text() },
		"mall":    func(v field.Value) { f.Template = v.Text() },
		"ingress": func(v field.Value) { f.Lead = v.Text() },
		"målgrupp": func(v field.Value) {
			f.TargetPos = v.Pos()
			if len(o.Taxonomy.Dimensions) > 0 { // else it could not be read, which is reported there
				f.Target = d.readAudience(v, o.Taxonomy)
			}
		},
		"version":  func(v field.Value) { f.Version = v.Text() },
		"status":   func(v field.Value) { f.readStatus(v) },
		"nag":      func(v field.Value) { f.NAG = v.Text() },
		"granskad": func(v field.Value) { f.Reviewed = v.Date() },
		"ersätter": func(v field.Value) { f.FormerURLs = v.Texts() },
		"ersätter-avsnitt": func(v field.Value) {
			v.Entries(func(anchor field.Text, value field.Value) {
				f.FormerParts = append(f.FormerParts, FormerPart{anchor, value.Texts()})
			})
		},
		"adress":      func(v field.Value) { f.LiveURL = v.Text() },
		"inlagd":      f.readEntered,
		"tidigare":    func(v field.Value) { f.FormerPaths = v.Texts() },
		"sökord":      func(v field.Value) { f.Keywords = v.Words() },
		"ändringar":   field.Each(f.readChange),
		"ordning":     func(v field.Value) { f.Order = v.Int(1, 9999) },
		"undantag":    func(v field.Value) { f.Exceptions = ReadExceptions(v, false, o.Rules) },
		"exempeltext": func(v field.Value) { f.Sample = v.Bool() },
	}
	var fields []field.Field
	for _, key := range Keys() {
		fields = append(fields, field.Field{Key: key.Name, Read: func(v field.Value) {
			f.Present[key.Name] = len(v.Items()) > 0 && !slices.ContainsFunc(v.Items(), blank)
			readers[key.Name](v)
		}})
	}
	return fields
}

func blank(v field.Value) bool { return v.Blank() }

// UnknownStatus is broken by a status that is not in [Statuses].
var UnknownStatus = &problem.Rule{ID: "okand-status", Family: problem.Structure,
	Severity: problem.Error, In: problem.Front,
	Demand: "Status är ett av de steg som texterna går igenom.",
	Bad:    "status: färdig", Good: "status: slutversion"}

func (f *FrontMatter) readStatus(v field.Value) {
	word := v.Text().Text
	status, known := FindStatus(word)
	if !known && word != "" {
		v.Report(UnknownStatus, fmt.Sprintf("okänd status %q", word), "välj bland: "+strings.Join(Statuses, ", "))
	}
	f.Status, f.StatusPos = status, v.Pos()
}

func (f *FrontMatter) readEntered(v field.Value) {
	f.Entered.Pos = v.Pos()
	v.Fields([]field.Field{
		{Key: "datum", Read: func(v field.Value) { f.Entered.Date = v.Date() }},
		{Key: "summa", Read: func(v field.Value) { f.Entered.Sum = v.Text() }},
	})
}

func (f *FrontMatter) readChange(v field.Value) {
	var c Change
	v.Fields([]field.Field{
		{Key: "version", Read: func(v field.Value) { c.Version = v.Text() }},
		{Key: "datum", Read: func(v field.Value) { c.Date = v.Date() }},
		{Key: "text", Read: func(v field.Value) { c.Text = v.Text() }},
	})
	f.Changes = append(f.Changes, c)
}
