package revision

import (
	"cmp"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/site"
)

// A Fact (uppgift) is something in the front matter that differs.
type Fact struct {
	Key     string           // as editors write it: "målgrupp"
	Before  string           // empty when it was not there
	After   string           // empty when it has been taken away
	Merged  []document.Token // both versions of running words, with what differs marked; nil of other values
	Matters []Matter
}

// facts returns what differs in the front matter of a text.
func (c *comparer) facts(before, after *site.Article) []Fact {
	old, now := before.Doc.Front, after.Doc.Front
	var list []Fact
	add := func(key, b, a string, matters ...Matter) {
		if b != a {
			list = append(list, Fact{Key: key, Before: b, After: a, Matters: matters})
		}
	}
	words := func(key string, b, a field.Text) {
		merged, matters := Passages(b.Text, a.Text)
		add(key, b.Text, a.Text, matters...)
		if b.Text != a.Text && b.Text != "" && a.Text != "" {
			list[len(list)-1].Merged = merged
		}
	}
	words("titel", old.Title, now.Title)
	words("ingress", old.Lead, now.Lead)
	b, a := c.audienceTexts(old.Target, now.Target)
	add("målgrupp", b, a, Who)
	add("status", old.Status.String(), now.Status.String())
	add("version", old.Version.Text, now.Version.Text)
	add("granskad", old.Reviewed.Text, now.Reviewed.Text)
	words("nag", old.NAG, now.NAG)
	add("mall", old.Template.Text, now.Template.Text)
	add("ersätter", texts(old.FormerURLs), texts(now.FormerURLs))
	add("ersätter-avsnitt", parts(old.FormerParts), parts(now.FormerParts))
	add("adress", old.LiveURL.Text, now.LiveURL.Text)
	add("inlagd", old.Entered.Date.Text, now.Entered.Date.Text)
	add("tidigare", texts(old.FormerPaths), texts(now.FormerPaths))
	add("sökord", texts(old.Keywords), texts(now.Keywords))
	add("ändringar", history(old.Changes), history(now.Changes))
	add("exempeltext", yes(old.Sample), yes(now.Sample))
	return list
}

// audienceTexts returns for whom a text was and is, in the dimensions that differ.
func (c *comparer) audienceTexts(before, after audience.Target) (old, now string) {
	earlier, later := byDimension(c.Before, before), byDimension(c.After, after)
	var b, a []string
	for _, d := range slices.Concat(c.After.Taxonomy.Dimensions, c.Before.Taxonomy.Dimensions) {
		if earlier[d.ID] != later[d.ID] {
			name := strings.ToLower(d.Label) + ": "
			b, a = append(b, name+cmp.Or(earlier[d.ID], "alla")), append(a, name+cmp.Or(later[d.ID], "alla"))
			earlier[d.ID] = later[d.ID] // most dimensions come twice
		}
	}
	return strings.Join(b, "; "), strings.Join(a, "; ")
}

func byDimension(s *site.Site, t audience.Target) map[string]string {
	words := map[string]string{}
	for i, d := range s.Taxonomy.Dimensions {
		words[d.ID] = strings.Join(s.Taxonomy.Labels(s.Taxonomy.In(i, t.Tags)), ", ")
	}
	return words
}

func parts(list []document.FormerPart) string {
	return strings.Join(mapped(list, func(p document.FormerPart) string { return p.Section.Text + ": " + texts(p.URLs) }), "; ")
}

func texts(list []field.Text) string {
	return strings.Join(mapped(list, func(t field.Text) string { return t.Text }), ", ")
}

func history(changes []document.Change) string {
	return strings.Join(mapped(changes, func(c document.Change) string {
		return strings.TrimSpace(c.Version.Text + " " + c.Date.Text + " " + c.Text.Text)
	}), "; ")
}

func yes(b bool) string {
	if b {
		return "ja"
	}
	return ""
}
