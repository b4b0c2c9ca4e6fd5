package document

import (
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// maxNamed is how many of its columns a table is named after.
const maxNamed = 8

// renderTable puts the table in a box of its own that scrolls, that the
// keyboard reaches and that has a name: the headings of its columns. It is a
// group and no landmark, since several tables may have the same headings.
func renderTable(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		if n.ChildCount() > 1 {
			b.WriteString("</tbody>\n")
		}
		b.WriteString("</table></div>\n")
		return ast.WalkContinue
	}
	var names []string
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		if name := b.state.plain(c); name != "" {
			names = append(names, name)
		}
	}
	b.WriteString(`<div class="table-scroll" role="group" tabindex="0" aria-label="`)
	if len(names) > maxNamed {
		names = append(names[:maxNamed], "…")
	}
	b.WriteString(html.EscapeString("Tabell: " + strings.Join(names, ", ")))
	b.WriteString("\"><table>\n")
	return ast.WalkContinue
}

func renderTableHeader(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case entering:
		b.WriteString("<thead><tr>")
	case n.NextSibling() != nil:
		b.WriteString("</tr></thead>\n<tbody>\n")
	default:
		b.WriteString("</tr></thead>\n")
	}
	return ast.WalkContinue
}

func renderTableRow(b *buffer, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		b.WriteString("<tr>")
	} else {
		b.WriteString("</tr>\n")
	}
	return ast.WalkContinue
}

// renderTableCell makes an empty heading cell an ordinary one: a heading
// without words names nothing.
func renderTableCell(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	heading := n.Parent().Kind() == extast.KindTableHeader && n.FirstChild() != nil
	if !entering {
		if heading {
			b.WriteString("</th>")
		} else {
			b.WriteString("</td>")
		}
		return ast.WalkContinue
	}
	if heading {
		b.WriteString(`<th scope="col"`)
	} else {
		b.WriteString("<td")
	}
	switch n.(*extast.TableCell).Alignment {
	case extast.AlignCenter:
		b.WriteString(` class="align-center"`)
	case extast.AlignRight:
		b.WriteString(` class="align-right"`)
	}
	b.WriteByte('>')
	return ast.WalkContinue
}

// footnoteID is the id of a reference to a footnote: "fnref-2", and for the
// third reference to the same "fnref-2-3".
func footnoteID(index, reference int) string {
	id := "fnref-" + strconv.Itoa(index)
	if reference > 0 {
		id += "-" + strconv.Itoa(reference+1)
	}
	return id
}

func renderFootnoteLink(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	f := n.(*extast.FootnoteLink)
	number := strconv.Itoa(f.Index)
	b.WriteString(`<sup class="footnote-ref"><a id="`)
	b.hole(IDPrefix, 0)
	b.WriteString(footnoteID(f.Index, f.RefIndex) + `" href="#`)
	b.hole(IDPrefix, 0)
	b.WriteString("fn-" + number + `" role="doc-noteref" aria-label="Referens ` + number + `">` + number + "</a></sup>")
	return ast.WalkContinue
}

func renderFootnoteBacklink(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	f := n.(*extast.FootnoteBacklink)
	place := ""
	if f.RefCount > 1 {
		place = ", ställe " + strconv.Itoa(f.RefIndex+1)
	}
	b.WriteString(` <a class="footnote-back" href="#`)
	b.hole(IDPrefix, 0)
	b.WriteString(footnoteID(f.Index, f.RefIndex) + `" role="doc-backlink" aria-label="Tillbaka till texten från referens ` +
		strconv.Itoa(f.Index) + place + `">↩</a>`)
	return ast.WalkContinue
}

func renderFootnote(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		b.WriteString(`<li id="`)
		b.hole(IDPrefix, 0)
		b.WriteString("fn-" + strconv.Itoa(n.(*extast.Footnote).Index) + `">`)
	} else {
		b.WriteString("</li>\n")
	}
	return ast.WalkContinue
}

func renderFootnoteList(b *buffer, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		b.WriteString(`<ol class="footnotes">` + "\n")
	} else {
		b.WriteString("</ol>\n")
	}
	return ast.WalkContinue
}
