//go:build unix

package session

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/versions"
)

// TestExchangedPicture exchanges a picture that is on a page for what is no file: a request
// for it is answered at once that there is none.
func TestExchangedPicture(t *testing.T) {
	dir, err := os.MkdirTemp("", "b") // the path of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Mkdir(filepath.Join(dir, "bilder"), 0o755); err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(dir, "bilder", "a.svg")
	for name, text := range map[string]string{
		filepath.Join(dir, "a.md"): "---\ntitel: A\n---\n", picture: `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var shown *preview.Build
	s := New(Options{
		Folder: versions.Folder{Dir: dir, Today: func() string { return "2026-11-28" }},
		Source: func(problem.Pos) string { return "" },
		Show:   func(b *preview.Build) { shown = b },
		Failed: func(err error) { t.Error(err) },
	})
	if _, err := s.Update(nil); err != nil {
		t.Fatal(err)
	}
	if _, found := shown.Page("/bilder/a.svg"); !found {
		t.Fatal("the picture is not shown")
	}
	for name, exchange := range map[string]func() error{
		"nothing": func() error { return nil },
		"pipe":    func() error { return syscall.Mkfifo(picture, 0o644) },
		"folder":  func() error { return os.Mkdir(picture, 0o755) },
		"socket":  func() error { _, err := net.Listen("unix", picture); return err },
		"link":    func() error { return os.Symlink("/etc/passwd", picture) },
		"device":  func() error { return os.Symlink("/dev/tty", picture) },
		"link to a pipe": func() error {
			return errors.Join(syscall.Mkfifo(filepath.Join(dir, "bilder", "pipe"), 0o644), os.Symlink("pipe", picture))
		},
	} {
		if err := os.RemoveAll(picture); err != nil {
			t.Fatal(err)
		}
		if err := exchange(); err != nil {
			t.Fatal(err)
		}
		if _, found := shown.Page("/bilder/a.svg"); found {
			t.Errorf("%s: is shown", name)
		}
	}
}
