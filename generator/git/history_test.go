package git

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// dayList is the days of commits, in one line.
func dayList(commits []Commit) string {
	var list []string
	for _, c := range commits {
		list = append(list, c.Time.Format(time.DateOnly))
	}
	return strings.Join(list, " ")
}

// on sets the time at which what follows is committed.
func on(t *testing.T, when string) {
	t.Helper()
	t.Setenv("GIT_COMMITTER_DATE", when)
}

func TestLog(t *testing.T) {
	dir := repository(t, "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n6\nsju\n") // 12 and 19 May
	odd := []string{`å "b".md`, "under/tab\tc.md", "d.png"}
	if filepath.Separator == '\\' {
		odd = []string{"å b.md", "under/c.md", "d.png"}
	}
	more := map[string]string{"texts-not/a.md": "utanför", "README.md": "utanför"}
	for _, name := range odd {
		more["texts/"+name] = "ny"
	}
	on(t, "2026-06-01T00:30:00+02:00") // still May in Greenwich
	commit(t, dir, more)
	run(t, dir, "checkout", "-q", "-b", "side")
	on(t, "2026-06-02T12:00:00Z")
	commit(t, dir, map[string]string{"texts/a.md": "ett\n2\n3\n4\n5\n6\nsju\n", "texts/side.md": "bredvid"})
	run(t, dir, "checkout", "-q", "main")
	on(t, "2026-06-03T12:00:00Z")
	commit(t, dir, map[string]string{"texts/a.md": "1\n2\n3\n4\n5\nsex\nsju\n"})
	on(t, "2026-06-04T12:00:00Z")
	run(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "merge", "-q", "--no-ff", "-m", "Samman",
		"side")
	on(t, "2026-06-05T12:00:00Z")
	run(t, dir, "mv", "texts/side.md", "texts/moved.md")
	commit(t, dir, nil)

	want := map[string]string{
		"a.md": "2026-06-04 2026-06-03 2026-06-02 2026-05-19 2026-05-12", // the merge has a text that neither side had
		odd[0]: "2026-06-01", odd[1]: "2026-06-01", odd[2]: "2026-06-01",
		"side.md": "2026-06-05 2026-06-02", "moved.md": "2026-06-05",
	}
	trace := filepath.Join(t.TempDir(), "trace")
	run(t, dir, "config", "uploadpack.allowFilter", "true")
	blobless, _ := clone(t, dir, "--filter=blob:none")
	t.Setenv("GIT_TRACE", trace)
	for name, f := range map[string]*Folder{"whole": open(t, dir), "blobless": blobless} {
		files, err := f.Log("HEAD")
		if err != nil {
			t.Fatal(name, err)
		}
		for file, days := range want {
			if got := dayList(files[file]); got != days {
				t.Errorf("%s: %s was changed on %s, want %s", name, file, got, days)
			}
		}
		if len(files) != len(want) {
			t.Errorf("%s: %q have a history", name, slices.Sorted(maps.Keys(files)))
		}
		if id := files["moved.md"][0].ID; id != read(t, dir, "rev-parse", "HEAD") {
			t.Errorf("%s: the newest commit is %s", name, id)
		}
	}
	if data, err := os.ReadFile(trace); err != nil || strings.Contains(string(data), " fetch ") {
		t.Errorf("files are fetched for their history: %v\n%s", err, data)
	}
	before, err := open(t, dir).Log("HEAD~2")
	if err != nil || dayList(before["a.md"]) != "2026-06-03 2026-05-19 2026-05-12" {
		t.Errorf("before the merge: %v, %v", before["a.md"], err)
	}
	whole, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if files, err := whole.Log("HEAD"); err != nil || dayList(files["README.md"]) != "2026-06-01" ||
		dayList(files["texts/moved.md"]) != "2026-06-05" {
		t.Errorf("of the whole repository: %v, %v", files, err)
	}
}

// TestLogCutOff checks that a part of a history is not returned.
func TestLogCutOff(t *testing.T) {
	dir := repository(t, "ett", "två")
	run(t, dir, "config", "uploadpack.allowFilter", "true")
	for arg, want := range map[string]string{"--depth=1": "git fetch --unshallow",
		"--filter=tree:0": "git fetch --refetch"} {
		f, _ := clone(t, dir, arg)
		files, err := f.Log("HEAD")
		if files != nil || !errors.Is(err, ErrCutOff) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", arg, files, err)
		}
	}
}

func TestLogIsBounded(t *testing.T) {
	texts := make([]string, perFile+3)
	for i := range texts {
		texts[i] = strings.Repeat("x", i+1)
	}
	files, err := open(t, repository(t, texts...)).Log("HEAD")
	if err != nil || len(files["a.md"]) != perFile || files["a.md"][0].Time.Format(time.DateOnly) != "2026-10-13" {
		t.Errorf("%d commits, %v: %v", len(files["a.md"]), err, files)
	}
}

func TestEdited(t *testing.T) {
	dir := repository(t, "ett")
	commit(t, dir, map[string]string{"texts/å b.md": "b", "texts/gone.md": "c", "outside.md": "d"})
	f := open(t, dir)
	if names, err := f.Edited(); err != nil || names != nil {
		t.Errorf("%q, %v", names, err)
	}
	for _, name := range []string{"texts/å b.md", "texts/new.md", "outside.md"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("ändrad"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "texts", "gone.md")); err != nil {
		t.Fatal(err)
	}
	if names, err := f.Edited(); err != nil || strings.Join(names, ",") != "gone.md,å b.md" {
		t.Errorf("%q, %v", names, err)
	}
	if c := exec.Command("git", "init", "-q", filepath.Join(dir, "empty")); c.Run() != nil {
		t.Fatal("git init")
	}
	empty, err := Open(t.Context(), filepath.Join(dir, "empty"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty.Edited(); err == nil || !strings.Contains(err.Error(), "har inga versioner i git än") {
		t.Error(err)
	}
	if _, err := empty.Log("HEAD"); err == nil || !strings.Contains(err.Error(), "har inga versioner i git än") {
		t.Error(err)
	}
}
