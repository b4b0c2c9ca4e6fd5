package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html/charset"
)

// An xmlNode is an element of a part. Names have the prefixes that are usual, whatever prefixes the
// part has. A node that is nil has no name, attributes, children and text.
type xmlNode struct {
	name string
	keys []xmlAttr
	kids []*xmlNode
	text []byte // directly in it
}

// An xmlAttr is an attribute.
type xmlAttr struct{ key, value string }

// prefixes are those of the namespaces that are read, transitional and strict.
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              "w:",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                          "w:",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "r:",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                   "r:",
	"http://schemas.openxmlformats.org/package/2006/relationships":              "rel:",
	"http://schemas.openxmlformats.org/package/2006/content-types":              "ct:",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                     "a:",
	"http://purl.oclc.org/ooxml/drawingml/main":                                 "a:",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":    "wp:",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":                "wp:",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                    "c:",
	"http://purl.oclc.org/ooxml/drawingml/chart":                                "c:",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":                  "dgm:",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                              "dgm:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":                "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":                            "m:",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               "mc:",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp:",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app:",
	"http://purl.oclc.org/ooxml/officeDocument/extendedProperties":              "app:",
	"http://purl.org/dc/elements/1.1/":                                          "dc:",
	"http://purl.org/dc/terms/":                                                 "dcterms:",
	"urn:schemas-microsoft-com:vml":                                             "v:",
	"urn:schemas-microsoft-com:office:office":                                   "o:",
	"": "",
}

// parseXML reads a part, of at most so many elements and attributes, and notes how many are left.
func parseXML(data []byte, left *int, limits wordLimits) (*xmlNode, error) {
	tooMany := fmt.Errorf("dokumentet har fler än %d element; dela det", limits.elements)
	if bytes.Count(data, []byte("=")) > *left {
		return nil, tooMany // the attributes of an element are read all at once
	}
	names := map[xml.Name]string{}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	top := &xmlNode{}
	open := []*xmlNode{top}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.New("den är ingen hel XML; öppna filen i Word och spara den igen")
		}
		at := open[len(open)-1]
		switch t := token.(type) {
		case xml.Directive:
			return nil, errors.New("den har en dokumenttyp, som inget Word-dokument har")
		case xml.StartElement:
			if *left -= 1 + len(t.Attr); *left < 0 {
				return nil, tooMany
			}
			if len(open) > limits.depth {
				return nil, fmt.Errorf("den har fler än %d element i varandra", limits.depth)
			}
			n := &xmlNode{name: named(t.Name, names)}
			if len(t.Attr) > 0 {
				n.keys = make([]xmlAttr, len(t.Attr))
			}
			for i, a := range t.Attr {
				n.keys[i] = xmlAttr{named(a.Name, names), a.Value}
			}
			at.kids = append(at.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if strings.HasSuffix(at.name, "t") || len(bytes.TrimSpace(t)) > 0 {
				if *left -= bytes.Count(t, []byte("\n")); *left < 0 {
					return nil, tooMany // they become elements
				}
				at.text = append(at.text, t...)
			}
		}
	}
	if len(top.kids) == 0 {
		return nil, errors.New("den har ingen XML som går att läsa; öppna filen i Word och spara den igen")
	}
	return top.kids[0], nil
}

// named returns a name with the prefix that is usual. Names that have been met are the same string.
func named(n xml.Name, met map[xml.Name]string) string {
	name, known := met[n]
	if known {
		return name
	}
	prefix, known := prefixes[n.Space]
	if !known {
		prefix = "other:"
	}
	name = prefix + n.Local
	if len(met) < mostNames {
		met[n] = name
	}
	return name
}

// mostNames is how many names are kept; Word has some two thousand.
const mostNames = 10_000

func (n *xmlNode) attr(key string) string {
	if n != nil {
		for _, a := range n.keys {
			if a.key == key {
				return a.value
			}
		}
	}
	return ""
}

// child returns the first child with a name.
func (n *xmlNode) child(name string) *xmlNode {
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// path returns the child of a child.
func (n *xmlNode) path(names ...string) *xmlNode {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// val returns the value that most elements have.
func (n *xmlNode) val() string { return n.attr("w:val") }

// on reports whether a property that is on or off is on; known is false where it is not there.
func (n *xmlNode) on(name string) (on, known bool) {
	c := n.child(name)
	if c == nil {
		return false, false
	}
	switch strings.ToLower(c.val()) {
	case "0", "false", "off", "none":
		return false, true
	}
	return true, true
}

// all returns the children with a name.
func (n *xmlNode) all(name string) []*xmlNode {
	var found []*xmlNode
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				found = append(found, k)
			}
		}
	}
	return found
}

// walk yields the elements within a node, in order.
func (n *xmlNode) walk() iter.Seq[*xmlNode] {
	return func(yield func(*xmlNode) bool) { n.each(yield) }
}

func (n *xmlNode) each(yield func(*xmlNode) bool) bool {
	if n != nil {
		for _, k := range n.kids {
			if !yield(k) || !k.each(yield) {
				return false
			}
		}
	}
	return true
}

// first returns the first element with a name within a node.
func (n *xmlNode) first(name string) *xmlNode {
	for d := range n.walk() {
		if d.name == name {
			return d
		}
	}
	return nil
}

// words returns what is written within a node, also what is struck out.
func (n *xmlNode) words() string {
	var b strings.Builder
	n.writeWords(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *xmlNode) writeWords(b *strings.Builder) {
	if n == nil {
		return
	}
	switch n.name {
	case "w:t", "w:delText", "m:t", "a:t", "c:v":
		b.Write(n.text)
	case "w:noBreakHyphen":
		b.WriteString(noBreakHyphen)
	case "w:sym":
		b.WriteString(signOf(n))
	case "mc:AlternateContent":
		chosen(n).writeWords(b)
		return
	}
	for _, k := range n.kids {
		k.writeWords(b)
	}
	switch n.name {
	case "w:p", "w:tab", "w:br", "w:cr", "a:p", "c:v", "w:tc":
		b.WriteByte(' ')
	}
}

// chosen returns the one of several forms of the same that is read: the first that shows something, and
// where none does the first that is not empty.
func chosen(n *xmlNode) *xmlNode {
	for _, k := range n.kids {
		if k.shows() {
			return k
		}
	}
	for _, k := range n.kids {
		if len(k.kids) > 0 {
			return k
		}
	}
	return nil
}

// shows reports whether there are words, signs, notes or pictures within a node. Each node is seen once, however
// deep such choices lie in each other.
func (n *xmlNode) shows() bool {
	for d := range n.walk() {
		switch d.name {
		case "w:t", "w:delText", "m:t", "a:t":
			if len(d.text) > 0 {
				return true
			}
		case "a:blip", "v:imagedata", "c:chart", "dgm:relIds", "w:sym", "w:noBreakHyphen", "w:footnoteReference", "w:endnoteReference":
			return true
		case "w:fldSimple", "w:fldChar", "w:instrText": // signs and choices can be fields
			return true
		case "v:textpath":
			return d.attr("string") != ""
		}
	}
	return false
}
