// Package git asks the git program for earlier versions of a folder.
//
// The program is used, not a library: it is what has made the repository, it
// reads every kind of it, and it is quick. Where it is missing, or where the
// history is not there, the error says so and what to do.
package git

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
	"time"
)

// A Folder is a folder in a repository.
type Folder struct {
	ctx context.Context
	dir string
}

// Open finds the repository that a folder lies in.
func Open(ctx context.Context, dir string) (*Folder, error) {
	f := &Folder{ctx, dir}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("programmet git finns inte på den här datorn; installera det från git-scm.com")
	}
	if _, err := f.run("rev-parse", "--show-prefix"); err != nil {
		return nil, fmt.Errorf("mappen %s ligger inte i ett git-arkiv", dir)
	}
	return f, nil
}

// FS gives the folder as it was in a version: a commit, a branch or a tag.
func (f *Folder) FS(version string) (fs.FS, error) {
	commit, err := f.run("rev-parse", "--verify", "--quiet", "--end-of-options", version+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("versionen %q finns inte i den här kopian; hämta den med git fetch origin %s", version, version)
	}
	archive, err := f.run("archive", "--format=zip", "-0", strings.TrimSpace(string(commit)))
	if err != nil {
		return nil, fmt.Errorf("mappen %s går inte att läsa i versionen %q: %w", f.dir, version, err)
	}
	return zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
}

// A Commit is a version in the history of the folder.
type Commit struct {
	ID   string
	Time time.Time
}

// History gives the commits of the main line that changed the folder, from the
// newest and a span of time back. Where the history has been cut off it is an
// error: half a history says something that is not so.
func (f *Folder) History(span time.Duration) ([]Commit, error) {
	if shallow, err := f.run("rev-parse", "--is-shallow-repository"); err != nil || strings.TrimSpace(string(shallow)) == "true" {
		return nil, errors.New("historiken är inte hämtad; hämta den med git fetch --unshallow")
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
		return nil, err
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

// run runs git in the folder and gives what it writes.
func (f *Folder) run(args ...string) ([]byte, error) {
	var out, failed bytes.Buffer
	c := exec.CommandContext(f.ctx, "git", args...)
	c.Dir, c.Stdout, c.Stderr = f.dir, &out, &failed
	c.Env = append(c.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	if err := c.Run(); err != nil {
		if message := strings.TrimSpace(failed.String()); message != "" {
			return nil, errors.New(message)
		}
		return nil, err
	}
	return out.Bytes(), nil
}
