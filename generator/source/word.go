package source

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Word reads a .docx, in the forms that Word, LibreOffice and Google Docs give it. Tracked changes are
// taken as accepted, which is said. Nothing is fetched and no macro is run. Errors are in Swedish; name
// is that of the file.
func Word(name string, file io.ReaderAt, size int64) (Source, error) {
	return readWithin(name, file, size, ordinaryLimits())
}

func readWithin(name string, file io.ReaderAt, size int64, limits wordLimits) (Source, error) {
	parts, err := openWord(name, file, size, limits)
	if err != nil {
		return Source{}, err
	}
	main, err := mainPart(parts)
	if err != nil {
		return Source{}, err
	}
	document, err := parts.tree(main)
	if err != nil {
		return Source{}, err
	}
	if document.name != "w:document" || document.child("w:body") == nil {
		return Source{}, fmt.Errorf("filen är inget Word-dokument: delen %s har ingen text; öppna filen i Word och spara den som .docx", quoted(main))
	}
	r := &wordReader{parts: parts, body: element("body"), facts: map[string]string{}, numbered: map[string]int{},
		pictureNames: map[string]string{}, comments: map[string]*wordComment{}, commentsOpen: map[string]bool{}}
	if err := r.about(main); err != nil {
		return Source{}, err
	}
	r.story(document.child("w:body"), r.body, r.relations)
	if err := r.around(); err != nil {
		return Source{}, err
	}
	r.levels()
	return Source{Body: r.body, Title: r.title, Facts: r.facts, Pictures: r.pictures, Remarks: r.remarks}, r.err
}

// mainPart returns the name of the part that the text is in.
func mainPart(parts *wordParts) (string, error) {
	for _, other := range []struct{ part, what string }{
		{"xl/workbook.xml", "filen är en Excel-fil; kopiera tabellen ur den och klistra in den i ett Word-dokument"},
		{"ppt/presentation.xml", "filen är en PowerPoint-fil; kopiera texten ur den och klistra in den i ett Word-dokument"},
		{"content.xml", "filen är i formatet .odt; öppna den i Word eller LibreOffice och spara den som .docx"},
	} {
		if parts.has(other.part) {
			return "", errors.New(other.what)
		}
	}
	types, err := parts.tree("[Content_Types].xml")
	if err != nil {
		return "", err
	}
	relations, err := parts.relations("")
	if err != nil {
		return "", err
	}
	main := "word/document.xml"
	for _, r := range relations {
		if r.kind == "officeDocument" && !r.external && r.target != "" {
			main = r.target
		}
	}
	if types == nil || !parts.has(main) {
		return "", errors.New("filen är en zip-fil men inget Word-dokument; packa upp den och importera dokumentet i den")
	}
	for _, o := range types.all("ct:Override") {
		if kind := o.attr("ContentType"); strings.EqualFold(o.attr("PartName"), "/"+main) && !strings.Contains(kind, "wordprocessingml") &&
			!strings.Contains(kind, "ms-word") {
			return "", fmt.Errorf("filen är inget Word-dokument utan %q; öppna den i Word och spara den som .docx", quoted(kind))
		}
	}
	return main, nil
}

// A wordReader writes what a .docx means into a tree of plain HTML.
type wordReader struct {
	parts     *wordParts
	styles    *wordStyles
	numbers   *wordNumbers
	relations map[string]relation // of the part that is read
	main      map[string]relation // of the text

	body         *html.Node
	title        string
	titles       int // paragraphs with the style of a title
	facts        map[string]string
	pictures     []Picture
	pictureNames map[string]string // by the parts that they are in
	remarks      []Remark
	err          error // the first in what is read on the way

	lists    []openList
	joined   *html.Node // what is before a paragraph whose beginning has been deleted
	now      wordPlace
	after    []*xmlNode // text boxes of the paragraph
	fields   []*wordField
	endless  map[*xmlNode]bool // fields without an end
	sayings  []*saying
	ownMarks bool // that headings have numbers has been said

	notes        map[string]*wordNotes
	numbered     map[string]int // the numbers of notes by kind and id
	noted        []string       // their keys, in order
	comments     map[string]*wordComment
	commentOrder []string
	commentsOpen map[string]bool
}

// A wordPlace is what is around the words that are read.
type wordPlace struct {
	paragraph          *html.Node
	form               wordForm // of the style of the paragraph
	link               *wordLink
	inserted, deleted  bool
	movedFrom, movedTo bool
}

// A wordLink is one that words are in.
type wordLink struct {
	href string
	node *html.Node // that it was last written to
}

func (r *wordReader) remark(fate Fate, where, format string, args ...any) {
	r.remarks = append(r.remarks, Remark{fate, quoted(where), fmt.Sprintf(format, args...)})
}

// about reads what the text refers to: styles, lists, and what is said about the document.
func (r *wordReader) about(main string) error {
	relations, err := r.parts.relations(main)
	if err != nil {
		return err
	}
	r.relations, r.main = relations, relations
	var trees [2]*xmlNode
	for i, kind := range []string{"styles", "numbering"} {
		if trees[i], err = r.related(kind, "w:"+kind); err != nil {
			return err
		}
	}
	r.styles, r.numbers = newWordStyles(trees[0]), newWordNumbers(trees[1])
	r.notes = map[string]*wordNotes{}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := r.readNotes(kind); err != nil {
			return err
		}
	}
	if err := r.readComments(); err != nil {
		return err
	}
	core, err := r.parts.tree("docProps/core.xml")
	if err != nil {
		return err
	}
	r.title = strings.Join(strings.Fields(string(core.child("dc:title").bytes())), " ")
	app, err := r.parts.tree("docProps/app.xml")
	if err != nil {
		return err
	}
	for _, fact := range []struct {
		name  string
		value string
	}{
		{"språk", r.styles.language},
		{"skapad", string(core.child("dcterms:created").bytes())},
		{"ändrad", string(core.child("dcterms:modified").bytes())},
		{"organisation", string(app.child("app:Company").bytes())},
	} {
		if value := strings.TrimSpace(fact.value); value != "" {
			r.facts[fact.name] = value
		}
	}
	return nil
}

func (n *xmlNode) bytes() []byte {
	if n == nil {
		return nil
	}
	return n.text
}

// related returns the part that the text has one of, when its root has a name.
func (r *wordReader) related(kind, root string) (*xmlNode, error) {
	name := r.partOf(kind)
	if name == "" {
		return nil, nil
	}
	tree, err := r.parts.tree(name)
	if tree == nil || err != nil || tree.name != root {
		return nil, err
	}
	return tree, nil
}

// partOf returns the name of the part that the text has one of.
func (r *wordReader) partOf(kind string) string {
	name := ""
	for _, relation := range r.main {
		if relation.kind == kind && !relation.external && (name == "" || relation.target < name) {
			name = relation.target
		}
	}
	return name
}

// around writes the notes, and says what is around the text and not taken in.
func (r *wordReader) around() error {
	r.writeNotes()
	r.sayComments()
	said := map[string]bool{}
	var parts []string
	for _, relation := range r.main {
		if what := marginal[relation.kind]; what != "" && !relation.external && !slices.Contains(parts, relation.target) {
			parts = append(parts, relation.target)
		}
		if relation.kind == "vbaProject" && !said["vba"] {
			said["vba"] = true
			r.remark(Dropped, path.Base(relation.target), "dokumentets makron togs inte med och har inte körts")
		}
	}
	slices.Sort(parts)
	for _, name := range parts {
		tree, err := r.parts.tree(name)
		if err != nil {
			return err
		}
		what := map[string]string{"w:hdr": "det som står högst upp på sidorna", "w:ftr": "det som står längst ned på sidorna"}[rootName(tree)]
		if text := tree.words(); what != "" && text != "" && !said[what+text] {
			said[what+text] = true
			r.remark(Dropped, text, "%s togs inte med", what)
		}
	}
	return nil
}

func rootName(n *xmlNode) string {
	if n == nil {
		return ""
	}
	return n.name
}

// marginal are the parts around the text of each page.
var marginal = map[string]string{"header": "w:hdr", "footer": "w:ftr"}

// levels lowers the headings below the title of a document, where that is a paragraph of its own.
func (r *wordReader) levels() {
	var first *html.Node
	count := 0
	for n := range r.body.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" {
			if count++; first == nil {
				first = n
			}
		}
	}
	if first == nil {
		return
	}
	r.title = words(first)
	if r.titles != 1 || count == 1 {
		return
	}
	for n := range r.body.Descendants() {
		if level := headingOf(n); level > 0 && !hasAttr(n, titleMark) {
			n.Data = "h" + strconv.Itoa(min(level+1, 6))
		}
	}
	for n := range r.body.Descendants() {
		if hasAttr(n, titleMark) {
			n.Attr = nil
			r.title = words(n)
		}
	}
}

// titleMark marks the title of a document while it is read.
const titleMark = "data-title"

// headingOf returns the level of a heading, 0 for others.
func headingOf(n *html.Node) int {
	if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' {
		return 0
	}
	return atoi(n.Data[1:], 0, 6)
}
