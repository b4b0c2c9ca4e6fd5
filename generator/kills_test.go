package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killsVariable is how many builds, and how many packs, are killed; some, if it is not set.
const killsVariable = "PROVTRYCK_KILLS"

// TestKills kills builds and packs at random moments. Afterwards there is a whole site and a whole pack,
// of one version, and the next run leaves nothing else.
func TestKills(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	kills := 15
	if text := os.Getenv(killsVariable); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	tool := builtProgram(t)
	for _, what := range [][]string{{"--out", "public"}, {"--pack", "prov.zip"}} {
		t.Run(what[0], func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join("testdata", "content"))); err != nil {
				t.Fatal(err)
			}
			version := filepath.Join(dir, "content", "kliniska-kunskapsstod", "version.md")
			build := func(text int) *exec.Cmd {
				words := fmt.Sprintf("---\ntitel: Version\n---\n\nVersion %d.\n", text)
				if err := os.WriteFile(version, []byte(words), 0o644); err != nil {
					t.Fatal(err)
				}
				c := exec.CommandContext(t.Context(), tool, append([]string{"build"}, what...)...)
				c.Dir = dir
				return c
			}
			begun := time.Now()
			if out, err := build(0).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			took := time.Since(begun)
			random := rand.New(rand.NewPCG(4, 2))
			killed := 0
			for n := 1; n <= kills; n++ {
				c := build(n)
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Duration(random.Int64N(int64(took) * 6 / 5)))
				_ = c.Process.Kill()
				if err := c.Wait(); err != nil {
					killed++
				}
				found := versionsIn(t, dir)
				if len(found) != 1 {
					t.Fatalf("after kill %d there are the versions %v", n, found)
				}
			}
			if out, err := build(kills + 1).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if found := versionsIn(t, dir); !slices.Equal(found, []string{fmt.Sprintf("Version %d.", kills+1)}) {
				t.Errorf("at the end there are the versions %v", found)
			}
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != 2 {
				t.Errorf("in the folder are %v, %v", entries, err)
			}
			t.Logf("%d of %d killed before they were done", killed, kills)
		})
	}
}

// versionsIn returns which versions the site or pack in a folder has of the text that says its version; a site
// or pack that is not whole is a failure.
func versionsIn(t *testing.T, dir string) []string {
	t.Helper()
	var versions []string
	note := func(page []byte) {
		_, rest, found := bytes.Cut(page, []byte("<p>Version "))
		number, _, _ := bytes.Cut(rest, []byte("</p>"))
		if !found {
			t.Fatal("the page does not say its version")
		}
		versions = append(versions, "Version "+string(number))
	}
	pages := 0
	if z, err := zip.OpenReader(filepath.Join(dir, "prov.zip")); err == nil {
		defer z.Close()
		for _, f := range z.File {
			pages++
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			var data bytes.Buffer
			if _, err := data.ReadFrom(r); err != nil { // compares the sum
				t.Fatalf("%s: %v", f.Name, err)
			}
			if strings.HasSuffix(f.Name, "/kliniska-kunskapsstod/version/index.html") {
				note(data.Bytes())
			}
		}
	}
	if page, err := os.ReadFile(filepath.Join(dir, "public", "kliniska-kunskapsstod", "version", "index.html")); err == nil {
		note(page)
		listed, err := os.ReadFile(filepath.Join(dir, "public", ".provtryck"))
		if err != nil {
			t.Fatal(err)
		}
		for name := range strings.Lines(string(listed)) {
			if name = strings.TrimSpace(name); name == "provtryck 1" {
				continue
			}
			if _, err := os.Stat(filepath.Join(dir, "public", filepath.FromSlash(name))); err != nil {
				t.Fatalf("the site is not whole: %v", err)
			}
			pages++
		}
	}
	if pages < 50 {
		t.Fatalf("%d pages and files", pages)
	}
	return versions
}
