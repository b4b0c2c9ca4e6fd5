package feedback

import (
	"strings"
	"unicode"

	"provtryck/generator/document"
	"provtryck/generator/spelling"
)

// A Text is the words of a text as they are now, by section, in the order of the text.
type Text []Passage

// A Passage is the words of a section with its heading, without those in it, blanks collapsed.
type Passage struct {
	Section string // its id; empty for what is before the first heading
	Words   string
}

// TextOf returns the words of a document.
func TextOf(d *document.Document) Text {
	text := Text{{"", wordsOf("", d.Intro)}}
	d.All(func(s *document.Section, _ []*document.Section) {
		text = append(text, Passage{s.ID, wordsOf(s.Title, s.Blocks)})
	})
	return text
}

func wordsOf(title string, blocks []document.Block) string {
	var b strings.Builder
	b.WriteString(title)
	var write func([]document.Block)
	write = func(blocks []document.Block) {
		for _, block := range blocks {
			b.WriteString(" " + block.Title + " ")
			b.WriteString(document.TextOf(block.Tokens))
			write(block.Blocks)
		}
	}
	write(blocks)
	return line(b.String())
}

// How says by what the place of a comment has been found.
type How int

// The ways in which a place is found, from worst to best.
const (
	Lost    How = iota // there is no such text
	Whole              // the text; the section is not there
	Section            // the section; the words are not there
	Context            // words that are nearly those, among nearly the same words
	Exact              // the words
)

// A Place is where a comment belongs in a text as it is now.
type Place struct {
	How     How
	Sure    bool // nobody needs to look whether it is the right one
	Section string
	Begin   int // in the words of the section, in bytes; with End for Context and Exact
	End     int
}

// Find finds the place of a comment. The words are looked for as they are, with what is
// around them, and then by [near]. A place is sure only in the section that the comment
// names: the same words may be in another one.
func Find(c Comment, text Text) Place {
	if len(text) == 0 {
		return Place{}
	}
	quote := line(c.Quote)
	if quote != "" {
		if p, found := exact(c, quote, text); found {
			return p
		}
		if p, found := nearest(c, quote, text); found {
			return p
		}
	}
	for _, p := range text {
		if c.Section != "" && p.Section == c.Section {
			return Place{How: Section, Section: c.Section, Sure: quote == ""}
		}
	}
	return Place{How: Whole, Sure: quote == "" && c.Section == ""}
}

// around returns the words around those of a comment, no more of them than are taken in: a
// file may have been written by anybody.
func around(c Comment) (before, after string) {
	return last(line(c.Before), maxAround), spelling.Shorten(line(c.After), maxAround, "")
}

// Quotes of so many bytes are the same words even where all around them is new; less of
// what is around them, in bytes, is no sign that they are.
const (
	longQuote = 40
	someWords = 8
)

// exact finds the words of a comment as they are. Of several, that with most of the same
// around it is chosen, in the section of the comment if there is one.
func exact(c Comment, quote string, text Text) (best Place, found bool) {
	before, after := around(c)
	most, second := -1, -1
	for _, p := range text {
		for at := 0; ; at++ {
			i := strings.Index(p.Words[at:], quote)
			if i < 0 {
				break
			}
			at += i
			end := at + len(quote)
			known := sameEnd(strings.TrimSpace(p.Words[:at]), before) + sameBeginning(strings.TrimSpace(p.Words[end:]), after)
			score := 2 * known
			if p.Section == c.Section {
				score += 2*someWords + 1
			}
			if score <= most {
				second = max(second, score)
				continue
			}
			most, second = score, most
			whole := known >= min(someWords, len(before)+len(after)) || len(quote) >= longQuote
			best = Place{How: Exact, Section: p.Section, Begin: at, End: end, Sure: whole && p.Section == c.Section}
		}
	}
	best.Sure = best.Sure && second < most && (second < 0 || most-second >= someWords)
	return best, most >= 0
}

// sameBeginning and sameEnd return how many bytes two texts have in common there.
func sameBeginning(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func sameEnd(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// A word is a word of a text with its place.
type word struct {
	folded     string
	begin, end int
}

func split(s string) []word {
	var list []word
	begin := -1
	for i, r := range s + " " {
		switch in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r); {
		case in && begin < 0:
			begin = i
		case !in && begin >= 0:
			list = append(list, word{spelling.Fold(s[begin:i]), begin, i})
			begin = -1
		}
	}
	return list
}

// maxWords is how many words of a quote are looked for by [nearest], which takes time for each
// of them and each word of the text.
const maxWords = 300

// What it costs to change a word for another, or for one much like it.
const (
	otherWord   = 4
	similarWord = 1
)

// nearest finds the place where the words of a comment and those around them are changed least.
func nearest(c Comment, quote string, text Text) (best Place, found bool) {
	early, late := around(c)
	before, middle, after := split(early), split(quote), split(late)
	before, after = before[min(1, len(before)):], after[:max(0, len(after)-1)] // the outermost may be cut
	if len(middle) > maxWords {
		middle, after = middle[:maxWords], nil
	}
	pattern := append(append(append([]word{}, before...), middle...), after...)
	if len(middle) == 0 || len(pattern) < 2 {
		return best, false
	}
	most := otherWord * len(pattern)
	least, second := most/2+1, most
	for _, p := range text {
		words := split(p.Words)
		m := match(pattern, len(before), len(before)+len(middle), words)
		for _, m := range m {
			if p.Section != c.Section {
				m.cost++
			}
			if m.cost >= least {
				second = min(second, m.cost)
				continue
			}
			second, least = min(second, least), m.cost
			best = Place{How: Context, Section: p.Section, Begin: words[m.begin].begin, End: words[max(m.begin, m.end-1)].end}
			best.Sure = p.Section == c.Section && m.cost*4 <= most && m.kept*2 > len(middle)
		}
	}
	best.Sure = best.Sure && (second-least)*8 >= most
	return best, best.How == Context
}

// A candidate is where the words from begin to end, exclusive, may be those of a quote.
type candidate struct{ cost, begin, end, kept int }

// match finds where a pattern of words is in others, by Sellers' algorithm ("The theory and
// computation of evolutionary distances: pattern recognition", Journal of Algorithms 1,
// 1980): the edit distance from the pattern to every part of the text, by where that ends.
// It returns the best that do not overlap, two at most. quote and rest are where the quote
// begins in the pattern and what follows it.
func match(pattern []word, quote, rest int, words []word) []candidate {
	type cell struct {
		cost       int
		start      int // of the whole
		begin, end int // of the quote
		kept       int // words of it
	}
	if len(words) == 0 {
		return nil
	}
	like := map[[2]string]int{}
	price := func(a, b string) int {
		if a == b {
			return 0
		}
		key := [2]string{a, b}
		cost, known := like[key]
		if !known {
			cost = otherWord
			if alike(a, b) {
				cost = similarWord
			}
			like[key] = cost
		}
		return cost
	}
	column, last := make([]cell, len(pattern)+1), make([]cell, len(pattern)+1)
	for i := range column {
		column[i] = cell{cost: otherWord * i}
	}
	ends := make([]cell, 0, len(words))
	for j := range words {
		column, last = last, column
		column[0] = cell{start: j + 1, begin: j + 1, end: j + 1}
		for i := 1; i <= len(pattern); i++ {
			cost := price(pattern[i-1].folded, words[j].folded)
			c := last[i-1]
			c.cost += cost
			inQuote := i > quote && i <= rest
			if inQuote && cost < otherWord {
				c.kept++
			}
			if d := last[i]; d.cost+otherWord < c.cost { // a word more in the text
				c = d
				c.cost += otherWord
			}
			if u := column[i-1]; u.cost+otherWord < c.cost { // a word less
				c = u
				c.cost += otherWord
			}
			if i <= quote {
				c.begin = j + 1
			}
			if i <= rest {
				c.end = j + 1
			}
			column[i] = c
		}
		ends = append(ends, column[len(pattern)])
	}
	var found []candidate
	for range 2 {
		at := -1
		for j, e := range ends {
			if len(found) > 0 && e.start < found[0].end && found[0].begin <= j {
				continue
			}
			if at < 0 || e.cost < ends[at].cost {
				at = j
			}
		}
		if at < 0 {
			break
		}
		e := ends[at]
		begin := min(e.begin, len(words)-1)
		found = append(found, candidate{e.cost, begin, max(e.end, begin), e.kept})
	}
	return found
}

// alike reports whether two words are so alike that one may be the other with a slip of
// the pen or another ending. Numbers are what they are.
func alike(a, b string) bool {
	if strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	begin := sameBeginning(a, b)
	end := min(min(len(a), len(b))-begin, sameEnd(a, b))
	return 10*(begin+end) >= 7*max(len(a), len(b))
}
