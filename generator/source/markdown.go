package source

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	footnotes "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"provtryck/generator/document"
)

// Markdown reads ordinary Markdown, as other programs write it. Errors are in Swedish.
func Markdown(src []byte) (Source, error) {
	text, err := decoded(src)
	if err != nil {
		return Source{}, err
	}
	return readMarkdown(text)
}

func readMarkdown(markdown string) (Source, error) {
	var remarks []Remark
	facts, markdown := frontMatter(markdown)
	for _, fact := range facts {
		remarks = append(remarks, Remark{Dropped, quoted(fact), "uppgifterna överst i filen togs inte med: " + fact})
	}
	src := []byte(markdown)
	if err := parsable(src); err != nil {
		return Source{}, err
	}
	lonely := &lonelyNotes{}
	// HTML in it is read as any other.
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(lonely, beforeFootnotes))))
	context := parser.NewContext()
	top := md.Parser().Parse(text.NewReader(src), parser.WithContext(context))
	for _, note := range lonely.found {
		remarks = append(remarks, Remark{Guessed, quoted(note), "en fotnot som inget hänvisar till är vanlig text sist i texten"})
	}
	for _, r := range unused(top, context.References()) {
		said := strings.TrimSpace(fmt.Sprintf("[%s]: %s %s", r.Label(), r.Destination(), r.Title()))
		remarks = append(remarks, Remark{Dropped, quoted(said), "en adress som ingen länk använder togs inte med: " + said})
	}
	var page bytes.Buffer
	page.WriteString("<body>")
	if err := md.Renderer().Render(&page, src, top); err != nil {
		return Source{}, fmt.Errorf("texten går inte att läsa som Markdown: %w", err)
	}
	for _, comment := range comments(page.Bytes()) {
		remarks = append(remarks, Remark{Dropped, quoted(comment), "en kommentar som inte syns i texten togs inte med: " + comment})
	}
	s, err := HTML(page.Bytes(), nil)
	s.Remarks = append(remarks, s.Remarks...)
	return s, err
}

// comments returns what the comments of a page say, without one that has no end, of which [HTML] tells.
func comments(page []byte) []string {
	var all []string
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.CommentToken:
			closed := bytes.HasSuffix(z.Raw(), []byte(">"))
			if said := strings.Join(strings.Fields(z.Token().Data), " "); said != "" && closed {
				all = append(all, said)
			}
		}
	}
}

// embedded is a file within an address, which is long and quickly read.
var embedded = regexp.MustCompile(`data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]+`)

// parsable returns why Markdown would take too much to read, with words at that place.
func parsable(src []byte) error {
	src = embedded.ReplaceAll(src, []byte("data:"))
	for _, p := range document.Excess(src) {
		line := bytes.SplitN(src, []byte("\n"), p.Pos.Line+1)[p.Pos.Line-1]
		return fmt.Errorf("texten är för invecklad att läsa, vid ”%s”: %s; %s", quoted(string(line)), strings.TrimPrefix(p.Message, "texten visas inte: "), p.Hint)
	}
	return nil
}

// beforeFootnotes is a priority before that of goldmark's transformer of footnotes, which takes those away that
// nothing refers to.
const beforeFootnotes = 998

// lonelyNotes makes ordinary blocks of the footnotes that nothing refers to, last in a text.
type lonelyNotes struct {
	found []string // what they say
}

// Transform moves the blocks of the notes.
func (l *lonelyNotes) Transform(top *ast.Document, reader text.Reader, _ parser.Context) {
	var lonely []*footnotes.Footnote
	for n := range nodes(top) {
		if note, is := n.(*footnotes.Footnote); is && note.Index < 0 {
			lonely = append(lonely, note)
		}
	}
	for _, note := range lonely {
		l.found = append(l.found, written(note, reader.Source()))
		for block := note.FirstChild(); block != nil; block = note.FirstChild() {
			top.AppendChild(top, block) // which takes it out of the note
		}
	}
}

// nodes returns a node and all within it, in order.
func nodes(top ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		_ = ast.Walk(top, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && !yield(n) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
}

// written returns the words of a node.
func written(top ast.Node, src []byte) string {
	var b strings.Builder
	for n := range nodes(top) {
		if t, is := n.(*ast.Text); is {
			b.Write(t.Value(src))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		} else if n.Type() == ast.TypeBlock {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// unused returns the addresses that are given apart from the text, and that no link or picture has.
func unused(top ast.Node, references []parser.Reference) []parser.Reference {
	used := map[string]bool{}
	for n := range nodes(top) {
		switch n := n.(type) {
		case *ast.Link:
			used[string(n.Destination)] = true
		case *ast.Image:
			used[string(n.Destination)] = true
		}
	}
	var left []parser.Reference
	for _, r := range references {
		if !used[string(r.Destination())] {
			left = append(left, r)
		}
	}
	slices.SortFunc(left, func(a, b parser.Reference) int { return bytes.Compare(a.Label(), b.Label()) })
	return left
}

// factLine begins an entry of front matter; what follows may go on in lines below it.
var (
	factLine  = regexp.MustCompile(`^(?:"[^"]+"|'[^']+'|[\pL\d_][\pL\d_ .-]*):(?:[ \t]|$)`)
	moreLines = regexp.MustCompile(`^(?:[ \t]+\S|- |-$)`)
)

// frontMatter returns what is said about a text above it, an entry each, and the text. Lines between rules that
// are not all of that kind are text.
func frontMatter(markdown string) (facts []string, rest string) {
	first, below, found := strings.Cut(markdown, "\n")
	if !found || strings.TrimRight(first, " \t") != "---" {
		return nil, markdown
	}
	var entries [][]string // the lines of each
	for line := range strings.Lines(below) {
		below = below[len(line):]
		line = strings.TrimRight(line, " \t\n")
		switch {
		case (line == "---" || line == "...") && len(entries) > 0:
			for _, lines := range entries {
				facts = append(facts, strings.Join(lines, " "))
			}
			return facts, below
		case factLine.MatchString(line) || strings.HasPrefix(line, "#") && len(entries) > 0: // else a heading
			entries = append(entries, []string{line})
		case moreLines.MatchString(line) && len(entries) > 0:
			last := len(entries) - 1
			entries[last] = append(entries[last], strings.TrimSpace(line))
		default:
			return nil, markdown
		}
	}
	return nil, markdown
}
