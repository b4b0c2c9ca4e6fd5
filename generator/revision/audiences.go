package revision

import (
	"slices"

	"provtryck/generator/audience"
)

// A Renaming is something in the taxonomy that the two versions call differently, or that
// only one of them has.
type Renaming struct {
	What   string // "Målgruppen"
	Before string // empty when it is new
	After  string // empty when it is no more
}

// String returns the renaming in a sentence.
func (r Renaming) String() string {
	switch {
	case r.Before == "":
		return r.What + " " + r.After + " är ny."
	case r.After == "":
		return r.What + " " + r.Before + " finns inte längre."
	}
	return r.What + " " + r.Before + " heter nu " + r.After + "."
}

// renamings returns what the taxonomies of two versions call differently. Where one of them
// has no tags there is nothing to compare.
func renamings(before, after *audience.Taxonomy) []Renaming {
	if len(before.Tags) == 0 || len(after.Tags) == 0 {
		return nil
	}
	return slices.Concat(
		renamed("Dimensionen", mapped(before.Dimensions, dimensionName), mapped(after.Dimensions, dimensionName)),
		renamed("Målgruppen", mapped(before.Tags, tagName), mapped(after.Tags, tagName)),
		renamed("Typprofilen", mapped(before.Personas, personaName), mapped(after.Personas, personaName)),
	)
}

// A name is what something is called: in files, and by people.
type name struct{ id, label string }

func dimensionName(d audience.Dimension) name { return name{d.ID, d.Label} }
func tagName(t audience.Tag) name             { return name{t.ID, t.Label} }
func personaName(p audience.Persona) name     { return name{p.ID, p.Name} }

// renamed pairs names by id. What has another id and the same label is the same to people.
func renamed(what string, before, after []name) []Renaming {
	old, labels := map[string]string{}, map[string]bool{}
	for _, b := range before {
		old[b.id], labels[b.label] = b.label, true
	}
	var list []Renaming
	now, kept := map[string]bool{}, map[string]bool{}
	for _, a := range after {
		now[a.id], kept[a.label] = true, true
		if was := old[a.id]; was != a.label && (was != "" || !labels[a.label]) {
			list = append(list, Renaming{what, was, a.label})
		}
	}
	for _, b := range before {
		if !now[b.id] && !kept[b.label] {
			list = append(list, Renaming{What: what, Before: b.label})
		}
	}
	return list
}
