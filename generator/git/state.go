package git

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A State is how the folder is compared with the commit that is checked out. Names end
// with a slash where a whole folder is meant: a repository within this one.
type State struct {
	Commit    string   // its id
	Differing []string // files that are changed, new or removed, also those that git ignores
	Missing   []string // files that git has been told not to put here, as in a sparse checkout
}

// State compares the folder with the commit that is checked out.
func (f *Folder) State() (State, error) {
	var s State
	out, err := f.run("-c", "core.fileMode=false", "status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z",
		"--untracked-files=all", "--ignored=traditional", "--no-renames", "--", ".")
	if err != nil {
		return s, err
	}
	differing := map[string]bool{}
	for line := range strings.SplitSeq(string(out), "\x00") {
		kind, rest, _ := strings.Cut(line, " ")
		if id, found := strings.CutPrefix(rest, "branch.oid "); kind == "#" && found {
			s.Commit = id
		}
		fields, listed := before[kind]
		for range fields {
			_, rest, _ = strings.Cut(rest, " ")
		}
		if name, below := strings.CutPrefix(rest, f.prefix); listed && below && name != "" {
			differing[name] = true
		}
	}
	if !fullID.MatchString(s.Commit) {
		return s, f.noVersions(errors.New("git säger inte vilken version som är framme"))
	}
	hidden, err := f.hidden()
	if err != nil {
		return s, err
	}
	s.Missing = hidden.missing
	for _, name := range hidden.differing {
		differing[name] = true
	}
	s.Differing = slices.Sorted(maps.Keys(differing))
	return s, nil
}

// Missing returns the files that git has been told not to put into the folder, as in a
// sparse checkout.
func (f *Folder) Missing() ([]string, error) {
	h, err := f.hidden()
	return h.missing, err
}

// before is how many fields git status writes between the kind of an entry and its
// name.
var before = map[string]int{"1": 7, "u": 9, "?": 0, "!": 0}

// A hidden is what git status has been told not to look at.
type hidden struct{ missing, differing []string }

// hidden compares the files of the index that git status passes over: those that are
// marked as skipped (S) or unchanged (a small letter), and repositories within this one.
func (f *Folder) hidden() (hidden, error) {
	var h hidden
	out, err := f.run("ls-files", "-v", "-s", "-z", "--", ".")
	if err != nil {
		return h, err
	}
	var names, ids []string
	for entry := range strings.SplitSeq(string(out), "\x00") {
		about, name, _ := strings.Cut(entry, "\t") // "S 100644 6dcf… 0\ta.md"
		fields := strings.Fields(about)
		switch {
		case len(fields) != 4:
		case fields[1] == "160000":
			h.differing = append(h.differing, name+"/")
		case fields[0] == "S" || strings.ToLower(fields[0]) == fields[0]:
			if _, err := os.Lstat(filepath.Join(f.dir, filepath.FromSlash(name))); err == nil {
				names, ids = append(names, name), append(ids, fields[2])
			} else {
				h.missing = append(h.missing, name)
			}
		}
	}
	for i, name := range names {
		id, err := f.line("hash-object", "--", name)
		if err != nil {
			return h, fmt.Errorf("filen %q går inte att jämföra med den i git: %w", name, err)
		}
		if id != ids[i] {
			h.differing = append(h.differing, name)
		}
	}
	return h, nil
}
