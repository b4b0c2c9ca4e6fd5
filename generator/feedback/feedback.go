// Package feedback holds comments (synpunkter) on the texts: what reviewers answer, and
// what the editors do about it.
//
// [Load] and [Marshal] read and write the comments on one text, as the project keeps them
// in content/_projekt/synpunkter/. [Read] takes what reviewers send: the JSON that the
// preview saves, the same as text in an e-mail, and tables. [Merge] joins the two, and
// [Find] finds the words that a comment is about in the text as it is now.
//
// What has been sent is anybody's: all of it is limited in size, and text only.
package feedback

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/spelling"
)

// A Comment (synpunkt) is what one person says about one place. Only ID is always there.
type Comment struct {
	ID           string
	From         string // "Kurator"
	Organisation string // "Region Skåne"
	Email        string
	Date         string // on which it was written, "2027-03-04"
	Modified     string // when it was last changed, "2027-03-04T10:00:00Z"; empty if never
	Kind         string // one of Kinds
	Section      string // id of the section; empty for all of the text
	Quote        string // the words that it is about, blanks collapsed
	Before       string // the words before them
	After        string // and after
	Text         string
	Suggestion   string // how the quote could read
	Reader       string // id of the reader who was chosen
	Version      string // sum of the page that was read
	Status       string // one of Statuses
	Reply        string
	By           string // who has replied
	Answer       string // id of the answer that it came in
	Page         string // address of a text that there is not; empty in a file of a text

	Round string // id of the round; that of its folder, not in the file
}

// Kinds and Statuses are the words for what a comment is and what has been done about it.
var (
	Kinds    = []string{"sakfel", "otydligt", "saknas", "malgrupp", "sprak", "fraga", "bra"}
	Statuses = []string{New, "besvarad", "inarbetad", "avvisad", "vidare"}
)

// KindWord returns a kind as people write it: "målgrupp" for malgrupp. Whatever is read may have it.
func KindWord(kind string) string {
	switch kind {
	case "malgrupp":
		return "målgrupp"
	case "sprak":
		return "språk"
	case "fraga":
		return "fråga"
	}
	return kind
}

// KindWords returns the [Kinds] as people write them.
func KindWords() []string {
	words := make([]string, len(Kinds))
	for i, kind := range Kinds {
		words[i] = KindWord(kind)
	}
	return words
}

// What stands for a text where comments are on none: on all of them, and on one that is not there.
const (
	OnAll  = "allmant"
	OnNone = "utan-text"
)

// New is the status of a comment that nobody has done anything about.
const New = "ny"

var (
	incomplete = &problem.Rule{ID: "synpunkt-ofullstandig", Family: problem.Files, Severity: problem.Error,
		In:     problem.Elsewhere,
		Demand: "En synpunkt har ett id och säger något.",
		Bad:    "en synpunkt utan id", Good: "en synpunkt som import har skrivit"}
	double = &problem.Rule{ID: "synpunkt-dubbel", Family: problem.Files, Severity: problem.Error,
		In:     problem.Elsewhere,
		Demand: "En synpunkt står en gång.",
		Bad:    "två synpunkter med samma id", Good: "en synpunkt för varje id"}
	unknownWord = &problem.Rule{ID: "synpunkt-ord", Family: problem.Files, Severity: problem.Error,
		In:     problem.Elsewhere,
		Demand: "Slag och status är ord som finns.",
		Bad:    "status: klar", Good: "status: inarbetad"}
	identityNumber = &problem.Rule{ID: "synpunkt-personnummer", Family: problem.Security, Severity: problem.Error,
		In:     problem.Elsewhere,
		Demand: "Inga personnummer står i synpunkterna.",
		Bad:    "en synpunkt om patienten 19121212-1212", Good: "en synpunkt om en patient"}
)

// Rules returns the rules that this package finds broken.
func Rules() []*problem.Rule {
	return []*problem.Rule{incomplete, double, unknownWord, identityNumber}
}

// An entry is one line of a comment in its file.
type entry struct {
	key   string
	value *string
}

// entries returns the lines of a comment in the order in which they are written.
func (c *Comment) entries() []entry {
	return []entry{
		{"id", &c.ID}, {"sida", &c.Page}, {"från", &c.From}, {"organisation", &c.Organisation}, {"e-post", &c.Email},
		{"datum", &c.Date}, {"ändrad", &c.Modified}, {"slag", &c.Kind}, {"avsnitt", &c.Section}, {"citat", &c.Quote},
		{"före", &c.Before}, {"efter", &c.After}, {"synpunkt", &c.Text}, {"förslag", &c.Suggestion},
		{"läsare", &c.Reader}, {"version", &c.Version}, {"status", &c.Status}, {"svar", &c.Reply}, {"av", &c.By},
		{"svar-id", &c.Answer},
	}
}

// Load reads the comments in src, the content of file, sorted by date and id. One that
// lacks its id is left out; everything else that can be read is returned.
func Load(file string, src []byte) ([]Comment, problem.List) {
	var problems problem.List
	var comments []Comment
	seen := map[string]bool{}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{
		{Key: "synpunkter", Read: field.Each(func(v field.Value) {
			c := load(v)
			switch {
			case c.ID == "":
				v.Report(incomplete, "synpunkten saknar id och visas inte", "ge den ett id som ingen annan har, "+
					"till exempel id: "+seed(c, 1)[:8])
				return
			case seen[c.ID]:
				v.Report(double, fmt.Sprintf("två synpunkter har id %s", c.ID), "ta bort den ena, eller ge den ett annat id")
			case c.empty():
				v.Report(incomplete, "synpunkten säger ingenting", "skriv den under synpunkt: eller ta bort den")
			}
			seen[c.ID] = true
			comments = append(comments, c)
		})},
	})
	order(comments)
	return comments, problems
}

// empty reports whether a comment says nothing. That something is good needs no words.
func (c *Comment) empty() bool { return c.Text == "" && c.Suggestion == "" && c.Kind != "bra" }

func load(v field.Value) Comment {
	var c Comment
	var fields []field.Field
	for _, e := range c.entries() {
		fields = append(fields, field.Field{Key: e.key, Read: func(v field.Value) {
			*e.value = read(v, e.key)
		}})
	}
	v.Fields(fields)
	c.Status = cmp.Or(c.Status, New)
	return c
}

// read reads the value of a key and checks it.
func read(v field.Value, key string) string {
	switch key {
	case "datum":
		return v.Date().Text
	case "slag":
		return known(v, kindOf, KindWords())
	case "status":
		return known(v, statusOf, Statuses)
	}
	text := v.Text().Text
	if key != "id" && key != "svar-id" && key != "version" && prose.HasIdentityNumber(text) {
		v.Report(identityNumber, "här står något som ser ut som ett personnummer",
			"ta bort det, också ur det som kom in; även påhittade nummer kan vara någons")
	}
	return text
}

// known reads a word that is one of some, which people write as shown.
func known(v field.Value, meant func(written string) string, shown []string) string {
	written := v.Text().Text
	if word := meant(written); word != "" || written == "" {
		return word
	}
	v.Report(unknownWord, fmt.Sprintf("ordet %q finns inte", spelling.Shorten(written, 40, "…")),
		spelling.DidYouMean(written, shown))
	return ""
}

// kindOf returns the kind that is written: its id, its word, or what the forms call it, such as "Fel
// målgrupp" and "Något saknas"; empty for none.
func kindOf(written string) string {
	if kind := knownWord(written, Kinds); kind != "" {
		return kind
	}
	switch spelling.Fold(written) {
	case "fel malgrupp":
		return "malgrupp"
	case "nagot saknas":
		return "saknas"
	}
	return ""
}

func statusOf(written string) string { return knownWord(written, Statuses) }

// knownWord returns the one of some words that is written; empty for none.
func knownWord(written string, words []string) string {
	for _, word := range words {
		if spelling.Fold(word) == spelling.Fold(written) {
			return word
		}
	}
	return ""
}

// order sorts comments by date, then id.
func order(comments []Comment) {
	slices.SortStableFunc(comments, func(a, b Comment) int {
		return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
	})
}
