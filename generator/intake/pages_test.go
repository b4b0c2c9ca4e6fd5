package intake

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/source"
)

var update = flag.Bool("update", false, "write what the tests in testdata should give")

// TestPages reads what programs put on the clipboard and what browsers save, in the forms that
// they have, with words of our own.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			src := archive.Files[0].Data
			in, err := source.HTML(src, nil)
			if err != nil {
				t.Fatal(err)
			}
			before := textOf(in.Body)
			c := &cleaner{}
			c.clean(in.Body, Options{})
			remarks := append(in.Remarks, c.remarks...)
			got, more := markdown(in.Body, "../bilder/")
			var b strings.Builder
			for _, r := range append(remarks, more...) {
				fmt.Fprintf(&b, "%s: %s [%s]\n", []string{"ändrat", "gissat", "borta"}[r.Fate], r.What, r.Where)
			}
			if lost := missing(in.Body, got); len(lost) > 0 {
				t.Errorf("not shown: %q of %s", lost, before)
			}
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want.md", Data: []byte(got)}, txtar.File{Name: "remarks", Data: []byte(b.String())})
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, text := range []string{got, b.String()} {
				if i+1 >= len(archive.Files) || text != string(archive.Files[i+1].Data) {
					t.Errorf("got\n%s", text)
				}
			}
		})
	}
}
