package page

import (
	"html/template"
	"path"
	"slices"

	"provtryck/generator/document"
	"provtryck/generator/site"
)

// PasteURL is the address of the page where texts are pasted.
const PasteURL = "/klistra-in/"

// A pasteView is the page where a text is pasted, with where it can be saved.
type pasteView struct {
	base
	Endings    string   // of the files that can be read, ".docx,.html"
	Blueprints []choice // of texts
	Folders    []choice
	Texts      []textGroup // that something can be put into
}

// A textGroup is the texts of a programme, or the guidance.
type textGroup struct {
	Name  string
	Texts []choice
}

func pastePages(r *Renderer, add adder) {
	if r.options.Intake == "" {
		return
	}
	add(PasteURL, func() any { return r.pasteView() })
}

func (r *Renderer) pasteView() pasteView {
	v := pasteView{
		base:    r.base("Klistra in en text", "Gör en text av det som kommer från Word eller webben.", PasteURL),
		Endings: r.options.Intake,
	}
	for _, id := range site.BlueprintIDs {
		if b := r.site.Blueprints[id]; b != nil && !slices.Contains([]string{"program", "kapitel"}, id) {
			v.Blueprints = append(v.Blueprints, choice{id, b.Name})
		}
	}
	for _, p := range r.site.Programmes {
		group := textGroup{Name: p.Title}
		for _, c := range p.Chapters {
			v.Folders = append(v.Folders, choice{path.Dir(c.Doc.Name), p.Title + ": " + c.Title})
		}
		for _, a := range r.site.Articles {
			if a.Programme == p && !a.MadeUp {
				group.Texts = append(group.Texts, choice{a.Doc.Name, a.Title})
			}
		}
		v.Texts = append(v.Texts, group)
	}
	guidance := textGroup{Name: site.Guidance.Title}
	for _, a := range r.site.Articles {
		if a.Programme == nil && !a.MadeUp {
			guidance.Texts = append(guidance.Texts, choice{a.Doc.Name, a.Title})
		}
	}
	v.Folders = append(v.Folders, choice{site.GuidanceFolder, site.Guidance.Title})
	v.Texts = append(v.Texts, guidance)
	return v
}

// Sketch returns the body of a text that is no part of the site, as its page would have it. Its links
// lead as they are written.
func (r *Renderer) Sketch(doc *document.Document) template.HTML {
	a := &site.Article{Doc: doc}
	for _, l := range doc.Links {
		to := site.Link{URL: l.Dest, External: true}
		switch {
		case l.Unsafe:
			to.URL = ""
		case l.Picture:
			to.Picture = &site.Picture{}
		}
		a.Links = append(a.Links, to)
	}
	return (&body{article: a, taxonomy: r.site.Taxonomy, top: 2}).render()
}
