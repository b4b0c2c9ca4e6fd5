package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/redirect"
	"provtryck/generator/site"
)

const redirected = "---\ntitel: A\nadress: https://www.exempel.se/a/\n" +
	"ersätter: [https://www.vardochinsats.se/%C3%A5ngest/]\nersätter-avsnitt: {stod: ['https://www.vardochinsats.se/a/?section=7']}\n---\n\n## Stöd\n\nText.\n"

// redirectedTexts writes a folder with one text that replaces a page and a part of one.
func redirectedTexts(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "kliniska-kunskapsstod"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "kliniska-kunskapsstod", "a.md"), []byte(redirected), 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestTryRedirects asks a server that leads all but one way of writing right.
func TestTryRedirects(t *testing.T) {
	if testing.Short() {
		t.Skip("asks ten times a second")
	}
	for _, wrong := range []string{"", "utm_source"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if wrong != "" && strings.Contains(r.URL.RawQuery, wrong) {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			w.Header().Set("Location", "https://www.exempel.se/a/")
			w.WriteHeader(http.StatusMovedPermanently)
		}))
		var out, failed bytes.Buffer
		code := run(t.Context(), []string{"omdirigeringar", "--prova", server.URL, "--content", redirectedTexts(t)}, &out, &failed,
			func(string) string { return "" })
		server.Close()
		if want := map[bool]int{true: exitOK, false: exitFinding}[wrong == ""]; code != want {
			t.Errorf("%q: exit code %d, want %d\n%s%s", wrong, code, want, &out, &failed)
		}
		if faults := strings.Contains(out.String(), "FEL: servern svarar 404"); faults != (wrong != "") {
			t.Errorf("%q: %s", wrong, &out)
		}
	}
}

// TestNetlifyReadsOldAddresses has Netlify's own parser read the redirects of the old site.
func TestNetlifyReadsOldAddresses(t *testing.T) {
	needNetlify(t)
	public := t.TempDir()
	var out, failed bytes.Buffer
	file := filepath.Join(public, "_redirects")
	if code := run(t.Context(), []string{"omdirigeringar", "--format", "netlify=" + file, "--content", redirectedTexts(t)}, &out, &failed,
		func(string) string { return "" }); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, &failed)
	}
	var got netlifySite
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	netlify(t, "", &got, "read", root, public)
	if len(got.Redirects.Errors) > 0 {
		t.Error(got.Redirects.Errors)
	}
	s := testEdition(t).Site
	if rules, _ := redirect.Plan(s, redirect.Options{Preview: "https://granskning.exempel.se"}); len(rules) < 50 || site.OldHost == "" {
		t.Errorf("only %d old addresses are led to the preview", len(rules))
	}
	paths := map[string]bool{}
	for i, r := range got.Redirects.Redirects {
		if r.To != "https://www.exempel.se/a/" || r.Status != 301 || !r.Force || r.Proxy || len(r.Conditions)+len(r.Headers) > 0 {
			t.Errorf("%+v", r)
		}
		if part := len(r.Query) > 0; part != (i == 0) || part && r.Query["section"] != "7" {
			t.Errorf("%d asks for %v", i, r.Query)
		}
		paths[r.From] = true
	}
	if len(got.Redirects.Redirects) != 4 || !paths["/a/"] {
		t.Errorf("%v", got.Redirects.Redirects)
	}
}

// TestNetlifyFollowsOldAddresses asks Netlify's own redirect engine for old addresses. Ways of writing that it
// does not know are what docs/publicering.md says that they are.
func TestNetlifyFollowsOldAddresses(t *testing.T) {
	needNetlify(t)
	var out, failed bytes.Buffer
	file := filepath.Join(t.TempDir(), "_redirects")
	if code := run(t.Context(), []string{"omdirigeringar", "--format", "netlify=" + file, "--content", redirectedTexts(t)}, &out, &failed,
		func(string) string { return "" }); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, &failed)
	}
	const page, part = "/%C3%A5ngest/", "/a/?section=7"
	leads := map[string]bool{
		page: true, "/%C3%A5ngest": true, "/a%CC%8Angest/": true, page + "?utm_source=brev": true, page + "?section=9": true,
		part: true, "/a?section=7": true, "/a/?utm_source=brev&section=7": true, part + "&fbclid=x": true,
		"/a/?section=8": false, "/a/": false, "/": false, "/%C3%A5ngest/mer/": false, "/x" + page: false,
		"/%C3%A5NGEST/": false, page + "index.html": false, "/" + page: false,
	}
	asks := slices.Sorted(maps.Keys(leads))
	data, err := json.Marshal(asks)
	if err != nil {
		t.Fatal(err)
	}
	var got []*struct {
		To     string
		Status int
	}
	netlify(t, string(data), &got, "match", file)
	if len(got) != len(asks) {
		t.Fatalf("%d answers to %d paths", len(got), len(asks))
	}
	for i, ask := range asks {
		if right := got[i] != nil && got[i].To == "https://www.exempel.se/a/" && got[i].Status == http.StatusMovedPermanently; right != leads[ask] || !right && got[i] != nil {
			t.Errorf("%s leads to %+v", ask, got[i])
		}
	}
}
