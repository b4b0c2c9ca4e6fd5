package document

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"provtryck/generator/problem"
)

// A span is a part of the body. The zero span is none.
type span struct{ begin, end int32 }

// An Address (adress) is where a link leads, as it is written in the file.
type Address struct {
	Pos    problem.Pos
	Text   string // with escapes and entities, without angle brackets; all on one line
	Angled bool   // in angle brackets, where a blank is a part of it
}

// Written returns where the address of a link is written, which links with the same name share, and
// false where that is not certain.
func (d *Document) Written(l Link) (Address, bool) {
	at := l.written
	if at.end <= at.begin || int(at.end) > len(d.body) {
		return Address{}, false
	}
	text := d.body[at.begin:at.end]
	angled := at.begin > 0 && d.body[at.begin-1] == '<'
	return Address{d.posOf(int(at.begin)), text, angled}, unescape([]byte(text)) == l.Dest
}

// addressAt returns the address that begins at an offset.
func addressAt(body []byte, i int) span {
	if i < len(body) && body[i] == '<' {
		return span{int32(i + 1), int32(closing(body, i+1, '>') - 1)}
	}
	return span{int32(i), int32(bareAddress(body, i))}
}

// locate records where the address of a link is written: at a place, or in the definition that it
// refers to.
func (t *tokenizer) locate(link int32, at span, reference *ast.ReferenceLink) {
	if reference == nil {
		t.doc.Links[link].written = at
		return
	}
	if t.named == nil {
		t.named = map[string][]int32{}
	}
	label := util.ToLinkReference(reference.Value)
	t.named[label] = append(t.named[label], link)
}

// define records where the address is written of all links that refer to the definition that begins
// at an offset.
func (s *state) define(label string, begin int) {
	for begin < len(s.body) && s.body[begin] != '[' {
		begin++
	}
	colon := closing(s.body, begin+1, ']')
	at := addressAt(s.body, skipQuote(s.body, colon+1))
	for _, link := range s.out.named[label] {
		s.doc.Links[link].written = at
	}
}
