package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// BenchmarkCompareAll compares two versions of which no text is the same: words
// differ here and there, and a section has moved. Sixty texts are a programme.
func BenchmarkCompareAll(b *testing.B) {
	for _, n := range []int{60, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			content := filepath.Join(b.TempDir(), "content")
			writeCorpus(b, content, n)
			before := siteIn(b, content)
			editCorpus(b, content)
			after := siteIn(b, content)
			for b.Loop() {
				if r := revision.Compare(before, after); len(r.Texts) != n {
					b.Fatalf("%d texts differ of %d", len(r.Texts), n)
				}
			}
		})
	}
}

func siteIn(tb testing.TB, content string) *site.Site {
	tb.Helper()
	sources, err := (&reader{fsys: os.DirFS(content), today: "2026-11-24"}).read()
	if err != nil {
		tb.Fatal(err)
	}
	return site.New(sources)
}

// sectionsApart are two sections of a text of a corpus and what stands between.
var sectionsApart = regexp.MustCompile(`(?s)(## Avsnitt om \S+ 2\n.*\n)(## Avsnitt om \S+ 6\n.*\n)(## Avsnitt om \S+ 7\n)`)

// editCorpus edits every text of a corpus.
func editCorpus(tb testing.TB, content string) {
	tb.Helper()
	err := filepath.WalkDir(content, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" || entry.Name() == "index.md" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text := sectionsApart.ReplaceAllString(string(data), "$2$1$3")
		if text == string(data) {
			return fmt.Errorf("%s has no sections to move", file)
		}
		text = strings.Replace(text, "| 3 mån |", "| 6 mån |", 1)
		for _, word := range []string{"erbjuds", "teamet", "senare", "funktion", "kontakten"} {
			text = strings.Replace(text, " "+word+" ", " inte "+word+" ", 2)
		}
		return os.WriteFile(file, []byte(text), 0o644)
	})
	if err != nil {
		tb.Fatal(err)
	}
}
