package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/output"
	"provtryck/generator/page"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
)

// quiet is how long the files must be still before the site is made anew.
// Editors save in several steps (write, rename, set rights); this joins them.
const quiet = 80 * time.Millisecond

// defaultPort is 1177, the number that the site has its name from.
const defaultPort = 1177

// serveCommand shows the site in the browser and follows the editor's changes.
func (p *program) serveCommand() *cobra.Command {
	port, noOpen := defaultPort, false
	c := &cobra.Command{
		Use:   "serve",
		Short: "Startar förhandsvisningen och öppnar den i webbläsaren",
		Long: "Startar förhandsvisningen på den här datorn och öppnar den i webbläsaren.\n" +
			"Sidan visas på nytt varje gång en text sparas. Avsluta med Ctrl-C.",
		Example: "  provtryck serve\n  provtryck serve --port 8080 --no-open",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.serve(c.Context(), port, !noOpen)
		},
	}
	c.Flags().IntVar(&port, "port", port, "port på den här datorn; är den upptagen tas nästa lediga")
	c.Flags().BoolVar(&noOpen, "no-open", noOpen, "öppna inte webbläsaren")
	return c
}

func (p *program) serve(ctx context.Context, port int, open bool) error {
	listeners, actual, err := preview.Listen(port)
	if err != nil {
		return err
	}
	if actual != port && port != 0 {
		fmt.Fprintf(p.err, "Port %d är upptagen av ett annat program, så förhandsvisningen använder port %d.\n", port, actual)
	}
	s := server{program: p, reader: &reader{}, run: rand.Text(), preview: preview.NewServer(actual, output.SecurityHeaders())}
	watcher := s.watcher()
	if err := s.update(); err != nil {
		return err
	}
	address := fmt.Sprintf("http://localhost:%d/", actual)
	fmt.Fprintf(p.out, "Förhandsvisningen finns på %s\nAvsluta med Ctrl-C.\n", address)
	go watcher.Run(ctx, s.changed)
	if open {
		openBrowser(address)
	}
	return s.preview.Run(ctx, listeners)
}

// A server keeps the preview up to date.
type server struct {
	*program
	reader  *reader
	preview *preview.Server
	run     string // tells this run from others whose pages may still be open
	builds  int
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
	return preview.NewWatcher(preview.WatchOptions{Dirs: dirs, Quiet: quiet, Notice: func(err error) {
		fmt.Fprintf(s.err, "%v\n", err)
	}})
}

// changed shows what has changed.
func (s *server) changed() {
	if err := s.update(); err != nil {
		fmt.Fprintf(s.err, "Den senaste ändringen visas inte: %v\n", err)
	}
}

// update makes a new edition and shows it. On an error the last one stays.
func (s *server) update() error {
	layouts, err := page.LoadLayouts(layoutFiles())
	if err != nil {
		return err
	}
	root, err := s.openContent() // anew, since the folder may have been replaced
	if err != nil {
		return err
	}
	defer root.Close()
	s.reader.fsys = root.FS()
	e, err := s.load(s.reader, layouts)
	if err != nil {
		return err
	}
	s.builds++
	pictures := pictureFiles(e.site)
	s.preview.Swap(&preview.Build{
		ID:       s.run + "-" + strconv.Itoa(s.builds),
		Page:     func(url string) (preview.File, bool) { return s.file(e, pictures, url) },
		NotFound: func() []byte { return s.render(e, page.NotFoundURL) },
	})
	return problem.Text(s.err, e.problems)
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
