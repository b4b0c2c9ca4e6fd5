package relocate

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/site"
)

// A folder is the files of a content folder.
type folder map[string][]byte

// samples returns the texts and project files of testdata.
func samples(t *testing.T) folder {
	t.Helper()
	files := folder{}
	root := os.DirFS("../testdata/content")
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func (f folder) fs() fs.FS {
	m := fstest.MapFS{}
	for name, data := range f {
		m[name] = &fstest.MapFile{Data: data}
	}
	return m
}

func (f folder) site(t *testing.T) *site.Site {
	t.Helper()
	src, err := content.NewReader(nil).Read(f.fs(), "2026-05-12")
	if err != nil {
		t.Fatal(err)
	}
	return site.New(src)
}

// moved returns the folder after a move.
func (f folder) moved(t *testing.T, from, to string) (folder, *Plan) {
	t.Helper()
	plan, err := New(f.site(t), f.fs(), from, to)
	if err != nil {
		t.Fatalf("%s to %s: %v", from, to, err)
	}
	after := maps.Clone(f)
	for _, m := range plan.Moves {
		delete(after, m.From)
	}
	maps.Copy(after, plan.Files)
	return after, plan
}

// byRule returns how many findings a site has of each rule.
func byRule(s *site.Site) map[string]int {
	count := map[string]int{}
	for _, p := range s.Problems {
		count[p.Rule.ID]++
	}
	return count
}

// ends returns where the links of every text lead, by titles.
func ends(s *site.Site) map[string][]string {
	all := map[string][]string{}
	for _, a := range s.Articles {
		for _, l := range a.Links {
			end := l.URL
			if l.Target != nil {
				end = l.Target.Title + "|" + l.Target.Doc.Front.Lead.Text + "#" + l.Anchor
			}
			all[a.Title+"|"+a.Doc.Front.Lead.Text] = append(all[a.Title+"|"+a.Doc.Front.Lead.Text], end)
		}
	}
	return all
}

// moves returns the moves of a text, a chapter and a programme to new names, chosen at random.
func moves(s *site.Site, random *rand.Rand, n int) [][2]string {
	var froms []string
	for _, a := range s.Articles {
		from := a.Doc.Name
		if path.Base(from) == "index.md" {
			from = path.Dir(from)
		}
		froms = append(froms, from)
	}
	var list [][2]string
	for i := range n {
		from := froms[random.IntN(len(froms))]
		if a := s.ByFile(from); i%2 == 0 && a != nil && a.Chapter != nil { // to another chapter
			chapters := a.Programme.Chapters
			chapter := path.Dir(chapters[random.IntN(len(chapters))].Doc.Name)
			list = append(list, [2]string{from, fmt.Sprintf("%s/9-ny-%d.md", chapter, i)})
			continue
		}
		list = append(list, [2]string{from, path.Join(path.Dir(from), fmt.Sprintf("9-ny-%d%s", i, path.Ext(from)))})
	}
	return list
}

// TestSamples moves texts, chapters and programmes, and checks that nothing is found that was not,
// that all links lead where they did, that every text remembers its address, and that what moves
// back is as it was.
func TestSamples(t *testing.T) {
	start := samples(t)
	first := start.site(t)
	n := 25
	if testing.Short() {
		n = 3
	}
	for _, m := range moves(first, rand.New(rand.NewPCG(1, 2)), n) {
		t.Run(m[0], func(t *testing.T) {
			after, plan := start.moved(t, m[0], m[1])
			s := after.site(t)
			got, want := byRule(s), byRule(first)
			if path.Dir(m[0]) != path.Dir(m[1]) {
				delete(got, "typprofil-utan-kapitel") // the chapter that it leaves may have nothing for some readers
			}
			if !maps.Equal(got, want) {
				t.Errorf("the findings are %v, not %v", got, want)
			}
			if got, want := ends(s), ends(first); !maps.EqualFunc(got, want, slices.Equal) {
				t.Error("links lead elsewhere")
			}
			for _, move := range plan.Moves {
				old, now := first.ByFile(move.From), s.ByFile(move.To)
				if old != nil && (now == nil || now.URL != old.URL && !remembers(now, old.URL)) {
					t.Errorf("%s does not remember %s", move.To, old.URL)
				}
			}
			back, _ := after.moved(t, m[1], m[0])
			for name := range start {
				if got := forgotten(back[name]); !bytes.Equal(got, start[name]) {
					t.Errorf("%s is not as it was", name)
				}
			}
			if len(back) != len(start) {
				t.Errorf("there are %d files, not %d", len(back), len(start))
			}
		})
	}
}

// forgotten returns a text without its former addresses.
func forgotten(src []byte) []byte {
	var kept []byte
	for line := range bytes.Lines(src) {
		if !bytes.HasPrefix(line, []byte("tidigare:")) {
			kept = append(kept, line...)
		}
	}
	return kept
}

const (
	guidance = "kliniska-kunskapsstod/"
	head     = "---\ntitel: A\nmall: kunskapsstod\n"
)

// small returns a folder of two texts, the second of which has the lines.
func small(t *testing.T, lines string) folder {
	t.Helper()
	files := folder{}
	for name, data := range samples(t) {
		if strings.HasPrefix(name, "_projekt/") || name == "bilder/stegvis-vard.svg" {
			files[name] = data
		}
	}
	files[guidance+"a.md"] = []byte(head + "---\n\n## Syfte\n\nText.\n")
	files[guidance+"b.md"] = []byte(lines)
	return files
}

// TestLinks mends links in every form that Markdown has, and only links.
func TestLinks(t *testing.T) {
	for _, c := range []struct{ name, before, after string }{
		{"plain", "[a](a.md)", "[a](ny.md)"},
		{"section", "[a](a.md#syfte) [b](./a.md)", "[a](ny.md#syfte) [b](ny.md)"},
		{"title", `[a](a.md "Om a")`, `[a](ny.md "Om a")`},
		{"angles", "[a](<a.md>)", "[a](<ny.md>)"},
		{"blanks", "[a]( a.md )", "[a]( ny.md )"},
		{"name", "[a][x] och [b][x]\n\n[x]: a.md#syfte 'Om'", "[a][x] och [b][x]\n\n[x]: ny.md#syfte 'Om'"},
		{"own name", "[x]\n\n[x]: <a.md>", "[x]\n\n[x]: <ny.md>"},
		{"name in a quotation", "> [x]\n>\n> [x]:\n> a.md", "> [x]\n>\n> [x]:\n> ny.md"},
		{"percent", "[a](%61.md)", "[a](ny.md)"},
		{"without ending", "[a](a)", "[a](ny)"},
		{"address", "[a](/kliniska-kunskapsstod/a/#syfte)", "[a](/kliniska-kunskapsstod/ny/#syfte)"},
		{"escape", `[a](a\.md)`, "[a](ny.md)"},
		{"entity", "[a](&#97;.md#syfte)", "[a](ny.md#syfte)"},
		{"brackets in the words", "[se [a] här](a.md)", "[se [a] här](ny.md)"},
		{"a picture in it", "[![Steg](../bilder/stegvis-vard.svg)](a.md)", "[![Steg](../bilder/stegvis-vard.svg)](ny.md)"},
		{"in a table", "| a |\n| --- |\n| [a](a.md) |", "| a |\n| --- |\n| [a](ny.md) |"},
		{"in a note", "Ord.[^1]\n\n[^1]: [a](a.md)", "Ord.[^1]\n\n[^1]: [a](ny.md)"},
		{"in a box", "::: viktigt\n[a](a.md)\n:::", "::: viktigt\n[a](ny.md)\n:::"},
		{"in a heading", "### Om [a](a.md)\n\nText.", "### Om [a](ny.md)\n\nText."},
		{"several", "[a](a.md) [a](a.md) [a](a.md)", "[a](ny.md) [a](ny.md) [a](ny.md)"},
		{"code", "`[a](a.md)` och\n\n```\n[a](a.md)\n```\n[a](a.md)", "`[a](a.md)` och\n\n```\n[a](a.md)\n```\n[a](ny.md)"},
		{"escaped", `\[a](a.md) [a](a.md)`, `\[a](a.md) [a](ny.md)`},
		{"others", "[a](b.md) [b](https://exempel.se/a.md) [c](a.mdx) a.md", "[a](b.md) [b](https://exempel.se/a.md) [c](a.mdx) a.md"},
		{"line ends", "[a](a.md)\r\n\r\nO\u0308 [a](a.md)\r\n", "[a](ny.md)\r\n\r\nO\u0308 [a](ny.md)\r\n"},
		{"old line ends", "Ett.\r\r[a](a.md)\rTva\u030a", "Ett.\r\r[a](ny.md)\rTva\u030a"},
	} {
		front := head + "---\n\n## Sammanfattning\n\n"
		if end := strings.IndexByte(c.before, '\r'); end >= 0 {
			ending := "\r"
			if strings.HasPrefix(c.before[end:], "\r\n") {
				ending = "\r\n"
			}
			front = strings.ReplaceAll(front, "\n", ending)
		}
		after, _ := small(t, front+c.before).moved(t, guidance+"a.md", guidance+"ny.md")
		if got := string(after[guidance+"b.md"]); got != front+c.after {
			t.Errorf("%s: %q, want %q", c.name, strings.TrimPrefix(got, front), c.after)
		}
	}
}

// TestOwn checks the links of what moves, and where its former address is written.
func TestOwn(t *testing.T) {
	const to = guidance + "ny.md"
	for _, c := range []struct{ name, before, after string }{
		{"first", "---\n\n[b](a.md) [jag](b.md) [här](#x)\n", "tidigare: [/kliniska-kunskapsstod/b/]\n---\n\n[b](a.md) [jag](ny.md) [här](#x)\n"},
		{"flow", "tidigare: [/x/]\n---\n", "tidigare: [/kliniska-kunskapsstod/b/, /x/]\n---\n"},
		{"quoted", "tidigare: [ \"/x/\", /y/ ]\n---\n", "tidigare: [ /kliniska-kunskapsstod/b/, \"/x/\", /y/ ]\n---\n"},
		{"block", "tidigare:\n  - /x/\n  - /y/\n---\n", "tidigare:\n  - /kliniska-kunskapsstod/b/\n  - /x/\n  - /y/\n---\n"},
		{"single", "tidigare: /x/\nordning: 1\n---\n", "tidigare: [/kliniska-kunskapsstod/b/, /x/]\nordning: 1\n---\n"},
		{"comment", "tidigare: /x/ # k\n---\n", "tidigare: [/kliniska-kunskapsstod/b/, /x/] # k\n---\n"},
		{"quoted, comment", "tidigare: '/x/'  # k \n---\n", "tidigare: [/kliniska-kunskapsstod/b/, '/x/']  # k\n---\n"},
		{"flow, comment", "tidigare: [/x/] # k\n---\n", "tidigare: [/kliniska-kunskapsstod/b/, /x/] # k\n---\n"},
		{"empty", "tidigare: []\nordning: 1\n---\n", "tidigare: [/kliniska-kunskapsstod/b/]\nordning: 1\n---\n"},
		{"empty, comment", "tidigare: [ ] # k\n---\n", "tidigare: [/kliniska-kunskapsstod/b/] # k\n---\n"},
		{"no value", "tidigare:\n---\n", "tidigare: [/kliniska-kunskapsstod/b/]\n---\n"},
		{"no value, blank", "tidigare: \nordning: 1\n---\n", "tidigare: [/kliniska-kunskapsstod/b/] \nordning: 1\n---\n"},
		{"null", "Tidigare: ~\n---\n", "Tidigare: [/kliniska-kunskapsstod/b/]\n---\n"},
		{"known", "tidigare: [/kliniska-kunskapsstod/b/]\n---\n", "tidigare: [/kliniska-kunskapsstod/b/]\n---\n"},
	} {
		after, _ := small(t, head+c.before).moved(t, guidance+"b.md", to)
		if got := string(after[to]); got != head+c.after {
			t.Errorf("%s: %q, want %q", c.name, got, head+c.after)
		}
	}
}

// TestFormerKept checks that the advice, where a former address cannot be added, has all that are there.
func TestFormerKept(t *testing.T) {
	const added = "tidigare: [/kliniska-kunskapsstod/b/"
	for before, want := range map[string]string{
		"tidigare: |\n  /a5/\n":                 added + ", /a5/]",
		"tidigare: >-\n  /a5/\n":                added + ", /a5/]",
		"tidigare:\n  /a5/\n":                   added + ", /a5/]",
		"tidigare:\n  []\n":                     added + "]",
		"tidigare:\n  [ # k\n    /a5/, /a6/]\n": added + ", /a5/, /a6/]",
	} {
		files := small(t, head+before+"---\n")
		plan, err := New(files.site(t), files.fs(), guidance+"b.md", guidance+"ny.md")
		if err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", before, err, want)
		} else if err == nil {
			after := maps.Clone(files)
			delete(after, guidance+"b.md")
			maps.Copy(after, plan.Files)
			got := former(after.site(t).ByFile(guidance+"ny.md"), "", false)
			if s := "tidigare: [" + strings.Join(got, ", ") + "]"; s != want {
				t.Errorf("%q: %s, want %s", before, s, want)
			}
		}
	}
}

// TestFollow checks that comments, rounds, exceptions, originals and decisions follow their text.
func TestFollow(t *testing.T) {
	files := samples(t)
	const programme = "vard-och-insatsprogram/adhd"
	files["_projekt/omgangar/r.yaml"] = []byte("titel: R\nfrån: Vi\nförsta_dag: 2026-05-01\nsista_dag: 2026-05-30\n" +
		"texter:\n  - vard-och-insatsprogram/adhd\n  - 'content/vard-och-insatsprogram/adhd/index.md' # först\n")
	files["_projekt/undantag.yaml"] = []byte("undantag:\n  - regel: lang-mening\n    orsak: Lag.\n    till: 2027-01-01\n" +
		"    filer: [vard-och-insatsprogram/adhd/, kliniska-kunskapsstod/krisplan.md]\n")
	files["_projekt/synpunkter/r/"+programme+"/index.yaml"] = []byte("synpunkter: []\n")
	files["_projekt/synpunkter/r/allmant.yaml"] = []byte("synpunkter: []\n")
	const other = "kliniska-kunskapsstod/krisplan"
	decision := func(to string) []byte {
		return []byte("beslut:\n  - stycke: Text\n    id: 3f2a9c1b40de\n    blev: flyttat\n    till: " + to + "\n")
	}
	files["_projekt/original/"+programme+"/index.md"] = []byte("---\nkälla: Ett häfte\n---\n\nGammal text.\n")
	files["_projekt/redovisning/"+programme+"/index.yaml"] = decision(programme + "/index.md#Om programmet # först")
	files["_projekt/original/"+other+".md"] = []byte("---\nkälla: Ett häfte\n---\n\nGammal text.\n")
	files["_projekt/redovisning/"+other+".yaml"] = decision("'content/" + programme + "/index.md'")
	files["_projekt/redovisning/kliniska-kunskapsstod/b.yaml"] = decision("Om programmet")
	after, _ := files.moved(t, programme, programme+"-ny")
	for name, want := range map[string]string{
		"_projekt/omgangar/r.yaml":                              "- vard-och-insatsprogram/adhd-ny\n  - 'content/vard-och-insatsprogram/adhd-ny/index.md' # först",
		"_projekt/undantag.yaml":                                "[vard-och-insatsprogram/adhd-ny/, kliniska-kunskapsstod/krisplan.md]",
		"_projekt/synpunkter/r/" + programme + "-ny/index.yaml": "synpunkter",
		"_projekt/synpunkter/r/allmant.yaml":                    "synpunkter",
		"_projekt/original/" + programme + "-ny/index.md":       "Gammal text.",
		"_projekt/redovisning/" + programme + "-ny/index.yaml":  "till: " + programme + "-ny/index.md#Om programmet # först",
		"_projekt/original/" + other + ".md":                    "Gammal text.",
		"_projekt/redovisning/" + other + ".yaml":               "till: 'content/" + programme + "-ny/index.md'",
		"_projekt/redovisning/kliniska-kunskapsstod/b.yaml":     "till: Om programmet\n",
	} {
		if !strings.Contains(string(after[name]), want) {
			t.Errorf("%s is %q", name, after[name])
		}
	}
	for name := range after {
		if strings.Contains(name, programme+"/") {
			t.Errorf("%s has not moved", name)
		}
	}
}

// TestQuestions checks that the answers of the trial of the search follow a text, and that all else in the file stays.
func TestQuestions(t *testing.T) {
	const was, is = guidance + "b.md", guidance + "ny.md"
	for _, answers := range []string{
		"[X]", "X", `["X#om"]`, "['X', " + guidance + "a.md] # X", "\n      - X#om\n      - " + guidance + "bb.md", "[" + guidance + "a.md, X, \"X#om\"]",
	} {
		files := small(t, head+"---\n\nText.\n")
		fill := func(name string) string {
			comment := strings.NewReplacer("# X", "# "+was, "X", name) // a comment stays
			return "gränser:\n  frågor: {tre: 0.95, mrr: 0.85}\nfrågor:\n  - fråga: \"" + was + "\"\n    svar: " + comment.Replace(answers) + "\n  - fråga: a\n"
		}
		files[site.TrialFile] = []byte(fill(was))
		after, _ := files.moved(t, was, is)
		if got := string(after[site.TrialFile]); got != fill(is) {
			t.Errorf("%s: %q", answers, got)
		}
	}
	files := small(t, head+"---\n\nText.\n")
	files[site.TrialFile] = []byte("frågor: [")
	if after, _ := files.moved(t, was, is); string(after[site.TrialFile]) != "frågor: [" {
		t.Errorf("a file that cannot be read is %q", after[site.TrialFile])
	}
}

// TestRefusals checks that what cannot be moved is not, and that it is said why.
func TestRefusals(t *testing.T) {
	files := small(t, head+"---\n\n[a](a.md)\n")
	files["vard-och-insatsprogram/adhd/index.md"] = []byte("---\ntitel: Adhd\nmall: program\n---\n")
	files["vard-och-insatsprogram/adhd/01-stod/index.md"] = []byte("---\ntitel: Stöd\nmall: kapitel\n---\n")
	files["vard-och-insatsprogram/adhd/01-stod/a.md"] = []byte("---\ntitel: A\nmall: insats\n---\n")
	files["vard-och-insatsprogram/adhd/02-annat/steg.svg"] = []byte("<svg/>")
	files[guidance+"Halsa.md"], files[guidance+"halsa.md"] = []byte(head+"---\n\nEtt.\n"), []byte(head+"---\n\nTv\u00e5.\n")
	conflict := small(t, head+"---\n\n<<<<<<< HEAD\n[a](a.md)\n=======\nB\n>>>>>>> annas\n")
	other := small(t, head+"---\n\n\xe5 [a](a.md)\n")
	const chapter = "vard-och-insatsprogram/adhd/01-stod"
	for _, c := range []struct {
		name     string
		files    folder
		from, to string
		want     string
	}{
		{"taken", files, guidance + "a.md", guidance + "b.md", "finns redan"},
		{"other case, taken", files, guidance + "Halsa.md", guidance + "halsa.md", "finns redan"},
		{"the same", files, guidance + "a.md", guidance + "a", "ligger redan där"},
		{"unknown", files, guidance + "aa.md", guidance + "c.md", "menade du kliniska-kunskapsstod/a.md?"},
		{"in itself", files, chapter, chapter + "/02-mer", "ligger i"},
		{"front page", files, chapter + "/index.md", chapter + "/b.md", "flytta mappen"},
		{"wrong place", files, guidance + "a.md", chapter + "/c.md", "ett kunskapsstöd ligger i"},
		{"no chapter", files, chapter + "/a.md", "vard-och-insatsprogram/adhd/02-nytt/a.md", "skapa det först"},
		{"no programme", files, chapter, "vard-och-insatsprogram/angest/01-stod", "provtryck new program vard-och-insatsprogram/angest"},
		{"device", files, guidance + "a.md", guidance + "nul.md", "reserverat i Windows"},
		{"no address", files, guidance + "a.md", guidance + "Två ord.md", "kan inte stå i en adress"},
		{"project file", files, "_projekt/malgrupper.yaml", guidance + "c.md", "är ingen text"},
		{"other folder", files, "bilder", "figurer", "inget kapitel eller program"},
		{"all", files, "vard-och-insatsprogram", "vard-och-insatsprogram/x", "inget kapitel eller program"},
		{"other product", files, chapter + "/a.md", guidance + "b.md", "en insats ligger i"},
		{"same address", files, guidance + "a.md", guidance + "01-b.md", "har redan kliniska-kunskapsstod/b.md"},
		{"folder that is there", files, chapter, "vard-och-insatsprogram/adhd/02-annat", "finns redan, med filen"},
		{"conflict", conflict, guidance + "a.md", guidance + "c.md", "två versioner"},
		{"conflict in what moves", conflict, guidance + "b.md", guidance + "c.md", "två versioner"},
		{"encoding", other, guidance + "a.md", guidance + "c.md", "UTF-8"},
	} {
		_, err := New(c.files.site(t), c.files.fs(), c.from, c.to)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// TestLinkedFolder checks that a link to a folder or file is said to be one, whatever it leads to.
func TestLinkedFolder(t *testing.T) {
	const programme = "vard-och-insatsprogram/adhd"
	files := samples(t)
	for link, from := range map[string]string{
		programme + "/03-lank":        programme + "/03-lank",
		programme + "/03-slut":        programme + "/03-slut/",
		programme + "/03-i":           programme + "/03-i/text.md",
		"vard-och-insatsprogram/lank": "vard-och-insatsprogram/lank/01-stod",
		guidance + "lank.md":          guidance + "lank",
	} {
		with := files.fs().(fstest.MapFS)
		with[link] = &fstest.MapFile{Data: []byte("/nowhere"), Mode: fs.ModeSymlink}
		_, err := New(files.site(t), with, from, guidance+"ny.md")
		if err == nil || !strings.Contains(err.Error(), link+" är en genväg eller länk") {
			t.Errorf("%s: %v", from, err)
		}
	}
}

// TestBrokenOff checks that a move that was broken off can be made again.
func TestBrokenOff(t *testing.T) {
	files := samples(t)
	const from, to = "vard-och-insatsprogram/adhd/06-behandling-och-stod", "vard-och-insatsprogram/adhd/06-stod"
	want, plan := files.moved(t, from, to)
	for done := range 4 {
		half := maps.Clone(files)
		names := slices.Sorted(maps.Keys(plan.Files))
		for _, name := range names[:len(names)*(done+1)/4] {
			half[name] = plan.Files[name]
		}
		left := disk.Staging("x.md") // and what it was writing
		half[from+"/"+left], half[to+"/"+left] = []byte("x"), []byte("x")
		want[from+"/"+left], want[to+"/"+left] = []byte("x"), []byte("x")
		if got, _ := half.moved(t, from, to); !maps.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("after %d quarters of the files the move ends otherwise", done+1)
		}
		delete(want, from+"/"+left)
		delete(want, to+"/"+left)
	}
}
