package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTrend commits worse and better texts in different weeks, and finds the
// figures in the list of findings.
func TestTrend(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	content := filepath.Join(dir, "content")
	if err := os.CopyFS(filepath.Join(content, projectFolder), os.DirFS(filepath.Join("..", "content", projectFolder))); err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", args...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	text := func(body string) string {
		return "---\ntitel: A\nmall: kunskapsstod\ningress: Kort.\nversion: \"1.0\"\nstatus: enkät\nnag: Alla\n---\n\n## Omfattning av kunskapsstödet\n\nAlla.\n\n## Sammanfattning\n\nKort.\n\n## Genomförande\n\n" + body + "\n"
	}
	for _, c := range []struct{ day, body string }{
		{"2026-01-01", "<b> <i>"}, // too long ago
		{"2026-04-20", "<b>"},
		{"2026-04-22", "<b> <i> <u>"}, // the last of its week
		{"2026-05-12", "Bra."},
	} {
		if err := os.MkdirAll(filepath.Join(content, "kliniska-kunskapsstod"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(content, "kliniska-kunskapsstod", "a.md"), []byte(text(c.body)), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Setenv("GIT_COMMITTER_DATE", c.day+"T12:00:00Z")
		git("add", ".")
		git("-c", "user.name=Test", "-c", "user.email=test@exempel.se", "commit", "-q", "-m", "Text")
	}
	build := func() string {
		t.Helper()
		var out, failed bytes.Buffer
		if code := run(context.Background(), []string{"build", "--trend", "--content", content, "--out", filepath.Join(dir, "public")}, &out, &failed, os.Getenv); code != exitOK {
			t.Fatalf("exit code %d: %s", code, &failed)
		}
		page, err := os.ReadFile(filepath.Join(dir, "public", "granskning", "anmarkningar", "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		return string(page) + failed.String()
	}
	page := build()
	for _, want := range []string{`<th scope="row">2026-04-22</th><td class="align-right">3</td>`, `<th scope="row">2026-05-12</th><td class="align-right">0</td>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(page, "2026-04-20") || strings.Contains(page, "2026-01-01") {
		t.Error("the page shows more than the last day of each week")
	}
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	if page := build(); !strings.Contains(page, "utvecklingen visas inte") || strings.Contains(page, "Utveckling</h2>") {
		t.Error("without history there is a trend, or nothing is said")
	}
}
