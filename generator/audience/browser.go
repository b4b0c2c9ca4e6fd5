package audience

import (
	"encoding/json"
	"strings"
)

// Script returns a declaration of the taxonomy for the scripts of the browser: the
// dimensions with their tags, each with id, label and the id of the tag above, and
// the personas with id, name and the ids of their tags.
func (t *Taxonomy) Script() []byte {
	type tag struct {
		ID    string `json:"id"`
		Label string `json:"label"`
		Under string `json:"under,omitempty"`
	}
	type dimension struct {
		ID    string `json:"id"`
		Label string `json:"label"`
		Tags  []tag  `json:"tags"`
	}
	type persona struct {
		ID   string   `json:"id"`
		Name string   `json:"name"`
		Tags []string `json:"tags"`
	}
	data := struct {
		Dimensions []dimension `json:"dimensions"`
		Personas   []persona   `json:"personas"`
	}{[]dimension{}, []persona{}}
	for _, d := range t.Dimensions {
		data.Dimensions = append(data.Dimensions, dimension{d.ID, d.Label, []tag{}})
	}
	for _, one := range t.Tags {
		in := &data.Dimensions[one.Dimension]
		under := ""
		if one.Parent != None {
			under = t.Tags[one.Parent].ID
		}
		in.Tags = append(in.Tags, tag{one.ID, one.Label, under})
	}
	for _, p := range t.Personas {
		data.Personas = append(data.Personas, persona{p.ID, p.Name, t.ids(p.Tags)})
	}
	encoded, _ := json.Marshal(data) // strings and slices of them can always be written
	return []byte("const taxonomy = " + string(encoded) + ";\n")
}

// Attribute returns the audience of something, for the browser: the tags' ids of each
// level of path, outermost first, with blanks between tags and a slash between
// levels, "region//primarvard alltid". It is empty when no level has tags.
func (t *Taxonomy) Attribute(path ...Target) string {
	levels := make([]string, len(path))
	empty := true
	for i, target := range path {
		words := t.ids(target.Tags)
		if target.Always {
			words = append(words, AlwaysWord)
		}
		levels[i] = strings.Join(words, " ")
		empty = empty && len(words) == 0
	}
	if empty {
		return ""
	}
	return strings.Join(levels, "/")
}

func (t *Taxonomy) ids(a Audience) []string {
	ids := make([]string, len(a))
	for i, tag := range a {
		ids[i] = t.Tags[tag].ID
	}
	return ids
}
