package handbook

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// A Section is a heading of a document and what is below it, as it is read.
type Section struct {
	Heading
	Level    int      // 1 for the beginning of the document, which has no anchor
	Passages []string // paragraphs, items, rows of tables and lines of examples
}

// Sections returns what a document says, by its headings.
func (d Document) Sections() ([]Section, error) {
	root, err := html.Parse(strings.NewReader(d.Body))
	if err != nil {
		return nil, fmt.Errorf("läser handboken: %w", err)
	}
	r := sectionReader{sections: []Section{{Heading: Heading{Title: d.Title}, Level: 1}}}
	r.read(root)
	r.flush()
	return r.sections, nil
}

// A sectionReader reads the HTML of a document.
type sectionReader struct {
	sections []Section
	passage  strings.Builder
}

func (r *sectionReader) read(n *html.Node) {
	switch {
	case n.Type == html.TextNode && n.Parent.Data == "code" && n.Parent.Parent.Data == "pre":
		for line := range strings.Lines(n.Data) {
			r.passage.WriteString(line)
			r.flush()
		}
	case n.Type == html.TextNode:
		r.passage.WriteString(n.Data)
	case n.Type == html.ElementNode:
		r.element(n)
	default:
		r.readAll(n)
	}
}

func (r *sectionReader) element(n *html.Node) {
	switch n.Data {
	case "h2", "h3", "h4", "h5", "h6":
		r.flush()
		r.readAll(n)
		title := r.taken()
		id := ""
		for _, a := range n.Attr {
			if a.Key == "id" {
				id = a.Val
			}
		}
		r.sections = append(r.sections, Section{Heading: Heading{title, id}, Level: int(n.Data[1] - '0')})
	case "td", "th":
		if strings.TrimSpace(r.passage.String()) != "" {
			r.passage.WriteString(" · ")
		}
		r.readAll(n)
	case "p", "li", "ul", "ol", "pre", "table", "tr", "blockquote", "div":
		r.flush()
		r.readAll(n)
		r.flush()
	case "br":
		r.passage.WriteByte(' ')
	default:
		r.readAll(n)
	}
}

func (r *sectionReader) readAll(n *html.Node) {
	for c := range n.ChildNodes() {
		r.read(c)
	}
}

// taken returns the passage that has been read, and begins another.
func (r *sectionReader) taken() string {
	text := strings.Join(strings.Fields(r.passage.String()), " ")
	r.passage.Reset()
	return text
}

// flush ends a passage.
func (r *sectionReader) flush() {
	if text := r.taken(); text != "" {
		last := &r.sections[len(r.sections)-1]
		last.Passages = append(last.Passages, text)
	}
}
