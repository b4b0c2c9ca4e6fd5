package page

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// sampleTexts is the site of the project's own sample texts.
func sampleTexts(t *testing.T) *site.Site {
	t.Helper()
	content := os.DirFS(filepath.Join("..", "testdata", "content"))
	data, err := fs.ReadFile(content, "_projekt/malgrupper.yaml")
	if err != nil {
		t.Fatal(err)
	}
	src := site.Sources{Blueprints: site.Blueprints{}}
	src.Taxonomy, _ = audience.Load("malgrupper.yaml", data)
	err = fs.WalkDir(content, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(content, name)
		src.Documents = append(src.Documents, document.Parse(name, text, document.Options{Taxonomy: src.Taxonomy}))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return site.New(src)
}

// TestMinified compares every page of the sample texts as the layouts are with
// what it is when they are minified: to a reader the two are the same.
func TestMinified(t *testing.T) {
	s := sampleTexts(t)
	plain, small := New(s, writtenLayouts(t), Options{}), New(s, realLayouts(t), Options{})
	for i, url := range small.URLs() {
		if !strings.HasPrefix(Type(url), "text/html") || testing.Short() && i%5 > 0 {
			continue
		}
		want, got := outline(t, plain, url), outline(t, small, url)
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				t.Errorf("%s: %q has become %q", url, want[i:min(i+3, len(want))], got[i:min(i+3, len(got))])
				break
			}
		}
	}
}

// outline is what a browser makes of a page: its elements with their attributes,
// and its texts. A run of blanks is the same as one, but never as none; in pre,
// textarea, script and style every byte counts.
func outline(t *testing.T, r *Renderer, url string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, url); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	var add func(n *html.Node, exact bool)
	add = func(n *html.Node, exact bool) {
		for c := range n.ChildNodes() {
			switch c.Type {
			case html.TextNode:
				lines = append(lines, oneBlank(c.Data, exact))
			case html.ElementNode:
				slices.SortFunc(c.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
				lines = append(lines, fmt.Sprint("<", c.Data, c.Attr))
				add(c, exact || slices.Contains([]string{"pre", "textarea", "script", "style"}, c.Data))
				lines = append(lines, "</"+c.Data)
			}
		}
	}
	add(root, false)
	return lines
}

// oneBlank is a text with its runs of blanks as one, unless every byte counts.
func oneBlank(s string, exact bool) string {
	if exact {
		return s
	}
	var b strings.Builder
	for i, word := range strings.FieldsFunc(" "+s+" ", asciiBlank) {
		if i > 0 || asciiBlank(rune(s[0])) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	if s != "" && asciiBlank(rune(s[len(s)-1])) {
		b.WriteByte(' ')
	}
	return b.String()
}

func asciiBlank(r rune) bool { return strings.ContainsRune(" \t\n\f\r", r) }
