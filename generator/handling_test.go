package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"provtryck/generator/preview"
)

const (
	handledText = "---\ntitel: A\n---\n\n## Dos\n\nGe 5 mg till\nnatten. Ge två gånger.\n\nGe två gånger.\n"
	handledFile = `synpunkter:
  - id: 11111111-aaaa
    från: Kurator
    datum: 2027-03-04
    slag: sakfel
    avsnitt: dos
    citat: Ge 5 mg till natten.
    synpunkt: Är det rätt?
    förslag: Ge 3 mg till natten.
    status: ny
  - id: 22222222-bbbb
    datum: 2027-03-05
    slag: otydligt
    citat: Ge två gånger.
    synpunkt: Hur ofta?
    förslag: Ge två gånger om dagen.
    status: ny
  - id: 44444444-dddd
    datum: 2027-03-05
    slag: sakfel
    citat: Ge 7 mg
    förslag: Ge 8 mg
    status: ny
  - id: 33333333-cccc
    datum: 2027-03-06
    slag: bra
    synpunkt: Bra!
    status: ny
`
)

// TestHandling asks for what a page of the preview can ask for, one after the other in one project.
func TestHandling(t *testing.T) {
	handledText := handledText + "\n" + strings.Repeat("ord ", 1000) + "Ge 7 mg" + strings.Repeat(" ord", 1000) + "\n"
	dir := t.TempDir()
	file := filepath.Join(dir, "_projekt", "synpunkter", "v1", "kliniska-kunskapsstod", "a.yaml")
	text := filepath.Join(dir, "kliniska-kunskapsstod", "a.md")
	for name, data := range map[string]string{file: handledFile, text: handledText} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	nobody := newTerminal(io.Discard, func(string) string { return "" })
	actions := (&program{content: dir, out: nobody, err: nobody}).actions()
	sure := ""
	for _, c := range []struct {
		name, action, request string
		want                  string // in the answer or the error
		status                int    // of a refusal
		file, text            string // what is then in them
	}{
		{"nonsense", "synpunkt", `[`, "ladda om sidan", 0, "", ""},
		{"no comment", "synpunkt", `{"id":"9","omgang":"v1","status":"ny"}`, "finns inte längre", 404, "", ""},
		{"another round", "synpunkt", `{"id":"11111111-aaaa","omgang":"v2","status":"ny"}`, "finns inte längre", 404, "", ""},
		{"unknown status", "synpunkt", `{"id":"11111111-aaaa","omgang":"v1","status":"klar","varStatus":"ny"}`, "finns inte", 0, "", ""},
		{"changed meanwhile", "synpunkt", `{"id":"11111111-aaaa","omgang":"v1","status":"besvarad","varStatus":"avvisad"}`, "någon annan", 409, "", ""},
		{"answered meanwhile", "synpunkt", `{"id":"11111111-aaaa","omgang":"v1","status":"besvarad","varStatus":"ny","varSvar":"x"}`, "någon annan", 409, "", ""},
		{"answered", "synpunkt", `{"id":"33333333-cccc","omgang":"v1","status":"besvarad","varStatus":"ny","svar":"Tack!\r\nHej\u202e","av":"Red\naktionen"}`,
			"Svaret är sparat i", 0, "    status: besvarad\n    svar: |-\n      Tack!\n      Hej\n    av: Red aktionen\n", ""},
		{"twice", "synpunkt", `{"id":"33333333-cccc","omgang":"v1","status":"vidare","varStatus":"ny"}`, "någon annan", 409, "", ""},
		{"answered anew", "synpunkt", `{"id":"33333333-cccc","omgang":"v1","status":"vidare","varStatus":"besvarad","varSvar":"Tack!\nHej"}`,
			"Svaret är sparat i", 0, "    synpunkt: \"Bra!\"\n    status: vidare\n", ""},
		{"no suggestion", "forslag", `{"id":"33333333-cccc","omgang":"v1"}`, "inget förslag", 0, "", ""},
		{"in a long line", "forslag", `{"id":"44444444-dddd","omgang":"v1"}`, ` ord ord Ge 7 mg ord ord`, 0, "", ""},
		{"in two places", "forslag", `{"id":"22222222-bbbb","omgang":"v1"}`, "för hand", 0, "", ""},
		{"shown", "forslag", `{"id":"11111111-aaaa","omgang":"v1"}`, `− Ge 5 mg till\n− natten. Ge två gånger.\n+ Ge 3 mg till natten. Ge två gånger.`, 0, "", handledText},
		{"sure of something else", "forslag", `{"id":"11111111-aaaa","omgang":"v1","saker":"x"}`, "någon annan", 409, "", handledText},
		{"taken over", "forslag", `{"id":"11111111-aaaa","omgang":"v1","saker":"SURE"}`, "Förslaget står nu", 0,
			"    förslag: Ge 3 mg till natten.\n    status: inarbetad\n", strings.Replace(handledText, "5 mg till\nnatten", "3 mg till natten", 1)},
		{"taken over twice", "forslag", `{"id":"11111111-aaaa","omgang":"v1","saker":"SURE"}`, "för hand", 0, "", ""},
	} {
		answer, err := actions[c.action]([]byte(strings.ReplaceAll(c.request, "SURE", sure)))
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			data, err := json.Marshal(answer)
			if err != nil {
				t.Fatal(err)
			}
			got = string(data)
		}
		if asked, ok := answer.(question); ok {
			sure = asked.Saker
		}
		var refusal preview.Refusal
		if errors.As(err, &refusal); !strings.Contains(got, c.want) || refusal.Status != c.status {
			t.Errorf("%s: %q, %d; want %q, %d", c.name, got, refusal.Status, c.want, c.status)
		}
		for name, want := range map[string]string{file: c.file, text: c.text} {
			data, err := os.ReadFile(name)
			if err != nil || !strings.Contains(string(data), want) {
				t.Errorf("%s: %s has\n%s\nwant\n%s", c.name, filepath.Base(name), data, want)
			}
		}
	}
	// Others that write at the same time lose nothing.
	var others sync.WaitGroup
	for n := range 5 {
		answer := filepath.Join(t.TempDir(), "svar.txt")
		id := fmt.Sprintf("4444444%d-aaaa-4aaa-8aaa-aaaaaaaaaaaa", n)
		words := "Synpunkter från förhandsvisningen\nOmgång: \nSvar: " + id + "\n\n--- Synpunkt " + id +
			"\nText: /kliniska-kunskapsstod/a/\nSlag: fraga\nSynpunkt:\n| Nummer " + strconv.Itoa(n) + "\n--- Slut\n"
		if err := os.WriteFile(answer, []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
		others.Go(func() {
			if out, err := exec.Command("provtryck", "synpunkter", "import", answer, "--content", dir).CombinedOutput(); err != nil {
				t.Errorf("import: %v: %s", err, out)
			}
		})
	}
	others.Wait()
	taken, err := os.ReadFile(filepath.Join(dir, "_projekt", "synpunkter", "utan-omgang", "kliniska-kunskapsstod", "a.yaml"))
	if n := strings.Count(string(taken), "Nummer "); err != nil || n != 5 {
		t.Errorf("%d of 5 were taken in, %v", n, err)
	}

	// A file that would lose something is left alone.
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	remarked := "# min anteckning\n" + string(data)
	if err := os.WriteFile(file, []byte(remarked), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := actions["synpunkt"]([]byte(`{"id":"33333333-cccc","omgang":"v1","status":"ny","varStatus":"vidare"}`)); err == nil ||
		!strings.Contains(err.Error(), "som skulle försvinna") {
		t.Errorf("a file with remarks: %v", err)
	}
	if data, _ := os.ReadFile(file); string(data) != remarked {
		t.Error("a file with remarks is written")
	}
}
