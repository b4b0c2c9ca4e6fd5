package disposition

import (
	"fmt"
	"net/url"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// An Original (den gamla texten) is a text as it was before it was reworked.
type Original struct {
	Doc     *document.Document
	Source  string // where it was: an address, or the name of a file
	Fetched string // the day on which it was taken, "2026-05-12"
	Title   string
	Units   []Unit
}

var (
	unreadableOriginal = &problem.Rule{ID: "original-olaslig", Family: problem.Files, Severity: problem.Error,
		In: problem.Elsewhere, Demand: "Den gamla texten går att läsa.",
		Bad: "en gammal text som är större än 256 kB", Good: "en gammal text som är delad som de nya"}
	incompleteOriginal = &problem.Rule{ID: "original-saknar", Family: problem.Files, Severity: problem.Warning,
		In: problem.Elsewhere, Demand: "Den gamla texten säger varifrån den kommer och när den hämtades.",
		Bad: "källa:", Good: "källa: https://www.vardochinsats.se/adhd/"}
)

// LoadOriginal reads the file of an original. It is read as texts are, but is not judged: it is
// as it was. One that cannot be read is nil, with a problem that says why.
func LoadOriginal(file string, src []byte) (*Original, problem.List) {
	doc := document.Parse(file, src, document.Options{Taxonomy: &audience.Taxonomy{}})
	var problems problem.List
	o := &Original{Doc: doc}
	if why := unusable(doc); why != "" {
		problems.Add(unreadableOriginal, problem.Pos{File: file, Line: 1, Column: 1}, "den gamla texten går inte att läsa: "+why,
			"rätta filen eller hämta texten på nytt; tills dess har texten ingen redovisning")
		return nil, problems
	}
	top := field.Parse(file, document.YAML(src), 1, &problems)
	if top.Present() {
		top.Fields([]field.Field{
			{Key: "källa", Read: func(v field.Value) { o.Source = v.Text().Text }},
			{Key: "hämtad", Read: func(v field.Value) { o.Fetched = v.Date().Text }},
			{Key: "titel", Read: func(v field.Value) { o.Title = v.Text().Text }},
		})
	}
	whole := len(problems) == 0
	for _, must := range []struct{ key, value, example string }{
		{"källa", o.Source, "källa: och den gamla sidans adress, eller filens namn"},
		{"hämtad", o.Fetched, "hämtad: och dagen, som ÅÅÅÅ-MM-DD"},
	} {
		if must.value == "" && whole {
			problems.Add(incompleteOriginal, problem.Pos{File: file, Line: 1, Column: 1},
				fmt.Sprintf("den gamla texten saknar uppgiften %s", must.key), "skriv "+must.example)
		}
	}
	o.Units = Units(doc)
	return o, problems
}

// unusable returns why a document has no text, or lacks some; "" for one that is whole.
func unusable(doc *document.Document) string {
	for _, p := range doc.Problems {
		if p.Rule == document.TooLarge {
			return p.Message
		}
	}
	if (doc.NoText || doc.Damaged || doc.Unfinished) && len(doc.Problems) > 0 {
		return doc.Problems[0].Message
	}
	return ""
}

// Leads returns where a link of the original leads, from where the original was; "" for what is no page
// on the web.
func (o *Original) Leads(link Unit) string {
	dest, err := url.Parse(link.Dest)
	if err != nil {
		return ""
	}
	if base, err := url.Parse(o.Source); err == nil && base.IsAbs() {
		dest = base.ResolveReference(dest)
	}
	if dest.Host == "" || dest.Scheme != "http" && dest.Scheme != "https" {
		return ""
	}
	return dest.String()
}
