package page

import (
	"bytes"
	"flag"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "rewrite expectations")

func realLayouts(t testing.TB) Layouts {
	t.Helper()
	layouts, err := LoadLayouts(os.DirFS(filepath.Join("..", "..", "layouts")))
	if err != nil {
		t.Fatal(err)
	}
	return layouts
}

// writtenLayouts are the layouts before they are minified.
func writtenLayouts(t *testing.T) Layouts {
	t.Helper()
	layouts, err := parseLayouts(os.DirFS(filepath.Join("..", "..", "layouts")),
		func(src string) (string, error) { return src, nil })
	if err != nil {
		t.Fatal(err)
	}
	return layouts
}

// views are an empty view of every layout.
func views() map[string]any {
	return map[string]any{
		"home":          homeView{},
		"product":       productView{},
		"article":       textView{},
		"chapters":      chaptersView{},
		"chapter":       chapterView{},
		"index":         indexView{},
		"search":        searchView{},
		"trial":         trialView{},
		"print":         printView{},
		"review":        reviewView{},
		"changes":       changesView{},
		"changed":       changedView{},
		"findings":      findingsView{},
		"comments":      commentsView{},
		"paste":         pasteView{},
		"collating":     collatingView{},
		"help":          helpView{},
		"accounts":      accountsView{},
		"account":       accountView{},
		"entries":       entriesView{},
		"entry":         entryView{},
		"ledger":        ledgerView{},
		"matrix":        matrixView{},
		"persona":       personaView{},
		"accessibility": noticeView{},
		"notfound":      noticeView{},
		"thanks":        noticeView{},
		"moved":         movedView{},
	}
}

// fullView is a view with something in every place.
func fullView(view any) any {
	v := reflect.New(reflect.TypeOf(view)).Elem()
	fillView(v)
	return v.Interface()
}

// fillView puts something in every place of a view: two of each thing in a list,
// so that what is between them is seen as well.
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

// TestLayouts shows every layout an empty view and a full one, and compares the
// HTML with what it was. With -update it is rewritten; look at what differs.
func TestLayouts(t *testing.T) {
	layouts := writtenLayouts(t)
	if got, want := slices.Sorted(maps.Keys(views())), slices.Sorted(maps.Keys(layouts)); !slices.Equal(got, want) {
		t.Fatalf("there are views for %q, want %q", got, want)
	}
	var got txtar.Archive
	for _, name := range slices.Sorted(maps.Keys(views())) {
		for kind, view := range map[string]any{"empty": views()[name], "full": fullView(views()[name])} {
			var b bytes.Buffer
			if err := layouts[name].Execute(&b, view); err != nil {
				t.Fatal(err)
			}
			got.Files = append(got.Files, txtar.File{Name: name + " " + kind, Data: []byte(tidy(b.String()))})
		}
	}
	slices.SortFunc(got.Files, func(a, b txtar.File) int { return strings.Compare(a.Name, b.Name) })
	file := filepath.Join("testdata", "layouts.txtar")
	if *update {
		if err := os.WriteFile(file, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(txtar.Format(want), txtar.Format(&got)) {
		t.Errorf("the layouts give other HTML; look at git diff after go test ./generator/page -update")
	}
}

// tidy leaves out blank lines and indents, which change without meaning.
func tidy(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// spiteful is text that would act, or break out of an attribute, if it were not
// escaped where it appears.
const spiteful = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`

// TestEscaping puts spiteful text in every place of every layout.
func TestEscaping(t *testing.T) {
	layouts := realLayouts(t)
	for name, view := range views() {
		v := reflect.New(reflect.TypeOf(view)).Elem()
		fillView(v)
		spite(v)
		var b bytes.Buffer
		if err := layouts[name].Execute(&b, v.Interface()); err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Data == "script" && n.FirstChild != nil || n.Data == "img" {
				t.Errorf("%s: the text has become <%s>", name, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// spite puts spiteful text into all strings but those that are HTML already.
func spite(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() != reflect.TypeFor[template.HTML]() {
			v.SetString(spiteful)
		}
	case reflect.Pointer:
		spite(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			spite(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			spite(v.Field(i))
		}
	}
}

// tinyLayouts are one layout for each kind, all alike.
func tinyLayouts() fstest.MapFS {
	files := fstest.MapFS{"base.html": {Data: []byte(`<p>{{block "main" .}}{{end}}</p>`)}}
	for name := range views() {
		files[name+".html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}<b>x</b>{{end}}`)}
	}
	return files
}

// TestLoadLayouts takes one thing away, or breaks it, and reads the error.
func TestLoadLayouts(t *testing.T) {
	if _, err := LoadLayouts(tinyLayouts()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, src, want string }{
		{"article.html", "", "layouten article.html"},
		{"base.html", "", "layouten base.html"},
		{"article.html", "{{", "layouten article.html"},
	} {
		files := tinyLayouts()
		files[c.file] = &fstest.MapFile{Data: []byte(c.src)}
		if c.src == "" {
			delete(files, c.file)
		}
		_, err := LoadLayouts(files)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %q: %v, want %s", c.file, c.src, err, c.want)
		}
	}
}
