package git

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrCutOff means that only part of the history is here.
var ErrCutOff = errors.New("historiken är inte hämtad")

// A Commit is a version in the history of the folder.
type Commit struct {
	ID   string
	Time time.Time
}

// checkHistory returns [ErrCutOff], with advice, when only part of the history is
// here.
func (f *Folder) checkHistory() error {
	if f.shallow() {
		return fmt.Errorf("%w; hämta den med git fetch --unshallow", ErrCutOff)
	}
	// Without folders git would fetch them one at a time, for hours.
	if _, err := f.run("config", "--get-regexp", `^remote\..*\.partialclonefilter$`, "^tree:"); err == nil {
		return fmt.Errorf("%w, bara versionerna utan mappar; hämta den med git fetch --refetch --filter=blob:none",
			ErrCutOff)
	}
	return nil
}

// noVersions returns err, or its cause when the repository has no commit at all.
func (f *Folder) noVersions(err error) error {
	if _, none := f.run("rev-parse", "--verify", "--quiet", "HEAD"); none != nil && !errors.Is(none, errStopped) {
		return errors.New("projektmappen har inga versioner i git än; spara texterna med git add och git commit")
	}
	return err
}

// perFile is how many commits of a file [Folder.Log] returns at most.
const perFile = 20

// Log returns the commits up to head, "HEAD" for what is checked out, that changed
// each file below the folder: the newest first, each with the time where it was
// made. The history of a file begins when it got its name. A merge has changed the
// files that differ from all that it has merged. Where the history has been cut
// off the error is [ErrCutOff].
func (f *Folder) Log(head string) (map[string][]Commit, error) {
	if err := f.checkHistory(); err != nil {
		return nil, err
	}
	commit, err := f.Commit(head)
	if err != nil {
		return nil, err
	}
	// No name of a file begins with a slash.
	out, err := f.run("log", "-c", "--name-only", "--no-renames", "--no-ext-diff", "-z", "--format=/%H %cI",
		commit, "--", ".")
	if err != nil {
		return nil, err
	}
	files := map[string][]Commit{}
	var current Commit
	for field := range strings.SplitSeq(string(out), "\x00") {
		if line, begins := strings.CutPrefix(field, "/"); begins {
			if current, err = parseCommit(line); err != nil {
				return nil, err
			}
			continue
		}
		// The first name of a commit is on a line of its own.
		name, below := strings.CutPrefix(strings.TrimPrefix(field, "\n"), f.prefix)
		if below && name != "" && len(files[name]) < perFile {
			files[name] = append(files[name], current)
		}
	}
	return files, nil
}

// parseCommit reads an id and a time in the form of RFC 3339.
func parseCommit(s string) (Commit, error) {
	id, when, _ := strings.Cut(s, " ")
	t, err := time.Parse(time.RFC3339, when)
	if err != nil || !fullID.MatchString(id) {
		return Commit{}, fmt.Errorf("git log svarar oväntat: %q", s)
	}
	return Commit{id, t}, nil
}

// Edited returns the files below the folder that differ from the commit that is
// checked out.
func (f *Folder) Edited() ([]string, error) {
	out, err := f.run("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules",
		"-z", "HEAD", "--", ".")
	if err != nil {
		return nil, f.noVersions(err)
	}
	var names []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name, below := strings.CutPrefix(name, f.prefix); below && name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}
