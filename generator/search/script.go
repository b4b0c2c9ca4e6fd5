package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// scriptVersion says how the scripts are written. assets/js/search/decode.js reads this version and no other.
const scriptVersion = 1

// packed is an index as a script in a page gets it. What can be derived from it is not in it: where words
// are in titles, headings and keywords, compounds, what words look like without accents, and all sums. Fields of the type
// numbers are lists of numbers.
type packed struct {
	Version   int          `json:"version"`
	Stop      []string     `json:"stop"`
	Endings   []string     `json:"endings"`
	Groups    [][][]string `json:"groups"`    // expressions that mean the same, as stems
	Labels    []string     `json:"labels"`    // products, programmes, chapters and kinds
	Titles    []string     `json:"titles"`    // by text
	Addresses []string     `json:"addresses"` // by text, from the root of the site
	Keywords  [][]string   `json:"keywords"`  // by text
	Texts     numbers      `json:"texts"`     // by text, six: four labels, whether it is a front page, and how many entries it has
	Anchors   []string     `json:"anchors"`   // all that differ by anchor or heading
	Headings  []string     `json:"headings"`
	Sections  numbers      `json:"sections"`  // by entry, its anchor and heading: 0 for the next of the lists that has not been used, else its number from 1
	Audiences []string     `json:"audiences"` // all that differ
	Readers   numbers      `json:"readers"`   // by entry, twice its audience, and one more for a box

	// Forms in the order of bytes, and by each the stem, which is numbered by the first form that has it.
	Shared    numbers `json:"shared"`    // how much of the form before it begins with
	Tails     string  `json:"tails"`     // the rest, with blanks between
	Times     numbers `json:"times"`     // how often it is in the texts; 0 where only a synonym has it
	Cuts      numbers `json:"cuts"`      // how much of its end is not in the stem
	StemTails string  `json:"stemTails"` // what the stem has instead, with blanks between

	// Where stems are in leads and bodies, the most common stem first. A place is a number: every text has
	// one for its lead, and after it one for each entry.
	Lists numbers `json:"lists"` // by stem, how many places it has
	Gaps  numbers `json:"gaps"`  // how many places are between one and the next
	Runs  numbers `json:"runs"`  // how many times a stem is once in a place before it is more than once in one, and after the last
	More  numbers `json:"more"`  // how often it is there, less two
}

// Scripts are an index in the form of scripts that hand it to the engine in assets/js/search/.
type Scripts struct {
	Index     []byte   // all but the sentences
	Sentences [][]byte // by text
}

// Scripts returns the index as scripts.
func (x *Index) Scripts() (Scripts, error) {
	index, err := x.script()
	if err != nil {
		return Scripts{}, err
	}
	s := Scripts{Index: index}
	for i, entries := range x.byText() {
		script, err := sentencesScript(i, entries)
		if err != nil {
			return Scripts{}, err
		}
		s.Sentences = append(s.Sentences, script)
	}
	return s, nil
}

// script returns the script of all but the sentences.
func (x *Index) script() ([]byte, error) {
	p := packed{
		Version: scriptVersion, Stop: slices.Sorted(maps.Keys(x.Stop)), Endings: x.Endings, Groups: append([][][]string{}, x.groups...),
		Titles: []string{}, Addresses: []string{}, Keywords: [][]string{}, Anchors: []string{}, Headings: []string{},
	}
	p.addTexts(x)
	p.addEntries(x)
	p.addPlaces(x, p.addForms(x))
	return event("search:index", p)
}

// sentencesScript returns the script of the sentences of a text, by entry.
func sentencesScript(text int, entries []Entry) ([]byte, error) {
	sentences := make([][]string, len(entries))
	for i, e := range entries {
		sentences[i] = make([]string, len(e.Sentences))
		for j, s := range e.Sentences {
			sentences[i][j] = s.Text
		}
	}
	return event("search:sentences", struct {
		Text    int        `json:"text"`
		Entries [][]string `json:"entries"`
	}{text, sentences})
}

// byText returns the entries of each text.
func (x *Index) byText() [][]Entry {
	texts := make([][]Entry, len(x.Texts))
	begin := 0
	for i := range texts {
		end := begin
		for end < len(x.Entries) && x.Entries[end].Text == i {
			end++
		}
		texts[i] = x.Entries[begin:end]
		begin = end
	}
	return texts
}

// PointerScript returns the script that says in which folder the index of the texts as they are now is.
func PointerScript(folder string) ([]byte, error) {
	return event("search:pointer", struct {
		Version int    `json:"version"`
		Folder  string `json:"folder"`
	}{scriptVersion, folder})
}

// event returns a script that sends an event with details to the page that loads it.
func event[T any](name string, detail T) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "document.dispatchEvent(new CustomEvent(%q,{detail:", name)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(detail); err != nil {
		return nil, fmt.Errorf("sökningens index går inte att skriva: %w", err)
	}
	return append(bytes.TrimSuffix(b.Bytes(), []byte("\n")), "}))\n"...), nil
}

// addTexts adds the texts.
func (p *packed) addTexts(x *Index) {
	labels := newTable()
	for i, entries := range x.byText() {
		t := x.Texts[i]
		p.Titles = append(p.Titles, t.Title)
		p.Addresses = append(p.Addresses, strings.TrimPrefix(t.URL, "/"))
		p.Keywords = append(p.Keywords, append([]string{}, t.keywords...))
		for _, label := range []string{t.Product, t.Programme, t.Chapter, t.Kind} {
			p.Texts.add(labels.number(label))
		}
		front := 0
		if t.Front {
			front = 1
		}
		p.Texts.add(front)
		p.Texts.add(len(entries))
	}
	p.Labels = labels.list
}

// addEntries adds the entries. The heading of the beginning of a text is its title.
func (p *packed) addEntries(x *Index) {
	type section struct{ anchor, heading string }
	sections := map[section]int{}
	audiences := newTable()
	for _, e := range x.Entries {
		s := section{e.Anchor, e.Heading}
		if e.Anchor == "" {
			s.heading = ""
		}
		if n, known := sections[s]; known {
			p.Sections.add(n)
		} else {
			p.Sections.add(0)
			p.Anchors, p.Headings = append(p.Anchors, s.anchor), append(p.Headings, s.heading)
			sections[s] = len(p.Anchors)
		}
		reader := 2 * audiences.number(e.Audience)
		if e.box {
			reader++
		}
		p.Readers.add(reader)
	}
	p.Audiences = audiences.list
}

// addForms adds the forms, and returns the stems in the order of their numbers.
func (p *packed) addForms(x *Index) []string {
	stems := newTable()
	var before []uint16
	var tails, stemTails []string
	for _, form := range slices.Sorted(maps.Keys(x.Forms)) {
		letters, stem := utf16.Encode([]rune(form)), utf16.Encode([]rune(x.Forms[form]))
		same := common(before, letters)
		p.Shared.add(same)
		tails = append(tails, string(utf16.Decode(letters[same:])))
		p.Times.add(x.counts[form])
		kept := common(letters, stem)
		p.Cuts.add(len(letters) - kept)
		stemTails = append(stemTails, string(utf16.Decode(stem[kept:])))
		stems.number(x.Forms[form])
		before = letters
	}
	p.Tails, p.StemTails = strings.Join(tails, " "), strings.Join(stemTails, " ")
	return stems.list
}

// common returns how many units two words have in common at their beginning, without parting a character.
func common(a, b []uint16) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n > 0 && utf16.IsSurrogate(rune(a[n-1])) && a[n-1] < 0xDC00 {
		n--
	}
	return n
}

// addPlaces adds where stems are.
func (p *packed) addPlaces(x *Index, stems []string) {
	lists := make([][]Posting, len(stems))
	for i, stem := range stems {
		n := 0
		for _, at := range x.Postings[stem] {
			if at.Field == Lead || at.Field == Body {
				n++
			}
		}
		lists[i] = make([]Posting, 0, n)
		for _, at := range x.Postings[stem] {
			if at.Field == Lead || at.Field == Body {
				lists[i] = append(lists[i], at)
			}
		}
		p.Lists.add(n)
	}
	slices.SortStableFunc(lists, func(a, b []Posting) int { return cmp.Compare(len(b), len(a)) }) // so that gaps of one size are together, which compresses well
	run := 0
	for _, list := range lists {
		next := 0
		for _, at := range list {
			place := int(at.Entry) + x.Entries[at.Entry].Text
			if at.Field == Body {
				place++
			}
			p.Gaps.add(place - next)
			next = place + 1
			if run++; at.Count > 1 {
				p.Runs.add(run - 1)
				p.More.add(int(at.Count) - 2)
				run = 0
			}
		}
	}
	p.Runs.add(run)
}

// A table numbers strings in the order in which they come.
type table struct {
	list    []string
	numbers map[string]int
}

func newTable() table { return table{[]string{}, map[string]int{}} }

func (t *table) number(s string) int {
	n, known := t.numbers[s]
	if !known {
		n = len(t.list)
		t.numbers[s] = n
		t.list = append(t.list, s)
	}
	return n
}

// numbers are whole numbers from zero, written in digits of which a small number needs one: digits below
// ended end a number, those from it say that a share of the rest follows. There is
// no slash, so that no number looks like an address.
type numbers []byte

const (
	digits = "!#$%&'()*+,-.0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	ended  = 60
)

// add adds a number.
func (n *numbers) add(value int) {
	for value >= ended {
		rest := (value - ended) / (len(digits) - ended)
		*n = append(*n, digits[ended+(value-ended)%(len(digits)-ended)])
		value = rest
	}
	*n = append(*n, digits[value])
}

// MarshalText writes the numbers as they are.
func (n numbers) MarshalText() ([]byte, error) { return n, nil }
