package doctor

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestExaminations looks at folders in which one thing is wrong and at such that are well.
func TestExaminations(t *testing.T) {
	deep := strings.Repeat("mapp/", 50) + "a.md"
	const plain = "/home/a/projekt"
	for _, c := range []struct {
		name  string
		look  func(context.Context, Folder) []Finding
		path  string
		names []string
		want  string // the beginning of what is found, grave ones after "fel: "; empty for nothing
	}{
		{"OneDrive", synced, `C:\Users\a\OneDrive - Region\projekt`, nil, "Mappen verkar synkas av ett annat program (OneDrive)"},
		{"iCloud", synced, "/Users/a/Library/Mobile Documents/projekt", nil, "Mappen verkar synkas av ett annat program (Mobile Documents)"},
		{"Google Drive", synced, "/Users/a/GoogleDrive/projekt", nil, "Mappen verkar synkas av ett annat program (GoogleDrive)"},
		{"no synchronising", synced, plain, nil, ""},

		{"own disk", notices, plain, []string{"a", "a/b.md"}, ""},

		{"decomposed", decomposed, plain, []string{"a.md", "a\u030a.md", "o\u0308/a.md"}, "Namn med å, ä eller ö lagrade på det gamla sättet (NFD): a\u030a.md, o\u0308/a.md"},
		{"composed", decomposed, plain, []string{"a.md", "å.md", "é/ö.md"}, ""},

		{"capitals", alike, plain, []string{"Plan.md", "plan.md"}, "fel: Plan.md och plan.md är samma namn"},
		{"accents", alike, plain, []string{"å.md", "a\u030a.md"}, "fel: å.md och a\u030a.md är samma namn"},
		{"folders", alike, plain, []string{"A", "a"}, "fel: A och a är samma namn"},
		{"unlike", alike, plain, []string{"a.md", "å.md", "b/a.md"}, ""},

		{"long", long, plain, []string{"a.md", deep}, "Sökvägar är längre än 240 tecken: " + deep},
		{"as long as may be", long, "/" + strings.Repeat("å", 234), []string{"a.md"}, ""},
	} {
		got := said(c.look(t.Context(), Folder{Path: c.path, Names: c.names}))
		if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAway looks at folders of which some, many or no files are elsewhere.
func TestAway(t *testing.T) {
	for _, c := range []struct {
		away []string
		want string
	}{
		{nil, ""},
		{[]string{"a.md"}, "Innehållet är inte hämtat till datorn: a.md"},
		{[]string{"a.md", "å/b.md"}, "Innehållet är inte hämtat till datorn: a.md, å/b.md"},
	} {
		if got := said(away(t.Context(), Folder{Path: "/p", Away: c.away})); got != c.want {
			t.Errorf("%v: got %q, want %q", c.away, got, c.want)
		}
	}
	if info, err := os.Stat("doctor.go"); err != nil || Away(info) {
		t.Errorf("a file that is here is taken for one that is elsewhere: %v", err)
	}
}

// said returns what has been found, with a mark before a finding without advice.
func said(found []Finding) string {
	var all []string
	for _, f := range found {
		what := f.What
		if f.Grave {
			what = "fel: " + what
		}
		if f.Advice == "" {
			what = "no advice: " + what
		}
		all = append(all, what)
	}
	return strings.Join(all, "; ")
}

// TestHistory looks at folders outside git, in a repository, in a copy with a part of the
// history, and where there is no git.
func TestHistory(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	whole, part := filepath.Join(t.TempDir(), "hela"), filepath.Join(t.TempDir(), "del")
	for _, args := range [][]string{
		{"init", "-q", whole},
		{"-C", whole, "-c", "user.name=a", "-c", "user.email=a@b.se", "commit", "-q", "--allow-empty", "-m", "Ett"},
		{"-C", whole, "-c", "user.name=a", "-c", "user.email=a@b.se", "commit", "-q", "--allow-empty", "-m", "Två"},
		{"clone", "-q", "--depth", "1", "file://" + filepath.ToSlash(whole), part},
	} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	check := func(name, folder, want string) {
		if got := said(history(t.Context(), Folder{Path: folder})); (got == "") != (want == "") || !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	check("whole history", whole, "")
	check("part of the history", part, "Bara den senaste delen av historiken är hämtad.")
	check("no repository", t.TempDir(), "Mappen hör inte till något git-projekt.")
	damaged := t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, ".git"), []byte("gitdir: borta\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	check("a repository whose folder is gone", damaged, "Mappen hör inte till något git-projekt.")
	settings := filepath.Join(t.TempDir(), "gitconfig")
	if err := os.WriteFile(settings, []byte("[core\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Run("settings that cannot be read", func(t *testing.T) {
		t.Setenv("GIT_CONFIG_GLOBAL", settings)
		check("settings", whole, "Git kan inte läsa mappen: bad config line")
	})
	t.Run("of another owner", func(t *testing.T) {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
		t.Setenv("LC_ALL", "sv_SE.UTF-8")
		check("owner", whole, "Git läser inte mappen, eftersom någon annan äger den.")
	})
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if got := said(history(stopped, Folder{Path: whole})); got != "Git har inte svarat." {
		t.Errorf("stopped: got %q", got)
	}
	t.Setenv("PATH", "")
	check("no git", whole, "Git finns inte på datorn.")
}

// TestPort looks at a port that is taken, and at the same when it is free again.
func TestPort(t *testing.T) {
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	e := portFree(port)
	if got := said(e.Look(t.Context(), Folder{})); !strings.Contains(got, "är upptagen") {
		t.Errorf("a port that is taken: %q", got)
	}
	ln.Close()
	if got := said(e.Look(t.Context(), Folder{})); got != "" {
		t.Errorf("a free port: %q", got)
	}
}

// TestWell checks that every examination says what is well when it finds nothing.
func TestWell(t *testing.T) {
	for i, e := range Examinations(4173) {
		if !strings.HasSuffix(e.Well, ".") || e.Look == nil {
			t.Errorf("examination %d: %q", i, e.Well)
		}
	}
}
