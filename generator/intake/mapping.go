package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/disposition"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A Mapping is what a project has agreed on about texts that come in: what old headings, labels and
// names of audiences are called here. The nil Mapping says nothing.
type Mapping struct {
	headings map[string][]named // by blueprint
	facts    []named            // labels, by keys of the front matter
	marking  []string           // folded headings of sections with facts and audiences
	tags     []named            // old names, by tags
}

// A named is something that is called something else in what comes in.
type named struct {
	name field.Text // here
	old  []field.Text
}

// The keys of the front matter that a line of what comes in can become.
const (
	versionKey  = "version"
	groupKey    = "nag"
	reviewedKey = "granskad"
	changesKey  = "ändringar"
	targetKey   = "målgrupp"
)

var factKeys = []string{versionKey, groupKey, reviewedKey, changesKey, targetKey}

var (
	unknownTarget = &problem.Rule{ID: "import-okand", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Det som gamla ord blir när en text tas in finns: mallar, rubriker och uppgifter.",
		Bad:    "Genomförandet: [Arbetssätt]", Good: "Genomförande: [Arbetssätt]"}
	doubleSource = &problem.Rule{ID: "import-dubbel", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Ett gammalt ord blir en enda sak när en text tas in.",
		Bad:    "Arbetssätt under både Kunskapsläge och Genomförande", Good: "Arbetssätt under Genomförande"}
)

// Rules are the rules on what becomes of texts that come in.
func Rules() []*problem.Rule { return []*problem.Rule{unknownTarget, doubleSource} }

// Load reads a mapping from src, the content of file. Everything that can be read is returned
// whatever the problems; an empty file gives the empty mapping.
func Load(file string, src []byte) (*Mapping, problem.List) {
	var problems problem.List
	m := &Mapping{headings: map[string][]named{}}
	if len(strings.TrimSpace(string(src))) == 0 {
		return m, nil
	}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{
		{Key: "rubriker", Read: func(v field.Value) {
			v.Entries(func(blueprint field.Text, v field.Value) {
				m.headings[blueprint.Text] = readNames(v, withoutNumber)
			})
		}},
		{Key: "uppgifter", Read: func(v field.Value) {
			m.facts = slices.DeleteFunc(readNames(v, spelling.Fold), func(n named) bool {
				if slices.Contains(factKeys, n.name.Text) {
					return false
				}
				problems.Add(unknownTarget, n.name.Pos, fmt.Sprintf("en rad kan inte bli uppgiften %q", n.name.Text),
					spelling.DidYouMean(n.name.Text, factKeys))
				return true
			})
		}},
		{Key: "avsnitt_med_uppgifter", Read: func(v field.Value) {
			for _, title := range v.Strings() {
				m.marking = append(m.marking, withoutNumber(title))
			}
		}},
		{Key: "målgrupper", Read: func(v field.Value) { m.tags = readNames(v, spelling.Fold) }},
	})
	return m, problems
}

// readNames reads what old words become: a mapping from each to them. An old word that has become
// something already is reported; key is the form in which they are compared.
func readNames(v field.Value, key func(string) string) []named {
	var all []named
	taken := map[string]string{}
	v.Entries(func(name field.Text, v field.Value) {
		n := named{name: name}
		for _, item := range v.Items() {
			old := item.Text()
			if other, double := taken[key(old.Text)]; double {
				item.Report(doubleSource, fmt.Sprintf("%q blir redan %s", old.Text, other), "behåll det på ett ställe")
			} else if old.Text != "" {
				taken[key(old.Text)] = name.Text
				n.old = append(n.old, old)
			}
		}
		all = append(all, n)
	})
	return all
}

// Check reports what old words cannot become: blueprints and headings that are not among the titles, by
// blueprint, and audiences that are not in the taxonomy. Of what could not be read (nil, or no
// dimensions) nothing is said, as that is reported there.
func (m *Mapping) Check(titles map[string][]string, t *audience.Taxonomy) problem.List {
	var problems problem.List
	ids := slices.Sorted(maps.Keys(titles))
	for _, id := range slices.Sorted(maps.Keys(m.headings)) {
		for _, n := range m.headings[id] {
			known, exists := titles[id]
			if !exists {
				problems.Add(unknownTarget, n.name.Pos, fmt.Sprintf("mallen %q finns inte", id), spelling.DidYouMean(id, ids))
				break
			}
			if known != nil && !slices.Contains(known, n.name.Text) {
				problems.Add(unknownTarget, n.name.Pos, fmt.Sprintf("mallen %s har ingen rubrik %q", id, n.name.Text),
					spelling.DidYouMean(n.name.Text, known))
			}
		}
	}
	if len(t.Dimensions) == 0 {
		return problems
	}
	for _, n := range m.tags {
		if _, known := t.Find(n.name.Text); !known {
			problems.Add(audience.UnknownTag, n.name.Pos, fmt.Sprintf("okänd målgrupp %q", n.name.Text), t.Suggest(n.name.Text))
		}
		for _, old := range n.old {
			if tag, known := t.Find(old.Text); known {
				problems.Add(doubleSource, old.Pos, fmt.Sprintf("%q är redan ett namn på målgruppen %s", old.Text, t.Tags[tag].Label),
					"ta bort det här")
			}
		}
	}
	return problems
}

// Names returns what audiences are called in old texts.
func (m *Mapping) Names() disposition.Names {
	names := disposition.Names{Tags: map[string]string{}}
	for _, n := range m.tags {
		for _, old := range n.old {
			names.Tags[spelling.Fold(old.Text)] = n.name.Text
		}
	}
	for _, n := range m.facts {
		for _, old := range n.old {
			if n.name.Text == targetKey {
				names.Labels = append(names.Labels, spelling.Fold(old.Text))
			}
		}
	}
	return names
}

// heading returns the heading of a blueprint that an old one is called here, "" for none.
func (m *Mapping) heading(blueprint, old string) string {
	if m == nil {
		return ""
	}
	return find(m.headings[blueprint], withoutNumber(old), withoutNumber)
}

// tag returns the tag that an old name of an audience stands for.
func (m *Mapping) tag(t *audience.Taxonomy, old string) (tag int, known bool) {
	if tag, known = t.Find(old); known || m == nil {
		return tag, known
	}
	return t.Find(find(m.tags, spelling.Fold(old), spelling.Fold))
}

// find returns what a word is called here, "" for nothing.
func find(all []named, word string, key func(string) string) string {
	for _, n := range all {
		if slices.ContainsFunc(n.old, func(old field.Text) bool { return key(old.Text) == word }) {
			return n.name.Text
		}
	}
	return ""
}
