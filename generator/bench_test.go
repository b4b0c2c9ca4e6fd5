package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// BenchmarkBuild builds sites of made-up texts from nothing, all rules on. It
// measures what a person waits for; the figures are in docs/performance.md.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{300, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			content := filepath.Join(b.TempDir(), "content")
			writeCorpus(b, content, n)
			for b.Loop() {
				out := filepath.Join(b.TempDir(), "public")
				if code := run(context.Background(), []string{"build", "--content", content, "--out", out}, io.Discard,
					io.Discard, os.Getenv); code != exitOK {
					b.Fatalf("exit code %d", code)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n), "ms/text")
		})
	}
}

// BenchmarkSiteNew makes the site of texts that are parsed already: what every
// save costs while somebody writes, whatever has changed.
func BenchmarkSiteNew(b *testing.B) {
	for _, n := range []int{1000, 2000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "content")
			writeCorpus(b, dir, n)
			src, err := content.NewReader(catalogue()).Read(os.DirFS(dir), "2026-11-24")
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				site.New(src)
			}
		})
	}
}

// writeCorpus writes n texts of some 700 words, twelve to a chapter and eight
// chapters to a programme, with the project's own taxonomy and blueprints. The
// same n makes the same texts.
func writeCorpus(tb testing.TB, content string, n int) {
	tb.Helper()
	if err := os.CopyFS(filepath.Join(content, "_projekt"), os.DirFS(filepath.Join("testdata", "content",
		"_projekt"))); err != nil {
		tb.Fatal(err)
	}
	c := corpus{rand.New(rand.NewPCG(7, uint64(n)))}
	for i := range n {
		programme, chapter := i/96, i/12
		folder := filepath.Join(content, "vard-och-insatsprogram", fmt.Sprintf("program-%d", programme),
			fmt.Sprintf("%02d-kapitel-%d", chapter%8+1, chapter))
		if i%96 == 0 {
			c.write(tb, filepath.Join(filepath.Dir(folder), "index.md"), "program",
				fmt.Sprintf("Program %d", programme),
				"## Om programmet\n\n"+c.paragraph()+"\n## Målgrupp och avgränsning\n\n"+c.paragraph()+"\n## Ansvar och revidering\n\n"+c.paragraph())
		}
		if i%12 == 0 {
			c.write(tb, filepath.Join(folder, "index.md"), "kapitel", fmt.Sprintf("Kapitel %d", chapter),
				"## Om kapitlet\n\n"+c.paragraph())
		}
		c.write(tb, filepath.Join(folder, fmt.Sprintf("text-%d.md", i)), "bakgrund", fmt.Sprintf("Text %d", i),
			c.body(i-i%12, min(n, i-i%12+12)))
	}
}

// corpus makes texts.
type corpus struct{ *rand.Rand }

func (c corpus) write(tb testing.TB, file, mall, title, body string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		tb.Fatal(err)
	}
	head := fmt.Sprintf("---\ntitel: %s\nmall: %s\ningress: %smålgrupp:\n  verksamhet: [Primärvård, Elevhälsa]\nversion: \"1.0\"\nstatus: textbearbetning\nnag: Provkorpus\n---\n\n", title, mall, c.paragraph())
	if err := os.WriteFile(file, []byte(head+body), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// body has eight sections and one fault; low and high are the numbers of the texts in the
// same chapter, to link to.
func (c corpus) body(low, high int) string {
	var t strings.Builder
	t.WriteString("## Sammanfattning\n\n- " + c.paragraph() + "- " + c.paragraph())
	for s := range 8 {
		fmt.Fprintf(&t, "\n## Avsnitt om %s %d\n\n%s\n", c.word(), s, c.paragraph())
		if s%2 == 0 {
			to := low + c.IntN(high-low)
			fmt.Fprintf(&t, "### Del %d {Primärvård}\n\n%s\n%s Se [text %d](text-%[4]d.md).\n", s,
				c.paragraph(), c.paragraph(), to)
		}
	}
	t.WriteString("\nDetta är är det enda felet.\n")
	t.WriteString("\n| Steg | Ansvarig | Tid |\n| --- | --- | ---: |\n")
	for i := range 5 {
		fmt.Fprintf(&t, "| %s | %s | %d mån |\n", c.word(), c.word(), i)
	}
	return t.String()
}

// paragraph is some 30 words on one line, none twice in a row.
func (c corpus) paragraph() string {
	words := []string{"Vid"}
	for n := 20 + c.IntN(20); len(words) < n; {
		if w := c.word(); w != words[len(words)-1] {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ") + ".\n"
}

func (c corpus) word() string { return corpusWords[c.IntN(len(corpusWords))] }

var corpusWords = strings.Fields(`vården patienten mottagningen behandlingen bedöms **utreds** följs planeras erbjuds stödet
		samtalet planen målet insatsen kontakten och eller när om inom region kommun skolan eleven teamet tidigt senare
		tillsammans med ansvar uppföljning regelbundet behov symtom funktion vardagen arbete närstående delaktighet`)

// BenchmarkCompare compares a site with itself as it was when one text in a
// hundred has changed: what serve --base does at every edit.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		dir := filepath.Join(b.TempDir(), "content")
		writeCorpus(b, dir, n)
		load := func() *site.Site {
			src, err := content.NewReader(catalogue()).Read(os.DirFS(dir), "2026-11-24")
			if err != nil {
				b.Fatal(err)
			}
			return site.New(src)
		}
		before := load()
		for i, a := range before.Articles {
			if i%100 != 0 || a.MadeUp {
				continue
			}
			file := filepath.Join(dir, filepath.FromSlash(a.Doc.Name))
			text, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(file, append(text, "\nEtt nytt stycke om 5 mg.\n"...), 0o644); err != nil {
				b.Fatal(err)
			}
		}
		after := load()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if r := revision.Compare(before, after); len(r.Texts) != (len(before.Articles)+99)/100 {
					b.Fatalf("%d texts differ of %d", len(r.Texts), len(before.Articles))
				}
			}
		})
	}
}
