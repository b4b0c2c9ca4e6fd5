package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"provtryck/generator/collation"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// A sample is a text and its clean HTML.
type sample struct {
	text *collation.Text
	body []byte
}

// samples are the texts in testdata, each with an address.
func samples(t testing.TB, s *site.Site) []sample {
	t.Helper()
	var all []sample
	for _, a := range s.Articles {
		if a.MadeUp {
			continue
		}
		body, f := entered(s, a)
		f.Address = "https://vardpersonal.example" + a.URL
		text, err := collation.NewText(body, f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sample{text, body})
	}
	return all
}

// A planted is a difference that has been put into a page, and what must be found of it.
type planted struct {
	name  string
	plant func(r *rand.Rand, body *html.Node) (found func(collation.Difference) bool, ok bool)
	most  int // differences that it may cause
}

// mutations are the mistakes that are made when a text is entered by hand.
var mutations = []planted{
	{"word", plantWord, 1},
	{"number", plantNumber, 1},
	{"negation", plantNegation, 1},
	{"lost item", plantLostItem, 2},
	{"doubled paragraph", plantDoubled, 2},
	{"merged cells", plantMergedCells, 6},
	{"link", plantLink, 1},
	{"level", plantLevel, 1},
	{"picture", plantPicture, 1},
	{"moved paragraph", plantMoved, 3},
	{"extra paragraph", plantExtra, 1},
	{"lost heading", plantLostHeading, 1},
}

// TestPlanted checks that every difference that is put into pages is found, in any markup.
func TestPlanted(t *testing.T) {
	s := testEdition(t).Site
	all := samples(t, s)
	r := rand.New(rand.NewPCG(1177, 20))
	planted := map[string]int{}
	for n := 0; n < 360; {
		m := mutations[n%len(mutations)]
		sample := all[r.IntN(len(all))]
		body := parseBody(t, sample.body)
		found, ok := m.plant(r, body)
		if !ok {
			continue
		}
		kind := (n / len(mutations)) % len(wraps)
		n++
		planted[m.name]++
		src := wraps[kind](r, sample.text, noisy(r, body, kind))
		result := collated(t, sample.text, src)
		if !slices.ContainsFunc(result.Differences, found) {
			t.Errorf("%s in %s, page %d: not found, but %+v", m.name, sample.text.Name, kind, result.Differences)
		}
		if len(result.Differences) > m.most {
			t.Errorf("%s in %s, page %d: %d differences: %+v", m.name, sample.text.Name, kind, len(result.Differences), result.Differences)
		}
	}
	for _, m := range mutations {
		if planted[m.name] < 25 {
			t.Errorf("%s was planted only %d times", m.name, planted[m.name])
		}
	}
}

// TestMarkupAlone checks that no markup makes a difference.
func TestMarkupAlone(t *testing.T) {
	s := testEdition(t).Site
	r := rand.New(rand.NewPCG(1177, 21))
	for _, sample := range samples(t, s) {
		for kind, wrap := range wraps {
			src := wrap(r, sample.text, noisy(r, parseBody(t, sample.body), kind))
			if result := collated(t, sample.text, src); len(result.Differences) > 0 || result.Cosmetic > 0 {
				t.Errorf("%s, page %d: %+v", sample.text.Name, kind, result)
			}
		}
	}
}

// TestOtherTexts checks that every page is taken for that of its own text, with and without its address.
func TestOtherTexts(t *testing.T) {
	s := testEdition(t).Site
	r := rand.New(rand.NewPCG(1177, 22))
	all := samples(t, s)
	texts := make([]*collation.Text, len(all))
	for i := range all {
		texts[i] = all[i].text
	}
	for i, sample := range all {
		kind := i % len(wraps)
		src := wraps[kind](r, sample.text, noisy(r, parseBody(t, sample.body), kind))
		src = strings.ReplaceAll(src, `rel="canonical"`, `rel="alternate"`)
		page, err := collation.ReadPage([]byte(src), "")
		if err != nil {
			t.Fatal(err)
		}
		if got := collation.Match(page, texts); got != sample.text {
			t.Errorf("the page of %s is taken for %v", sample.text.Name, got)
		}
		next := texts[(i+1)%len(texts)]
		if other := collation.Other(next, page, texts); other != sample.text {
			t.Errorf("the page of %s is taken for %s", sample.text.Name, next.Name)
		}
		if other := collation.Other(sample.text, page, texts); other != nil {
			t.Errorf("the page of %s is taken for %s", sample.text.Name, other.Name)
		}
	}
}

// BenchmarkCollate compares 250 texts with their pages.
func BenchmarkCollate(b *testing.B) {
	s := site.New(sourcesIn(b, filepath.Join("testdata", "content")))
	all := samples(b, s)
	r := rand.New(rand.NewPCG(1177, 23))
	var pages []string
	for i := range 250 {
		sample := all[i%len(all)]
		pages = append(pages, wraps[i%len(wraps)](r, sample.text, noisy(r, parseBody(b, sample.body), i%len(wraps))))
	}
	for b.Loop() {
		for i, page := range pages {
			collated(b, all[i%len(all)].text, page)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/250")
}

func collated(t testing.TB, text *collation.Text, src string) *collation.Result {
	t.Helper()
	page, err := collation.ReadPage([]byte(src), "")
	if err != nil {
		t.Fatalf("%s: %v", text.Name, err)
	}
	result, err := collation.Compare(text, page, "")
	if err != nil {
		t.Fatalf("%s: %v", text.Name, err)
	}
	return result
}

func parseBody(t testing.TB, src []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	return elements(doc, "body")[0]
}

// elements returns the elements in a tree that have one of some names.
func elements(root *html.Node, names ...string) (list []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(names, n.Data) {
			list = append(list, n)
		}
	}
	return list
}

func contentText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return blanks(b.String())
}

// blanks returns words with one blank between them, hard or not.
func blanks(words string) string { return strings.Join(strings.Fields(words), " ") }

// leaf returns a text node with words, outside headings, that some test holds for.
func leaf(r *rand.Rand, body *html.Node, suits func(string) bool) (*html.Node, bool) {
	var list []*html.Node
	for n := range body.Descendants() {
		if n.Type == html.TextNode && len(strings.Fields(n.Data)) > 3 && suits(n.Data) {
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return nil, false
	}
	return list[r.IntN(len(list))], true
}

type finder = func(collation.Difference) bool

func plantWord(r *rand.Rand, body *html.Node) (finder, bool) {
	n, ok := leaf(r, body, func(string) bool { return true })
	if !ok {
		return nil, false
	}
	words := strings.Fields(n.Data)
	words[1+r.IntN(len(words)-2)] = "ärtsoppa"
	n.Data = spaced(n.Data, words)
	return func(d collation.Difference) bool {
		return d.Kind == collation.Differs && strings.Contains(collation.Marks(d.Marked), "ärtsoppa")
	}, true
}

// spaced puts words in the place of those in a text, with the blanks around it.
func spaced(text string, words []string) string {
	joined := strings.Join(words, " ")
	if strings.TrimLeft(text, " \n") != text {
		joined = " " + joined
	}
	if strings.TrimRight(text, " \n") != text {
		joined += " "
	}
	return joined
}

func plantNumber(r *rand.Rand, body *html.Node) (finder, bool) {
	n, ok := leaf(r, body, func(s string) bool { return strings.ContainsAny(s, "123456789") })
	if !ok {
		return nil, false
	}
	at := strings.IndexAny(n.Data, "123456789")
	n.Data = n.Data[:at] + "7" + n.Data[at:]
	return func(d collation.Difference) bool { return d.Kind == collation.Differs && len(d.Matters) > 0 }, true
}

func plantNegation(r *rand.Rand, body *html.Node) (finder, bool) {
	n, ok := leaf(r, body, func(string) bool { return true })
	if !ok {
		return nil, false
	}
	words := strings.Fields(n.Data)
	n.Data = spaced(n.Data, slices.Insert(words, 1+r.IntN(len(words)-2), "inte"))
	return func(d collation.Difference) bool {
		return d.Kind == collation.Differs && slices.Contains(d.Matters, revision.Negation)
	}, true
}

func plantLostItem(r *rand.Rand, body *html.Node) (finder, bool) {
	return lose(r, body, "li")
}

func plantLostHeading(r *rand.Rand, body *html.Node) (finder, bool) {
	return lose(r, body, "h2", "h3", "h4")
}

func lose(r *rand.Rand, body *html.Node, names ...string) (finder, bool) {
	list := slices.DeleteFunc(elements(body, names...), func(n *html.Node) bool { return len(elements(n, "ul", "ol", "p")) > 0 })
	if len(list) == 0 {
		return nil, false
	}
	n := list[r.IntN(len(list))]
	text := contentText(n)
	n.Parent.RemoveChild(n)
	return func(d collation.Difference) bool { return d.Kind == collation.Missing && blanks(d.Text) == text }, true
}

// paragraphs are those directly in the body.
func paragraphs(body *html.Node) []*html.Node {
	return slices.DeleteFunc(elements(body, "p"), func(n *html.Node) bool { return n.Parent != body || contentText(n) == "" })
}

func plantDoubled(r *rand.Rand, body *html.Node) (finder, bool) {
	list := paragraphs(body)
	if len(list) < 2 {
		return nil, false
	}
	n, to := list[r.IntN(len(list))], list[r.IntN(len(list))]
	text := contentText(n)
	body.InsertBefore(clone(n), to.NextSibling)
	return func(d collation.Difference) bool {
		return (d.Kind == collation.Doubled || d.Kind == collation.Moved) && blanks(d.Page) == text
	}, true
}

func plantMoved(r *rand.Rand, body *html.Node) (finder, bool) {
	list := paragraphs(body)
	if len(list) < 4 {
		return nil, false
	}
	from := r.IntN(len(list))
	to := (from + 2 + r.IntN(len(list)-3)) % len(list)
	n := list[from]
	same := 0
	for _, other := range list {
		if contentText(other) == contentText(n) {
			same++
		}
	}
	if same > 1 {
		return nil, false
	}
	body.RemoveChild(n)
	body.InsertBefore(n, list[to].NextSibling)
	return func(d collation.Difference) bool { return d.Kind == collation.Moved }, true
}

func plantExtra(r *rand.Rand, body *html.Node) (finder, bool) {
	const words = "Det här stycket hör inte till texten utan kom med av misstag."
	p := &html.Node{Type: html.ElementNode, Data: "p"}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: words})
	list := append(paragraphs(body), nil) // last of all too
	if at := list[r.IntN(len(list))]; at != nil {
		body.InsertBefore(p, at.NextSibling)
	} else {
		body.AppendChild(p)
	}
	return func(d collation.Difference) bool { return d.Kind == collation.Extra && d.Page == words }, true
}

func plantMergedCells(r *rand.Rand, body *html.Node) (finder, bool) {
	rows := slices.DeleteFunc(elements(body, "tr"), func(n *html.Node) bool { return len(elements(n, "td")) < 2 })
	if len(rows) == 0 {
		return nil, false
	}
	cells := elements(rows[r.IntN(len(rows))], "td")
	for cells[1].FirstChild != nil {
		c := cells[1].FirstChild
		cells[1].RemoveChild(c)
		cells[0].AppendChild(c)
	}
	cells[0].Attr = []html.Attribute{{Key: "colspan", Val: "2"}}
	cells[1].Parent.RemoveChild(cells[1])
	return func(d collation.Difference) bool {
		return d.What == "tabellcell" && strings.Contains(strings.Join(d.Details, " "), "2 × 1")
	}, true
}

func plantLink(r *rand.Rand, body *html.Node) (finder, bool) {
	list := elements(body, "a")
	if len(list) == 0 {
		return nil, false
	}
	const address = "https://annan.example/sida"
	list[r.IntN(len(list))].Attr = []html.Attribute{{Key: "href", Val: address}}
	return func(d collation.Difference) bool {
		return strings.Contains(strings.Join(d.Details, " "), address) && slices.Contains(d.Matters, revision.Link)
	}, true
}

func plantLevel(r *rand.Rand, body *html.Node) (finder, bool) {
	list := elements(body, "h2", "h3", "h4")
	if len(list) == 0 {
		return nil, false
	}
	n := list[r.IntN(len(list))]
	n.Data = map[string]string{"h2": "h3", "h3": "h4", "h4": "h2"}[n.Data]
	return func(d collation.Difference) bool {
		return strings.Contains(strings.Join(d.Details, " "), "rubriknivån")
	}, true
}

func plantPicture(r *rand.Rand, body *html.Node) (finder, bool) {
	list := elements(body, "img")
	if len(list) == 0 {
		return nil, false
	}
	alt := []string{"", "En annan bild", "bild.png"}[r.IntN(3)]
	list[r.IntN(len(list))].Attr = []html.Attribute{{Key: "alt", Val: alt}}
	return func(d collation.Difference) bool {
		return d.What == "bild" && d.Kind == collation.Differs && d.Page == alt && slices.Contains(d.Matters, revision.Picture)
	}, true
}

func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, Data: n.Data, Attr: slices.Clone(n.Attr)}
	for child := range n.ChildNodes() {
		c.AppendChild(clone(child))
	}
	return c
}

// noisy returns the HTML of a body with markup that changes nothing of what is read: classes, spans,
// wrappers, other elements for the same, entities and blanks.
func noisy(r *rand.Rand, body *html.Node, kind int) string {
	for _, n := range slices.Collect(body.Descendants()) {
		if n.Type == html.TextNode {
			if words := strings.TrimSpace(n.Data); r.IntN(4) == 0 && words != "" {
				span := &html.Node{Type: html.ElementNode, Data: "span", Attr: []html.Attribute{{Key: "style", Val: "color:red"}}}
				n.Parent.InsertBefore(span, n)
				n.Parent.RemoveChild(n)
				span.AppendChild(n)
			}
			continue
		}
		if n.Type != html.ElementNode {
			continue
		}
		n.Attr = append(n.Attr, html.Attribute{Key: "class", Val: fmt.Sprintf("k-%d", r.IntN(9))}, html.Attribute{Key: "data-epi", Val: "x"})
		if kind == 0 {
			continue
		}
		switch n.Data {
		case "strong":
			n.Data = "b"
		case "em":
			n.Data = "i"
		case "p":
			if kind == 1 {
				n.Data = "div"
			}
		case "li", "td", "th":
			if len(elements(n, "p", "div", "ul", "ol")) == 0 {
				enclose(n, []string{"p", "div", "span"}[r.IntN(3)])
			}
		case "h2", "h3", "h4":
			if kind == 1 {
				n.Attr = append(n.Attr, html.Attribute{Key: "role", Val: "heading"}, html.Attribute{Key: "aria-level", Val: n.Data[1:]})
				n.Data = "div"
			}
			enclose(n, []string{"button", "span"}[r.IntN(2)])
		case "table":
			wrap := &html.Node{Type: html.ElementNode, Data: "div", Attr: []html.Attribute{{Key: "class", Val: "table-scroll"}}}
			n.Parent.InsertBefore(wrap, n)
			n.Parent.RemoveChild(n)
			wrap.AppendChild(n)
		}
	}
	var b strings.Builder
	for c := range body.ChildNodes() {
		if err := html.Render(&b, c); err != nil {
			return err.Error()
		}
		b.WriteString([]string{"", "\n\t\n"}[r.IntN(2)])
	}
	return strings.NewReplacer("å", "&aring;", "é", "&#233;", "Ä", "&#xC4;").Replace(b.String())
}

// enclose puts all that is in an element into one of another name.
func enclose(n *html.Node, name string) {
	inner := &html.Node{Type: html.ElementNode, Data: name}
	for n.FirstChild != nil {
		c := n.FirstChild
		n.RemoveChild(c)
		inner.AppendChild(c)
	}
	n.AppendChild(inner)
}

// wraps are pages around a body: with the elements that are meant for it, of div alone, and flat.
var wraps = []func(r *rand.Rand, t *collation.Text, body string) string{
	func(_ *rand.Rand, t *collation.Text, body string) string {
		return head(t) + `<body><header><a href="/">Start</a><nav><ul><li><a href="/a">Behandling</a></li><li><a href="/b">Symtom</a></li></ul></nav></header>
<main><nav aria-label="Brödsmulor"><ol><li><a href="/">Start</a></li><li>` + html.EscapeString(t.Title) + `</li></ol></nav>
<article><header><h1>` + html.EscapeString(t.Title) + `</h1><p class="lead">` + html.EscapeString(t.Lead) + `</p><p>` + html.EscapeString(t.Audience) + `</p></header>
<div class="rich-text">` + body + `</div></article>
<aside><h2>Relaterat</h2><p>Läs mer om något helt annat här.</p></aside></main>
<footer><h2>Om webbplatsen</h2><p>Regionerna står bakom webbplatsen.</p></footer>
<div role="dialog"><h2>Kakor</h2><p>Vi använder kakor.</p><button>Godkänn</button></div></body></html>`
	},
	func(_ *rand.Rand, t *collation.Text, body string) string {
		return head(t) + `<body><div><div class="top"><div>Start</div><div>Meny</div></div><div class="outer"><div class="inner">
<div class="crumbs"><div><a href="/">Start</a></div></div><div role="heading" aria-level="1">` + html.EscapeString(t.Title) + `</div><div><div>` +
			html.EscapeString(t.Lead) + `</div></div><div>` + html.EscapeString(t.Audience) + `</div><div><div class="body"><div>` + body + `</div></div></div>
<div class="share"><div>Dela sidan</div><div>Skriv ut</div></div></div></div><div class="foot"><div>Kontakta oss om webbplatsen.</div></div></div>
<div class="cookies"><div>Vi använder kakor för statistik.</div></div></body></html>`
	},
	func(_ *rand.Rand, t *collation.Text, body string) string {
		return head(t) + `<body><div class="cookies"><p>Vi använder kakor för statistik.</p></div><div class="menu"><ul><li><a href="/a">Start</a></li></ul></div>
<h1>` + html.EscapeString(t.Title) + `</h1><p>` + html.EscapeString(t.Lead) + `</p>` + audienceLine(t) + body +
			`<div class="foot"><p>Regionerna står bakom webbplatsen.</p></div><script>var a = "<p>inget</p>"</script></body></html>`
	},
}

func audienceLine(t *collation.Text) string {
	if t.Audience == "" {
		return ""
	}
	return "<p>Målgrupp: " + html.EscapeString(t.Audience) + "</p>"
}

func head(t *collation.Text) string {
	return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>` + html.EscapeString(t.Title) + ` – Vårdpersonal</title>
<link rel="canonical" href="` + t.Address + `"><meta name="keywords" content="` + html.EscapeString(strings.Join(t.Keywords, ", ")) + `"></head>`
}
