package revision

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"

	"provtryck/generator/document"
)

// blocks puts two runs of blocks together.
func (m *merger) blocks(before, after []document.Block) []document.Block {
	var w writer
	m.nodes(&w, m.old.blocks(before), m.new.blocks(after))
	return w.done()
}

// nodes puts two runs of nodes together.
func (m *merger) nodes(w *writer, before, after []*node) {
	for _, p := range align(before, after) {
		switch {
		case p.before == nil:
			m.lonely(w, p.after, Inserted)
		case p.after == nil:
			m.lonely(w, p.before, Deleted)
		default:
			m.both(w, p.before, p.after)
		}
	}
}

// A pairing is a node in both versions, or in one of them.
type pairing struct{ before, after *node }

// align pairs two runs of nodes in order: first those that are equal, then, of
// what is between them, those that are alike.
func align(before, after []*node) []pairing {
	var list []pairing
	i, j := 0, 0
	same := func(until int) {
		for ; i < until; i, j = i+1, j+1 {
			list = append(list, pairing{before[i], after[j]})
		}
	}
	for _, d := range lcs.DiffLines(mapped(before, nodeKey), mapped(after, nodeKey)) {
		same(d.Start)
		list = append(list, alignGap(before[d.Start:d.End], after[d.ReplStart:d.ReplEnd])...)
		i, j = d.End, d.ReplEnd
	}
	same(len(before))
	return list
}

func nodeKey(n *node) string { return n.key }

// mapped returns what f makes of each thing.
func mapped[T, U any](things []T, f func(T) U) []U {
	list := make([]U, len(things))
	for i, t := range things {
		list[i] = f(t)
	}
	return list
}

// alignGap pairs nodes that differ, so that the most alike are together and the order
// of both is kept.
func alignGap(before, after []*node) []pairing {
	if len(before)*len(after) > maxCandidates {
		return apart(before, after)
	}
	rows, columns := len(before)+1, len(after)+1
	gain := gains(before, after)
	best := make([]float64, rows*columns) // of before[i:] and after[j:]
	for i := rows - 2; i >= 0; i-- {
		for j := columns - 2; j >= 0; j-- {
			best[i*columns+j] = max(best[(i+1)*columns+j], best[i*columns+j+1])
			if g := gain[i*len(after)+j]; g > 0 {
				best[i*columns+j] = max(best[i*columns+j], g+best[(i+1)*columns+j+1])
			}
		}
	}
	var list []pairing
	i, j := 0, 0
	for i < len(before) && j < len(after) {
		g := gain[i*len(after)+j]
		switch now := best[i*columns+j]; {
		case g > 0 && now == g+best[(i+1)*columns+j+1]:
			list = append(list, pairing{before[i], after[j]})
			i, j = i+1, j+1
		case now == best[(i+1)*columns+j]:
			list = append(list, pairing{before: before[i]})
			i++
		default:
			list = append(list, pairing{after: after[j]})
			j++
		}
	}
	return append(list, apart(before[i:], after[j:])...)
}

// gains returns how alike each of some nodes is to each of others, row by row; 0 when
// they are no versions of the same.
func gains(before, after []*node) []float64 {
	list := make([]float64, 0, len(before)*len(after))
	numbers := map[string]int{}
	old, now := bags(numbers, before, (*node).words), bags(numbers, after, (*node).words)
	for i, b := range before {
		for j, a := range after {
			how := 0.0
			if b.shape == a.shape {
				how, _ = alike(old[i], now[j])
				switch {
				case frame(b):
					how = max(how, alikeEnough) // a table's head is its head, whatever it says
				case b.block != nil && b.block.Kind != a.block.Kind:
					how *= otherKind
				}
			}
			if how < alikeEnough {
				how = 0
			}
			list = append(list, how)
		}
	}
	return list
}

// otherKind is what the likeness of two boxes of different kinds counts for: a box goes
// with one of its own kind first.
const otherKind = 0.75

func apart(before, after []*node) []pairing {
	return slices.Concat(
		mapped(before, func(n *node) pairing { return pairing{before: n} }),
		mapped(after, func(n *node) pairing { return pairing{after: n} }),
	)
}

// frame reports whether a node is of a kind that is once in what it is in.
func frame(n *node) bool {
	return n.leaf || n.is(document.TableHeadToken) || n.is(document.TableBodyToken)
}

// words returns the words and signs of a node and all in it.
func (n *node) words() []string { return n.appendWords(nil) }

func (n *node) appendWords(words []string) []string {
	for _, t := range n.tokens {
		if t.kind != blank {
			words = append(words, t.text)
		}
	}
	for _, c := range n.children {
		words = c.appendWords(words)
	}
	return words
}

// both writes a node that both versions have.
func (m *merger) both(w *writer, before, after *node) {
	if after.is(document.TableToken) {
		m.nameCells(before)
		m.nameCells(after)
		defer m.columns(before, after, len(m.text.Changes))
	}
	defer m.enter(after)()
	switch {
	case before.key == after.key:
		m.put(w, after, kept, "")
	case after.leaf:
		m.leaf(w, before.inner(), after)
	case after.paragraph():
		w.add(after.begin)
		m.leaf(w, before.inner(), after.inner())
		w.end(after.begin)
	case after.block != nil:
		m.box(w, before, after)
	case len(before.children) == len(after.children) && after.is(document.RowToken):
		w.add(after.begin)
		for i, cell := range after.children { // the same columns
			if old := before.children[i]; old.shape == cell.shape {
				m.both(w, old, cell)
			} else {
				m.nodes(w, []*node{old}, []*node{cell})
			}
		}
		w.end(after.begin)
	default:
		w.add(after.begin)
		m.nodes(w, before.children, after.children)
		w.end(after.begin)
	}
}

// boxWords are Swedish words for kinds of boxes.
var boxWords = map[document.BlockKind]string{
	document.Fact: "Faktaruta", document.Important: "Viktigt", document.Regional: "Regionalt tillägg",
	document.Targeted: "Målgrupp",
}

// box puts a ":::" block together.
func (m *merger) box(w *writer, before, after *node) {
	old, now := before.block, after.block
	outside := m.warning
	m.warning = outside || warningBox(*now) || warningBox(*old)
	defer func() { m.warning = outside }()
	if old.Kind != now.Kind {
		w.block(m.kind(old.Kind, now.Kind))
	}
	if b, a := boxTitle(old), boxTitle(now); b != a {
		note := document.Token{Kind: document.NoteToken, Offset: -1}
		w.add(note)
		w.add(words("Rutans rubrik: "))
		m.leaf(w, plainLeaf(b), plainLeaf(a))
		w.end(note)
	}
	for _, note := range m.audience("Rutans", old.Target, now.Target, m.warning) {
		w.block(note)
	}
	var inner writer
	m.nodes(&inner, before.children, after.children)
	b := *now
	b.Blocks = inner.done()
	w.block(b)
}

// kind records that a box is of another kind than before, and returns a note on it.
func (m *merger) kind(old, now document.BlockKind) document.Block {
	c := Change{Op: Replaced, What: "slag av ruta", Before: boxWords[old], After: boxWords[now]}
	if forSome(old) || forSome(now) {
		c.Matters = []Matter{Who}
	}
	return m.note(c, "Rutan var "+c.Before+", är nu "+c.After+".")
}

// forSome reports whether boxes of a kind are for some readers only.
func forSome(kind document.BlockKind) bool {
	return kind == document.Targeted || kind == document.Regional
}

// boxTitle returns the title of a box, which for one with an audience is for whom it is.
func boxTitle(b *document.Block) string {
	if b.Kind == document.Targeted {
		return ""
	}
	return b.Title
}

// plainLeaf returns a leaf of plain text.
func plainLeaf(s string) *node {
	v := version{}
	return cmp.Or(v.leaf([]document.Token{words(s)}), &node{leaf: true})
}

// lonely writes a node that only one version has.
func (m *merger) lonely(w *writer, n *node, op Op) {
	if n.is(document.RuleToken) {
		m.rule(w, n, op)
		return
	}
	all := n.all(nil)
	c := Change{Op: op, What: what(n), key: n.key, step: n.step}
	if op == Inserted {
		c.After, c.Matters = excerpt(all), matters(nil, all)
	} else {
		c.Before, c.Gone, c.Matters = excerpt(all), whole(all), matters(all, nil)
	}
	if n.block != nil {
		c.Gone = titled(n.block.Title, c.Gone)
		c.Before, c.After = titled(n.block.Title, c.Before), titled(n.block.Title, c.After)
		if warningBox(*n.block) {
			c.Matters = withMatter(c.Matters, Warning)
		}
		if targetedBox(*n.block) {
			c.Matters = withMatter(c.Matters, Who)
		}
	}
	defer m.enter(n)()
	id := ""
	if c.Before+c.After != "" {
		id = m.record(c)
	}
	m.put(w, n, op, id)
}

// rule writes a thematic break that only one version has. It has no words that could be
// marked, so a note says what has been done.
func (m *merger) rule(w *writer, n *node, op Op) {
	c, says := Change{Op: op, What: "linje", After: ruleText}, "Linjen är ny."
	if op == Deleted {
		c.Before, c.After, says = ruleText, "", "Linjen är borttagen."
	}
	if id := m.record(c); id != "" {
		w.note(id, says)
	}
	m.put(w, n, op, "")
}

// ruleText is what a thematic break is called where changes are listed.
const ruleText = "(vågrät linje)"

// titled returns what is in a box, after the title of the box.
func titled(title, text string) string {
	if title == "" || text == "" {
		return text
	}
	return title + ": " + text
}

// nameCells remembers in which row and column the cells of a table are, and what the
// headings are over.
func (m *merger) nameCells(table *node) {
	var columns []string
	var heads []*node
	for _, part := range table.children { // thead, tbody
		for _, row := range part.children {
			if part.is(document.TableHeadToken) {
				columns, heads = nil, nil
			}
			for i, cell := range row.children {
				says := excerpt(cell.all(nil))
				switch {
				case part.is(document.TableHeadToken):
					columns, heads = append(columns, says), append(heads, cell)
					continue
				case i == 0:
					says = ""
				default:
					says = excerpt(row.children[0].all(nil))
				}
				if i < len(columns) {
					says = joinNames(says, columns[i])
					if m.heads[heads[i]] == nil {
						m.heads[heads[i]] = amounts(cell)
					}
				}
				m.cells[cell] = says
			}
		}
	}
}

func joinNames(row, column string) string {
	if row == "" || column == "" {
		return row + column
	}
	return row + ", " + column
}

// enter goes into a cell, if the node is one, and returns a function that leaves it.
func (m *merger) enter(n *node) (leave func()) {
	cell, over := m.cell, m.over
	if m.cells[n] != "" {
		m.cell = n
	}
	if m.heads[n] != nil {
		m.over = m.heads[n]
	}
	return func() { m.cell, m.over = cell, over }
}

// all appends the tokens of a node and all in it.
func (n *node) all(list []token) []token {
	list = append(list, n.tokens...)
	if n.leaf {
		list = append(list, token{text: " ", kind: blank})
	}
	for _, c := range n.children {
		list = c.all(list)
	}
	return list
}

// nodeWords are Swedish words for kinds of elements.
var nodeWords = map[document.TokenKind]string{
	document.ParagraphToken: "stycke",
	document.ListToken:      "lista", document.OrderedListToken: "lista", document.FootnotesToken: "lista",
	document.ItemToken: "punkt i lista", document.FootnoteToken: "punkt i lista", document.QuoteToken: "citat",
	document.CodeBlockToken: "kod", document.RawBlockToken: "kod", document.TableToken: "tabell",
	document.RowToken: "rad i tabell", document.HeadCellToken: "cell i tabell", document.CellToken: "cell i tabell",
}

func what(n *node) string {
	switch {
	case n.block != nil:
		return "ruta"
	case n.leaf:
		return "text"
	}
	return cmp.Or(nodeWords[n.begin.Kind], "text")
}

// put writes a node of one version: as it is, as added or as deleted. Its first words
// get the id.
func (m *merger) put(w *writer, n *node, op Op, id string) {
	w.id = id
	m.putNode(w, n, op, true)
	w.id = ""
}

func (m *merger) putNode(w *writer, n *node, op Op, outermost bool) {
	switch {
	case n.leaf:
		m.run(w, n.tokens, op, w.takeID())
	case n.block != nil:
		m.putBlock(w, n, op, outermost)
	default:
		w.begin(n.begin, op, outermost)
		for _, c := range n.children {
			m.putNode(w, c, op, false)
		}
		w.end(n.begin)
	}
}

// boxNotes say what has happened to a box.
var boxNotes = map[Op]string{
	Inserted: "Rutan är ny.", Deleted: "Rutan är borttagen.",
	MovedHere: "Rutan har flyttats hit.", MovedAway: "Rutan har flyttats härifrån.",
}

// putBlock writes a ":::" block of one version. The outermost has a line that says that it
// is new or gone: its frame cannot be struck out.
func (m *merger) putBlock(w *writer, n *node, op Op, outermost bool) {
	b := *n.block
	b.Mark = marks[op]
	if op == Deleted {
		b.Target = m.now(b.Target)
	}
	if op != kept && outermost {
		id := w.takeID()
		w.note(id, boxNotes[op])
		m.notes[id] = w.lastNote()
	}
	inner := writer{}
	for _, c := range n.children {
		m.putNode(&inner, c, op, c.block == nil)
	}
	b.Blocks = inner.done()
	w.block(b)
}

// A writer collects blocks. Tokens are gathered into blocks of text, and words that
// come after each other into one token.
type writer struct {
	blocks []document.Block
	tokens []document.Token
	text   strings.Builder
	id     string // for the first words that are written
}

func (w *writer) add(t document.Token) {
	if t.Kind == document.WordsToken {
		w.text.WriteString(t.Text)
		return
	}
	w.flushWords()
	w.tokens = append(w.tokens, t)
}

func (w *writer) flushWords() {
	if w.text.Len() > 0 {
		w.tokens = append(w.tokens, words(w.text.String()))
		w.text.Reset()
	}
}

// end adds the end of the element that a token begins.
func (w *writer) end(begin document.Token) {
	if begin.Kind != document.RuleToken {
		w.add(document.Token{Kind: begin.Kind, End: true, Number: begin.Number, Offset: -1})
	}
}

// begin adds the beginning of an element. Nothing can refer to a deleted
// footnote: the later version may have one of the same number.
func (w *writer) begin(t document.Token, op Op, outermost bool) {
	if op == Deleted && t.Kind == document.FootnoteToken {
		t.Number = 0
	}
	if outermost {
		t.Mark = marks[op]
	}
	w.add(t)
}

// marks mark whole elements of one version.
var marks = map[Op]document.Mark{Inserted: document.Inserted, Deleted: document.Deleted}

// note adds a note on the text below.
func (w *writer) note(id, says string) {
	note := document.Token{Kind: document.NoteToken, Text: id, Offset: -1}
	w.add(note)
	w.add(words(says))
	w.end(note)
}

// lastNote returns the words of the note that has just been added, to change them.
func (w *writer) lastNote() *document.Token {
	w.flush()
	tokens := w.blocks[len(w.blocks)-1].Tokens
	return &tokens[len(tokens)-2]
}

func (w *writer) takeID() string {
	id := w.id
	w.id = ""
	return id
}

func (w *writer) block(b document.Block) {
	w.flush()
	w.blocks = append(w.blocks, b)
}

// taken returns the tokens that have been added since it was last called.
func (w *writer) taken() []document.Token {
	w.flushWords()
	tokens := w.tokens
	w.tokens = nil
	return tokens
}

func (w *writer) flush() {
	if tokens := w.taken(); len(tokens) > 0 {
		w.blocks = append(w.blocks, document.Block{Tokens: tokens})
	}
}

func (w *writer) done() []document.Block {
	w.flush()
	return w.blocks
}
