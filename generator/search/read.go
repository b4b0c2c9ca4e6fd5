package search

import (
	"slices"
	"strings"
	"unicode"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A reader reads the texts into an index. Words are numbers until all are read, since the stem of a form
// depends on which other forms there are.
type reader struct {
	index *Index
	forms []string         // by number
	ids   map[string]int32 // the numbers of forms
	typed map[string]int32 // the same of words as they are written, so that each is made small once
	runs  []run
}

// A run is the words of a field of an entry, or a part of them.
type run struct {
	entry int
	field Field
	name  bool // they are what something is called
	words []int32
}

func newReader(taxonomy *audience.Taxonomy) reader {
	return reader{index: &Index{Stop: stopWords(), Endings: endings(), taxonomy: taxonomy}, ids: map[string]int32{}, typed: map[string]int32{}}
}

// finish makes the index of what has been read.
func (r *reader) finish(synonyms [][]string) *Index {
	x := r.index
	r.enterWords()
	x.fold()
	x.derive()
	x.split()
	x.relate(synonyms)
	x.measure()
	return x
}

// add enters a text.
func (r *reader) add(a *site.Article) {
	x := r.index
	t := Text{File: a.Doc.Name, URL: a.URL, Title: a.Title, Product: site.Guidance.Title, Kind: a.Kind, Front: a.IsFront()}
	if a.Programme != nil {
		t.Product, t.Programme = site.Programmes.Title, a.Programme.Title
	}
	if a.Chapter != nil {
		t.Chapter = a.Chapter.Title
	}
	for _, k := range a.Doc.Front.Keywords {
		t.keywords = append(t.keywords, k.Text)
	}
	x.Texts = append(x.Texts, t)
	first := problem.Pos{File: a.Doc.Name, Line: 1, Column: 1}
	if a.Doc.Front.Title.Text != "" {
		first = a.Doc.Front.Title.Pos
	}
	e := r.enter(Entry{Heading: a.Title, Pos: first, path: a.Path()})
	r.name(e, Title, a.Title)
	for _, k := range t.keywords {
		r.name(e, Keywords, k)
	}
	if t.Programme != "" && t.Programme != a.Title {
		r.words(e, Around, t.Programme)
	}
	r.sentences(e, Lead, a.Doc.Front.Lead.Text, a.Doc.Front.Lead.Pos)
	r.blocks(a.Doc, e, a.Doc.Intro)
	a.Doc.All(func(s *document.Section, within []*document.Section) {
		e := r.enter(Entry{Anchor: s.ID, Heading: s.Title, Pos: s.Pos, path: a.PathTo(s, within...)})
		r.name(e, Heading, s.Title)
		r.blocks(a.Doc, e, s.Blocks)
	})
}

// addDocument enters a document.
func (r *reader) addDocument(d Document) {
	r.index.Texts = append(r.index.Texts, d.Text)
	passages := func(entry int, all []string) {
		for _, p := range all {
			r.sentences(entry, Body, p, problem.Pos{})
		}
	}
	e := r.enter(Entry{Heading: d.Title})
	r.name(e, Title, d.Title)
	if d.Programme != "" && d.Programme != d.Title {
		r.words(e, Around, d.Programme)
	}
	passages(e, d.Passages)
	for _, s := range d.Sections {
		e := r.enter(Entry{Anchor: s.Anchor, Heading: s.Heading})
		r.name(e, Heading, s.Heading)
		if strings.Contains(s.Heading, "-") && !strings.Contains(s.Heading, " ") { // inventering-till is one name
			for _, w := range wordsOf(s.Heading) {
				delete(r.index.Stop, w.low)
			}
		}
		passages(e, s.Passages)
	}
}

// enter adds an entry of the latest text, and returns its index.
func (r *reader) enter(e Entry) int {
	x := r.index
	e.Text, e.Audience = len(x.Texts)-1, x.taxonomy.Attribute(e.path...)
	x.Entries = append(x.Entries, e)
	return len(x.Entries) - 1
}

// blocks enters the words of blocks. A box for one audience is an entry of its own, so that
// nobody finds what is not for them.
func (r *reader) blocks(d *document.Document, entry int, blocks []document.Block) {
	for _, b := range blocks {
		e := entry
		if len(b.Target.Tags) > 0 || b.Target.Always {
			around := r.index.Entries[entry]
			path := append(slices.Clone(around.path), b.Target)
			e = r.enter(Entry{Anchor: around.Anchor, Heading: around.Heading, Pos: b.Pos, path: path, box: true})
		}
		r.sentences(e, Body, b.Title, b.Pos)
		r.tokens(d, e, b.Tokens)
		r.blocks(d, e, b.Blocks)
	}
}

// name enters the words of a field that is what something is called.
func (r *reader) name(entry int, f Field, text string) {
	r.words(entry, f, text)
	r.runs[len(r.runs)-1].name = true
}

// words enters the words of a field.
func (r *reader) words(entry int, f Field, text string) {
	var words []int32
	if n := len(r.runs); n > 0 && f == Body && r.runs[n-1].entry == entry && r.runs[n-1].field == f {
		words, r.runs = r.runs[n-1].words, r.runs[:n-1]
	}
	eachWord(text, func(begin, end int) { words = append(words, r.number(text[begin:end])) })
	r.runs = append(r.runs, run{entry: entry, field: f, words: words})
}

// number returns the number of the form that a word is.
func (r *reader) number(typed string) int32 {
	id, known := r.typed[typed]
	if known {
		return id
	}
	low := lowered(typed)
	if id, known = r.ids[low]; !known {
		id = int32(len(r.forms))
		r.forms = append(r.forms, low)
		r.ids[low] = id
	}
	r.typed[typed] = id
	return id
}

// tokens enters the words of tokens. Where a block begins or ends, a sentence does.
func (r *reader) tokens(d *document.Document, entry int, tokens []document.Token) {
	var b strings.Builder
	var pos problem.Pos
	flush := func() {
		r.sentences(entry, Body, b.String(), pos)
		b.Reset()
	}
	for _, t := range tokens {
		switch {
		case t.Kind == document.WordsToken:
			if b.Len() == 0 {
				pos = d.Place(t)
			}
			b.WriteString(t.Text)
		case t.Kind == document.SoftBreakToken && ends(b.String()):
			flush() // so that the next sentence has the place of its own line
		case t.Kind == document.SoftBreakToken:
			b.WriteByte(' ')
		case t.Kind == document.PriorityToken:
			b.WriteString("(" + t.Text + ")")
		case t.Kind == document.HardBreakToken, t.Kind.Block():
			flush()
		}
	}
	flush()
}

// sentences enters a passage, sentence by sentence.
func (r *reader) sentences(entry int, f Field, text string, pos problem.Pos) {
	if text == "" {
		return
	}
	r.words(entry, f, text)
	e := &r.index.Entries[entry]
	for text = strings.TrimSpace(text); text != ""; {
		end := len(text)
		for i := range len(text) {
			if text[i] == ' ' && ends(text[:i]) && !unicode.IsLower(firstRune(text[i+1:])) {
				end = i
				break
			}
		}
		e.Sentences = append(e.Sentences, Sentence{text[:end], pos})
		text = strings.TrimSpace(text[end:])
	}
}

// enterWords enters what has been read: the stems of all forms, and where they are.
func (r *reader) enterWords() {
	x := r.index
	x.Forms, x.Postings, x.Names = make(map[string]string, len(r.forms)), map[string][]Posting{}, map[string][]int{}
	x.counts, x.totals = make(map[string]int, len(r.forms)), map[string]int{}
	has := func(form string) bool { _, known := r.ids[form]; return known }
	stems, number := []string{}, map[string]int32{}
	stemOf := make([]int32, len(r.forms))
	for i, form := range r.forms {
		stem := stemIn(form, has)
		x.Forms[form] = stem
		n, known := number[stem]
		if !known {
			n = int32(len(stems))
			stems, number[stem] = append(stems, stem), n
		}
		stemOf[i] = n
	}
	slices.SortStableFunc(r.runs, func(a, b run) int { // a box is read before the rest of its section
		if a.entry != b.entry {
			return a.entry - b.entry
		}
		return int(a.field - b.field)
	})
	counts, lists := make([]int, len(r.forms)), make([][]Posting, len(stems))
	for _, run := range r.runs {
		for _, form := range run.words {
			counts[form]++
			list := lists[stemOf[form]]
			if n := len(list); n == 0 || int(list[n-1].Entry) != run.entry || list[n-1].Field != run.field {
				list = append(list, Posting{int32(run.entry), run.field, 0})
				lists[stemOf[form]] = list
			}
			list[len(list)-1].Count++
		}
		if run.name {
			x.called(run, r.forms)
		}
	}
	for i, form := range r.forms {
		x.counts[form] = counts[i]
		x.totals[x.Forms[form]] += counts[i]
	}
	for i, stem := range stems {
		x.Postings[stem] = lists[i]
	}
}

// called enters what something is called.
func (x *Index) called(r run, forms []string) {
	var stems []string
	for _, form := range r.words {
		if !x.Stop[forms[form]] {
			stems = append(stems, x.Forms[forms[form]])
		}
	}
	if key := strings.Join(stems, " "); key != "" {
		if known := x.Names[key]; len(known) == 0 || known[len(known)-1] != r.entry { // runs come in the order of entries
			x.Names[key] = append(known, r.entry)
		}
	}
}
