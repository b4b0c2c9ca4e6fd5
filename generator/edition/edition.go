// Package edition puts together one version of the whole site.
//
// An [Edition] has the texts as a [site.Site], its pages as a [page.Renderer], and
// the assets that they use as an [asset.Bundle]. [Edition.Emit] hands out all its
// files, as a build wants them.
package edition

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"provtryck"
	"provtryck/generator/asset"
	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/page"
	"provtryck/generator/search"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// An Edition is one version of the whole.
type Edition struct {
	Site    *site.Site
	Pages   *page.Renderer
	Assets  asset.Bundle
	Changes *versions.Comparison // nil when nothing is compared

	search   searchFiles // of the texts
	handbook searchFiles
}

// New makes the edition of a site. It fills in the addresses of the assets in the
// options.
func New(s *site.Site, layouts page.Layouts, assets asset.Bundle, o page.Options) Edition {
	o.CSS, o.JS, o.ReviewJS, o.DeskJS = assets.CSS, assets.JS, assets.ReviewJS, assets.DeskJS
	o.Docs = files("docs", "redaktorshandbok.md")
	pages := page.New(s, layouts, o)
	texts := func() (*search.Index, error) { return pages.Index(), nil }
	return Edition{
		s, pages, assets, o.Changes, newSearchFiles(searchPointer, "", texts), newSearchFiles(handbookPointer, handbookPrefix, pages.HandbookIndex),
	}
}

// Layouts reads the layouts in the folder where the program runs, else those in the
// program.
func Layouts() (page.Layouts, error) { return page.LoadLayouts(files("layouts", "base.html")) }

// Assets makes the assets of a site from the folder where the program runs, else from
// those in the program.
func Assets(s *site.Site) (asset.Bundle, error) {
	return asset.Make(files("assets", "css/site.css"), map[string][]byte{"js/taxonomy.js": s.Taxonomy.Script()})
}

// files returns the folder on disk, if it contains the given file, else the one in
// the program.
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

// Kept lists the patterns of addresses, "/assets/0a1b2c3d4e5f/*", whose files never change.
func (e Edition) Kept() []string { return append(slices.Clone(e.Assets.Kept), searchFolder+"*") }

// Addresses lists the addresses of the edition, without pictures that only an
// earlier version has, the files of the search, and pages that only lead on.
func (e Edition) Addresses() []string {
	assets, pictures := maps.Keys(e.Assets.Files), maps.Keys(content.Pictures(e.Site))
	pages := slices.DeleteFunc(e.Pages.URLs(), func(url string) bool { return e.Pages.Forward(url) != "" })
	return slices.Concat(pages, slices.Collect(assets), slices.Collect(pictures))
}

// Emit emits every file of the edition with its path. Pictures are read from the
// texts; those that only the earlier version has, from its files.
func (e Edition) Emit(ctx context.Context, texts, earlier fs.FS, emit func(path string, data []byte) error) error {
	for url, data := range e.Assets.Files {
		if err := emit(file(url), data); err != nil {
			return err
		}
	}
	if err := emitPictures(texts, content.Pictures(e.Site), emit); err != nil {
		return err
	}
	if e.Changes != nil {
		if err := emitPictures(earlier, e.Changes.Pictures, emit); err != nil {
			return err
		}
	}
	if err := e.emitSearch(emit); err != nil { // before the pages, which need the memory after it
		return err
	}
	return e.emitPages(ctx, emit)
}

// emitPictures copies pictures, given by address.
func emitPictures(from fs.FS, files map[string]string, emit func(string, []byte) error) error {
	for url, name := range files {
		data, err := content.ReadPicture(from, name)
		if err != nil {
			return fmt.Errorf("bilden %s: %w", name, disk.Reading(err))
		}
		if err := emit(file(url), data); err != nil {
			return err
		}
	}
	return nil
}

// emitPages renders the pages, and makes the files of the search beside them, on all processors. The first error
// stops them.
func (e Edition) emitPages(ctx context.Context, emit func(string, []byte) error) error {
	buffers := make(chan *bytes.Buffer, runtime.GOMAXPROCS(0)) // those that no page is rendered into
	workers, working := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for _, url := range e.Pages.URLs() {
		if working.Err() != nil {
			break
		}
		workers.Go(func() error {
			buffer := new(bytes.Buffer)
			select {
			case buffer = <-buffers:
			default:
			}
			if err := e.Pages.Render(buffer, url); err != nil {
				return err
			}
			err := emit(file(url), buffer.Bytes())
			if buffer.Cap() <= largePage {
				buffer.Reset()
				select {
				case buffers <- buffer:
				default:
				}
			}
			return err
		})
	}
	if err := workers.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// largePage is the size in bytes above which the memory of a page is not kept for
// the next: a report on all texts may be a thousand times as large as a text.
const largePage = 4 << 20

// file returns the file that a web server answers with at url.
func file(url string) string {
	name := strings.TrimPrefix(url, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}
