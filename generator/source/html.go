package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"provtryck/generator/spelling"
)

const (
	// MaxHTML is how many bytes a page may have.
	MaxHTML = 32 << 20
	// maxPicture is how many bytes a picture may have, as in a text of ours.
	maxPicture = 20 << 20
	// maxQuoted is how many letters of what came in a remark has.
	maxQuoted = 60
)

// HTML reads a page that a browser has saved, or what a program has put on the clipboard.
// Beside are the files that were saved with the page; it may be nil. Errors are in Swedish.
func HTML(src []byte, beside fs.FS) (Source, error) {
	if len(src) > MaxHTML {
		return Source{}, fmt.Errorf("filen är större än %d MB", MaxHTML>>20)
	}
	if err := notHTML(src); err != nil {
		return Source{}, err
	}
	src = fragment(src)
	text, err := PageText(src)
	if err != nil {
		return Source{}, errors.New("filens teckenkodning går inte att läsa; spara den som UTF-8")
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // which is no word
	doc, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return Source{}, errors.New("sidan har för många delar i varandra för att läsas; kopiera texten och klistra in den i stället")
	}
	r := &pageReader{beside: beside, body: &html.Node{Type: html.ElementNode, Data: "body"}, notes: map[string]int{}}
	r.head(doc, src)
	root := r.ownText(doc)
	if root == nil {
		root = contentOf(doc)
	}
	r.notesOf(doc)
	r.webNotes(doc)
	r.block("p", root, r.body, style{})
	r.footnotes()
	r.leftOut(doc, root)
	r.openComment(text)
	return Source{Body: r.body, Title: r.title, URL: r.address, Facts: r.facts, Pictures: r.pictures, Remarks: r.remarks}, nil
}

// PageText returns a page as UTF-8. What is valid UTF-8 and more than ASCII is that, whatever it says: the clipboard
// gives UTF-8 of pages that were not, and package charset looks only at the first kilobyte of those that say nothing.
func PageText(src []byte) ([]byte, error) {
	if utf8.Valid(src) && utf8.RuneCount(src) < len(src) {
		return src, nil
	}
	decoded, err := charset.NewReader(bytes.NewReader(src), "")
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(decoded, 4*MaxHTML))
}

// notHTML returns what a file is, when it is of another kind.
func notHTML(src []byte) error {
	for _, kind := range []struct{ sign, what string }{
		{"%PDF", "filen är en pdf; kopiera texten ur den och klistra in den"},
		{"PK\x03\x04", "filen är en zip-fil eller ett Office-dokument; döp om ett Word-dokument så att det slutar på .docx"},
		{"\xd0\xcf\x11\xe0", "filen är i det äldre formatet .doc; öppna den i Word och spara den som .docx"},
		{"{\\rtf", "filen är i formatet .rtf; öppna den i Word och spara den som .docx"},
	} {
		if bytes.HasPrefix(src, []byte(kind.sign)) {
			return errors.New(kind.what)
		}
	}
	if start := src[:min(len(src), 4000)]; bytes.Contains(bytes.ToLower(start), []byte("content-type: multipart/related")) {
		return errors.New("filen är en webbsida i en enda fil (.mht); spara den som ”webbsida, fullständig” i stället")
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return errors.New("filen är tom")
	}
	return nil
}

// fragment returns what the clipboard of Windows holds below the places that it begins with.
func fragment(src []byte) []byte {
	if bytes.HasPrefix(src, []byte("Version:")) {
		if i := bytes.IndexByte(src, '<'); i >= 0 {
			return src[i:]
		}
	}
	return src
}

// A pageReader writes what a page means into a tree of plain HTML.
type pageReader struct {
	beside   fs.FS
	body     *html.Node
	title    string
	address  string
	facts    map[string]string
	pictures []Picture
	remarks  []Remark
	notes    map[string]int // the numbers of footnotes by their ids
	noted    []*html.Node   // what they say
	own      bool           // the page is made by Provtryck
	noting   bool           // what they say is written
	lists    []*html.Node   // of Word's that are open, outermost first
}

// A style is how words look.
type style struct {
	strong, em, sub, sup, kept bool // kept: blanks are as they are
	href                       string
	font                       string
}

func (r *pageReader) remark(fate Fate, n *html.Node, format string, args ...any) {
	r.remarks = append(r.remarks, Remark{fate, quoted(words(n)), fmt.Sprintf(format, args...)})
}

// quoted returns the first words of a text.
func quoted(s string) string { return spelling.Shorten(s, maxQuoted, " …") }

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style":
			b.WriteString(d.Data)
		case d.Type == html.ElementNode && blockElements[d.Data] || d.Data == "br":
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// css reports whether the style of an element has a declaration, "mso-list" or "font-style:italic".
func css(n *html.Node, declaration string) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", ""), declaration)
}

var (
	savedFrom  = regexp.MustCompile(`<!-- saved from url=\(\d+\)(\S+) -->`)
	fontWeight = regexp.MustCompile(`(?:^|;)font-weight:(bold|normal|\d+)`)
)

// head reads what a page says about itself.
func (r *pageReader) head(doc *html.Node, src []byte) {
	r.facts = map[string]string{}
	if m := savedFrom.FindSubmatch(src[:min(len(src), 4000)]); m != nil {
		r.address = string(m[1])
	}
	for n := range doc.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "html" && attr(n, "lang") != "":
			r.facts["språk"] = attr(n, "lang")
		case n.Data == "title" && n.Parent.Data == "head":
			r.title = words(n)
		case n.Data == "link" && attr(n, "rel") == "canonical":
			r.address = attr(n, "href")
		case n.Data == "meta" && attr(n, "property") == "og:url" && r.address == "":
			r.address = attr(n, "content")
		case n.Data == "meta":
			switch name := strings.ToLower(attr(n, "name")); name {
			case "last-modified", "dcterms.modified", "dc.date.modified":
				r.facts["ändrad"] = attr(n, "content")
			case "dcterms.created", "dc.date":
				r.facts["skapad"] = attr(n, "content")
			}
		}
	}
	if u, err := url.Parse(r.address); err != nil || u.Scheme != "https" && u.Scheme != "http" {
		r.address = ""
	}
}

// contentOf returns the part of a page that is its text.
func contentOf(doc *html.Node) *html.Node {
	var best *html.Node
	most := 0 // bytes of words in an article
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "main" || attr(n, "role") == "main" {
			return n
		}
		if n.Data == "article" {
			if size := len(words(n)); best == nil || best.Data != "article" || size > most {
				best, most = n, size
			}
		}
		if n.Data == "body" && best == nil {
			best = n
		}
	}
	if best == nil {
		return doc
	}
	return best
}

// never are elements with nothing to read.
var never = map[string]bool{"script": true, "style": true, "template": true, "noscript": true, "head": true,
	"input": true, "hr": true, "col": true, "colgroup": true}

// media are what a text of ours cannot have.
var media = map[string]string{"iframe": "en inbäddad sida", "video": "en film", "audio": "ett ljud", "object": "ett inbäddat objekt",
	"embed": "ett inbäddat objekt", "canvas": "en ritad bild", "svg": "en ritad bild", "math": "en formel",
	"select": "en lista att välja i", "textarea": "ett fält att skriva i"}

var blockElements = map[string]bool{"address": true, "article": true, "blockquote": true, "body": true, "caption": true, "center": true,
	"dd": true, "details": true, "div": true, "dl": true, "dt": true, "fieldset": true, "figcaption": true, "figure": true, "h1": true,
	"h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "hgroup": true, "li": true, "main": true, "ol": true, "p": true, "pre": true,
	"section": true, "summary": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true, "ul": true}

// leftOut says which words of a page were not taken in.
func (r *pageReader) leftOut(doc, root *html.Node) {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" && !within(n, root) && words(n) != "" {
			r.title = words(n) // of the page, above its text
		}
	}
	if root.Data == "body" || root.Type == html.DocumentNode || r.own {
		return
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "body" {
			if n := len(strings.Fields(words(n))) - len(strings.Fields(words(root))); n > 0 {
				r.remarks = append(r.remarks, Remark{Dropped, "", fmt.Sprintf("%d ord runt sidans text togs inte med, till exempel menyer", n)})
			}
		}
	}
}

// openComment says what stands after the beginning of a comment that has no end: no browser shows it.
func (r *pageReader) openComment(page []byte) {
	at := bytes.LastIndex(page, []byte("<!--"))
	if at < 0 || bytes.Contains(page[at:], []byte("-->")) || bytes.Contains(page[at:], []byte("--!>")) {
		return
	}
	doc, err := html.Parse(bytes.NewReader(page[at+len("<!--"):]))
	if err != nil {
		return
	}
	if hidden := words(doc); hidden != "" {
		r.remarks = append(r.remarks, Remark{Dropped, quoted(hidden), "det som står efter början av en kommentar (<!--) utan slut togs inte med; ta bort <!-- ur filen om det ska vara med"})
	}
}

func within(n, root *html.Node) bool {
	return n == root || slices.Contains(slices.Collect(n.Ancestors()), root)
}

// children writes what is in an element to the end of another.
func (r *pageReader) children(n, to *html.Node, s style) {
	for c := range n.ChildNodes() {
		r.node(c, to, s)
	}
}

func (r *pageReader) node(n, to *html.Node, s style) {
	if n.Type == html.TextNode {
		r.text(n, to, s)
		return
	}
	if n.Type != html.ElementNode || never[n.Data] {
		return
	}
	if what, is := media[n.Data]; is {
		where := cmp.Or(words(n), attr(n, "title"), attr(n, "aria-label"), attr(n, "src"), attr(n, "data"))
		if where != "" { // else it is an ornament
			r.remarks = append(r.remarks, Remark{Dropped, quoted(where), what + " togs inte med"})
		}
		return
	}
	if r.hidden(n) || r.wordNote(n, to) || r.webNote(n, to) {
		return
	}
	s = styled(n, s)
	switch n.Data {
	case "nav", "aside", "footer", "dialog", "header":
		r.lists = nil
		r.aroundText(n, to, s)
	case "br":
		to.AppendChild(element("br"))
	case "img":
		r.picture(n, to)
	case "a":
		r.link(n, to, s)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.heading(n, to, s)
	case "ul", "ol":
		r.list(n, to, s)
	case "table":
		r.table(n, to, s)
	case "blockquote":
		r.block("blockquote", n, to, s)
	case "pre":
		s.kept = true
		r.block("p", n, to, s)
	case "dt", "summary", "caption", "figcaption":
		s.strong = n.Data != "figcaption"
		r.block("p", n, to, s)
	case "s", "strike", "del":
		r.struck(n, to, s)
	case "ins":
		if words(n) != "" {
			r.remark(Guessed, n, "tillagt med spårade ändringar, och är med")
		}
		r.children(n, to, s)
	default:
		if level := headingRole(n); level > 0 {
			r.heading(n, to, s)
			return
		}
		if r.wordList(n, to, s) {
			return
		}
		if blockElements[n.Data] {
			r.block("p", n, to, s)
			return
		}
		r.children(n, to, s)
	}
}

func element(name string) *html.Node { return &html.Node{Type: html.ElementNode, Data: name} }

// aroundText takes in what lies within a text, such as a box beside it, and leaves out what is around
// the text of a page, and menus.
func (r *pageReader) aroundText(n, to *html.Node, s style) {
	what := map[string]string{"nav": "en meny", "dialog": "en dialogruta"}[n.Data]
	if what == "" && n.Parent.Data != "body" {
		r.block("p", n, to, s)
		return
	}
	if words(n) != "" {
		r.remark(Dropped, n, "%s togs inte med", cmp.Or(what, "något vid sidan av texten"))
	}
}

// hidden reports whether an element is not shown, which is said where it has words.
func (r *pageReader) hidden(n *html.Node) bool {
	_, comment := classOf(n, "msocomtxt", "msocomanchor", "msocomoff")
	switch {
	case comment:
		if words(n) != "" && attr(n, "class") != "msocomanchor" {
			r.remark(Dropped, n, "en kommentar i Word togs inte med")
		}
		return true
	case css(n, "display:none") || css(n, "visibility:hidden") || css(n, "mso-hide:all") || hasAttr(n, "hidden"):
		if words(n) != "" {
			r.remark(Dropped, n, "dold text togs inte med")
		}
		return true
	}
	return false
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// classOf returns the first of some classes that an element has.
func classOf(n *html.Node, classes ...string) (string, bool) {
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		if slices.Contains(classes, class) {
			return class, true
		}
	}
	return "", false
}

// styled returns how the words in an element look.
func styled(n *html.Node, s style) style {
	switch n.Data {
	case "b", "strong", "th":
		s.strong = n.Data != "th"
	case "i", "em", "cite", "dfn":
		s.em = true
	case "sub":
		s.sub = true
	case "sup":
		s.sup = true
	}
	if m := fontWeight.FindStringSubmatch(strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")); m != nil {
		weight, err := strconv.Atoi(m[1])
		s.strong = m[1] == "bold" || err == nil && weight >= 600
	}
	s.font = cmp.Or(fontOf(n), s.font)
	if css(n, "font-style:") {
		s.em = css(n, "font-style:italic")
	}
	if css(n, "vertical-align:super") {
		s.sup = true
	}
	if css(n, "vertical-align:sub") {
		s.sub = true
	}
	return s
}

// headingRole is the level of an element that says that it is a heading, 0 for others.
func headingRole(n *html.Node) int {
	if attr(n, "role") != "heading" {
		return 0
	}
	level, err := strconv.Atoi(attr(n, "aria-level"))
	if err != nil || level < 1 {
		return 2
	}
	return min(level, 6)
}

func (r *pageReader) heading(n, to *html.Node, s style) {
	r.lists = nil
	name := n.Data
	if level := headingRole(n); level > 0 {
		name = "h" + strconv.Itoa(level)
	}
	s.strong = false
	h := element(name)
	if whom := attr(n, "data-audience"); r.own && whom != "" {
		h.Attr = []html.Attribute{{Key: "data-audience", Val: whom}}
	}
	r.children(n, h, s)
	unwrap(h)
	if name == "h1" && (r.title == "" || to == r.body && h1s(r.body) == 0) {
		r.title = words(h)
	}
	to.AppendChild(h)
}

// unwrap makes one line of the blocks in a heading.
func unwrap(h *html.Node) {
	for _, block := range slices.Collect(h.Descendants()) {
		if block.Type != html.ElementNode || !blockElements[block.Data] {
			continue
		}
		parent := block.Parent
		parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, block)
		for block.FirstChild != nil {
			c := block.FirstChild
			block.RemoveChild(c)
			parent.InsertBefore(c, block)
		}
		block.Data, block.Type = " ", html.TextNode
	}
}

func h1s(body *html.Node) int {
	n := 0
	for c := range body.ChildNodes() {
		if c.Data == "h1" {
			n++
		}
	}
	return n
}

// block writes an element as a paragraph or a quotation; where there are blocks in it, as those,
// with what is between them as paragraphs.
func (r *pageReader) block(name string, n, to *html.Node, s style) {
	r.lists = nil
	if name != "p" {
		b := element(name)
		r.block("p", n, b, s)
		to.AppendChild(b)
		return
	}
	if box := attr(n, "data-box"); r.own && box != "" {
		b := element("section")
		b.Attr = []html.Attribute{{Key: "data-box", Val: box}}
		to.AppendChild(b)
		to = b
	}
	p := element("p")
	flush := func() {
		for s.kept && p.LastChild != nil && p.LastChild.Data == "br" {
			p.RemoveChild(p.LastChild)
		}
		if p.FirstChild != nil {
			to.AppendChild(p)
			r.lists = nil
		}
		p = element("p")
	}
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || !blockElements[c.Data] && !around[c.Data] && !hasBlock(c) {
			r.node(c, p, s)
			continue
		}
		flush()
		r.node(c, to, s)
	}
	flush()
}

// around are the parts of a page that are no part of its text.
var around = map[string]bool{"nav": true, "header": true, "footer": true, "aside": true, "dialog": true}

func (r *pageReader) list(n, to *html.Node, s style) {
	r.lists = nil
	list := element(n.Data)
	if last := to.LastChild; last != nil && last.Data == n.Data && wordWeb(n) {
		list = last
	}
	if start := attr(n, "start"); start != "" && n.Data == "ol" {
		list.Attr = []html.Attribute{{Key: "start", Val: start}}
	}
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode:
		case r.webNote(c, to): // written last
		case c.Type == html.ElementNode && r.hidden(c):
		case c.Type == html.ElementNode && c.Data == "li":
			if level, err := strconv.Atoi(attr(c, "data-aria-level")); err == nil && level > 1 { // Word on the web
				r.deeper(n, c, to, list, level, s)
				continue
			}
			item := element("li")
			r.children(c, item, s)
			list.AppendChild(item)
		case c.Type == html.ElementNode && (c.Data == "ul" || c.Data == "ol") && list.LastChild != nil:
			r.list(c, list.LastChild, s) // Google Docs puts a list within a list between its items
		default:
			item := element("li")
			r.node(c, item, s)
			list.AppendChild(item)
		}
	}
	if list.FirstChild != nil && list.Parent == nil {
		to.AppendChild(list)
	}
}

// wordWeb reports whether a list is of Word on the web, which has a list for each item.
func wordWeb(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if hasAttr(c, "data-aria-level") {
			return true
		}
	}
	return false
}

// deeper writes an item of Word on the web, where every item is in a list of its own that says
// how deep it lies.
func (r *pageReader) deeper(n, c, to, list *html.Node, level int, s style) {
	at := list.LastChild
	if last := to.LastChild; at == nil && last != nil && (last.Data == "ul" || last.Data == "ol") {
		at = last.LastChild
	}
	item := element("li")
	r.children(c, item, s)
	if at == nil {
		list.AppendChild(item)
		return
	}
	for range level - 2 {
		if at.LastChild == nil || at.LastChild.Data != "ul" && at.LastChild.Data != "ol" {
			break
		}
		at = at.LastChild.LastChild
	}
	if at.LastChild == nil || at.LastChild.Data != n.Data {
		at.AppendChild(element(n.Data))
	}
	at.LastChild.AppendChild(item)
}

func (r *pageReader) table(n, to *html.Node, s style) {
	r.lists = nil
	table := element("table")
	var rows func(*html.Node, bool)
	rows = func(n *html.Node, head bool) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type != html.ElementNode || r.hidden(c):
			case c.Data == "caption":
				r.node(c, to, s)
			case c.Data == "tr":
				tr := element("tr")
				for td := range c.ChildNodes() {
					if td.Type == html.ElementNode && (td.Data == "td" || td.Data == "th") {
						r.cell(td, tr, head, s)
					}
				}
				table.AppendChild(tr)
			case c.Data == "thead" || c.Data == "tbody" || c.Data == "tfoot":
				rows(c, c.Data == "thead")
			}
		}
	}
	rows(n, false)
	if table.FirstChild != nil {
		to.AppendChild(table)
	}
}

func (r *pageReader) cell(n, to *html.Node, head bool, s style) {
	if r.hidden(n) {
		return
	}
	cell := element(n.Data)
	if head {
		cell.Data = "th"
	}
	for _, key := range []string{"colspan", "rowspan"} {
		if span := attr(n, key); span != "" && span != "1" {
			cell.Attr = append(cell.Attr, html.Attribute{Key: key, Val: span})
		}
	}
	r.lists = nil
	s = styled(n, s)
	if cell.Data == "th" {
		s.strong = false
	}
	r.children(n, cell, s)
	r.lists = nil
	to.AppendChild(cell)
}

// struck writes words that are struck out, and says that they are.
func (r *pageReader) struck(n, to *html.Node, s style) {
	if words(n) == "" {
		return
	}
	if n.Data == "del" {
		r.remark(Dropped, n, "borttaget med spårade ändringar, och togs inte med")
		return
	}
	r.remark(Guessed, n, "överstruken text är med som vanlig text; ta bort den om den inte gäller")
	r.children(n, to, s)
}
