package disposition

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// Units returns the units of a text, in its order. All words and signs that the text shows are in
// them, those of a link both in what it is in and by themselves. Of a picture it is the words for
// those who do not see it, and a footnote is a unit where the notes are.
func Units(doc *document.Document) []Unit {
	r := &reader{doc: doc}
	r.body()
	seen := map[string]int{}
	for i := range r.units {
		u := &r.units[i]
		sum := sha256.Sum256([]byte(strconv.Itoa(int(u.Kind)) + "\x00" + strings.Join(u.words, " ") + "\x00" + u.Dest))
		u.ID = hex.EncodeToString(sum[:6])
		if seen[u.ID]++; seen[u.ID] > 1 {
			u.ID += "-" + strconv.Itoa(seen[u.ID])
		}
	}
	return r.units
}

// passages returns the units of a text of today without ids, with what its front matter shows.
func passages(doc *document.Document) []Unit {
	r := &reader{doc: doc}
	r.add(Unit{Kind: Heading, Text: doc.Front.Title.Text})
	r.add(Unit{Kind: Paragraph, Text: doc.Front.Lead.Text})
	r.body()
	return r.units
}

// A reader gathers the units of a text. It does not use [document.TextOf], since a unit also has what
// pictures, references and the borders of cells show, and knows its place and its links.
type reader struct {
	doc    *document.Document
	units  []Unit
	within []string
	at     *document.Section // nil before the first heading
	inside []container
	text   strings.Builder
	begun  bool        // something is gathered
	pos    problem.Pos // of what is gathered
	links  []Unit      // in what is gathered
	opened []opened    // links that are open
}

// A container is an element that what is gathered is in.
type container struct {
	kind document.TokenKind
	item int // of an ordered list: the number of the item that is read
}

// opened is a link that is open, and where its words begin in what is gathered.
type opened struct {
	token document.Token
	from  int
}

func (r *reader) body() {
	r.blocks(r.doc.Intro)
	r.sections(r.doc.Sections)
}

func (r *reader) sections(list []*document.Section) {
	for _, s := range list {
		outer := r.at
		r.at, r.within = s, append(r.within[:len(r.within):len(r.within)], s.Key)
		if !s.Generated {
			for _, t := range s.Heading {
				r.take(t)
			}
			r.flushAs(Heading, s.Pos)
		}
		r.blocks(s.Blocks)
		r.sections(s.Children)
		r.at, r.within = outer, r.within[:len(r.within)-1]
	}
}

func (r *reader) blocks(blocks []document.Block) {
	for _, b := range blocks {
		if b.Kind != document.Text && b.Kind != document.Targeted {
			r.add(Unit{Kind: Heading, Text: b.Title, Pos: b.Pos})
		}
		for _, t := range b.Tokens {
			r.take(t)
		}
		r.flush()
		r.inside = r.inside[:0]
		r.blocks(b.Blocks)
	}
}

// take takes the next token: words are gathered until a block begins or ends.
func (r *reader) take(t document.Token) {
	switch {
	case t.Kind == document.WordsToken:
		r.write(t, t.Text)
	case t.Kind == document.SoftBreakToken:
		r.write(t, " ")
	case t.Kind == document.HardBreakToken:
		r.write(t, "\n")
	case t.Kind == document.PriorityToken:
		r.write(t, "("+t.Text+")")
	case t.Kind == document.ReferenceToken:
		r.write(t, "["+strconv.Itoa(int(t.Number))+"]")
	case t.Kind == document.PictureToken:
		picture := r.doc.Links[t.Number]
		r.write(t, cmp.Or(picture.Text, picture.Dest))
	case t.Kind == document.LinkToken:
		r.link(t)
	case t.Kind == document.HeadCellToken, t.Kind == document.CellToken:
		if t.End {
			r.text.WriteString(" " + border + " ")
		}
	case t.Kind == document.RuleToken:
		r.flush()
	case t.Kind.Block() && t.End:
		r.flush()
		if len(r.inside) > 0 {
			r.inside = r.inside[:len(r.inside)-1]
		}
	case t.Kind.Block():
		r.flush()
		if n := len(r.inside); n > 0 && t.Kind == document.ItemToken {
			r.inside[n-1].item++
		}
		r.inside = append(r.inside, container{t.Kind, int(t.Number) - 1})
	}
}

// step returns the numbers of the items of ordered lists that what is gathered is in: "2.1".
func (r *reader) step() string {
	var numbers []string
	for _, c := range r.inside {
		if c.kind == document.OrderedListToken {
			numbers = append(numbers, strconv.Itoa(c.item))
		}
	}
	return strings.Join(numbers, ".")
}

func (r *reader) write(t document.Token, words string) {
	if !r.begun && strings.TrimSpace(words) != "" {
		r.begun, r.pos = true, r.doc.Place(t)
	}
	r.text.WriteString(words)
}

func (r *reader) link(t document.Token) {
	if !t.End {
		r.opened = append(r.opened, opened{t, r.text.Len()})
		return
	}
	if len(r.opened) == 0 {
		return
	}
	begun := r.opened[len(r.opened)-1]
	r.opened = r.opened[:len(r.opened)-1]
	link := r.doc.Links[begun.token.Number]
	r.links = append(r.links, Unit{Kind: Link, Text: r.text.String()[begun.from:], Dest: link.Dest, Pos: link.Pos})
}

// flush ends what is gathered.
func (r *reader) flush() {
	r.flushAs(r.kind(), r.pos)
}

// flushAs ends what is gathered, which is of a kind.
func (r *reader) flushAs(kind Kind, pos problem.Pos) {
	r.add(Unit{Kind: kind, Text: r.text.String(), Pos: pos})
	r.text.Reset()
	r.begun = false
	for _, l := range r.links {
		r.add(l)
	}
	r.links, r.opened = nil, nil
}

// kind returns the kind of what is gathered, by what it is in.
func (r *reader) kind() Kind {
	for i := len(r.inside) - 1; i >= 0; i-- {
		switch r.inside[i].kind {
		case document.RowToken, document.TableHeadToken:
			return Row
		case document.ItemToken:
			return Point
		case document.HeadingToken:
			return Heading
		}
	}
	return Paragraph
}

// add adds a unit, unless it says nothing.
func (r *reader) add(u Unit) {
	folded := fold(u.Text)
	if u.words = sought(folded); len(u.words) == 0 && u.Dest == "" {
		return
	}
	u.lines = strings.Split(u.Text, "\n")
	u.Text = strings.Join(strings.Fields(u.Text), " ")
	if u.Kind == Row {
		u.Text = strings.Trim(u.Text, " "+border)
	}
	u.key, u.stems, u.within, u.step = strings.Join(folded, " "), stems(u.words), r.within, r.step()
	if r.at != nil {
		u.Section, u.Anchor = r.at.Title, r.at.ID
	}
	r.units = append(r.units, u)
}
