package page

import (
	"html/template"
	"io"
	"io/fs"

	"provtryck/generator/handbook"
	"provtryck/generator/search"
)

// A helpView is a document of the handbook.
type helpView struct {
	base
	Contents []handbook.Heading
	Body     template.HTML
	Others   []link // the other documents
}

// helpPages are the handbook, and the pictures in it; none where there are no documents.
func helpPages(r *Renderer, add adder) {
	docs := r.options.Docs
	if docs == nil {
		return
	}
	for _, name := range handbook.Names {
		add(handbook.Address(name), func() any { return r.helpView(name) })
	}
	for _, name := range handbook.Pictures {
		add(handbook.URL+name, func() any {
			return fileView(func(w io.Writer) error {
				data, err := fs.ReadFile(docs, name)
				if err == nil {
					_, err = w.Write(data)
				}
				return err
			})
		})
	}
}

func (r *Renderer) helpView(name string) any {
	d, err := handbook.Read(r.options.Docs, name)
	if err != nil {
		return fileView(func(io.Writer) error { return err })
	}
	var way []link
	if name != handbook.Names[0] {
		way = []link{{"Handbok", handbook.URL}}
	}
	v := helpView{base: r.base(d.Title, "", handbook.Address(name), way...), Contents: d.Contents, Body: template.HTML(d.Body)}
	for _, other := range handbook.Names {
		if title, err := handbook.Title(r.options.Docs, other); err == nil && other != name {
			v.Others = append(v.Others, link{title, handbook.Address(other)})
		}
	}
	return v
}

// ruleURL returns where a rule is explained; empty where there is no handbook.
func (r *Renderer) ruleURL(id string) string {
	if r.options.Docs == nil {
		return ""
	}
	return handbook.RuleAddress(id)
}

// indexHandbook makes the index of the handbook; empty where there are no documents. Each part of a document below a
// heading of the second level is found by itself, with the headings below it as its sections.
func indexHandbook(docs fs.FS) (*search.Index, error) {
	if docs == nil {
		return search.Of(nil), nil
	}
	var parts []search.Document
	for _, name := range handbook.Names {
		d, err := handbook.Read(docs, name)
		if err != nil {
			return nil, err
		}
		sections, err := d.Sections()
		if err != nil {
			return nil, err
		}
		for _, s := range sections {
			if s.Level > 2 {
				last := &parts[len(parts)-1]
				last.Sections = append(last.Sections, search.Section{Anchor: s.ID, Heading: s.Title, Passages: s.Passages})
				continue
			}
			url := handbook.Address(name)
			if s.ID != "" {
				url += "#" + s.ID
			}
			parts = append(parts, search.Document{Text: search.Text{URL: url, Title: s.Title, Programme: d.Title}, Passages: s.Passages})
		}
	}
	return search.Of(parts), nil
}
