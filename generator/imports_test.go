package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// allowed says which of our packages, and which others outside the standard
// library, a package may import. It is the picture of docs/architecture.md.
var allowed = map[string]string{
	".":        "asset audience document field output page preview problem site spelling github.com/spf13/cobra github.com/spf13/pflag provtryck",
	"problem":  "",
	"spelling": "golang.org/x/text/unicode/norm",
	"field":    "problem spelling go.yaml.in/yaml/v3",
	"audience": "field problem spelling",
	"document": "audience field problem spelling github.com/adrg/frontmatter github.com/yuin/goldmark",
	"site":     "audience document field problem spelling golang.org/x/text",
	"page":     "audience document problem site spelling github.com/tdewolff/minify/v2 golang.org/x/text",
	"asset":    "github.com/tdewolff/minify/v2",
	"output":   "github.com/tdewolff/minify/v2 golang.org/x/net/html",
	"preview":  "github.com/fsnotify/fsnotify",
}

// forbidden are parts of the standard library that a package must not know.
var forbidden = map[string]string{
	"site":     "os net/http html/template",
	"document": "os net/http html/template io/fs",
	"page":     "os net/http",
	"audience": "os net/http io/fs",
	"problem":  "os net/http",
}

// TestImports holds that the packages know each other only as drawn.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		folder := path.Dir(name)
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		if _, known := allowed[folder]; !known {
			t.Errorf("%s: the package has no row in the table", folder)
		}
		seen[folder] = true
		for _, spec := range file.Imports {
			checkImport(t, name, folder, strings.Trim(spec.Path.Value, `"`))
		}
		checkDeclarations(t, name, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range allowed {
		if !seen[folder] {
			t.Errorf("%s is in the table but not in the program", folder)
		}
	}
}

func checkImport(t *testing.T, name, folder, imported string) {
	t.Helper()
	if slices.Contains(strings.Fields(forbidden[folder]), imported) || imported == "log" || imported == "log/slog" {
		t.Errorf("%s must not import %s", name, imported)
	}
	ours, own := strings.CutPrefix(imported, "provtryck/generator/")
	if !own && !strings.Contains(strings.Split(imported, "/")[0], ".") && imported != "provtryck" {
		return // the standard library
	}
	for _, ok := range strings.Fields(allowed[folder]) {
		if ours == ok || strings.HasPrefix(imported, ok+"/") {
			return
		}
	}
	t.Errorf("%s must not import %s", name, imported)
}

// checkDeclarations holds that there is no init, and that only main.go ends the
// program or reads its arguments.
func checkDeclarations(t *testing.T, name string, file *ast.File) {
	t.Helper()
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				t.Errorf("%s has an init function", name)
			}
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if ok && pkg.Name == "os" && slices.Contains([]string{"Exit", "Args", "Getenv", "LookupEnv"}, n.Sel.Name) && name != "main.go" {
				t.Errorf("%s uses os.%s", name, n.Sel.Name)
			}
		case *ast.Ident:
			if strings.IndexFunc(n.Name, func(r rune) bool { return r > 127 }) >= 0 {
				t.Errorf("%s: the identifier %s is not ASCII", name, n.Name)
			}
		}
		return true
	})
}
