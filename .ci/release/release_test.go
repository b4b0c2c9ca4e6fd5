package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	day   = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	parts = []file{
		{"Provtryck/provtryck", []byte("program"), 0o755},
		{"Provtryck/LÄS MIG.txt", []byte("läs"), 0o644},
		{"Provtryck/LICENSE.txt", []byte("villkor"), 0o644},
	}
)

// TestNotes checks which part of the changes a release has as its notes.
func TestNotes(t *testing.T) {
	const changes = "# Ändringar\n\nInledning.\n\n## Ännu inte utgivet\n\n- Nytt.\n\n" +
		"## [1.10.0] – 2026-03-01\r\n\r\n### Tillagt\r\n\r\n- Tio.\r\n\n## 1.1.0\n\n- Ett.\n\n## 1.0.0 - 2026-01-01\n\n"
	for _, c := range []struct{ version, want string }{
		{"1.10.0", "### Tillagt\n\n- Tio.\n"},
		{"1.1.0", "- Ett.\n"},
		{"1.0.0", ""}, // says nothing
		{"1.1", ""},   // is no heading, but begins one
		{"11100", ""}, // the stops are stops
		{"1.10.01", ""},
	} {
		got, err := notesOf(changes, c.version)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", c.version, got, err)
		}
	}
}

// TestTags checks what is taken for a release at all.
func TestTags(t *testing.T) {
	for tag, want := range map[string]bool{"v1.2.3": true, "v10.0.12": true, "1.2.3": false, "v1.2": false, "v1.2.3-rc1": false, "v1.2.3\n": false,
		"v0.0.0": true, "v01.2.3": false, "v1.02.3": false, "v1.2.00": false, "v1.2.3.4": false} {
		if tagged.MatchString(tag) != want {
			t.Errorf("%q", tag)
		}
	}
}

// TestCheckedOut checks that only the commit of a tag, as it is, is built in its name.
func TestCheckedOut(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	for _, variable := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} { // which a hook of git has
		t.Setenv(variable, "")
		os.Unsetenv(variable)
	}
	t.Chdir(t.TempDir())
	if err := checkedOut("v1.0.0"); err == nil || !strings.Contains(err.Error(), "not a git repository") {
		t.Errorf("outside git: %v", err)
	}
	run := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	change := func(content string) {
		t.Helper()
		if err := os.WriteFile("fil", []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	check := func(tag, want string) {
		t.Helper()
		if err := checkedOut(tag); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	run("init", "-q")
	change("ett")
	run("add", ".")
	run("commit", "-q", "-m", "Ett")
	run("tag", "v1.0.0")
	run("tag", "-a", "-m", "Ett", "v1.0.1")
	check("v1.0.0", "")
	check("v1.0.1", "") // which is an object of its own
	check("v2.0.0", "unknown revision")
	change("två")
	check("v1.0.0", "something differs from v1.0.0:\n M fil")
	run("commit", "-q", "-a", "-m", "Två")
	check("v1.0.0", "v1.0.0 is not checked out")
	run("checkout", "-q", "v1.0.0")
	check("v1.0.0", "")
	if err := os.WriteFile("ny", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	check("v1.0.0", "?? ny")
}

// TestZip reads an archive back: names, contents, that the program may be run, and the time.
func TestZip(t *testing.T) {
	data, err := zipOf(parts, day)
	again, againErr := zipOf(parts, day)
	if err != nil || againErr != nil || !bytes.Equal(data, again) {
		t.Fatal("two archives of the same files differ", err, againErr)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.File {
		if f.Name != parts[i].name || f.NonUTF8 || f.Mode() != parts[i].mode || !f.Modified.Equal(day) {
			t.Errorf("%+v", f.FileHeader)
		}
	}
	if len(r.File) != len(parts) {
		t.Errorf("%d files", len(r.File))
	}
}

// TestDeb has Debian's own program read a package, where it is.
func TestDeb(t *testing.T) {
	program, err := exec.LookPath("dpkg-deb")
	if err != nil {
		t.Skip("this computer has no dpkg-deb")
	}
	data, err := debOf([]byte("program"), parts[1:], "1.2.3", "arm64", day)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "a.deb")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	about, err := exec.Command(program, "--field", name).CombinedOutput()
	if err != nil || !strings.Contains(string(about), "Version: 1.2.3\nArchitecture: arm64\n") {
		t.Errorf("%v\n%s", err, about)
	}
	c := exec.Command(program, "--contents", name)
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TZ=UTC")
	contents, err := c.CombinedOutput()
	for _, want := range []string{
		"-rwxr-xr-x root/root         7 2026-01-31 12:00 ./usr/bin/provtryck\n",
		"-rw-r--r-- root/root         7 2026-01-31 12:00 ./usr/share/doc/provtryck/copyright\n",
		"drwxr-xr-x root/root         0 2026-01-31 12:00 ./usr/share/doc/provtryck/\n",
	} {
		if err != nil || !strings.Contains(string(contents), want) {
			t.Errorf("lacks %s: %v\n%s", want, err, contents)
		}
	}
}

// TestComponents lists what this test itself is made of, and checks what CycloneDX demands: references that
// are there once, and dependencies on what is there.
func TestComponents(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := componentsOf(program, "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	var list bom
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	refs := []string{list.Metadata.Component.Ref}
	for _, c := range list.Components {
		refs = append(refs, c.Ref)
	}
	if list.Format != "CycloneDX" || list.Spec != "1.6" || list.Components[0].Name != "std" || len(slices.Compact(slices.Sorted(slices.Values(refs)))) != len(refs) {
		t.Errorf("%s", data)
	}
	for _, d := range list.Dependencies {
		for _, ref := range append(d.On, d.Ref) {
			if !slices.Contains(refs, ref) {
				t.Errorf("%s is not there", ref)
			}
		}
	}
	if _, err := componentsOf([]byte("no program"), "1.2.3"); err == nil {
		t.Error("what is no program is made of something")
	}
}
