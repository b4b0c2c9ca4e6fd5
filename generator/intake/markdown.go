package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// mostQuoted is how many letters of what came in a remark has.
const mostQuoted = 60

// A writer writes a tree as the Markdown of our texts, see package document.
type writer struct {
	pictures string // what the addresses of pictures begin with
	remarks  []source.Remark
}

// markdown returns the Markdown of a tree, and what it cannot have. Every line ends with a
// line feed; an empty tree gives "".
func markdown(body *html.Node, pictures string) (string, []source.Remark) {
	w := &writer{pictures: pictures}
	blocks := w.blocks(body, false)
	if len(blocks) == 0 {
		return "", w.remarks
	}
	return strings.Join(blocks, "\n\n") + "\n", w.remarks
}

func (w *writer) remark(fate source.Fate, n *html.Node, format string, args ...any) {
	w.remarks = append(w.remarks, source.Remark{Fate: fate, Where: spelling.Shorten(textOf(n), mostQuoted, " …"), What: fmt.Sprintf(format, args...)})
}

// blocks returns the blocks of an element, each without the line feed after it. Within an
// item of a list there are no headings.
func (w *writer) blocks(n *html.Node, inItem bool) []string {
	var blocks []string
	add := func(s string) {
		if s != "" {
			blocks = append(blocks, s)
		}
	}
	for c := range runs(n) {
		switch name := c[0].Data; {
		case c[0].Type == html.TextNode || inline[name]:
			add(w.paragraph(c))
		case headingLevel(c[0]) > 0:
			add(w.heading(c[0], inItem))
		case name == "ul" || name == "ol":
			add(w.list(c[0], len(blocks) > 0 && isList(previous(c[0])) && previous(c[0]).Data == name))
		case name == "table":
			add(w.table(c[0], inItem))
		case name == "blockquote":
			add(indented("> ", "> ", strings.Join(w.blocks(c[0], true), "\n\n")))
		case name == "section" && attribute(c[0], "data-footnotes") != "":
			add(w.footnotes(c[0]))
		case name == "section" && attribute(c[0], "data-box") != "":
			add(w.box(c[0], inItem))
		case name == "p":
			add(w.paragraph(children(c[0])))
		default:
			blocks = append(blocks, w.blocks(c[0], inItem)...)
		}
	}
	return blocks
}

func (w *writer) heading(n *html.Node, inItem bool) string {
	if inItem {
		w.remark(source.Guessed, n, "rubriken stod i en lista eller ett citat och är ett stycke i fet stil")
		return w.paragraph([]*html.Node{{Type: html.ElementNode, Data: "strong", FirstChild: n.FirstChild, LastChild: n.LastChild}})
	}
	title := strings.ReplaceAll(w.inline(children(n), true), "\\\n", " ")
	if title == "" {
		return ""
	}
	if strings.HasSuffix(title, "}") {
		title = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(title)
	}
	if closing := strings.TrimRight(title, "#"); closing != title {
		title = closing + strings.Repeat(`\#`, len(title)-len(closing))
	}
	if target := attribute(n, "data-target"); target != "" {
		title += " {" + target + "}"
	}
	return strings.Repeat("#", headingLevel(n)) + " " + title
}

// box writes a box. One within another, a list or a quotation is paragraphs.
func (w *writer) box(n *html.Node, inItem bool) string {
	begins, blocks := attribute(n, "data-box"), w.blocks(n, true)
	if inItem {
		w.remark(source.Guessed, n, "rutan %s stod i något annat och är vanlig text", begins)
		return strings.Join(append([]string{"**" + escaped(begins) + "**"}, blocks...), "\n\n")
	}
	return "::: " + begins + "\n" + strings.Join(blocks, "\n\n") + "\n:::"
}

func (w *writer) paragraph(nodes []*html.Node) string {
	lines := strings.Split(w.inline(nodes, false), "\n")
	for i, line := range lines {
		lines[i] = escapedStart(line)
	}
	return strings.Join(lines, "\n")
}

// list writes a list. One that follows another of its kind has other signs, as it would
// continue that else.
func (w *writer) list(n *html.Node, again bool) string {
	number := startOf(n)
	var items [][]string
	loose := false
	for _, item := range children(n) {
		if item.Type != html.ElementNode {
			continue
		}
		blocks := w.blocks(item, true)
		if len(blocks) == 0 {
			continue
		}
		for i := range blocks[1:] {
			below := blockAt(item, i+1)
			// Right below a line Markdown sees a list with numbers only where it begins with 1.
			loose = loose || !isList(below) || below.Data == "ol" && startOf(below) != 1
		}
		items = append(items, blocks)
	}
	gap := "\n"
	if loose {
		gap = "\n\n"
	}
	var b strings.Builder
	for i, blocks := range items {
		mark := "- "
		switch {
		case n.Data == "ol" && again:
			mark = strconv.Itoa(number+i) + ") "
		case n.Data == "ol":
			mark = strconv.Itoa(number+i) + ". "
		case again:
			mark = "+ "
		}
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(indented(mark, strings.Repeat(" ", len(mark)), strings.Join(blocks, gap)))
	}
	return b.String()
}

// startOf returns the number of the first item of a list.
func startOf(list *html.Node) int {
	if start, err := strconv.Atoi(attribute(list, "start")); err == nil && start >= 0 && start <= mostStart {
		return start
	}
	return 1
}

// mostStart is a number that a list can begin with: Markdown has numbers of at most nine digits.
const mostStart = 99_999_999

// blockAt returns the i-th block of an item, counted as blocks counts them.
func blockAt(item *html.Node, i int) *html.Node {
	for c := range runs(item) {
		if i--; i < 0 {
			return c[0]
		}
	}
	return nil
}

func (w *writer) footnotes(n *html.Node) string {
	var notes []string
	number := 0
	for item := range elements(n, "li") {
		number++
		blocks := w.blocks(item, true)
		if len(blocks) == 0 {
			blocks = []string{"–"}
		}
		notes = append(notes, indented(fmt.Sprintf("[^%d]: ", number), "    ", strings.Join(blocks, "\n\n")))
	}
	return strings.Join(notes, "\n\n")
}

// indented puts signs before the lines of a text: first before the first, rest before the
// others that are not empty.
func indented(first, rest, text string) string {
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case i == 0:
			lines[i] = first + line
		case line != "" || strings.TrimSpace(rest) != "":
			lines[i] = strings.TrimRight(rest+line, " ")
		}
	}
	return strings.Join(lines, "\n")
}

// A run is words with one form.
type run struct {
	text   string // Markdown
	plain  bool   // the text is words, to be escaped
	strong bool
	em     bool
	atom   bool // a link, a picture or a reference: nothing goes into or out of it
}

// inline returns the Markdown of nodes in a line of text. A line that ends is a backslash and
// a line feed.
func (w *writer) inline(nodes []*html.Node, heading bool) string {
	var list []run
	for _, n := range nodes {
		w.collect(n, run{}, heading, &list)
	}
	return written(settled(list))
}

// collect adds what a node holds to a list of runs.
func (w *writer) collect(n *html.Node, form run, heading bool, list *[]run) {
	add := func(r run) { *list = append(*list, r) }
	within := func(f run) {
		for _, c := range children(n) {
			w.collect(c, f, heading, list)
		}
	}
	if n.Type == html.TextNode {
		form.text, form.plain = n.Data, true
		add(form)
		return
	}
	switch n.Data {
	case "strong":
		form.strong = !heading
		within(form)
	case "em":
		form.em = true
		within(form)
	case "br":
		add(run{text: "\\\n"})
	case "img":
		add(run{text: w.picture(n), atom: true})
	case "a":
		add(run{text: blankAt(n, strings.TrimLeft), plain: true}) // no blank lies within the link
		defer func() { add(run{text: blankAt(n, strings.TrimRight), plain: true}) }()
		words := autolink.ReplaceAllStringFunc(w.inline(children(n), heading), func(s string) string {
			return formSigns.ReplaceAllString(strings.Trim(s, "<>"), `\$0`) // a link within a link is none
		})
		words = inLink.ReplaceAllString(words, `$1\$2`)
		address := destination(attribute(n, "href"))
		switch {
		case strings.TrimSpace(words) == "":
		case address == "" || strings.Contains(words, "](") || strings.Contains(words, "\n"):
			if address := attribute(n, "href"); address != "" && !strings.HasPrefix(address, "#") {
				w.remark(source.Dropped, n, "länkens adress kan inte stå i en text: %s", address)
			}
			within(form)
		case attribute(n, "href") == textOf(n) && bare.MatchString(address):
			add(run{text: address, strong: form.strong, em: form.em, atom: true})
		default:
			add(run{text: "[" + words + "](" + address + ")", strong: form.strong, em: form.em, atom: true})
		}
	case "sup", "sub":
		if note := attribute(n, "data-footnote"); note != "" {
			add(run{text: "[^" + note + "]", atom: true})
			return
		}
		if raised, ok := shifted(textOf(n), n.Data); ok {
			form.text, form.plain = raised, true
			add(form)
			return
		}
		if strings.TrimSpace(textOf(n)) != "" {
			w.remark(source.Changed, n.Parent, "”%s” var %s och är vanlig text", spelling.Shorten(textOf(n), mostQuoted, " …"),
				map[string]string{"sup": "upphöjt", "sub": "nedsänkt"}[n.Data])
		}
		within(form)
	default:
		within(form)
	}
}

// blankAt returns a blank if trim takes something from the words of a node.
func blankAt(n *html.Node, trim func(s, cutset string) string) string {
	words := rawText(n)
	if trim(words, " \t\n\r\u00a0") == words {
		return ""
	}
	return " "
}

func (w *writer) picture(n *html.Node) string {
	alt := strings.Join(strings.Fields(attribute(n, "alt")), " ")
	return "![" + strings.NewReplacer("[", `\[`, "]", `\]`, `\`, `\\`).Replace(alt) + "](" + destination(w.pictures+attribute(n, "src")) + ")"
}

// settled puts runs of one form together, and moves blanks and signs that would keep Markdown
// from seeing a form out of it.
func settled(list []run) []run {
	list = slices.DeleteFunc(list, func(r run) bool { return r.text == "" })
	var joined []run
	for i := 0; i < len(list); {
		r, text := list[i], strings.Builder{}
		text.WriteString(r.text)
		for i++; i < len(list) && r.plain && list[i].plain && r.strong == list[i].strong && r.em == list[i].em; i++ {
			text.WriteString(list[i].text)
		}
		r.text = text.String()
		joined = append(joined, r)
	}
	var out []run
	for _, r := range joined {
		if !r.plain || !r.strong && !r.em {
			out = append(out, r)
			continue
		}
		core := strings.TrimSpace(r.text)
		if !strings.ContainsFunc(core, wordRune) || strings.Contains(core, "://") {
			out = append(out, run{text: r.text, plain: true})
			continue
		}
		before, after, _ := strings.Cut(r.text, core)
		out = append(out, run{text: before, plain: true}, run{text: core, plain: true, strong: r.strong, em: r.em},
			run{text: after, plain: true})
	}
	out = slices.DeleteFunc(out, func(r run) bool { return r.text == "" })
	for i := range out {
		var before, after run
		if i > 0 {
			before = out[i-1]
		}
		if i+1 < len(out) {
			after = out[i+1]
		}
		out[i].agree(before, after)
	}
	return out
}

// agree takes the form from a run where Markdown could not see it: beside a run with another
// form, and within a word.
func (r *run) agree(before, after run) {
	if !r.strong && !r.em {
		return
	}
	if before.strong || before.em { // with no blank between
		r.strong, r.em = before.strong, before.em
	}
	if letterBefore(before.text) || letterAfter(after.text) {
		r.strong, r.em = false, false // within a word: Markdown sees it only sometimes
	}
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// written returns the runs as Markdown, with one blank for each run of blanks.
func written(list []run) string {
	var b strings.Builder
	for i := 0; i < len(list); {
		sign := ""
		if list[i].strong {
			sign = "**"
		}
		if list[i].em {
			sign += "*"
		}
		b.WriteString(sign)
		j := i
		for ; j < len(list) && list[j].strong == list[i].strong && list[j].em == list[i].em; j++ {
			switch text := list[j].text; {
			case list[j].plain && strings.HasSuffix(text, "!") && j+1 < len(list) && strings.HasPrefix(list[j+1].text, "["):
				b.WriteString(escaped(strings.TrimSuffix(text, "!")) + `\!`)
			case list[j].plain:
				b.WriteString(escaped(text))
			default:
				b.WriteString(list[j].text)
			}
		}
		b.WriteString(sign)
		i = j
	}
	return outerBreaks.ReplaceAllString(aroundBreak.ReplaceAllString(severalBlanks.ReplaceAllString(b.String(), " "), "\\\n"), "")
}

var (
	blanks        = regexp.MustCompile(`[ \t\n\r\x{a0}]+`)
	severalBlanks = regexp.MustCompile(` {2,}`)
	aroundBreak   = regexp.MustCompile(` *(?:\\\n *)+`)
	outerBreaks   = regexp.MustCompile(`\A(?:\\\n| )+|(?:\\\n| )+\z`)
	bare          = regexp.MustCompile(`^https?://[^\s<>*]+[\w/]$`)
	autolink      = regexp.MustCompile(`<https?://[^<>]*>`)
	formSigns     = regexp.MustCompile("[_*`]")
	inLink        = regexp.MustCompile(`(\A|[^\\!])([\[\]])`)
	// special is what Markdown, or our additions to it, would take for something else in a line.
	special = regexp.MustCompile("https?://[^\\s<>|\\[\\]{}]+|[\\\\`*]|_+|&(?:#\\w+|\\w+);|<(?:[^\\s\\d=<]|$|[^\\s<>,]*(?:@|$))|!\\[|\\[\\[|\\[(?:[^\\[\\]\\^][^\\[\\]]*\\](?:[^(\\[:{]|$))?|\\]\\{|~{2,}|={2,}|\\|")
)

// escaped returns words so that all of them are shown as they are.
func escaped(words string) string {
	words = blanks.ReplaceAllString(words, " ")
	var b strings.Builder
	last := 0
	for {
		m := special.FindStringIndex(words[last:])
		if m == nil {
			break
		}
		m[0], m[1] = m[0]+last, m[1]+last
		b.WriteString(words[last:m[0]])
		last = m[1]
		sign := words[m[0]:m[1]]
		switch {
		case strings.HasPrefix(sign, "http"):
			address := strings.TrimRight(sign, ".,;:!?)]}*_")
			last = m[0] + len(address)
			if strings.ContainsAny(address, "_*`\\[]") {
				address = "<" + address + ">"
			}
			b.WriteString(address)
		case sign[0] == '<':
			last = m[0] + 1 // there may be more to escape in it
			b.WriteString(`\<`)
		case sign[0] == '[' && sign != "[[":
			last = m[0] + 1 // there may be more to escape in it
			if len(sign) == 1 {
				b.WriteByte('\\')
			}
			b.WriteByte('[') // with its end, and nothing after it that would make a link of it
		case sign == "[[" || sign[0] == '~' || sign[0] == '=':
			b.WriteString(strings.Repeat(`\`+sign[:1], len(sign)))
		case sign == "]{":
			b.WriteString(`\]{`)
		case sign == "![":
			b.WriteString(`!\[`)
		case sign[0] == '_' && letterBefore(words[:m[0]]) && letterAfter(words[m[1]:]):
			b.WriteString(sign)
		case sign[0] == '_':
			b.WriteString(strings.Repeat(`\_`, len(sign)))
		case sign == "|":
			b.WriteString(sign) // only in tables, see cell
		default:
			b.WriteString(`\` + sign)
		}
	}
	b.WriteString(words[last:])
	return b.String()
}

func letterBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && wordRune(r)
}

func letterAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && wordRune(r)
}

// lineStart is what a line of a paragraph must not begin with.
var lineStart = regexp.MustCompile(`^(?:#{1,6}(?:\s|$)|>|[-+=](?:\s|$)|[-=_:|\s]{2,}$|:{3,}|\d{1,9}[.)](?:\s|$)|\|)`)

func escapedStart(line string) string {
	m := lineStart.FindString(line)
	if m == "" {
		return line
	}
	if digits := len(m) - len(strings.TrimLeft(m, "0123456789")); digits > 0 {
		return line[:digits] + `\` + line[digits:]
	}
	return `\` + line
}

// destination returns an address as it can be written in a link, "" for one that a text
// cannot have.
func destination(address string) string {
	address = strings.TrimSpace(address)
	scheme, _, found := strings.Cut(address, ":")
	if strings.HasPrefix(address, "#") || found && !strings.ContainsAny(scheme, "/?#.") &&
		!schemes[strings.ToLower(scheme)] {
		return ""
	}
	var b strings.Builder
	for _, r := range address {
		if r <= ' ' || strings.ContainsRune(`()<>\"`, r) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return entity.ReplaceAllString(b.String(), "&amp;$1")
}

// entity is what Markdown would read as a reference to a character in an address.
var entity = regexp.MustCompile(`&(#?\w+;)`)

// schemes are those that links may have.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}
