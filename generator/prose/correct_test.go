package prose

import (
	_ "embed"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/problem"
)

//go:embed testdata/correct.txt
var correct string // below a comment, paragraphs separated by blank lines

// TestCorrect checks that nothing is found in correct paragraphs, with the lists of
// the project.
func TestCorrect(t *testing.T) {
	agreed := projectLists(t)
	_, paragraphs, _ := strings.Cut(strings.TrimSpace(correct), "\n\n")
	all := strings.Split(paragraphs, "\n\n")
	if len(all) < 60 {
		t.Errorf("%d paragraphs", len(all))
	}
	for _, text := range all {
		for _, kind := range []Kind{Paragraph, Item, Cell} {
			found, _ := Check(&Text{Passages: []Passage{{Kind: kind, Text: text,
				At: func(int) problem.Pos { return problem.Pos{} }}}}, agreed)
			for _, p := range found {
				t.Errorf("%q: %v", text, p)
			}
		}
	}
}

// projectLists returns the lists of words of the sample texts.
func projectLists(t *testing.T) *Lists {
	t.Helper()
	var l Lists
	var problems problem.List
	for name, load := range map[string]func(string, []byte, *problem.List){
		"ordlista.yaml": l.LoadPreferred, "forkortningar.yaml": l.LoadAbbreviations,
	} {
		src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", name))
		if err != nil {
			t.Fatal(err)
		}
		load(name, src, &problems)
	}
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &l
}
