package audience

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// AlwaysWord is how "alltid" is written among the tags of a section or block.
const AlwaysWord = "alltid"

var emptyTaxonomy = &problem.Rule{ID: "taxonomi-tom", Family: problem.Files,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Filen med målgrupper har taggar.",
	Bad:    "en tom malgrupper.yaml", Good: "minst en dimension med taggar"}

// Load reads the taxonomy from src, the content of file. Everything that can be read
// is returned whatever the problems.
func Load(file string, src []byte) (*Taxonomy, problem.List) {
	var problems problem.List
	t := &Taxonomy{byName: map[string]int{}}
	l := loader{t, map[int][]field.Text{}}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{
		{Key: "dimensioner", Read: field.Each(l.dimension)},
		{Key: "typprofiler", Read: field.Each(l.persona)},
	})
	l.resolvePrincipals(&problems)
	t.group()
	if len(t.Tags) == 0 && len(problems) == 0 {
		problems.Add(emptyTaxonomy, problem.Pos{File: file}, "filen har inga taggar",
			"skriv dimensioner med taggar som i docs/innehallsmodell.md")
	}
	return t, problems
}

// A loader keeps names that can be resolved only when all tags are read.
type loader struct {
	*Taxonomy
	principals map[int][]field.Text // tag → the names written under hör_till
}

var incompleteEntry = &problem.Rule{ID: "taxonomi-ofullstandig", Family: problem.Files,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Dimensioner, taggar och typprofiler har id och etikett.",
	Bad:    "{id: lss}", Good: "{id: lss, etikett: LSS}"}

func (l loader) dimension(v field.Value) {
	var d Dimension
	var tags []field.Value
	v.Fields([]field.Field{
		{Key: "id", Read: func(v field.Value) { d.ID = id(v) }},
		{Key: "etikett", Read: func(v field.Value) { d.Label = v.Text().Text }},
		{Key: "flera", Read: func(v field.Value) { d.Several = v.Bool() }},
		{Key: "taggar", Read: func(v field.Value) { tags = v.Items() }},
	})
	if d.ID == "" || d.Label == "" {
		v.Report(incompleteEntry, "dimensionen saknar id eller etikett", "skriv båda: id: skede och etikett: Skede")
		return
	}
	l.Dimensions = append(l.Dimensions, d)
	for _, tag := range tags {
		l.tag(tag, len(l.Dimensions)-1)
	}
}

var tooManyTags = &problem.Rule{ID: "taxonomi-stor", Family: problem.Files,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Det finns inte fler taggar än någon kan välja bland.",
	Bad:    "en fil med 2 000 taggar", Good: "en fil med 80 taggar"}

func (l loader) tag(v field.Value, dimension int) {
	tag := Tag{Dimension: dimension, Parent: None}
	var under field.Value
	var principals []field.Text
	v.Fields([]field.Field{
		{Key: "id", Read: func(v field.Value) { tag.ID = id(v) }},
		{Key: "etikett", Read: func(v field.Value) { tag.Label = v.Text().Text }},
		{Key: "under", Read: func(v field.Value) { under = v }},
		{Key: "hör_till", Read: func(v field.Value) { principals = v.Texts() }},
		{Key: "kallas_också", Read: func(v field.Value) { tag.AlsoCalled = v.Strings() }},
	})
	if tag.ID == "" || tag.Label == "" {
		v.Report(incompleteEntry, "taggen saknar id eller etikett", "skriv båda: {id: lss, etikett: LSS}")
		return
	}
	if under.Present() {
		tag.Parent = l.parent(under, dimension)
	}
	if len(l.Tags) == maxTags {
		v.Report(tooManyTags, fmt.Sprintf("filen har fler än %d taggar", maxTags),
			"slå ihop taggar: ingen granskare väljer bland så många")
		return
	}
	l.Tags = append(l.Tags, tag)
	index := len(l.Tags) - 1
	l.principals[index] = principals
	for _, name := range append([]string{tag.ID, tag.Label}, tag.AlsoCalled...) {
		l.name(v, name, index)
	}
}

var doubleName = &problem.Rule{ID: "taxonomi-dubbel", Family: problem.Files,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Varje id och etikett används en gång.",
	Bad:    "två taggar med etiketten LSS", Good: "LSS och LSS-handläggning"}

// name lets a tag be found by a name.
func (l loader) name(v field.Value, name string, tag int) {
	folded := spelling.Fold(name)
	if folded == AlwaysWord {
		v.Report(doubleName, `ordet "alltid" är upptaget: det märker säkerhetstext`, "välj ett annat ord")
		return
	}
	if other, taken := l.byName[folded]; taken && other != tag {
		v.Report(doubleName, fmt.Sprintf("%q används redan för taggen %s", name, l.Tags[other].Label),
			"ge taggarna olika id, etikett och andra namn")
		return
	}
	l.byName[folded] = tag
}

var unknownParent = &problem.Rule{ID: "taxonomi-okand", Family: problem.Files,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "En överordnad tagg står före de underordnade.",
	Bad:    "under: skola, men skola står längre ner", Good: "skola står ovanför"}

// parent finds the tag named by "under", which must be above in the same dimension.
func (l loader) parent(v field.Value, dimension int) int {
	name := v.Text().Text
	parent, known := l.Find(name)
	if !known || l.Tags[parent].Dimension != dimension {
		v.Report(unknownParent, fmt.Sprintf("taggen %q finns inte ovanför i samma dimension", name),
			"skriv den överordnade taggen först")
		return None
	}
	return parent
}

// UnknownTag is broken by an audience that is not in the taxonomy.
var UnknownTag = &problem.Rule{ID: "okand-malgrupp", Family: problem.Targeting, Severity: problem.Error,
	Demand: "Målgruppen finns bland projektets taggar.",
	Bad:    "### Stöd {Primärvad}\n\nText.", Good: "### Stöd {Primärvård}\n\nText."}

func (l loader) persona(v field.Value) {
	var p Persona
	v.Fields([]field.Field{
		{Key: "id", Read: func(v field.Value) { p.ID = id(v) }},
		{Key: "namn", Read: func(v field.Value) { p.Name = v.Text().Text }},
		{Key: "taggar", Read: func(v field.Value) {
			for _, item := range v.Items() {
				name := item.Text().Text
				if tag, known := l.Find(name); known {
					p.Tags = New(append(p.Tags, tag)...)
				} else {
					item.Report(UnknownTag, fmt.Sprintf("okänd målgrupp %q", name),
						l.Suggest(name))
				}
			}
		}},
	})
	taken := slices.ContainsFunc(l.Personas, func(other Persona) bool { return other.ID == p.ID })
	_, isTag := l.byName[p.ID]
	switch {
	case p.ID == "" || p.Name == "":
		v.Report(incompleteEntry, "typprofilen saknar id eller namn",
			"skriv båda: {id: kurator, namn: Kurator, taggar: […]}")
	case isTag:
		v.Report(doubleName, fmt.Sprintf("typprofilens id %s är också en tagg", p.ID),
			"välj ett annat: båda står i adresser")
	case taken:
		v.Report(doubleName, fmt.Sprintf("två typprofiler har id %s", p.ID), "ge dem olika id")
	default:
		l.Personas = append(l.Personas, p)
	}
}

// resolvePrincipals reads hör_till, when every tag is known.
func (l loader) resolvePrincipals(problems *problem.List) {
	for tag := range l.Tags {
		for _, name := range l.principals[tag] {
			principal, known := l.Find(name.Text)
			if !known {
				problems.Add(UnknownTag, name.Pos, fmt.Sprintf("okänd målgrupp %q", name.Text),
					l.Suggest(name.Text))
				continue
			}
			l.Tags[tag].Principals = append(l.Tags[tag].Principals, principal)
		}
	}
}

var badID = &problem.Rule{ID: "taxonomi-id", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Ett id består av små bokstäver a–z, siffror och bindestreck.",
	Bad:    "{id: Äldre, etikett: Äldre}", Good: "{id: aldre, etikett: Äldre}"}

// id reads a word used in addresses, which must be its own slug.
func id(v field.Value) string {
	t := v.Text()
	if t.Text == "" || spelling.Slug(t.Text) != t.Text {
		v.Report(badID, fmt.Sprintf("%q kan inte vara id", t.Text),
			fmt.Sprintf("skriv små bokstäver a–z, siffror och bindestreck: %s", spelling.Slug(t.Text)))
		return ""
	}
	return t.Text
}

// Find returns the tag with the given id, label or other name.
func (t *Taxonomy) Find(name string) (tag int, known bool) {
	tag, known = t.byName[spelling.Fold(name)]
	return tag, known
}

// FindDimension returns the dimension with the given id or label.
func (t *Taxonomy) FindDimension(name string) (dimension int, known bool) {
	folded := spelling.Fold(name)
	dimension = slices.IndexFunc(t.Dimensions, func(d Dimension) bool {
		return spelling.Fold(d.ID) == folded || spelling.Fold(d.Label) == folded
	})
	return dimension, dimension >= 0
}

// Suggest returns the hint for a word that is no tag: the tag that it is a part of, the
// tag that is misspelt, or what to do when there is none.
func (t *Taxonomy) Suggest(word string) string {
	folded := spelling.Fold(word)
	if folded == "" {
		return "skriv en målgrupp; de står i docs/malgrupper.md"
	}
	switch meant := t.Meant(word); len(meant) {
	case 0:
	case 1:
		return "skriv " + meant[0]
	default:
		return "skilj åt med komma: " + strings.Join(meant, ", ")
	}
	names := []string{AlwaysWord}
	for _, tag := range t.Tags {
		for _, name := range append([]string{tag.Label}, tag.AlsoCalled...) {
			for part := range strings.SplitSeq(name, ",") {
				if strings.Contains(name, ",") && spelling.Fold(strings.TrimSpace(part)) == folded {
					return divided(name, tag.Label)
				}
			}
			if f := spelling.Fold(name); f[:min(1, len(f))] == folded[:1] { // another word begins with another letter
				names = append(names, name)
			}
		}
	}
	if near, ok := spelling.Nearest(word, names); ok {
		return fmt.Sprintf("menade du %s? (tillåtna värden: docs/malgrupper.md)", near)
	}
	return "ingen målgrupp motsvarar det: välj den som ligger närmast i docs/malgrupper.md, " +
		"eller ta bort ordet och skriv i texten vilka den gäller"
}

// joint is what people write between tags instead of a comma.
var joint = regexp.MustCompile(`\s*[,;/&+]\s*|\s+(?:och|eller|samt)\s+`)

// Meant returns how the tags are written that a word names with something else between
// or around them: "Region och Kommun", "(Region)". It returns none when the word names
// anything but tags.
func (t *Taxonomy) Meant(word string) []string {
	word = strings.Trim(word, " \u00a0()[]{}\"'”“")
	joints := append(joint.FindAllStringIndex(word, -1), []int{len(word), len(word)})
	var names []string
	for begin, from := 0, 0; from < len(joints); {
		at := len(joints) - 1 // the longest name first: some have "och" in them
		tag, known := t.Find(word[begin:joints[at][0]])
		for ; !known && at > from; tag, known = t.Find(word[begin:joints[at][0]]) {
			at--
		}
		if !known {
			return nil
		}
		name := t.Tags[tag].Label
		if strings.Contains(name, ",") {
			name = t.Tags[tag].ID
		}
		names = append(names, name)
		begin, from = joints[at][1], at+1
	}
	return names
}

// divided returns the hint for a part of a name that has a comma.
func divided(name, label string) string {
	if strings.Contains(label, ",") {
		return fmt.Sprintf("målgruppen %s har ett komma: skriv den inom citattecken överst i filen, "+
			"och med sitt id i texten", label)
	}
	return fmt.Sprintf("%s delas vid kommat; skriv %s", name, label)
}

// Names returns the labels of all tags, for suggestions.
func (t *Taxonomy) Names() []string {
	names := make([]string, len(t.Tags))
	for i, tag := range t.Tags {
		names[i] = tag.Label
	}
	return names
}

// FindPersona returns the persona with the given id or name.
func (t *Taxonomy) FindPersona(name string) (Persona, bool) {
	folded := spelling.Fold(name)
	i := slices.IndexFunc(t.Personas, func(p Persona) bool { return p.ID == folded || spelling.Fold(p.Name) == folded })
	if i < 0 {
		return Persona{}, false
	}
	return t.Personas[i], true
}

// Rules returns the rules that this package finds broken.
func Rules() []*problem.Rule {
	return []*problem.Rule{emptyTaxonomy, incompleteEntry, tooManyTags, doubleName, unknownParent, badID, UnknownTag}
}
