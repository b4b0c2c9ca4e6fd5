// Package handbook makes the documents for editors and reviewers into HTML.
//
// They are the files in docs/, so that what a person reads in the preview is what stands beside the
// program that shows it.
package handbook

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"provtryck/generator/spelling"
)

// URL is the address of the first document; those of the others are below it.
const URL = "/hjalp/"

// Names are the documents, without ".md", in the order in which they are to be read.
var Names = []string{"redaktorshandbok", "innehallsmodell", "malgrupper", "regler", "omgangar", "synpunkter"}

// Pictures are the pictures in the documents.
var Pictures = []string{
	"klistra-in.png", "bilder/startsidan.webp", "bilder/visa-som.webp", "bilder/jamfor.webp", "bilder/anmarkning.webp",
	"bilder/synpunkt.webp", "bilder/andringar.webp", "bilder/andrad-text.webp",
}

// Address returns the address of a document.
func Address(name string) string {
	if name == Names[0] {
		return URL
	}
	return URL + name + "/"
}

// RuleAddress returns the address where a rule is explained.
func RuleAddress(rule string) string { return Address("regler") + "#" + rule }

// A Document is one of them.
type Document struct {
	Title    string
	Contents []Heading // of the second level
	Body     string    // HTML below the title
}

// A Heading is a heading with its anchor.
type Heading struct{ Title, ID string }

// Title returns the title of a document, which is its first line.
func Title(docs fs.FS, name string) (string, error) {
	src, err := fs.ReadFile(docs, name+".md")
	if err != nil {
		return "", fmt.Errorf("läser handboken: %w", err)
	}
	line, _, _ := strings.Cut(string(src), "\n")
	return strings.TrimSpace(strings.TrimPrefix(line, "#")), nil
}

// Read reads a document from the folder of documents. A link to what is not in the handbook becomes its words.
func Read(docs fs.FS, name string) (Document, error) {
	src, err := fs.ReadFile(docs, name+".md")
	if err != nil {
		return Document{}, fmt.Errorf("läser handboken: %w", err)
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	top := md.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(&anchors{map[string]int{}}))))
	var d Document
	for _, n := range all(top) {
		switch n := n.(type) {
		case *ast.Heading:
			title := string(words(n, src))
			if n.Level == 1 {
				d.Title = title
				n.Parent().RemoveChild(n.Parent(), n)
			} else if n.Level == 2 {
				id, _ := n.AttributeString("id")
				d.Contents = append(d.Contents, Heading{title, string(id.([]byte))})
			}
		case *ast.HTMLBlock, *ast.RawHTML: // comments to those who write
			n.Parent().RemoveChild(n.Parent(), n)
		case *ast.Link:
			to, found := target(string(n.Destination))
			if n.Destination = []byte(to); !found {
				unwrap(n)
			}
		case *ast.Image:
			n.Destination = append([]byte(URL), n.Destination...)
		}
	}
	var body bytes.Buffer
	if err := md.Renderer().Render(&body, src, top); err != nil {
		return Document{}, fmt.Errorf("läser handboken: %w", err)
	}
	d.Body = strings.NewReplacer("<table>", `<div class="table-scroll" tabindex="0" role="group" aria-label="Tabell"><table>`, "</table>", "</table></div>").
		Replace(body.String())
	return d, nil
}

// all returns all nodes below another, before any of them is changed.
func all(top ast.Node) []ast.Node {
	var nodes []ast.Node
	_ = ast.Walk(top, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes = append(nodes, n)
		}
		return ast.WalkContinue, nil
	})
	return nodes
}

func words(n ast.Node, src []byte) []byte {
	var all []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, is := c.(*ast.Text); is {
			all = append(all, t.Value(src)...)
		} else {
			all = append(all, words(c, src)...)
		}
	}
	return all
}

// target returns the address in the handbook, or on another site, that a link in a document leads to.
func target(dest string) (address string, found bool) {
	if strings.Contains(dest, "://") || strings.HasPrefix(dest, "mailto:") {
		return dest, true
	}
	file, anchor, hasAnchor := strings.Cut(dest, "#")
	name := strings.TrimSuffix(file, ".md")
	switch {
	case file == "":
	case name == file || !slices.Contains(Names, name):
		return "", false
	default:
		address = Address(name)
	}
	if hasAnchor {
		address += "#" + spelling.Slug(anchor)
	}
	return address, true
}

func unwrap(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.Parent().InsertBefore(n.Parent(), n, c)
	}
	n.Parent().RemoveChild(n.Parent(), n)
}

// anchors makes the anchors of headings: as GitHub's, which the documents' links are written for, but in the letters of an address.
type anchors struct{ taken map[string]int }

func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	id := spelling.Slug(string(value))
	n := a.taken[id]
	a.taken[id]++
	if n > 0 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return []byte(id)
}

func (a *anchors) Put([]byte) {}
