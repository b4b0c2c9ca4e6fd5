package document

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A tokenizer makes tokens of syntax nodes, records the links and pictures among
// them, and judges their form. One tokenizer is used for all blocks of a text.
type tokenizer struct {
	*state
	tokens []Token
	size   int // of the HTML of the tokens, in bytes, roughly
	urls   int // bytes of all addresses and titles of links in the text

	definitions []*ast.LinkReferenceDefinition // of the text
	used        map[string]bool                // the labels of definitions that links refer to
	named       map[string][]int32             // the links that refer to a definition, by its label
	places      map[*ast.List]int              // the number of the latest item of each numbered list
	firstNote   []int                          // where the first star of a note is; nil until asked for

	inHeading bool // the nodes are those of a section's heading
	footnotes bool // they have been reached, the last of a text: their form is not judged
}

// tokensOf returns the tokens of consecutive nodes.
func (s *state) tokensOf(nodes ...ast.Node) []Token {
	t := &s.out
	t.state, t.tokens, t.size = s, t.tokens[:0], 0
	for _, n := range nodes {
		t.node(n)
		if t.full() {
			s.doc.tooMuch(s.place(n), fmt.Sprintf("sidan blir större än %d MB", maxHTML>>20), "dela texten")
			break
		}
	}
	return slices.Clone(t.tokens)
}

// full reports whether the block has become larger than a page may be.
func (t *tokenizer) full() bool { return t.size+t.urls > maxHTML }

func (t *tokenizer) add(token Token) {
	t.size += len(token.Text) + 16
	t.tokens = append(t.tokens, token)
}

// element adds an element with the children of n.
func (t *tokenizer) element(begin Token, n ast.Node) {
	begin.Offset = int32(n.Pos())
	t.add(begin)
	t.inside(n)
	t.end(begin)
}

func (t *tokenizer) end(begin Token) {
	t.add(Token{Kind: begin.Kind, End: true, Number: begin.Number, Offset: -1})
}

func (t *tokenizer) inside(n ast.Node) {
	for c := n.FirstChild(); c != nil && !t.full(); c = c.NextSibling() {
		t.node(c)
	}
}

func (t *tokenizer) node(n ast.Node) {
	if n.Type() == ast.TypeInline {
		t.inline(n)
	} else {
		t.block(n)
	}
}

func (t *tokenizer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		if !t.footnotes {
			t.linksInARow(n)
			t.boldLine(n)
		}
		t.element(Token{Kind: ParagraphToken}, n)
	case *ast.Heading:
		t.innerHeading(n)
		t.headingSigns(n)
		t.element(Token{Kind: HeadingToken, Number: int32(n.Level)}, n)
	case *ast.List:
		t.outsideStep(n)
		t.starredNote(n)
		begin := Token{Kind: ListToken}
		if n.IsOrdered() {
			begin = Token{Kind: OrderedListToken, Number: int32(n.Start)}
		}
		t.element(begin, n)
	case *ast.ListItem:
		t.itemMarker(n)
		t.element(Token{Kind: ItemToken}, n)
	case *ast.Blockquote:
		t.element(Token{Kind: QuoteToken}, n)
	case *ast.ThematicBreak:
		t.add(Token{Kind: RuleToken, Offset: int32(n.Pos())})
	case *ast.CodeBlock:
		t.lines(Token{Kind: CodeBlockToken}, n)
	case *ast.FencedCodeBlock:
		if info := n.Info; info != nil && codeLanguage.Match(bytes.TrimSpace(info.Segment.Value(t.body))) {
			t.fates.settle(info.Segment.Start, info.Segment.Stop, consumed)
		}
		t.lines(Token{Kind: CodeBlockToken, Text: unescape(n.Language(t.body))}, n)
	case *ast.HTMLBlock:
		lines := n.Lines()
		if n.HasClosure() {
			lines.Append(n.ClosureLine)
		}
		t.rawHTML(RawBlockToken, n, lines)
	case *extast.Table, *extast.TableHeader, *extast.TableRow, *extast.TableCell:
		t.table(n)
	case *extast.FootnoteList:
		t.footnotes = true
		t.element(Token{Kind: FootnotesToken}, n)
	case *extast.Footnote:
		t.fates.settle(n.Pos(), n.Pos()+len("[^]:")+len(n.Ref), consumed)
		t.element(Token{Kind: FootnoteToken, Number: int32(n.Index)}, n)
	case *ast.LinkReferenceDefinition:
		t.definitions = append(t.definitions, n)
	default: // the words of an item in a tight list, and blocks of no known kind
		t.inside(n)
	}
}

// lines adds a block whose lines are shown as they are.
func (t *tokenizer) lines(begin Token, n ast.Node) {
	begin.Offset = int32(n.Pos())
	t.add(begin)
	t.asWritten(n.Lines())
	t.end(begin)
}

// asWritten adds parts of the body in which nothing is Markdown.
func (t *tokenizer) asWritten(parts *text.Segments) {
	for i := range parts.Len() {
		part := parts.At(i)
		t.fates.settle(part.Start, part.Stop, shown)
		t.words(string(part.Value(t.body)), part.Start)
	}
}

// maxNamed is the most columns that a table is named after.
const maxNamed = 8

// table adds a table or a part of one. A table has a name: the headings of its
// columns. An empty heading cell is an ordinary one: a heading without words
// names nothing.
func (t *tokenizer) table(n ast.Node) {
	switch n := n.(type) {
	case *extast.Table:
		t.element(Token{Kind: TableToken, Text: t.columnNames(n)}, n)
	case *extast.TableHeader:
		head := Token{Kind: TableHeadToken, Offset: int32(n.Pos())}
		t.add(head)
		t.element(Token{Kind: RowToken}, n)
		t.end(head)
	case *extast.TableRow:
		body := Token{Kind: TableBodyToken, Offset: int32(n.Pos())}
		if n.PreviousSibling().Kind() == extast.KindTableHeader {
			t.add(body)
		}
		t.cells(n)
		t.element(Token{Kind: RowToken}, n)
		if n.NextSibling() == nil || t.full() {
			t.end(body)
		}
	case *extast.TableCell:
		cell := Token{Kind: CellToken, Number: alignments[n.Alignment]}
		if n.Parent().Kind() == extast.KindTableHeader && n.FirstChild() != nil {
			cell.Kind = HeadCellToken
		}
		t.element(cell, n)
	}
}

var alignments = map[extast.Alignment]int32{extast.AlignCenter: AlignCenter, extast.AlignRight: AlignRight}

func (t *tokenizer) columnNames(table *extast.Table) string {
	var names []string
	for c := table.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		names = append(names, t.plain(c))
	}
	if !t.footnotes {
		t.describedTable(table, names)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	if len(names) > maxNamed {
		names = append(names[:maxNamed], "…")
	}
	return strings.Join(names, ", ")
}

func (t *tokenizer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		t.text(n)
	case *ast.String:
		t.words(string(n.Value), n.Pos())
	case *ast.Emphasis:
		kind := EmphasisToken
		if n.Level == 2 {
			kind = StrongToken
		}
		t.element(Token{Kind: kind}, n)
		t.withinWord(n)
		t.nested(n)
	case *ast.CodeSpan:
		t.code(n)
		t.withinWord(n)
	case *ast.Link:
		l := Link{Pos: t.place(n), Dest: unescape(n.Destination), Title: unescape(n.Title), Text: t.plain(n)}
		number := t.link(l)
		t.element(Token{Kind: LinkToken, Number: number}, n)
		t.locate(number, t.consumeTarget(n.Pos()+1, n.Reference), n.Reference)
		t.use(n.Reference)
	case *ast.AutoLink:
		t.autoLink(n)
	case *ast.Image:
		t.picture(n)
	case *ast.RawHTML:
		if raw := n.Segments; inCell(n) && lineBreak.Match(raw.Value(t.body)) {
			t.fates.settle(n.Pos(), raw.At(raw.Len()-1).Stop, consumed)
			t.add(Token{Kind: HardBreakToken, Offset: int32(n.Pos())})
			return
		}
		t.rawHTML(RawToken, n, n.Segments)
	case *priorityMark:
		t.fates.settle(n.start, n.stop, shown)
		t.add(Token{Kind: PriorityToken, Text: n.label, Number: n.class, Offset: int32(n.start)})
	case *languageSpan:
		begin := Token{Kind: LanguageToken, Text: n.code, Offset: int32(n.start)}
		t.add(begin)
		t.run(n.start+1, n.end)
		t.end(begin)
		t.fates.settle(n.start, n.stop, consumed)
	case *extast.FootnoteLink:
		t.fates.settle(n.Pos(), closing(t.body, n.Pos(), ']'), consumed)
		t.add(Token{Kind: ReferenceToken, Number: int32(n.Index), Second: int32(n.RefIndex), Offset: int32(n.Pos())})
	case *extast.FootnoteBacklink:
		back := Token{Kind: BackReferenceToken, Number: int32(n.Index), Second: int32(n.RefIndex), Offset: -1}
		if n.RefCount > 1 {
			back.Text = fmt.Sprintf(", ställe %d", n.RefIndex+1)
		}
		t.add(back)
	default:
		t.inside(n)
	}
}

// text adds the words of a node.
func (t *tokenizer) text(n *ast.Text) {
	t.danglingReference(n)
	t.leftover(n)
	t.misplacedInText(n)
	stop := n.Segment.Stop
	if n.IsRaw() {
		t.fates.settle(n.Segment.Start, stop, shown)
		t.words(t.doc.body[n.Segment.Start:stop], n.Segment.Start)
	} else {
		t.run(n.Segment.Start, stop)
	}
	switch {
	case n.HardLineBreak():
		t.add(Token{Kind: HardBreakToken, Offset: int32(stop)})
	case n.SoftLineBreak():
		t.add(Token{Kind: SoftBreakToken, Offset: int32(stop)})
	}
}

// run adds a run of the body. Each escape and each reference in it is a token
// of its own, so that every other has the same characters as the body.
func (t *tokenizer) run(start, stop int) {
	t.fates.settle(start, stop, shown)
	from := start
	if source := t.body[start:stop]; bytes.ContainsAny(source, `\&`) {
		t.lostIn(start, stop)
		for _, m := range escaped.FindAllIndex(source, -1) {
			t.words(t.doc.body[from:start+m[0]], from)
			t.words(unescape(source[m[0]:m[1]]), start+m[0])
			from = start + m[1]
		}
	}
	t.words(t.doc.body[from:stop], from)
}

// words adds words that begin at an offset in the body. What is contiguous in the
// body is one token.
func (t *tokenizer) words(text string, offset int) {
	if text == "" {
		return
	}
	if last := len(t.tokens) - 1; last >= 0 && offset >= 0 {
		before := &t.tokens[last]
		joined := len(before.Text) + len(text)
		if begin := int(before.Offset); before.Kind == WordsToken && begin >= 0 && begin+len(before.Text) == offset &&
			t.doc.body[begin:min(begin+joined, len(t.doc.body))] == before.Text+text {
			before.Text = t.doc.body[begin : begin+joined]
			t.size += len(text)
			return
		}
	}
	t.add(Token{Kind: WordsToken, Text: text, Offset: int32(offset)})
}

// code adds a code span. A line end in it is a blank.
func (t *tokenizer) code(n *ast.CodeSpan) {
	begin := Token{Kind: CodeToken, Offset: int32(n.Pos())}
	t.add(begin)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		segment := c.(*ast.Text).Segment
		line, ends := strings.CutSuffix(string(segment.Value(t.body)), "\n")
		t.fates.settle(segment.Start, segment.Stop, shown)
		t.words(line, segment.Start)
		if ends {
			t.add(Token{Kind: SoftBreakToken, Offset: int32(segment.Stop)})
		}
	}
	t.end(begin)
}

var unsafeLink = &problem.Rule{ID: "farlig-lank", Family: problem.Security, Severity: problem.Error,
	Demand: "Länkar leder till https, http, mailto, tel eller en text.",
	Bad:    "[Öppna](javascript:alert)", Good: "[Socialstyrelsen](https://www.socialstyrelsen.se)"}

const pictureHint = "lägg bilden i mappen bilder och skriv sökvägen dit: ../../bilder/namn.png"

// onDisk matches the address of a file on the writer's own computer or network.
var onDisk = regexp.MustCompile(`^(?i:file:|[a-z]:[\\/]|\\\\|/(?:Users|home)/|~/)`)

// link records a reference, reports it if it must not be followed, and returns
// its index.
func (t *tokenizer) link(l Link) int32 {
	if why := unsafe(l.Dest); why != "" {
		l.Unsafe = true
		hint := "använd https:, mailto:, tel: eller en relativ sökväg till en .md-fil"
		switch {
		case onDisk.MatchString(l.Dest) && l.Picture:
			why, hint = "bilden ligger på din dator", pictureHint
		case onDisk.MatchString(l.Dest):
			why = "filen ligger på din dator"
			hint = "länka till sidan där filen är publicerad, eller till en text med en relativ sökväg"
		case l.Picture:
			hint = pictureHint
		}
		t.doc.fault(unsafeLink, l.Pos, fmt.Sprintf("adressen %q går inte att använda: %s", l.Dest, why), hint)
	}
	t.urls += len(l.Dest) + len(l.Title)
	l.Key = spelling.Slug(l.Text)
	t.doc.Links = append(t.doc.Links, l)
	return int32(len(t.doc.Links) - 1)
}

func (t *tokenizer) autoLink(n *ast.AutoLink) {
	label := string(n.Label(t.body))
	dest := string(n.URL(t.body))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	number := t.link(Link{Pos: t.place(n), Dest: dest, Text: label})
	begin := Token{Kind: LinkToken, Number: number, Second: Bare, Offset: int32(n.Pos())}
	t.fates.settle(n.Pos()+1, n.Pos()+1+len(label), shown)
	t.fates.settle(n.Pos(), n.Pos()+len(label)+2, consumed)
	t.add(begin)
	t.words(label, n.Pos()+1)
	t.end(begin)
}

// codeLanguage is what may follow the signs that begin code: the rest is not shown.
var codeLanguage = regexp.MustCompile(`^[a-z0-9+#-]*$`)

// describe accounts for the text alternative of a picture.
func (t *tokenizer) describe(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t.describe(c)
		switch c := c.(type) {
		case *ast.Text:
			t.fates.settle(c.Segment.Start, c.Segment.Stop, shown)
			if !c.IsRaw() {
				t.lostIn(c.Segment.Start, c.Segment.Stop)
			}
		case *ast.AutoLink:
			t.fates.settle(c.Pos()+1, c.Pos()+1+len(c.Label(t.body)), shown)
		case *ast.Link:
			t.consumeTarget(c.Pos()+1, c.Reference)
			t.use(c.Reference)
		case *ast.Image:
			t.consumeTarget(c.Pos()+2, c.Reference)
			t.use(c.Reference)
		}
	}
}

func (t *tokenizer) picture(n *ast.Image) {
	t.hidden(n)
	l := Link{Pos: t.place(n), Dest: unescape(n.Destination), Title: unescape(n.Title), Text: t.plain(n), Picture: true}
	number := t.link(l)
	t.add(Token{Kind: PictureToken, Number: number, Offset: int32(n.Pos())})
	t.describedPicture(l)
	t.describe(n)
	t.locate(number, t.consumeTarget(n.Pos()+2, n.Reference), n.Reference)
	t.use(n.Reference)
	t.fates.settle(n.Pos(), n.Pos()+2, consumed)
}

// unsafe returns in Swedish why a destination must not be followed, "" if it may.
// Browsers drop tabs and line breaks and take \ for /, so it judges what they would
// see.
func unsafe(dest string) string {
	seen := strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r <= ' ' || r == 0x7F:
			return -1
		case r == '\\':
			return '/'
		}
		return r
	}, dest))
	if strings.HasPrefix(seen, "//") {
		return "den saknar https:"
	}
	scheme, _, found := strings.Cut(seen, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	switch scheme {
	case "http", "https", "mailto", "tel":
		return ""
	}
	return fmt.Sprintf("%s: är inte tillåtet", scheme)
}

// rawHTML reports HTML and shows it as text.
func (t *tokenizer) rawHTML(kind TokenKind, n ast.Node, raw *text.Segments) {
	t.reportHTML(n, "", string(raw.Value(t.body)))
	begin := Token{Kind: kind, Offset: int32(n.Pos())}
	t.add(begin)
	t.asWritten(raw)
	t.end(begin)
}

// lineBreak is the HTML that is allowed in a cell of a table, where a line cannot end.
var lineBreak = regexp.MustCompile(`^(?i:<br ?/?>)$`)

func inCell(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == extast.KindTableCell {
			return true
		}
	}
	return false
}

var rawHTML = &problem.Rule{ID: "html", Family: problem.Security, Severity: problem.Error,
	Demand: "Texten är Markdown, inte HTML.",
	Bad:    "Ett <b>viktigt</b> ord.", Good: "Ett **viktigt** ord."}

var tagName = regexp.MustCompile(`^</?([A-Za-z]+)\b`)

// insteadOf is what to write instead of an element of HTML, by its name.
var insteadOf = map[string]string{
	"sup": "upphöjd text finns inte: skriv en fotnot: [^1] här och [^1]: Källa. under Referenser; en potens skrivs med tecknen ⁰¹²³⁴⁵⁶⁷⁸⁹⁻",
	"sub": "nedsänkt text finns inte: skriv siffran med tecknen ₀₁₂₃₄₅₆₇₈₉, eller på raden",
	"b":   boldHint, "strong": boldHint, "u": "understruken text finns inte: " + boldHint, "mark": "markerad text finns inte: " + boldHint,
	"i": italicHint, "em": italicHint,
	"s": struckHint, "del": struckHint, "strike": struckHint,
	"a": "skriv länken [orden](adressen)", "img": "skriv bilden ![vad den visar](sökvägen)",
}

const (
	boldHint   = "skriv **orden** så blir de feta"
	italicHint = "skriv *orden* så blir de kursiva"
	struckHint = "struken text finns inte: ta bort orden som inte gäller"
)

func (t *tokenizer) reportHTML(n ast.Node, what, raw string) {
	raw = strings.TrimSpace(raw)
	message, hint := "HTML visas som text", `skriv med Markdown; ett < som ska synas skrivs \<`
	if m := tagName.FindStringSubmatch(raw); m != nil {
		hint = cmp.Or(insteadOf[strings.ToLower(m[1])], hint)
	}
	if lineBreak.MatchString(raw) {
		hint = `skriv \ sist på raden som ska brytas; <br> fungerar bara i tabeller`
	}
	if strings.HasPrefix(raw, "<!--") {
		message, hint = "kommentaren visas som text", "ta bort kommentaren; den som granskar ser den"
	}
	t.doc.fault(rawHTML, t.place(n), cmp.Or(what, message)+": "+shorten(raw), hint)
}

// hidden reports what the text alternative of a picture, which is plain text, has
// no room for.
func (t *tokenizer) hidden(picture ast.Node) {
	for n := picture.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.RawHTML:
			t.reportHTML(n, "HTML i bildens text visas inte", string(n.Segments.Value(t.body)))
			for i := range n.Segments.Len() {
				t.fates.settle(n.Segments.At(i).Start, n.Segments.At(i).Stop, told)
			}
		case *ast.Text:
			t.danglingReference(n)
		case *ast.CodeSpan:
		default:
			t.hidden(n)
		}
	}
}

func shorten(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return spelling.Shorten(line, 40, "…")
}
