package page

import (
	"fmt"
	"html/template"
	"io/fs"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
)

// Layouts are the parsed templates by name: one for each kind of page, "article".
type Layouts map[string]*template.Template

// LoadLayouts parses the layouts in fsys: base.html, partials/*.html, and one
// file for each kind of page. They are minified here, once, rather than page by
// page: minifying a whole page costs as much as all the rest of making it.
func LoadLayouts(fsys fs.FS) (Layouts, error) { return parseLayouts(fsys, minified) }

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

// parseLayouts parses every layout together with the base and the partials,
// each rewritten first.
func parseLayouts(fsys fs.FS, rewrite func(string) (string, error)) (Layouts, error) {
	files, err := fs.Glob(fsys, "partials/*.html")
	if err != nil {
		return nil, err
	}
	base := template.New("layouts")
	for _, name := range append([]string{"base.html"}, files...) {
		if err := parseLayout(base.New(name), fsys, name, rewrite); err != nil {
			return nil, err
		}
	}
	layouts := Layouts{}
	for _, k := range kinds {
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		name := k.layout + ".html"
		if err := parseLayout(t.New(name), fsys, name, rewrite); err != nil {
			return nil, err
		}
		layouts[k.layout] = t.Lookup("base.html")
	}
	return layouts, nil
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
