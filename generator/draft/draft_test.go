package draft

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"provtryck/generator/intake"
	"provtryck/generator/problem"
	"provtryck/generator/source"
)

const png = "\x89PNG\r\n\x1a\n"

// project returns a content folder with the templates of testdata and some files.
func project(t *testing.T, files map[string]string) (desk *Desk, dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "_projekt"), os.DirFS(filepath.Join("..", "testdata", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	desk, err := Open(dir, problem.Catalogue{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(desk.Close)
	return desk, dir
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func arrival(t *testing.T, html string) Arrival {
	t.Helper()
	in, err := source.HTML([]byte(html), nil)
	if err != nil {
		t.Fatal(err)
	}
	return Arrival{Source: in, From: "plan.html", Day: "2027-03-02"}
}

const withPicture = `<h1>Plan</h1><p>Text med bild <img alt="Kurva" src="data:image/png;base64,iVBORw0KGgo="></p>`

// TestImport makes a text, and makes none where something is in the way: then nothing is written.
func TestImport(t *testing.T) {
	desk, dir := project(t, map[string]string{"kliniska-kunskapsstod/finns.md": "Den finns.\n"})
	made, err := desk.Import(arrival(t, withPicture), "kunskapsstod", "kliniska-kunskapsstod/plan", "Min \"plan\"")
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Files) != 3 || !strings.HasSuffix(made.Files[0], "kliniska-kunskapsstod/plan.md") {
		t.Errorf("it wrote %q", made.Files)
	}
	text := read(t, dir, "kliniska-kunskapsstod/plan.md")
	if !strings.Contains(text, `titel: "Min \"plan\""`) || !strings.Contains(text, "](../bilder/plan-bild-1.png)") {
		t.Errorf("the text is\n%s", text)
	}
	if got := read(t, dir, "bilder/plan-bild-1.png"); got != png {
		t.Errorf("the picture is %q", got)
	}
	if got := read(t, dir, "_projekt/original/kliniska-kunskapsstod/plan.md"); !strings.HasPrefix(got, "---\nkälla: \"plan.html\"\nhämtad: 2027-03-02\ntitel: \"Plan\"\n---\n") {
		t.Errorf("the original is\n%s", got)
	}
	for _, c := range []struct{ template, name, want string }{
		{"kunskapsstod", "kliniska-kunskapsstod/finns", "finns redan"},
		{"kunskapsstod", "kliniska-kunskapsstod/plan", "finns redan"},
		{"kunskapsstöd", "../utanför", "kan inte stå i en adress"},
		{"kunskapsstod", "kliniska-kunskapsstod/Två ord", "tva-ord"},
		{"kunskapsstod", "kliniska-kunskapsstod/con", "kan inte användas"},
		{"insats", "kliniska-kunskapsstod/ny", "en insats ligger i"},
		{"inssats", "kliniska-kunskapsstod/ny", "menade du insats?"},
	} {
		if _, err := desk.Import(arrival(t, withPicture), c.template, c.name, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %s: %v, want %q", c.name, c.template, err, c.want)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "bilder", "*"))
	if err != nil || len(files) != 1 {
		t.Errorf("after what was refused there are the pictures %q, %v", files, err)
	}
	if got := read(t, dir, "kliniska-kunskapsstod/finns.md"); got != "Den finns.\n" {
		t.Errorf("the text that was there is %q", got)
	}
}

// TestInsert puts something into sections of texts in all forms of lines.
func TestInsert(t *testing.T) {
	const text = "---\ntitel: T\n---\n\n## Vuxna\n\nEtt.[^1]\n\n### Dos 50 mg\n\nTvå.\n\n## Barn\n\nTre.\n\n[^1]: Not."
	const came = `<h2>Nytt</h2><p>Ord<sup><a href="#n1" role="doc-noteref">1</a></sup><sup><a href="#n2" role="doc-noteref">2</a></sup></p><h3>Under</h3><p>Mer</p><ol><li id="n1">Första</li><li id="n2">Andra</li></ol>`
	for _, end := range []string{"\n", "\r\n", "\r"} {
		for _, c := range []struct{ section, after, before, heading string }{
			{"vuxna", "Ett.[^1]", "### Dos 50 mg", "### Nytt"},
			{"dos-50-mg", "Två.", "## Barn", "#### Nytt"},
			{"barn", "[^1]: Not.", "", "### Nytt"},
		} {
			src := strings.ReplaceAll(text, "\n", end)
			desk, dir := project(t, map[string]string{"a.md": src})
			in, err := desk.Insert(arrival(t, came), "a.md", c.section)
			if err != nil {
				t.Fatal(err)
			}
			if got := read(t, dir, "a.md"); got != src {
				t.Fatalf("before it is confirmed the text is %q", got)
			}
			if _, err := desk.Put(arrival(t, came), "a.md", c.section, in.Sum); err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(read(t, dir, "a.md"), end, "\n")
			if strings.Contains(got, "\r") {
				t.Errorf("%q: the ends of lines are mixed: %q", end, got)
			}
			want := c.after + "\n\n" + c.heading + "\n\nOrd[^2][^3]\n\n#" + c.heading[:strings.IndexByte(c.heading, ' ')] + " Under\n\nMer\n"
			if !strings.Contains(got, want) || !strings.Contains(got, "[^2]: Första") || !strings.Contains(got, "[^3]: Andra") {
				t.Errorf("%q in %s: the text is\n%s\nwant\n%s", end, c.section, got, want)
			}
			if at, next := strings.Index(got, c.heading+"\n"), strings.Index(got, c.before+"\n"); c.before != "" && next < at {
				t.Errorf("%q in %s: %s comes before what was put in", end, c.section, c.before)
			}
			for line := range strings.Lines(text) {
				if !strings.Contains(got, strings.TrimSpace(line)) {
					t.Errorf("%q in %s: the text has lost %q", end, c.section, line)
				}
			}
			if !strings.Contains(in.Lines, "+ "+c.heading+"\n") || !strings.Contains(in.Lines, "  "+c.after+"\n") {
				t.Errorf("the lines that are shown are\n%s", in.Lines)
			}
		}
	}
}

// TestInsertIsPart puts what looks like a text of its own into a section: all of it is there, and nothing is
// said of a template.
func TestInsertIsPart(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"<h1>Rubrik</h1><p>Ett kort stycke.</p><h2>Under</h2><p>Mer.</p>", "### Rubrik\n\nEtt kort stycke.\n\n#### Under\n\nMer.\n"},
		{"<p>Före.</p><h1>Rubrik</h1><p>Efter.</p>", "Före.\n\n### Rubrik\n\nEfter.\n"},
		{"<h2>Innehåll, fördjupat</h2><p>Mer.</p>", "### Innehåll, fördjupat\n\nMer.\n"},
		{"<p>Version: 1.3</p><p>Mer.</p>", "Version: 1.3\n\nMer.\n"},
		{"<h2>Märkning</h2><p>Verksamhet: Primärvård</p>", "### Märkning\n\nVerksamhet: Primärvård\n"},
	} {
		desk, _ := project(t, map[string]string{"a.md": "## Ett\n\nText.\n"})
		in, err := desk.Insert(arrival(t, c.html), "a.md", "ett")
		if err != nil {
			t.Fatal(err)
		}
		if got := string(in.files["a.md"]); got != "## Ett\n\nText.\n\n"+c.want {
			t.Errorf("%s: the text is\n%s", c.html, got)
		}
		part, err := desk.Part(arrival(t, c.html), "a.md")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range append(part.Remarks, in.Remarks...) {
			t.Errorf("%s: %s", c.html, intake.Said(r))
		}
		if part.Title+part.Lead != "" {
			t.Errorf("%s: the part has the title %q and the lead %q", c.html, part.Title, part.Lead)
		}
	}
}

// TestInsertChanged puts something into a text that has changed since it was shown, into a section
// that is gone, and twice a picture.
func TestInsertChanged(t *testing.T) {
	desk, dir := project(t, map[string]string{"a.md": "## Ett\n\nText.\n", "bilder/a-bild-1.png": "x"})
	in, err := desk.Insert(arrival(t, withPicture), "a.md", "ett")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("## Ett\n\nAnnat.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Put(arrival(t, withPicture), "a.md", "ett", in.Sum); !errors.Is(err, ErrChanged) {
		t.Errorf("the text has changed: %v", err)
	}
	if _, err := desk.Insert(arrival(t, withPicture), "a.md", "två"); !errors.Is(err, ErrNoSection) {
		t.Errorf("there is no section: %v", err)
	}
	if in, err = desk.Insert(arrival(t, withPicture), "a.md", "ett"); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Put(arrival(t, withPicture), "a.md", "ett", in.Sum); err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir, "bilder/a-bild-1.png"); got != "x" {
		t.Errorf("the picture that was there is %q", got)
	}
	if got := read(t, dir, "a.md"); !strings.Contains(got, "](bilder/a-2-bild-1.png)") || !strings.Contains(got, "Annat.") {
		t.Errorf("the text is\n%s", got)
	}
}

// TestAtOnce makes one text many times at once: one is made, and the others are told that it exists.
func TestAtOnce(t *testing.T) {
	d, dir := project(t, nil)
	if err := os.Mkdir(filepath.Join(dir, "kliniska-kunskapsstod"), 0o755); err != nil {
		t.Fatal(err)
	}
	var asked, all sync.WaitGroup
	const n = 10
	asked.Add(n)
	failed := make([]error, n)
	for i := range n {
		all.Go(func() {
			_, failed[i] = d.New("kunskapsstod", "kliniska-kunskapsstod/somn.md", func() string {
				asked.Done()
				asked.Wait() // until nobody has found the file
				return "Text " + strconv.Itoa(i)
			})
		})
	}
	all.Wait()
	src, err := os.ReadFile(filepath.Join(dir, "kliniska-kunskapsstod", "somn.md"))
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for i, err := range failed {
		switch {
		case err == nil && !strings.Contains(string(src), "titel: Text "+strconv.Itoa(i)+"\n"):
			t.Errorf("text %d has been overwritten", i)
		case err == nil:
			made++
		case !strings.Contains(err.Error(), "finns redan"):
			t.Error(err)
		}
	}
	if made != 1 {
		t.Errorf("%d texts were made, want 1", made)
	}
}
