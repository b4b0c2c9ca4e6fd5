package session

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/versions"
)

// TestUpdate checks what an update reports of texts that are new, changed, saved as
// they were, removed and unusable.
func TestUpdate(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(file(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text := func(title string) string { return "---\ntitel: " + title + "\n---\n\n## Om\n\nText.\n" }
	project := "_projekt"
	if err := os.CopyFS(file(project), os.DirFS(filepath.Join("..", "testdata", "content", project))); err != nil {
		t.Fatal(err)
	}
	builds := 0
	s := New(Options{
		Folder: versions.Folder{Dir: dir, Today: func() string { return "2026-11-28" }},
		Source: func(problem.Pos) string { return "" },
		Show:   func(*preview.Build) { builds++ },
		Failed: func(err error) { t.Error(err) },
	})
	if _, err := s.Update(nil); err == nil {
		t.Error("an empty folder can be shown")
	}
	write("a.md", text("Ett"))
	update := func(paths []string, changed, removed, alerts int, nothing bool) {
		t.Helper()
		before := builds
		u, err := s.Update(paths)
		if err != nil {
			t.Fatal(err)
		}
		if len(u.Changed) != changed || len(u.Removed) != removed || len(u.Alerts) != alerts || u.Nothing != nothing {
			t.Errorf("%d changed, %d removed, %d alerts, nothing %v; want %d, %d, %d, %v",
				len(u.Changed), len(u.Removed), len(u.Alerts), u.Nothing, changed, removed, alerts, nothing)
		}
		if shown := builds > before; shown == nothing {
			t.Errorf("shown is %v", shown)
		}
	}
	update(nil, 0, 0, 0, false)
	write("b.md", text("Två"))
	update([]string{file("b.md")}, 1, 0, 0, false)
	write("a.md", text("Nytt"))
	update([]string{file("a.md")}, 1, 0, 0, false)
	update([]string{file("a.md")}, 0, 0, 0, true)
	write("a.md", "---\ntitel: [\n---\n")
	update([]string{file("a.md")}, 1, 0, 1, false)
	write("a.md", text("Rättat"))
	update([]string{file("a.md")}, 1, 0, 0, false)
	if err := os.Remove(file("b.md")); err != nil {
		t.Fatal(err)
	}
	update([]string{file("b.md")}, 0, 1, 0, false)
}

// TestLook checks that an alert about layouts or assets is there until its own cause
// is gone.
func TestLook(t *testing.T) {
	root, dir := filepath.Join("..", ".."), t.TempDir()
	for to, from := range map[string]string{
		"layouts": filepath.Join(root, "layouts"), "assets": filepath.Join(root, "assets"),
		"content": filepath.Join("..", "testdata", "content"),
	} {
		if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	layout, script := filepath.Join("layouts", "home.html"), filepath.Join("assets", "js", "x.js")
	goodLayout, err := os.ReadFile(layout)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{
		Folder: versions.Folder{Dir: "content", Today: func() string { return "2026-11-28" }},
		Source: func(problem.Pos) string { return "" },
		Show:   func(*preview.Build) {},
		Failed: func(err error) { t.Error(err) },
	})
	if _, err := s.Update(nil); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		file, text string
		alerts     int
	}{
		{script, "function (", 1},
		{layout, string(goodLayout), 1},
		{layout, "{{", 2},
		{script, "", 1},
		{layout, string(goodLayout), 0},
	} {
		if err := os.WriteFile(step.file, []byte(step.text), 0o644); err != nil {
			t.Fatal(err)
		}
		u, err := s.Update([]string{step.file})
		if err != nil {
			t.Fatal(err)
		}
		if len(u.Alerts) != step.alerts {
			t.Errorf("%s is %.20q: %d alerts, want %d: %v", step.file, step.text, len(u.Alerts), step.alerts, u.Alerts)
		}
	}
}

// TestStamp checks that every edit gives the pages a new stamp, and an edit that is
// taken back the old one.
func TestStamp(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "testdata", "content"))); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(dir, "kliniska-kunskapsstod", "delaktighet.md")
	before, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	home := ""
	var told []string // which texts have changed
	s := New(Options{
		Folder: versions.Folder{Dir: dir, Today: func() string { return "2026-11-28" }},
		Stamp: func(sum string, changed ...string) versions.Stamp {
			told = changed
			return versions.Stamp{Sum: sum}
		},
		Source: func(problem.Pos) string { return "" },
		Show: func(b *preview.Build) {
			page, _ := b.Page("/")
			_, rest, _ := strings.Cut(string(page.Data), "kontrollsumma ")
			home, _, _ = strings.Cut(rest, "<")
		},
		Failed: func(err error) { t.Error(err) },
	})
	seen := map[string]string{}
	var paths []string // everything, the first time
	for _, edit := range []string{"", "ett ", "två ", "", "---\ntitel: [", "två "} {
		if err := os.WriteFile(text, append(before, edit...), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Update(paths); err != nil {
			t.Fatal(err)
		}
		if name := "kliniska-kunskapsstod/delaktighet.md"; paths != nil && !slices.Equal(told, []string{name}) {
			t.Errorf("a change of %q is told as one of %q", name, told)
		}
		paths = []string{text}
		if want, known := seen[edit]; home == "" || known && home != want {
			t.Errorf("after %q the stamp is %q, want %q", edit, home, want)
		}
		for other, stamp := range seen {
			if other != edit && stamp == home {
				t.Errorf("%q and %q have the same stamp", edit, other)
			}
		}
		seen[edit] = home
	}
}

// TestMoved renames a text twice: its first address leads to it. When it is gone, or has
// made room for another text, that address leads nowhere.
func TestMoved(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "testdata", "content"))); err != nil {
		t.Fatal(err)
	}
	var build *preview.Build
	s := New(Options{
		Folder: versions.Folder{Dir: dir, Today: func() string { return "2026-11-28" }},
		Source: func(problem.Pos) string { return "" },
		Show:   func(b *preview.Build) { build = b },
		Failed: func(err error) { t.Error(err) },
	})
	if _, err := s.Update(nil); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "kliniska-kunskapsstod")
	const first = "/kliniska-kunskapsstod/delaktighet/"
	for _, step := range []struct{ from, to, text, address string }{
		{"delaktighet", "ett", "", "/kliniska-kunskapsstod/ett/"},
		{"ett", "tva", "", "/kliniska-kunskapsstod/tva/"},
		{"tva", "tre", "Något annat.", ""},
		{"tre", "", "", ""},
	} {
		from := filepath.Join(folder, step.from+".md")
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(from); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(folder, step.to+".md")
		if step.to != "" {
			if err := os.WriteFile(to, append(data, step.text...), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Update([]string{from, to}); err != nil {
			t.Fatal(err)
		}
		if got := build.Moved(first); got != step.address {
			t.Errorf("after %s.md became %s.md the first address leads to %q, want %q",
				step.from, step.to, got, step.address)
		}
	}
	file := filepath.Join(folder, "krisplan.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Replace(data, []byte("---\n"), []byte("---\ntidigare: [/kliniska-kunskapsstod/fore/]\n"), 1)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Update([]string{file}); err != nil {
		t.Fatal(err)
	}
	const fore = "/kliniska-kunskapsstod/fore/"
	if _, shown := build.Page(fore); shown || build.Moved(fore) != "/kliniska-kunskapsstod/krisplan/" {
		t.Errorf("the address that the text says that it has had leads to %q", build.Moved(fore))
	}
	if got := build.Moved("/finns-inte/"); got != "" {
		t.Errorf("an address that never was leads to %s", got)
	}
}

// TestStampEnds checks that nothing goes on stamping when an update has failed.
func TestStampEnds(t *testing.T) {
	root, dir := filepath.Join("..", ".."), t.TempDir()
	for to, from := range map[string]string{
		"assets": filepath.Join(root, "assets"), "content": filepath.Join("..", "testdata", "content"),
	} {
		if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	if err := os.WriteFile(filepath.Join("assets", "js", "x.js"), []byte("function ("), 0o644); err != nil {
		t.Fatal(err)
	}
	var stamped atomic.Bool
	s := New(Options{
		Folder: versions.Folder{Dir: "content", Today: func() string { return "2026-11-28" }},
		Stamp: func(string, ...string) versions.Stamp {
			time.Sleep(time.Second) // as git can
			stamped.Store(true)
			return versions.Stamp{}
		},
		Source: func(problem.Pos) string { return "" },
		Show:   func(*preview.Build) { t.Error("pages without assets are shown") },
		Failed: func(err error) { t.Error(err) },
	})
	if _, err := s.Update(nil); err == nil {
		t.Error("an asset that cannot be read is no failure")
	}
	if !stamped.Load() {
		t.Error("the update has ended and the stamp is still made")
	}
}
