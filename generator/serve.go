package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/collating"
	"provtryck/generator/collation"
	"provtryck/generator/disk"
	"provtryck/generator/hosting"
	"provtryck/generator/paste"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/session"
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
		Example: "  provtryck serve\n" +
			"  provtryck serve --base origin/main\n" +
			"  provtryck serve --port 8080 --no-open\n" +
			"  provtryck serve --host 0.0.0.0",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.host != "" && !c.Flags().Changed("editor") {
				o.editor = editorLink{} // nobody else has the files
			}
			if err := p.offerStart(); err != nil {
				return err
			}
			return p.serve(c.Context(), o)
		},
	}
	c.Flags().IntVar(&o.port, "port", o.port, "port på den här datorn; är den upptagen tas nästa lediga")
	c.Flags().StringVar(&o.host, "host", "",
		"visa även för andra på nätverket: en `adress` som datorn har, eller 0.0.0.0 för alla")
	c.Flags().Var((*versionFlag)(&o.base), "base",
		"visa också vad som har ändrats sedan en `version` i git, till exempel origin/main")
	c.Flags().BoolVar(&o.noOpen, "no-open", o.noOpen, "öppna inte webbläsaren")
	c.Flags().Var(&o.editor, "editor", "program som länkar till texterna öppnar: vscode, vscodium, cursor, zed, idea, "+
		"inget eller en egen adress med {fil}, {rad} och {kolumn}")
	return c
}

func (p *program) serve(ctx context.Context, o serveOptions) error {
	listeners, port, err := preview.Listen(o.host, o.port)
	if err != nil {
		return err
	}
	t := p.out
	if port != o.port && o.port != 0 {
		fmt.Fprintf(p.err, "Port %d är upptagen av ett annat program, så förhandsvisningen använder port %d.\n", o.port,
			port)
	}
	var others []string
	if o.host != "" {
		others = lanAddresses(o.host)
	}
	server := preview.NewServer(port, hosting.SecurityHeaders(), others...)
	for name, action := range p.actions() {
		server.Allow(name, action)
	}
	s, err := p.session(ctx, o, server.Swap)
	if err != nil {
		return err
	}
	desk := paste.Desk{Dir: p.content, Rules: catalogue(), Shown: s.Edition, Today: p.folder().Today}
	for name, action := range desk.Actions() {
		server.AllowDocument(name, action)
	}
	collated := collating.Desk{Texts: func() ([]*collation.Text, error) { return collatedTexts(s.Edition().Site) }}
	for name, action := range collated.Actions() {
		server.AllowDocument(name, action)
	}
	notice := func(err error) { fmt.Fprintf(p.err, "%v\n", err) }
	watcher := preview.NewWatcher(preview.WatchOptions{
		Dirs: s.Dirs(), Passing: disk.Temporary, Unread: s.Unread, Notice: notice,
	})
	if _, err := s.Update(nil); err != nil {
		return err
	}
	address := fmt.Sprintf("http://localhost:%d/", port)
	fmt.Fprintf(t, "Förhandsvisningen finns på %s\n", t.paint(bold, address))
	if o.host != "" {
		t.invite(others, port)
	}
	t.greet(s.Edition().Site, p.content, address)
	var watching sync.WaitGroup
	defer watching.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	watching.Go(func() { watcher.Run(ctx, p.updated(s, t)) })
	if !o.noOpen {
		openBrowser(address)
	}
	return server.Run(ctx, listeners)
}

// updated returns what is done when files have changed.
func (p *program) updated(s *session.Session, t *terminal) func(paths []string) {
	return func(paths []string) {
		begun := time.Now()
		if u, err := s.Update(paths); err != nil {
			fmt.Fprintf(p.err, "Den senaste ändringen visas inte: %v\n", err)
		} else if !u.Nothing {
			t.report(u, s.Edition().Site.Problems, time.Since(begun))
		}
	}
}

// session makes the session that serve shows.
func (p *program) session(ctx context.Context, o serveOptions, show func(*preview.Build)) (*session.Session, error) {
	folder := p.folder()
	options := session.Options{
		Folder: folder, Stamp: folder.Stamper(ctx, "", p.getenv).Stamp, History: folder.History(ctx, ""),
		Source: func(pos problem.Pos) string { return o.editor.open(p.content, pos) },
		Show:   show,
		Failed: func(err error) { fmt.Fprintln(p.err, err) },
	}
	if o.base != "" {
		origin, err := folder.Origin(ctx, o.base, "")
		if err != nil {
			return nil, fmt.Errorf("jämförelsen går inte att göra: %w", err)
		}
		options.Origin = origin
	}
	return session.New(options), nil
}

// greet prints what is shown and what to do.
func (t *terminal) greet(s *site.Site, content, address string) {
	fmt.Fprintf(t, "%d texter ur mappen %s. %s\n", len(s.Articles), content, t.findings(s.Problems))
	if len(s.Problems) > 0 {
		fmt.Fprintf(t, "Anmärkningarna står på sina sidor, på %sgranskning/ och i provtryck check.\n", address)
	}
	fmt.Fprintln(t, "Sidan i webbläsaren följer dina ändringar. Avsluta med Ctrl-C.")
}

// report writes one line about a new version: when, what, how long it took, and the
// findings in what has changed and in all.
func (t *terminal) report(u session.Update, all problem.List, took time.Duration) {
	line := t.paint(faint, time.Now().Format(time.TimeOnly)) + "  " + summary(u) + "  " +
		t.paint(faint, fmt.Sprintf("%d ms", took.Milliseconds()))
	if len(u.Changed) > 0 {
		var here problem.List
		for _, a := range u.Changed {
			here = append(here, a.Problems...)
		}
		line += "  " + t.findings(here)
	}
	total := strings.ToLower(strings.TrimSuffix(problem.Summary(all), "."))
	fmt.Fprintf(t, "%s  %s\n", line, t.paint(faint, "totalt "+total))
	for _, a := range u.Alerts {
		fmt.Fprintf(t, "  %s\n", t.paint(red, strings.TrimPrefix(a.Place+": "+a.Message, ": ")))
	}
}

// summary returns what has changed: "prov.md", "3 texter".
func summary(u session.Update) string {
	switch n := len(u.Changed) + len(u.Removed); {
	case n == 0:
		return "bilder, mallar eller utseende"
	case n > 1:
		return fmt.Sprintf("%d texter", n)
	case len(u.Removed) == 1:
		return u.Removed[0].Doc.Name + " borttagen"
	}
	return u.Changed[0].Doc.Name
}

// findings returns the summary of a list in the colour of the worst.
func (t *terminal) findings(l problem.List) string {
	colours := map[problem.Severity]style{problem.Error: red, problem.Warning: yellow, problem.Tip: green, 0: green}
	return t.paint(colours[l.Worst()], strings.TrimSuffix(problem.Summary(l), "."))
}

// openBrowser asks the system to show an address. If that fails, the address is on the
// screen.
func openBrowser(address string) {
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	c := exec.Command(command[0], append(command[1:], address)...)
	if err := c.Start(); err == nil {
		go func() { _ = c.Wait() }() // so that it can end
	}
}
