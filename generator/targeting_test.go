package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"provtryck/generator/content"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A change of one line in the project's own texts, and the rule that finds it.
type oneLineChange struct {
	rule, file, from, to string
}

const (
	adhd       = "vard-och-insatsprogram/adhd/"
	depression = "vard-och-insatsprogram/depression-och-angestsyndrom/"
)

// oneLineChanges trigger every rule of targeting. docs/malgrupper.md shows them.
var oneLineChanges = []oneLineChange{
	{"okand-malgrupp", adhd + "06-behandling-och-stod/boendestod.md", "### Kontakten med vården {Region}",
		"### Kontakten med vården {Regionen}"},
	{"malgrupp-omojlig", adhd + "06-behandling-och-stod/boendestod.md", "### Kontakten med vården {Region}",
		"### Kontakten med vården {Kommun, Psykiatrisk öppenvård}"},
	{"malgrupp-nastan-alla", adhd + "06-behandling-och-stod/boendestod.md", "  huvudman: [Region, Kommun]",
		"  huvudman: [Region, Kommun, Stat]"},
	{"malgrupp-tom", depression + "02-om-tillstandet/depression.md", "  huvudman: [Region, Kommun]", "  huvudman: []"},
	{"frontmatter-saknas", adhd + "04-kartlaggning-och-utredning/kartlaggning-inom-socialtjansten.md", "status: enkät",
		"status: slutversion"},
	{"aldrig-synlig", adhd + "06-behandling-och-stod/boendestod.md", "### Kontakten med vården {Region}",
		"### Kontakten med vården {Tandvård}"},
	{"rubrik-tom-for", "kliniska-kunskapsstod/delaktighet.md",
		"Delaktighet behöver en ansvarig i varje verksamhet. Bestäm vem det är och hur arbetet följs upp.", ""},
	{"obligatoriskt-dolt", adhd + "06-behandling-och-stod/boendestod.md", "## Genomförande",
		"## Genomförande {Kommun}"},
	{"lank-dold", depression + "01-niva-och-process/stegvis-vard.md", "## De fyra stegen",
		"## De fyra stegen {Region}"},
	{"typprofil-utan-kapitel", adhd + "04-kartlaggning-och-utredning/basutredning-vid-misstankt-adhd.md",
		"  åldersgrupp: [Barn, Ungdomar]", "  yrkesroll: [Läkare]"},
	{"alltid", adhd + "06-behandling-och-stod/boendestod.md", "### Om något är allvarligt fel {alltid}",
		"### Om något är allvarligt fel {alltid, Region}"},
}

// TestOneLineChanges makes each change and checks that its rule finds it.
func TestOneLineChanges(t *testing.T) {
	for _, c := range oneLineChanges {
		t.Run(c.rule, func(t *testing.T) {
			found := c.problems(t)
			if len(found) == 0 {
				t.Errorf("%s: %q for %q triggers nothing", c.file, c.to, c.from)
			}
			for _, p := range found {
				t.Log(p)
			}
		})
	}
}

// problems are those of the change's rule when it has been made.
func (c oneLineChange) problems(tb testing.TB) []problem.Problem {
	tb.Helper()
	texts := os.DirFS(filepath.Join("testdata", "content"))
	src, err := fs.ReadFile(texts, c.file)
	if err != nil {
		tb.Fatal(err)
	}
	changed := strings.Replace(string(src), c.from+"\n", c.to+"\n", 1)
	if changed == string(src) {
		tb.Fatalf("%s has no line %q", c.file, c.from)
	}
	sources, err := content.NewReader(catalogue()).Read(overlay{texts, fstest.MapFS{c.file: {Data: []byte(changed)}}},
		"")
	if err != nil {
		tb.Fatal(err)
	}
	var found []problem.Problem
	for _, p := range site.New(sources).Problems {
		if p.Rule.ID == c.rule {
			found = append(found, p)
		}
	}
	return found
}

// overlay is a file system with some files in place of its own.
type overlay struct {
	fs.FS
	files fstest.MapFS
}

func (o overlay) Open(name string) (fs.File, error) {
	if o.files[name] != nil {
		return o.files.Open(name)
	}
	return o.FS.Open(name)
}

// changesTable is the part of docs/malgrupper.md that lists the changes.
func changesTable(tb testing.TB) string {
	var b strings.Builder
	for _, c := range oneLineChanges {
		found := c.problems(tb)
		if len(found) == 0 {
			continue
		}
		fmt.Fprintf(&b, "- `%s`: i `content/%s`, byt raden `%s` mot %s. Det ger %s ”%s”.\n",
			c.rule, c.file, strings.TrimSpace(c.from), orEmpty(strings.TrimSpace(c.to)), found[0].Severity.Label(),
			found[0].Message)
	}
	return b.String()
}

// orEmpty is a line as the document shows it.
func orEmpty(line string) string {
	if line == "" {
		return "en tom rad"
	}
	return "`" + line + "`"
}
