package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"provtryck/generator/output"
	"provtryck/generator/page"
	"provtryck/generator/problem"
)

// buildCommand writes the whole site to a folder.
func (p *program) buildCommand() *cobra.Command {
	out := "public"
	level := failOn{"never", problem.Error + 1}
	c := &cobra.Command{
		Use:   "build",
		Short: "Skriver hela webbplatsen till en mapp",
		Long: "Skriver hela webbplatsen till en mapp, att lägga på en webbserver. Mappen byts ut i ett steg.\n" +
			"Texter med fel tas med så gott det går; anmärkningarna skrivs ut.",
		Example: "  provtryck build\n  provtryck build --out /tmp/forhandsvisning --fail-on error",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return p.build(out, &level)
		},
	}
	c.Flags().StringVar(&out, "out", out, "mappen som webbplatsen skrivs till")
	c.Flags().Var(&level, "fail-on", "vad som ger slutkod 1: error, warning eller never")
	return c
}

// fewCollections is the memory in bytes above which garbage is collected as often
// as needed to stay below it.
const fewCollections = 320 << 20

func (p *program) build(out string, level *failOn) error {
	if p.getenv("GOGC") == "" {
		// A build is short-lived and allocates much that dies at once:
		// collecting less often saves a fifth of the time, as long as there
		// is little to keep.
		debug.SetGCPercent(300)
		debug.SetMemoryLimit(fewCollections)
	}
	root, err := p.openContent()
	if err != nil {
		return err
	}
	defer root.Close()
	e, err := p.load(&reader{fsys: root.FS()})
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	options := output.Options{Protect: []string{p.content, "layouts", "assets", "generator", "docs"}, Home: home}
	b := builder{edition: e, content: root.FS()}
	if err := b.verify(); err != nil {
		return err
	}
	if err := output.Write(out, options, b.emit); err != nil {
		return err
	}
	problems := append(e.problems, b.warnings()...)
	if err := problem.Text(p.err, problems); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%d sidor skrivna till %s\n", len(e.pages.URLs())-1, out)
	return level.verdict(problems)
}

// A builder emits every file of an edition.
type builder struct {
	edition
	content fs.FS

	unequal  map[string]error  // layouts whose minified form says something else, and what
	verified map[string][]byte // pages that were rendered to find that out
}

func (b *builder) emit(emit func(string, []byte) error) error {
	for url, data := range b.assets.Files {
		if err := emit(strings.TrimPrefix(url, "/"), data); err != nil {
			return err
		}
	}
	for url, file := range pictureFiles(b.site) {
		data, err := fs.ReadFile(b.content, file)
		if err != nil {
			return fmt.Errorf("bilden %s: %w", file, reason(err))
		}
		if err := emit(strings.TrimPrefix(url, "/"), data); err != nil {
			return err
		}
	}
	if err := emit("_headers", output.HeadersFile(b.assets.Kept)); err != nil {
		return err
	}
	return b.emitPages(emit)
}

// emitPages renders the pages on all processors. The first error stops them.
func (b *builder) emitPages(emit func(string, []byte) error) error {
	urls := make(chan string)
	failures := make(chan error, runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	var once sync.Once
	var workers sync.WaitGroup
	for range cap(failures) {
		workers.Go(func() {
			var buffer bytes.Buffer
			for url := range urls {
				if err := b.emitPage(url, &buffer, emit); err != nil {
					failures <- err
					once.Do(func() { close(stop) })
					return
				}
			}
		})
	}
feed:
	for _, url := range b.pages.URLs() {
		select {
		case urls <- url:
		case <-stop:
			break feed
		}
	}
	close(urls)
	workers.Wait()
	close(failures)
	return <-failures
}

// emitPage writes a page as minified, or as the layouts have it if its layout
// is one that may not be minified.
func (b *builder) emitPage(url string, buffer *bytes.Buffer, emit func(string, []byte) error) error {
	buffer.Reset()
	render := b.pages.Render
	switch data := b.verified[url]; {
	case b.unequal[b.pages.Layout(url)] != nil:
		render = b.pages.RenderPlain
	case data != nil:
		return emit(pageFile(url), data)
	}
	if err := render(buffer, url); err != nil {
		return err
	}
	return emit(pageFile(url), buffer.Bytes())
}

// verify compares the minified with the plain form of the first and the last
// page of every layout. Only layouts are minified, never texts, so what holds
// for two pages of a layout holds for all; a test compares every page.
func (b *builder) verify() error {
	b.unequal, b.verified = map[string]error{}, map[string][]byte{}
	first, last := map[string]string{}, map[string]string{}
	for _, url := range b.pages.URLs() {
		layout := b.pages.Layout(url)
		if first[layout] == "" {
			first[layout] = url
		}
		last[layout] = url
	}
	for layout := range first {
		for _, url := range []string{first[layout], last[layout]} {
			if b.verified[url] != nil {
				continue
			}
			var small, plain bytes.Buffer
			if err := errors.Join(b.pages.Render(&small, url), b.pages.RenderPlain(&plain, url)); err != nil {
				return err
			}
			if err := output.SameDOM(plain.Bytes(), small.Bytes()); err != nil {
				b.unequal[layout] = err
			}
			b.verified[url] = small.Bytes()
		}
	}
	return nil
}

// warnings says which layouts were not minified.
func (b *builder) warnings() problem.List {
	var l problem.List
	for layout, err := range b.unequal {
		l.Add("forminskning", problem.Warning, problem.Pos{File: "layouts/" + layout + ".html"},
			fmt.Sprintf("sidorna skrivs som layouten har dem, för i förminskad form skulle de bli annorlunda: %v", err),
			"berätta för den som sköter Provtryck")
	}
	return l.Sorted()
}

// pageFile is the file that a web server answers with at url.
func pageFile(url string) string {
	if url == page.NotFoundURL {
		return strings.TrimPrefix(url, "/")
	}
	return strings.TrimPrefix(url, "/") + "index.html"
}
