package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/asset"
	"provtryck/generator/content"
	"provtryck/generator/document"
	"provtryck/generator/edition"
	"provtryck/generator/handbook"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// testEdition is testdata/content in the program's layouts, laid out as it is
// built.
func testEdition(t *testing.T) edition.Edition {
	t.Helper()
	return editionOf(t, filepath.Join("testdata", "content"))
}

// editionOf is a folder of texts in the program's layouts, laid out as it is built.
func editionOf(t *testing.T, folder string) edition.Edition {
	t.Helper()
	layouts, err := page.LoadLayouts(os.DirFS(filepath.Join("..", "layouts")))
	if err != nil {
		t.Fatal(err)
	}
	s := site.New(sourcesIn(t, folder))
	assets, err := asset.Make(os.DirFS(filepath.Join("..", "assets")),
		map[string][]byte{"js/taxonomy.js": s.Taxonomy.Script()})
	if err != nil {
		t.Fatal(err)
	}
	return edition.New(s, layouts, assets, page.Options{})
}

// sourcesIn are the texts of a folder and what they are judged by.
func sourcesIn(t testing.TB, folder string) site.Sources {
	t.Helper()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	sources, err := content.NewReader(catalogue()).Read(root.FS(), "")
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

// TestQuiet checks that no rule speaks of texts that are as they should be.
func TestQuiet(t *testing.T) {
	for _, p := range testEdition(t).Site.Problems {
		t.Error(p)
	}
}

// TestOwnTexts checks that every page of content/ can be written, whatever its
// texts say. What they should say is for check, not for a test.
func TestOwnTexts(t *testing.T) {
	e := editionOf(t, filepath.Join("..", "content"))
	for _, url := range e.Pages.URLs() {
		if err := e.Pages.Render(io.Discard, url); err != nil {
			t.Error(err)
		}
	}
}

// TestPages looks at every page.
func TestPages(t *testing.T) {
	e := testEdition(t)
	for _, url := range e.Pages.URLs() {
		if !strings.HasPrefix(page.Type(url), "text/html") {
			continue
		}
		var html bytes.Buffer
		if err := e.Pages.Render(&html, url); err != nil {
			t.Error(err)
		}
		written := html.Bytes()
		if strings.HasPrefix(url, handbook.URL) { // which has examples of what is forbidden, as code
			written = regexp.MustCompile(`(?s)<pre><code>[^<]*</code></pre>`).ReplaceAll(written, nil)
		}
		for _, forbidden := range []string{"<style", " style=", " onclick=", "<!-- ", "javascript:"} {
			if bytes.Contains(written, []byte(forbidden)) {
				t.Errorf("%s holds %q", url, forbidden)
			}
		}
		if n := bytes.Count(html.Bytes(), []byte("<h1")); n != 1 {
			t.Errorf("%s has %d H1", url, n)
		}
	}
}

// TestModules checks that the scripts have a function for each data-module of the
// pages, and none that no page asks for.
func TestModules(t *testing.T) {
	found := func(pattern string, files ...string) []string {
		var names []string
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(data, -1) {
				names = append(names, string(match[1]))
			}
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	var writers []string
	for _, pattern := range []string{"../layouts/*.html", "../layouts/*/*.html", "page/*.go"} {
		files, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil {
			t.Fatal(err)
		}
		writers = append(writers, files...)
	}
	scripts := filepath.Join("..", "assets", "js")
	bound := found(`(?m)^  (\w+): \w+,$`, filepath.Join(scripts, "main.js"),
		filepath.Join(scripts, "review", "main.js"), filepath.Join(scripts, "desk", "main.js"))
	if asked := found(`data-module="(\w+)"`, writers...); len(asked) == 0 || !slices.Equal(asked, bound) {
		t.Errorf("the pages ask for %q, and the scripts bind %q", asked, bound)
	}
}

// TestLinks follows every link of every page to a page of the site.
func TestLinks(t *testing.T) {
	e := testEdition(t)
	pictures := content.Pictures(e.Site)
	for _, url := range e.Pages.URLs() {
		var b bytes.Buffer
		if err := e.Pages.Render(&b, url); err != nil {
			t.Fatal(err)
		}
		html := b.String()
		for _, attr := range []string{`href="`, `src="`} {
			for _, part := range strings.Split(html, attr)[1:] {
				dest, _, _ := strings.Cut(part, `"`)
				target, id, _ := strings.Cut(dest, "#")
				target, _, _ = strings.Cut(target, "?")
				switch {
				case target == "" && id != "":
					if !strings.Contains(html, `id="`+id+`"`) {
						t.Errorf("%s: no element with id %s", url, id)
					}
				case strings.HasPrefix(target, "/"):
					if !e.Pages.Has(target) && e.Assets.Files[target] == nil && pictures[target] == "" {
						t.Errorf("%s: %s leads nowhere", url, dest)
					}
				}
			}
		}
	}
}

// TestBuildTwice checks that the same texts make the same bytes.
func TestBuildTwice(t *testing.T) {
	var first map[string][]byte
	for range 2 {
		e := testEdition(t)
		files := map[string][]byte{}
		for _, url := range e.Pages.URLs() {
			var b bytes.Buffer
			if err := e.Pages.Render(&b, url); err != nil {
				t.Fatal(err)
			}
			files[url] = b.Bytes()
		}
		if first == nil {
			first = files
			continue
		}
		for url, data := range files {
			if !bytes.Equal(first[url], data) {
				t.Errorf("%s differs between two builds", url)
			}
		}
	}
}

// TestKeysHaveReaders checks that the documented keys and those that are read are
// the same: a text with all of them is read without complaint.
func TestKeysHaveReaders(t *testing.T) {
	var text strings.Builder
	text.WriteString("---\n")
	for _, key := range document.Keys() {
		text.WriteString(key.Name + ": " + key.Example + "\n")
	}
	text.WriteString("---\n")
	doc := document.Parse("a.md", []byte(text.String()), document.Options{Taxonomy: testEdition(t).Site.Taxonomy,
		Rules: catalogue()})
	if doc.Problems.Worst() == problem.Error {
		t.Errorf("the examples of the documentation have errors: %v", doc.Problems)
	}
	for _, key := range document.Keys() {
		if !doc.Front.Present[key.Name] {
			t.Errorf("%s is documented but not read", key.Name)
		}
	}
}

// TestDecomposed checks that texts and project files whose letters are stored as Macs once did (NFD) are
// read as any others: nothing is said of a letter that looks as it should.
func TestDecomposed(t *testing.T) {
	from := os.DirFS(filepath.Join("testdata", "content"))
	for name, decomposes := range map[string]func(file string) bool{
		"texts":   func(file string) bool { return path.Ext(file) == ".md" },
		"project": func(file string) bool { return path.Ext(file) == ".yaml" },
		"all":     func(file string) bool { return path.Ext(file) != ".png" },
	} {
		files := fstest.MapFS{}
		err := fs.WalkDir(from, ".", func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(from, file)
			if decomposes(file) {
				data = norm.NFD.Bytes(data)
			}
			files[file] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		sources, err := content.NewReader(catalogue()).Read(files, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range site.New(sources).Problems {
			t.Errorf("%s: %v", name, p)
		}
	}
}
