package git

import (
	"errors"
	"os"
	"slices"
	"strings"
)

// MergeBase returns the commit where head, "HEAD" for what is checked out, branched
// off from a version: what differs between the two is what head has changed, not
// what others have since. Versions that are not here are fetched, and more of a
// history that has been cut off. Where the commit is still not here, or the two
// have nothing in common, it is that of the version itself, and whole is false.
func (f *Folder) MergeBase(version, head string) (commit string, whole bool, err error) {
	one, err := f.Commit(version)
	if err != nil {
		return "", false, err
	}
	two, err := f.Commit(head)
	if err != nil {
		return "", false, err
	}
	if base, found := f.base(one, two); found {
		return base, true, nil
	}
	if remote := f.remote(version); remote != "" && f.shallow() {
		// If that fails, the base is still not found.
		_, _ = f.run("fetch", "--quiet", "--no-tags", "--deepen="+deepen, remote, one, two)
		if base, found := f.base(one, two); found {
			return base, true, nil
		}
	}
	return one, false, nil
}

// deepen is how many commits more are fetched to find where a branch began.
const deepen = "200"

// base returns the newest commit that two have in common.
func (f *Folder) base(one, two string) (commit string, found bool) {
	commit, err := f.line("merge-base", one, two)
	return commit, err == nil && commit != "" && !f.cutOff(one, two)
}

// cutOff reports whether history has been cut off between two commits and what
// they have in common: they may then have a newer commit in common.
func (f *Folder) cutOff(one, two string) bool {
	if !f.shallow() {
		return false
	}
	file, unnamed := f.line("rev-parse", "--path-format=absolute", "--git-path", "shallow")
	ends, unread := os.ReadFile(file)
	between, unlisted := f.run("rev-list", one+"..."+two)
	if errors.Join(unnamed, unread, unlisted) != nil {
		return true
	}
	cut := strings.Fields(string(ends))
	return slices.ContainsFunc(strings.Fields(string(between)), func(commit string) bool {
		return slices.Contains(cut, commit)
	})
}
