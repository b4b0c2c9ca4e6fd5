package git

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// commit writes files and keeps them in the history.
func commit(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, "add", ".")
	run(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "commit", "-q", "-m", "Text")
}

// read returns what git writes.
func read(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	out, err := c.Output()
	if err != nil {
		t.Fatalf("git %v: %v", args, err)
	}
	return strings.TrimSpace(string(out))
}

// clone copies a repository over a transport and returns its folder texts.
func clone(t *testing.T, from string, args ...string) (*Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	run(t, from, append(append([]string{"clone", "-q"}, args...), "file://"+filepath.ToSlash(from), dir)...)
	return open(t, dir), dir
}

func open(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := Open(t.Context(), filepath.Join(dir, "texts"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// branched makes a repository: the branches main, of four commits, and proposal,
// which branches off after the second; and the tag v1, which is only on a commit
// beside them.
func branched(t *testing.T) string {
	t.Helper()
	dir := repository(t, "ett", "två")
	run(t, dir, "config", "uploadpack.allowFilter", "true")
	run(t, dir, "config", "uploadpack.allowAnySHA1InWant", "true")
	run(t, dir, "checkout", "-q", "-b", "proposal")
	commit(t, dir, map[string]string{"texts/a.md": "förslag"})
	commit(t, dir, map[string]string{"texts/b.md": "förslag"})
	run(t, dir, "checkout", "-q", "main")
	commit(t, dir, map[string]string{"texts/a.md": "tre"})
	commit(t, dir, map[string]string{"texts/a.md": "fyra"})
	run(t, dir, "checkout", "-q", "--detach")
	commit(t, dir, map[string]string{"texts/a.md": "taggad"})
	run(t, dir, "tag", "v1")
	run(t, dir, "checkout", "-q", "main")
	return dir
}

func text(t *testing.T, f *Folder, version string) string {
	t.Helper()
	files, err := f.FS(version)
	if err != nil {
		t.Fatalf("%s: %v", version, err)
	}
	data, err := fs.ReadFile(files, "a.md")
	if err != nil {
		t.Fatalf("%s: %v", version, err)
	}
	return string(data)
}

// copies are ways to copy only a part of a repository.
var copies = map[string][]string{
	"one branch":  {"--single-branch", "--no-tags", "--branch=proposal"},
	"shallow":     {"--depth=1", "--no-tags", "--branch=proposal"},
	"blobless":    {"--filter=blob:none", "--single-branch", "--no-tags", "--branch=proposal"},
	"both":        {"--depth=1", "--filter=blob:none", "--no-tags", "--branch=proposal"},
	"two commits": {"--depth=2", "--no-tags", "--branch=proposal"},
}

// TestFetch checks that a version which is not in a copy is fetched, and that a
// whole history stays whole.
func TestFetch(t *testing.T) {
	origin := branched(t)
	old := read(t, origin, "rev-parse", "main~1")
	for name, args := range copies {
		f, dir := clone(t, origin, args...)
		cut := f.shallow()
		for version, want := range map[string]string{"origin/main": "fyra", "main": "fyra", "refs/heads/main": "fyra",
			"v1": "taggad", old: "tre", "HEAD": "förslag"} {
			if got := text(t, f, version); got != want {
				t.Errorf("%s: %s is %q", name, version, got)
			}
		}
		if f.shallow() != cut {
			t.Errorf("%s: the history was cut off: %v, and is: %v", name, cut, f.shallow())
		}
		if got := read(t, dir, "status", "--porcelain") + read(t, dir, "symbolic-ref",
			"HEAD"); got != "refs/heads/proposal" {
			t.Errorf("%s: the copy has become %q", name, got)
		}
	}
}

func TestMergeBase(t *testing.T) {
	origin := branched(t)
	left, tip := read(t, origin, "rev-parse", "main~2"), read(t, origin, "rev-parse", "main")
	for name, args := range copies {
		f, _ := clone(t, origin, args...)
		if got, whole, err := f.MergeBase("origin/main", "HEAD"); got != left || !whole || err != nil {
			t.Errorf("%s: %s, %v, %v", name, got, whole, err)
		}
		// The same, where no more of the history can be had.
		f, dir := clone(t, origin, args...)
		text(t, f, "origin/main")
		run(t, dir, "remote", "set-url", "origin", "file:///finns/inte")
		want, whole := left, true
		if f.shallow() {
			want, whole = tip, false
		}
		if got, is, err := f.MergeBase("origin/main", "HEAD"); got != want || is != whole || err != nil {
			t.Errorf("%s, closed: %s, %v, %v", name, got, is, err)
		}
	}
	f, dir := clone(t, origin)
	if got, whole, err := f.MergeBase("origin/main", "origin/proposal"); got != left || !whole || err != nil {
		t.Errorf("of another head: %s, %v, %v", got, whole, err)
	}
	run(t, dir, "checkout", "-q", "--orphan", "other")
	commit(t, dir, map[string]string{"texts/a.md": "annat"})
	if got, whole, err := f.MergeBase("origin/main", "HEAD"); got != tip || whole || err != nil {
		t.Errorf("with nothing in common: %s, %v, %v", got, whole, err)
	}
	if _, _, err := f.MergeBase("origin/main", "saknas"); err == nil {
		t.Error("a head that is not there has a base")
	}
}

// TestMergeBaseCutOff checks that an old commit in common is not taken for the
// newest one when the history between has been cut off.
func TestMergeBaseCutOff(t *testing.T) {
	origin := repository(t, "ett")
	run(t, origin, "config", "uploadpack.allowAnySHA1InWant", "true")
	run(t, origin, "checkout", "-q", "-b", "side")
	commit(t, origin, map[string]string{"texts/side.md": "bredvid"})
	run(t, origin, "checkout", "-q", "main")
	commit(t, origin, map[string]string{"texts/b.md": "två"})
	run(t, origin, "checkout", "-q", "-b", "proposal")
	commit(t, origin, map[string]string{"texts/c.md": "förslag"})
	run(t, origin, "checkout", "-q", "main")
	commit(t, origin, map[string]string{"texts/b.md": "tre"})
	commit(t, origin, map[string]string{"texts/b.md": "fyra"})
	run(t, origin, "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "merge", "-q", "--no-ff", "-m", "Samman",
		"side")

	f, dir := clone(t, origin, "--no-tags")
	want := read(t, dir, "rev-parse", "origin/main~3")
	if got, whole, err := f.MergeBase("origin/main", "origin/proposal"); got != want || !whole || err != nil {
		t.Fatalf("%s, %v, %v, want %s", got, whole, err, want)
	}
	run(t, dir, "remote", "set-url", "origin", "file:///finns/inte")
	// Cut off main's own line, but not the one that was merged into it.
	cut := read(t, dir, "rev-parse", "origin/main~1")
	if err := os.WriteFile(filepath.Join(dir, ".git", "shallow"), []byte(cut+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if old := read(t, dir, "merge-base", "origin/main", "origin/proposal"); old == want {
		t.Fatal("git finds the right commit, so the test shows nothing")
	}
	if got, whole, err := f.MergeBase("origin/main", "origin/proposal"); whole || err != nil ||
		got != read(t, dir, "rev-parse", "origin/main") {
		t.Errorf("%s, %v, %v", got, whole, err)
	}
}

// TestBlobless checks that all texts of a version are fetched at once.
func TestBlobless(t *testing.T) {
	origin := repository(t, "ett")
	run(t, origin, "config", "uploadpack.allowFilter", "true")
	run(t, origin, "config", "uploadpack.allowAnySHA1InWant", "true")
	old, now := map[string]string{}, map[string]string{}
	for _, name := range strings.Fields("b c d e f g h") {
		old["texts/"+name+".md"], now["texts/"+name+".md"] = "gammal "+name, "ny "+name
	}
	commit(t, origin, old)
	commit(t, origin, now)
	f, _ := clone(t, origin, "--filter=blob:none")
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv("GIT_TRACE", trace)
	files, err := f.FS("HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(files, "h.md"); string(data) != "gammal h" {
		t.Errorf("%q, %v", data, err)
	}
	data, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), "run_command: git -c fetch.negotiationAlgorithm=noop fetch"); n != 1 {
		t.Errorf("the texts are fetched %d times:\n%s", n, data)
	}
}

// TestRefused asks for versions that do not exist and checks the error. What is asked of a
// remote fails without its address being said.
func TestRefused(t *testing.T) {
	origin := branched(t)
	whole, _ := clone(t, origin)
	cut, _ := clone(t, origin, "--depth=1")
	alone := open(t, origin)
	gone, dir := clone(t, origin, copies["blobless"]...)
	run(t, dir, "remote", "set-url", "origin", "file:///hemligt@finns/inte")
	closed, dir := clone(t, origin)
	run(t, dir, "remote", "set-url", "origin", "http://redaktion:hemligt@127.0.0.1:1/texter.git")
	const unknown = "1111111111111111111111111111111111111111"
	for _, c := range []struct {
		folder        *Folder
		version, want string
	}{
		{whole, "", `"" är inget namn på en version`},
		{whole, "--output=x", `"--output=x" är inget namn på en version`},
		{whole, "^main", `"^main" är inget namn på en version`},
		{whole, strings.Repeat("a", 10000), `aaa"… är inget namn på en version`},
		{whole, "main\n", `"main\n" är inget namn på en version`},
		{whole, "HEAD^{tree}", `versionen "HEAD^{tree}" finns inte: namnet är fel`},
		{whole, "HEAD~99", `versionen "HEAD~99" finns inte: namnet är fel, eller så börjar historiken senare`},
		{cut, "HEAD~1", `versionen "HEAD~1" ligger längre bak än den historik som är hämtad; hämta resten med git fetch --unshallow`},
		{cut, "v1~1", `versionen "v1~1" ligger längre bak`},
		{alone, "saknas", `versionen "saknas" finns inte i projektmappen, och den har inget kodförråd`},
		{alone, unknown, `och den har inget kodförråd`},
		{whole, "saknas", `versionen "saknas" finns varken i projektmappen eller i kodförrådet; kontrollera namnet`},
		{whole, "origin/saknas", `varken i projektmappen eller i kodförrådet`},
		{whole, "ma*n", `varken i projektmappen eller i kodförrådet`},
		{whole, "main:refs/heads/x", `varken i projektmappen eller i kodförrådet`},
		{whole, unknown, `varken i projektmappen eller i kodförrådet`},
		{gone, "main", `versionen "main" finns inte i projektmappen och gick inte att hämta: kodförrådet finns inte där det ska`},
		{gone, "HEAD~2", `texterna i versionen "HEAD~2" är inte hämtade och gick inte att hämta: kodförrådet finns inte där det ska`},
		{closed, "saknas", `och gick inte att hämta: ingen kontakt med servern`},
	} {
		_, err := c.folder.FS(c.version)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.version, err, c.want)
		}
		if err != nil && (strings.Contains(err.Error(), "hemligt") || strings.Contains(err.Error(), "127.0.0.1")) {
			t.Errorf("%q: the address is said: %v", c.version, err)
		}
	}
	if refs := read(t, origin, "for-each-ref", "refs/heads/x"); refs != "" {
		t.Errorf("a name has made %s", refs)
	}
}

// TestNotInVersion checks that a folder which is younger than a version is told
// from other errors.
func TestNotInVersion(t *testing.T) {
	dir := repository(t, "ett")
	commit(t, dir, map[string]string{"later/a.md": "ny"})
	f, err := Open(t.Context(), filepath.Join(dir, "later"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.FS("HEAD~1"); !errors.Is(err, ErrNoFolder) {
		t.Error(err)
	}
	if _, err := f.FS("HEAD"); err != nil {
		t.Error(err)
	}
}

// TestNoCommits asks a repository in which nothing has been kept.
func TestNoCommits(t *testing.T) {
	dir := repository(t)
	f, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"HEAD", "HEAD~1", "@", "main", "origin/main"} {
		if _, err := f.FS(version); err == nil || !strings.Contains(err.Error(), "har inga versioner i git än") {
			t.Errorf("%s: %v", version, err)
		}
	}
}

// TestLinks checks that a link or another repository in a version is no regular
// file and leads nowhere.
func TestLinks(t *testing.T) {
	dir := repository(t, "ett")
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte("hemligt"), 0o644); err != nil {
		t.Fatal(err)
	}
	// Links that the system may not be able to make, straight into the index.
	c := exec.Command("git", "hash-object", "-w", "--stdin")
	c.Dir, c.Stdin = dir, strings.NewReader(secret)
	id, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	run(t, dir, "update-index", "--add", "--cacheinfo", "120000,"+strings.TrimSpace(string(id))+",texts/link.md")
	run(t, dir, "update-index", "--add", "--cacheinfo", "160000,"+read(t, dir, "rev-parse", "HEAD")+",texts/module.md")
	run(t, dir, "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "commit", "-q", "-m", "Länkar")
	files, err := open(t, dir).FS("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	var regular []string
	err = fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			regular = append(regular, name)
		}
		return err
	})
	if err != nil || strings.Join(regular, " ") != "a.md" {
		t.Errorf("%v are regular, %v", regular, err)
	}
	if data, err := fs.ReadFile(files, "link.md"); strings.Contains(string(data), "hemligt") {
		t.Errorf("the link is followed: %q, %v", data, err)
	}
}

// TestAsStored checks that a version cannot say itself how it is to be read.
func TestAsStored(t *testing.T) {
	dir := repository(t, "ett")
	commit(t, dir, map[string]string{
		"texts/.gitattributes": "b.md export-ignore\nc.md export-subst\n*.md text eol=crlf\n",
		"texts/b.md":           "gömd\n",
		"texts/c.md":           "av $Format:%an$\n",
		"texts/empty.md":       "",
	})
	files, err := open(t, dir).FS("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a.md": "ett", "b.md": "gömd\n", "c.md": "av $Format:%an$\n",
		"empty.md": ""} {
		if got, err := fs.ReadFile(files, name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// TestHooks checks that no program of the repository is run, and that variables
// which git sets for a hook do not lead elsewhere.
func TestHooks(t *testing.T) {
	if filepath.Separator == '\\' {
		t.Skip("the hook is a shell script")
	}
	origin := branched(t)
	f, dir := clone(t, origin, copies["shallow"]...)
	ran := filepath.Join(t.TempDir(), "ran")
	hooks := filepath.Join(dir, "hooks")
	if err := os.Mkdir(hooks, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(hooks, "reference-transaction"), []byte("#!/bin/sh\ntouch '"+ran+"'\n"),
		0o755); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "config", "core.hooksPath", hooks)
	t.Setenv("GIT_DIR", filepath.Join(t.TempDir(), "none"))
	t.Setenv("GIT_WORK_TREE", t.TempDir())
	if got := text(t, f, "origin/main"); got != "fyra" {
		t.Errorf("the text is %q", got)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("the hook of the repository was run")
	}
	if err := os.Unsetenv("GIT_DIR"); err != nil {
		t.Fatal(err)
	}
	if err := os.Unsetenv("GIT_WORK_TREE"); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "branch", "another")
	if _, err := os.Stat(ran); err != nil {
		t.Error("the hook is never run, so the test shows nothing")
	}
}

func TestFailure(t *testing.T) {
	for said, want := range map[string]string{
		"fatal: unable to access 'https://a:b@c.se/d.git/': x": "fatal: unable to access '…': x",
		"git@c.se: Permission denied":                          "… Permission denied",
		"":                                                     "git säger inte varför",
	} {
		if got := failure(said).Error(); got != want {
			t.Errorf("%q becomes %q", said, got)
		}
	}
}

// TestStopped checks that work which is broken off is said to be, and nothing else.
func TestStopped(t *testing.T) {
	dir := repository(t, "ett")
	ctx, stop := context.WithCancel(t.Context())
	f, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	stop()
	_, opened := Open(ctx, dir)
	_, here := f.FS("HEAD")
	_, elsewhere := f.FS("finns-inte")
	_, _, based := f.MergeBase("HEAD", "HEAD")
	for _, err := range []error{opened, here, elsewhere, based} {
		if !errors.Is(err, errStopped) {
			t.Error(err)
		}
	}
	if _, err := Open(t.Context(), filepath.Join(dir, "saknas")); err == nil ||
		!strings.Contains(err.Error(), "det finns ingen mapp") {
		t.Error(err)
	}
}
