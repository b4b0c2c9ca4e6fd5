package transfer

import (
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// A Source is a text with what the document alone does not know.
type Source struct {
	Doc      *document.Document
	Title    string // never empty
	Taxonomy *audience.Taxonomy
	Links    []Link // as Doc.Links
}

// A Link is where a link leads, or the file of a picture.
type Link struct {
	Address  string // the whole address where the target is published; "" where that is not known
	Anchor   string // of the section there
	File     string // of the text or the picture in the content folder; "" for other sites
	Title    string // of the text
	Here     bool   // leads to the text itself
	External bool
}

// A Text is what editors enter of a text.
type Text struct {
	Fields   []Field // in the order of the form
	Blocks   []Block // of the body, in order
	Missing  []Unaddressed
	Misfits  []Misfit // in the order of the text
	Pictures []Picture
}

// A Field is what a field of the form is to have.
type Field struct {
	FormField
	Value string   // plain text, several values on a line each; "" for the body
	Items []string // the values
}

// Body reports whether the field has the blocks.
func (f Field) Body() bool { return f.Key == bodyKey }

// A BlockKind is the Swedish word for what a block is.
type BlockKind string

const (
	Heading   BlockKind = "rubrik"
	Paragraph BlockKind = "stycke"
	List      BlockKind = "lista"
	Table     BlockKind = "tabell"
	Quote     BlockKind = "citat"
	Box       BlockKind = "ruta"
	Code      BlockKind = "kod"
	Rule      BlockKind = "linje"
	Notes     BlockKind = "fotnoter"
)

// A Block is a piece of the body that is entered, and changed, as one.
type Block struct {
	Kind    BlockKind
	Pos     problem.Pos
	Section string // the anchor of the section that it is in, or begins; "" before the first
	HTML    string // no class, id, style or script; see [Profile]
	Text    string // the same as plain text
	Hand    []Hand
	sum     string
}

// Sum identifies what a block says, with its links and its readers, whatever the profile; see [Sum].
func (b Block) Sum() string { return b.sum }

// A Hand is what an editor does by hand with a block, beyond pasting it.
type Hand struct {
	Kind HandKind
	Text string // one Swedish sentence
}

// A HandKind is the Swedish word for what is done by hand.
type HandKind string

const (
	ForAudience HandKind = "målgrupp"
	ForBox      HandKind = "ruta"
	ForPicture  HandKind = "bild"
	ForLink     HandKind = "länk"
	ForLanguage HandKind = "språk"
)

// An Unaddressed is a link to a text that has no address yet where it is published.
type Unaddressed struct {
	Pos    problem.Pos
	Words  string
	Target string // the file of the text
	Title  string // of the text
	Anchor string
}

// A Misfit is what the target cannot carry.
type Misfit struct {
	Pos        problem.Pos
	What, Hint string // Swedish
}

// A Picture is put into the target by hand.
type Picture struct {
	Pos  problem.Pos
	File string // in the content folder; "" where it is missing
	Alt  string
}

// Of returns what is entered of a text in the target that a profile describes.
func Of(src Source, p *Profile) Text {
	b := &body{src: src, profile: p}
	b.all()
	b.text.Fields = fields(src, p, b.text.Pictures)
	return b.text
}

// Misfits returns those of [Of], in a fraction of the time.
func Misfits(src Source, p *Profile) []Misfit {
	b := &body{src: src, profile: p, mute: true}
	b.all()
	return b.text.Misfits
}

// Page returns the body that the page has when a text has been entered by a profile and its pictures put
// in: to be compared with that page, never to be entered.
func Page(src Source, p *Profile) string {
	b := &body{src: src, profile: p, pictured: true}
	b.all()
	return b.text.HTML()
}

// HTML returns the whole body.
func (t Text) HTML() string {
	var b strings.Builder
	for _, block := range t.Blocks {
		b.WriteString(block.HTML)
	}
	return b.String()
}

// Plain returns the whole body as plain text.
func (t Text) Plain() string {
	parts := make([]string, len(t.Blocks))
	for i, block := range t.Blocks {
		parts[i] = block.Text
	}
	return strings.Join(parts, "\n\n")
}
