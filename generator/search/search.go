// Package search finds texts and sections by Swedish words.
//
// [New] makes an [Index] of a site: plain data, with the stem of every word form in it, so
// that a program without a stemmer (a script in a page) can search it by the same arithmetic.
// [Index.Find] ranks texts by BM25F and shows the sentences that answer. A word is found as it is
// typed, and more weakly without accents, within compounds, by synonyms and misspelled.
package search

import (
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A Field is a part of an entry, which weighs differently.
type Field int

// The fields.
const (
	Title Field = iota
	Heading
	Keywords
	Lead
	Around // the title of the programme that the text is in
	Body
	fields
)

// An Index is what is searched. It does not change once made.
type Index struct {
	Texts     []Text
	Entries   []Entry              // by text, in the order of the text
	Forms     map[string]string    // word form in small letters → stem
	Folded    map[string][]string  // form or stem without accents → stems
	Postings  map[string][]Posting // stem → where it is, by entry
	Compounds map[string][]Part    // stem → the compounds that it is a part of
	Akin      map[string][]string  // stem → those of words derived from it or that it is derived from
	Splits    map[string][]string  // stem of a compound → the stems of its parts
	Synonyms  map[string][]Synonym // first stem of an expression → those that mean the same
	Names     map[string][]int     // the stems of a title, heading or keyword → the entries that have it
	Stop      map[string]bool      // words that are not searched for, unless there are no others
	Endings   []string             // inflections of forms that are in no text, longest first
	Entry     Level                // how long entries are
	Text      Level                // how long texts are

	counts   map[string]int // of forms, for spelling
	totals   map[string]int // of stems
	all      map[string]int // the same, known before any text is entered
	taxonomy *audience.Taxonomy
}

// A Text is an article that can be found.
type Text struct {
	File      string `json:"fil"` // slash-separated path in the content folder
	URL       string `json:"adress"`
	Title     string `json:"titel"`
	Product   string `json:"produkt"`
	Programme string `json:"program,omitempty"` // title; empty outside programmes
	Chapter   string `json:"kapitel,omitempty"` // title; empty outside chapters
	Kind      string `json:"mall"`              // id of the blueprint
	Front     bool   `json:"-"`                 // the front page of a programme or chapter
}

// An Entry is a section, a box for one audience in it, or (with no anchor) the beginning of a text.
type Entry struct {
	Text      int    // index in Index.Texts
	Anchor    string // of the section; empty for the beginning of the text
	Heading   string
	Pos       problem.Pos
	Audience  string // for whom it is, as [audience.Taxonomy.Attribute] writes it
	Sentences []Sentence

	path    []audience.Target
	lengths [fields]int
}

// A Sentence is one of an entry, as it is read.
type Sentence struct {
	Text string
	Pos  problem.Pos
}

// A Posting says how often a stem is in each field of an entry.
type Posting struct {
	Entry  int
	Counts [fields]int
}

// A Part is a compound that a stem is a part of.
type Part struct {
	Stem string
	Head bool // the stem is its last part: missbruk in alkoholmissbruk
}

// A Synonym is an expression and those that mean the same, as stems.
type Synonym struct {
	Stems  []string
	Others [][]string
}

// A Level is the words in each field of every unit that is ranked, and their means.
type Level struct {
	Lengths [][fields]int
	Mean    [fields]float64
}

// New makes the index of all texts of a site that have a file.
func New(s *site.Site) *Index {
	x := read(s, read(s, nil).counts)
	x.fold()
	x.derive()
	x.split()
	x.relate(s.Synonyms)
	x.measure()
	return x
}

// read enters all texts, with stems that depend on which forms are in them: none the first time.
func read(s *site.Site, forms map[string]int) *Index {
	x := &Index{
		Forms: map[string]string{}, Folded: map[string][]string{}, Postings: map[string][]Posting{}, Compounds: map[string][]Part{},
		Akin: map[string][]string{}, Names: map[string][]int{}, Splits: map[string][]string{}, Synonyms: map[string][]Synonym{}, Stop: stopWords(), Endings: endings(),
		counts: map[string]int{}, totals: map[string]int{}, taxonomy: s.Taxonomy, all: forms,
	}
	for _, a := range s.Articles {
		if !a.MadeUp {
			x.add(a)
		}
	}
	return x
}

// add enters a text.
func (x *Index) add(a *site.Article) {
	t := Text{File: a.Doc.Name, URL: a.URL, Title: a.Title, Product: site.Guidance.Title, Kind: a.Kind, Front: a.IsFront()}
	if a.Programme != nil {
		t.Product, t.Programme = site.Programmes.Title, a.Programme.Title
	}
	if a.Chapter != nil {
		t.Chapter = a.Chapter.Title
	}
	x.Texts = append(x.Texts, t)
	first := problem.Pos{File: a.Doc.Name, Line: 1, Column: 1}
	if a.Doc.Front.Title.Text != "" {
		first = a.Doc.Front.Title.Pos
	}
	e := x.enter(Entry{Heading: a.Title, Pos: first, path: a.Path()})
	x.name(e, Title, a.Title)
	for _, k := range a.Doc.Front.Keywords {
		x.name(e, Keywords, k.Text)
	}
	if t.Programme != "" && t.Programme != a.Title {
		x.count(e, Around, t.Programme)
	}
	x.sentences(e, Lead, a.Doc.Front.Lead.Text, a.Doc.Front.Lead.Pos)
	x.blocks(a.Doc, e, a.Doc.Intro)
	a.Doc.All(func(s *document.Section, within []*document.Section) {
		e := x.enter(Entry{Anchor: s.ID, Heading: s.Title, Pos: s.Pos, path: a.PathTo(s, within...)})
		x.name(e, Heading, s.Title)
		x.blocks(a.Doc, e, s.Blocks)
	})
}

// enter adds an entry of the latest text, and returns its index.
func (x *Index) enter(e Entry) int {
	e.Text, e.Audience = len(x.Texts)-1, x.taxonomy.Attribute(e.path...)
	x.Entries = append(x.Entries, e)
	return len(x.Entries) - 1
}

// blocks enters the words of blocks. A box for one audience is an entry of its own, so that
// nobody finds what is not for them.
func (x *Index) blocks(d *document.Document, entry int, blocks []document.Block) {
	for _, b := range blocks {
		e := entry
		if len(b.Target.Tags) > 0 || b.Target.Always {
			around := x.Entries[entry]
			path := append(append([]audience.Target{}, around.path...), b.Target)
			e = x.enter(Entry{Anchor: around.Anchor, Heading: around.Heading, Pos: b.Pos, path: path})
		}
		x.sentences(e, Body, b.Title, b.Pos)
		x.tokens(d, e, b.Tokens)
		x.blocks(d, e, b.Blocks)
	}
}

// name enters the words of a field that is what something is called.
func (x *Index) name(entry int, f Field, text string) {
	x.count(entry, f, text)
	var stems []string
	for _, w := range wordsOf(text) {
		if !x.Stop[w.low] {
			stems = append(stems, x.Forms[w.low])
		}
	}
	if key := strings.Join(stems, " "); key != "" && !slices.Contains(x.Names[key], entry) {
		x.Names[key] = append(x.Names[key], entry)
	}
}

// count enters the words of a field.
func (x *Index) count(entry int, f Field, text string) {
	for _, w := range wordsOf(text) {
		stem, known := x.Forms[w.low]
		if !known {
			stem = stemIn(w.low, x.all)
			x.Forms[w.low] = stem
		}
		x.totals[stem]++
		x.counts[w.low]++
		x.Entries[entry].lengths[f]++
		list := x.Postings[stem]
		if n := len(list); n == 0 || list[n-1].Entry != entry {
			i := len(list)
			for i > 0 && list[i-1].Entry > entry { // a box is entered before the rest of its section
				i--
			}
			if i == 0 || list[i-1].Entry != entry {
				list = append(list, Posting{})
				copy(list[i+1:], list[i:])
				list[i] = Posting{Entry: entry}
				i++
			}
			list[i-1].Counts[f]++
		} else {
			list[n-1].Counts[f]++
		}
		x.Postings[stem] = list
	}
}

// measure computes the lengths of entries and texts.
func (x *Index) measure() {
	texts := make([][fields]int, len(x.Texts))
	entries := make([][fields]int, len(x.Entries))
	for i, e := range x.Entries {
		entries[i] = e.lengths
		for f, n := range e.lengths {
			texts[e.Text][f] += n
		}
	}
	x.Entry, x.Text = level(entries), level(texts)
}

// level computes the means of the units that have words in a field.
func level(lengths [][fields]int) Level {
	l := Level{Lengths: lengths}
	for f := range fields {
		sum, units := 0, 0
		for _, of := range lengths {
			if of[f] > 0 {
				sum, units = sum+of[f], units+1
			}
		}
		l.Mean[f] = float64(max(sum, 1)) / float64(max(units, 1))
	}
	return l
}
