package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestSecrets builds with every secret that a host may put in the environment,
// and in a clone whose address has a token, and looks for them in all that is
// said and written.
func TestSecrets(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("this computer has no git")
	}
	const token = "t0ken-som-ingen-far-se"
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content", "_projekt"),
		os.DirFS(filepath.Join("testdata", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(folder, "content", "kliniska-kunskapsstod", "krisplan.md")
	if err := os.MkdirAll(filepath.Dir(text), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("---\ntitel: Krisplan\nmall: kunskapsstod\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	address := "https://x-access-token:" + token + "@127.0.0.1:1/texter.git" // where nobody answers
	for _, args := range [][]string{
		{"init", "--quiet"}, {"add", "--all"},
		{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet",
			"--message", "Börja"},
		{"remote", "add", "origin", address},
	} {
		if out, err := exec.Command("git", append([]string{"-C", folder}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	for name, value := range map[string]string{
		loginsVariable: testLogins, "REPOSITORY_URL": address, "NETLIFY_AUTH_TOKEN": token, "GITHUB_TOKEN": token,
		"GH_TOKEN": token,
		"NETLIFY":  "true", "CONTEXT": "deploy-preview", "PULL_REQUEST": "true", "REVIEW_ID": "7",
		"GITHUB_ACTIONS": "true",
	} {
		t.Setenv(name, value)
	}
	t.Chdir(folder)
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"build"}, exitOK},
		{[]string{"build", "--require-password"}, exitOK},
		{[]string{"build", "--base", "HEAD"}, exitOK},
		{[]string{"build", "--base", "origin/main"}, exitFailure}, // nobody answers
		{[]string{"pr", "--base", "HEAD"}, exitOK},
		{[]string{"pr", "--base", "origin/main"}, exitFailure},
		{[]string{"check"}, exitFinding},
		{[]string{"doktor"}, exitOK},
		{[]string{"version"}, exitOK},
	} {
		args := c.args
		var said bytes.Buffer
		code := run(t.Context(), args, &said, &said, os.Getenv)
		if code != c.code && args[0] != "doktor" {
			t.Errorf("%q: exit code %d\n%s", args, code, &said)
		}
		for _, secret := range []string{token, password1, password2} {
			if strings.Contains(said.String(), secret) {
				t.Errorf("%q says %s:\n%s", args, secret, &said)
			}
		}
	}
	for _, bad := range []string{password1, "anna:" + password1 + "\n/*\n  X-Annan: ja", "anna:" + password1 + " :" +
		password2} {
		t.Setenv(loginsVariable, bad)
		var said bytes.Buffer
		if code := run(t.Context(), []string{"build", "--out", "ingen"}, &said, &said, os.Getenv); code != exitFailure {
			t.Errorf("exit code %d for passwords that cannot be used", code)
		}
		if strings.Contains(said.String(), password1) || strings.Contains(said.String(), password2) {
			t.Errorf("the message repeats a password: %s", &said)
		}
	}
	if _, err := os.Stat("ingen"); err == nil {
		t.Error("something was written with passwords that cannot be used")
	}
	for name, data := range tree(t, "public") {
		for _, secret := range []string{token, password1, password2} {
			if strings.Contains(data, secret) && (name != "_headers" || secret == token) {
				t.Errorf("%s holds %s", name, secret)
			}
		}
		if name == "_headers" && !strings.Contains(data, "Basic-Auth: "+testLogins) {
			t.Error("_headers has no passwords")
		}
	}
}
