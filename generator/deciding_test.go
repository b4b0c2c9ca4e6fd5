package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/disposition"
	"provtryck/generator/preview"
)

// TestDeciding asks for what a page with an account can ask for, one after the other in one project,
// and looks each time at the file and at what the account then says.
func TestDeciding(t *testing.T) {
	const old = "---\nkälla: a.html\nhämtad: 2026-03-02\n---\n\nRing växeln på telefontid.\n\nSkriv en plan. Ta kontakt med vårdcentralen vid feber.\n"
	dir := t.TempDir()
	file := filepath.Join(dir, "_projekt", "redovisning", "kliniska-kunskapsstod", "a.yaml")
	text := filepath.Join(dir, "kliniska-kunskapsstod", "a.md")
	const now = "---\ntitel: A\n---\n\n## Råd\n\nSkriv en plan.\n"
	for name, data := range map[string]string{text: now, filepath.Join(dir, "_projekt", "original", "kliniska-kunskapsstod", "a.md"): old} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	nobody := newTerminal(io.Discard, func(string) string { return "" })
	p := &program{content: dir, out: nobody, err: nobody, getenv: func(string) string { return "" }}
	decide := p.actions()["beslut"]
	account := func() *disposition.Account {
		t.Helper()
		s, err := p.folder().SiteOf(t.Context(), "")
		if err != nil || len(s.Accounted()) != 1 {
			t.Fatalf("%d accounts, %v", len(s.Accounted()), err)
		}
		return s.Account(s.Accounted()[0])
	}
	ids := account().Entries
	ring, plan := ids[0].ID, ids[1].ID
	for _, c := range []struct {
		name, request string
		want          string // in the answer or the error
		status        int    // of a refusal
		file          string // what is then in it; empty where there is none
		left          int    // entries without an explanation
	}{
		{"nonsense", `[`, "ladda om sidan", 0, "", 2},
		{"no such part", `{"text":"kliniska-kunskapsstod/a.md","id":"000000000000","blev":"struket","varfor":"x"}`, "finns inte längre", 404, "", 2},
		{"outside", `{"text":"../a.md","id":"RING","blev":"struket","varfor":"x"}`, "finns inte längre", 404, "", 2},
		{"no reason", `{"text":"kliniska-kunskapsstod/a.md","id":"RING","blev":"struket"}`, "skriv varför", 0, "", 2},
		{"no place", `{"text":"kliniska-kunskapsstod/a.md","id":"RING","blev":"flyttat"}`, "skriv var delen står nu", 0, "", 2},
		{"dropped", `{"text":"kliniska-kunskapsstod/a.md","id":"RING","blev":"struket","varfor":"Inaktuellt"}`, "a.yaml: struket.", 0,
			"    blev: struket\n    varför: inaktuellt\n", 1},
		{"somebody has decided", `{"text":"kliniska-kunskapsstod/a.md","id":"RING","blev":"omformulerat"}`, "någon annan", 409, "blev: struket", 1},
		{"what lacks a sentence", `{"text":"kliniska-kunskapsstod/a.md","id":"PLAN","blev":"omformulerat","till":"#Råd","varfor":"hör till annan text"}`,
			"a.yaml: omformulerat.", 0, "    till: \"#Råd\"\n    varför: hör till annan text\n", 0},
		{"undone", `{"text":"kliniska-kunskapsstod/a.md","id":"RING","blev":"","var":"struket\t\tinaktuellt"}`, "borttaget ur", 0, "blev: omformulerat", 1},
		{"the last is undone", `{"text":"kliniska-kunskapsstod/a.md","id":"PLAN","blev":"","var":"omformulerat\t#Råd\thör till annan text"}`,
			"borttaget ur", 0, "", 2},
	} {
		answer, err := decide([]byte(strings.NewReplacer("RING", ring, "PLAN", plan).Replace(c.request)))
		if got, status := answered(t, answer, err); !strings.Contains(got, c.want) || status != c.status {
			t.Errorf("%s: %q, %d; want %q, %d", c.name, got, status, c.want, c.status)
		}
		data, err := os.ReadFile(file)
		if c.file == "" && !errors.Is(err, os.ErrNotExist) || !strings.Contains(string(data), c.file) {
			t.Errorf("%s: the file has\n%s\nwant\n%s", c.name, data, c.file)
		}
		if left := len(account().Unexplained()); left != c.left {
			t.Errorf("%s: %d parts are left, want %d", c.name, left, c.left)
		}
		if data, err := os.ReadFile(text); err != nil || string(data) != now {
			t.Errorf("%s: the text has changed: %v", c.name, err)
		}
	}
}

// answered returns what an action of the local preview says, as JSON or as its error, and the status of a refusal.
func answered(t *testing.T, answer any, err error) (said string, status int) {
	t.Helper()
	if err != nil {
		var refusal preview.Refusal
		errors.As(err, &refusal)
		return err.Error(), refusal.Status
	}
	data, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), 0
}
