package page

import (
	"path"
	"slices"

	"provtryck/generator/site"
)

// chaptersURL is the way in by chapter, to the same chapter of all programmes.
const chaptersURL = "/kapitel/"

// A chapterKind is a chapter that programmes have in common: those whose folder has the same name.
type chapterKind struct {
	link
	chapters []*site.Chapter // in the order of the programmes
}

// chapterKinds lists the chapters that programmes have, in the order in which they come there.
func chapterKinds(programmes []*site.CareProgramme) []*chapterKind {
	known := map[string]*chapterKind{}
	var kinds []*chapterKind
	for _, p := range programmes {
		at := 0 // where the next chapter that is not known comes
		for _, c := range p.Chapters {
			name := path.Base(c.URL)
			k := known[name]
			if k == nil {
				k = &chapterKind{link: link{c.Title, chaptersURL + name + "/"}}
				known[name] = k
				kinds = slices.Insert(kinds, at, k)
			}
			k.chapters = append(k.chapters, c)
			at = slices.Index(kinds, k) + 1
		}
	}
	return kinds
}

// A chaptersView is the list of chapters.
type chaptersView struct {
	base
	Kinds []chapterKindView
}

// A chapterKindView is a chapter, and the programmes that have it.
type chapterKindView struct {
	link
	Programmes []textLink
}

// A chapterView is the same chapter of all programmes.
type chapterView struct {
	base
	Cards []card // titled by the programme
}

func chapterPages(r *Renderer, add adder) {
	for _, k := range r.chapters {
		add(k.URL, func() any { return r.chapterView(k) })
	}
}

func (r *Renderer) chaptersView() any {
	v := chaptersView{base: r.base("Kapitel", "Samma kapitel i alla program.", chaptersURL)}
	for _, k := range r.chapters {
		of := chapterKindView{link: k.link}
		for _, c := range k.chapters {
			l := r.textLink(c.Article)
			l.Title = c.Programme.Title
			of.Programmes = append(of.Programmes, *l)
		}
		v.Kinds = append(v.Kinds, of)
	}
	return v
}

func (r *Renderer) chapterView(k *chapterKind) any {
	v := chapterView{base: r.base(k.Title+" i alla program", "Kapitlet "+k.Title+" i varje program, med dess texter.", k.URL, link{"Kapitel", chaptersURL})}
	for _, c := range k.chapters {
		of := r.chapterCard(c)
		of.Number, of.KindName, of.Title = "", "", c.Programme.Title
		v.Cards = append(v.Cards, of)
	}
	return v
}

// everywhere returns the link to the chapter of an article in all programmes; nil where only one has it.
func (r *Renderer) everywhere(a *site.Article) *link {
	for _, k := range r.chapters {
		if len(k.chapters) > 1 && slices.Contains(k.chapters, a.Chapter) {
			return &link{k.Title + " i alla program", k.URL}
		}
	}
	return nil
}
