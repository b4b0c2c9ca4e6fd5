package git

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Commit returns the id of a version's commit. A version that is not here is
// fetched.
func (f *Folder) Commit(version string) (string, error) {
	if version == "" || len(version) > maxName || strings.ContainsRune("-^", rune(version[0])) ||
		strings.ContainsFunc(version, unicode.IsControl) {
		shown := fmt.Sprintf("%q", version)
		if len(version) > maxName {
			shown = fmt.Sprintf("%q…", version[:40])
		}
		return "", fmt.Errorf("%s är inget namn på en version; "+
			"ange en gren, en tagg eller ett id som 12b7be7, till exempel origin/main", shown)
	}
	commit, err := f.find(version)
	if err == nil || errors.Is(err, errStopped) {
		return commit, err
	}
	// A suffix, as in main~2, counts from the name.
	name, steps := version, ""
	if i := strings.IndexAny(version, "~^"); i >= 0 {
		name, steps = version[:i], version[i:]
	}
	if _, err := f.find(name); err == nil {
		return "", f.tooFar(version)
	}
	if name == "HEAD" || name == "@" {
		return "", f.noVersions(nil)
	}
	commit, err = f.fetch(name, version)
	if err != nil || steps == "" {
		return commit, err
	}
	if commit, err = f.find(commit + steps); err != nil {
		return "", f.tooFar(version)
	}
	return commit, nil
}

// maxName is the length of a version's name in bytes. Git keeps branches and tags in
// files, and no system has longer names of files.
const maxName = 1000

// find returns the commit of a version that is here.
func (f *Folder) find(version string) (string, error) {
	return f.line("rev-parse", "--verify", "--quiet", "--end-of-options", version+"^{commit}")
}

// tooFar is the error for a known name without the version counted from it.
func (f *Folder) tooFar(version string) error {
	if f.shallow() {
		return fmt.Errorf("versionen %q ligger längre bak än den historik som är hämtad; "+
			"hämta resten med git fetch --unshallow", version)
	}
	return fmt.Errorf("versionen %q finns inte: namnet är fel, eller så börjar historiken senare", version)
}

// A refspec is what to fetch and the name that it is kept by; empty for none.
type refspec struct{ from, into string }

var fullID = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// refspecs are what a name may be at the remote, the likeliest first.
func refspecs(name, remote string) []refspec {
	kept := "refs/remotes/" + remote + "/"
	if fullID.MatchString(name) {
		return []refspec{{name, ""}}
	}
	name = strings.TrimPrefix(name, "refs/remotes/")
	if branch, ok := strings.CutPrefix(name, remote+"/"); ok {
		return []refspec{{"refs/heads/" + branch, kept + branch}}
	}
	if branch, ok := strings.CutPrefix(name, "refs/heads/"); ok {
		return []refspec{{name, kept + branch}}
	}
	if other, ok := strings.CutPrefix(name, "refs/"); ok {
		return []refspec{{name, kept + other}} // a pull request
	}
	return []refspec{{"refs/heads/" + name, kept + name}, {"refs/tags/" + name, "refs/tags/" + name}}
}

// fetch fetches a name from the remote and returns its commit. Version is for
// messages.
func (f *Folder) fetch(name, version string) (string, error) {
	remote := f.remote(name)
	if f.ctx.Err() != nil {
		return "", errStopped
	}
	if remote == "" {
		return "", cmp.Or(f.noVersions(nil), fmt.Errorf("versionen %q finns inte i projektmappen, "+
			"och den har inget kodförråd att hämta den från; "+
			"kontrollera namnet, eller lägg till kodförrådet med git remote add origin", version))
	}
	for _, r := range refspecs(name, remote) {
		commit, err := f.fetchOne(remote, r)
		if err == nil {
			return commit, nil
		}
		if !mentions(err, notThere...) {
			return "", fmt.Errorf("versionen %q finns inte i projektmappen och gick inte att hämta: %s",
				version, reason(err))
		}
	}
	return "", fmt.Errorf("versionen %q finns varken i projektmappen eller i kodförrådet; "+
		"kontrollera namnet på grenen eller taggen, eller ange versionens hela id", version)
}

// fetchOne fetches one refspec and returns its commit.
func (f *Folder) fetchOne(remote string, r refspec) (string, error) {
	args := []string{"fetch", "--quiet", "--no-tags"}
	if f.shallow() {
		args = append(args, "--depth=1") // would cut off a history that is whole
	}
	spec, kept := r.from, r.from
	if r.into != "" {
		if _, err := f.run("check-ref-format", r.from); err != nil {
			return "", failure(notThere[0]) // not a name, or a pattern
		}
		spec, kept = "+"+r.from+":"+r.into, r.into
	}
	if _, err := f.run(append(args, remote, spec)...); err != nil {
		return "", err
	}
	return f.find(kept)
}

// remote returns the remote of a name: the one that it begins with, else origin,
// else the only one; empty for none.
func (f *Folder) remote(name string) string {
	out, _ := f.run("remote")
	names := strings.Fields(string(out))
	first, _, _ := strings.Cut(strings.TrimPrefix(name, "refs/remotes/"), "/")
	for _, likely := range []string{first, "origin"} {
		if slices.Contains(names, likely) {
			return likely
		}
	}
	if len(names) == 1 {
		return names[0]
	}
	return ""
}

// notThere are in git's messages when the remote lacks something.
var notThere = []string{"couldn't find remote ref", "not our ref", "no such remote ref"}

// reasons are why nothing could be fetched, by what git writes, and what to do. The
// first that fits is the one.
var reasons = []struct {
	text     string
	messages []string
}{
	{"servern släpper inte in dig; logga in genom att köra git fetch själv", []string{
		"could not read Username", "could not read Password", "Authentication failed", "Permission denied",
		"returned error: 401", "returned error: 403"}},
	{"ingen kontakt med servern; kontrollera nätet och kör git fetch själv för att se vad som är fel", []string{
		"Could not resolve", "unable to access", "Connection", "timed out", "unreachable", "early EOF"}},
	{"kodförrådet finns inte där det ska; kör git remote -v för att se adressen", []string{
		"does not appear to be a git repository", "not found", "does not exist"}},
	{"git läser inte kodförrådet eftersom någon annan äger det", []string{"dubious ownership"}},
	{"servern lämnar inte ut enskilda versioner; ange en gren eller en tagg", []string{"unadvertised object"}},
}

// reason returns, in Swedish, why nothing could be fetched and what to do.
func reason(err error) string {
	for _, r := range reasons {
		if mentions(err, r.messages...) {
			return r.text
		}
	}
	var f failure
	if errors.As(err, &f) {
		return "kör git fetch själv för att se vad som är fel"
	}
	return err.Error()
}

// Label returns what people know a version by: its short id, and when it was made.
func (f *Folder) Label(version string) (id string, made time.Time, err error) {
	commit, err := f.Commit(version)
	if err != nil {
		return "", time.Time{}, err
	}
	line, err := f.line("log", "-1", "--format=%h %cI", commit, "--")
	if err != nil {
		return "", time.Time{}, err
	}
	id, when, _ := strings.Cut(line, " ")
	made, err = time.Parse(time.RFC3339, when)
	return id, made, err
}

// Path returns the path of a file of the folder in its repository.
func (f *Folder) Path(name string) string { return f.prefix + name }
