package revision

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/document"
)

// A node is a part of a text's body: an element such as a paragraph, a list or a
// table cell, a ":::" block, or a leaf, which is a run of words.
type node struct {
	begin    document.Token // of an element
	shape    string         // the same for nodes of a kind
	block    *document.Block
	leaf     bool
	children []*node
	tokens   []token // of a leaf
	key      string  // of all of it: the same for nodes with the same words
	step     bool    // of a numbered list
}

// is reports whether a node is an element of a kind.
func (n *node) is(kind document.TokenKind) bool {
	return !n.leaf && n.block == nil && n.begin.Kind == kind
}

// A token is a word, a sign, a blank or something whole in a leaf.
type token struct {
	written document.Token
	text    string // as read: "mg", "prioritet 3"
	kind    tokenKind
	within  *wrap  // the innermost element that it is in within the leaf; nil for none
	key     string // of text and elements: the same for equal tokens
	file    string // of a picture: distinguishes it from others
	title   string // of a picture
}

// picture reports whether a token is a picture.
func (t token) picture() bool { return t.written.Kind == document.PictureToken }

type tokenKind int

const (
	blank tokenKind = iota
	word
	sign
	atom // something whole: a mark of priority, a reference, a picture
)

// A wrap is an element within a leaf: strong, a link.
type wrap struct {
	outer *wrap // the one that it is in; nil for none
	depth int   // it and those that it is in
	begin document.Token
	path  string // of it and all that it is in
	to    string // where a link leads, in words
}

func (w *wrap) link() bool { return w.begin.Kind == document.LinkToken }

// layers returns how many elements are within each other down to w.
func (w *wrap) layers() int {
	if w == nil {
		return 0
	}
	return w.depth
}

// digest returns a short key, as keys contain the keys of what they are in, or of what
// is in them, and would grow with depth.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return string(sum[:])
}

// A version reads the texts of one of the two versions.
type version struct {
	link      func(i int) string // distinguishes the links of a text
	to        func(i int) string // where a link leads, in words
	picture   func(i int) (file, alt, title string)
	footnotes map[int32]string // what the footnotes of a text say, by number
}

// blocks returns nodes of blocks.
func (v *version) blocks(blocks []document.Block) []*node {
	var nodes []*node
	for i := range blocks {
		b := &blocks[i]
		nodes = append(nodes, v.nodes(b.Tokens)...)
		switch b.Kind {
		case document.Text:
			nodes = append(nodes, v.blocks(b.Blocks)...)
		default:
			n := &node{block: b, shape: ":::", children: v.blocks(b.Blocks)}
			n.settle()
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// nodes returns nodes of tokens.
func (v *version) nodes(tokens []document.Token) []*node {
	b := &builder{version: v, stack: []*node{{}}}
	for _, t := range tokens {
		b.take(t)
	}
	b.flush()
	root := b.stack[0]
	root.settle()
	return root.children
}

// A builder makes nodes of tokens.
type builder struct {
	*version
	stack  []*node // the elements that are open, outermost first
	within *wrap   // the innermost element that is open in the leaf
	text   strings.Builder
	raw    bool // within preformatted text, where every blank counts
}

func (b *builder) top() *node { return b.stack[len(b.stack)-1] }

// take takes the next token. Words are gathered until something else comes.
func (b *builder) take(t document.Token) {
	switch t.Kind {
	case document.WordsToken:
		b.text.WriteString(t.Text)
		return
	case document.SoftBreakToken:
		b.text.WriteString("\n")
		return
	}
	b.flush()
	switch {
	case t.Kind == document.RuleToken:
		b.append(t)
	case t.Kind.Block() && t.End:
		b.stack = b.stack[:len(b.stack)-1]
		b.raw = false
	case t.Kind.Block():
		b.stack = append(b.stack, b.append(t))
		b.raw = t.Kind == document.CodeBlockToken || t.Kind == document.RawBlockToken
	case t.End:
		b.within = b.within.outer
	default:
		b.inline(t)
	}
}

// append adds an element to the one that is open.
func (b *builder) append(t document.Token) *node {
	parent := b.top()
	n := &node{begin: t, shape: shape(t), step: parent.is(document.OrderedListToken)}
	if t.Kind == document.ParagraphToken && (parent.is(document.ItemToken) || parent.is(document.FootnoteToken)) {
		n.shape = leafShape
	}
	parent.children = append(parent.children, n)
	return n
}

// shape returns the kind of element that a token begins. A table is a table whatever
// its columns are called, and a cell is a cell however it is aligned.
func shape(t document.Token) string {
	switch t.Kind {
	case document.TableToken, document.HeadCellToken, document.CellToken, document.FootnoteToken:
		return fmt.Sprint(t.Kind)
	}
	return fmt.Sprint(t.Kind, t.Number, t.Text)
}

// inline takes what is whole, or the beginning of an element in a leaf.
func (b *builder) inline(t document.Token) {
	i := int(t.Number)
	switch t.Kind {
	case document.HardBreakToken:
		b.add(token{written: t, text: " ", kind: sign, key: "<br>"})
	case document.PictureToken:
		file, alt, title := b.picture(i)
		b.add(token{written: t, text: "bilden ”" + alt + "”", kind: atom, key: b.link(i), file: file, title: title})
	case document.PriorityToken:
		b.add(token{written: t, text: t.Text, kind: atom, key: "prioritet " + t.Text})
	case document.ReferenceToken:
		b.add(token{written: t, text: strconv.Itoa(i), kind: atom, key: "referens " + b.footnotes[t.Number]})
	case document.BackReferenceToken:
		b.add(token{written: t, kind: atom, key: "tillbaka"})
	case document.LinkToken:
		b.wrap(wrap{begin: t, to: b.to(i)}, b.link(i))
	default:
		b.wrap(wrap{begin: t}, shape(t))
	}
}

func (b *builder) wrap(w wrap, key string) {
	w.outer, w.depth = b.within, b.within.layers()+1
	path := "\x01" + key
	if w.outer != nil {
		path = w.outer.path + path
	}
	w.path = digest(path)
	b.within = &w
}

// flush divides the words that have been gathered.
func (b *builder) flush() {
	s := b.text.String()
	b.text.Reset()
	for s != "" {
		n, kind := nextToken(s)
		t := token{written: words(s[:n]), text: s[:n], kind: kind}
		if t.key = t.text; kind == blank && !b.raw {
			t.text, t.key = " ", " "
		} else if kind == word {
			t.key = strings.Map(plainBlank, t.text)
		}
		b.add(t)
		s = s[n:]
	}
}

// words returns a token of words that are in no file, or no longer together.
func words(s string) document.Token {
	return document.Token{Kind: document.WordsToken, Text: s, Offset: -1}
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
		b.WriteString(boxWords[n.block.Kind] + "\x02" + n.block.Title)
	}
	n.key = digest(b.String())
	if n.paragraph() {
		n.key = n.children[0].key
	}
}

// paragraph reports whether a node is a paragraph in a list. There it is the same as
// its words alone: a blank line between two points makes paragraphs of all points of
// the list, and changes none.
func (n *node) paragraph() bool { return n.shape == leafShape && len(n.children) == 1 }

// inner returns the leaf of a paragraph in a list, else the node.
func (n *node) inner() *node {
	if n.paragraph() {
		return n.children[0]
	}
	return n
}

// nextToken returns the length and kind of the token that s begins with.
func nextToken(s string) (int, tokenKind) {
	first, size := utf8.DecodeRuneInString(s)
	switch {
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
		digits := unicode.IsDigit(before) && unicode.IsDigit(after)
		if !joins(before, joint, after) && !(digits && thousands(s[:n], s[n:])) {
			break
		}
		n += size
	}
	return n, word
}

// joins reports whether a sign between two others makes one word of what is on both
// sides: "0,5", "4–6", "1/2", "e-hälsa". All of a number that has been changed is shown.
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

// thousands reports whether a blank between a word and what follows it is within a
// number: "10 000".
func thousands(before, after string) bool {
	return thousandsBefore.MatchString(before) && thousandsAfter.MatchString(after)
}

// plainBlank returns a space for a blank of any kind.
func plainBlank(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// span returns the length of the part of s at its beginning whose runes are all of a kind.
func span(s string, is func(rune) bool) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !is(r) }); n >= 0 {
		return n
	}
	return len(s)
}
