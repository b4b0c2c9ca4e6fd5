package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// An unwanted word is one that docs/ordval.md has another for.
type unwanted struct {
	word *regexp.Regexp
	use  string
}

// anyOf returns a pattern of whole words: \b does not know å, ä and ö.
func anyOf(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\pL])(?:` + words + `)(?:$|[^\pL])`)
}

var unwantedWords = []unwanted{
	{anyOf(`provtryckets?|provtryck – inte publicerad`), "förhandsvisningen"},
	{anyOf(`brist(?:en|er|erna)?`), "anmärkning, fel"},
	{anyOf(`åtgärda(?:d|de|t|s)?`), "rättad"},
	{anyOf(`märkning(?:en|ar|arna)?`), "prioritet, målgrupp"},
	{anyOf(`nyckeln?s?|nycklar(?:na)?`), "uppgift"},
	{anyOf(`sidhuvud(?:et|en|ets)?`), "uppgifterna överst i filen"},
	{anyOf(`\pL*block(?:et|en|ets)?`), "ruta"},
	{anyOf(`\pL*arkiv(?:et|en|ets)?`), "projektmappen, kodförrådet"},
	{anyOf(`commit(?:en|ens|s|-id)?`), "version"},
	{anyOf(`baslinjen?`), "version"},
	{anyOf(`får`), "ser, visas för"},
	{anyOf(`blank(?:steg|tecken|t|a)?(?:et|en)?`), "mellanslag"},
	{anyOf(`kontrollera(?:s|t)? särskilt`), "granska särskilt"},
	{anyOf(`doktor`), "felsok"},
	{anyOf(`kända:`), "Välj bland"},
	{anyOf(`avslutas aldrig`), "saknar slut"},
	{anyOf(`mycket nog`), "högst"},
	{anyOf(`öppna (?:filen )?på raden|öppna textens fil`), "Öppna i redigeraren"},
}

// allowedWords are texts that have such a word and keep it.
var allowedWords = []struct{ file, text, reason string }{
	{"generator/doctor.go", "doktor", "the former name of the command still works"},
	{"generator/document/frontmatter.go", "får stå kvar", "permission"},
	{"generator/field/syntax.go", "block sequence entries", "what the library says"},
	{"generator/git/history.go", "git commit", "a command to type"},
	{"generator/output/manifest.go", "får ligga", "permission"},
	{"generator/prose/lexicon.go", "får", "words that texts have"},
	{"generator/revision/matter.go", "får", "words that texts have"},
	{"layouts/findings.html", "får stå kvar", "permission"},
}

// identifier is a text that is a name for programs: of a rule, a file, an environment variable.
var identifier = regexp.MustCompile(`^\S*[\w}][-_./{^]\S+$|^[-_./{^]\S*$`)

// said is a text in the program, with its line.
type said struct {
	line int
	text string
}

// TestWords checks that what the program says is said with the project's own words.
func TestWords(t *testing.T) {
	used := make([]bool, len(allowedWords))
	read := 0
	for _, folder := range []string{"generator", "layouts", "assets/js"} {
		err := fs.WalkDir(os.DirFS(".."), folder, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				if e != nil && e.Name() == "testdata" {
					return fs.SkipDir
				}
				return err
			}
			for _, s := range textsIn(t, name) {
				read++
				for _, wrong := range unwantedIn(s.text) {
					if !isAllowed(name, s.text, used) {
						t.Errorf("%s:%d: %q; write %s (docs/ordval.md)", name, s.line, s.text, wrong.use)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 2000 {
		t.Errorf("read only %d texts", read)
	}
	for i, a := range allowedWords {
		if !used[i] {
			t.Errorf("%s has no %q; take it from allowedWords", a.file, a.text)
		}
	}
}

func isAllowed(name, text string, used []bool) bool {
	for i, a := range allowedWords {
		if name == a.file && strings.Contains(text, a.text) {
			used[i] = true
			return true
		}
	}
	return false
}

func unwantedIn(text string) []unwanted {
	if identifier.MatchString(text) {
		return nil
	}
	var found []unwanted
	for _, u := range unwantedWords {
		if u.word.MatchString(text) {
			found = append(found, u)
		}
	}
	return found
}

// textsIn returns the texts of a file that people can meet.
func textsIn(t *testing.T, name string) []said {
	t.Helper()
	file := path.Join("..", name)
	switch {
	case strings.HasSuffix(name, "_test.go"):
		return nil
	case path.Ext(name) == ".go":
		return textsInGo(t, file)
	case path.Ext(name) == ".html":
		return textsInLayout(readLines(t, file))
	case path.Ext(name) == ".js":
		return textsInScript(readLines(t, file))
	}
	return nil
}

// textsInGo returns the string literals of a Go file.
func textsInGo(t *testing.T, name string) []said {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var texts []said
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text, _ := strconv.Unquote(n.Value)
				texts = append(texts, said{set.Position(n.Pos()).Line, text})
			}
		}
		return true
	})
	return texts
}

var (
	// markup is what no reader of a page meets: actions, and attributes that are addresses or names.
	markup     = regexp.MustCompile(`{{.*?}}|\b(?:class|id|href|data-[\w-]+|for|name)="[^"]*"`)
	scriptText = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`")
)

// textsInLayout returns lines without what no reader of a page meets.
func textsInLayout(lines []string) []said {
	var texts []said
	for i, line := range lines {
		texts = append(texts, said{i + 1, markup.ReplaceAllString(line, " ")})
	}
	return texts
}

// textsInScript returns what is in quotes.
func textsInScript(lines []string) []said {
	var texts []said
	for i, line := range lines {
		for _, text := range scriptText.FindAllString(line, -1) {
			texts = append(texts, said{i + 1, text})
		}
	}
	return texts
}

func readLines(t *testing.T, name string) []string {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(src), "\n")
}

// TestUnwantedWords checks that each way of using an unwanted word is found, and that words
// that only look like one are not.
func TestUnwantedWords(t *testing.T) {
	for _, bad := range []string{
		"Sidan finns inte i provtrycket.", "en text kan ha brister", "okänd nyckel", "nycklarna är fler",
		"sidhuvudet saknas", "blocket saknar slut", "kodblock", "ett git-arkiv", "ange commitens id", "läsaren får 3 ord",
		"Får allt", "två blanksteg", "märkningen saknas", "Kontrollera särskilt", "kända: a, b",
	} {
		if len(unwantedIn(bad)) == 0 {
			t.Errorf("%q is not found", bad)
		}
	}
	for _, good := range []string{
		"Provtryck – en förhandsvisning", "blockera", "nyckeltal", "fåren", "arkivera", "bristning", "okända ord", "committee",
	} {
		if found := unwantedIn(good); len(found) > 0 {
			t.Errorf("%q: %s is found", good, found[0].use)
		}
	}
}
