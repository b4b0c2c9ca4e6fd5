package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"provtryck"
	"provtryck/generator/asset"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// An edition is one version of the whole: the texts as a site, its pages, the
// assets that they use, and what has changed in the texts.
type edition struct {
	site    *site.Site
	pages   *page.Renderer
	assets  asset.Bundle
	stamp   page.Stamp
	changes *page.Comparison // nil when nothing is compared
}

// lay lays out the pages of a site: the last step before they are written. Build
// then writes every page. Serve does the same with what has changed, and renders
// the page that is asked for. The addresses of the assets are added to what the
// pages say.
func (p *program) lay(s *site.Site, layouts page.Layouts, say page.Options) (edition, error) {
	assets, err := makeAssets(s)
	if err != nil {
		return edition{}, err
	}
	say.CSS, say.JS = assets.CSS, assets.JS
	return edition{s, page.New(s, layouts, say), assets, say.Stamp, say.Changes}, nil
}

func makeAssets(s *site.Site) (asset.Bundle, error) {
	return asset.Make(files("assets", "css/site.css"), map[string][]byte{"js/taxonomy.js": s.Taxonomy.Script()})
}

// problems are those of a site with file names as the editor sees them.
func (p *program) problems(s *site.Site) problem.List {
	return s.Problems.In(filepath.ToSlash(p.content))
}

// reader reads the texts in a folder.
func (p *program) reader(fsys fs.FS) *reader { return &reader{fsys: fsys, today: p.today()} }

// today is the day for which texts are judged: the one of SOURCE_DATE_EPOCH, the
// field's variable for builds that can be repeated, else that of the clock.
func (p *program) today() string {
	now := time.Now()
	if seconds, err := strconv.ParseInt(p.getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(seconds, 0).UTC()
	}
	return now.Format(time.DateOnly)
}

// loadSite reads, parses and validates: the part of the pipeline that check needs.
func (p *program) loadSite(r *reader) (*site.Site, error) {
	sources, err := r.read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.content, err)
	}
	return site.New(sources), nil
}

func layoutFiles() fs.FS { return files("layouts", "base.html") }

// files is a folder of the program: the one on disk where there is one that
// holds the given file, else the one within the program.
func files(folder, sign string) fs.FS {
	if _, err := os.Stat(filepath.Join(folder, sign)); err == nil {
		return os.DirFS(folder)
	}
	sub, err := fs.Sub(provtryck.Files, folder)
	if err != nil {
		panic(err) // the folder is named in this program
	}
	return sub
}

// openContent opens the content folder so that no path or link leads out of it.
func (p *program) openContent() (*os.Root, error) {
	root, err := os.OpenRoot(p.content)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("här finns ingen mapp %s; gå till projektets mapp först, eller ange var texterna ligger med --content", p.content)
	case err != nil:
		return nil, fmt.Errorf("mappen %s går inte att öppna: %w", p.content, reason(err))
	}
	return root, nil
}

// reason says in Swedish why a file cannot be read or written; what is not common
// stays in the words of the system, without the path that they repeat.
func reason(err error) error {
	for _, r := range []struct {
		cause error
		text  string
	}{
		{fs.ErrNotExist, "den finns inte"},
		{fs.ErrPermission, "du saknar behörighet"},
		{syscall.EISDIR, "det är en mapp"},
		{syscall.ENOTDIR, "en del av sökvägen är ingen mapp"},
		{syscall.ENOSPC, "disken är full"},
		{syscall.EROFS, "disken är skrivskyddad"},
	} {
		if errors.Is(err, r.cause) {
			return errors.New(r.text)
		}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// noFolder is [reason] for a file that is to be written: what does not exist is
// its folder.
func noFolder(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("mappen finns inte")
	}
	return reason(err)
}

// failOn is the value of --fail-on: the least severity that makes the command
// end with a finding.
type failOn struct {
	word     string
	severity problem.Severity
}

func (f *failOn) String() string { return f.word }
func (f *failOn) Type() string   { return "nivå" }
func (f *failOn) Set(word string) error {
	levels := map[string]problem.Severity{"error": problem.Error, "warning": problem.Warning, "never": problem.Error + 1}
	severity, known := levels[strings.ToLower(word)]
	if !known {
		return errors.New("ange error, warning eller never")
	}
	f.word, f.severity = word, severity
	return nil
}

// verdict is errFindings when the problems reach the level.
func (f *failOn) verdict(l problem.List) error {
	if l.Worst() >= f.severity {
		return errFindings
	}
	return nil
}
