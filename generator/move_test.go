package main

import (
	"bytes"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/relocate"
)

// laid writes files into a content folder and opens it.
func laid(t *testing.T, files map[string]string) content.Folder {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := content.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// TestChangeCase changes only the letter case of folders and files, as where the computer takes both for
// one: everything that follows the text is renamed too, file and folders.
func TestChangeCase(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{"vard/ADHD", "vard/adhd"}, {"vard/ADHD/Om", "vard/ADHD/om"}, {"vard/ADHD/Om/Dos.md", "vard/ADHD/Om/dos.md"},
	} {
		files, plan := map[string]string{}, relocate.Plan{From: c.from, To: c.to, Before: map[string][]byte{}, Files: map[string][]byte{}}
		for _, name := range []string{"vard/ADHD/index.md", "vard/ADHD/Om/Dos.md", "_projekt/synpunkter/R/vard/ADHD/Om/Dos.yaml",
			"_projekt/original/vard/ADHD/Om/Dos.md", "_projekt/redovisning/vard/ADHD/Om/Dos.yaml"} {
			files[name] = "text"
			stem := strings.TrimSuffix(c.from, path.Ext(c.from))
			if now := strings.Replace(name, stem, strings.TrimSuffix(c.to, path.Ext(c.to)), 1); now != name {
				plan.Moves = append(plan.Moves, relocate.Move{From: name, To: now})
				plan.Before[name], plan.Files[now] = []byte("text"), []byte("new")
			}
		}
		root := laid(t, files)
		if err := changeCase(root, &plan); err != nil {
			t.Errorf("%s: %v", c.from, err)
		}
		for _, m := range plan.Moves {
			if data, err := root.ReadFile(m.To); string(data) != "new" {
				t.Errorf("%s is %q: %v", m.To, data, err)
			}
			if _, err := root.Stat(m.From); err == nil {
				t.Errorf("%s is left", m.From)
			}
		}
	}
}

// TestMoveSaved checks that nothing moves when somebody has saved between plan and move.
func TestMoveSaved(t *testing.T) {
	for _, saved := range []string{"a.md", "b.md", "ny.md"} {
		root := laid(t, map[string]string{"a.md": "a", "b.md": "b"})
		plan := &relocate.Plan{From: "a.md", To: "ny.md", Moves: []relocate.Move{{From: "a.md", To: "ny.md"}},
			Before: map[string][]byte{"a.md": []byte("a"), "b.md": []byte("b")},
			Files:  map[string][]byte{"ny.md": []byte("A"), "b.md": []byte("B")}}
		if err := root.WriteFile(saved, []byte("saved"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := carryOut(root, plan); !errors.Is(err, output.ErrChanged) || !strings.Contains(err.Error(), saved) {
			t.Errorf("%s was saved: %v", saved, err)
		}
		for _, name := range []string{"a.md", "b.md"} {
			want := strings.TrimSuffix(name, ".md")
			if name == saved {
				want = "saved"
			}
			if data, err := root.ReadFile(name); string(data) != want {
				t.Errorf("%s was saved: %s is %q, want %q: %v", saved, name, data, want, err)
			}
		}
	}
}

// TestMoveFindings checks how many findings of each rule are said to be new.
func TestMoveFindings(t *testing.T) {
	one, other := &problem.Rule{ID: "ett"}, &problem.Rule{ID: "annat"}
	at := func(rule *problem.Rule, file, message string) problem.Problem {
		return problem.Problem{Rule: rule, Pos: problem.Pos{File: file, Line: len(message)}, Message: message}
	}
	moves := []relocate.Move{{From: "a.md", To: "ny.md"}}
	for _, c := range []struct {
		name          string
		before, after problem.List
		want          string
	}{
		{"none", nil, nil, ""},
		{"moved with its text", problem.List{at(one, "a.md", "x")}, problem.List{at(one, "ny.md", "x")}, ""},
		{"one for another", problem.List{at(one, "a.md", "x")}, problem.List{at(one, "b.md", "y")}, "ett (1)"},
		{"several", problem.List{at(one, "a.md", "x")}, problem.List{at(one, "ny.md", "x"), at(one, "ny.md", "xy"), at(one, "b.md", "x"), at(other, "b.md", "x")}, "annat (1), ett (2)"},
		{"fewer", problem.List{at(one, "a.md", "x"), at(one, "b.md", "x")}, problem.List{at(one, "b.md", "x")}, ""},
	} {
		var b bytes.Buffer
		(&program{out: &terminal{w: &b}}).tellFindings(slices.Clone(c.before), c.after, moves)
		want := ""
		if c.want != "" {
			want = "Det finns nya anmärkningar, se provtryck check: " + c.want + "\n"
		}
		if b.String() != want {
			t.Errorf("%s: %q, want %q", c.name, b.String(), want)
		}
	}
}
