// Package site joins all texts into one immutable, validated [Site].
//
// [New] makes an [Article] of every document, with its place in the tree of products,
// programmes, chapters and pages, its URL and its resolved [Link]s, and checks it by
// every rule and by its [Blueprint]. The package knows no HTML, template, HTTP or disk.
// A Site never changes; a new version of the texts is a new Site.
package site

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"provtryck/generator/audience"
	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/feedback"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/round"
	"provtryck/generator/transfer"
)

// TrialFile is where the project keeps the questions that the search is measured by. It may be missing, and is
// no part of what the texts are made of.
const TrialFile = "_projekt/sokprov.yaml"

// A Site is everything that has been written, in its place.
type Site struct {
	Taxonomy   *audience.Taxonomy
	Blueprints Blueprints
	Programmes []*CareProgramme
	Guidance   []*Article // kliniska kunskapsstöd, and texts outside both products
	Articles   []*Article // all, in reading order
	Pictures   map[string]Picture
	Comments   map[string][]feedback.Comment // by the name of the text
	Problems   problem.List                  // of all texts and all rules, sorted; files relative to the content folder
	Excuses    []Excuse                      // exceptions from rules
	Rounds     []*round.Round
	Ledger     *ledger.Ledger    // of the addresses of the old site
	Sum        string            // of the names and bytes of all files that it is made of, in hexadecimal
	Today      string            // the day for which it is judged, "2026-05-12"; empty when days do not matter
	Profile    *transfer.Profile // of where the texts are published
	Synonyms   [][]string        // groups of expressions that mean the same to who searches, abbreviations among them
	Trial      []byte            // the questions that the search is measured by, as they are written; nil for none

	accounts   map[*Article]func() *disposition.Account
	orphans    []*Orphan
	decided    map[*Article]bool    // the editors have decided something about the original
	exceptions []document.Exception // of the project
	refused    map[string]bool      // the files that problems were found with while reading
	nowIn      map[string]string    // see Sources.Moved
	wasIn      map[string]string    // the other way around
	gone       map[string]Gone      // see Sources.Gone

	byName []*Article // by file name, also those without a file
	byFile map[string]*Article
	byURL  map[string]*Article
	parts  map[string]part   // of the paths of all texts
	kinds  map[string]string // ids of blueprints by what front matter calls them; empty for no blueprint
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
	UsedBy    []*Article // texts that link to this one, in reading order
	MadeUp    bool       // no file: takes the place of a front page that is missing
	Copy      bool       // the file seems to be a copy of another, whose addresses it has too
	Problems  problem.List

	place   place
	sortKey []byte         // of the title, in Swedish order
	address string         // the URL it would have were it alone
	readers audience.Crowd // all who see it

	// While the rules look at it:
	nodes    []node
	sections []*document.Section         // that its blueprint is about
	read     func(c audience.Crowd) bool // reports whether there is a reader in a crowd
}

// Path returns for whom the article is: what it is in, outermost first, and itself
// last. No page is for all readers whatever it is in: "alltid" is for sections and
// blocks.
func (a *Article) Path() []audience.Target {
	path := make([]audience.Target, 0, 3)
	for _, outer := range a.Within() {
		path = append(path, audience.Target{Tags: outer.Doc.Front.Target.Tags})
	}
	return append(path, audience.Target{Tags: a.Doc.Front.Target.Tags})
}

// PathTo returns for whom a section of the article is, which is within others,
// outermost first.
func (a *Article) PathTo(s *document.Section, within ...*document.Section) []audience.Target {
	path := a.Path()
	for _, outer := range within {
		path = append(path, outer.Target)
	}
	return append(path, s.Target)
}

// IsFront reports whether the article is the front page of its chapter or, where
// it has none, of its programme.
func (a *Article) IsFront() bool {
	if a.Chapter != nil {
		return a.Chapter.Article == a
	}
	return a.Programme != nil && a.Programme.Article == a
}

// Within returns the front pages of what the article is in, outermost first.
func (a *Article) Within() []*Article {
	outer := make([]*Article, 0, 2)
	if a.Programme != nil && (a.Chapter != nil || !a.IsFront()) {
		outer = append(outer, a.Programme.Article)
	}
	if a.Chapter != nil && !a.IsFront() {
		outer = append(outer, a.Chapter.Article)
	}
	return outer
}

// A CareProgramme (vård- och insatsprogram, VIP) is a folder of chapters.
type CareProgramme struct {
	*Article
	Chapters []*Chapter
	Pages    []*Article // texts outside its chapters
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
	Sum    string // of the file's content, in hexadecimal
}

// Sources is everything that a site is made of.
type Sources struct {
	Taxonomy   *audience.Taxonomy
	Blueprints Blueprints
	Documents  []*document.Document // sorted by name
	Pictures   []Picture
	Comments   map[string][]feedback.Comment     // by the name of the text
	Originals  map[string]*disposition.Original  // by the name of the text
	Decisions  map[string][]disposition.Decision // about those, by the name of the text
	OldNames   disposition.Names                 // what audiences are called in those
	Problems   problem.List                      // found while reading
	Exceptions []document.Exception              // of the project
	Rounds     []*round.Round                    // in the order of first days
	Inventory  []ledger.Row                      // of the addresses of the old site
	Profile    *transfer.Profile                 // of where the texts are published; nil for the default one
	Moved      map[string]string                 // the files of texts that have certainly moved, by the files that they were in
	Gone       map[string]Gone                   // the files of texts that are not there any longer; nil when nobody has asked git
	Synonyms   [][]string                        // see Site.Synonyms
	Trial      []byte                            // see Site.Trial
	Sum        string                            // see Site.Sum
	Today      string                            // see Site.Today
}

// New makes the site.
func New(src Sources) *Site {
	n := len(src.Documents)
	s := &Site{
		Taxonomy: src.Taxonomy, Blueprints: src.Blueprints, Sum: src.Sum, Today: src.Today, Rounds: src.Rounds, Synonyms: src.Synonyms, Trial: src.Trial,
		Comments: src.Comments, Profile: cmp.Or(src.Profile, transfer.Profiles()[0]), nowIn: src.Moved, wasIn: map[string]string{}, gone: src.Gone,
		exceptions: src.Exceptions, refused: map[string]bool{},
		Pictures: make(map[string]Picture, len(src.Pictures)), Articles: make([]*Article, 0, n),
		byName: make([]*Article, 0, n), byFile: make(map[string]*Article, n), byURL: make(map[string]*Article, n),
		parts: make(map[string]part, n), kinds: map[string]string{},
	}
	for was, is := range src.Moved {
		s.wasIn[is] = was
	}
	for _, p := range src.Problems {
		s.refused[p.Pos.File] = true
	}
	for _, p := range src.Pictures {
		s.Pictures[p.File] = p
	}
	p := placer{Site: s, collator: collate.New(language.Swedish),
		programmes: map[string]*CareProgramme{}, chapters: map[string]*Chapter{}}
	for _, d := range src.Documents {
		p.place(d)
	}
	p.finish()
	s.resolve()
	s.account(src)
	s.check(src.Problems, src.Inventory)
	return s
}

// ByURL returns the article with the given URL, or nil.
func (s *Site) ByURL(url string) *Article { return s.byURL[url] }

// ByFile returns the article of a file in the content folder, or nil.
func (s *Site) ByFile(name string) *Article { return s.byFile[name] }

// TextsOf returns the texts of a round, in reading order.
func (s *Site) TextsOf(r *round.Round) []*Article {
	var texts []*Article
	for _, a := range s.Articles {
		if !a.MadeUp && r.Has(a.Doc.Name) {
			texts = append(texts, a)
		}
	}
	return texts
}

// placer builds the tree of a Site.
type placer struct {
	*Site
	collator   *collate.Collator
	keys       collate.Buffer
	programmes map[string]*CareProgramme // by folder name
	chapters   map[string]*Chapter       // by path
}

// place puts a document where its path leads.
func (p *placer) place(d *document.Document) {
	a := &Article{Doc: d, Title: d.Front.Title.Text}
	if a.Title == "" {
		a.Title = NameTitle(d.Name)
	}
	a.place = placeOf(d.Name)
	if a.place.programme != "" {
		p.placeInProgramme(a, a.place)
	} else {
		a.Kind = "kunskapsstod"
		p.Guidance = append(p.Guidance, a)
	}
	p.add(a)
}

// add settles the article's blueprint and address.
func (p *placer) add(a *Article) {
	word := a.Doc.Front.Template.Text
	id, known := p.kinds[word]
	if !known {
		id = p.Blueprints.find(word)
		p.kinds[word] = id
	}
	a.Kind = cmp.Or(id, a.Kind)
	a.Blueprint = p.Blueprints[a.Kind]
	p.keys.Reset()
	a.sortKey = bytes.Clone(p.collator.KeyFromString(&p.keys, a.Title))
	a.address = p.address(a.Doc.Name)
	a.URL = a.address
	for n := 2; p.byURL[a.URL] != nil || productURL(a.URL); n++ {
		a.URL = strings.TrimSuffix(a.address, "/") + "-" + strconv.Itoa(n) + "/"
	}
	p.byURL[a.URL], p.byFile[a.Doc.Name] = a, a
	p.byName = append(p.byName, a)
}

// productURL reports whether an address is that of one of the products' own pages.
func productURL(url string) bool { return url == "/" || url == Programmes.URL || url == Guidance.URL }

func (p *placer) placeInProgramme(a *Article, at place) {
	a.Programme = p.programme(at.programme)
	if at.chapter != "" {
		a.Chapter = p.chapter(at.programme, at.chapter)
	}
	switch front := at.front && at.usual; { // one that is too deep is the front of nothing
	case front && a.Chapter == nil:
		a.Kind, a.Programme.Article = "program", a
	case front:
		a.Kind, a.Chapter.Article = "kapitel", a
	case a.Chapter == nil:
		a.Kind, a.Programme.Pages = "insats", append(a.Programme.Pages, a)
	default:
		a.Kind, a.Chapter.Pages = "insats", append(a.Chapter.Pages, a)
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

// finish makes up the front pages that are missing, sorts siblings and puts the pages
// of each programme in reading order.
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
	slices.SortStableFunc(p.Programmes, func(a, b *CareProgramme) int { return inOrder(a.Article, b.Article) })
	slices.SortStableFunc(p.Guidance, inOrder)
	for _, programme := range p.Programmes {
		slices.SortStableFunc(programme.Pages, inOrder)
		slices.SortStableFunc(programme.Chapters, func(a, b *Chapter) int { return inOrder(a.Article, b.Article) })
		for i, chapter := range programme.Chapters {
			chapter.Number = i + 1
			slices.SortStableFunc(chapter.Pages, inOrder)
		}
		p.string(programme)
	}
	p.Articles = append(p.Articles, p.Guidance...)
	slices.SortFunc(p.byName, func(a, b *Article) int { return cmp.Compare(a.Doc.Name, b.Doc.Name) })
}

// madeUp returns an article in the place of a front page that is missing; the rule
// index-saknas reports it.
func (p *placer) madeUp(name, kind string) *Article {
	a := &Article{Doc: &document.Document{Name: name}, Title: NameTitle(name), Kind: kind, MadeUp: true}
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

// inOrder compares siblings: by "ordning", else by the number in the name, else
// by title in Swedish order.
func inOrder(a, b *Article) int {
	return cmp.Or(
		cmp.Compare(position(a), position(b)),
		bytes.Compare(a.sortKey, b.sortKey),
		cmp.Compare(a.Doc.Name, b.Doc.Name),
	)
}

// position returns where an article wants to be among its siblings: last, where
// nothing says otherwise.
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
