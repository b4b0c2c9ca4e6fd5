// Package site joins all texts into one immutable, validated [Site].
//
// [New] places every document in the tree of products, programmes, chapters and
// pages, gives each its URL, resolves the links between them and runs every
// rule (see rules.go). It knows no HTML, template, HTTP or disk. A Site does
// not change once made; a new version of the texts is a new Site.
package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// The folders of the two products. Their names are the first part of every URL.
const (
	ProgrammesFolder = "vard-och-insatsprogram"
	GuidanceFolder   = "kliniska-kunskapsstod"
)

// A Site is everything that has been written, in its place.
type Site struct {
	Taxonomy   *audience.Taxonomy
	Blueprints Blueprints
	Programmes []*CareProgramme
	Guidance   []*Article // kliniska kunskapsstöd, and texts that lie outside both products
	Articles   []*Article // all, in reading order
	Pictures   map[string]Picture
	Problems   problem.List // of all texts and all rules, sorted; files relative to the content folder

	byFile map[string]*Article
	byURL  map[string]*Article
	hints  hints // while links are resolved
}

// An Article (artikel) is a text in its place in the site: the front page of a
// programme or chapter, an intervention, a background page or a guidance.
type Article struct {
	Doc       *document.Document
	URL       string // "/vard-och-insatsprogram/adhd/om-tillstandet/"
	Title     string // never empty
	Kind      string // id of its blueprint: "insats"
	Blueprint *Blueprint
	Programme *CareProgramme // nil outside programmes
	Chapter   *Chapter       // nil outside chapters
	Previous  *Article       // in the programme's reading order
	Next      *Article
	Links     []Link     // as Doc.Links, resolved
	UsedBy    []*Article // texts that link to this guidance, in reading order
	MadeUp    bool       // no file: stands for a front page that nobody has written
	Problems  problem.List

	nodes []node // while the rules look at it
}

// Path is for whom the article is: what it lies in, outermost first, and itself
// last. Its sections lie within all of it. No page is for all readers whatever
// it lies in: "alltid" is for sections and blocks.
func (a *Article) Path() []audience.Target {
	path := make([]audience.Target, 0, 3)
	if a.Programme != nil && a != a.Programme.Article {
		path = append(path, audience.Target{Tags: a.Programme.Doc.Front.Target.Tags})
	}
	if a.Chapter != nil && a != a.Chapter.Article {
		path = append(path, audience.Target{Tags: a.Chapter.Doc.Front.Target.Tags})
	}
	return append(path, audience.Target{Tags: a.Doc.Front.Target.Tags})
}

// A CareProgramme (vård- och insatsprogram, VIP) is a folder of chapters.
type CareProgramme struct {
	*Article
	Chapters []*Chapter
	Pages    []*Article // texts that lie outside its chapters
}

// A Chapter (kapitel) is a numbered folder of pages in a programme.
type Chapter struct {
	*Article
	Number int
	Pages  []*Article
}

// A Picture (bild) is an image file in the content folder.
type Picture struct {
	File   string // "bilder/stegvis-vard.svg"
	URL    string // "/bilder/stegvis-vard.svg"
	Width  int    // in CSS pixels; 0 when unknown
	Height int
}

// Sources is all that a site is made of.
type Sources struct {
	Taxonomy   *audience.Taxonomy
	Blueprints Blueprints
	Documents  []*document.Document // sorted by name
	Pictures   []Picture
	Problems   problem.List // found while reading
}

// New makes the site.
func New(src Sources) *Site {
	s := &Site{
		Taxonomy: src.Taxonomy, Blueprints: src.Blueprints,
		Pictures: map[string]Picture{},
		byFile:   map[string]*Article{}, byURL: map[string]*Article{}, hints: hints{},
	}
	for _, p := range src.Pictures {
		s.Pictures[p.File] = p
	}
	p := placer{Site: s, programmes: map[string]*CareProgramme{}, chapters: map[string]*Chapter{}}
	for _, d := range src.Documents {
		p.place(d)
	}
	p.finish()
	s.resolve()
	s.hints = nil
	s.check(src.Problems)
	return s
}

// ByURL returns the article with the given URL, nil if there is none.
func (s *Site) ByURL(url string) *Article { return s.byURL[url] }

// ByFile returns the article of a file in the content folder, nil if there is none.
func (s *Site) ByFile(name string) *Article { return s.byFile[name] }

// placer builds the tree of a Site.
type placer struct {
	*Site
	programmes map[string]*CareProgramme // by folder name
	chapters   map[string]*Chapter       // by path
}

// place puts a document where its path says.
func (p *placer) place(d *document.Document) {
	parts := strings.Split(d.Name, "/")
	a := &Article{Doc: d, Title: cmp.Or(d.Front.Title.Text, nameTitle(d.Name))}
	switch {
	case parts[0] == ProgrammesFolder && len(parts) > 2:
		p.placeInProgramme(a, parts[1:])
	default:
		a.Kind = "kunskapsstod"
		p.Guidance = append(p.Guidance, a)
	}
	p.add(a)
}

// add settles the article's blueprint and address.
func (p *placer) add(a *Article) {
	if word := a.Doc.Front.Template.Text; word != "" {
		if id, known := p.Blueprints.find(word); known {
			a.Kind = id
		}
	}
	a.Blueprint = p.Blueprints[a.Kind]
	a.URL = address(a.Doc.Name)
	for n := 2; p.byURL[a.URL] != nil || productURL(a.URL); n++ {
		a.URL = strings.TrimSuffix(address(a.Doc.Name), "/") + "-" + strconv.Itoa(n) + "/"
	}
	p.byURL[a.URL] = a
	p.byFile[a.Doc.Name] = a
}

// productURL says whether an address is that of one of the products' own pages.
func productURL(url string) bool {
	return url == "/" || url == "/"+ProgrammesFolder+"/" || url == "/"+GuidanceFolder+"/"
}

func (p *placer) placeInProgramme(a *Article, parts []string) {
	a.Programme = p.programme(parts[0])
	switch {
	case len(parts) == 2 && parts[1] == "index.md":
		a.Kind = "program"
		a.Programme.Article = a
	case len(parts) == 2:
		a.Kind = "insats"
		a.Programme.Pages = append(a.Programme.Pages, a)
	case len(parts) == 3 && parts[2] == "index.md":
		a.Kind = "kapitel"
		a.Chapter = p.chapter(parts[0], parts[1])
		a.Chapter.Article = a
	default:
		a.Kind = "insats"
		a.Chapter = p.chapter(parts[0], parts[1])
		a.Chapter.Pages = append(a.Chapter.Pages, a)
	}
}

func (p *placer) programme(folder string) *CareProgramme {
	programme := p.programmes[folder]
	if programme == nil {
		programme = &CareProgramme{}
		p.programmes[folder] = programme
		p.Programmes = append(p.Programmes, programme)
	}
	return programme
}

func (p *placer) chapter(programme, folder string) *Chapter {
	key := path.Join(programme, folder)
	chapter := p.chapters[key]
	if chapter == nil {
		chapter = &Chapter{}
		p.chapters[key] = chapter
		owner := p.programme(programme)
		owner.Chapters = append(owner.Chapters, chapter)
	}
	return chapter
}

// finish makes up the front pages that nobody has written, sorts siblings and
// strings the pages of each programme in reading order.
func (p *placer) finish() {
	for _, folder := range slices.Sorted(maps.Keys(p.programmes)) {
		programme := p.programmes[folder]
		if programme.Article == nil {
			programme.Article = p.madeUp(path.Join(ProgrammesFolder, folder, "index.md"), "program")
			programme.Article.Programme = programme
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(p.chapters)) {
		chapter := p.chapters[folder]
		if chapter.Article == nil {
			chapter.Article = p.madeUp(path.Join(ProgrammesFolder, folder, "index.md"), "kapitel")
			chapter.Article.Chapter = chapter
			chapter.Article.Programme = p.programmes[path.Dir(folder)]
		}
	}
	order := newOrder()
	slices.SortStableFunc(p.Programmes, func(a, b *CareProgramme) int { return order.compare(a.Article, b.Article) })
	slices.SortStableFunc(p.Guidance, order.compare)
	for _, programme := range p.Programmes {
		slices.SortStableFunc(programme.Pages, order.compare)
		slices.SortStableFunc(programme.Chapters, func(a, b *Chapter) int { return order.compare(a.Article, b.Article) })
		for i, chapter := range programme.Chapters {
			chapter.Number = i + 1
			slices.SortStableFunc(chapter.Pages, order.compare)
		}
		p.string(programme)
	}
	p.Articles = append(p.Articles, p.Guidance...)
}

// madeUp stands for a front page that is missing; the rule index-saknas reports it.
func (p *placer) madeUp(name, kind string) *Article {
	a := &Article{Doc: &document.Document{Name: name}, Title: nameTitle(name), Kind: kind, MadeUp: true}
	p.add(a)
	return a
}

// string links the programme's pages to the one before and the one after.
func (p *placer) string(programme *CareProgramme) {
	pages := append([]*Article{programme.Article}, programme.Pages...)
	for _, chapter := range programme.Chapters {
		pages = append(append(pages, chapter.Article), chapter.Pages...)
	}
	for i, a := range pages[1:] {
		a.Previous, pages[i].Next = pages[i], a
	}
	p.Articles = append(p.Articles, pages...)
}

// order compares siblings: by "ordning", else by the number in the name, else
// by title in Swedish order.
type order struct{ collator *collate.Collator }

func newOrder() order { return order{collate.New(language.Swedish)} }

func (o order) compare(a, b *Article) int {
	return cmp.Or(
		cmp.Compare(position(a), position(b)),
		o.collator.CompareString(a.Title, b.Title),
		cmp.Compare(a.Doc.Name, b.Doc.Name),
	)
}

// position is where an article wants to stand among its siblings; those that
// say nothing come last.
func position(a *Article) int {
	if a.Doc.Front.Order > 0 {
		return a.Doc.Front.Order
	}
	name := strings.TrimSuffix(strings.TrimSuffix(a.Doc.Name, ".md"), "/index")
	if n := prefixNumber(path.Base(name)); n > 0 {
		return n
	}
	return 1 << 20
}

// nameTitle makes a title of a file name, for a text that has none.
func nameTitle(name string) string {
	base := path.Base(strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/index"))
	words := strings.ReplaceAll(spelling.Slug(stripPrefix(base)), "-", " ")
	if words == "" {
		return "Utan titel"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
