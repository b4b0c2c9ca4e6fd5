package document

import (
	"fmt"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// readAudience reads målgrupp: tags by dimension, or a plain list of tags. A list with a tag
// that is not understood limits nobody: for whom it is meant is not known, and no mistake
// must hide a text.
func (d *Document) readAudience(v field.Value, t *audience.Taxonomy) audience.Target {
	var target audience.Target
	tagsOf := func(dimension int) func(field.Value) {
		return func(list field.Value) {
			before, understood := target.Tags, true
			for _, item := range list.Items() {
				word := item.Text()
				if meant := t.Meant(word.Text); item.Pos() == list.Pos() && len(meant) > 0 && unknown(word.Text, t) {
					d.fault(audience.UnknownTag, word.Pos, fmt.Sprintf("okänd målgrupp %q", word.Text), inList(meant))
					understood = false
					continue
				}
				understood = d.addTag(&target, word, t, dimension) && understood
			}
			if !understood {
				target.Tags = before
			}
		}
	}
	if !v.Mapping() {
		tagsOf(-1)(v)
		return target
	}
	var dimensions []field.Field
	for i, dimension := range t.Dimensions {
		dimensions = append(dimensions, field.Field{Key: dimension.Label, Read: tagsOf(i)})
	}
	if names := tagKeys(v, t); len(names) > 0 {
		d.fault(audience.UnknownTag, v.Pos(), "målgruppen är inte skriven som en lista", inList(names))
		return target
	}
	v.Fields(dimensions)
	return target
}

// unknown reports whether a word is neither a tag nor "alltid".
func unknown(word string, t *audience.Taxonomy) bool {
	_, known := t.Find(word)
	return !known && spelling.Fold(word) != audience.AlwaysWord
}

// inList returns the hint for tags that were meant as a list in the front matter.
func inList(tags []string) string { return fmt.Sprintf("skriv [%s]", strings.Join(tags, ", ")) }

// tagKeys returns the tags that are the keys of a mapping without values, which was meant
// as a list: {Region, Kommun}. It returns none when a key is something else.
func tagKeys(v field.Value, t *audience.Taxonomy) []string {
	var names []string
	only := true
	v.Entries(func(key field.Text, value field.Value) {
		meant := t.Meant(key.Text)
		_, dimension := t.FindDimension(key.Text)
		only = only && value.Blank() && !dimension && len(meant) > 0
		names = append(names, meant...)
	})
	if !only {
		return nil
	}
	return names
}

var wrongDimension = &problem.Rule{ID: "fel-dimension", Family: problem.Targeting, Severity: problem.Error,
	Demand: "Taggen hör till den dimension som den står under.",
	Bad:    "### Stöd {huvudman: Primärvård}\n\nText.", Good: "### Stöd {verksamhet: Primärvård}\n\nText."}

// addTag adds the tag named by word, which must belong to the dimension unless
// that is negative, and reports whether it is understood.
func (d *Document) addTag(target *audience.Target, word field.Text, t *audience.Taxonomy, dimension int) bool {
	if word.Text == "" {
		return true
	}
	if spelling.Fold(word.Text) == audience.AlwaysWord {
		target.Always = true
		return true
	}
	tag, known := t.Find(word.Text)
	switch {
	case !known:
		d.fault(audience.UnknownTag, word.Pos, fmt.Sprintf("okänd målgrupp %q", word.Text), audienceHint(word.Text, t))
	case dimension >= 0 && t.Tags[tag].Dimension != dimension:
		d.fault(wrongDimension, word.Pos,
			fmt.Sprintf("%s är inte %s", t.Tags[tag].Label, strings.ToLower(t.Dimensions[dimension].Label)),
			fmt.Sprintf("flytta den till %s", strings.ToLower(t.Dimensions[t.Tags[tag].Dimension].Label)))
	default:
		target.Tags = audience.New(append(target.Tags, tag)...)
		return true
	}
	return false
}

func audienceHint(word string, t *audience.Taxonomy) string {
	if strings.Contains(word, ",") {
		return fmt.Sprintf("skriv en lista inom hakparenteser: [%s]", word)
	}
	return t.Suggest(word)
}

// readTags reads what is in braces after a heading or after "::: målgrupp":
// tags separated by commas, each with or without its dimension, and "#id".
// pos is the place of its first character.
func (d *Document) readTags(list string, pos problem.Pos, t *audience.Taxonomy) (target audience.Target, id string) {
	if _, known := t.Find(list); known { // one label, such as "Förskola, skola och elevhälsa"
		d.addTag(&target, field.Text{Text: strings.TrimSpace(list), Pos: pos}, t, -1)
		return target, ""
	}
	column, understood := pos.Column, true
	for part := range strings.SplitSeq(list, ",") {
		lead := len(part) - len(strings.TrimLeft(part, " \t\u00a0"))
		word := field.Text{Text: strings.TrimSpace(part), Pos: pos}
		word.Pos.Column = column + len([]rune(part[:lead]))
		column += len([]rune(part)) + 1
		switch {
		case strings.HasPrefix(word.Text, "#"):
			id = d.ownID(word)
		default:
			understood = d.addDimensionTag(&target, word, t) && understood
		}
	}
	if !understood {
		target.Tags = nil // see readAudience
	}
	return target, id
}

var unknownDimension = &problem.Rule{ID: "okand-dimension", Family: problem.Targeting, Severity: problem.Error,
	Demand: "Dimensionen finns.",
	Bad:    "### Stöd {plats: Primärvård}\n\nText.", Good: "### Stöd {verksamhet: Primärvård}\n\nText."}

// addDimensionTag reads "tagg" or "dimension: tagg", and reports whether it is understood.
func (d *Document) addDimensionTag(target *audience.Target, word field.Text, t *audience.Taxonomy) bool {
	name, tag, found := strings.Cut(word.Text, ":")
	dimension, known := t.FindDimension(name)
	switch {
	case !found:
		return d.addTag(target, word, t, -1)
	case !known:
		d.fault(unknownDimension, word.Pos, fmt.Sprintf("okänd dimension %q", name), "skriv bara målgruppen, utan kolon")
		return false
	}
	return d.addTag(target, field.Text{Text: strings.TrimSpace(tag), Pos: word.Pos}, t, dimension)
}

var badAnchor = &problem.Rule{ID: "ankare", Family: problem.Structure, Severity: problem.Error,
	Demand: "Ett eget ankare kan stå i en adress och finns en gång.",
	Bad:    "### Steg {#Steg ett}\n\nText.", Good: "### Steg {#steg-ett}\n\nText."}

// ownID reads "#id", an anchor that the editor has chosen.
func (d *Document) ownID(word field.Text) string {
	id := strings.TrimPrefix(word.Text, "#")
	if slug := spelling.Slug(id); slug != id || id == "" {
		d.fault(badAnchor, word.Pos, fmt.Sprintf("%q kan inte vara ankare", word.Text),
			fmt.Sprintf("skriv små bokstäver a–z, siffror och bindestreck: #%s", slug))
		return slug
	}
	return id
}
