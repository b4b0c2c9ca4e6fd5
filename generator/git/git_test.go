package git

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// repository makes one with the given commits: the content of texts/a.md, on
// days one week apart.
func repository(t *testing.T, texts ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	run(t, dir, "init", "-q", "-b", "main")
	day := time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)
	for _, text := range texts {
		if err := os.MkdirAll(filepath.Join(dir, "texts"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "texts", "a.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Setenv("GIT_COMMITTER_DATE", day.Format(time.RFC3339))
		run(t, dir, "add", ".")
		run(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "commit", "-q", "-m", "Text", "--date",
			day.Format(time.RFC3339))
		day = day.AddDate(0, 0, 7)
	}
	return dir
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func TestFS(t *testing.T) {
	dir := repository(t, "ett", "två")
	f, err := Open(t.Context(), filepath.Join(dir, "texts"))
	if err != nil {
		t.Fatal(err)
	}
	for version, want := range map[string]string{"HEAD": "två", "HEAD~1": "ett", "main": "två"} {
		files, err := f.FS(version)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fs.ReadFile(files, "a.md")
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", version, got, err)
		}
	}
	for _, version := range []string{"finns-inte", "", "--output=x", "HEAD^{tree}"} {
		if _, err := f.FS(version); err == nil {
			t.Errorf("%q is a version", version)
		}
	}
}

// TestOpenOutside checks that a folder outside every repository has no versions.
func TestOpenOutside(t *testing.T) {
	if _, err := Open(t.Context(), t.TempDir()); err == nil {
		t.Error("a folder outside every repository has versions")
	}
}
