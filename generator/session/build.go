package session

import (
	"bytes"
	"path/filepath"
	"strconv"

	"provtryck/generator/content"
	"provtryck/generator/edition"
	"provtryck/generator/page"
	"provtryck/generator/preview"
)

// show shows the edition, after changes at the given paths.
func (s *Session) show(u Update, paths []string) {
	e, movedTo := s.edition, s.movedTo
	pictures := content.Pictures(e.Site)
	b := &preview.Build{
		ID:       s.run + "-" + strconv.Itoa(s.builds), // unique, in this run and among others
		Page:     func(url string) (preview.File, bool) { return s.file(e, pictures, url) },
		Moved:    func(url string) string { return moved(e, movedTo, url) },
		NotFound: func() []byte { return s.render(e, page.NotFoundURL) },
		Alerts:   s.alerts,
	}
	for _, a := range u.Changed[:min(len(u.Changed), maxLinks)] {
		b.Changed = append(b.Changed, preview.Link{URL: a.URL, Title: a.Title})
	}
	for url, file := range pictures {
		if touches(paths, filepath.Join(s.Folder.Dir, filepath.FromSlash(file))) {
			b.Pictures = append(b.Pictures, url)
		}
	}
	s.Show(b)
}

// maxLinks is how many changed pages the others link to: more changes at once are
// not an edit, and nobody looks through them one by one.
const maxLinks = 5

// file returns what is at an address: a page, an asset, a file of the search or a picture.
func (s *Session) file(e edition.Edition, pictures map[string]string, url string) (preview.File, bool) {
	if e.Pages.Has(url) && e.Pages.Forward(url) == "" {
		return preview.File{Data: s.render(e, url), Type: page.Type(url)}, true
	}
	if data, ok := e.Assets.Files[url]; ok {
		return preview.File{Data: data}, true
	}
	switch data, err := e.SearchFile(url); {
	case err != nil:
		s.Failed(err)
	case data != nil:
		return preview.File{Data: data}, true
	}
	if file, ok := pictures[url]; ok {
		return s.picture(file)
	}
	if e.Changes != nil && e.Changes.Pictures[url] != "" {
		data, err := content.ReadPicture(s.Origin.Files, e.Changes.Pictures[url])
		return preview.File{Data: data}, err == nil
	}
	return preview.File{}, false
}

// picture reads a picture on request: there may be many, and large.
func (s *Session) picture(file string) (preview.File, bool) {
	root, err := content.Open(s.Folder.Dir)
	if err != nil {
		return preview.File{}, false
	}
	defer root.Close()
	data, err := content.ReadPicture(root.FS(), file)
	return preview.File{Data: data}, err == nil
}

// render makes one page, which says so if its layout fails.
func (s *Session) render(e edition.Edition, url string) []byte {
	var b bytes.Buffer
	if err := e.Pages.Render(&b, url); err != nil {
		s.Failed(err)
		return []byte(`<!doctype html><html lang="sv"><title>Fel i layouten</title>` +
			"<p>Sidan går inte att visa. Felet står i terminalfönstret.</p></html>")
	}
	return b.Bytes()
}
