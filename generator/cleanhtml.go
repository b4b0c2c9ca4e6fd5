package main

import (
	"html"
	"strconv"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/collation"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// cleanHTML returns the body of a text as HTML without classes and ids, and what it has besides: as it is
// entered at 1177.
func cleanHTML(s *site.Site, a *site.Article) ([]byte, collation.Fields) {
	w := cleanWriter{site: s, article: a}
	w.blocks(a.Doc.Intro)
	for _, section := range a.Doc.Sections {
		w.section(section, 2)
	}
	front := a.Doc.Front
	f := collation.Fields{Name: a.Doc.Name, Title: a.Title, Lead: front.Lead.Text, Address: front.LiveURL.Text}
	for _, k := range front.Keywords {
		f.Keywords = append(f.Keywords, k.Text)
	}
	f.Audience = w.audience(front.Target)
	return []byte(w.String()), f
}

// A cleanWriter writes the body of a text.
type cleanWriter struct {
	strings.Builder
	site    *site.Site
	article *site.Article
}

func (w *cleanWriter) write(parts ...string) {
	for _, p := range parts {
		w.WriteString(p)
	}
}

func (w *cleanWriter) section(s *document.Section, level int) {
	tag := "h" + strconv.Itoa(min(level, 6))
	w.write("<", tag, ">")
	w.tokens(s.Heading)
	w.write("</", tag, ">\n")
	w.line(w.audience(s.Target))
	w.blocks(s.Blocks)
	for _, child := range s.Children {
		w.section(child, level+1)
	}
}

// audience returns for whom something is, "" for everyone.
func (w *cleanWriter) audience(t audience.Target) string {
	switch {
	case t.Always:
		return "För alla, alltid"
	case len(t.Tags) > 0:
		return "För " + w.site.Taxonomy.Phrase(t.Tags)
	}
	return ""
}

// line writes a line of its own, unless it is empty.
func (w *cleanWriter) line(words string) {
	if words != "" {
		w.write("<p><strong>", html.EscapeString(words), "</strong></p>\n")
	}
}

func (w *cleanWriter) blocks(list []document.Block) {
	for _, b := range list {
		switch b.Kind {
		case document.Fact:
			w.line(strings.TrimSpace("Faktaruta " + b.Title))
		case document.Important:
			w.line(strings.TrimSpace("Viktigt " + b.Title))
		case document.Regional:
			w.line(strings.TrimSpace("Regionalt tillägg " + b.Title))
		case document.Targeted:
			w.line(w.audience(b.Target))
		}
		w.tokens(b.Tokens)
		w.blocks(b.Blocks)
	}
}

// plainTags are the elements that are written for tokens as they are.
var plainTags = map[document.TokenKind]string{document.EmphasisToken: "em", document.StrongToken: "strong", document.ParagraphToken: "p",
	document.ListToken: "ul", document.ItemToken: "li", document.QuoteToken: "blockquote", document.CodeBlockToken: "p",
	document.RawBlockToken: "p", document.TableToken: "table", document.TableHeadToken: "thead", document.TableBodyToken: "tbody",
	document.RowToken: "tr", document.HeadCellToken: "th", document.CellToken: "td", document.FootnotesToken: "ol", document.FootnoteToken: "li"}

func (w *cleanWriter) tokens(tokens []document.Token) {
	for _, t := range tokens {
		switch tag := plainTags[t.Kind]; {
		case t.Kind == document.WordsToken:
			w.write(html.EscapeString(t.Text))
		case t.Kind == document.SoftBreakToken:
			w.write("\n")
		case t.Kind == document.HardBreakToken:
			w.write("<br>")
		case t.Kind == document.PriorityToken:
			w.write("(", html.EscapeString(t.Text), ")")
		case t.Kind == document.ReferenceToken:
			w.write("<sup>", strconv.Itoa(int(t.Number)), "</sup>")
		case t.Kind == document.PictureToken:
			w.write(`<img alt="`, html.EscapeString(w.article.Doc.Links[t.Number].Text), `">`)
		case t.Kind == document.LinkToken:
			w.link(int(t.Number), t.End)
		case t.Kind == document.OrderedListToken && !t.End && t.Number != 1:
			w.write(`<ol start="`, strconv.Itoa(int(t.Number)), `">`)
		case t.Kind == document.OrderedListToken:
			w.element("ol", t.End)
		case t.Kind == document.HeadingToken:
			w.element("h"+strconv.Itoa(max(2, int(t.Number))), t.End)
		case tag != "":
			w.element(tag, t.End)
		}
	}
}

// element writes the start or end tag of an element.
func (w *cleanWriter) element(tag string, end bool) {
	if end {
		tag = "/" + tag
	}
	w.write("<", tag, ">")
}

// link writes the start or end tag of a link: to a text with an address at 1177, that address.
func (w *cleanWriter) link(i int, end bool) {
	link := w.article.Links[i]
	address := link.URL
	if link.Target != nil && link.Target.Doc.Front.LiveURL.Text != "" {
		address = link.Target.Doc.Front.LiveURL.Text
		if link.Anchor != "" {
			address += "#" + link.Anchor
		}
	}
	switch {
	case address == "":
	case end:
		w.write("</a>")
	default:
		w.write(`<a href="`, html.EscapeString(address), `">`)
	}
}
