package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/output"
	"provtryck/generator/page"
	"provtryck/generator/preview"
	"provtryck/generator/site"
)

// defaultPort is 1177, the number that the site has its name from.
const defaultPort = 1177

// serveOptions are the flags of serve.
type serveOptions struct {
	port   int
	host   string
	noOpen bool
	editor editorLink
	base   string // a version of the texts to compare with
}

// serveCommand shows the site in the browser and follows the editor's changes.
func (p *program) serveCommand() *cobra.Command {
	o := serveOptions{port: defaultPort}
	_ = o.editor.Set("vscode") // a name of the table
	c := &cobra.Command{
		Use:   "serve",
		Short: "Startar förhandsvisningen och öppnar den i webbläsaren",
		Long: "Startar förhandsvisningen på den här datorn och öppnar den i webbläsaren.\n" +
			"Sidan följer med varje gång en text sparas. Avsluta med Ctrl-C.",
		Example: "  provtryck serve\n  provtryck serve --base origin/main\n  provtryck serve --port 8080 --no-open\n  provtryck serve --host 0.0.0.0",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.host != "" && !c.Flags().Changed("editor") {
				o.editor = editorLink{} // nobody else has the files
			}
			return p.serve(c.Context(), o)
		},
	}
	c.Flags().IntVar(&o.port, "port", o.port, "port på den här datorn; är den upptagen tas nästa lediga")
	c.Flags().StringVar(&o.host, "host", "", "visa även för andra på nätverket: en `adress` som datorn har, eller 0.0.0.0 för alla")
	c.Flags().Var((*versionFlag)(&o.base), "base", "visa också vad som har ändrats sedan en `version` i git, till exempel origin/main")
	c.Flags().BoolVar(&o.noOpen, "no-open", o.noOpen, "öppna inte webbläsaren")
	c.Flags().Var(&o.editor, "editor", "program som länkar till texterna öppnar: vscode, vscodium, cursor, zed, idea, inget eller en egen adress med {fil}, {rad} och {kolumn}")
	return c
}

func (p *program) serve(ctx context.Context, o serveOptions) error {
	listeners, port, err := preview.Listen(o.host, o.port)
	if err != nil {
		return err
	}
	out := newTerminal(p.out, p.getenv)
	if port != o.port && o.port != 0 {
		fmt.Fprintf(p.err, "Port %d är upptagen av ett annat program, så förhandsvisningen använder port %d.\n", o.port, port)
	}
	var others []string
	if o.host != "" {
		others = lanAddresses(o.host)
	}
	s := &server{program: p, terminal: out, editor: o.editor, reader: &reader{}, past: p.history(ctx, ""), stamp: p.stamp(ctx, ""), run: rand.Text(), preview: preview.NewServer(port, output.SecurityHeaders(), others...)}
	if o.base != "" {
		origin, err := p.originOf(ctx, o.base, "")
		if err != nil {
			return fmt.Errorf("jämförelsen går inte att göra: %w", err)
		}
		s.origin = &origin
	}
	watcher := s.watcher()
	if err := s.update(nil); err != nil {
		return err
	}
	address := fmt.Sprintf("http://localhost:%d/", port)
	fmt.Fprintf(out, "Förhandsvisningen finns på %s\n", out.paint(bold, address))
	if o.host != "" {
		out.invite(others, port)
	}
	s.greet(address)
	go watcher.Run(ctx, s.changed)
	if !o.noOpen {
		openBrowser(address)
	}
	return s.preview.Run(ctx, listeners)
}

// A server keeps the preview up to date.
type server struct {
	*program
	terminal terminal
	editor   editorLink
	reader   *reader
	stamp    page.Stamp
	origin   *origin // what the texts are compared with; nil for nothing
	past     history // of the texts as they were at the start:
	asSaved  map[string]hash
	preview  *preview.Server
	layouts  page.Layouts
	look     error // why the layouts or assets on disk cannot be used
	edition  edition
	alerts   []preview.Alert
	run      string // tells this run from others whose pages may still be open
	builds   int
}

// watcher notices changes in the texts and, where they lie on disk, in the
// layouts and assets.
func (s *server) watcher() *preview.Watcher {
	dirs := []string{s.program.content}
	for _, dir := range []string{"layouts", "assets"} {
		if _, err := os.Stat(dir); err == nil {
			dirs = append(dirs, dir)
		}
	}
	return preview.NewWatcher(preview.WatchOptions{Dirs: dirs, Notice: func(err error) {
		fmt.Fprintf(s.err, "%v\n", err)
	}})
}

// changed shows what has changed.
func (s *server) changed(paths []string) {
	if err := s.update(paths); err != nil {
		fmt.Fprintf(s.err, "Den senaste ändringen visas inte: %v\n", err)
	}
}

// update makes a new edition of what has changed, nil for anything, and shows
// it. What cannot be used stays as it was, and the pages say so; it is an error
// only when there is nothing to show.
func (s *server) update(paths []string) error {
	begun := time.Now()
	now, err := s.next(paths)
	if err != nil && s.edition.site == nil {
		return err
	}
	var alerts []preview.Alert
	if err != nil {
		now = s.edition
		alerts = append(alerts, preview.Alert{Message: err.Error(), Hint: "Rätta det så visas texterna igen; tills dess visas de som de var."})
	}
	alerts = append(alerts, s.complaints()...)
	what := compare(s.edition.site, now.site)
	if s.edition.site != nil && what.none() && onlyTexts(paths) && reflect.DeepEqual(alerts, s.alerts) {
		return nil // saved as it was
	}
	first := s.edition.site == nil
	s.edition, s.alerts = now, alerts
	s.show(what, paths)
	if !first {
		s.report(what, time.Since(begun))
	}
	return nil
}

// next makes the next edition.
func (s *server) next(paths []string) (edition, error) {
	if touches(paths, "layouts") {
		layouts, err := page.LoadLayouts(layoutFiles())
		if err != nil && s.layouts == nil {
			return edition{}, err
		}
		if s.look = err; err == nil {
			s.layouts = layouts
		}
	}
	sources, err := s.read()
	if err != nil {
		return edition{}, err
	}
	before := s.edition
	now := edition{site: site.New(sources), assets: before.assets}
	if before.site == nil || touches(paths, "assets") || now.site.Taxonomy != before.site.Taxonomy {
		assets, err := makeAssets(now.site)
		switch {
		case err == nil:
			now.assets = assets
		case before.assets.Files == nil:
			return edition{}, err
		default:
			s.look = err
		}
	}
	if s.asSaved == nil {
		s.asSaved = s.reader.hashes()
	}
	say := page.Options{CSS: now.assets.CSS, JS: now.assets.JS, Stamp: s.stamp, Source: s.source, History: s.past.unchanged(s.asSaved, s.reader.hashes()).texts}
	if s.origin != nil {
		now.changes = s.origin.compare(now.site)
		say.Changes = now.changes
	}
	now.pages = page.New(now.site, s.layouts, say)
	return now, nil
}

// read reads the texts, those that have changed from disk.
func (s *server) read() (site.Sources, error) {
	root, err := s.openContent() // again, since the folder may have been replaced
	if err != nil {
		return site.Sources{}, err
	}
	defer root.Close()
	s.reader.fsys, s.reader.today = root.FS(), s.today()
	sources, err := s.reader.read()
	if err != nil {
		return sources, fmt.Errorf("%s: %w", s.program.content, err)
	}
	return sources, nil
}

// touches says whether any of the paths is dir or lies in it; nil is everything.
func touches(paths []string, dir string) bool {
	dir = filepath.Clean(dir)
	return paths == nil || slices.ContainsFunc(paths, func(path string) bool {
		path = filepath.Clean(path)
		return path == dir || dir == "." || strings.HasPrefix(path, dir+string(filepath.Separator))
	})
}

func onlyTexts(paths []string) bool {
	return paths != nil && !slices.ContainsFunc(paths, func(path string) bool { return filepath.Ext(path) != ".md" })
}

// show puts the edition in the preview.
func (s *server) show(what edits, paths []string) {
	s.builds++
	e := s.edition
	pictures := pictureFiles(e.site)
	b := &preview.Build{
		ID:       s.run + "-" + strconv.Itoa(s.builds),
		Page:     func(url string) (preview.File, bool) { return s.file(e, pictures, url) },
		NotFound: func() []byte { return s.render(e, page.NotFoundURL) },
		Alerts:   s.alerts,
		Changed:  what.links(),
	}
	for url, file := range pictures {
		if touches(paths, filepath.Join(s.program.content, filepath.FromSlash(file))) {
			b.Pictures = append(b.Pictures, url)
		}
	}
	s.preview.Swap(b)
}

// file is what an address answers with: a page, an asset or a picture.
func (s *server) file(e edition, pictures map[string]string, url string) (preview.File, bool) {
	if e.pages.Has(url) {
		return preview.File{Data: s.render(e, url), Type: page.Type(url)}, true
	}
	if data, ok := e.assets.Files[url]; ok {
		return preview.File{Data: data}, true
	}
	if file, ok := pictures[url]; ok {
		return s.picture(file)
	}
	if e.changes != nil && e.changes.Pictures[url] != "" {
		data, err := fs.ReadFile(s.origin.files, e.changes.Pictures[url])
		return preview.File{Data: data}, err == nil
	}
	return preview.File{}, false
}

// picture reads a picture when it is asked for: there may be many, and large.
func (s *server) picture(file string) (preview.File, bool) {
	root, err := s.openContent()
	if err != nil {
		return preview.File{}, false
	}
	defer root.Close()
	data, err := fs.ReadFile(root.FS(), file)
	return preview.File{Data: data}, err == nil
}

// render makes one page. A layout that fails is said where the page would be.
func (s *server) render(e edition, url string) []byte {
	var b bytes.Buffer
	if err := e.pages.Render(&b, url); err != nil {
		fmt.Fprintln(s.err, err)
		return []byte("<!doctype html><html lang=\"sv\"><title>Fel i layouten</title><p>Sidan går inte att visa. Felet står i terminalfönstret.</p></html>")
	}
	return b.Bytes()
}

// openBrowser asks the system to show an address. It is a convenience: when it
// cannot be done the address is on the screen.
func openBrowser(address string) {
	switch runtime.GOOS {
	case "darwin":
		_ = exec.Command("open", address).Start()
	case "windows":
		_ = exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	default:
		_ = exec.Command("xdg-open", address).Start()
	}
}
