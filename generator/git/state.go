package git

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// A State is how the folder is compared with the commit that is checked out. Names end
// with a slash where a whole folder is meant: a repository within this one.
type State struct {
	Commit    string   // its id
	Differing []string // files that are changed, new or removed, also those that git ignores
	Missing   []string // files that git has been told not to put here, as in a sparse checkout

	index string // which version of the index was read; empty when git has been told to pass over files
}

// State compares the folder with the commit that is checked out.
func (f *Folder) State() (State, error) {
	index := f.indexVersion()
	s, err := f.status(".")
	if err != nil {
		return State{}, err
	}
	passed, err := f.passedOver()
	if err != nil {
		return State{}, err
	}
	edited, err := f.edited(passed.present)
	if err != nil {
		return State{}, err
	}
	if s.Missing = passed.missing; len(passed.present)+len(passed.missing)+len(passed.repositories) == 0 {
		s.index = index
	}
	s.Differing = slices.Concat(s.Differing, passed.repositories, edited)
	slices.Sort(s.Differing)
	s.Differing = slices.Compact(s.Differing)
	return s, nil
}

// mostChanged is how many changed files git is asked about by name: no command line is full of them.
const mostChanged = 50

// StateAfter returns the state of the folder, which was as before until the named files and
// folders changed; none for any.
// Git is asked about no others, as long as neither the
// commit nor the index is another: that is many times as quick in a large folder.
func (f *Folder) StateAfter(before State, names []string) (State, error) {
	if len(names) == 0 || len(names) > mostChanged || slices.ContainsFunc(names, decomposed) ||
		before.index == "" || before.index != f.indexVersion() {
		return f.State()
	}
	s, err := f.status(names...)
	if err != nil || s.Commit != before.Commit {
		return f.State()
	}
	asked := func(differing string) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			return differing == name || strings.HasPrefix(differing, name+"/")
		})
	}
	s.index = before.index
	s.Differing = append(s.Differing, slices.DeleteFunc(slices.Clone(before.Differing), asked)...)
	slices.Sort(s.Differing)
	s.Differing = slices.Compact(s.Differing)
	return s, nil
}

// decomposed reports whether a name may be another to git, which composes å of a and a ring on a Mac.
func decomposed(name string) bool { return strings.ContainsFunc(name, unicode.IsMark) }

// indexVersion returns what changes when git writes the index of the repository; empty
// where that cannot be told.
func (f *Folder) indexVersion() string {
	name := f.index
	if !filepath.IsAbs(name) {
		name = filepath.Join(f.dir, name)
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}

// status returns the commit that is checked out and which of the named files and folders
// differ from it, sorted.
func (f *Folder) status(names ...string) (State, error) {
	var s State
	args := []string{"-c", "core.fileMode=false", "--literal-pathspecs", "status", "--porcelain=v2", "--branch",
		"--no-ahead-behind", "-z", "--untracked-files=all", "--ignored=traditional", "--no-renames", "--"}
	out, err := f.run(append(args, names...)...)
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
	s.Differing = slices.Sorted(maps.Keys(differing))
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
