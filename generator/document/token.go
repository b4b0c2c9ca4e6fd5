package document

import (
	"strconv"
	"strings"
)

// A Token is the beginning or the end of an element of a text, or a run of its
// words. The tokens of a block are in the order of the text, and every element
// that begins also ends, so reading them needs neither Markdown nor HTML.
type Token struct {
	Kind   TokenKind
	End    bool // the element ends here; only of kinds with content
	Mark   Mark
	Number int32  // see the kinds
	Second int32  // see the kinds
	Offset int32  // where it begins in the body, in bytes; -1 when it is made up
	Text   string // see the kinds
}

// A TokenKind is the kind of element or words that a token belongs to.
type TokenKind uint8

// Tokens without content: they have no end.
const (
	WordsToken         TokenKind = iota // Text is as it is read: escapes and references are resolved
	SoftBreakToken                      // a line of the source ends, which is a blank
	HardBreakToken                      // a line ends
	PictureToken                        // Number is its index in Document.Links
	PriorityToken                       // Text is the mark as shown, Number one of the priorities below
	ReferenceToken                      // to footnote Number; Second counts the references to the same from 0
	BackReferenceToken                  // from footnote Number to reference Second; Text distinguishes it from others
	RuleToken                           // a thematic break
)

// Inline elements.
const (
	EmphasisToken TokenKind = iota + 32
	StrongToken
	CodeToken
	LinkToken     // Number is its index in Document.Links; Second is Bare for an address that is a link by itself
	LanguageToken // Text is the language, BCP 47: "en"
	RawToken      // HTML that is shown as text
	InsertedToken // words that only the later of two versions has; Text is the id of the change, if it begins here
	DeletedToken  // words that only the earlier has
)

// Block elements.
const (
	ParagraphToken TokenKind = iota + 64
	HeadingToken             // one that is no section; Number is its level
	ListToken
	OrderedListToken // Number is that of its first item
	ItemToken
	QuoteToken
	CodeBlockToken // Text is its language; may be empty
	RawBlockToken  // HTML that is shown as text
	TableToken     // Text is the headings of its columns
	TableHeadToken
	TableBodyToken
	RowToken
	HeadCellToken // Number is one of the alignments below
	CellToken
	FootnotesToken
	FootnoteToken // Number is that of the footnote; 0 when nothing can refer to it
	NoteToken     // a note of a comparison on the text below; Text is the id of the change
)

// Block reports whether elements of the kind hold blocks or the words of one block,
// rather than being within a run of words.
func (k TokenKind) Block() bool { return k >= ParagraphToken || k == RuleToken }

// Content reports whether elements of the kind have a beginning and an end.
func (k TokenKind) Content() bool { return k >= EmphasisToken }

// Bare is the Second of a link whose words are its address, written as such.
const Bare = 1

// The Number of a PriorityToken.
const (
	Priority = iota
	NotToDo
	Research
)

// Dead is the Second of a reference that no longer leads to its footnote.
const Dead = -1

// The Number of a CellToken or HeadCellToken.
const (
	AlignNone = iota
	AlignCenter
	AlignRight
)

// TextOf returns the words of tokens in a run, with a blank where a line or a block begins or ends:
// to look for words in. What pictures and references show is not among them.
func TextOf(tokens []Token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.Kind == WordsToken:
			b.WriteString(t.Text)
		case t.Kind == PriorityToken:
			b.WriteString("(" + t.Text + ")")
		case t.Kind == SoftBreakToken, t.Kind == HardBreakToken, t.Kind.Block():
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// A Mark is the result of a comparison of two versions for a whole block element.
type Mark uint8

const (
	Unmarked Mark = iota
	Inserted
	Deleted
)

// ReferenceID returns the id, without prefix, of a reference to a footnote:
// "fnref-2", and for the third reference to the same "fnref-2-3".
func (t Token) ReferenceID() string {
	id := "fnref-" + strconv.Itoa(int(t.Number))
	if t.Second > 0 {
		id += "-" + strconv.Itoa(int(t.Second)+1)
	}
	return id
}
