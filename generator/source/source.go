// Package source reads what a text comes in as, from Word, the web or the clipboard, into one form.
//
// A [Source] is the body of what came in as a tree of plain HTML, with what was said about it, the
// pictures in it, and a [Remark] for each thing that could not be read as it was meant. [HTML] and [Word]
// each make one. Nothing is fetched, run or followed. What becomes of it in a template is not decided here.
package source

import (
	"strings"

	"golang.org/x/net/html"
)

// A Source is what came in.
//
// Its body has only these elements: h1–h6, p, ul, ol (start), li, table, tr, th and td (colspan and
// rowspan as they were), blockquote, a (href), strong, em, sub, sup, br, img (src, alt), and footnotes:
// a sup with data-footnote="n" where it is referred to, and one section with data-footnotes last in
// the body, with an li for each, in order. A heading may have data-audience, see ownText, and a section
// with data-box is a box that begins with those words. Runs of blanks are one blank; hard blanks and soft
// hyphens are still there.
type Source struct {
	Body     *html.Node
	Plain    bool              // it came as words and lines alone, of which none is marked as a heading
	Title    string            // the document says that it has, or ""
	URL      string            // the page says that it has, or ""
	Facts    map[string]string // what is said about the text: language, author's organisation, dates, by the names they have there
	Pictures []Picture
	Remarks  []Remark
}

// Words returns the number of words in the body.
func (s Source) Words() int { return len(strings.Fields(words(s.Body))) }

// Size returns how many bytes of words the body has, and how many elements.
func (s Source) Size() (bytes, elements int) {
	for n := range s.Body.Descendants() {
		switch n.Type {
		case html.TextNode:
			bytes += len(n.Data)
		case html.ElementNode:
			elements++
		}
	}
	return bytes, elements
}

// A Picture is an image that came in with a text.
type Picture struct {
	Name string // that img elements have in src: a base name that a file can have
	Data []byte
}

// A Fate is what became of something that came in.
type Fate int

const (
	Changed Fate = iota // it is there in another form
	Guessed             // it is there, but the form that it has is a guess
	Dropped             // it is not there
)

// A Remark says what became of something that came in and is not taken as it was.
type Remark struct {
	Fate  Fate
	Where string // the nearest words before or in it, as they were, at most 60 letters
	What  string // a sentence in Swedish
}
