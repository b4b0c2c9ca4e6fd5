package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
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

func (p *program) build(out string, level *failOn) error {
	if p.getenv("GOGC") == "" {
		// A build is short-lived and allocates much that dies at once:
		// collecting less often saves a fifth of the time.
		debug.SetGCPercent(300)
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

	mu      sync.Mutex
	unequal []string // pages whose minified form says something else
	example error    // why, of one of them
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
			var small, plain bytes.Buffer
			for url := range urls {
				if err := b.emitPage(url, &small, &plain, emit); err != nil {
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

// emitPage writes the page as minified, if that says the same as the page as
// the layouts have it; else that one, with a warning.
func (b *builder) emitPage(url string, small, plain *bytes.Buffer, emit func(string, []byte) error) error {
	small.Reset()
	plain.Reset()
	if err := b.pages.Render(small, url); err != nil {
		return err
	}
	if err := b.pages.RenderPlain(plain, url); err != nil {
		return err
	}
	data := small.Bytes()
	if err := output.SameDOM(plain.Bytes(), data); err != nil {
		data = plain.Bytes()
		b.mu.Lock()
		b.unequal, b.example = append(b.unequal, pageFile(url)), err
		b.mu.Unlock()
	}
	return emit(pageFile(url), data)
}

// warnings says that pages were written as the layouts have them. The cause is
// a layout, and so the same for many pages.
func (b *builder) warnings() problem.List {
	var l problem.List
	if n := len(b.unequal); n > 0 {
		l.Add("forminskning", problem.Warning, problem.Pos{File: slices.Min(b.unequal)},
			fmt.Sprintf("%d sidor skrivs som layouterna har dem, för i förminskad form skulle de bli annorlunda: %v", n, b.example), "berätta för den som sköter Provtryck")
	}
	return l
}

// pageFile is the file that a web server answers with at url.
func pageFile(url string) string {
	if url == page.NotFoundURL {
		return strings.TrimPrefix(url, "/")
	}
	return strings.TrimPrefix(url, "/") + "index.html"
}
