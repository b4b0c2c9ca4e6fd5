package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// allowed lists which of our packages, and which others outside the standard
// library, a package imports. It is the picture of docs/architecture.md.
var allowed = map[string]string{
	"provtryck":   "",
	"problem":     "golang.org/x/text",
	"spelling":    "golang.org/x/text",
	"disk":        "",
	"sheet":       "",
	"field":       "problem spelling go.yaml.in/yaml/v3 golang.org/x/text",
	"audience":    "field problem spelling",
	"prose":       "field problem spelling",
	"feedback":    "document field problem prose round sheet spelling golang.org/x/net/html golang.org/x/text",
	"document":    "audience field problem prose spelling github.com/adrg/frontmatter github.com/yuin/goldmark golang.org/x/text",
	"ledger":      "field problem sheet spelling golang.org/x/text",
	"disposition": "audience document field ledger problem sheet spelling",
	"markup":      "document prose",
	"site":        "audience disk disposition document feedback field ledger problem prose round spelling transfer golang.org/x/text",
	"search":      "audience document field problem site spelling github.com/kljensen/snowball golang.org/x/text",
	"transfer":    "audience document field problem sheet spelling",
	"coverage":    "audience document site sheet spelling",
	"collation":   "document problem revision sheet source spelling golang.org/x/net/html golang.org/x/text",
	"source":      "document spelling github.com/yuin/goldmark golang.org/x/net/html",
	"intake":      "audience disposition document field problem prose source spelling golang.org/x/net/html golang.org/x/text",
	"round":       "field problem spelling",
	"revision":    "audience document field problem prose site spelling github.com/aymanbagabas/go-udiff",
	"git":         "",
	"content":     "audience disk disposition document feedback intake ledger problem prose round site spelling transfer golang.org/x/sync",
	"versions":    "audience content document git problem revision site spelling golang.org/x/text",
	"handbook":    "spelling github.com/yuin/goldmark golang.org/x/net/html",
	"page":        "audience coverage disposition document feedback handbook ledger markup problem prose redirect revision round search sheet site spelling transfer versions github.com/tdewolff/minify/v2 golang.org/x/text",
	"report":      "document page problem revision spelling versions",
	"audit":       "page problem site golang.org/x/net/html",
	"asset":       "github.com/tdewolff/minify/v2",
	"edition":     "asset content disk page provtryck search site versions golang.org/x/sync",
	"output":      "disk problem golang.org/x/sys",
	"pack":        "disk output golang.org/x/net/html",
	"servertest":  "",
	"hosting":     "field problem revision site versions",
	"redirect":    "ledger problem sheet site golang.org/x/text",
	"probe":       "redirect",
	"draft":       "audience content disk document intake output problem site source spelling",
	"paste":       "document draft edition intake preview problem site source golang.org/x/net/html",
	"collating":   "collation document markup preview problem revision site spelling",
	"relocate":    "content disk document field ledger problem round site spelling golang.org/x/text",
	"kit":         "disk provtryck",
	"inbox":       "content disk feedback output problem prose round site spelling",
	"preview":     "disk github.com/fsnotify/fsnotify",
	"session":     "content edition page preview problem site source spelling versions",
	"decide":      "content disk disposition document output problem spelling golang.org/x/text",
	"doctor":      "spelling golang.org/x/text",
	"main":        "audience audit collating collation content coverage decide disk disposition doctor document draft edition feedback field hosting inbox intake kit ledger output pack page paste preview probe problem prose redirect relocate report revision round search session sheet site source spelling transfer versions github.com/inconshreveable/mousetrap github.com/spf13/cobra github.com/spf13/pflag rsc.io/qr golang.org/x/sys golang.org/x/term",
}

// forbidden are parts of the standard library that a package must not know.
// What is below a part is forbidden with it.
var forbidden = map[string]string{
	"problem":     "html io/fs net/http os",
	"sheet":       "html io/fs net os",
	"spelling":    "html io/fs net os",
	"field":       "html io/fs net os",
	"audience":    "html io/fs net os",
	"prose":       "html io/fs net os",
	"feedback":    "html/template io/fs net/http os",
	"document":    "html/template io/fs net os",
	"disposition": "html io/fs net/http os",
	"ledger":      "html io/fs net/http os",
	"collation":   "html/template io/fs net/http os",
	"source":      "html/template net/http os",
	"intake":      "html/template io/fs net os",
	"transfer":    "html io/fs net/http os",
	"site":        "html io/fs net/http os",
	"search":      "html io/fs net os",
	"coverage":    "html io/fs net os",
	"revision":    "io/fs net os",
	"page":        "net os",
	"report":      "html io/fs net os",
	"markup":      "html io/fs net os",
	"hosting":     "html io/fs os",
	"redirect":    "html io/fs net/http os",
	"probe":       "html io/fs os",
	"versions":    "html net",
	"relocate":    "html net/http os",
	"asset":       "html net os",
}

// TestImports checks that the packages know each other only as drawn, and that
// nothing is drawn that is not there.
func TestImports(t *testing.T) {
	packages := parsePackages(t)
	for name, p := range packages {
		row, known := allowed[name]
		if !known {
			t.Errorf("the package %s has no row in the table", name)
		}
		unused := strings.Fields(row)
		for file, tree := range p.files {
			for _, spec := range tree.Imports {
				imported := strings.TrimPrefix(strings.Trim(spec.Path.Value, `"`), "provtryck/generator/")
				if !standard(imported) && covers(row, imported) == "" || covers(forbidden[name]+" log",
					imported) != "" {
					t.Errorf("%s must not import %s", file, imported)
				}
				used := covers(row, imported)
				unused = slices.DeleteFunc(unused, func(s string) bool { return s == used })
			}
		}
		if len(unused) > 0 {
			t.Errorf("the table lets %s import %s, which it does not", name, unused)
		}
	}
	for name := range allowed {
		if packages[name] == nil {
			t.Errorf("%s is in the table but not in the program", name)
		}
	}
}

// covers returns the item of the list that is the path or above it.
func covers(list, imported string) string {
	for word := range strings.FieldsSeq(list) {
		if imported == word || strings.HasPrefix(imported, word+"/") {
			return word
		}
	}
	return ""
}

// standard reports whether an import path is of the standard library: the others
// are ours, in the table by name, or begin with a host.
func standard(imported string) bool {
	_, ours := allowed[imported]
	first, _, _ := strings.Cut(imported, "/")
	return !ours && !strings.Contains(first, ".")
}

// arguments are what only main.go may use, of package os. writing is what only the
// writers may use, of package os or of an os.Root.
var (
	arguments = []string{"Args", "Environ", "Exit", "Getenv", "LookupEnv"}
	writing   = []string{
		"Chmod", "Chtimes", "CopyFS", "Create", "CreateTemp", "Mkdir", "MkdirAll", "MkdirTemp", "OpenFile",
		"Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile",
	}
)

// writers are the packages that may write files.
var writers = []string{"decide", "inbox", "kit", "main", "output", "pack"}

// opensToRead is where a file is opened to be read in a way that only OpenFile knows: without waiting.
const opensToRead = "generator/content/folder.go:OpenFile"

// TestRules checks what the architecture demands of every package: no state, no
// init, nothing but main (and what runs servers in tests) that ends the program or reads its arguments, nothing
// but the writers that writes files, and ASCII names.
func TestRules(t *testing.T) {
	for name, p := range parsePackages(t) {
		for file, tree := range p.files {
			ast.Inspect(tree, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncDecl:
					if n.Recv == nil && n.Name.Name == "init" {
						t.Errorf("%s has an init function", file)
					}
				case *ast.SelectorExpr:
					if p.isOS(n.X) && slices.Contains(arguments, n.Sel.Name) && file != "generator/main.go" && name != "servertest" {
						t.Errorf("%s uses os.%s", file, n.Sel.Name)
					}
					if slices.Contains(writing, n.Sel.Name) && (p.isOS(n.X) || !p.isPackage(n.X)) &&
						!slices.Contains(writers, name) && file+":"+n.Sel.Name != opensToRead {
						t.Errorf("%s writes: %s", file, n.Sel.Name)
					}
				case *ast.Ident:
					if strings.IndexFunc(n.Name, func(r rune) bool { return r > 127 }) >= 0 {
						t.Errorf("%s: the identifier %s is not ASCII", file, n.Name)
					}
				}
				for _, changed := range changes(n) {
					if v := p.packageVariable(changed); v != "" {
						t.Errorf("%s changes the package variable %s", file, v)
					}
				}
				return true
			})
		}
	}
}

// changes are the expressions that a node assigns a new value, or lets somebody
// else give one.
func changes(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Lhs
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		return []ast.Expr{n.Key, n.Value}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && slices.Contains([]string{"clear", "copy", "delete"},
			f.Name) {
			return n.Args[:1]
		}
	}
	return nil
}

// A goPackage is the source of a package, without tests.
type goPackage struct {
	files map[string]*ast.File
	uses  map[*ast.Ident]types.Object
}

// isOS reports whether an expression is the package os, whatever it is called.
func (p *goPackage) isOS(x ast.Expr) bool {
	name := p.packageName(x)
	return name != nil && name.Imported().Path() == "os"
}

// isPackage reports whether an expression is an imported package.
func (p *goPackage) isPackage(x ast.Expr) bool { return p.packageName(x) != nil }

func (p *goPackage) packageName(x ast.Expr) *types.PkgName {
	id, ok := x.(*ast.Ident)
	if !ok {
		return nil
	}
	name, _ := p.uses[id].(*types.PkgName)
	return name
}

// packageVariable is the name of the package variable that an expression is, or
// is a part of; "" for all else.
func (p *goPackage) packageVariable(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		if v, ok := p.uses[x].(*types.Var); ok && v.Parent() == v.Pkg().Scope() {
			return v.Name()
		}
	case *ast.SelectorExpr:
		return p.packageVariable(x.X)
	case *ast.IndexExpr:
		return p.packageVariable(x.X)
	case *ast.StarExpr:
		return p.packageVariable(x.X)
	case *ast.ParenExpr:
		return p.packageVariable(x.X)
	}
	return ""
}

// parsePackages reads the program by package, each named for its folder under
// generator/.
func parsePackages(t *testing.T) map[string]*goPackage {
	t.Helper()
	packages := map[string]*goPackage{}
	fset := token.NewFileSet()
	root := os.DirFS("..")
	files, err := fs.Glob(root, "*.go")
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(root, "generator", func(name string, e fs.DirEntry, err error) error {
		files = append(files, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		folder := packageName(path.Dir(name))
		if packages[folder] == nil {
			packages[folder] = &goPackage{files: map[string]*ast.File{}}
		}
		packages[folder].files[name] = tree
	}
	for name, p := range packages {
		p.resolve(name, fset)
	}
	return packages
}

func packageName(folder string) string {
	switch folder {
	case ".":
		return "provtryck"
	case "generator":
		return "main"
	}
	return strings.TrimPrefix(folder, "generator/")
}

// resolve finds what each name within the package means. What it imports is not
// read, so most types are unknown and the errors about them are of no interest.
func (p *goPackage) resolve(name string, fset *token.FileSet) {
	p.uses = map[*ast.Ident]types.Object{}
	config := types.Config{Importer: unread{}, Error: func(error) {}}
	files := slices.Collect(maps.Values(p.files))
	_, _ = config.Check(name, fset, files, &types.Info{Uses: p.uses})
}

// unread imports packages as empty ones.
type unread struct{}

func (unread) Import(imported string) (*types.Package, error) {
	p := types.NewPackage(imported, path.Base(imported))
	p.MarkComplete()
	return p, nil
}
