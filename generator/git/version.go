package git

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"
	"time"
	"unicode"
)

// ErrNoFolder is that the folder was not there in a version.
var ErrNoFolder = errors.New("mappen fanns inte då")

// FS gives the folder as it was in a version: a commit, a branch or a tag. A
// version that is not here is fetched. Links are no regular files in it, and
// are not followed.
func (f *Folder) FS(version string) (fs.FS, error) {
	commit, err := f.Commit(version)
	if err != nil {
		return nil, err
	}
	files, err := f.files(commit)
	switch {
	case errors.Is(err, ErrNoFolder):
		return nil, fmt.Errorf("mappen %s går inte att läsa i versionen %q: %w", f.dir, version, err)
	case says(err, "promisor remote"):
		return nil, fmt.Errorf("texterna i versionen %q är inte hämtade och gick inte att hämta: %s", version, reason(err))
	case err != nil:
		return nil, fmt.Errorf("mappen %s går inte att läsa i versionen %q: %w", f.dir, version, err)
	}
	return files, nil
}

// files gives the files of a commit as they are stored. git archive would do what
// the .gitattributes of that commit say: leave texts out, or change them.
func (f *Folder) files(commit string) (fs.FS, error) {
	if err := f.complete(commit); err != nil {
		return nil, err
	}
	list, err := f.run("ls-tree", "-r", "-z", commit)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 && f.prefix != "" {
		return nil, ErrNoFolder
	}
	var stored []blob
	var ids strings.Builder
	for entry := range strings.SplitSeq(string(list), "\x00") {
		about, name, _ := strings.Cut(entry, "\t") // "100644 blob 6dcf…\ta.md"
		fields := strings.Fields(about)
		if len(fields) != 3 || fields[1] != "blob" { // the end, or a repository within this one
			continue
		}
		stored = append(stored, blob{fields[0], fields[2], name})
		ids.WriteString(fields[2] + "\n")
	}
	contents, err := f.tell(ids.String(), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	return pack(stored, contents)
}

// A blob is a file in a commit.
type blob struct{ mode, id, name string }

// linkMode is the mode of a symbolic link.
const linkMode = "120000"

// pack makes files of what cat-file says of blobs, in their order: a line
// "6dcf… blob 12" for each, its 12 bytes and a line feed.
func pack(stored []blob, contents []byte) (fs.FS, error) {
	files := fstest.MapFS{}
	for _, b := range stored {
		line, rest, _ := bytes.Cut(contents, []byte("\n"))
		if string(line) == b.id+" missing" {
			return nil, fmt.Errorf("innehållet i filen %q saknas i git-arkivet; kör git fsck för att se vad som är fel, eller hämta arkivet på nytt", b.name)
		}
		var size int
		if _, err := fmt.Sscanf(string(line), b.id+" blob %d", &size); err != nil || size >= len(rest) {
			return nil, fmt.Errorf("git cat-file svarar oväntat om %q: %q", b.name, line)
		}
		mode, data := fs.FileMode(0o644), rest[:size:size]
		if b.mode == linkMode {
			mode, data = fs.ModeSymlink|0o777, []byte("/") // no link leads anywhere
		}
		if err := add(files, b.name, mode, data); err != nil {
			return nil, err
		}
		contents = rest[size+1:]
	}
	return files, nil
}

// complete fetches the files of a commit in a copy without files. A comparison
// with nothing does it, all at once; cat-file would fetch them one by one.
func (f *Folder) complete(commit string) error {
	if _, err := f.run("config", "--get-regexp", `^remote\..*\.promisor$`); err != nil {
		return nil // an ordinary copy
	}
	nothing, err := f.tell("", "hash-object", "-t", "tree", "--stdin")
	if err != nil {
		return err
	}
	_, err = f.run("diff", "--shortstat", "--no-renames", "--no-ext-diff", "--no-textconv", strings.TrimSpace(string(nothing)), commit, "--", ".")
	return err
}

// MergeBase gives the commit from which what has been done at head, "HEAD" for
// what is checked out, goes its own way from a version: the difference between
// the two is what head has changed, and not what others have since. Versions
// that are not here are fetched, and more of a history that has been cut off.
// Where what tells is still not here, or the two have nothing in common, it is
// the commit of the version itself, and whole is false.
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
		// Whether that succeeds is seen below.
		_, _ = f.run("fetch", "--quiet", "--no-tags", "--deepen="+deepen, remote, one, two)
		if base, found := f.base(one, two); found {
			return base, true, nil
		}
	}
	return one, false, nil
}

// deepen is how many commits more are fetched to find where a branch began.
const deepen = "200"

// base gives the newest commit that two have in common.
func (f *Folder) base(one, two string) (commit string, found bool) {
	commit, err := f.ask("merge-base", one, two)
	return commit, err == nil && commit != "" && !f.cutOff(one, two)
}

// cutOff says whether history has been cut off between two commits and what
// they have in common: there may then be more in common than is seen.
func (f *Folder) cutOff(one, two string) bool {
	if !f.shallow() {
		return false
	}
	file, err := f.ask("rev-parse", "--path-format=absolute", "--git-path", "shallow")
	if err != nil {
		return true
	}
	ends, err := os.ReadFile(file)
	if err != nil {
		return true
	}
	between, err := f.run("rev-list", one+"..."+two)
	if err != nil {
		return true
	}
	cut := strings.Fields(string(ends))
	return slices.ContainsFunc(strings.Fields(string(between)), func(commit string) bool { return slices.Contains(cut, commit) })
}

// Commit gives the id of the commit that a version is. A version that is not
// here is fetched.
func (f *Folder) Commit(version string) (string, error) {
	if version == "" || len(version) > maxName || strings.ContainsRune("-^", rune(version[0])) || strings.ContainsFunc(version, unicode.IsControl) {
		return "", fmt.Errorf("%s är inget namn på en version; ange en gren, en tagg eller ett commit-id, till exempel origin/main", shortened(version))
	}
	commit, err := f.find(version)
	if err == nil || errors.Is(err, errStopped) {
		return commit, err
	}
	// What follows a name, as in main~2, counts from it.
	name, steps := version, ""
	if i := strings.IndexAny(version, "~^"); i >= 0 {
		name, steps = version[:i], version[i:]
	}
	if _, err := f.find(name); err == nil {
		return "", f.tooFar(version)
	}
	if name == "HEAD" || name == "@" {
		return "", f.empty(nil)
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

// maxName is the length of a version's name in bytes: no system has longer names
// of files, which is what git keeps branches and tags in.
const maxName = 1000

// shortened quotes what was given as a name.
func shortened(version string) string {
	if len(version) > maxName {
		return fmt.Sprintf("%q…", version[:40])
	}
	return fmt.Sprintf("%q", version)
}

// find gives the commit of a version that is here.
func (f *Folder) find(version string) (string, error) {
	return f.ask("rev-parse", "--verify", "--quiet", "--end-of-options", version+"^{commit}")
}

// tooFar is that a name is known but not the version counted from it.
func (f *Folder) tooFar(version string) error {
	if f.shallow() {
		return fmt.Errorf("versionen %q ligger längre bak än den historik som är hämtad; hämta resten med git fetch --unshallow", version)
	}
	return fmt.Errorf("versionen %q finns inte: det är ingen commit, eller så börjar historiken senare", version)
}

// A refspec says what to fetch and where it is kept: nowhere when into is empty.
type refspec struct{ from, into string }

var fullID = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// refspecs are what a name may be at the remote, the likeliest first.
func refspecs(name, remote string) []refspec {
	kept := "refs/remotes/" + remote + "/"
	if fullID.MatchString(name) {
		return []refspec{{name, ""}}
	}
	if other, ok := strings.CutPrefix(name, "refs/remotes/"); ok {
		name = other
	}
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

// fetch gets what name is from the remote. Messages speak of version.
func (f *Folder) fetch(name, version string) (string, error) {
	remote := f.remote(name)
	switch {
	case f.ctx.Err() != nil:
		return "", errStopped
	case remote != "":
	case f.empty(nil) != nil:
		return "", f.empty(nil)
	default:
		return "", fmt.Errorf("versionen %q finns inte i den här kopian, och kopian har inget fjärrarkiv att hämta den från; kontrollera namnet, eller lägg till fjärrarkivet med git remote add origin", version)
	}
	var failed error
	for _, r := range refspecs(name, remote) {
		commit, err := f.fetchOne(remote, r)
		if err == nil {
			return commit, nil
		}
		if failed = err; !says(err, notThere...) {
			break
		}
	}
	if says(failed, notThere...) {
		return "", fmt.Errorf("versionen %q finns varken i den här kopian eller i fjärrarkivet; kontrollera namnet på grenen eller taggen, eller ange commitens hela id", version)
	}
	return "", fmt.Errorf("versionen %q finns inte i den här kopian och gick inte att hämta: %s", version, reason(failed))
}

// fetchOne gets one thing and gives its commit.
func (f *Folder) fetchOne(remote string, r refspec) (string, error) {
	args := []string{"fetch", "--quiet", "--no-tags"}
	if f.shallow() {
		args = append(args, "--depth=1") // never where the history is whole: it would be cut off
	}
	spec, kept := r.from, r.from
	if r.into != "" {
		if _, err := f.run("check-ref-format", r.from); err != nil {
			return "", failure(notThere[0]) // no name at all, or one that means several
		}
		spec, kept = "+"+r.from+":"+r.into, r.into
	}
	if _, err := f.run(append(args, remote, spec)...); err != nil {
		return "", err
	}
	return f.find(kept)
}

// remote is the remote that a name is of: the one that it begins with, else
// origin, else the only one; empty for none.
func (f *Folder) remote(name string) string {
	out, err := f.ask("remote")
	if err != nil {
		return ""
	}
	names := strings.Fields(out)
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

// notThere are the ways in which git says that the remote lacks something.
var notThere = []string{"couldn't find remote ref", "not our ref", "no such remote ref"}

// reason says in Swedish why nothing could be fetched, and what to do.
func reason(err error) string {
	switch {
	case says(err, "could not read Username", "could not read Password", "Authentication failed", "Permission denied", "returned error: 401", "returned error: 403"):
		return "servern släpper inte in dig; logga in genom att köra git fetch själv"
	case says(err, "Could not resolve", "unable to access", "Connection", "timed out", "Network is unreachable", "unreachable", "early EOF"):
		return "ingen kontakt med servern; kontrollera nätet och kör git fetch själv för att se vad som är fel"
	case says(err, "does not appear to be a git repository", "Repository not found", "not found", "does not exist"):
		return "fjärrarkivet finns inte där det ska; kör git remote -v för att se adressen"
	case says(err, "dubious ownership"):
		return "git läser inte fjärrarkivet eftersom någon annan äger det"
	case says(err, "unadvertised object"):
		return "servern lämnar inte ut enskilda commits; ange en gren eller en tagg"
	}
	var f failure
	if errors.As(err, &f) {
		return "kör git fetch själv för att se vad som är fel"
	}
	return err.Error()
}

// Label gives what people know a version by: its short id, and when it was made.
func (f *Folder) Label(version string) (id string, made time.Time, err error) {
	commit, err := f.Commit(version)
	if err != nil {
		return "", time.Time{}, err
	}
	line, err := f.ask("log", "-1", "--format=%h %cI", commit, "--")
	if err != nil {
		return "", time.Time{}, err
	}
	id, when, _ := strings.Cut(line, " ")
	made, err = time.Parse(time.RFC3339, when)
	return id, made, err
}

// Path is the path of a file of the folder in its repository.
func (f *Folder) Path(name string) string { return f.prefix + name }
