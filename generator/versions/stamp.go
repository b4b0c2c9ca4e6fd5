package versions

import (
	"cmp"
	"context"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"provtryck/generator/content"
	"provtryck/generator/git"
	"provtryck/generator/problem"
)

// A Stamp (byggstämpel) identifies the version of the texts that is shown. Any part
// may be empty.
type Stamp struct {
	Name    string // "Ändringsförslag 12"
	Commit  string // "a1b2c3d"
	Date    string // of the commit, "2026-11-23"
	Time    string // of the commit, where it was made, "14.05"
	Edited  string // how much differs from the commit, "22 texter"
	Missing string // how much of the commit git has not put into the folder, "2 texter"
	Sum     string // of the texts, pictures and files of the project, "5f3a2b1c0d"
}

// Parts returns what people know the version by, part for part. The day of the commit
// is not the day of texts that differ from it.
func (s Stamp) Parts() []string {
	commit, date, sum := s.Commit, s.Date, ""
	if commit != "" {
		commit = "version " + commit
	}
	if s.Edited != "" {
		commit += " + ändringar som inte är sparade i git, " + s.Edited
		date = ""
	}
	if s.Missing != "" {
		commit += ", utan " + s.Missing + " som git inte har lagt i mappen"
		date = ""
	}
	if s.Sum != "" {
		sum = "kontrollsumma " + s.Sum
	}
	return slices.DeleteFunc([]string{s.Name, commit, date, sum}, func(part string) bool { return part == "" })
}

// A Stamper makes the stamps of the texts in a folder, or of those of a version.
type Stamper struct {
	host   Stamp       // what the host that builds says
	folder *git.Folder // nil outside git
	head   string      // empty for the texts in the folder
	state  git.State   // of the folder, when it was asked for last
	latest struct {    // of the commit that was asked for last
		id    string
		stamp Stamp
	}
}

var commitHash = regexp.MustCompile(`^[0-9a-f]{7,64}$`)

// Stamper returns what makes the stamps of the texts in the folder, or of those of the
// version head. The number of the pull request comes from the environment of the host
// that builds, and so does the commit where git has none. A build does not depend on
// the clock.
func (f Folder) Stamper(ctx context.Context, head string, getenv func(string) string) *Stamper {
	s := &Stamper{head: head}
	switch review := getenv("REVIEW_ID"); {
	case getenv("PULL_REQUEST") == "true" && review != "":
		s.host.Name = "Ändringsförslag " + review
	case strings.HasPrefix(getenv("GITHUB_REF"), "refs/pull/"):
		number, _, _ := strings.Cut(strings.TrimPrefix(getenv("GITHUB_REF"), "refs/pull/"), "/")
		s.host.Name = "Ändringsförslag " + number
	}
	if folder, err := git.Open(ctx, f.Dir); err == nil {
		s.folder = folder
	} else if commit := cmp.Or(getenv("COMMIT_REF"), getenv("GITHUB_SHA")); commitHash.MatchString(commit) {
		s.host.Commit = commit[:7]
	}
	return s
}

// sumLength is how much of the sum of the texts a stamp shows: enough that no two
// versions of a project have the same, and short enough to be read aloud.
const sumLength = 10

// Stamp returns the stamp of the texts as they are now, which have the given sum, after
// changes of the named files and folders since the last call; none for any. It names no
// commit where git cannot tell how the texts differ from it.
func (s *Stamper) Stamp(sum string, changed ...string) Stamp {
	stamp := s.host
	stamp.Sum = sum[:min(sumLength, len(sum))]
	if s.folder == nil {
		return stamp
	}
	version, edited, missing := s.head, "", ""
	if version == "" {
		state, err := s.folder.StateAfter(s.state, changed)
		if s.state = state; err != nil {
			return stamp
		}
		version, edited, missing = state.Commit, amount(state.Differing), amount(state.Missing)
	}
	if s.latest.id != version {
		id, made, err := s.folder.Label(version)
		if err != nil {
			return stamp
		}
		s.latest.id = version
		s.latest.stamp = Stamp{Commit: id, Date: made.Format(time.DateOnly), Time: made.Format("15.04")}
	}
	at := s.latest.stamp
	stamp.Commit, stamp.Date, stamp.Time, stamp.Edited, stamp.Missing = at.Commit, at.Date, at.Time, edited, missing
	return stamp
}

// amount returns how many of the named files a site is made of: "2 texter och 1 annan
// fil", empty for none.
func amount(names []string) string {
	texts, others := 0, 0
	for _, name := range names {
		switch {
		case strings.HasSuffix(name, "/"): // a repository of its own, with whatever it has in it
			others++
		case !content.Makes(name):
		case path.Ext(name) == ".md":
			texts++
		default:
			others++
		}
	}
	var parts []string
	if texts > 0 {
		parts = append(parts, problem.Amount(texts, "text", "texter"))
	}
	if others > 0 {
		parts = append(parts, problem.Amount(others, "annan fil", "andra filer"))
	}
	return strings.Join(parts, " och ")
}
