package source

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// inline writes what is in a paragraph.
func (r *wordReader) inline(n *xmlNode) {
	saved := r.now
	switch n.name {
	case "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr":
	case "w:r":
		r.run(n)
	case "w:hyperlink":
		r.now.link = r.linkOf(n)
		r.inlines(n)
	case "w:fldSimple":
		f := &wordField{data: n.child("w:ffData")}
		f.code.WriteString(n.attr("w:instr"))
		r.fields = append(r.fields, f)
		r.separate(f)
		r.inlines(n)
		r.endField(r.now.form)
	case "w:ins", "w:del", "w:moveFrom", "w:moveTo":
		r.changed(n.name)
		r.inlines(n)
	case "w:sdt":
		if content, taken := r.control(n); taken {
			r.inlines(content)
		}
	case "mc:AlternateContent":
		if c := chosen(n); c != nil {
			r.inlines(c)
		}
	case "m:oMath", "m:oMathPara":
		if text := n.words(); text != "" {
			r.remark(Dropped, text, "en formel togs inte med; skriv den med ord eller lägg den som bild")
		}
	case "w:p": // where none can be
		r.write("\n", wordForm{})
		r.inlines(n)
	case "w:subDoc":
		r.remark(Dropped, beginning(r.now.paragraph), "ett deldokument togs inte med; öppna det för sig och importera det")
	case "w:t", "w:delText", "w:tab", "w:ptab", "w:br", "w:cr", "w:drawing", "w:pict", "w:object", "w:sym", "w:noBreakHyphen", "w:softHyphen",
		"w:footnoteReference", "w:endnoteReference", "w:fldChar", "w:instrText", "w:delInstrText", "w:commentReference", "w:ruby":
		r.run(&xmlNode{name: "w:r", kids: []*xmlNode{n}})
	default:
		r.mark(n)
		r.inlines(n)
	}
	r.now = saved
}

func (r *wordReader) inlines(n *xmlNode) {
	if n != nil {
		for _, k := range n.kids {
			r.inline(k)
		}
	}
}

// mark notes where the words that a comment is on begin and end.
func (r *wordReader) mark(n *xmlNode) {
	switch n.name {
	case "w:commentRangeStart":
		r.commentsOpen[n.attr("w:id")] = true
	case "w:commentRangeEnd":
		delete(r.commentsOpen, n.attr("w:id"))
	}
}

// run writes words with one look.
func (r *wordReader) run(n *xmlNode) {
	form := r.styles.form(r.now.form, n.child("w:rPr"))
	if r.now.form.strong && headingOf(r.now.paragraph) > 0 {
		form.strong = false
	}
	for _, k := range n.kids {
		switch k.name {
		case "w:rPr":
		case "w:t":
			r.letters(string(k.text), form)
		case "w:delText":
			saved := r.now
			r.now.deleted = r.now.deleted || !r.now.movedFrom
			r.letters(string(k.text), form)
			r.now = saved
		case "w:tab", "w:ptab":
			r.write("\t", form)
		case "w:br", "w:cr":
			r.write("\n", form)
		case "w:noBreakHyphen":
			r.write(noBreakHyphen, form)
		case "w:softHyphen":
			r.write("\u00ad", form)
		case "w:sym":
			r.symbol(k, form)
		case "w:fldChar":
			r.fieldChar(k, form)
		case "w:instrText", "w:delInstrText":
			if f := r.field(); f != nil && !f.separated {
				f.code.Write(k.text)
			} else if len(r.fields) == 0 && strings.TrimSpace(string(k.text)) != "" {
				r.remark(Dropped, string(k.text), "en fältkod utan fält togs inte med")
			}
		case "w:footnoteReference", "w:endnoteReference":
			r.reference(strings.TrimSuffix(strings.TrimPrefix(k.name, "w:"), "Reference"), k.attr("w:id"), form)
		case "w:commentReference":
			r.comment(k.attr("w:id")).anchored(beginning(r.now.paragraph))
		case "w:drawing", "w:pict", "w:object":
			r.drawing(k, form)
		case "mc:AlternateContent":
			if c := chosen(k); c != nil {
				r.run(&xmlNode{name: "w:r", kids: append(n.all("w:rPr"), c.kids...)})
			}
		case "w:ruby":
			r.inlines(k.child("w:rubyBase"))
			if text := k.child("w:rt").words(); text != "" {
				r.remark(Dropped, text, "uttal ovanför ett ord togs inte med")
			}
		default:
			if k.shows() {
				r.inlines(k)
			}
		}
	}
}

// What is said of words.
const (
	saidInserted = "tillagt med spårade ändringar, och är med"
	saidDeleted  = "borttaget med spårade ändringar, och togs inte med"
	saidFrom     = "flyttat härifrån med spårade ändringar, och togs inte med här"
	saidTo       = "flyttat hit med spårade ändringar, och är med"
	saidHidden   = "dold text togs inte med"
	saidStruck   = "överstruken text är med som vanlig text; ta bort den om den inte gäller"
	saidCode     = "en del av en fältkod togs inte med"
	saidSigns    = "tecknen är bokstäver i ett typsnitt med tecken, och är skrivna som de ser ut i det"
)

// mostBytesSaid is how much of a text is gathered for a remark, of which its first words are shown.
const mostBytesSaid = 1 << 16

// A saying is a remark on words that may go on.
type saying struct {
	fate  Fate
	what  string
	words strings.Builder
}

// say gathers what is said of words; what is not said of these is at its end.
func (r *wordReader) say(text string, fate Fate, whats ...string) {
	r.closeSayings(whats)
	for _, what := range whats {
		i := 0
		for i < len(r.sayings) && r.sayings[i].what != what {
			i++
		}
		if i == len(r.sayings) {
			r.sayings = append(r.sayings, &saying{fate: fate, what: what})
		}
		said := &r.sayings[i].words
		said.WriteString(text[:min(len(text), max(0, mostBytesSaid-said.Len()))])
	}
}

// closeSayings makes remarks of what is said of earlier words, and not of those that follow.
func (r *wordReader) closeSayings(going []string) {
	kept := r.sayings[:0]
	for _, s := range r.sayings {
		if slices.Contains(going, s.what) {
			kept = append(kept, s)
		} else if text := strings.Join(strings.Fields(s.words.String()), " "); text != "" {
			r.remark(s.fate, text, "%s", s.what)
		}
	}
	r.sayings = kept
}

// noBreakHyphen is a hyphen at which no line ends.
const noBreakHyphen = "\u2011"

// unshown reports whether words are not taken in where the reader is.
func (r *wordReader) unshown(form wordForm) bool {
	_, inField := r.inDroppedField("")
	return inField || r.now.deleted || r.now.movedFrom || form.hidden
}

// write writes words in the paragraph, or says why it does not. A line feed ends a line. More can be
// said of words that are written.
func (r *wordReader) write(text string, form wordForm, whats ...string) {
	if text == "" {
		return
	}
	if dropped, said := r.inDroppedField(text); said {
		if dropped != "" {
			r.say(text, Dropped, dropped)
		}
		return
	}
	switch {
	case r.now.deleted:
		r.say(text, Dropped, saidDeleted)
		return
	case r.now.movedFrom:
		r.say(text, Dropped, saidFrom)
		return
	case form.hidden:
		r.say(text, Dropped, saidHidden)
		return
	}
	for _, f := range r.fields {
		f.gave(text)
	}
	if r.now.inserted {
		whats = append(whats, saidInserted)
	}
	if r.now.movedTo {
		whats = append(whats, saidTo)
	}
	if form.struck {
		whats = append(whats, saidStruck)
	}
	if strings.TrimSpace(text) != "" || len(whats) > 0 {
		r.say(text, Guessed, whats...)
	}
	for id := range r.commentsOpen {
		c := r.comment(id)
		if c.on.WriteString(text); c.on.Len() > mostBytesQuoted {
			delete(r.commentsOpen, id)
		}
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			r.target(" ").AppendChild(element("br"))
		}
		switch last := lastText(r.now.paragraph); {
		case last == "":
			line = strings.TrimLeft(line, " \t")
		case strings.HasSuffix(last, " "):
			line = strings.TrimLeft(line, " ")
		}
		if line != "" {
			addText(line, r.target(line), style{strong: form.strong, em: form.em, sub: form.shift == "sub", sup: form.shift == "sup"})
		}
	}
}

// lastText returns the words that a paragraph ends with: a blank for the end of a line, a letter for
// what else is no words, and "" for one that has not begun.
func lastText(n *html.Node) string {
	if n.LastChild == nil {
		return ""
	}
	for n.LastChild != nil {
		n = n.LastChild
	}
	switch {
	case n.Type == html.TextNode:
		return n.Data
	case n.Data == "br":
		return " "
	}
	return "x"
}

// target returns the node that words are written to: the paragraph, or a link in it.
func (r *wordReader) target(text string) *html.Node {
	link, p := r.now.link, r.now.paragraph
	for i := len(r.fields) - 1; i >= 0 && link == nil; i-- {
		link = r.fields[i].link
	}
	if link == nil || link.href == "" {
		return p
	}
	if link.node != nil && link.node == p.LastChild {
		return link.node
	}
	if strings.TrimSpace(text) == "" {
		return p
	}
	link.node = element("a")
	link.node.Attr = []html.Attribute{{Key: "href", Val: link.href}}
	p.AppendChild(link.node)
	return link.node
}

// linkOf returns the link that an element is.
func (r *wordReader) linkOf(n *xmlNode) *wordLink {
	id, anchor := n.attr("r:id"), n.attr("w:anchor")
	relation := r.relations[id]
	switch text := n.words(); {
	case text == "":
	case id == "" && anchor != "":
		r.internal(text, anchor)
	case id != "" && (relation.target == "" || !relation.external):
		r.remark(Dropped, text, "länkens adress finns inte i filen; orden är med utan länk")
	}
	if id == "" || !relation.external {
		return r.now.link
	}
	return r.link(relation.target, anchor, n.words())
}

// internal says of a link to a place in the document that it is none here.
func (r *wordReader) internal(text, anchor string) {
	if len(r.fields) == 0 && !strings.HasPrefix(anchor, "_Toc") {
		r.remark(Changed, text, "en länk till ett ställe i dokumentet är bara text")
	}
}

// link returns the link to an address and a place on that page.
func (r *wordReader) link(href, anchor, text string) *wordLink {
	if u, err := url.Parse(href); err == nil {
		if inner := unwrapped(u); inner != "" {
			r.remark(Changed, text, throughWrapper, u.Host, inner)
			href = inner
		}
	}
	if anchor != "" && href != "" && !strings.Contains(href, "#") {
		href += "#" + anchor
	}
	return &wordLink{href: href}
}
