package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

var (
	gluedEmphasis = &problem.Rule{ID: "betoning-form", Family: problem.Structure, Severity: problem.Error,
		Draft: problem.Warning, Demand: "Fet text är skriven så att den blir fet.",
		Bad: "**Viktigt!**för alla.", Good: "**Viktigt!** För alla."}
	otherMarkdown = &problem.Rule{ID: "markdown-okand", Family: problem.Structure, Severity: problem.Error,
		Draft: problem.Warning, Demand: "Texten har bara sådana tecken för form som finns här.",
		Bad: "Ge ~~5~~ 10 mg.", Good: "Ge 10 mg."}
)

// leftovers are signs for a form that other programs know and that are shown here, with
// what to do instead.
var leftovers = []struct {
	sign          string // which every match has in it
	form          *regexp.Regexp
	rule          *problem.Rule
	message, hint string
}{
	{"**", regexp.MustCompile(`\*\*+`), gluedEmphasis, "tecknen %s visas, och orden blir inte feta",
		"skriv **orden** utan mellanslag innanför stjärnorna och med mellanslag utanför; tecken som ska synas skrivs \\*"},
	{"__", regexp.MustCompile(`__+\pL`), gluedEmphasis, "tecknen %s visas, och orden blir inte feta",
		"skriv **orden** med stjärnor"},
	{"~~", regexp.MustCompile(`~~[^~]`), otherMarkdown, "tecknen %s visas: struken text finns inte här",
		"ta bort orden som inte gäller"},
	{"==", regexp.MustCompile(`==\S|\S==`), otherMarkdown, "tecknen %s visas: markerad text finns inte här",
		"skriv **orden** så blir de feta"},
	{"[[", regexp.MustCompile(`\[\[`), otherMarkdown, "tecknen %s visas och blir ingen länk",
		"skriv [orden som ska synas](fil.md)"},
	{"]{", regexp.MustCompile(`\]\{[A-Za-z-]{2,7}\}`), otherMarkdown, "tecknen %s visas: språket är inte märkt",
		"skriv språkets kod med två små bokstäver, tre om språket saknar en sådan, på samma rad: [ord]{en}, [ord]{sma}"},
}

// leftover reports signs in a node that were meant as Markdown but are shown, the first of
// each kind on a line.
func (t *tokenizer) leftover(n *ast.Text) {
	start := n.Segment.Start
	value := t.doc.body[start:min(n.Segment.Stop+1, len(t.body))] // with the sign after it
	for _, l := range leftovers {
		if !strings.Contains(value, l.sign) {
			continue
		}
		m := l.form.FindStringIndex(value)
		if m == nil || t.escapedAt(start+m[0]) {
			continue
		}
		pos := t.pos(start + m[0])
		if t.justReported(l.rule, pos.Line) {
			continue
		}
		if l.rule == gluedEmphasis && !t.unclosed(start+m[0], start+m[1]) {
			continue
		}
		t.doc.fault(l.rule, pos, fmt.Sprintf(l.message, strings.TrimFunc(value[m[0]:m[1]], wordRune)), l.hint)
	}
}

// justReported reports whether the latest problem is of a rule and on a line.
func (s *state) justReported(rule *problem.Rule, line int) bool {
	n := len(s.doc.Problems)
	return n > 0 && s.doc.Problems[n-1].Rule == rule && s.doc.Problems[n-1].Pos.Line == line
}

// nested reports bold text within bold text: somewhere above, stars that were meant to end it
// have begun more.
func (t *tokenizer) nested(n *ast.Emphasis) {
	for outer := n.Parent(); outer != nil && outer.Type() == ast.TypeInline; outer = outer.Parent() {
		if e, ok := outer.(*ast.Emphasis); ok && e.Level == 2 && n.Level == 2 {
			t.doc.fault(gluedEmphasis, t.pos(e.Pos()),
				"stjärnorna ** slutar inte där de ser ut att göra det, så mer än orden blir fet text",
				"skriv **orden** med mellanslag eller skiljetecken utanför stjärnorna")
			return
		}
	}
}

// unclosed reports whether signs that are shown were meant as emphasis: they are before a
// word, or after a blank and the same signs are elsewhere on the line. Others are stars of
// notes, as in "0,01**".
func (s *state) unclosed(begin, end int) bool {
	if s.body[end-1] != '*' || wordRune(s.runeAt(end)) {
		return true
	}
	if wordRune(s.runeBefore(begin)) {
		return false
	}
	if start := bytes.LastIndexByte(s.body[:begin], '\n') + 1; s.stars.line != start || s.stars.runs == nil {
		s.stars.line, s.stars.runs = start, map[string]int{}
		for _, signs := range stars.FindAllString(s.doc.line(start), -1) {
			s.stars.runs[signs]++
		}
	}
	return s.stars.runs[string(s.body[begin:end])] > 1
}

var stars = regexp.MustCompile(`\*+`)

// escapedAt reports whether a backslash precedes an offset in the body.
func (s *state) escapedAt(i int) bool { return i > 0 && s.body[i-1] == '\\' }

var misplacedTags = &problem.Rule{ID: "malgrupp-form", Family: problem.Targeting, Severity: problem.Error,
	Draft: problem.Warning, Demand: "En målgrupp är skriven inom klammer sist i en rubrik, eller efter ::: målgrupp.",
	Bad: "### Stöd (Kommun)\n\nText.", Good: "### Stöd {Kommun}\n\nText."}

var (
	bracketed = regexp.MustCompile(`[(\[]([^()\[\]{}]+)[)\]]\s*$`)
	braced    = regexp.MustCompile(`\{([^{}\n]+)\}`)
)

// allTags reports whether a list is nothing but tags that exist.
func allTags(list string, t *audience.Taxonomy) bool {
	if _, known := t.Find(list); known || spelling.Fold(strings.TrimSpace(list)) == audience.AlwaysWord {
		return true
	}
	for word := range strings.SplitSeq(list, ",") {
		if _, known := t.Find(strings.TrimSpace(word)); !known {
			return false
		}
	}
	return true
}

// misplacedInHeading reports tags in what is left of a heading without its brace list.
func (s *state) misplacedInHeading(rest []byte, begin int) {
	if !bytes.ContainsAny(rest, ")]}") {
		return
	}
	for _, form := range []*regexp.Regexp{bracketed, braced} {
		m := form.FindSubmatchIndex(rest)
		if m != nil && !s.escapedAt(begin+m[0]) && allTags(string(rest[m[2]:m[3]]), s.taxonomy) {
			s.doc.fault(misplacedTags, s.pos(begin+m[0]),
				fmt.Sprintf("%s i rubriken är ingen målgrupp, så avsnittet visas för alla", rest[m[0]:m[1]]),
				fmt.Sprintf("skriv {%s} sist i rubriken", rest[m[2]:m[3]]))
			return
		}
	}
}

// misplacedInText reports tags in braces in a node that is no heading.
func (t *tokenizer) misplacedInText(n *ast.Text) {
	value := n.Segment.Value(t.body)
	if bytes.IndexByte(value, '{') < 0 || t.inHeading {
		return
	}
	for _, m := range braced.FindAllSubmatchIndex(value, -1) {
		if begin := n.Segment.Start + m[0]; !t.escapedAt(begin) && allTags(string(value[m[2]:m[3]]), t.taxonomy) {
			t.doc.fault(misplacedTags, t.pos(begin),
				fmt.Sprintf("%s visas som text, och stycket visas för alla", value[m[0]:m[1]]),
				fmt.Sprintf("skriv ::: målgrupp %s på raden före och ::: på raden efter", value[m[2]:m[3]]))
		}
	}
}

// misplacedInBox reports tags in braces in the title of a box, which is shown to all.
func (s *state) misplacedInBox(c *container) {
	m := braced.FindStringSubmatchIndex(c.argument)
	if m == nil || !allTags(c.argument[m[2]:m[3]], s.taxonomy) {
		return
	}
	pos := c.argPos
	pos.Column += utf8.RuneCountInString(c.argument[:m[0]])
	s.doc.fault(misplacedTags, pos, "rutan visas för alla: en ruta har ingen målgrupp",
		fmt.Sprintf("lägg rutan mellan :::: målgrupp %s och ::::", c.argument[m[2]:m[3]]))
}

// BoldHeading is broken by a line in bold that looks like a heading.
var BoldHeading = &problem.Rule{ID: "rubrik-fet", Family: problem.Structure, Severity: problem.Tip,
	Demand: "En rubrik är skriven som en rubrik, inte som en fet rad.",
	Bad:    "Gör så.\n\n**Steg**\n\nMer.", Good: "Gör så.\n\n### Steg\n\nMer. **Viktigt!**"}

// boldLine reports a paragraph that is nothing but a few words in bold.
func (t *tokenizer) boldLine(p *ast.Paragraph) {
	bold, ok := p.FirstChild().(*ast.Emphasis)
	if !ok || bold.Level != 2 || bold.NextSibling() != nil || p.Parent().Kind() != ast.KindDocument ||
		p.NextSibling() == nil {
		return
	}
	words := t.plain(bold)
	if last, _ := utf8.DecodeLastRuneInString(words); utf8.RuneCountInString(words) > 80 || strings.ContainsRune(".!?…", last) {
		return
	}
	t.doc.fault(BoldHeading, t.place(p), fmt.Sprintf("”%s” är fet text och ingen rubrik", shorten(words)),
		"är det en rubrik: ta bort stjärnorna och skriv ## eller ### framför")
}

var indentedText = &problem.Rule{ID: "indrag", Family: problem.Structure, Severity: problem.Tip,
	Demand: "Ett stycke börjar vid vänsterkanten.",
	Bad:    "Text.\n\n     Mer.", Good: "Text.\n\nMer."}

// indentedParagraph is the paragraph parser of a Markdown without code by indentation: an
// indented paragraph, as Word makes it, is a paragraph, and that is reported.
type indentedParagraph struct{ parser.BlockParser }

func (indentedParagraph) CanAcceptIndentedLine() bool { return true }

func (p indentedParagraph) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	indent := pc.BlockIndent()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if s := stateOf(pc); node != nil && indent > 3 {
		begin := skipBlank(s.body, node.Lines().At(0).Start)
		s.doc.fault(indentedText, s.pos(begin), "raden är indragen; den visas som ett vanligt stycke",
			"ta bort indraget; hör stycket till en punkt i en lista, så börja det under punktens första bokstav")
	}
	return node, state
}

var misplacedItem = &problem.Rule{ID: "lista-indrag", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "En punkt under en annan börjar under dess första bokstav.",
	Bad: "10. Ring.\n  - Säg vem du är.", Good: "10. Ring.\n    - Säg vem du är."}

// outsideStep reports a list that is indented further than the list before it, but not far
// enough to be within its last item.
func (t *tokenizer) outsideStep(l *ast.List) {
	before, ok := l.PreviousSibling().(*ast.List)
	if ok && t.column(l.FirstChild().Pos()) > t.column(before.FirstChild().Pos()) {
		t.misplaced(l.FirstChild().Pos(), before.LastChild())
	}
}

// misplaced reports an item at an offset that was meant to be below the item before it.
func (t *tokenizer) misplaced(offset int, before ast.Node) {
	_, end := number(t.body, before.Pos())
	content := end + 1 // after the marker
	for content < len(t.body) && t.body[content] == ' ' {
		content++
	}
	t.doc.fault(misplacedItem, t.pos(offset),
		fmt.Sprintf("punkten hamnar inte under punkten på rad %d", t.pos(before.Pos()).Line),
		fmt.Sprintf("skriv %d mellanslag före den, så börjar den under punktens första bokstav", t.column(content)))
}

// column returns how far from the beginning of its line an offset is.
func (t *tokenizer) column(offset int) int {
	return offset - bytes.LastIndexByte(t.body[:offset], '\n') - 1
}

var joinedLines = &problem.Rule{ID: "rader-ihop", Family: problem.Structure, Severity: problem.Warning,
	Draft: problem.Tip, Demand: "Rader som ska visas var för sig är en lista.",
	Bad:  "Vårdcentralen 010-111 11 11\nAkuten 010-222 22 22\nSjukhuset 010-333 33 33",
	Good: "- Vårdcentralen 010-111 11 11\n- Akuten 010-222 22 22\n- Sjukhuset 010-333 33 33"}

// shortLine is how many characters a line that is broken on purpose has at the most.
const shortLine = 60

// joined reports short lines, each with a beginning of its own, that Markdown joins.
func (d *Document) joined(lines []int) {
	breaks, phones := 0, false
	for i := 1; i < len(lines); i++ {
		before, after := strings.TrimRight(d.line(lines[i-1]), " \t"), d.line(lines[i])
		if strings.HasSuffix(before, `\`) || strings.HasSuffix(d.line(lines[i-1]), "  ") {
			return // broken as they should be
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(after)
		if utf8.RuneCountInString(before) > shortLine || strings.ContainsRune(".,;:!?-–—(", last) ||
			!unicode.IsUpper(first) && !unicode.IsDigit(first) {
			return
		}
		breaks++
		phones = phones || unicode.IsDigit(last)
	}
	if breaks > 1 || breaks == 1 && phones {
		d.fault(joinedLines, d.posOf(lines[0]), fmt.Sprintf("%d rader visas efter varandra som ett stycke", breaks+1),
			"gör dem till en punktlista, eller skriv \\ sist på varje rad som ska brytas")
	}
}
