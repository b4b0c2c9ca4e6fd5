package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/transfer"
)

// TestNoteEntered asks for what the page where a text is copied can ask for, one after the other in one
// project, and looks each time at the file.
func TestNoteEntered(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "kliniska-kunskapsstod", "a.md")
	write := func(text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const text = "---\ntitel: A\n---\n\n## Dos\n\nGe 5 mg.\n"
	write(text)
	nobody := newTerminal(io.Discard, func(string) string { return "" })
	p := &program{content: dir, out: nobody, err: nobody, getenv: func(string) string { return "" }}
	s, err := p.folder().SiteOf(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	sum := transfer.SumOf(s.TransferSource(s.ByFile("kliniska-kunskapsstod/a.md"))).String()
	note := p.actions()["inlagd"]
	for _, c := range []struct {
		name, request string
		want          string // in the answer or the error
		status        int    // of a refusal
		noted         bool   // in the file
	}{
		{"nonsense", `[`, "ladda om sidan", 0, false},
		{"no such text", `{"text":"kliniska-kunskapsstod/b.md","summa":"SUM","utan":"0"}`, "finns inte längre", 404, false},
		{"outside", `{"text":"../a.md","summa":"SUM","utan":"0"}`, "finns inte längre", 404, false},
		{"made up", `{"text":"","summa":"SUM","utan":"0"}`, "finns inte längre", 404, false},
		{"another sum", `{"text":"TEXT","summa":"1-0a1b2c-","utan":"0"}`, "har ändrats sedan sidan visades", 409, false},
		{"no sum", `{"text":"TEXT","utan":"0"}`, "har ändrats sedan sidan visades", 409, false},
		{"parts without a tick", `{"text":"TEXT","summa":"SUM","utan":"2"}`, "2 delar har ingen bock.", 0, false},
		{"one part without", `{"text":"TEXT","summa":"SUM","utan":"1"}`, "1 del har ingen bock.", 0, false},
		{"nobody knows", `{"text":"TEXT","summa":"SUM","utan":""}`, "Det går inte att se vilka", 0, false},
		{"sure of another", `{"text":"TEXT","summa":"SUM","utan":"2","saker":"1-"}`, "har ändrats sedan sidan visades", 409, false},
		{"sure", `{"text":"TEXT","summa":"SUM","utan":"2","saker":"SUM"}`, "Antecknat i kliniska-kunskapsstod/a.md", 0, true},
		{"all ticked", `{"text":"TEXT","summa":"SUM","utan":"0"}`, "Antecknat i kliniska-kunskapsstod/a.md", 0, true},
	} {
		write(text)
		answer, err := note([]byte(strings.NewReplacer("SUM", sum, "TEXT", "kliniska-kunskapsstod/a.md").Replace(c.request)))
		if got, status := answered(t, answer, err); !strings.Contains(got, c.want) || status != c.status {
			t.Errorf("%s: %q, %d; want %q, %d", c.name, got, status, c.want, c.status)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := text
		if c.noted {
			want = strings.Replace(text, "titel: A\n", "titel: A\ninlagd: {datum: "+p.today()+", summa: "+sum+"}\n", 1)
		}
		if string(data) != want {
			t.Errorf("%s: the file is\n%s", c.name, data)
		}
	}
}
