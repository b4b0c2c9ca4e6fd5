package document

import (
	"fmt"
	"path"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// An Exception (undantag) accepts what a rule finds, for a reason and until a day.
type Exception struct {
	Rule   *problem.Rule
	Reason field.Text
	Until  field.Text   // the last day on which it holds, "2027-06-30"
	Files  []field.Text // for which it holds, in the project's own list; see [Exception.Covers]
	Pos    problem.Pos
}

// Covers reports whether the exception holds for a file: one of its names is that of
// the file or of a folder around it, or matches the file as a pattern.
func (e Exception) Covers(file string) bool {
	for _, name := range e.Names() {
		if match, _ := path.Match(name, file); match || name == file ||
			strings.HasPrefix(file, strings.TrimSuffix(name, "/")+"/") {
			return true
		}
	}
	return false
}

// Names returns the files, folders and patterns for which the exception holds.
func (e Exception) Names() []string {
	names := make([]string, len(e.Files))
	for i, f := range e.Files {
		names[i] = f.Text
	}
	return names
}

// ReadExceptions reads a list of exceptions. In the project's own list each one
// names its files.
func ReadExceptions(v field.Value, files bool, rules problem.Catalogue) []Exception {
	var exceptions []Exception
	for _, item := range v.Items() {
		if e, ok := readException(item, files, rules); ok {
			exceptions = append(exceptions, e)
		}
	}
	return exceptions
}

var badException = &problem.Rule{ID: "undantag", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Ett undantag har regel, orsak och slutdatum.",
	Bad:    "- regel: lang-mening", Good: "- regel: lang-mening\n  orsak: Lagtext, ordagrant.\n  till: 2027-06-30"}

func readException(v field.Value, files bool, rules problem.Catalogue) (Exception, bool) {
	var id string
	e := Exception{Pos: v.Pos()}
	fields := []field.Field{
		{Key: "regel", Read: func(v field.Value) { id = v.Text().Text }},
		{Key: "orsak", Read: func(v field.Value) { e.Reason = v.Text() }},
		{Key: "till", Read: func(v field.Value) { e.Until = v.Date() }},
	}
	if files {
		fields = append(fields, field.Field{Key: "filer", Read: func(v field.Value) { e.Files = v.Texts() }})
	}
	v.Fields(fields)
	e.Rule = rules.ByID(id)
	switch {
	case id == "" || e.Reason.Text == "" || e.Until.Text == "":
		v.Report(badException, "undantaget gäller inte: det saknar regel, orsak eller till",
			"skriv {regel: lang-mening, orsak: Lagtext, till: 2027-06-30}")
		return e, false
	case e.Rule == nil:
		v.Report(badException, fmt.Sprintf("det finns ingen regel %q", id),
			spelling.NearestOr(id, rules.IDs(), "reglerna står i docs/regler.md"))
		return e, false
	case files && len(e.Files) == 0:
		v.Report(badException, "undantaget gäller inte: det säger inte för vilka filer",
			"skriv filer: [vard-och-insatsprogram/adhd/]")
		return e, false
	}
	return e, true
}
