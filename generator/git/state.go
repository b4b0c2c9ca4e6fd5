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
		fields, listed := fieldsBeforeName[kind]
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
	passed, err := f.passedOver()
	if err != nil {
		return s, err
	}
	edited, err := f.edited(passed.present)
	if err != nil {
		return s, err
	}
	for _, name := range slices.Concat(passed.repositories, edited) {
		differing[name] = true
	}
	s.Differing, s.Missing = slices.Sorted(maps.Keys(differing)), passed.missing
	return s, nil
}

// Missing returns the files that git has been told not to put into the folder, as in a
// sparse checkout.
func (f *Folder) Missing() ([]string, error) {
	passed, err := f.passedOver()
	return passed.missing, err
}

// fieldsBeforeName is how many fields git status writes between the kind of an entry and
// its name.
var fieldsBeforeName = map[string]int{"1": 7, "u": 9, "?": 0, "!": 0}

// A passedOver is what git status does not look at.
type passedOver struct {
	present      []indexed // files that are in the folder
	missing      []string  // files that are not
	repositories []string  // within this one, with a slash
}

// An indexed file is one of the index, with the id of what it has there.
type indexed struct{ name, id string }

// passedOver returns the files of the index that are marked as skipped (S) or unchanged (a
// small letter), and the repositories within this one.
func (f *Folder) passedOver() (passedOver, error) {
	var p passedOver
	out, err := f.run("ls-files", "-v", "-s", "-z", "--", ".")
	if err != nil {
		return p, err
	}
	for entry := range strings.SplitSeq(string(out), "\x00") {
		about, name, _ := strings.Cut(entry, "\t") // "S 100644 6dcf… 0\ta.md"
		fields := strings.Fields(about)
		switch {
		case len(fields) != 4:
		case fields[1] == "160000":
			p.repositories = append(p.repositories, name+"/")
		case fields[0] == "S" || strings.ToLower(fields[0]) == fields[0]:
			if _, err := os.Lstat(filepath.Join(f.dir, filepath.FromSlash(name))); err == nil {
				p.present = append(p.present, indexed{name, fields[2]})
			} else {
				p.missing = append(p.missing, name)
			}
		}
	}
	return p, nil
}

// edited returns which files are not as in the index.
func (f *Folder) edited(files []indexed) ([]string, error) {
	if len(files) == 0 {
		return nil, nil
	}
	var paths strings.Builder
	for _, file := range files {
		paths.WriteString(`"` + inQuotes.Replace(f.Path(file.name)) + `"` + "\n")
	}
	top := strings.Repeat("../", strings.Count(f.prefix, "/")) // what the paths that git reads begin from
	out, err := f.runWith(paths.String(), "-C", top, "hash-object", "--stdin-paths")
	if err != nil {
		return nil, fmt.Errorf("filer som git har fått besked om att inte följa går inte att jämföra: %w", err)
	}
	ids := strings.Fields(string(out))
	if len(ids) != len(files) {
		return nil, errors.New("git jämför inte alla filer som det har fått besked om att inte följa")
	}
	var names []string
	for i, file := range files {
		if ids[i] != file.id {
			names = append(names, file.name)
		}
	}
	return names, nil
}

// inQuotes writes a name as git reads one that is in quotation marks.
var inQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
