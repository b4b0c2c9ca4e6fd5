package site

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A Blueprint (migreringsmall, mall) says what a kind of text must contain.
type Blueprint struct {
	ID            string // "insats", the name of its file
	Name          string // "Insats"
	Product       string // "Vård- och insatsprogram"
	Required      []string
	FromStatus    []StatusDemand
	Sections      []SectionRule // in the order that they must have
	OtherHeadings bool          // headings besides these are allowed at the top level
	TopLevel      int           // heading level of a section, 2
	BottomLevel   int           // the deepest heading level, 4
}

// A StatusDemand lists the keys that a text must have from a status on.
type StatusDemand struct {
	Status document.Status
	Keys   []string
}

// A SectionRule is one heading of a blueprint.
type SectionRule struct {
	Title       string
	Key         string // the title as spelling.Fold returns it
	Required    bool
	MaxWords    int      // in the section and below it; 0 is no limit
	NoSub       bool     // headings below it are not allowed
	SubHeadings []string // the only ones allowed below it; empty is free
	Priorities  bool     // marks of priority belong here
}

// Blueprints holds the migration template's blueprints by id.
type Blueprints map[string]*Blueprint

// BlueprintIDs are the kinds of text that the program knows how to place and
// show, in the order of the documentation.
var BlueprintIDs = []string{"program", "kapitel", "insats", "bakgrund", "kunskapsstod"}

// find returns the id of the blueprint that an editor means by its id or its
// name, empty when there is none.
func (b Blueprints) find(word string) string {
	folded := spelling.Fold(word)
	for _, id := range slices.Sorted(maps.Keys(b)) {
		if folded == id || folded == spelling.Fold(b[id].Name) {
			return id
		}
	}
	return ""
}

// LoadBlueprint reads one blueprint from the content of file, whose base name
// is its id.
func LoadBlueprint(file string, src []byte) (*Blueprint, problem.List) {
	var problems problem.List
	id := strings.TrimSuffix(path.Base(file), path.Ext(file))
	b := &Blueprint{ID: id, Name: id, TopLevel: 2, BottomLevel: 4}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{
		{Key: "namn", Read: func(v field.Value) { b.Name = v.Text().Text }},
		{Key: "produkt", Read: func(v field.Value) { b.Product = v.Text().Text }},
		{Key: "frontmatter", Read: b.readFrontMatter},
		{Key: "avsnitt", Read: func(v field.Value) {
			for _, item := range v.Items() {
				b.readSection(item)
			}
		}},
		{Key: "andra_rubriker", Read: func(v field.Value) { b.OtherHeadings = v.Bool() }},
		{Key: "högsta_rubriknivå", Read: func(v field.Value) { b.TopLevel = v.Int(2, 6) }},
		{Key: "lägsta_rubriknivå", Read: func(v field.Value) { b.BottomLevel = v.Int(2, 6) }},
	})
	if !slices.Contains(BlueprintIDs, id) {
		problems.Add(unknownBlueprint, problem.Pos{File: file}, fmt.Sprintf("det finns ingen plats för mallen %q", id),
			"välj bland: "+strings.Join(BlueprintIDs, ", "))
	}
	b.TopLevel, b.BottomLevel = max(b.TopLevel, 2), max(b.BottomLevel, b.TopLevel, 2)
	return b, problems
}

func (b *Blueprint) readFrontMatter(v field.Value) {
	v.Fields([]field.Field{
		{Key: "obligatoriska", Read: func(v field.Value) { b.Required = readKeys(v) }},
		{Key: "från_status", Read: func(v field.Value) {
			v.Entries(func(key field.Text, value field.Value) {
				status, known := document.FindStatus(key.Text)
				if !known {
					value.Report(document.UnknownStatus, fmt.Sprintf("okänd status %q", key.Text),
						spelling.DidYouMean(key.Text, document.Statuses))
					return
				}
				b.FromStatus = append(b.FromStatus, StatusDemand{status, readKeys(value)})
			})
		}},
	})
}

// readKeys reads names of front-matter keys and returns their documented spelling.
func readKeys(v field.Value) []string {
	var known, keys []string
	for _, key := range document.Keys() {
		known = append(known, key.Name)
	}
	for _, item := range v.Items() {
		word := item.Text().Text
		i := slices.IndexFunc(known, func(k string) bool { return spelling.Fold(k) == spelling.Fold(word) })
		if i < 0 {
			item.Report(field.UnknownKey, fmt.Sprintf("uppgiften %q finns inte", word),
				spelling.DidYouMean(word, known))
			continue
		}
		keys = append(keys, known[i])
	}
	return keys
}

var blueprintHeading = &problem.Rule{ID: "mall-rubrik", Family: problem.Files, Severity: problem.Error,
	In: problem.Elsewhere, Demand: "Varje avsnitt i en mall har en egen rubrik.",
	Bad: "- obligatoriskt: ja", Good: "- rubrik: Genomförande"}

func (b *Blueprint) readSection(v field.Value) {
	var r SectionRule
	v.Fields([]field.Field{
		{Key: "rubrik", Read: func(v field.Value) { r.Title = v.Text().Text; r.Key = spelling.Fold(r.Title) }},
		{Key: "obligatoriskt", Read: func(v field.Value) { r.Required = v.Bool() }},
		{Key: "högst_ord", Read: func(v field.Value) { r.MaxWords = v.Int(1, 100000) }},
		{Key: "prioriteringar", Read: func(v field.Value) { r.Priorities = v.Bool() }},
		{Key: "underrubriker", Read: func(v field.Value) {
			for _, t := range v.Texts() {
				switch spelling.Fold(t.Text) {
				case "fria":
				case "inga":
					r.NoSub = true
				default:
					r.SubHeadings = append(r.SubHeadings, t.Text)
				}
			}
		}},
	})
	switch {
	case r.Title == "":
		v.Report(blueprintHeading, "avsnittet saknar rubrik", "skriv rubrik: Genomförande")
	case b.section(r.Key) != nil:
		v.Report(blueprintHeading, fmt.Sprintf("rubriken %q står två gånger i mallen", r.Title), "behåll den ena")
	default:
		b.Sections = append(b.Sections, r)
	}
}

// section returns the rule for the heading with the given key, nil when the
// blueprint has none.
func (b *Blueprint) section(key string) *SectionRule {
	for i := range b.Sections {
		if b.Sections[i].Key == key {
			return &b.Sections[i]
		}
	}
	return nil
}

// titles lists the headings of the blueprint.
func (b *Blueprint) titles() []string {
	titles := make([]string, len(b.Sections))
	for i, r := range b.Sections {
		titles[i] = r.Title
	}
	return titles
}
