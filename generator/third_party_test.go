package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// thirdParty is the file with the licences of all that the program contains and others have written.
var thirdParty = filepath.Join("..", "THIRD_PARTY.txt")

// terms are the names of files with licences, and with what else must go with the program.
var terms = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

// TestThirdParty checks that THIRD_PARTY.txt has the terms of every module that is built into the program,
// for any of the systems that it is released for.
func TestThirdParty(t *testing.T) {
	names := map[string]string{} // of what has written terms, by their folder
	for _, system := range []string{"windows", "darwin", "linux"} {
		maps.Copy(names, modulesOf(t, system))
	}
	goRoot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	names[strings.TrimSpace(string(goRoot))] = "Go: standardbiblioteket och körtiden"
	var b strings.Builder
	b.WriteString("Provtryck innehåller delar som andra har skrivit. Här står deras villkor.\n" +
		"Provtrycks egna villkor står i LICENSE.\n")
	folders := slices.SortedFunc(maps.Keys(names), func(x, y string) int {
		return cmp.Or(cmp.Compare(names[x], names[y]), cmp.Compare(x, y))
	})
	for _, folder := range folders {
		fmt.Fprintf(&b, "\n%s\n%s\n", strings.Repeat("=", 80), names[folder])
		found := false
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() || !terms.MatchString(e.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
			fmt.Fprintf(&b, "\n--- %s\n\n%s\n", e.Name(), bytes.TrimSpace(text))
			found = found || !strings.HasPrefix(strings.ToLower(e.Name()), "patents")
		}
		if !found {
			t.Errorf("%s has no licence in %s", names[folder], folder)
		}
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(thirdParty, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	is, err := os.ReadFile(thirdParty)
	if err != nil {
		t.Fatal(err)
	}
	if string(is) != b.String() {
		t.Error("THIRD_PARTY.txt is out of date; run go test ./generator -run ThirdParty -update")
	}
}

// modulesOf returns the modules that are built into the program for a system, by their folders, and folders
// in them between a module's own and a package that is used, when those have terms of their own.
func modulesOf(t *testing.T, system string) map[string]string {
	t.Helper()
	c := exec.Command("go", "list", "-deps", "-json=Dir,ImportPath,Module", ".")
	c.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := c.Output()
	if err != nil {
		t.Fatalf("go list for %s: %v", system, err)
	}
	names := map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir, ImportPath string
			Module          *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := d.Decode(&p); err == io.EOF {
			return names
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || p.Module.Main {
			continue
		}
		names[p.Module.Dir] = p.Module.Path + " " + p.Module.Version
		for dir := p.Dir; dir != p.Module.Dir; dir = filepath.Dir(dir) {
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !e.IsDir() && terms.MatchString(e.Name()) }) {
				within := filepath.ToSlash(strings.TrimPrefix(dir, p.Module.Dir))
				names[dir] = p.Module.Path + " " + p.Module.Version + ", " + strings.TrimPrefix(within, "/")
			}
		}
	}
}
