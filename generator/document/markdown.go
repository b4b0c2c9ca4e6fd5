package document

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
)

// newParser returns the Markdown parser: CommonMark, tables, footnotes and our own
// extensions. Several goroutines can use it.
func newParser() parser.Parser {
	blocks := parser.DefaultBlockParsers()
	blocks = slices.DeleteFunc(blocks, func(b util.PrioritizedValue) bool {
		return b.Value == parser.NewCodeBlockParser()
	})
	for i, b := range blocks {
		blocks[i].Value = withTags(b.Value.(parser.BlockParser))
		if b.Value == parser.NewParagraphParser() {
			blocks[i].Value = indentedParagraph{parser.NewParagraphParser()}
		}
	}
	blocks = append(blocks,
		util.Prioritized(containerParser{}, 650),
		util.Prioritized(extension.NewFootnoteBlockParser(), 999),
	)
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(languageParser{}, 99),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(priorityParser{}, 500),
		)...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		)...),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(unusedFootnotes{}, 998),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

var markdown = newParser()

// stateKey finds the state of one parse in the parser's context.
var stateKey = parser.NewContextKey()

// A state is shared by the parts of one parse.
type state struct {
	doc      *Document
	taxonomy *audience.Taxonomy
	body     []byte
	tags     map[ast.Node]heading
	ids      map[string]bool // of sections, and layoutID
	numbers  map[string]int  // the next number for an id that is taken
	deep     bool            // too many blocks within each other have been reported
	fates    account         // of the bytes of the body
	stars    struct {        // the runs of stars on the line that was looked at last, and how many there are of each
		line int
		runs map[string]int
	}
	out tokenizer
}

// layoutID is the id of the main part of every page, to which the skip link leads.
// No section may have it.
const layoutID = "innehall"

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// parseBody reads the body, which begins below line, into sections. A body that
// takes too long is left out and reported; the parser cannot be stopped, so it goes
// on, and its result is dropped.
func (d *Document) parseBody(body []byte, line int, o Options) {
	limit := cmp.Or(o.Deadline, maxTime)
	work := &Document{Name: d.Name, Front: d.Front}
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		work.understand(body, line, o).conserve()
		work.judge(o.Words)
	}()
	select {
	case fault := <-done:
		d.take(work, fault, line)
	case <-time.After(limit):
		d.Unfinished = true
		d.tooMuch(d.pos(line+1, 1), fmt.Sprintf("den tar mer än %v att tolka", limit),
			"förenkla listor, citat och länkar som ligger i varandra")
	}
}

// Unparsable is broken by a text at which the parser fails.
var Unparsable = &problem.Rule{ID: "tolkning", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Texten går att tolka som Markdown.",
	Bad:    "en text som programmet inte klarar", Good: "en text i vanlig Markdown"}

// take takes over the result of parsing the body, unless the parser panicked: then
// only that is reported.
func (d *Document) take(work *Document, fault any, line int) {
	if fault != nil {
		d.fault(Unparsable, d.pos(line+1, 1), "texten går inte att tolka",
			"ta bort ovanliga tecken i texten, och berätta för den som sköter Provtryck")
		return
	}
	d.body, d.starts, d.above, d.byID = work.body, work.starts, work.above, work.byID
	d.Intro, d.Sections, d.Links, d.Footnotes = work.Intro, work.Sections, work.Links, work.Footnotes
	d.Readability, d.Problems = work.Readability, append(d.Problems, work.Problems...)
}

// understand makes sections, blocks and links of a body, and returns what it knows of
// the body besides.
func (d *Document) understand(body []byte, line int, o Options) *state {
	d.body, d.starts, d.above, d.colons = string(body), lineStarts(body), line, map[int]bool{}
	d.conflicts()
	s := &state{doc: d, taxonomy: o.Taxonomy, body: body, tags: map[ast.Node]heading{},
		ids: map[string]bool{layoutID: true}, numbers: map[string]int{}, fates: make(account, len(body))}
	s.out.places = map[*ast.List]int{}
	pc := parser.NewContext()
	pc.Set(stateKey, s)
	root := markdown.Parse(text.NewReader(body), parser.WithContext(pc))
	s.sections(root)
	d.byID = make(map[string][]*Section, len(s.ids))
	d.All(func(s *Section, within []*Section) { d.byID[s.ID] = append(slices.Clone(within), s) })
	return s
}

func lineStarts(body []byte) []int {
	starts := make([]int, 1, 1+len(body)/40)
	for i, c := range body {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (s *state) pos(offset int) problem.Pos { return s.doc.posOf(offset) }

// place returns where a node begins, or the nearest node around it with a place.
func (s *state) place(n ast.Node) problem.Pos {
	for ; n != nil; n = n.Parent() {
		if n.Pos() >= 0 {
			return s.pos(n.Pos())
		}
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return s.pos(n.Lines().At(0).Start)
		}
	}
	return s.doc.pos(s.doc.above+1, 1)
}

// plain returns the text of a node without marks.
func (s *state) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() {
				b.Write(n.Value(s.body))
			} else {
				b.WriteString(unescape(n.Value(s.body)))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(s.body))
		case *priorityMark:
			b.WriteString(n.label)
		case *languageSpan:
			b.WriteString(unescape(s.body[n.start+1 : n.end]))
			return ast.WalkSkipChildren, nil
		case *extast.FootnoteLink, *extast.FootnoteBacklink:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// unusedFootnotes reports footnotes without reference, before the footnote
// transformer silently drops them.
type unusedFootnotes struct{}

var unusedFootnote = &problem.Rule{ID: "fotnot-oanvand", Family: problem.Evidence,
	Severity: problem.Error, Draft: problem.Warning,
	Demand: "Varje källa har en hänvisning.",
	Bad:    "Stödet hjälper.\n\n[^sbu]: SBU. Översikt.", Good: "Stödet hjälper.[^sbu]\n\n[^sbu]: SBU. Översikt."}

func (unusedFootnotes) Transform(root *ast.Document, _ text.Reader, pc parser.Context) {
	s := stateOf(pc)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if f, ok := n.(*extast.Footnote); ok && entering && f.Index < 0 {
			s.fates.settle(f.Pos(), max(lastOf(f), f.Pos()+len("[^]:")+len(f.Ref)), told)
			message := fmt.Sprintf("fotnoten [^%s] visas inte: ingen text hänvisar till den", f.Ref)
			hint := fmt.Sprintf("skriv [^%s] där den hör hemma, eller ta bort fotnoten", f.Ref)
			if first := firstOf(f); first != f {
				message = fmt.Sprintf("fotnoten [^%s] står två gånger, först på rad %d, och den här visas inte", f.Ref, s.place(first).Line)
				hint = "ge den här ett eget namn och hänvisa till det, eller ta bort en av dem"
			}
			s.doc.fault(unusedFootnote, s.place(f), message, hint)
		}
		return ast.WalkContinue, nil
	})
}

// firstOf returns the first footnote with the same label.
func firstOf(f *extast.Footnote) *extast.Footnote {
	for n := f.Parent().FirstChild(); n != nil; n = n.NextSibling() {
		if other, ok := n.(*extast.Footnote); ok && bytes.Equal(other.Ref, f.Ref) {
			return other
		}
	}
	return f
}

var missingFootnote = &problem.Rule{ID: "fotnot-saknas", Family: problem.Evidence, Severity: problem.Error,
	Demand: "En hänvisning har en källa.",
	Bad:    "Stödet hjälper.[^sbu]", Good: "Stödet hjälper.[^sbu]\n\n[^sbu]: SBU. Översikt."}

// danglingReference reports "[^x]" that is still text, since it has no footnote.
func (s *state) danglingReference(t *ast.Text) {
	start := t.Segment.Start
	value := s.doc.body[start:min(len(s.body), t.Segment.Stop+1)]
	at := strings.Index(value, "[^")
	if at < 0 || at > 0 && value[at-1] == '\\' {
		return
	}
	label, _, closed := strings.Cut(s.doc.body[start+at+2:], "]")
	if closed && label != "" && !strings.ContainsAny(label, "\n[") {
		s.doc.fault(missingFootnote, s.pos(start+at), fmt.Sprintf("fotnoten [^%s] finns inte", label),
			fmt.Sprintf("skriv den under Referenser: [^%s]: Författare. Titel.", label))
	}
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
