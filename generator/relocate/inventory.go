package relocate

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/content"
	"provtryck/generator/field"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// inventory mends the paths and addresses of texts in the inventory of old addresses. Nothing else in the
// table changes: it is read again as it will be, to be sure.
func (p *planner) inventory() error {
	src, err := p.beside(content.InventoryFile)
	if src == nil {
		return err
	}
	rows, _ := ledger.Load(content.InventoryFile, src)
	addresses, places := p.addresses(), newPlaces(src)
	for _, r := range rows {
		for i, to := range r.To {
			name, _, _ := strings.Cut(to.Text, "#")
			if now := p.nowAt(name, addresses); now != name {
				p.change(field.Text{Text: name, Pos: places.word(r.To, i)}, now)
			}
		}
	}
	changes := slices.Clone(p.changes[content.InventoryFile])
	if len(changes) == 0 {
		return nil
	}
	after, err := apply(src, inPlace(src, changes))
	if err != nil {
		return fmt.Errorf("%s: %w", content.InventoryFile, err)
	}
	now, _ := ledger.Load(content.InventoryFile, after)
	same := func(was, is ledger.Row) bool {
		return was.Address.Text == is.Address.Text && was.Fate == is.Fate && was.Note.Text == is.Note.Text &&
			slices.EqualFunc(was.To, is.To, func(was, is field.Text) bool {
				name, anchor, _ := strings.Cut(was.Text, "#")
				return strings.TrimSuffix(p.nowAt(name, addresses)+"#"+anchor, "#") == strings.TrimSuffix(is.Text, "#")
			})
	}
	if !slices.EqualFunc(rows, now, same) {
		return fmt.Errorf("%s går inte att ändra säkert; skriv kolumnen till utan citattecken i sökvägarna", content.InventoryFile)
	}
	return nil
}

// addresses returns the addresses here of the texts that move, after the move, by those before it.
func (p *planner) addresses() map[string]string {
	now := map[string]string{}
	for was, is := range p.follows {
		now[site.Address(was)] = site.Address(is)
	}
	for _, a := range p.texts() {
		if p.moves(a.Doc.Name) {
			now[p.address(a)] = site.Address(p.moved(a.Doc.Name))
		}
	}
	return now
}

// nowAt returns what is to stand for the path or the address of a text in the inventory.
func (p *planner) nowAt(name string, addresses map[string]string) string {
	switch {
	case name == "" || strings.Contains(name, "://"):
		return name
	case strings.HasPrefix(name, "/"):
		address := strings.TrimSuffix(name, "/")
		if now, moves := addresses[address+"/"]; moves {
			return strings.TrimSuffix(now, "/") + name[len(address):]
		}
		return name
	}
	plain := strings.TrimPrefix(path.Clean(name), "content/")
	if !p.moves(plain) {
		return name
	}
	if before, whole := strings.CutSuffix(name, plain); whole {
		return before + p.moved(plain) // as it was written
	}
	return p.moved(plain)
}

// places finds where words stand in a table.
type places struct {
	src   string
	rows  []int // where each line begins, in bytes, as tables count them: after a line feed
	lines []int // as changes count them
}

func newPlaces(src []byte) places {
	p := places{src: string(src), rows: []int{0}}
	for i, c := range src {
		if c == '\n' {
			p.rows = append(p.rows, i+1)
		}
	}
	at := 0
	for _, line := range splitLines(src) {
		p.lines, at = append(p.lines, at), at+len(line)
	}
	return p
}

// word returns the place of a word in the cell that has the words, all of which have the place of the cell.
func (p places) word(words []field.Text, i int) problem.Pos {
	pos := words[i].Pos
	at := p.rows[pos.Line-1] + pos.Column - 1
	for j, w := range words[:i+1] {
		if n := strings.Index(p.src[at:], w.Text); n >= 0 {
			at += n
			if j < i {
				at += len(w.Text)
			}
		}
	}
	line, exact := slices.BinarySearch(p.lines, at)
	if !exact {
		line--
	}
	pos.Line = line + 1
	pos.Column = 1 + utf8.RuneCountInString(norm.NFC.String(strings.TrimPrefix(p.src[p.lines[line]:at], "\ufeff")))
	return pos
}
