package revision

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

var update = flag.Bool("update", false, "rewrite expectations")

func taxonomy(tb testing.TB) *audience.Taxonomy {
	tb.Helper()
	src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", "malgrupper.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	t, problems := audience.Load("malgrupper.yaml", src)
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	return t
}

// makeSite makes a site of texts. Files with other names than .md are pictures,
// whose content is their sum.
func makeSite(t *audience.Taxonomy, files map[string]string) *site.Site {
	src := site.Sources{Taxonomy: t, Blueprints: site.Blueprints{}}
	for name, text := range files {
		if strings.HasSuffix(name, ".md") {
			src.Documents = append(src.Documents, document.Parse(name, []byte(text), document.Options{Taxonomy: t}))
		} else {
			src.Pictures = append(src.Pictures, site.Picture{File: name, URL: "/" + name, Sum: text})
		}
	}
	slices.SortFunc(src.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
	return site.New(src)
}

// TestCompare runs the cases in testdata: texts before and after, and what differs.
func TestCompare(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			before, after := map[string]string{}, map[string]string{}
			for _, f := range archive.Files {
				switch version, name, _ := strings.Cut(f.Name, "/"); version {
				case "before":
					before[name] = string(f.Data)
				case "after":
					after[name] = string(f.Data)
				}
			}
			all := taxonomy(t)
			got := describe(Compare(makeSite(all, before), makeSite(all, after)))
			want := &archive.Files[len(archive.Files)-1]
			if want.Name != "want" {
				t.Fatal("the last file of a case is want")
			}
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got != string(want.Data) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want.Data)
			}
		})
	}
}

// describe returns all of a revision in plain text.
func describe(r *Revision) string {
	var b strings.Builder
	for _, t := range r.Texts {
		fmt.Fprintf(&b, "%s %s", [...]string{"changed", "new", "removed"}[t.Kind], t.Article().URL)
		if t.Moved {
			fmt.Fprintf(&b, ", moved from %s", t.Before.URL)
		}
		if t.Reordered {
			b.WriteString(", reordered")
		}
		fmt.Fprintf(&b, ", +%d -%d words\n", t.Added, t.Deleted)
		for _, f := range t.Facts {
			fmt.Fprintf(&b, "  %s: %q → %q%s\n", f.Key, f.Before, f.After, describeMatters(f.Matters))
			if f.Merged != nil {
				fmt.Fprintf(&b, "    %s\n", marked(f.Merged))
			}
		}
		for _, c := range t.Changes {
			where := fmt.Sprintf("%q", c.Place.Title)
			if c.Cell != "" {
				where += fmt.Sprintf(" %q", c.Cell)
			}
			op := [...]string{"replaced", "inserted", "deleted", "moved here", "moved away"}[c.Op]
			fmt.Fprintf(&b, "  %s %s %s %s: %s[-%s-]{+%s+}%s%s\n", c.ID, op, c.What, where, c.Left, c.Before, c.After, c.Right, describeMatters(c.Matters))
		}
	}
	for _, e := range r.Effects {
		fmt.Fprintf(&b, "effect on %s %q", e.Article.URL, e.Section.Title)
		if e.Parts > 0 {
			fmt.Fprintf(&b, " %d %q", e.Parts, e.Excerpt)
		}
		fmt.Fprintf(&b, ": lost %s, gained %s", e.Lost, e.Gained)
		if e.Unread {
			b.WriteString(", no persona sees it")
		}
		b.WriteByte('\n')
	}
	for _, url := range sortedKeys(r.Pictures) {
		fmt.Fprintf(&b, "picture %s is %s\n", url, r.Pictures[url])
	}
	return b.String()
}

// marked returns words with what was taken away and added in brackets.
func marked(tokens []document.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.Kind == document.InsertedToken && t.End:
			b.WriteString("+}")
		case t.Kind == document.InsertedToken:
			b.WriteString("{+")
		case t.Kind == document.DeletedToken && t.End:
			b.WriteString("-]")
		case t.Kind == document.DeletedToken:
			b.WriteString("[-")
		default:
			b.WriteString(t.Text)
		}
	}
	return b.String()
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func describeMatters(matters []Matter) string {
	if len(matters) == 0 {
		return ""
	}
	return " (" + strings.Join(Words(matters), ", ") + ")"
}

// TestAnchors checks that a section whose own anchor has changed is told of: links from
// outside no longer lead to it.
func TestAnchors(t *testing.T) {
	const words = "\n\nGe två droppar varje morgon i tre veckor, med mat.\n\n"
	for _, c := range []struct{ before, after, want string }{
		{"## Dos {#dos}", "## Dos {#dosering}", "#dos → #dosering"},
		{"## Dos {#dosen}", "## Dos", "#dosen → #dos"},
		{"## Dos", "## Dos {#dosering}", "#dos → #dosering"},
		{"## Dos {#dos}", "## Dosering {#dosering}", "#dos → #dosering"},
		{"## Dos {#dos}", "## Dosering", "#dos → #dosering"},
		{"## Dos {Kommun, #dos}", "## Dos {#dosering, Kommun}", "#dos → #dosering"},
		{"## A\n\nOrd.\n\n### Dos {#dos}", "### Dos {#d}" + words + "## A\n\nOrd.", "#dos → #d"},
		{"## Dos", "## Dos {#dos}", ""},
		{"## Dos {#dos}", "## Dos", ""},
		{"## Dos {#dos}", "## Dosering {#dos}", ""},
		{"## Dos", "## Dosering", ""},
	} {
		tax := taxonomy(t)
		r := Compare(makeSite(tax, body(c.before+words)), makeSite(tax, body(c.after+words)))
		var got []string
		for _, text := range r.Texts {
			for _, change := range text.Changes {
				if change.What == "ankare" {
					got = append(got, change.Before+" → "+change.After)
				}
			}
			if note := "Avsnittets ankare var "; strings.Contains(shown(text.Merged.Doc), note) != (c.want != "") {
				t.Errorf("%s → %s: %s", c.before, c.after, shown(text.Merged.Doc))
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s → %s: %q, want %q", c.before, c.after, got, c.want)
		}
	}
}
