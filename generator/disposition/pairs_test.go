package disposition

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// classOf are the classes that the pairs in testdata give their units, by their first letters.
var classOf = map[byte]Class{'B': Kept, 'O': Reworded, 'F': Moved, 'S': Merged, 'I': Open}

// TestPairs checks that the units of old texts are found where they are in reworked ones. In a
// pair each unit of the old text is a line, after the letter of its class.
func TestPairs(t *testing.T) {
	files, err := filepath.Glob("testdata/pairs/*.txtar")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d pairs, %v", len(files), err)
	}
	units, right := 0, 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		old, want := withoutClasses(t, string(archive.Files[0].Data))
		var docs []*document.Document
		for _, f := range archive.Files[1:] {
			docs = append(docs, document.Parse("kapitel/"+f.Name, f.Data, document.Options{Taxonomy: &audience.Taxonomy{}}))
		}
		a := Of(original(t, old), nil, NewIndex(docs, &audience.Taxonomy{}, Names{}), "kapitel/new.md")
		if len(a.Entries) != len(want) {
			t.Fatalf("%s: %d units, want %d", file, len(a.Entries), len(want))
		}
		for i, e := range a.Entries {
			if units++; e.Class == want[i] {
				right++
				continue
			}
			t.Logf("%s: %q is %s, want %s (%s)", filepath.Base(file), e.Text, e.Class, want[i], e.To.Text)
			if want[i] == Open || e.Class == Kept {
				t.Errorf("%s: something that is gone or changed seems to be there", file)
			}
		}
	}
	const enough = 0.95
	if share := float64(right) / float64(units); share < enough {
		t.Errorf("%d of %d units are in the right class (%.3f)", right, units, share)
	}
}

// withoutClasses returns an old text without the letters, and the classes.
func withoutClasses(t *testing.T, text string) (string, []Class) {
	t.Helper()
	var b strings.Builder
	var classes []Class
	list, head := false, false
	for line := range strings.Lines(text) {
		class, known := classOf[line[0]]
		if !known || line[1] != ' ' {
			t.Fatalf("no class: %q", line)
		}
		classes = append(classes, class)
		line = line[2:]
		together := line[0] == '-' || line[0] == '|'
		if !together || !list {
			b.WriteString("\n")
		}
		head = line[0] == '|' && !list
		list = together
		b.WriteString(line)
		if head {
			b.WriteString(strings.Repeat("| --- ", strings.Count(line, "|")-1) + "|\n")
		}
	}
	return b.String(), classes
}

// original returns an original with a body.
func original(tb testing.TB, body string) *Original {
	tb.Helper()
	o, problems := LoadOriginal("_projekt/original/a.md",
		[]byte("---\nkälla: https://www.example.se/adhd/stod/\nhämtad: 2026-03-02\n---\n"+body))
	if o == nil || len(problems) > 0 {
		tb.Fatal(problems)
	}
	return o
}
