package main

import (
	"bytes"
	"context"
	"errors"
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
	"provtryck/generator/site"
)

// buildOptions is what build can be told.
type buildOptions struct {
	out             string  // folder; empty for none
	pack            zipFile // empty for none
	level           failOn
	requirePassword bool
	base            string // a version of the texts to compare with
	head            string // the version of the texts to build; empty for the folder
	source          sourceLink
}

// buildCommand writes the whole site to a folder.
func (p *program) buildCommand() *cobra.Command {
	o := buildOptions{out: "public", level: failOn{"never", problem.Error + 1}}
	c := &cobra.Command{
		Use:   "build",
		Short: "Skriver hela webbplatsen till en mapp",
		Long: "Skriver hela webbplatsen till en mapp, att lägga på en webbserver. Mappen byts ut i ett steg.\n" +
			"Texter med fel tas med så gott det går; anmärkningarna skrivs ut.\n" +
			"Slutkod: 0 när webbplatsen är skriven, 1 när den är det men --fail-on säger ifrån, 2 när inget skrevs, till exempel för att versionen i --base inte finns.",
		Example: "  provtryck build\n  provtryck build --base origin/main\n  provtryck build --out /tmp/forhandsvisning --base origin/main --head forslag\n  provtryck build --pack provtryck.zip --base origin/main",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.pack != "" && !c.Flags().Changed("out") {
				o.out = ""
			}
			return p.build(c.Context(), o)
		},
	}
	flags := c.Flags()
	flags.Var((*versionFlag)(&o.base), "base", "visa också vad som har ändrats sedan en `version` i git, till exempel origin/main")
	flags.Var((*versionFlag)(&o.head), "head", "bygg en `version` i git i stället för texterna i mappen")
	flags.BoolVar(&o.requirePassword, "require-password", false, "bygg bara om miljövariabeln "+loginsVariable+" har lösenord (namn:lösenord namn2:lösenord2)")
	flags.StringVar(&o.out, "out", o.out, "`mapp`en som webbplatsen skrivs till")
	flags.Var(&o.pack, "pack", "skriv webbplatsen till en zip-fil, att packa upp och öppna utan webbserver; mappen skrivs då bara om --out anges")
	flags.Var(&o.source, "source", "adress där textens fil kan läsas, som sidorna länkar till: https://github.com/org/arkiv/blob/main/{fil}#L{rad}")
	flags.Var(&o.level, "fail-on", "vad som ger slutkod 1: error, warning eller never")
	return c
}

// softMemory is the memory in bytes above which garbage is collected as often as
// needed to stay below it.
const softMemory = 384 << 20

func (p *program) build(ctx context.Context, o buildOptions) error {
	logins, err := p.logins(o.requirePassword)
	if err != nil {
		return err
	}
	p.collectSeldom()
	texts, err := p.openTexts(ctx, o.head)
	if err != nil {
		return err
	}
	defer texts.Close()
	layouts, err := page.LoadLayouts(layoutFiles())
	if err != nil {
		return err
	}
	past := p.historyLater(ctx, o.head)
	s, err := p.loadSite(p.reader(texts))
	if err != nil {
		return err
	}
	say, origin, err := p.besides(ctx, s, o)
	if err != nil {
		return err
	}
	known := <-past
	known.warn(p.err)
	say.History = known.texts
	e, err := p.lay(s, layouts, say)
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	options := output.Options{Protect: []string{p.content, "layouts", "assets", "generator", "docs"}, Home: home}
	b := builder{e, texts, origin, ctx, logins, p.redirectsFile(e, movedRedirects(say.Changes))}
	if err := p.write(&b, o.out, string(o.pack), options); err != nil {
		return err
	}
	problems := p.problems(e.site)
	if err := problem.Text(p.err, problems); err != nil {
		return err
	}
	pages := slices.DeleteFunc(e.pages.URLs(), func(url string) bool { return !strings.HasSuffix(url, "/") })
	fmt.Fprintf(p.out, "%d sidor skrivna till %s\n", len(pages), written(o.out, string(o.pack)))
	return o.level.verdict(problems)
}

// collectSeldom collects garbage less often, unless the user has said how often. A
// build is short-lived and allocates much that dies at once: it saves a fifth of
// the time, as long as there is little to keep.
func (p *program) collectSeldom() {
	if p.getenv("GOGC") == "" && p.getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(300)
		debug.SetMemoryLimit(softMemory)
	}
}

// besides is what the pages say besides the texts of s: which version they are,
// and when asked for where their files can be read and what has changed since
// another, whose texts are the origin.
func (p *program) besides(ctx context.Context, s *site.Site, o buildOptions) (say page.Options, from origin, err error) {
	say.Stamp, say.Source = p.stamp(ctx, o.head), o.source.addresses(p.pathOf(ctx))
	if o.base != "" {
		if from, err = p.originOf(ctx, o.base, o.head); err != nil {
			return say, from, fmt.Errorf("jämförelsen går inte att göra: %w", err)
		}
		say.Changes = from.compare(s)
	}
	return say, from, nil
}

// A builder emits every file of an edition.
type builder struct {
	edition
	content   fs.FS
	origin    origin
	ctx       context.Context // done when the user has had enough
	logins    output.Logins
	redirects []byte // the file
}

func (b *builder) emit(emit func(string, []byte) error) error {
	for url, data := range b.assets.Files {
		if err := emit(strings.TrimPrefix(url, "/"), data); err != nil {
			return err
		}
	}
	if err := emitPictures(b.content, pictureFiles(b.site), emit); err != nil {
		return err
	}
	if b.changes != nil {
		if err := emitPictures(b.origin.files, b.changes.Pictures, emit); err != nil {
			return err
		}
	}
	if err := emit("_headers", output.HeadersFile(b.logins, b.assets.Kept...)); err != nil {
		return err
	}
	if err := emit("_redirects", b.redirects); err != nil {
		return err
	}
	return b.emitPages(emit)
}

// emitPictures copies pictures, given by address.
func emitPictures(from fs.FS, files map[string]string, emit emitter) error {
	for url, file := range files {
		data, err := fs.ReadFile(from, file)
		if err != nil {
			return fmt.Errorf("bilden %s: %w", file, reason(err))
		}
		if err := emit(strings.TrimPrefix(url, "/"), data); err != nil {
			return err
		}
	}
	return nil
}

// emitPages renders the pages on all processors. The first error stops them.
func (b *builder) emitPages(emit func(string, []byte) error) error {
	urls := make(chan string)
	failures := make(chan error, runtime.GOMAXPROCS(0)+1)
	stop := make(chan struct{})
	var once sync.Once
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
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
		case <-b.ctx.Done():
			failures <- errors.New("bygget avbröts; den gamla webbplatsen är kvar")
			break feed
		}
	}
	close(urls)
	workers.Wait()
	close(failures)
	return <-failures
}

func (b *builder) emitPage(url string, buffer *bytes.Buffer, emit func(string, []byte) error) error {
	buffer.Reset()
	if err := b.pages.Render(buffer, url); err != nil {
		return err
	}
	err := emit(pageFile(url), buffer.Bytes())
	if buffer.Cap() > largePage {
		*buffer = bytes.Buffer{}
	}
	return err
}

// largePage is the size in bytes above which the memory of a page is not kept for
// the next: a report on all texts may be a thousand times as large as a text.
const largePage = 1 << 20

// pageFile is the file that a web server answers with at url.
func pageFile(url string) string {
	name := strings.TrimPrefix(url, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}
