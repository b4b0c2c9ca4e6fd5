package transfer_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/content"
	"provtryck/generator/site"
)

var update = flag.Bool("update", false, "rewrite expectations")

// siteOf returns the site of some files, with the project's own taxonomy and blueprints.
func siteOf(t *testing.T, files map[string]string) *site.Site {
	t.Helper()
	all := fstest.MapFS{}
	project := os.DirFS(filepath.Join("..", "testdata", "content"))
	err := fs.WalkDir(project, "_projekt", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(project, name)
		all[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		all[name] = &fstest.MapFile{Data: []byte(data)}
	}
	src, err := content.NewReader(nil).Read(all, "2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	return site.New(src)
}

// TestForms checks how everything that can be in a text is written: each archive has texts and a profile,
// and what is entered of a.md.
func TestForms(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(err, archives)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for _, f := range archive.Files {
			if f.Name != "want" {
				files[f.Name] = string(f.Data)
			}
		}
		s := siteOf(t, files)
		got := shown(s, s.ByFile("kliniska-kunskapsstod/a.md"))
		at := len(archive.Files) - 1
		if *update {
			archive.Files[at].Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if archive.Files[at].Name != "want" || string(archive.Files[at].Data) != got {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

// shown writes all that is entered of an article.
func shown(s *site.Site, a *site.Article) string {
	var b strings.Builder
	text := s.Transfer(a)
	for _, f := range text.Fields {
		fmt.Fprintf(&b, "%s (%s): %s\n", f.Name, f.Property, strings.ReplaceAll(f.Value, "\n", " | "))
	}
	for _, block := range text.Blocks {
		fmt.Fprintf(&b, "\n%d %s #%s\n%s", block.Pos.Line, block.Kind, block.Section, block.HTML)
		for line := range strings.Lines(block.Text) {
			fmt.Fprintf(&b, "\t| %s\n", strings.TrimSuffix(line, "\n"))
		}
		for _, h := range block.Hand {
			fmt.Fprintf(&b, "\t* %s: %s\n", h.Kind, h.Text)
		}
	}
	b.WriteString("\n")
	for _, l := range text.Missing {
		fmt.Fprintf(&b, "%s: %s → %s#%s (%s)\n", l.Pos, l.Words, l.Target, l.Anchor, l.Title)
	}
	for _, m := range text.Misfits {
		fmt.Fprintf(&b, "%s: %s; %s\n", m.Pos, m.What, m.Hint)
	}
	return b.String()
}
