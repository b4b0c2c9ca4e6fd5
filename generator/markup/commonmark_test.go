package markup_test

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
	"provtryck/generator/document"
	"provtryck/generator/markup"
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

// TestCommonMark compares the examples of CommonMark that mean something else here,
// each with its reason, with the list of them.
func TestCommonMark(t *testing.T) {
	const file = "testdata/commonmark-differs.txt"
	var got strings.Builder
	for _, e := range commonMark(t) {
		d := document.Parse("a.md", []byte(front+e.Markdown), document.Options{Taxonomy: &audience.Taxonomy{}})
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
		t.Errorf("%s does not list the current differences; run with -update and read the change\n%s", file,
			got.String())
	}
	if strings.Contains(got.String(), "UNKNOWN") {
		t.Error("an example differs for no known reason")
	}
}

// reasonFor returns why an example differs.
func reasonFor(e example, d *document.Document) string {
	found := func(rule string) bool {
		for _, p := range d.Problems {
			if p.Rule.ID == rule {
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
	if found("indrag") {
		return "an indented paragraph is a paragraph, no code"
	}
	return "UNKNOWN"
}

// front is the front matter of texts of which only the body matters.
const front = "---\ntitel: A\n---\n"

// whole is the HTML of a document's body with headings at the level written, and
// links and pictures as they were written.
func whole(d *document.Document) string {
	var b strings.Builder
	page := markup.Page{
		Link: func(i int, end bool) {
			switch l := d.Links[i]; {
			case l.Unsafe:
			case end:
				b.WriteString("</a>")
			default:
				fmt.Fprintf(&b, `<a href="%s"%s>`, html.EscapeString(l.Dest), title(l))
			}
		},
		Picture: func(i int) {
			if l := d.Links[i]; !l.Unsafe {
				fmt.Fprintf(&b, `<img src="%s" alt="%s"%s>`, html.EscapeString(l.Dest), html.EscapeString(l.Text),
					title(l))
			}
		},
	}
	var blocks func([]document.Block)
	blocks = func(list []document.Block) {
		for _, block := range list {
			markup.Write(&b, block.Tokens, page)
			blocks(block.Blocks)
		}
	}
	blocks(d.Intro)
	d.All(func(s *document.Section, _ []*document.Section) {
		fmt.Fprintf(&b, "<h%d>", s.Level)
		markup.Write(&b, s.Heading, page)
		fmt.Fprintf(&b, "</h%d>", s.Level)
		blocks(s.Blocks)
	})
	return b.String()
}

func title(l document.Link) string {
	if l.Title == "" {
		return ""
	}
	return ` title="` + html.EscapeString(l.Title) + `"`
}

// dom writes HTML in a form in which differences of writing do not show.
func dom(t *testing.T, s string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(s),
		&html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
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
