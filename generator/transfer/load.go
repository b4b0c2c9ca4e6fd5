package transfer

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

var badProfile = &problem.Rule{ID: "overforing-profil", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Målprofilen har bara värden som Provtryck känner till.",
	Bad:    "profil: tinymce", Good: "profil: tinymce-ren"}

// Load reads a profile from src, the content of file. It begins as one that comes with the program,
// and what the file says takes the place of that. Everything that can be read is returned whatever
// the problems; an empty file gives the profile [Default].
func Load(file string, src []byte) (*Profile, problem.List) {
	var problems problem.List
	p := Profiles()[0]
	if len(strings.TrimSpace(string(src))) == 0 {
		return p, nil
	}
	var later []func()
	after := func(read func(*Profile, field.Value)) func(field.Value) {
		return func(v field.Value) { later = append(later, func() { read(p, v) }) }
	}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{
		{Key: "profil", Read: func(v field.Value) { p = named(v) }},
		{Key: "bas", Read: after((*Profile).readBase)},
		{Key: "sidtyp", Read: after((*Profile).readContentType)},
		{Key: "fält", Read: after((*Profile).readFields)},
		{Key: "rubriker", Read: after((*Profile).readLevels)},
		{Key: "element", Read: after((*Profile).readElements)},
		{Key: "skrivs", Read: after((*Profile).readWays)},
	})
	for _, read := range later { // wherever the file says which profile it begins with
		read()
	}
	return p, problems
}

// named returns the profile with a name, or the default one.
func named(v field.Value) *Profile {
	var names []string
	for _, p := range Profiles() {
		if p.Name == v.Text().Text {
			return p
		}
		names = append(names, p.Name)
	}
	v.Report(badProfile, fmt.Sprintf("profilen %q finns inte", v.Text().Text), spelling.DidYouMean(v.Text().Text, names))
	return Profiles()[0]
}

func (p *Profile) readBase(v field.Value) {
	t := v.Text()
	u, err := url.Parse(t.Text)
	if t.Text != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		v.Report(badProfile, fmt.Sprintf("%q är ingen webbadress", t.Text), "skriv hela adressen, till exempel https://www.1177.se/")
		return
	}
	p.Base = t.Text
}

func (p *Profile) readContentType(v field.Value) {
	if t := v.Text().Text; t != "" {
		p.ContentType = t
	}
}

// readFields reads the fields of the form, in the order of the form.
func (p *Profile) readFields(v field.Value) {
	before := p.Fields
	var fields []FormField
	v.Entries(func(key field.Text, v field.Value) {
		at := slices.IndexFunc(before, func(f FormField) bool { return f.Key == key.Text })
		if at < 0 {
			v.Report(badProfile, fmt.Sprintf("fältet %q finns inte", key.Text), spelling.DidYouMean(key.Text, fieldKeys))
			return
		}
		f := before[at]
		if v.Mapping() {
			v.Fields([]field.Field{
				{Key: "namn", Read: func(v field.Value) { f.Name = v.Text().Text }},
				{Key: "egenskap", Read: func(v field.Value) { f.Property = v.Text().Text }},
			})
		} else if name := v.Text().Text; name != "" {
			f.Name = name
		}
		switch same := func(g FormField) bool { return g.Property == f.Property }; {
		case f.Name == "" || f.Property == "" || reserved(f.Property):
			v.Report(badProfile, fmt.Sprintf("fältet %s saknar namn eller egenskap, eller har en som sidan redan har", key.Text),
				"skriv {namn: Rubrik, egenskap: heading}")
		case slices.ContainsFunc(fields, same):
			v.Report(badProfile, fmt.Sprintf("egenskapen %s har redan ett annat fält", f.Property), "ge fälten olika egenskaper")
		default:
			fields = append(fields, f)
		}
	})
	has := func(key string) bool {
		return slices.ContainsFunc(fields, func(f FormField) bool { return f.Key == key })
	}
	if len(fields) > 0 && (!has(titleKey) || !has(bodyKey)) {
		v.Report(badProfile, "formuläret har inget fält för titel, eller inget för text", "lägg till titel: och text: under fält:")
		return
	}
	if len(fields) > 0 {
		p.Fields = fields
	}
}

func (p *Profile) readLevels(v field.Value) {
	top, bottom := p.TopLevel, p.BottomLevel
	v.Fields([]field.Field{
		{Key: "från", Read: func(v field.Value) { top = v.Int(1, 6) }},
		{Key: "till", Read: func(v field.Value) { bottom = v.Int(1, 6) }},
	})
	if top == 0 || bottom == 0 {
		return // which is reported
	}
	if top > bottom {
		v.Report(badProfile, fmt.Sprintf("rubriker går från %d till %d", top, bottom), "skriv den högsta nivån, som har lägst tal, under från")
		return
	}
	p.TopLevel, p.BottomLevel = top, bottom
}

func (p *Profile) readElements(v field.Value) {
	var kept []string
	for _, item := range v.Items() {
		tag := strings.ToLower(item.Text().Text)
		if !slices.Contains(elements, tag) {
			item.Report(badProfile, fmt.Sprintf("elementet %q blir ingen text av", tag), spelling.DidYouMean(tag, elements))
			continue
		}
		kept = append(kept, tag)
	}
	if !slices.Contains(kept, "p") {
		kept = append(kept, "p") // words must be in something
	}
	p.Elements = kept
}

func (p *Profile) readWays(v field.Value) {
	v.Entries(func(key field.Text, v field.Value) {
		var known []string
		for _, c := range constructs() {
			known = append(known, c.key)
			if c.key != key.Text {
				continue
			}
			if way := v.Text().Text; slices.Contains(c.ways, way) {
				p.Ways[key.Text] = way
			} else {
				v.Report(badProfile, fmt.Sprintf("%s kan inte skrivas som %q", key.Text, way), "välj bland: "+strings.Join(c.ways, ", "))
			}
			return
		}
		v.Report(badProfile, fmt.Sprintf("%q är inget som skrivs på olika sätt", key.Text), spelling.DidYouMean(key.Text, known))
	})
}
