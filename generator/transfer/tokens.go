package transfer

import (
	"strconv"
	"strings"

	"provtryck/generator/document"
)

// tokens writes words with the elements around them.
func (w *writer) tokens(tokens []document.Token) {
	for i, t := range tokens {
		w.token(t)
		if t.Kind == document.LinkToken && !t.End {
			w.link(t, tokens[i+1:])
		}
	}
	for len(w.stack) > 0 && w.stack[len(w.stack)-1].implicit {
		w.close()
	}
}

func (w *writer) token(t document.Token) {
	if t.Kind.Block() && len(w.stack) > 0 && w.stack[len(w.stack)-1].implicit {
		w.close()
	}
	if !t.Kind.Block() && w.bare() {
		w.open("p")
		w.stack[len(w.stack)-1].implicit = true
	}
	switch {
	case t.Kind == document.WordsToken:
		w.mark("", t.Text)
		w.words(t.Text)
	case t.Kind == document.SoftBreakToken:
		w.mark("", " ")
		w.words(" ")
	case t.Kind == document.HardBreakToken:
		w.mark("br", "")
		w.hardBreak(t)
	case t.Kind == document.PictureToken:
		w.picture(t)
	case t.Kind == document.PriorityToken:
		w.mark("prio", t.Text)
		w.words("(" + t.Text + ")")
	case t.Kind == document.ReferenceToken:
		w.mark("ref", strconv.Itoa(int(t.Number)))
		w.reference(t)
	case t.Kind == document.BackReferenceToken:
	case t.Kind == document.RuleToken:
		w.mark("hr", "")
		w.rule(t)
	case t.End:
		w.end(t)
	default:
		w.begin(t)
	}
}

// rule writes a thematic break.
func (w *writer) rule(t document.Token) {
	if !w.profile.has("hr") { // in a list or a quotation
		w.misfit(w.src.Doc.Place(t), "sidan på 1177 har inga linjer", "ta bort linjen, eller skriv en rubrik")
		return
	}
	w.html.WriteString("<hr>\n")
	w.plain.WriteString("---\n")
}

// bare reports whether words would be in no element that may have them, since the target lacks theirs.
func (w *writer) bare() bool {
	for i := len(w.stack) - 1; i >= 0; i-- {
		switch w.stack[i].tag {
		case "":
		case "ul", "ol", "table", "thead", "tbody", "tr", "blockquote":
			return true
		default:
			return false
		}
	}
	return true
}

func (w *writer) hardBreak(t document.Token) {
	if w.profile.has("br") {
		w.html.WriteString("<br>")
		if w.cells > 0 {
			w.plain.WriteString(" ")
		} else {
			w.line()
		}
		return
	}
	w.misfit(w.src.Doc.Place(t), "radbrytningen blir ett mellanslag", "gör ett nytt stycke")
	w.words(" ")
}

// reference writes the number of a footnote.
func (w *writer) reference(t document.Token) {
	if w.profile.Ways[footnotes] == impossible {
		w.misfit(w.src.Doc.Place(t), "sidan på 1177 har inga fotnoter", "skriv källan i texten, eller under Referenser")
	}
	w.words("[" + strconv.Itoa(int(t.Number)) + "]")
}

// begin begins an element.
func (w *writer) begin(t document.Token) {
	s := shapeOf(t.Kind)
	if s.tag != "" {
		w.mark(s.mark, "")
		if !w.profile.has(s.tag) && s.lost != "" {
			w.misfit(w.src.Doc.Place(t), s.lost+": sidan på 1177 har inget <"+s.tag+">", s.hint)
		}
	}
	switch t.Kind {
	case document.LinkToken: // see link
	case document.LanguageToken:
		w.mark("lang", t.Text)
		w.language(t)
	case document.HeadingToken:
		w.mark("h", strconv.Itoa(int(t.Number)))
		level := min(max(int(t.Number), w.level+1, w.profile.TopLevel), w.profile.BottomLevel)
		w.open("h" + strconv.Itoa(level))
	case document.ListToken:
		w.counts = append(w.counts, -1)
		w.newLine()
		w.open(s.tag)
	case document.OrderedListToken:
		w.counts = append(w.counts, int(t.Number))
		w.newLine()
		w.mark("start", strconv.Itoa(int(t.Number)))
		if t.Number == 1 {
			w.open(s.tag)
		} else {
			w.open(s.tag, ` start="`, strconv.Itoa(int(t.Number)), `"`)
		}
	case document.FootnotesToken:
		w.mark("notes", "")
		w.open("ul")
	case document.FootnoteToken:
		w.mark("fn", strconv.Itoa(int(t.Number)))
		w.item()
		w.note = t.Number
	case document.ItemToken:
		w.item()
		w.bullet()
	case document.HeadCellToken:
		w.cell()
		w.open(s.tag, ` scope="col"`)
	case document.CellToken:
		w.cell()
		w.open(s.tag)
	case document.RowToken:
		w.cells = 0
		w.open(s.tag)
	case document.ParagraphToken:
		w.open(s.tag)
		if w.note > 0 {
			w.words("[" + strconv.Itoa(int(w.note)) + "] ")
			w.note = 0
		}
	default:
		w.open(s.tag)
	}
}

// end ends an element.
func (w *writer) end(t document.Token) {
	if s := shapeOf(t.Kind); s.tag != "" {
		w.mark("/"+s.mark, "")
	}
	switch t.Kind {
	case document.LinkToken:
		w.endLink(t)
		return
	case document.LanguageToken:
		w.mark("/lang", "")
	case document.ListToken, document.OrderedListToken:
		w.counts = w.counts[:len(w.counts)-1]
	case document.ParagraphToken:
		w.line()
		if len(w.counts) == 0 {
			w.line()
		}
	case document.RowToken:
		w.cells = 0
		w.newLine()
	case document.HeadingToken, document.ItemToken, document.CodeBlockToken, document.RawBlockToken:
		w.newLine()
	}
	w.close()
}

// newLine begins a line of the plain text, unless it has begun.
func (w *writer) newLine() {
	if text := w.plain.String(); text != "" && !strings.HasSuffix(text, "\n") {
		w.line()
	}
}

// item begins an item, in a list that the target has.
func (w *writer) item() {
	if w.stack[len(w.stack)-1].tag == "" {
		w.stack = append(w.stack, element{})
		return
	}
	w.open("li")
}

// bullet begins an item of the plain text.
func (w *writer) bullet() {
	last := len(w.counts) - 1
	if last < 0 {
		return
	}
	w.newLine()
	w.plain.WriteString(strings.Repeat("  ", last))
	if w.counts[last] < 0 {
		w.plain.WriteString("- ")
		return
	}
	w.plain.WriteString(strconv.Itoa(w.counts[last]) + ". ")
	w.counts[last]++
}

// cell begins a cell of the plain text.
func (w *writer) cell() {
	if w.cells > 0 {
		w.plain.WriteString("\t")
	}
	w.cells++
}

// language begins words of another language.
func (w *writer) language(t document.Token) {
	if w.profile.Ways[languageOf] == asLanguage {
		w.open("i", ` lang="`, escape(t.Text), `"`)
		return
	}
	w.stack = append(w.stack, element{})
	w.byHand(ForLanguage, "Märk orden på annat språk ("+t.Text+") om redigeraren kan det.")
}
