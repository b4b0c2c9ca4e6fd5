package main

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/git"
	"provtryck/generator/page"
)

// versionCommand says which version of the program this is.
func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Skriver ut programmets version",
		Example: "  provtryck version",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.out, "provtryck %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// version is the module's version or the commit that the program was built of.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "okänd version"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return strings.Trim(cmp.Or(info.Main.Version, "utveckling"), "()")
}

var commitHash = regexp.MustCompile(`^[0-9a-f]{7,64}$`)

// stamp says which version of the texts is shown: the pull request and the
// commit, from the environment of the host that builds, else from git; with head
// that of another version. Without any it is empty; a build never asks the clock.
func (p *program) stamp(ctx context.Context, head string) page.Stamp {
	var s page.Stamp
	commit := cmp.Or(p.getenv("COMMIT_REF"), p.getenv("GITHUB_SHA"))
	if !commitHash.MatchString(commit) {
		commit = ""
	}
	switch review := p.getenv("REVIEW_ID"); {
	case p.getenv("PULL_REQUEST") == "true" && review != "":
		s.Name = "Ändringsförslag " + review
	case strings.HasPrefix(p.getenv("GITHUB_REF"), "refs/pull/"):
		number, _, _ := strings.Cut(strings.TrimPrefix(p.getenv("GITHUB_REF"), "refs/pull/"), "/")
		s.Name = "Ändringsförslag " + number
	}
	if folder, err := git.Open(ctx, p.content); err == nil {
		if id, made, err := folder.Label(cmp.Or(head, commit, "HEAD")); err == nil {
			s.Commit, s.Date, s.Time = id, made.Format(time.DateOnly), made.Format("15.04")
		}
	}
	s.Commit = cmp.Or(s.Commit, commit[:min(7, len(commit))])
	return s
}
