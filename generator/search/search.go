// Package search finds texts and sections by Swedish words.
//
// [New] makes an [Index] of a site, and [Of] of other documents: plain data, with the stem of every word form in it, so
// that a program without a stemmer (a script in a page) can search it by the same arithmetic.
// [Index.Find] ranks texts by BM25F and shows the sentences that answer. A word is found as it is
// typed, and more weakly without accents, within compounds, by synonyms and misspelled.
package search

import (
	"provtryck/generator/audience"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A Field is a part of an entry, which weighs differently.
type Field int32

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
	Names     map[string][]int     // the stems of a title, heading or keyword → the entries that have it, in their order
	Stop      map[string]bool      // words that are not searched for, unless there are no others
	Endings   []string             // inflections of forms that are in no text, longest first
	Entry     Level                // how long entries are
	Text      Level                // how long texts are

	counts   map[string]int // of forms, for spelling
	totals   map[string]int // of stems
	groups   [][][]string   // expressions that mean the same, as stems
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

	keywords []string
}

// An Entry is a section, a box for one audience in it, or (with no anchor) the beginning of a text.
type Entry struct {
	Text      int    // index in Index.Texts
	Anchor    string // of the section; empty for the beginning of the text
	Heading   string
	Pos       problem.Pos
	Audience  string // for whom it is, as [audience.Taxonomy.Attribute] writes it
	Sentences []Sentence

	path []audience.Target
	box  bool // has the heading of the section around it, which is entered there
}

// A Sentence is one of an entry, as it is read.
type Sentence struct {
	Text string
	Pos  problem.Pos
}

// A Posting says how often a stem is in a field of an entry.
type Posting struct {
	Entry int32
	Field Field
	Count int32
}

// A Document is a text that is no article of a site. Its address may end with an anchor.
type Document struct {
	Text
	Passages []string // of its beginning
	Sections []Section
}

// A Section is one of a document.
type Section struct {
	Anchor, Heading string
	Passages        []string
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
	r := newReader(s.Taxonomy)
	for _, a := range s.Articles {
		if !a.MadeUp {
			r.add(a)
		}
	}
	return r.finish(s.Synonyms)
}

// Of makes the index of documents that are for everyone.
func Of(documents []Document) *Index {
	r := newReader(new(audience.Taxonomy))
	for _, d := range documents {
		r.addDocument(d)
	}
	return r.finish(nil)
}

// measure computes the lengths of entries and texts.
func (x *Index) measure() {
	texts := make([][fields]int, len(x.Texts))
	entries := make([][fields]int, len(x.Entries))
	for _, list := range x.Postings {
		for _, p := range list {
			entries[p.Entry][p.Field] += int(p.Count)
			texts[x.Entries[p.Entry].Text][p.Field] += int(p.Count)
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
