package handbook

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// TestLinks follows every link and picture of the documents within the handbook.
func TestLinks(t *testing.T) {
	docs := os.DirFS(filepath.Join("..", "..", "docs"))
	ids := map[string]bool{}
	links := map[string]string{}
	for _, name := range Names {
		d, err := Read(docs, name)
		if err != nil {
			t.Fatal(err)
		}
		ids[Address(name)] = true
		root, err := html.Parse(strings.NewReader(d.Body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					if ids[Address(name)+"#"+a.Val] {
						t.Errorf("%s has %s twice", name, a.Val)
					}
					ids[Address(name)+"#"+a.Val] = true
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					links[Address(name)+a.Val] = name
				case a.Key == "href" && !strings.Contains(a.Val, "://"):
					links[a.Val] = name
				case a.Key == "src":
					picture := strings.TrimPrefix(a.Val, URL)
					if _, err := fs.Stat(docs, picture); err != nil || !slices.Contains(Pictures, picture) {
						t.Errorf("%s shows %s, which is no picture of the handbook: %v", name, picture, err)
					}
				}
			}
		}
		if d.Title == "" || strings.Contains(d.Body, "<h1") || strings.Contains(d.Body, "genererat:") || strings.Contains(d.Body, "<!--") {
			t.Errorf("%s: title %q", name, d.Title)
		}
	}
	for to, from := range links {
		if !ids[to] {
			t.Errorf("%s leads to %s, which is not there", from, to)
		}
	}
}

func TestRead(t *testing.T) {
	docs := fstest.MapFS{"regler.md": {Data: []byte("# Regler\n\n<!-- x -->\n\n## För alla: två\n\n[a](omgangar.md#b) [c](architecture.md) [d](#e) ![f](g.png) [h](redaktorshandbok.md)\n\n## För alla två\n\n| i |\n| --- |\n| j |\n")}}
	d, err := Read(docs, "regler")
	if err != nil {
		t.Fatal(err)
	}
	const want = `<h2 id="for-alla-tva">För alla: två</h2>
<p><a href="/hjalp/omgangar/#b">a</a> c <a href="#e">d</a> <img src="/hjalp/g.png" alt="f"> <a href="/hjalp/">h</a></p>
<h2 id="for-alla-tva-1">För alla två</h2>
<div class="table-scroll" tabindex="0" role="group" aria-label="Tabell"><table>
<thead>
<tr>
<th>i</th>
</tr>
</thead>
<tbody>
<tr>
<td>j</td>
</tr>
</tbody>
</table></div>
`
	if d.Body != want || d.Title != "Regler" || len(d.Contents) != 2 || d.Contents[1] != (Heading{"För alla två", "for-alla-tva-1"}) {
		t.Errorf("got %+v", d)
	}
}

// TestSections checks that all that a document says is in its sections, once and as it is read.
func TestSections(t *testing.T) {
	const src = "# Regler & annat\n\nAllra *först*\nhär.\n\n## Ett\n\n- Punkt `a`\n- Punkt b\n\n    Inuti\n\n### Två\n\n" +
		"| Nyckel | Värde |\n| --- | --- |\n| `mall` | namn&nbsp;på |\n\n    rad <ett>\n\n    rad två\n\n> Citat\n\n![bild](g.png)\n\n## Tre\n"
	d, err := Read(fstest.MapFS{"regler.md": {Data: []byte(src)}}, "regler")
	if err != nil {
		t.Fatal(err)
	}
	sections, err := d.Sections()
	if err != nil {
		t.Fatal(err)
	}
	want := []Section{
		{Heading{"Regler & annat", ""}, 1, []string{"Allra först här."}},
		{Heading{"Ett", "ett"}, 2, []string{"Punkt a", "Punkt b", "Inuti"}},
		{Heading{"Två", "tva"}, 3, []string{"Nyckel · Värde", "mall · namn på", "rad <ett>", "rad två", "Citat"}},
		{Heading{"Tre", "tre"}, 2, nil},
	}
	if !reflect.DeepEqual(sections, want) {
		t.Errorf("got %+v, want %+v", sections, want)
	}
}
