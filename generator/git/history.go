package git

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrCutOff is that there is but a part of the history.
var ErrCutOff = errors.New("historiken är inte hämtad")

// A Commit is a version in the history of the folder.
type Commit struct {
	ID   string
	Time time.Time
}

// whole is an error that is [ErrCutOff] when there is but a part of the history.
func (f *Folder) whole() error {
	if f.shallow() {
		return fmt.Errorf("%w; hämta den med git fetch --unshallow", ErrCutOff)
	}
	// Without folders git would fetch one at a time, for hours.
	if _, err := f.run("config", "--get-regexp", `^remote\..*\.partialclonefilter$`, "^tree:"); err == nil {
		return fmt.Errorf("%w, bara commits utan mappar; hämta den med git fetch --refetch --filter=blob:none", ErrCutOff)
	}
	return nil
}

// empty is what err comes from when there is no commit at all; else err.
func (f *Folder) empty(err error) error {
	if _, none := f.run("rev-parse", "--verify", "--quiet", "HEAD"); none != nil && !errors.Is(none, errStopped) {
		return errors.New("git-arkivet har inga versioner än; spara texterna i det med git add och git commit")
	}
	return err
}

// PerFile is how many commits [Folder.Log] gives of a file at most.
const PerFile = 20

// Log gives the commits up to head, "HEAD" for what is checked out, that changed
// each file below the folder: the newest first, each with the time where it was
// made. A file has no history from before it had its name. A merge has changed
// what is in it otherwise than in all that it has merged. Where the history has
// been cut off it is [ErrCutOff].
func (f *Folder) Log(head string) (map[string][]Commit, error) {
	if err := f.whole(); err != nil {
		return nil, err
	}
	commit, err := f.Commit(head)
	if err != nil {
		return nil, err
	}
	// No name of a file begins with a slash.
	out, err := f.run("log", "-c", "--name-only", "--no-renames", "--no-ext-diff", "-z", "--format=/%H %cI", commit, "--", ".")
	if err != nil {
		return nil, err
	}
	files := map[string][]Commit{}
	var now Commit
	for field := range strings.SplitSeq(string(out), "\x00") {
		if line, begins := strings.CutPrefix(field, "/"); begins {
			if now, err = parseCommit(line); err != nil {
				return nil, err
			}
			continue
		}
		// The first name of a commit stands on a line of its own.
		name, below := strings.CutPrefix(strings.TrimPrefix(field, "\n"), f.prefix)
		if below && name != "" && len(files[name]) < PerFile {
			files[name] = append(files[name], now)
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

// Edited gives the files below the folder that are not as in the commit that is
// checked out.
func (f *Folder) Edited() ([]string, error) {
	out, err := f.run("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "-z", "HEAD", "--", ".")
	if err != nil {
		return nil, f.empty(err)
	}
	var names []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name, below := strings.CutPrefix(name, f.prefix); below && name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}
