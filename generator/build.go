package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/disk"
	"provtryck/generator/edition"
	"provtryck/generator/hosting"
	"provtryck/generator/output"
	"provtryck/generator/pack"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
	"provtryck/generator/versions"
)

// buildOptions are the flags of build.
type buildOptions struct {
	out             string  // folder; empty for none
	pack            zipFile // empty for none
	level           failOn
	requirePassword bool
	base            string // a version of the texts to compare with
	head            string // the version of the texts to build; empty for the folder
	source          sourceLink
	comments        bool // of reviewers are shown, without names
	host            hostFlag
}

// buildCommand writes the whole site to a folder.
func (p *program) buildCommand() *cobra.Command {
	o := buildOptions{out: "public", level: failOn{"aldrig", problem.Error + 1}, host: hostFlag{hosting.Hosts[0]}}
	c := &cobra.Command{
		Use:   "build",
		Short: "Skriver hela webbplatsen till en mapp",
		Long: "Skriver hela webbplatsen till en mapp, att lägga på en webbserver. Mappen byts ut i ett steg.\n" +
			"Texter med fel tas med så gott det går; anmärkningarna skrivs ut.\n" +
			"Slutkod: 0 när webbplatsen är skriven, 1 när den är det men --fail-on säger ifrån, 2 när inget skrevs, " +
			"till exempel för att versionen i --base inte finns.",
		Example: "  provtryck build\n" +
			"  provtryck build --base origin/main\n" +
			"  provtryck build --out /tmp/forhandsvisning --base origin/main --head forslag\n" +
			"  provtryck build --pack provtryck.zip --base origin/main",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.pack != "" && !c.Flags().Changed("out") {
				o.out = ""
			}
			return p.build(c.Context(), o)
		},
	}
	flags := c.Flags()
	flags.Var((*versionFlag)(&o.base), "base",
		"visa också vad som har ändrats sedan en `version` i git, till exempel origin/main")
	flags.Var((*versionFlag)(&o.head), "head", "bygg en `version` i git i stället för texterna i mappen")
	flags.BoolVar(&o.requirePassword, "require-password", false,
		"bygg bara om miljövariabeln "+loginsVariable+" har lösenord (namn:lösenord namn2:lösenord2)")
	flags.Var(&o.host, "vard", "var webbplatsen ska publiceras: i vilken form huvuden, omdirigeringar och lösenord skrivs: "+
		strings.Join(hostNames(), ", "))
	flags.Var((*pathFlag)(&o.out), "out", "`mapp`en som webbplatsen skrivs till")
	flags.Var(&o.pack, "pack", "skriv webbplatsen till en zip-fil, att packa upp och öppna utan webbserver; "+
		"mappen skrivs då bara om --out anges")
	flags.Var(&o.source, "source", "adress där textens fil kan läsas, som sidorna länkar till: "+
		"https://github.com/org/projekt/blob/main/{fil}#L{rad}")
	flags.BoolVar(&o.comments, "med-synpunkter", false, "visa granskarnas synpunkter och vad det har blivit av dem, utan namn")
	flags.Var(&o.level, "fail-on", "vad som ger slutkod 1: fel, varning eller aldrig (på engelska error, warning, never)")
	return c
}

func (p *program) build(ctx context.Context, o buildOptions) error {
	if o.out != "" && o.requirePassword && o.host.NoLogins != "" {
		return fmt.Errorf("--require-password går inte med värden %s: %s; bygg utan flaggan, eller välj en annan värd",
			o.host.Name, o.host.NoLogins)
	}
	logins, err := p.logins(o.requirePassword)
	if err != nil {
		return err
	}
	if o.out != "" && !logins.None() && o.host.NoLogins != "" {
		return fmt.Errorf("värden %s kan inte få lösenorden i miljövariabeln %s: %s; töm variabeln, eller välj en annan värd",
			o.host.Name, loginsVariable, o.host.NoLogins)
	}
	folder := p.folder()
	texts, err := folder.Open(ctx, o.head)
	if err != nil {
		return err
	}
	defer texts.Close()
	p.collectSeldom(texts)
	layouts, err := edition.Layouts()
	if err != nil {
		return err
	}
	history := make(chan versions.History, 1)
	go func() { history <- folder.History(ctx, o.head) }() // git runs while the texts are read
	s, err := folder.Site(ctx, texts)
	if err != nil {
		return err
	}
	options := page.Options{
		Stamp:  folder.Stamper(ctx, o.head, p.getenv).Stamp(s.Sum),
		Source: o.source.addresses(folder.PathInRepository(ctx)),
	}
	if o.comments {
		options.Comments = page.NamelessComments
	}
	options.Forms = o.out != "" && o.host.Forms // a pack has no host
	if o.out != "" && !o.host.Forms && page.UsesForms(s) {
		fmt.Fprintf(p.err, "provtryck: en granskningsomgång har formulär, som värden %s inte tar emot; sidorna är utan dem, "+
			"och granskarna svarar på andra sätt\n", o.host.Name)
	}
	var earlier fs.FS
	if o.base != "" {
		origin, err := folder.Origin(ctx, o.base, o.head)
		if err != nil {
			return fmt.Errorf("jämförelsen går inte att göra: %w", err)
		}
		options.Changes, earlier = origin.Compare(s), origin.Files
	}
	options.History = <-history
	if err := options.History.CutOff(); err != nil {
		fmt.Fprintf(p.err, "provtryck: datum för ändringar visas inte: %v\n", err)
	}
	assets, err := edition.Assets(s)
	if err != nil {
		return err
	}
	e := edition.New(s, layouts, assets, options)
	site := func(emit emitter) error { return e.Emit(ctx, texts, earlier, emit) }
	published := p.published(e, logins, options.Forms)
	inside, complete := o.host.Inside(published)
	if !complete {
		fmt.Fprintf(p.err, "provtryck: omdirigeringarna tas inte med: de är %d, fler än värden %s läser; "+
			"ta bort gamla adresser ur texterna, eller välj en annan värd\n", len(published.Redirects), o.host.Name)
	}
	err = p.write(o, options.Stamp.Parts(), site, inside)
	if errors.Is(err, context.Canceled) {
		return errors.New("bygget avbröts; det som fanns där är kvar som det var")
	}
	if err != nil {
		return err
	}
	beside, err := writeBeside(o, published)
	if err != nil {
		return err
	}
	problems := s.Problems.In(filepath.ToSlash(p.content))
	if err := problem.Text(p.err, problems); err != nil {
		return err
	}
	pages := slices.DeleteFunc(e.Pages.URLs(), func(url string) bool { return !strings.HasSuffix(url, "/") })
	written := slices.DeleteFunc([]string{o.out, string(o.pack)}, func(name string) bool { return name == "" })
	fmt.Fprintf(p.out, "%d sidor skrivna till %s\n", len(pages), strings.Join(written, " och "))
	if len(beside) > 0 {
		fmt.Fprintf(p.out, "Till servern, inte till webbplatsens mapp: %s\n", strings.Join(beside, ", "))
	}
	return o.level.verdict(problems)
}

// An emitter takes the files of a site, see [output.Write].
type emitter = func(path string, data []byte) error

// write writes a site to the folder and the zip file of the options, rendering every
// page once. Only the folder gets the files for the host.
func (p *program) write(o buildOptions, version []string, site func(emitter) error, host map[string][]byte) error {
	home, _ := os.UserHomeDir() // without one there is none to protect
	options := output.Options{Protect: []string{p.content, "layouts", "assets", "generator", "docs"}, Home: home}
	writeFolder := func(also emitter) error {
		left, err := output.Write(o.out, options, func(emit emitter) error {
			for name, data := range host {
				if err := emit(name, data); err != nil {
					return err
				}
			}
			return site(func(name string, data []byte) error {
				return errors.Join(emit(name, data), also(name, data))
			})
		})
		for _, sentence := range left {
			fmt.Fprintf(p.err, "provtryck: en del av den förra webbplatsen är kvar: %s\n"+
				"  den nya är på plats, och nästa bygge försöker ta bort det igen\n", sentence)
		}
		return err
	}
	if o.pack == "" {
		return writeFolder(func(string, []byte) error { return nil })
	}
	packed := options
	if o.out != "" {
		packed.Protect = append(packed.Protect, o.out) // a folder that is changing
	}
	return pack.Write(string(o.pack), packed, version, func(emit emitter) error {
		if o.out == "" {
			return site(emit)
		}
		return writeFolder(emit)
	})
}

// published returns what a host must know of a site, whose pages have forms only where forms are wanted. It reports
// redirects that are refused.
func (p *program) published(e edition.Edition, logins hosting.Logins, forms bool) hosting.Published {
	redirects := slices.Concat(hosting.FormerRedirects(e.Site, p.content), hosting.MovedRedirects(e.Changes))
	planned, refused := hosting.PlanRedirects(redirects, append(e.Addresses(), "/_headers", "/_redirects"))
	for _, r := range refused {
		fmt.Fprintf(p.err, "provtryck: %v\n", r)
	}
	return hosting.Published{Logins: logins, Forms: forms && page.UsesForms(e.Site), Kept: e.Kept(), Redirects: planned}
}

// writeBeside writes what the host must know and must not show, beside the folder of the site, and returns where.
// Only the owner can read it, whoever could read what was there before.
func writeBeside(o buildOptions, published hosting.Published) ([]string, error) {
	if o.out == "" {
		return nil, nil
	}
	folder, name := filepath.Split(filepath.Clean(o.out))
	var places []string
	files := o.host.Beside(published, name)
	for _, file := range slices.Sorted(maps.Keys(files)) {
		place := filepath.Join(folder, file)
		if err := writePrivate(place, files[file]); err != nil {
			return nil, fmt.Errorf("webbplatsen är skriven, men inte filen %s till servern: %w", place, disk.Writing(err))
		}
		places = append(places, place)
	}
	return places, nil
}

// writePrivate writes a file that only its owner can read, in place of a file that others may read.
func writePrivate(place string, data []byte) error {
	info, err := os.Lstat(place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	case err == nil && info.IsDir():
		return errors.New("där ligger en mapp; byt namn på den, eller välj en annan mapp med --out")
	case err == nil:
		err = os.Remove(place)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(place, data, 0o600)
}

// hostFlag is the value of --vard.
type hostFlag struct{ hosting.Host }

func (h *hostFlag) String() string { return h.Name }
func (h *hostFlag) Type() string   { return "värd" }
func (h *hostFlag) Set(name string) error {
	i := slices.Index(hostNames(), name)
	if i < 0 {
		return errors.New(spelling.DidYouMean(name, hostNames()))
	}
	h.Host = hosting.Hosts[i]
	return nil
}

func hostNames() []string {
	var names []string
	for _, h := range hosting.Hosts {
		names = append(names, h.Name)
	}
	return names
}

// loginsVariable holds the names and passwords that open the published site.
const loginsVariable = "PROVTRYCK_BASIC_AUTH"

// logins reads the logins from the environment. A build that requires a password
// fails without one: a pull request from a fork has no secrets, and must not
// therefore be open to all.
func (p *program) logins(required bool) (hosting.Logins, error) {
	logins, err := hosting.ParseLogins(p.getenv(loginsVariable))
	switch {
	case err != nil:
		return logins, fmt.Errorf("miljövariabeln %s går inte att använda: %w", loginsVariable, err)
	case required && logins.None():
		return logins, fmt.Errorf("--require-password kräver lösenord, men miljövariabeln %s är tom; "+
			"ge den namn:lösenord, eller bygg utan flaggan", loginsVariable)
	}
	return logins, nil
}

// Above memoryBase and memoryText for each text, in bytes, garbage is collected as
// often as needed to stay below: what is kept of a text is some 40 KiB, and its part of the search's index as much.
const (
	memoryBase = 24 << 20
	memoryText = 90 << 10
)

// collectSeldom collects garbage less often, unless the user has said how often. A
// build is short-lived and allocates much that dies at once: it saves a fifth of the
// time, as long as there is memory.
func (p *program) collectSeldom(texts fs.FS) {
	if p.getenv("GOGC") != "" || p.getenv("GOMEMLIMIT") != "" {
		return
	}
	limit := int64(memoryBase)
	_ = fs.WalkDir(texts, ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".md" {
			limit += memoryText
		}
		return nil // what cannot be read is reported when it is to be used
	})
	debug.SetGCPercent(300)
	debug.SetMemoryLimit(max(limit, 4*memoryBase))
}

// zipFile is the value of --pack.
type zipFile string

func (z *zipFile) String() string { return string(*z) }
func (z *zipFile) Type() string   { return "fil" }
func (z *zipFile) Set(name string) error {
	name = unquoted(name)
	if !strings.EqualFold(filepath.Ext(name), ".zip") {
		return errors.New("ange en fil som slutar på .zip")
	}
	*z = zipFile(name)
	return nil
}
