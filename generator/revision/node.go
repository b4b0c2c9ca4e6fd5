package revision

import (
	"crypto/sha256"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"

	"provtryck/generator/document"
)

// A node is a part of a text's body: an element such as a paragraph, a list or a
// table cell, a ":::" block, or a leaf, which is a run of words.
type node struct {
	open     piece  // the start tag; empty of blocks and leaves
	end      string // the end tag; empty of void elements
	shape    string // what tells one kind of node from another: the start tag without ids
	block    *document.Block
	leaf     bool
	children []*node
	tokens   []token // of a leaf
	key      string  // all of it: nodes with equal keys say the same
}

// A piece is a stretch of HTML with its holes.
type piece struct {
	html  string
	holes []document.Hole // by offset in html
}

// A token is a word, a sign, a blank or a picture in a leaf.
type token struct {
	piece
	text string // as read: "mg", "prioritet 3"
	kind tokenKind

	picture bool
	within  *wrap  // the innermost element that it lies in within the leaf; nil for none
	key     string // text and elements: tokens with equal keys say the same
}

type tokenKind int

const (
	blank tokenKind = iota
	word
	sign
	atom // something whole: a mark of priority, a reference, a picture
)

// A wrap is an element within a leaf: strong, a link.
type wrap struct {
	outer     *wrap // the one that it lies in; nil for none
	depth     int   // of how many it is, with those that it lies in
	open, end piece
	key       string // tells it from others
	path      string // tells it, and all that it lies in, from others
	link      bool
	to        string // where a link leads, in words
}

// layers is how many elements lie within each other down to w.
func (w *wrap) layers() int {
	if w == nil {
		return 0
	}
	return w.depth
}

// digest is short however long the text, and the same for no two: keys hold the
// keys of what they lie in, or of what lies in them, and would grow with depth.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return string(sum[:])
}

// blockTags are the elements that make nodes. All others lie within leaves.
var blockTags = map[string]bool{
	"p": true, "ul": true, "ol": true, "li": true, "blockquote": true, "pre": true, "hr": true, "div": true,
	"table": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
}

// A version reads the texts of one of the two versions.
type version struct {
	link      func(i int) string // tells the links of a text apart
	to        func(i int) string // where a link leads, in words
	alt       func(i int) string // the text alternative of a picture
	footnotes map[string]string  // what the footnotes of a text say, by number
}

// blocks makes nodes of blocks.
func (v *version) blocks(blocks []document.Block) []*node {
	var nodes []*node
	for i := range blocks {
		b := &blocks[i]
		nodes = append(nodes, v.fragment(b.HTML)...)
		switch b.Kind {
		case document.Text:
			nodes = append(nodes, v.blocks(b.Blocks)...)
		default:
			n := &node{block: b, shape: "::: " + strconv.Itoa(int(b.Kind)), children: v.blocks(b.Blocks)}
			n.settle()
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// fragment makes nodes of HTML.
func (v *version) fragment(f document.Fragment) []*node {
	if f.HTML == "" {
		return nil
	}
	b := &builder{version: v, source: f, stack: []*node{{}}}
	b.run()
	root := b.stack[0]
	root.settle()
	return root.children
}

// A builder makes nodes of the HTML of one fragment.
type builder struct {
	*version
	source document.Fragment
	hole   int // the next
	at     int // offset in the HTML
	stack  []*node
	within *wrap  // the innermost element that is open in the leaf
	whole  *token // the atom that is being read
	ends   string // the end tag that it ends with
	raw    bool   // within preformatted text, where every blank counts
}

func (b *builder) run() {
	tokenizer := nethtml.NewTokenizer(strings.NewReader(b.source.HTML))
	for {
		kind := tokenizer.Next()
		if kind == nethtml.ErrorToken {
			b.holesUpTo(len(b.source.HTML))
			return
		}
		begin := b.at
		b.at += len(tokenizer.Raw())
		if kind == nethtml.TextToken {
			b.text(begin, b.at)
			continue
		}
		b.holesUpTo(begin)
		name, _ := tokenizer.TagName()
		b.tag(kind, string(name), b.piece(begin, b.at))
	}
}

// piece is a part of the source with the holes in it, which are passed.
func (b *builder) piece(begin, end int) piece {
	p := piece{html: b.source.HTML[begin:end]}
	for ; b.hole < len(b.source.Holes) && b.source.Holes[b.hole].Offset < end; b.hole++ {
		h := b.source.Holes[b.hole]
		h.Offset -= begin
		p.holes = append(p.holes, h)
	}
	return p
}

// holesUpTo passes the holes that lie between tags and words: links and pictures.
func (b *builder) holesUpTo(offset int) {
	for ; b.hole < len(b.source.Holes) && b.source.Holes[b.hole].Offset <= offset; b.hole++ {
		h := b.source.Holes[b.hole]
		h.Offset = 0
		alone := piece{holes: []document.Hole{h}}
		switch h.Kind {
		case document.OpenLink:
			b.wrap(wrap{open: alone, end: piece{holes: []document.Hole{{Kind: document.CloseLink, Link: h.Link}}}, key: b.link(h.Link), link: true, to: b.to(h.Link)})
		case document.CloseLink:
			b.unwrap(func(w *wrap) bool { return w.link })
		case document.Picture:
			b.add(token{piece: alone, text: "bilden ”" + b.alt(h.Link) + "”", kind: atom, picture: true, key: b.link(h.Link)})
		default: // a prefix stands in the middle of a tag, and belongs to it
			return
		}
	}
}

func (b *builder) wrap(w wrap) {
	w.outer, w.depth = b.within, b.within.layers()+1
	path := "\x01" + w.key
	if w.outer != nil {
		path = w.outer.path + path
	}
	w.path = digest(path)
	b.within = &w
}

func (b *builder) unwrap(is func(*wrap) bool) {
	for w := b.within; w != nil; w = w.outer {
		if is(w) {
			b.within = w.outer
			return
		}
	}
}

func (b *builder) top() *node { return b.stack[len(b.stack)-1] }

// tag takes in a start or end tag.
func (b *builder) tag(kind nethtml.TokenType, name string, p piece) {
	switch {
	case b.whole != nil:
		b.continueAtom(kind, name, p)
	case blockTags[name] && kind == nethtml.EndTagToken:
		b.close(name, p)
	case blockTags[name]:
		b.open(name, p)
	case kind == nethtml.EndTagToken:
		b.unwrap(func(w *wrap) bool { return w.end.html == p.html })
	case name == "br":
		b.add(token{piece: p, text: " ", kind: sign, key: "<br>"})
	case atomStart.MatchString(p.html):
		b.whole, b.ends = &token{piece: p, kind: atom}, "</"+name+">"
	default:
		b.wrap(wrap{open: p, end: piece{html: "</" + name + ">"}, key: shape(p.html)})
	}
}

func (b *builder) open(name string, p piece) {
	n := &node{open: p, shape: shape(p.html)}
	parent := b.top()
	if name == "p" && strings.HasPrefix(parent.open.html, "<li") {
		n.shape = leafShape
	}
	parent.children = append(parent.children, n)
	if name != "hr" {
		n.end = "</" + name + ">"
		b.stack = append(b.stack, n)
	}
	b.raw = b.raw || name == "pre"
}

func (b *builder) close(name string, p piece) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].end == p.html {
			b.stack = b.stack[:i]
			break
		}
	}
	if name == "pre" {
		b.raw = false
	}
}

// atomStart begins what is never divided.
var atomStart = regexp.MustCompile(`^<(?:sup class="footnote-ref"|span class="priority|a class="footnote-back")`)

var footnoteNumber = regexp.MustCompile(`>(\d+)</a>`)

// continueAtom adds to the atom, and settles what it says when it ends.
func (b *builder) continueAtom(kind nethtml.TokenType, name string, p piece) {
	t := b.whole
	for _, h := range p.holes {
		h.Offset += len(t.html)
		t.holes = append(t.holes, h)
	}
	t.html += p.html
	if kind != nethtml.EndTagToken || "</"+name+">" != b.ends {
		return
	}
	b.whole = nil
	t.text = html.UnescapeString(tags.ReplaceAllString(t.html, ""))
	switch {
	case strings.HasPrefix(t.html, "<sup"):
		t.key = "referens"
		if m := footnoteNumber.FindStringSubmatch(t.html); m != nil {
			t.key = "referens " + b.footnotes[m[1]]
		}
	case strings.HasPrefix(t.html, "<a"):
		t.key, t.text = "tillbaka", ""
	default:
		t.key = "prioritet " + t.text
	}
	b.add(*t)
}

// text takes in what stands between tags: words, and holes between them.
func (b *builder) text(begin, end int) {
	for begin < end {
		b.holesUpTo(begin)
		until := end
		if b.hole < len(b.source.Holes) {
			until = min(until, max(begin, b.source.Holes[b.hole].Offset))
		}
		if until == begin {
			until = end // a hole that is no link: not made by document
		}
		part := b.source.HTML[begin:until]
		begin = until
		if b.whole != nil {
			b.whole.html += part
			continue
		}
		b.words(part)
	}
}

func (b *builder) words(s string) {
	for s != "" {
		n, kind := nextToken(s)
		t := token{piece: piece{html: s[:n]}, text: html.UnescapeString(s[:n]), kind: kind}
		if t.key = t.text; kind == blank && !b.raw {
			t.text, t.key = " ", " "
		} else if kind == word {
			t.key = strings.Map(plainBlank, t.text)
		}
		b.add(t)
		s = s[n:]
	}
}

// leafShape is the shape of all leaves.
const leafShape = "ord"

// add puts a token in the leaf that is open, or opens one.
func (b *builder) add(t token) {
	parent := b.top()
	var leaf *node
	if n := len(parent.children); n > 0 && parent.children[n-1].leaf {
		leaf = parent.children[n-1]
	}
	if leaf == nil {
		if t.kind == blank && !b.raw {
			return // between elements
		}
		leaf = &node{leaf: true, shape: leafShape}
		parent.children = append(parent.children, leaf)
	}
	if t.within = b.within; t.within != nil {
		t.key += "\x01" + t.within.path
	}
	leaf.tokens = append(leaf.tokens, t)
}

// settle makes the keys of a node and all in it, and drops blanks at the end of
// a leaf.
func (n *node) settle() {
	var b strings.Builder
	b.WriteString(n.shape)
	b.WriteString("\x02")
	if n.leaf {
		for len(n.tokens) > 0 && n.tokens[len(n.tokens)-1].kind == blank {
			n.tokens = n.tokens[:len(n.tokens)-1]
		}
		for _, t := range n.tokens {
			b.WriteString(t.key)
			b.WriteString("\x03")
		}
	}
	for _, c := range n.children {
		c.settle()
		b.WriteString(c.key)
	}
	b.WriteString("\x04")
	if n.block != nil {
		b.WriteString(n.block.Title)
	}
	n.key = digest(b.String())
	if n.paragraph() {
		n.key = n.children[0].key
	}
}

// paragraph says whether a node is a paragraph in a list. There it is the same as
// its words alone: a blank line between two points makes all of a list's points
// paragraphs, and nobody has changed them.
func (n *node) paragraph() bool { return n.shape == leafShape && len(n.children) == 1 }

// inner is the leaf of a paragraph in a list; other nodes are their own.
func (n *node) inner() *node {
	if n.paragraph() {
		return n.children[0]
	}
	return n
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	ofOnly = regexp.MustCompile(` (?:id|aria-label)="[^"]*"`)
)

// shape is a start tag without what differs between nodes of one kind.
func shape(tag string) string { return ofOnly.ReplaceAllString(tag, "") }

// nextToken is the length and kind of the token that s, which is HTML, begins with.
func nextToken(s string) (int, tokenKind) {
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case first == '&':
		if end := strings.IndexByte(s, ';'); end > 0 && end < 10 {
			return end + 1, sign
		}
		return size, sign
	case unicode.IsSpace(first):
		return span(s, unicode.IsSpace), blank
	case !inWord(first):
		return size, sign
	}
	n := 0
	for n < len(s) {
		n += span(s[n:], inWord)
		joint, size := utf8.DecodeRuneInString(s[n:])
		after, _ := utf8.DecodeRuneInString(s[n+size:])
		before, _ := utf8.DecodeLastRuneInString(s[:n])
		if !joins(before, joint, after) && !(unicode.IsDigit(before) && unicode.IsDigit(after) && thousands(s[:n], s[n:])) {
			break
		}
		n += size
	}
	return n, word
}

// joins says whether a sign between two others makes one word of what stands on
// both sides: "0,5", "4–6", "1/2", "e-hälsa". Of a number that has been changed
// all is shown.
func joins(before, joint, after rune) bool {
	letters := unicode.IsLetter(before) && unicode.IsLetter(after)
	digits := unicode.IsDigit(before) && unicode.IsDigit(after)
	switch joint {
	case ',', '.', ':', '–', '/', '×':
		return digits
	case '-':
		return letters || digits
	case '\'', '’', '\u00ad':
		return letters
	}
	return false
}

var (
	thousandsBefore = regexp.MustCompile(`^\d{1,3}(?:[ \x{a0}\x{202f}]\d{3})*$`)
	thousandsAfter  = regexp.MustCompile(`^[ \x{a0}\x{202f}]\d{3}(?:$|[^\d])`)
)

// thousands says whether a blank between a word and what follows it stands within
// a number: "10 000".
func thousands(before, after string) bool {
	return thousandsBefore.MatchString(before) && thousandsAfter.MatchString(after)
}

// plainBlank takes a blank of any kind for a space.
func plainBlank(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// span is the length of the part of s at its beginning whose runes are all of a kind.
func span(s string, is func(rune) bool) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !is(r) }); n >= 0 {
		return n
	}
	return len(s)
}
