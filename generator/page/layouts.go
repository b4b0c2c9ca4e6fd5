package page

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
)

// Layouts are the parsed templates, by the name of their kind: "article".
//
// They are minified when they are read rather than page by page: minifying a
// whole page costs as much as all the rest of making it.
type Layouts struct {
	plain map[string]*template.Template
	small map[string]*template.Template
}

// LoadLayouts parses the layouts in fsys: base.html, partials/*.html, and one
// file for each kind of page.
func LoadLayouts(fsys fs.FS) (*Layouts, error) {
	plain, err := parseLayouts(fsys, func(src string) (string, error) { return src, nil })
	if err != nil {
		return nil, err
	}
	small, err := parseLayouts(fsys, minified)
	if err != nil {
		return nil, err
	}
	l := &Layouts{plain: plain, small: small}
	for _, k := range kinds {
		if small[k.layout] == nil {
			return nil, fmt.Errorf("layouten %s.html saknas", k.layout)
		}
	}
	for _, name := range []string{"programme-nav", "page-top"} {
		if small["article"].Lookup(name) == nil {
			return nil, fmt.Errorf("layouten partials/%s.html saknas", name)
		}
	}
	return l, nil
}

// minified shortens blanks in a template and leaves its actions alone. Blanks
// never vanish altogether: one between two words or links is part of the text.
func minified(src string) (string, error) {
	m := minify.New()
	m.Add("text/html", &minhtml.Minifier{
		KeepComments: false, KeepDefaultAttrVals: true, KeepDocumentTags: true,
		KeepEndTags: true, KeepQuotes: true, KeepWhitespace: true,
		TemplateDelims: minhtml.GoTemplateDelims,
	})
	return m.String("text/html", src)
}

// parseLayouts parses every layout together with the base and the partials.
func parseLayouts(fsys fs.FS, rewrite func(string) (string, error)) (map[string]*template.Template, error) {
	files, err := fs.Glob(fsys, "*.html")
	if err != nil {
		return nil, err
	}
	partials, err := fs.Glob(fsys, "partials/*.html")
	if err != nil {
		return nil, err
	}
	base := template.New("layouts")
	for _, name := range append([]string{"base.html"}, partials...) {
		if err := parseLayout(base.New(name), fsys, name, rewrite); err != nil {
			return nil, err
		}
	}
	set := map[string]*template.Template{}
	for _, name := range files {
		if name == "base.html" {
			continue
		}
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if err := parseLayout(t.New(name), fsys, name, rewrite); err != nil {
			return nil, err
		}
		set[strings.TrimSuffix(path.Base(name), ".html")] = t.Lookup("base.html")
	}
	return set, nil
}

func parseLayout(t *template.Template, fsys fs.FS, name string, rewrite func(string) (string, error)) error {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("layouten %s: %w", name, err)
	}
	text, err := rewrite(string(src))
	if err != nil {
		return fmt.Errorf("layouten %s: %w", name, err)
	}
	if _, err := t.Parse(text); err != nil {
		return fmt.Errorf("layouten %s: %w", name, err)
	}
	return nil
}
