package page

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"

	"provtryck/generator/problem"
)

// Layouts are the parsed templates by name: one for each kind of page, "article",
// and those partials that are rendered by themselves, "programme-nav".
type Layouts map[string]*template.Template

// partials are the partials that pages share, with the view that each gets.
var partials = map[string]any{
	"audience-tags": []AudienceGroup{},
	"breadcrumb":    []Link{},
	"page-head":     HeadView{},
	"page-top":      TopView{},
	"programme-nav": NavView{},
}

// views gives the view of every layout.
func views() map[string]any {
	all := maps.Clone(partials)
	for _, k := range kinds {
		if k.layout != "" {
			all[k.layout] = k.view
		}
	}
	return all
}

// LoadLayouts parses the layouts in fsys: base.html, partials/*.html, and one
// file for each kind of page.
func LoadLayouts(fsys fs.FS) (Layouts, error) {
	return parseLayouts(fsys, func(src string) (string, error) { return src, nil })
}

var changedByMinifying = &problem.Rule{ID: "forminskning", Family: problem.Files, Severity: problem.Warning, In: problem.Elsewhere,
	Demand: "En layout betyder samma sak när den har förminskats.",
	Bad:    "en layout där blanktecken har betydelse", Good: "en layout utan sådana"}

// LoadSmallLayouts parses the layouts and minifies them, once, rather than page
// by page: minifying a whole page costs as much as all the rest of making it.
//
// Each layout is shown an empty view and a full one, and same compares what it
// makes of them with what it made before. A layout that says something else when
// it is small is left as it was, and a warning given.
func LoadSmallLayouts(fsys fs.FS, same func(plain, small []byte) error) (Layouts, problem.List, error) {
	plain, err := LoadLayouts(fsys)
	if err != nil {
		return nil, nil, err
	}
	small, err := parseLayouts(fsys, minified)
	if err != nil {
		return nil, nil, err
	}
	var warnings problem.List
	for name, view := range views() {
		full := reflect.New(reflect.TypeOf(view)).Elem()
		fillView(full)
		for _, v := range []any{view, full.Interface()} {
			if err := plain[name].Execute(io.Discard, v); err != nil {
				return nil, nil, fmt.Errorf("layouten %s: %w", name, err)
			}
		}
		if err := errors.Join(compare(plain[name], small[name], view, same), compare(plain[name], small[name], full.Interface(), same)); err != nil {
			small[name] = plain[name]
			warnings.Add(changedByMinifying, problem.Pos{File: layoutFile(name)},
				fmt.Sprintf("sidorna skrivs som layouten har dem, för i förminskad form skulle de bli annorlunda: %v", err),
				"berätta för den som sköter Provtryck")
		}
	}
	return small, warnings.Sorted(), nil
}

// layoutFile is where a layout or partial stands.
func layoutFile(name string) string {
	if _, partial := partials[name]; partial {
		name = "partials/" + name
	}
	return "layouts/" + name + ".html"
}

func compare(plain, small *template.Template, view any, same func(plain, small []byte) error) error {
	var a, b bytes.Buffer
	if err := errors.Join(plain.Execute(&a, view), small.Execute(&b, view)); err != nil {
		return err
	}
	return same(a.Bytes(), b.Bytes())
}

// fillView gives a view something to show in every place: two of each thing in a
// list, so that what stands between them is seen as well.
func fillView(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("två  ord")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillView(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillView(v.Index(0))
		fillView(v.Index(1))
	case reflect.Struct:
		for i := range v.NumField() {
			fillView(v.Field(i))
		}
	}
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
		if k.layout == "" {
			continue
		}
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
	for _, name := range slices.Sorted(maps.Keys(partials)) {
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if layouts[name] = t.Lookup(name); layouts[name] == nil {
			return nil, fmt.Errorf("layouten partials/%s.html saknas eller definierar inte %q", name, name)
		}
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

// Rules are the rules that a layout can break.
func Rules() []*problem.Rule {
	return []*problem.Rule{changedByMinifying}
}
