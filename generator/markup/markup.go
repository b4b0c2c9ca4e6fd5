// Package markup writes the tokens of a text as HTML.
//
// [Write] knows the HTML of every [document.Token], and nothing about sites: the
// [Page] that it is given writes links and pictures.
package markup

import (
	"strconv"
	"strings"

	"provtryck/generator/document"
)

// A Page is the part of the HTML that depends on more than the tokens of a text.
type Page struct {
	Prefix  string                // of the ids of footnotes, for pages with several texts
	Link    func(i int, end bool) // writes the start or end tag of a link, by its index in the document
	Picture func(i int)           // writes a whole picture, by its index among the links
}

// Write appends the HTML of tokens to b.
func Write(b *strings.Builder, tokens []document.Token, page Page) {
	w := writer{b, page}
	asWritten := false
	for i, t := range tokens {
		if literal(t.Kind) {
			asWritten = !t.End
		}
		switch {
		case t.Kind == document.TableToken && !t.End:
			w.table(t, tableClass(tokens[i+1:]))
		case t.Kind == document.WordsToken && asWritten:
			w.escape(t.Text)
		case t.Kind == document.WordsToken:
			w.words(t.Text)
		case t.Kind == document.LinkToken:
			page.Link(int(t.Number), t.End)
		case onlyBlank(tokens, i):
			w.blank(t)
		case t.End:
			w.end(t)
		default:
			w.begin(t)
		}
	}
}

// onlyBlank reports whether a token begins or ends the marking of a blank alone, in place of which
// something has come: to be told of that helps nobody.
func onlyBlank(tokens []document.Token, i int) bool {
	t := tokens[i]
	if t.Kind != document.DeletedToken {
		return false
	}
	if t.End {
		i -= 2
	}
	return i >= 0 && i+2 < len(tokens) && tokens[i].Kind == document.DeletedToken && !tokens[i].End &&
		tokens[i+2].Kind == document.DeletedToken && tokens[i+2].End &&
		tokens[i+1].Kind == document.WordsToken && strings.TrimSpace(tokens[i+1].Text) == ""
}

// A writer writes one run of tokens.
type writer struct {
	*strings.Builder
	Page
}

func (w writer) write(parts ...string) {
	for _, p := range parts {
		w.Grow(len(p)) // doubles, where WriteString alone adds a quarter
		w.WriteString(p)
	}
}

// tags are the elements that have neither attributes of their own nor other
// elements around them.
var tags = [...]string{
	document.RuleToken: "hr", document.EmphasisToken: "em", document.StrongToken: "strong", document.CodeToken: "code",
	document.ParagraphToken: "p", document.ListToken: "ul", document.ItemToken: "li", document.QuoteToken: "blockquote",
	document.TableHeadToken: "thead", document.TableBodyToken: "tbody", document.RowToken: "tr",
	document.CellToken: "td",
}

// begin writes a start tag, or an element without content.
func (w writer) begin(t document.Token) {
	switch t.Kind {
	case document.SoftBreakToken:
		w.WriteString("\n")
	case document.HardBreakToken:
		w.WriteString("<br>\n")
	case document.PictureToken:
		w.Picture(int(t.Number))
	case document.PriorityToken:
		w.write(`<span class="priority`, priorities[t.Number], `">`, t.Text, "</span>")
	case document.ReferenceToken:
		w.reference(t)
	case document.BackReferenceToken:
		w.write(` <a class="footnote-back" href="#`, w.Prefix, t.ReferenceID(),
			`" role="doc-backlink" aria-label="Tillbaka till texten från referens `,
			strconv.Itoa(int(t.Number)), t.Text, `">↩</a>`)
	case document.RawToken:
		w.WriteString(`<code class="raw-html">`)
	case document.LanguageToken:
		w.write(`<span lang="`, t.Text, `">`)
	case document.InsertedToken:
		w.changed("<ins", t.Text, "tillagt")
	case document.DeletedToken:
		w.changed("<del", t.Text, "borttaget")
	case document.NoteToken:
		w.WriteString(`<p class="change-note"`)
		w.anchor(t.Text)
		w.WriteString(">")
	case document.HeadingToken:
		w.write("<h", level(t), marks[t.Mark], ">")
	case document.OrderedListToken:
		w.WriteString("<ol")
		if t.Number != 1 {
			w.write(` start="`, strconv.Itoa(int(t.Number)), `"`)
		}
		w.write(marks[t.Mark], ">\n")
	case document.CodeBlockToken:
		w.code(t)
	case document.RawBlockToken:
		w.write(`<pre class="raw-html"`, marks[t.Mark], "><code>")
	case document.HeadCellToken:
		w.write(`<th scope="col"`, alignments[t.Number], marks[t.Mark], ">")
	case document.CellToken:
		w.write("<td", alignments[t.Number], marks[t.Mark], ">")
	case document.FootnotesToken:
		w.write(`<ol class="footnotes"`, marks[t.Mark], ">\n")
	case document.FootnoteToken:
		w.WriteString("<li")
		if t.Number > 0 {
			w.write(` id="`, w.Prefix, "fn-", strconv.Itoa(int(t.Number)), `"`)
		}
		w.write(marks[t.Mark], ">")
	default:
		w.write("<", tags[t.Kind], marks[t.Mark], ">")
	}
}

// end writes an end tag.
func (w writer) end(t document.Token) {
	switch t.Kind {
	case document.RawToken:
		w.WriteString("</code>")
	case document.LanguageToken:
		w.WriteString("</span>")
	case document.InsertedToken:
		w.WriteString(`<span class="visually-hidden"> slut tillagt </span></ins>`)
	case document.DeletedToken:
		w.WriteString(`<span class="visually-hidden"> slut borttaget </span></del>`)
	case document.NoteToken:
		w.WriteString("</p>\n")
	case document.HeadingToken:
		w.write("</h", level(t), ">\n")
	case document.CodeBlockToken, document.RawBlockToken:
		w.WriteString("</code></pre>\n")
	case document.TableToken:
		w.WriteString("</table></div>\n")
	case document.HeadCellToken:
		w.WriteString("</th>")
	case document.OrderedListToken, document.FootnotesToken:
		w.WriteString("</ol>\n")
	case document.FootnoteToken:
		w.WriteString("</li>\n")
	case document.EmphasisToken, document.StrongToken, document.CodeToken, document.CellToken:
		w.write("</", tags[t.Kind], ">")
	default:
		w.write("</", tags[t.Kind], ">\n")
	}
}

// marks mark a whole block element in a comparison.
var marks = [...]string{document.Inserted: ` data-change="ins"`, document.Deleted: ` data-change="del"`}

var priorities = [...]string{document.NotToDo: " priority--not", document.Research: " priority--fou"}

// level returns the level of a heading that is no section. The only H1 is that of
// the page.
func level(t document.Token) string { return strconv.Itoa(max(2, int(t.Number))) }

// reference writes the number of a footnote, without a link if it is deleted, since
// the footnote may be gone.
func (w writer) reference(t document.Token) {
	number := strconv.Itoa(int(t.Number))
	if t.Second == document.Dead {
		w.write(`<sup class="footnote-ref">`, number, "</sup>")
		return
	}
	w.write(`<sup class="footnote-ref"><a id="`, w.Prefix, t.ReferenceID(), `" href="#`, w.Prefix, "fn-", number,
		`" role="doc-noteref" aria-label="Referens `, number, `">`, number, "</a></sup>")
}

// changed begins words that are in only one version, with words before them for
// screen readers.
func (w writer) changed(tag, id, what string) {
	w.WriteString(tag)
	w.anchor(id)
	w.write(`><span class="visually-hidden"> `, what, `: </span>`)
}

// blank marks a blank that is only in the earlier version, without words for screen readers and paper.
func (w writer) blank(t document.Token) {
	if t.End {
		w.WriteString("</del>")
		return
	}
	w.WriteString(`<del class="space"`)
	w.anchor(t.Text)
	w.WriteString(">")
}

// anchor writes the id of a change, to which the lists of changes lead.
func (w writer) anchor(id string) {
	if id != "" {
		w.write(` id="`, id, `" tabindex="-1"`)
	}
}

func (w writer) code(t document.Token) {
	w.write("<pre", marks[t.Mark], "><code")
	if t.Text != "" {
		w.WriteString(` class="language-`)
		w.escape(t.Text)
		w.WriteString(`"`)
	}
	w.WriteString(">")
}

// table puts the table in a box with a name that scrolls and that the keyboard
// reaches. It is a group and not a landmark, since several tables may have the same
// headings.
func (w writer) table(t document.Token, class string) {
	w.write(`<div class="`, class, `" role="group" tabindex="0" aria-label="Tabell: `)
	w.escape(t.Text)
	w.write(`"`, marks[t.Mark], "><table>\n")
}

var alignments = [...]string{document.AlignCenter: ` class="align-center"`, document.AlignRight: ` class="align-right"`}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape appends text so that nothing in it is taken for HTML.
func (w writer) escape(text string) {
	escaper.WriteString(w.Builder, text)
}
