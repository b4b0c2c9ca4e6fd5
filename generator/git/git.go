// Package git asks the git program for earlier versions of a folder.
//
// A [Folder] is a folder in a repository. It returns its files as they were in a
// version ([Folder.FS]), which is fetched where it is missing, and the [Commit]s
// that changed each file ([Folder.Log]).
//
// The program is used, not a library: it has made the repository, reads every kind
// of repository, and is quick. Where it or the history is missing, the error says
// so and what to do.
//
// A repository may belong to somebody else, and the address of its remote may
// contain a password. So no hook and no other program that it names is run, and no
// error repeats an address.
package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Folder is a folder in a repository.
type Folder struct {
	ctx    context.Context
	dir    string
	prefix string // its path in the repository, "content/"; empty for the whole
	index  string // the file that git keeps what is checked out in, from dir
}

// Open finds the repository that a folder is in.
func Open(ctx context.Context, dir string) (*Folder, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("programmet git finns inte på den här datorn; installera det från git-scm.com")
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("det finns ingen mapp %s", dir)
	}
	f := &Folder{ctx: ctx, dir: dir}
	found, err := f.line("rev-parse", "--git-path", "index", "--show-prefix")
	f.index, f.prefix, _ = strings.Cut(found, "\n")
	switch {
	case errors.Is(err, errStopped):
		return nil, err
	case mentions(err, "dubious ownership"):
		return nil, fmt.Errorf("git läser inte mappen %s eftersom någon annan äger den; "+
			"kör git config --global --add safe.directory följt av mappens hela sökväg", dir)
	case err != nil:
		return nil, fmt.Errorf("mappen %s hör inte till något git-projekt; "+
			"hämta projektmappen med git clone, inte som en zip-fil", dir)
	}
	return f, nil
}

// shallow reports whether the history has been cut off.
func (f *Folder) shallow() bool {
	out, err := f.line("rev-parse", "--is-shallow-repository")
	return err != nil || out != "false"
}

// settings override those of the repository that are not wanted here: programs
// that it runs, and what makes fetching do more or wait for long.
var settings = []string{
	"core.hooksPath=" + os.DevNull,
	"core.fsmonitor=false",
	"log.showSignature=false",
	"fetch.recurseSubmodules=false",
	"gc.auto=0",
	"maintenance.auto=false",
	"http.lowSpeedLimit=1",
	"http.lowSpeedTime=30",
}

// elsewhere are the variables that make git look outside the folder. Git sets them
// for a hook, which may be what runs this program.
var elsewhere = []string{
	"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_INDEX_FILE",
	"GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
}

// errStopped means that the user has interrupted the program.
var errStopped = errors.New("git avbröts")

// run runs git in the folder and returns what it writes. The error is a failure
// when git reports one.
func (f *Folder) run(args ...string) ([]byte, error) { return f.runWith("", args...) }

// runWith is run with a text for git to read.
func (f *Folder) runWith(input string, args ...string) ([]byte, error) {
	var out, failed bytes.Buffer
	c := f.command(f.ctx, input, args)
	c.Stdout, c.Stderr = &out, &failed
	err := c.Run()
	if f.ctx.Err() != nil {
		return nil, errStopped
	}
	if err != nil {
		return nil, failure(strings.TrimSpace(failed.String()))
	}
	return out.Bytes(), nil
}

// stream is runWith for what may be more than there is memory for: read reads what git
// writes. An error of read stops git.
func (f *Folder) stream(input string, read func(out *bufio.Reader) error, args ...string) error {
	ctx, stop := context.WithCancel(f.ctx)
	defer stop()
	var failed bytes.Buffer
	c := f.command(ctx, input, args)
	c.Stderr = &failed
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		return err
	}
	unread := read(bufio.NewReader(out))
	if unread != nil {
		stop()
	}
	err = c.Wait()
	switch {
	case f.ctx.Err() != nil:
		return errStopped
	case unread != nil:
		return unread
	case err != nil:
		return failure(strings.TrimSpace(failed.String()))
	}
	return nil
}

// command is git with the settings that are wanted here.
func (f *Folder) command(ctx context.Context, input string, args []string) *exec.Cmd {
	var with []string
	for _, s := range settings {
		with = append(with, "-c", s)
	}
	c := exec.CommandContext(ctx, "git", append(with, args...)...)
	c.Dir, c.Stdin = f.dir, strings.NewReader(input)
	c.WaitDelay = time.Second // for what git has started
	c.Env = slices.DeleteFunc(c.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains(elsewhere, name)
	})
	c.Env = append(c.Env, "GIT_TERMINAL_PROMPT=0", "GCM_INTERACTIVE=never",
		"GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1", "LC_ALL=C")
	return c
}

// line returns the only line that git writes.
func (f *Folder) line(args ...string) (string, error) {
	out, err := f.run(args...)
	return strings.TrimRight(string(out), "\r\n"), err
}

// A failure is what git writes when it fails, in English.
type failure string

// addresses may contain a password.
var addresses = regexp.MustCompile(`[^\s']*(://|@)[^\s']*`)

// Error leaves out addresses.
func (f failure) Error() string {
	if f == "" {
		return "git säger inte varför"
	}
	return addresses.ReplaceAllString(string(f), "…")
}

// mentions reports whether err is a failure that contains any of the texts.
func mentions(err error, texts ...string) bool {
	var f failure
	return errors.As(err, &f) && slices.ContainsFunc(texts, func(text string) bool {
		return strings.Contains(string(f), text)
	})
}
