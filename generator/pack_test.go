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
	code := run(t.Context(), []string{"build", "--content", filepath.Join("..", "content"), "--out", out, "--pack", file}, &said, &said, func(string) string { return "" })
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

// TestPack holds that a pack has all of the site but what is for a server, and
// that every address on every page leads to a file in the pack and, with a
// fragment, to a place in it.
func TestPack(t *testing.T) {
	files, out := realPack(t)
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		module := strings.HasPrefix(name, "assets/") && strings.HasSuffix(name, ".js") && !strings.HasSuffix(name, "/js/main.js")
		server := strings.HasPrefix(name, "_") || "/"+name == page.NotFoundURL || name == ".provtryck"
		if _, packed := files[name]; packed == (module || server) {
			t.Errorf("%s is in the pack: %v", name, packed)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]map[string]bool{}
	nodes := map[string][]*html.Node{}
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		tree, err := html.Parse(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = map[string]bool{}
		for n := range tree.Descendants() {
			nodes[name] = append(nodes[name], n)
			for _, a := range n.Attr {
				if a.Key == "id" {
					ids[name][a.Val] = true
				}
			}
		}
	}
	checked, fragments := 0, 0
	for name := range nodes {
		for _, n := range nodes[name] {
			for _, a := range n.Attr {
				if a.Key != "href" && a.Key != "src" && a.Key != "action" && a.Key != "srcset" {
					if strings.HasPrefix(a.Val, "/") && a.Key != "data-for" && a.Key != "d" {
						t.Errorf("%s: %s=%q may be an address", name, a.Key, a.Val)
					}
					continue
				}
				u, err := url.Parse(a.Val)
				if err != nil || strings.HasPrefix(a.Val, "/") {
					t.Errorf("%s: %s=%q leads nowhere from disk", name, a.Key, a.Val)
					continue
				}
				if u.Scheme != "" {
					continue
				}
				target := name
				if u.Path != "" {
					target = path.Join(path.Dir(name), u.Path)
				}
				checked++
				if _, found := files[target]; !found {
					t.Errorf("%s: %s=%q leads to no file", name, a.Key, a.Val)
				}
				if u.Fragment != "" {
					fragments++
					if !ids[target][u.Fragment] {
						t.Errorf("%s: %s=%q leads to no place in the page", name, a.Key, a.Val)
					}
				}
			}
		}
	}
	if len(nodes) < 60 || checked < 5000 || fragments < 500 {
		t.Errorf("only %d pages, %d addresses and %d fragments", len(nodes), checked, fragments)
	}
}

// TestPackAssets holds that no script or style sheet counts on lying at the root
// of a server. Those that do give up what lets them run from disk.
func TestPackAssets(t *testing.T) {
	files, _ := realPack(t)
	counted := 0
	rooted := regexp.MustCompile("url\\(['\"]?/|['\"`]/[a-z]|\\bfetch\\(|\\bimport\\b|[.]origin\\b|localStorage")
	for name, data := range files {
		if path.Ext(name) != ".js" && path.Ext(name) != ".css" {
			continue
		}
		counted++
		if found := rooted.FindString(data); found != "" {
			t.Errorf("%s has %s", name, found)
		}
	}
	if counted != 2 {
		t.Errorf("%d scripts and style sheets, want 2", counted)
	}
}
