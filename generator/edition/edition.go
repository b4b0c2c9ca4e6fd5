// Package edition lays out one version of the whole: the texts as a site, its
// pages, and the assets that they use.
package edition

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"provtryck"
	"provtryck/generator/asset"
	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/page"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// An Edition is one version of the whole.
type Edition struct {
	Site    *site.Site
	Pages   *page.Renderer
	Assets  asset.Bundle
	Changes *versions.Comparison // nil when nothing is compared
}

// New lays out the pages of a site. The addresses of the assets are added to what
// the pages say.
func New(s *site.Site, layouts page.Layouts, assets asset.Bundle, say page.Options) Edition {
	say.CSS, say.JS = assets.CSS, assets.JS
	return Edition{s, page.New(s, layouts, say), assets, say.Changes}
}

// Layouts reads the layouts: those in the folder where the program runs, else its
// own.
func Layouts() (page.Layouts, error) { return page.LoadLayouts(files("layouts", "base.html")) }

// Assets makes the assets of a site, of the folder where the program runs, else
// of its own.
func Assets(s *site.Site) (asset.Bundle, error) {
	return asset.Make(files("assets", "css/site.css"), map[string][]byte{"js/taxonomy.js": s.Taxonomy.Script()})
}

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

// Addresses are all that the edition answers at.
func (e Edition) Addresses() []string {
	return slices.Concat(e.Pages.URLs(), slices.Collect(maps.Keys(e.Assets.Files)), slices.Collect(maps.Keys(content.Pictures(e.Site))))
}

// Emit emits every file of the edition, with its path, as [output.Write] asks
// for. Pictures are read from the texts and, those that only the earlier version
// has, from the files of that.
func (e Edition) Emit(ctx context.Context, texts, earlier fs.FS, emit func(path string, data []byte) error) error {
	for url, data := range e.Assets.Files {
		if err := emit(File(url), data); err != nil {
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
	return e.emitPages(ctx, emit)
}

// emitPictures copies pictures, given by address.
func emitPictures(from fs.FS, files map[string]string, emit func(string, []byte) error) error {
	for url, file := range files {
		data, err := fs.ReadFile(from, file)
		if err != nil {
			return fmt.Errorf("bilden %s: %w", file, disk.Reading(err))
		}
		if err := emit(File(url), data); err != nil {
			return err
		}
	}
	return nil
}

// emitPages renders the pages on all processors. The first error stops them.
func (e Edition) emitPages(ctx context.Context, emit func(string, []byte) error) error {
	var buffers sync.Pool // of *bytes.Buffer
	workers, working := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for _, url := range e.Pages.URLs() {
		if working.Err() != nil {
			break
		}
		workers.Go(func() error {
			buffer, kept := buffers.Get().(*bytes.Buffer)
			if !kept {
				buffer = new(bytes.Buffer)
			}
			if err := e.Pages.Render(buffer, url); err != nil {
				return err
			}
			err := emit(File(url), buffer.Bytes())
			if buffer.Cap() <= largePage {
				buffer.Reset()
				buffers.Put(buffer)
			}
			return err
		})
	}
	if err := workers.Wait(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return errors.New("bygget avbröts; den gamla webbplatsen är kvar")
	}
	return nil
}

// largePage is the size in bytes above which the memory of a page is not kept for
// the next: a report on all texts may be a thousand times as large as a text.
const largePage = 1 << 20

// File is the file that a web server answers with at url.
func File(url string) string {
	name := strings.TrimPrefix(url, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}
