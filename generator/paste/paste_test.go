package paste

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/edition"
	"provtryck/generator/page"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/source"
)

// desk returns the answers for a content folder with the project files of testdata and some texts.
func desk(t *testing.T, texts map[string]string) (d Desk, dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "_projekt"), os.DirFS(filepath.Join("..", "testdata", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
	for name, text := range texts {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	sources, err := content.NewReader(problem.Catalogue{}).Read(root.FS(), "2027-03-02")
	if err != nil {
		t.Fatal(err)
	}
	layouts, err := page.LoadLayouts(os.DirFS(filepath.Join("..", "..", "layouts")))
	if err != nil {
		t.Fatal(err)
	}
	s := site.New(sources)
	shown := edition.Edition{Site: s, Pages: page.New(s, layouts, page.Options{Intake: strings.Join(source.Endings, ",")})}
	return Desk{Dir: dir, Shown: func() edition.Edition { return shown }, Today: func() string { return "2027-03-02" }}, dir
}

// ask asks for an action, and returns the answer as JSON.
func ask(t *testing.T, d Desk, action string, request map[string]string) (string, error) {
	t.Helper()
	data, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := d.Actions()[action](data)
	if err != nil {
		return "", err
	}
	said, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(said)), nil
}

const old = "---\ntitel: Gammal\n---\n\n## Ett\n\nText.\n\n### Under\n\nMer.\n"

// TestSee shows what becomes of what has come in by all ways, and that nothing of it can act.
func TestSee(t *testing.T) {
	d, _ := desk(t, map[string]string{"kliniska-kunskapsstod/gammal.md": old})
	for _, c := range []struct {
		request map[string]string
		want    []string
	}{
		{map[string]string{"html": "<h1>Plan</h1><p>Ingress.</p><h2>Hur</h2><p>Se <a href='https://www.1177.se/'>1177</a> nu.</p>"},
			[]string{`"titel":"Plan"`, `"markdown":"## Hur\n\nSe [1177](https://www.1177.se/) nu.\n"`, `"ord":6`, "Ingress.", `"slag":"Gissat"`}},
		{map[string]string{"text": "Ett\n\n• Två\n• Tre"}, []string{`- Två\n- Tre`, `"ord":5`}},
		{map[string]string{"fil": base64.StdEncoding.EncodeToString([]byte("# T\n\nOrd")), "filnamn": `C:\mapp\t.md`}, []string{`"titel":"T"`}},
		{map[string]string{"html": `<p>a<img src="data:image/png;base64,iVBORw0KGgo=" alt="Kurva">b<a href="javascript:alert(1)">c</a><script>x()</script><iframe src=x></iframe></p>`},
			[]string{`alt=\"Kurva\"`, `"ord":1`}},
		{map[string]string{"html": "<h1>Plan</h1><p>Kort.</p><h2>Innehåll, fördjupat</h2><p>Mer.</p>", "i": "kliniska-kunskapsstod/gammal.md"},
			[]string{`"titel":""`, `"markdown":"## Plan\n\nKort.\n\n### Innehåll, fördjupat\n\nMer.\n"`, `"anmarkningar":[]`}},
	} {
		c.request["mall"] = "kunskapsstod"
		said, err := ask(t, d, "las", c.request)
		if err != nil {
			t.Errorf("%v: %v", c.request, err)
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%v: the answer lacks %s:\n%s", c.request, want, said)
			}
		}
		for _, never := range []string{"<script", "<iframe", "href=\\\"javascript"} {
			if strings.Contains(said, never) {
				t.Errorf("%v: the page has %s:\n%s", c.request, never, said)
			}
		}
	}
}

// TestSeeOwnPage pastes a page that the preview shows: it becomes the text that it was made of.
func TestSeeOwnPage(t *testing.T) {
	const body = "## Ett\n\nOrd (prioritet 2).[^1]\n\n### Under {alltid}\n\n- Mer.\n\n## Referenser\n\n[^1]: Not.\n"
	d, _ := desk(t, map[string]string{"kliniska-kunskapsstod/gammal.md": "---\ntitel: Gammal\ningress: Kort.\nversion: \"1.0\"\nexempeltext: ja\n---\n\n" + body})
	var shown strings.Builder
	e := d.Shown()
	if err := e.Pages.Render(&shown, e.Site.ByFile("kliniska-kunskapsstod/gammal.md").URL); err != nil {
		t.Fatal(err)
	}
	said, err := ask(t, d, "las", map[string]string{"html": shown.String(), "mall": "kunskapsstod"})
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"titel":"Gammal"`, `"markdown":` + string(want), "<p><strong>Kort.</strong></p>"} {
		if !strings.Contains(said, part) {
			t.Errorf("the answer lacks %s:\n%s", part, said)
		}
	}
}

// TestRefused asks for what cannot be done: each time something is said, and nothing is written.
func TestRefused(t *testing.T) {
	d, dir := desk(t, map[string]string{"kliniska-kunskapsstod/gammal.md": old})
	for _, c := range []struct {
		action  string
		request map[string]string
		want    string
	}{
		{"las", map[string]string{}, "tom"},
		{"las", map[string]string{"html": "<p>a</p>", "mall": "nej"}, "mallen"},
		{"las", map[string]string{"fil": "%%%", "filnamn": "a.txt"}, "välj den igen"},
		{"las", map[string]string{"fil": "YQ==", "filnamn": "a.exe"}, ".exe"},
		{"las", map[string]string{"fil": "UEsDBA==", "filnamn": "a.docx"}, "skadad"},
		{"avsnitt", map[string]string{"i": "finns-inte.md"}, "finns inte längre"},
		{"avsnitt", map[string]string{"i": "_projekt/malgrupper.yaml"}, "finns inte längre"},
		{"las", map[string]string{"text": strings.Repeat("ord ord\n\n", 40_000), "mall": "kunskapsstod"}, "större än 240 kB"},
		{"las", map[string]string{"html": strings.Repeat("<p>a", 30_000), "mall": "kunskapsstod"}, "fler än 20000 stycken"},
		{"las", map[string]string{"html": "<p>" + strings.Repeat("ord ", 6000), "mall": "kunskapsstod"}, "kan inte visas"},
		{"ny-text", map[string]string{"text": "a", "titel": "Ti\u202etel", "mall": "kunskapsstod", "mapp": "kliniska-kunskapsstod", "namn": "a"}, "inte syns"},
		{"ny-text", map[string]string{"text": "a", "titel": strings.Repeat("a", 400), "mall": "kunskapsstod", "mapp": "kliniska-kunskapsstod", "namn": "a"}, "längre än"},
		{"ny-text", map[string]string{"text": "a", "mall": "kunskapsstod", "mapp": "..", "namn": "a"}, "adress"},
		{"ny-text", map[string]string{"text": "a", "mall": "kunskapsstod", "mapp": "_projekt", "namn": "a"}, "adress"},
		{"ny-text", map[string]string{"text": "a", "mall": "kunskapsstod", "mapp": "kliniska-kunskapsstod", "namn": ""}, "ligger i"},
		{"ny-text", map[string]string{"text": "a", "mall": "kunskapsstod", "mapp": "kliniska-kunskapsstod", "namn": "con"}, "con"},
		{"ny-text", map[string]string{"text": "a", "mall": "kunskapsstod", "mapp": "kliniska-kunskapsstod", "namn": "gammal"}, "finns redan"},
		{"i-avsnitt", map[string]string{"text": "a", "i": "../utanför.md", "avsnitt": "ett"}, "finns inte längre"},
		{"i-avsnitt", map[string]string{"text": "a", "i": "kliniska-kunskapsstod/gammal.md", "avsnitt": "nej"}, "avsnittet finns inte"},
		{"i-avsnitt", map[string]string{"text": "a", "i": "kliniska-kunskapsstod/gammal.md", "avsnitt": "ett", "saker": "fel"}, "har ändrats"},
	} {
		if said, err := ask(t, d, c.action, c.request); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: %s, %v, want %q", c.action, c.request, said, err, c.want)
		}
	}
	if _, err := d.Actions()["las"]([]byte("[")); err == nil || !strings.Contains(err.Error(), "ladda om") {
		t.Errorf("wrong JSON: %v", err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil || len(files) != 1 {
		t.Errorf("there are the texts %q, %v", files, err)
	}
}

// TestSave saves as a new text and in a section, where it is shown first.
func TestSave(t *testing.T) {
	d, dir := desk(t, map[string]string{"kliniska-kunskapsstod/gammal.md": old})
	said, err := ask(t, d, "ny-text", map[string]string{"text": "Ord.", "mall": "kunskapsstod", "mapp": "kliniska-kunskapsstod", "namn": "ny", "titel": " Ny "})
	if err != nil || !strings.Contains(said, `"adress":"/kliniska-kunskapsstod/ny/"`) {
		t.Errorf("a new text: %s, %v", said, err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "kliniska-kunskapsstod", "ny.md")); err != nil || !strings.Contains(string(text), "titel: \"Ny\"\n") {
		t.Errorf("the text is %s, %v", text, err)
	}
	request := map[string]string{"text": "Nytt stycke.", "i": "kliniska-kunskapsstod/gammal.md", "avsnitt": "ett"}
	said, err = ask(t, d, "i-avsnitt", request)
	var q question
	if err != nil || json.Unmarshal([]byte(said), &q) != nil || !strings.Contains(q.Fraga, "+ Nytt stycke.\n") || q.Ja == "" {
		t.Fatalf("the question is %s, %v", said, err)
	}
	if request["saker"] = q.Saker; q.Saker == "" {
		t.Fatal("the question has no sum")
	}
	said, err = ask(t, d, "i-avsnitt", request)
	if err != nil || !strings.Contains(said, `/kliniska-kunskapsstod/gammal/#ett"`) {
		t.Errorf("confirmed: %s, %v", said, err)
	}
	want := strings.Replace(old, "Text.\n", "Text.\n\nNytt stycke.\n", 1)
	if text, err := os.ReadFile(filepath.Join(dir, "kliniska-kunskapsstod", "gammal.md")); err != nil || string(text) != want {
		t.Errorf("the text is %s, %v", text, err)
	}
	_, err = ask(t, d, "i-avsnitt", request)
	if refusal, ok := errors.AsType[preview.Refusal](err); !ok || refusal.Status != http.StatusConflict {
		t.Errorf("confirmed twice: %v", err)
	}
}
