// Package collation compares a text with the page that it has become at 1177.
//
// [NewText] reads the clean HTML of a text into blocks: headings, paragraphs, items of lists, cells
// of tables and pictures. [ReadPage] reads a page of any markup in the same way. [Compare] finds
// the text in the page by its own words, aligns the blocks of the two, and returns every Difference
// that a reader could notice. Differences of blanks, quotation marks and how letters are stored are
// counted, not listed. How words look, bold or in italics, is not compared.
//
// It errs on the side of saying that something differs. A page that cannot be the text is an error,
// never a text without differences.
package collation

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/document"
	"provtryck/generator/revision"
)

// Fields are what a text has besides its body. What is empty is not compared.
type Fields struct {
	Name        string // of its file
	Title       string
	Lead        string
	Description string // for search engines
	Keywords    []string
	Audience    string // as readers see it
	Address     string // of its page
}

// A Text is a text of ours, read to be compared.
type Text struct {
	Fields
	blocks []block
	pairs  map[string]bool // all words in it with the one after
}

// NewText reads a text of which the body is HTML.
func NewText(body []byte, f Fields) (*Text, error) {
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("textens HTML går inte att läsa: %w", err)
	}
	t := &Text{Fields: f, blocks: blocksOf(doc, f.Address), pairs: map[string]bool{}}
	for _, b := range t.blocks {
		addPairs(t.pairs, b.key)
	}
	addPairs(t.pairs, keyOf(f.Title))
	addPairs(t.pairs, keyOf(f.Lead))
	return t, nil
}

// A Kind is what has happened to a block.
type Kind int

const (
	Differs Kind = iota // other words, another level or another link
	Missing             // the page lacks it
	Doubled             // the page has it again
	Moved               // the page has it elsewhere
	Extra               // only the page has it
)

var kindWords = [...]string{Differs: "skiljer sig", Missing: "saknas", Doubled: "dubblerad", Moved: "flyttad", Extra: "extra"}

// String returns the Swedish word for the kind.
func (k Kind) String() string { return kindWords[k] }

// A Difference is one place where the page is not as the text.
type Difference struct {
	Kind    Kind
	What    string // "stycke", "rubrik", "tabellcell", "titel"
	Place   string // the heading above it; empty above the first
	Details []string
	Text    string           // what the text has
	Page    string           // what the page has
	Marked  []document.Token // both, with what differs marked; nil where the words are the same
	Matters []revision.Matter
}

// A Result is what differs between a text and its page.
type Result struct {
	Differences []Difference // those that matter clinically first, gravest first, else in the order of the text
	Same        int          // blocks that are the same
	Cosmetic    int          // blocks that differ only in blanks, quotation marks or how letters are stored
	Around      []string     // how that begins which is beside the text in the same part of the page, and not compared
	Unseen      []string     // what the page does not show, so that it is not compared: "sökord"
}

// errSelector is that nothing fits a selector.
var errSelector = errors.New("sidan har ingen del som passar --valj; ange ett element, #id eller .klass som finns på sidan, eller utelämna --valj")

// Compare compares a text with its page. A selector, "#id", ".class" or the name of an element, says
// which part of the page has the text; where it is empty, the part is found by the words of the text.
func Compare(t *Text, p *Page, selector string) (*Result, error) {
	if err := p.suspect(t); err != nil {
		return nil, err
	}
	body := p.locate(t)
	if selector != "" {
		if body = find(p.doc, selector); body == nil {
			return nil, errSelector
		}
	}
	in, around := p.within(body, t, selector == "")
	for i := range in {
		in[i].around = in[i].around && selector == ""
	}
	c := &comparison{text: t, page: p, result: &Result{Around: around}}
	c.fields()
	c.blocks(in)
	c.result.sort()
	return c.result, nil
}

// Fit returns how much of the words of a text and a page both have, 0 to 1.
func Fit(t *Text, p *Page) float64 {
	if len(t.pairs)+len(p.pairs) == 0 {
		return 0
	}
	return 2 * float64(shared(t.pairs, p.pairs)) / float64(len(t.pairs)+len(p.pairs))
}

// share returns how much of the text the page has, 0 to 1.
func share(t *Text, p *Page) float64 {
	if len(t.pairs) == 0 {
		return 0
	}
	return float64(shared(t.pairs, p.pairs)) / float64(len(t.pairs))
}

func shared(a, b map[string]bool) int {
	n := 0
	for pair := range a {
		if b[pair] {
			n++
		}
	}
	return n
}

// addPairs adds every word with the one after it, and a lone word alone.
func addPairs(pairs map[string]bool, key string) {
	words := strings.Fields(key)
	for i := range words {
		if i+1 < len(words) {
			pairs[words[i]+" "+words[i+1]] = true
		} else if i == 0 {
			pairs[words[0]] = true
		}
	}
}

// Match returns the text that a page is of: by its address, else by its words; nil if it is of none.
func Match(p *Page, texts []*Text) *Text {
	for _, t := range texts {
		if t.Address != "" && sameAddress(t.Address, p.Address) {
			return t
		}
	}
	var best *Text
	most := 0.0
	for _, t := range texts {
		if fit := Fit(t, p); fit > most && share(t, p) >= leastShare {
			best, most = t, fit
		}
	}
	return best
}

// Other returns the text that a page is rather of than the one that it is said to be of, nil if there is none.
func Other(t *Text, p *Page, texts []*Text) *Text {
	if t.Address != "" && sameAddress(t.Address, p.Address) {
		return nil
	}
	best := Match(p, texts)
	if best == nil || best == t || best.Name == t.Name {
		return nil
	}
	if sameAddress(best.Address, p.Address) && best.Address != "" || Fit(best, p) > Fit(t, p)+clearly {
		return best
	}
	return nil
}

const (
	leastShare = 0.3  // of a text that a page must have to be compared with it
	clearly    = 0.05 // how much better another text must fit
)
