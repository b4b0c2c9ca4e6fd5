package transfer

import (
	"strings"

	"provtryck/generator/field"
)

// fields returns the fields of the form with what a text has for them. The audience has a field for
// each dimension.
func fields(src Source, p *Profile, pictures []Picture) []Field {
	var all []Field
	for _, f := range p.Fields {
		if f.Key != targetKey {
			all = append(all, newField(f, itemsOf(src, f.Key, pictures)))
			continue
		}
		for i, d := range src.Taxonomy.Dimensions {
			one := FormField{f.Key, f.Name + ": " + d.Label, f.Property + capital(d.ID)}
			all = append(all, newField(one, src.Taxonomy.Labels(src.Taxonomy.In(i, src.Doc.Front.Target.Tags))))
		}
	}
	return all
}

func newField(f FormField, items []string) Field { return Field{f, strings.Join(items, "\n"), items} }

// itemsOf returns the values of a field.
func itemsOf(src Source, key string, pictures []Picture) []string {
	front := src.Doc.Front
	switch key {
	case titleKey:
		return []string{src.Title}
	case leadKey:
		return filled(front.Lead)
	case keywordsKey:
		return filled(front.Keywords...)
	case versionKey:
		return filled(front.Version)
	case reviewedKey:
		return filled(front.Reviewed)
	case groupKey:
		return filled(front.NAG)
	case formerKey:
		return filled(front.AllFormerURLs()...)
	case picturesKey:
		var items []string
		for _, picture := range pictures {
			items = append(items, picture.File+": "+picture.Alt)
		}
		return items
	}
	return nil
}

func filled(texts ...field.Text) []string {
	var items []string
	for _, t := range texts {
		if t.Text != "" {
			items = append(items, t.Text)
		}
	}
	return items
}

// capital returns an ASCII id as a part of a name of a program, "Skede" for "skede" and "MyView" for
// "my-view".
func capital(id string) string {
	var b strings.Builder
	for part := range strings.FieldsFuncSeq(id, func(r rune) bool { return r == '-' || r == '_' }) {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}
