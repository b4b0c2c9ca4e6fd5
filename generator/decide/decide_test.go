package decide

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"provtryck/generator/disposition"
)

const (
	text      = "kapitel/krisplan.md"
	file      = "_projekt/redovisning/kapitel/krisplan.yaml"
	original  = "_projekt/original/kapitel/krisplan.md"
	oldText   = "---\nkälla: a.html\nhämtad: 2026-03-02\n---\n\nRing växeln på telefontid.\n\nSkriv en plan.\n"
	newText   = "---\ntitel: Krisplan\n---\n\nSkriv en plan.\n"
	otherUnit = "aaaaaaaaaaaa"
)

// project lays a content folder with an old text, and returns it with the ids of its units.
func project(t *testing.T, decisions string) (dir string, ids []string) {
	t.Helper()
	dir = t.TempDir()
	files := map[string]string{text: newText, original: oldText}
	if decisions != "" {
		files[file] = decisions
	}
	for name, data := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o, _ := disposition.LoadOriginal(original, []byte(oldText))
	for _, u := range o.Units {
		ids = append(ids, u.ID)
	}
	return dir, ids
}

func get(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(data)
}

// TestSave checks when a decision is written, and how. ID stands for the id of the first unit.
func TestSave(t *testing.T) {
	const (
		first   = "beslut:\n  - stycke: Ring växeln på telefontid.\n    id: ID\n    blev: struket\n    varför: inaktuellt\n"
		other   = "  - stycke: Annat\n    id: " + otherUnit + "\n    blev: behållet\n"
		dropped = "struket\t\tinaktuellt"
	)
	for _, c := range []struct {
		name, before string
		choice       Choice
		want         string // error
		after        string
	}{
		{"first", "", Choice{Became: "struket", Reason: "Inaktuellt"}, "", first},
		{"own words", "", Choice{Became: "struket", Reason: "#1: står i ”lagen”\nnu"}, "",
			"beslut:\n  - stycke: Ring växeln på telefontid.\n    id: ID\n    blev: struket\n    varför: \"#1: står i ”lagen” nu\"\n"},
		{"moved", "", Choice{Became: "flyttat", To: "#Råd \u202e"}, "",
			"beslut:\n  - stycke: Ring växeln på telefontid.\n    id: ID\n    blev: flyttat\n    till: \"#Råd\"\n"},
		{"a place of what is struck", "", Choice{Became: "struket", Reason: "inaktuellt", To: "#Råd"}, "", first},
		{"beside others", "beslut:\n" + other, Choice{Became: "struket", Reason: "inaktuellt"}, "",
			"beslut:\n" + other + strings.TrimPrefix(first, "beslut:\n")},
		{"another", first + other, Choice{Became: "omformulerat", Was: dropped}, "",
			"beslut:\n  - stycke: Ring växeln på telefontid.\n    id: ID\n    blev: omformulerat\n" + other},
		{"undone", first + other, Choice{Was: dropped}, "", "beslut:\n" + other},
		{"the last is undone", first, Choice{Was: dropped}, "", ""},
		{"nothing to undo", "", Choice{}, "", ""},
		{"twice", first, Choice{Became: "struket", Reason: "inaktuellt"}, "", first},
		{"no reason", "", Choice{Became: "struket", Reason: " \u00ad"}, "varför", ""},
		{"no place", "", Choice{Became: "sammanslaget"}, "var delen står nu", ""},
		{"unknown", "", Choice{Became: "borta"}, "inget som", ""},
		{"open", "", Choice{Became: "inte hanterat"}, "inget som", ""},
		{"too long", "", Choice{Became: "struket", Reason: strings.Repeat("ord ", 101)}, "högst 400", ""},
		{"somebody has decided", first, Choice{Became: "omformulerat"}, ErrChanged.Error(), first},
		{"somebody has decided otherwise", first, Choice{Became: "omformulerat", Was: "struket\t\tdubblett"}, ErrChanged.Error(), first},
		{"somebody has undone", "", Choice{Became: "omformulerat", Was: dropped}, ErrChanged.Error(), ""},
		{"another unit", "", Choice{ID: otherUnit, Became: "omformulerat"}, ErrGone.Error(), ""},
		{"another text", "", Choice{Text: "kapitel/annan.md", Became: "omformulerat"}, ErrGone.Error(), ""},
		{"outside", "", Choice{Text: "../" + text, Became: "omformulerat"}, ErrGone.Error(), ""},
		{"no text", "", Choice{Text: "kapitel/krisplan.yaml", Became: "omformulerat"}, ErrGone.Error(), ""},
		{"remarks", "# Kom ihåg\n" + first, Choice{Was: dropped}, "som skulle försvinna", "# Kom ihåg\n" + first},
		{"a remark on a line", first + "  # snart\n", Choice{Was: dropped}, "som skulle försvinna", first + "  # snart\n"},
		{"a remark after a value", strings.Replace(first, "inaktuellt", "inaktuellt # sedan maj", 1), Choice{Was: dropped},
			"rätta först", strings.Replace(first, "inaktuellt", "inaktuellt # sedan maj", 1)},
		{"mistakes", first + "    orsak: x\n", Choice{Was: dropped}, "rätta först", first + "    orsak: x\n"},
		{"no YAML", "beslut: [", Choice{Became: "omformulerat"}, "rätta först", "beslut: ["},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, ids := project(t, "")
			dir, _ := project(t, strings.ReplaceAll(c.before, "ID", ids[0]))
			if c.choice.Text == "" {
				c.choice.Text = text
			}
			if c.choice.ID == "" {
				c.choice.ID = ids[0]
			}
			shown, err := Save(dir, c.choice)
			if c.want == "" && (err != nil || shown != filepath.ToSlash(dir)+"/"+file) {
				t.Errorf("%v %s", err, shown)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%v, want %s", err, c.want)
			}
			if got, want := get(t, dir, file), strings.ReplaceAll(c.after, "ID", ids[0]); got != want {
				t.Errorf("has\n%s, want\n%s", got, want)
			}
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(file))); c.after == "" && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the file is there: %v", err)
			}
			if get(t, dir, text) != newText || get(t, dir, original) != oldText {
				t.Error("a text has changed")
			}
		})
	}
}

// TestAtTheSameTime checks that decisions that are saved at the same time are all kept.
func TestAtTheSameTime(t *testing.T) {
	dir, ids := project(t, "")
	var all sync.WaitGroup
	for _, id := range ids {
		all.Go(func() {
			if _, err := Save(dir, Choice{Text: text, ID: id, Became: "omformulerat"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, id := range ids {
		if strings.Count(get(t, dir, file), id) != 1 {
			t.Errorf("%s is not there once:\n%s", id, get(t, dir, file))
		}
	}
}
