package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"provtryck/generator/spelling"
)

// scriptVersion says how the scripts are written. assets/js/search/decode.js reads this version and no other.
const scriptVersion = 2

// mostLike is the greatest number that is told from others as what comes before one.
const mostLike = 63

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
	Addresses []string     `json:"addresses"` // by text, from the root of the site, without slashes around it
	Keywords  [][]string   `json:"keywords"`  // by text
	Texts     numbers      `json:"texts"`     // by text, six: four labels, whether it is a front page, and how many entries it has
	Anchors   []string     `json:"anchors"`   // all that differ by anchor or heading; both have fromWords for what is made of the heading or title
	Headings  []string     `json:"headings"`
	Sections  numbers      `json:"sections"`  // by entry, its anchor and heading: 0 for the next of the lists that has not been used, else its number from 1
	Audiences []string     `json:"audiences"` // all that differ
	Readers   numbers      `json:"readers"`   // by entry, twice how far its audience is from that of the entry before it, and one more for a box

	// Forms in the order of bytes, and by each the stem, which is numbered by the first form that has it.
	Shared    numbers `json:"shared"`    // how much of the form before it begins with
	Tails     string  `json:"tails"`     // the rest, with blanks between
	Times     numbers `json:"times"`     // how often it is in the texts; 0 where only a synonym has it
	Cuts      numbers `json:"cuts"`      // how much of its end is not in the stem
	StemTails string  `json:"stemTails"` // what the stem has instead, with blanks between

	// Where stems are in leads and bodies, the most common stem first. A place is a number: every text has
	// one for its lead, and after it one for each entry. Those with the most stems come first, by the magnitude
	// of how many they have.
	Lists  numbers `json:"lists"`  // by stem, how many places it has
	Sizes  numbers `json:"sizes"`  // by place, the magnitude of how many stems it has
	Gaps   numbers `json:"gaps"`   // how many places are between one and the next
	Counts numbers `json:"counts"` // how often the stem is there, less one
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
		dir, name := path.Split(strings.Trim(t.URL, "/"))
		p.Addresses = append(p.Addresses, dir+unlessMade(name, t.Title))
		p.Keywords = append(p.Keywords, append([]string{}, t.keywords...))
		for i, label := range []string{t.Product, t.Programme, t.Chapter, t.Kind} {
			p.Texts.add(i, labels.number(label))
		}
		front := 0
		if t.Front {
			front = 1
		}
		p.Texts.add(4, front)
		p.Texts.add(5, len(entries))
	}
	p.Labels = labels.list
}

// fromWords stands for an anchor, or the last part of an address, that is made of the words that it names.
const fromWords = " "

// unlessMade returns an anchor or a part of an address, or fromWords where the browser makes the same of the words. Only
// words in letters that nobody can disagree about are made something of.
func unlessMade(name, words string) string {
	const longest = 80 // of what is certainly not cut
	certain := func(r rune) bool { return r < utf8.RuneSelf || strings.ContainsRune("åäöéÅÄÖÉ–", r) }
	if name == "" || len(words) > longest || name != spelling.Slug(words) || strings.ContainsFunc(words, func(r rune) bool { return !certain(r) }) {
		return name
	}
	return fromWords
}

// addEntries adds the entries. The heading of the beginning of a text is its title.
func (p *packed) addEntries(x *Index) {
	type called struct{ anchor, heading string }
	sections := map[called]int{}
	audiences := newTable()
	section, audience, before := 0, 0, 0
	for _, e := range x.Entries {
		s := called{e.Anchor, e.Heading}
		if e.Anchor == "" {
			s.heading = ""
		}
		n, known := sections[s]
		if !known {
			p.Anchors, p.Headings = append(p.Anchors, unlessMade(s.anchor, s.heading)), append(p.Headings, s.heading)
			sections[s] = len(p.Anchors)
		}
		p.Sections.add(min(section, mostLike), n)
		section = n
		number := audiences.number(e.Audience)
		reader := 2 * zigzag(number-audience)
		if e.box {
			reader++
		}
		p.Readers.add(min(before, mostLike), reader)
		audience, before = number, reader
	}
	p.Audiences = audiences.list
}

// zigzag returns a whole number as one from zero: 0, 1, -1, 2, -2 and so on as 0, 1, 2, 3, 4.
func zigzag(n int) int {
	if n > 0 {
		return 2*n - 1
	}
	return -2 * n
}

// addForms adds the forms, and returns the stems in the order of their numbers.
func (p *packed) addForms(x *Index) []string {
	stems := newTable()
	var before []uint16
	var tails, stemTails []string
	for _, form := range slices.Sorted(maps.Keys(x.Forms)) {
		letters, stem := utf16.Encode([]rune(form)), utf16.Encode([]rune(x.Forms[form]))
		same := common(before, letters)
		p.Shared.add(0, same)
		tails = append(tails, string(utf16.Decode(letters[same:])))
		p.Times.add(0, x.counts[form])
		kept := common(letters, stem)
		p.Cuts.add(int(letters[len(letters)-1]), len(letters)-kept)
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
	type place struct{ number, count int }
	lists := make([][]place, len(stems))
	sizes := make([]int, len(x.Entries)+len(x.Texts))
	for i, stem := range stems {
		for _, at := range x.Postings[stem] {
			number := int(at.Entry) + x.Entries[at.Entry].Text
			switch at.Field {
			case Lead:
			case Body:
				number++
			default:
				continue
			}
			lists[i] = append(lists[i], place{number, int(at.Count)})
			sizes[number]++
		}
		p.Lists.add(magnitude(x.totals[stem]), len(lists[i]))
	}
	before := 0
	for i, size := range sizes {
		sizes[i] = magnitude(size)
		p.Sizes.add(before, sizes[i])
		before = sizes[i]
	}
	order := make([]int, len(sizes)) // the places, those with the most stems first
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sizes[b], sizes[a]) })
	rank := make([]int, len(order))
	for i, number := range order {
		rank[number] = i
	}
	slices.SortStableFunc(lists, func(a, b []place) int { return cmp.Compare(len(b), len(a)) })
	for _, list := range lists {
		if len(list) == 0 {
			break
		}
		slices.SortFunc(list, func(a, b place) int { return cmp.Compare(rank[a.number], rank[b.number]) })
		next, gap, more, rarity := 0, 0, 0, magnitude(len(order)/len(list))
		for i, at := range list {
			expected := magnitude(8 * (len(order) - next) / (len(list) - i))
			context := 2*expected + min(gap, 1)
			gap = rank[at.number] - next
			p.Gaps.add(context, gap)
			next += gap + 1
			context = (3*rarity+min(more, 2))*maxMagnitude + sizes[at.number]
			more = at.count - 1
			p.Counts.add(context, more)
		}
	}
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
