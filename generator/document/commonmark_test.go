package document

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"provtryck/generator/audience"
)

var update = flag.Bool("update", false, "rewrite expectations")

type example struct {
	Number   int    `json:"example"`
	Section  string `json:"section"`
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
}

// commonMark reads the examples of CommonMark 0.31.2, which come with the
// Markdown library.
func commonMark(t *testing.T) []example {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatalf("the examples of CommonMark are missing: %v", err)
	}
	var examples []example
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) < 600 {
		t.Fatalf("%d examples", len(examples))
	}
	return examples
}

// TestCommonMark holds the list of those examples of CommonMark that mean
// something else here, each with its reason.
func TestCommonMark(t *testing.T) {
	const file = "testdata/commonmark-differs.txt"
	var got strings.Builder
	for _, e := range commonMark(t) {
		d := &Document{Name: "a.md"}
		d.build([]byte(e.Markdown), 0, Options{Taxonomy: &audience.Taxonomy{}})
		if dom(t, whole(d)) == dom(t, e.HTML) {
			continue
		}
		fmt.Fprintf(&got, "%d\t%s\t%s\n", e.Number, e.Section, reasonFor(e, d))
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("%s is not what differs now; run with -update and read the change\n%s", file, got.String())
	}
	if strings.Contains(got.String(), "UNKNOWN") {
		t.Error("an example differs for no known reason")
	}
}

// reasonFor says why an example differs.
func reasonFor(e example, d *Document) string {
	found := func(rule string) bool {
		for _, p := range d.Problems {
			if p.Rule == rule {
				return true
			}
		}
		return false
	}
	switch {
	case found("html"):
		return "raw HTML is shown as text and reported"
	case found("farlig-lank"):
		return "a link with a scheme that is not allowed is dead and reported"
	case found("rubrik-i-block") && strings.Contains(e.HTML, "<h1>"):
		return "a heading of level 1 in a list or quote is shown at level 2"
	}
	return "UNKNOWN"
}

// whole is the HTML of a document's body with headings at the level written.
func whole(d *Document) string {
	var b strings.Builder
	var blocks func([]Block)
	blocks = func(list []Block) {
		for _, block := range list {
			b.WriteString(filled(d, block.HTML))
			blocks(block.Blocks)
		}
	}
	blocks(d.Intro)
	d.All(func(s *Section, _ []*Section) {
		fmt.Fprintf(&b, "<h%d>%s</h%d>", s.Level, filled(d, s.Heading), s.Level)
		blocks(s.Blocks)
	})
	return b.String()
}

// filled is a fragment with links as they were written.
func filled(d *Document, f Fragment) string {
	var b strings.Builder
	from := 0
	for _, h := range f.Holes {
		b.WriteString(f.HTML[from:h.Offset])
		from = h.Offset
		if h.Kind == IDPrefix {
			continue
		}
		l := d.Links[h.Link]
		title := ""
		if l.Title != "" {
			title = ` title="` + html.EscapeString(l.Title) + `"`
		}
		switch {
		case h.Kind == OpenLink && !l.Unsafe:
			b.WriteString(`<a href="` + html.EscapeString(l.Dest) + `"` + title + ">")
		case h.Kind == CloseLink && !l.Unsafe:
			b.WriteString("</a>")
		case h.Kind == Picture && !l.Unsafe:
			b.WriteString(`<img src="` + html.EscapeString(l.Dest) + `" alt="` + html.EscapeString(l.Text) + `"` + title + ">")
		}
	}
	return b.String() + f.HTML[from:]
}

// dom writes HTML in a form in which differences of writing do not show.
func dom(t *testing.T, s string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var write func(*html.Node, bool)
	write = func(n *html.Node, pre bool) {
		switch n.Type {
		case html.TextNode:
			text := n.Data
			if !pre {
				text = strings.Join(strings.Fields(text), " ")
			}
			b.WriteString(text)
		case html.ElementNode:
			b.WriteString("<" + n.Data)
			for _, a := range sortedAttributes(n) {
				b.WriteString(" " + a)
			}
			b.WriteString(">")
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				write(c, pre || n.Data == "pre")
			}
			b.WriteString("</" + n.Data + ">")
		}
	}
	for _, n := range nodes {
		write(n, false)
	}
	return b.String()
}

// sortedAttributes lists attributes by name. Addresses are compared decoded.
func sortedAttributes(n *html.Node) []string {
	var list []string
	for _, a := range n.Attr {
		value := a.Val
		if a.Key == "href" || a.Key == "src" {
			if decoded, err := url.PathUnescape(value); err == nil {
				value = decoded
			}
		}
		list = append(list, fmt.Sprintf("%s=%q", a.Key, value))
	}
	slices.Sort(list)
	return list
}
