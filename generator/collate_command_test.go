package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"provtryck/generator/collation"
)

// collatingIn makes a folder of texts and one of their saved pages.
func collatingIn(t *testing.T) (texts, pages string) {
	t.Helper()
	folder := t.TempDir()
	texts, pages = filepath.Join(folder, "content"), filepath.Join(folder, "sidor")
	project, err := filepath.Abs(filepath.Join("testdata", "content", "_projekt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(texts, "_projekt"), os.DirFS(project)); err != nil {
		t.Fatal(err)
	}
	write := func(name, words string) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	article := func(title, address, body string) string {
		return "---\ntitel: " + title + "\nmall: kunskapsstod\n" + address + "---\n\n## Innehåll\n\n" + body + "\n"
	}
	write(filepath.Join(texts, "kliniska-kunskapsstod", "kris.md"), article("Kris", "adress: https://vard.example/kris\n",
		"Fråga alltid om suicidtankar och lämna inte personen ensam.\n\n- Höj dosen till 50 mg.\n- Ring [1177](https://www.1177.se/)."))
	write(filepath.Join(texts, "kliniska-kunskapsstod", "somn.md"), article("Sömn", "",
		"Be patienten föra dagbok över sömnen i två veckor före nästa besök."))
	page := func(title, address, body string) string {
		return `<!doctype html><meta charset="utf-8"><title>` + title + `</title><link rel="canonical" href="` + address + `"><nav>Meny</nav><main><h1>` +
			title + "</h1><div><h2>Innehåll</h2>" + body + "</div></main>"
	}
	write(filepath.Join(pages, "a.html"), page("Kris", "https://vard.example/kris/", `<p>Fråga alltid om suicidtankar och lämna inte personen ensam.</p>
<ul><li>Höj dosen till 50 mg.<li>Ring <a href="https://www.1177.se">1177</a>.</ul>`))
	write(filepath.Join(pages, "b.htm"), page("Sömn", "", "<p>Be patienten föra dagbok över sömnen i tre veckor före nästa besök.</p>"))
	write(filepath.Join(pages, "a_files", "ram.html"), "<p>Reklam</p>")
	return texts, pages
}

// TestCollate runs jamfor on saved pages.
func TestCollate(t *testing.T) {
	texts, pages := collatingIn(t)
	empty := t.TempDir()
	kris, somn := filepath.Join(texts, "kliniska-kunskapsstod", "kris.md"), filepath.Join(texts, "kliniska-kunskapsstod", "somn.md")
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{kris, "--sida", filepath.Join(pages, "a.html")}, exitOK, "1 jämförelse: 1 lika, 0 skiljer sig, 0 kunde inte jämföras."},
		{[]string{"--sida", filepath.Join(pages, "a.html")}, exitOK, "kris.md – Kris"},
		{[]string{"--sida", pages}, exitFinding, "1 lika, 1 skiljer sig, 0 kunde inte jämföras."},
		{[]string{somn, "--sida", pages}, exitFinding, "i [-två-]{+tre+} veckor"},
		{[]string{somn, "--sida", filepath.Join(pages, "a.html")}, exitFinding, "det här är sidan för ”Kris”"},
		{[]string{kris, "--sida", filepath.Join(pages, "a.html"), "--valj", "nav"}, exitFinding, "saknas"},
		{[]string{kris, "--sida", filepath.Join(pages, "a.html"), "--valj", "#nej"}, exitFinding, "--valj"},
		{[]string{kris, "--sida", filepath.Join(pages, "c.html")}, exitFailure, "går inte att läsa"},
		{[]string{"--sida", empty}, exitFailure, "inga sparade sidor"},
		{[]string{filepath.Join(texts, "nej.md"), "--sida", pages}, exitFailure, "ingen text finns i"},
		{[]string{kris}, exitFailure, "ange antingen --sida"},
		{[]string{kris, "--sida", pages, "--hamta"}, exitFailure, "ange antingen --sida"},
		{[]string{somn, "--hamta"}, exitFinding, "texten har ingen adress"},
	} {
		var out, said strings.Builder
		code := run(context.Background(), append([]string{"--content", texts, "jamfor"}, test.args...), &out, &said, func(string) string { return "" })
		if code != test.code || !strings.Contains(out.String()+said.String(), test.want) {
			t.Errorf("%v: exit code %d, %s%s, want %d, %q", test.args, code, out.String(), said.String(), test.code, test.want)
		}
	}
}

// TestCollateFormats checks what programs and spreadsheets read.
func TestCollateFormats(t *testing.T) {
	texts, pages := collatingIn(t)
	out := func(format string) string {
		var out strings.Builder
		run(context.Background(), []string{"--content", texts, "jamfor", "--sida", pages, "--format", format}, &out, io.Discard,
			func(string) string { return "" })
		return out.String()
	}
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "docs", "jamforelse.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out("json")))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
	var got struct {
		Comparisons []struct {
			Equal       bool
			Differences []struct {
				Kind, Marked string
				Matters      []string
			}
		}
	}
	if err := json.Unmarshal([]byte(out("json")), &got); err != nil {
		t.Fatal(err)
	}
	if list := got.Comparisons; len(list) != 2 || !list[0].Equal || list[1].Equal || len(list[1].Differences) != 1 ||
		list[1].Differences[0].Kind != "differs" || len(list[1].Differences[0].Matters) == 0 {
		t.Errorf("%+v", list)
	}
	table := csv.NewReader(strings.NewReader(strings.TrimPrefix(out("csv"), "\ufeff")))
	table.Comma = ';'
	rows, err := table.ReadAll()
	if err != nil || len(rows) != 3 || rows[1][3] != "lika" || rows[2][3] != "skiljer sig" {
		t.Errorf("%v %v", err, rows)
	}
}

// TestCollateFetched checks what is fetched, and what is said of pages that cannot be.
func TestCollateFetched(t *testing.T) {
	read := func(name, address string) *collation.Text {
		text, err := collation.NewText([]byte("<p>Fråga alltid om "+name+".</p>"), collation.Fields{Name: name, Title: name, Address: address})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	c := &collator{wanted: []*collation.Text{read("dos", "https://a.example/"), read("sömn", ""), read("kris", "https://b.example/")}}
	c.all = c.wanted
	var asked []string
	get := func(_ context.Context, address string) ([]byte, error) {
		asked = append(asked, address)
		if address == "https://b.example/" {
			return nil, errors.New("sidan går inte att hämta")
		}
		return []byte("<title>dos</title><h1>dos</h1><main><p>Fråga alltid om dos.</p></main>"), nil
	}
	if err := c.fetch(t.Context(), get, 0, func(string, ...any) {}); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 2 || len(c.outcomes) != 3 || !c.outcomes[0].Same() || c.outcomes[1].Fault == "" || c.outcomes[2].Fault == "" {
		t.Errorf("%v: %+v", asked, c.outcomes)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := c.fetch(stopped, get, 0, func(string, ...any) {}); err == nil {
		t.Error("a broken off command is done")
	}
}
