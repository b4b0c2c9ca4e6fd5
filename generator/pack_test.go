package main

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"provtryck/generator/page"
)

// realPack builds the project's content as a folder and a pack at once, and
// returns the pack's files by path and the folder.
func realPack(t *testing.T) (files map[string]string, out string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "prov.zip")
	out = filepath.Join(t.TempDir(), "public")
	var said bytes.Buffer
	code := run(t.Context(), []string{"build", "--content", filepath.Join("testdata", "content"), "--out", out, "--pack",
		file}, &said, &said, func(string) string { return "" })
	if code != exitOK {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(f.Name, "provtryck/")] = string(data)
	}
	return files, out
}

// TestPack checks that a pack has all of the site but what is for a server, and
// that every address on every page leads to a file in the pack and, with a
// fragment, to a place in it.
func TestPack(t *testing.T) {
	files, out := realPack(t)
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		server := strings.HasPrefix(name, "_") || "/"+name == page.NotFoundURL || name == ".provtryck"
		if _, packed := files[name]; packed == server {
			t.Errorf("%s is in the pack: %v", name, packed)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	attributes, ids := parsePages(t, files)
	checked, fragments := 0, 0
	for name, all := range attributes {
		for _, a := range all {
			switch a.Key {
			case "href", "src", "srcset", "action":
			case "data-for": // begins with a slash where only an inner level has tags
				continue
			default:
				if strings.HasPrefix(a.Val, "/") {
					t.Errorf("%s: %s=%q may be an address", name, a.Key, a.Val)
				}
				continue
			}
			u, err := url.Parse(a.Val)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if u.Scheme != "" {
				continue
			}
			checked++
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			if _, found := files[target]; !found || path.IsAbs(u.Path) {
				t.Errorf("%s: %s=%q leads to no file", name, a.Key, a.Val)
			}
			if u.Fragment != "" {
				fragments++
				if !ids[target+"#"+u.Fragment] {
					t.Errorf("%s: %s=%q leads to no place in the page", name, a.Key, a.Val)
				}
			}
		}
	}
	if len(attributes) < 60 || checked < 5000 || fragments < 500 {
		t.Errorf("only %d pages, %d addresses and %d fragments", len(attributes), checked, fragments)
	}
}

// parsePages returns the attributes of every page by its path, and its ids,
// "index.html#innehall".
func parsePages(t *testing.T, files map[string]string) (attributes map[string][]html.Attribute, ids map[string]bool) {
	t.Helper()
	attributes, ids = map[string][]html.Attribute{}, map[string]bool{}
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		tree, err := html.Parse(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for n := range tree.Descendants() {
			attributes[name] = append(attributes[name], n.Attr...)
			for _, a := range n.Attr {
				if a.Key == "id" {
					ids[name+"#"+a.Val] = true
				}
			}
		}
	}
	return attributes, ids
}

// TestPackAssets checks that scripts and style sheets have no addresses from the
// root of a server, which are not rewritten, and use nothing that browsers refuse
// pages from disk.
func TestPackAssets(t *testing.T) {
	files, _ := realPack(t)
	counted := 0
	rooted := regexp.MustCompile("url\\(['\"]?/|['\"`]/[a-z]|\\bfetch\\(|\\bimport\\b|[.]origin\\b")
	for name, data := range files {
		if path.Ext(name) != ".js" && path.Ext(name) != ".css" {
			continue
		}
		if strings.HasPrefix(name, "assets/search/") { // the words of the texts, whatever they are
			if !strings.HasPrefix(data, "document.dispatchEvent(new CustomEvent(") || strings.Count(data, "\n") != 1 {
				t.Errorf("%s is no data", name)
			}
			continue
		}
		counted++
		// Some browsers refuse it: only recall and keep, which expect that, may use it.
		if n := strings.Count(data, "localStorage"); n != 0 && n != 2 {
			t.Errorf("%s uses localStorage %d times", name, n)
		}
		if found := rooted.FindString(data); found != "" {
			t.Errorf("%s has %s", name, found)
		}
	}
	if counted < 3 { // those of all pages, and the style sheet of each programme's paper
		t.Errorf("%d scripts and style sheets, want at least 3", counted)
	}
}
