package git

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrCutOff is that there is but a part of the history.
var ErrCutOff = errors.New("historiken är inte hämtad; hämta den med git fetch --unshallow")

// A Commit is a version in the history of the folder.
type Commit struct {
	ID   string
	Time time.Time
}

// History gives the commits of the main line that changed the folder, from the
// newest and a span of time back. Where the history has been cut off it is an
// error: half a history says something that is not so.
func (f *Folder) History(span time.Duration) ([]Commit, error) {
	if f.shallow() {
		return nil, ErrCutOff
	}
	newest, err := f.log("-1")
	if err != nil || len(newest) == 0 {
		return nil, err
	}
	return f.log(fmt.Sprintf("--since=%d", newest[0].Time.Add(-span).Unix()))
}

func (f *Folder) log(limit string) ([]Commit, error) {
	out, err := f.run("log", "--first-parent", "--format=%H %ct", limit, "--", ".")
	if err != nil {
		return nil, f.empty(err)
	}
	var commits []Commit
	for line := range strings.Lines(string(out)) {
		var c Commit
		var seconds int64
		if _, err := fmt.Sscanf(line, "%s %d", &c.ID, &seconds); err != nil {
			return nil, fmt.Errorf("git log svarar oväntat: %q", line)
		}
		c.Time = time.Unix(seconds, 0).UTC()
		commits = append(commits, c)
	}
	return commits, nil
}

// empty is what err comes from when there is no commit at all; else err.
func (f *Folder) empty(err error) error {
	if _, none := f.run("rev-parse", "--verify", "--quiet", "HEAD"); none != nil {
		return errors.New("git-arkivet har inga versioner än; spara texterna i det med git add och git commit")
	}
	return err
}
