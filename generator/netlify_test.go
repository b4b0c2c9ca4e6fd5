package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	goversion "go/version"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/edition"
)

// These passwords are in two parts, so that they are in no file in which
// Netlify looks for secrets.
const (
	password1  = "h3mligt-" + "ord"
	password2  = "4nnat-" + "ord"
	testLogins = "anna:" + password1 + " bo:" + password2
)

// netlify runs .ci/netlify/netlify.mjs, which reads and builds as Netlify does.
func netlify(t *testing.T, input string, result any, args ...string) {
	t.Helper()
	script, err := filepath.Abs(filepath.Join("..", ".ci", "netlify", "netlify.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("node", append([]string{script}, args...)...)
	c.Env = append(os.Environ(), "GOPROXY=off") // nothing is fetched
	c.Stdin = strings.NewReader(input)
	var failed bytes.Buffer
	c.Stderr = &failed
	out, err := c.Output()
	if err == nil {
		err = json.Unmarshal(out, result)
	}
	if err != nil {
		t.Fatalf("netlify.mjs %q: %v\n%s%s", args, err, out, &failed)
	}
}

// needNetlify skips a test where Netlify's packages are not installed.
func needNetlify(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts Netlify's own programs, for seconds each")
	}
	_, noNode := exec.LookPath("node")
	_, noPackages := os.Stat(filepath.Join("..", ".ci", "netlify", "node_modules", "@netlify", "build"))
	if err := errors.Join(noNode, noPackages); err != nil && os.Getenv("CI") == "" {
		t.Skip("Netlify's own packages are not there; fetch them with npm ci --prefix .ci/netlify")
	} else if err != nil {
		t.Fatal(err)
	}
}

// netlifySite is what Netlify reads in a site.
type netlifySite struct {
	Contexts map[string]struct {
		Command, Publish, Ignore string
		Environment              map[string]string
		Plugins                  int
	}
	Headers, TomlHeaders struct {
		Headers []netlifyHeaders
		Errors  []string
	}
	Redirects, TomlRedirects struct {
		Redirects []netlifyRedirect
		Errors    []string
	}
}

type netlifyHeaders struct {
	For, Pattern string
	Values       map[string]string
}

type netlifyRedirect struct {
	From, To          string
	Status            int
	Force, Proxy      bool
	Scheme, Host      string
	Query, Conditions map[string]any
	Headers           map[string]string
	Signed            any
}

// TestNetlifyReads builds texts and checks that Netlify's own parsers read
// every header, every redirect and every context as it is meant.
func TestNetlifyReads(t *testing.T) {
	needNetlify(t)
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(t.TempDir(), "public")
	var out, failed bytes.Buffer
	environment := map[string]string{loginsVariable: testLogins}
	args := []string{"build", "--require-password", "--content", filepath.Join("testdata", "content"), "--out", public}
	if code := run(t.Context(), args, &out, &failed,
		func(name string) string { return environment[name] }); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, &failed)
	}
	var got netlifySite
	netlify(t, "", &got, "read", root, public)

	e := testEdition(t)
	checkNetlifyHeaders(t, e, public, got.Headers.Headers)
	checkNetlifyRedirects(t, e, got.Redirects.Redirects)
	for name, list := range map[string][]string{
		"_headers": got.Headers.Errors, "_redirects": got.Redirects.Errors,
		"netlify.toml": append(got.TomlHeaders.Errors, got.TomlRedirects.Errors...),
	} {
		if len(list) > 0 {
			t.Errorf("%s: %q", name, list)
		}
	}
	if len(got.TomlHeaders.Headers)+len(got.TomlRedirects.Redirects) > 0 {
		t.Error("netlify.toml has headers or redirects of its own")
	}

	plain := "go run ./generator build"
	compared := plain + " --base origin/main || " + plain
	commands := map[string]string{"production": plain, "deploy-preview": compared, "branch-deploy": compared}
	if len(got.Contexts) != len(commands) {
		t.Errorf("%d contexts, want %d", len(got.Contexts), len(commands))
	}
	const flag = " --require-password"
	for name, c := range got.Contexts {
		// A site behind a password requires it of every build that may be published.
		if n := strings.Count(c.Command, flag); n > 0 && n != strings.Count(c.Command, "generator build") {
			t.Errorf("%s: only some builds require a password: %s", name, c.Command)
		}
		if strings.ReplaceAll(c.Command, flag, "") != commands[name] || c.Publish != filepath.Join(root, "public") ||
			c.Ignore != ignoreCommand(t) || c.Plugins != 0 {
			t.Errorf("%s: %+v", name, c)
		}
		if want := map[string]string{"GO_VERSION": "1.26.8",
			"SECRETS_SCAN_OMIT_PATHS": "public/_headers"}; !maps.Equal(c.Environment, want) {
			t.Errorf("%s: the environment is %v", name, c.Environment)
		}
		if needs := goVersion(t); goversion.Compare("go"+c.Environment["GO_VERSION"], needs) < 0 {
			t.Errorf("%s: Go %s is older than %s, which go.mod needs", name, c.Environment["GO_VERSION"], needs)
		}
	}
}

// goVersion is the least version of Go that go.mod takes, "go1.26.0".
func goVersion(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(src)
	if m == nil {
		t.Fatal("go.mod names no version")
	}
	return "go" + string(m[1])
}

// checkNetlifyHeaders checks what is served with what: the values that are meant,
// and for every file of the site the blocks that are meant for it.
func checkNetlifyHeaders(t *testing.T, e edition.Edition, public string, got []netlifyHeaders) {
	t.Helper()
	want := map[string]map[string]string{
		"/*": {
			"Basic-Auth":                   testLogins,
			"Cache-Control":                "no-store",
			"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; upgrade-insecure-requests",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Permissions-Policy":           "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Referrer-Policy":              "no-referrer",
			"Strict-Transport-Security":    "max-age=31536000",
			"X-Content-Type-Options":       "nosniff",
			"X-Frame-Options":              "DENY",
			"X-Robots-Tag":                 "noindex, nofollow, noarchive",
		},
		"/*.svg": {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
	}
	for _, kept := range e.Kept() {
		want[kept] = map[string]string{"Cache-Control": "public, max-age=31536000, immutable"}
	}
	patterns := map[string]*regexp.Regexp{}
	for _, block := range got {
		if !maps.Equal(block.Values, want[block.For]) {
			t.Errorf("%s has %v, want %v", block.For, block.Values, want[block.For])
		}
		patterns[block.For] = regexp.MustCompile("(?i)" + block.Pattern)
	}
	if len(got) != len(want) {
		t.Errorf("%d blocks, want %d", len(got), len(want))
	}
	drawings := 0
	for name := range tree(t, public) {
		meant := []string{"/*"}
		if strings.HasSuffix(name, ".svg") {
			meant = append(meant, "/*.svg")
			drawings++
		}
		for _, kept := range e.Kept() {
			if strings.HasPrefix("/"+name, strings.TrimSuffix(kept, "*")) {
				meant = append(meant, kept)
			}
		}
		var matches []string
		for pattern, form := range patterns {
			if form.MatchString("/" + strings.TrimSuffix(name, "index.html")) {
				matches = append(matches, pattern)
			}
		}
		slices.Sort(meant)
		if slices.Sort(matches); !slices.Equal(matches, meant) {
			t.Errorf("%s is served by %q, want %q", name, matches, meant)
		}
	}
	if drawings == 0 {
		t.Error("no drawing is published")
	}
}

// checkNetlifyRedirects checks that every old address leads to its text, for the
// time being, and that nothing else does.
func checkNetlifyRedirects(t *testing.T, e edition.Edition, got []netlifyRedirect) {
	t.Helper()
	want := map[string]string{} // the new address by the old path, in letters
	for _, a := range e.Site.Articles {
		for _, former := range a.Doc.Front.FormerURLs {
			u, err := url.Parse(former.Text)
			if err != nil {
				t.Fatal(err)
			}
			if _, taken := want[u.Path]; !taken && strings.HasSuffix(u.Host, "vardochinsats.se") {
				want[u.Path] = a.URL
			}
		}
	}
	if len(want) < 50 || len(got) != len(want) {
		t.Errorf("%d redirects, want %d", len(got), len(want))
	}
	for _, r := range got {
		from, err := url.PathUnescape(r.From)
		if err != nil || want[from] != r.To || !e.Pages.Has(r.To) || r.Status != 302 {
			t.Errorf("%s leads to %s with %d, want %s", r.From, r.To, r.Status, want[from])
		}
		if r.Force || r.Proxy || r.Scheme+r.Host != "" || len(r.Query)+len(r.Conditions)+len(r.Headers) > 0 ||
			r.Signed != nil {
			t.Errorf("%s is more than a redirect: %+v", r.From, r)
		}
	}
}

// TestNetlifyBuilds runs Netlify's own build program in every context, on a copy
// of what the site is made of. The passwords are a secret there, as they should
// be, and reach _headers and nothing else; nor does the address of the
// repository, which can contain a token.
func TestNetlifyBuilds(t *testing.T) {
	needNetlify(t)
	folder := t.TempDir()
	for name, from := range map[string]string{
		"assets": filepath.Join("..", "assets"), "layouts": filepath.Join("..", "layouts"), "generator": ".",
		"docs": filepath.Join("..", "docs"), "start": filepath.Join("..", "start"), "content": filepath.Join("testdata", "content"),
	} {
		if err := os.CopyFS(filepath.Join(folder, name), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"embed.go", "go.mod", "go.sum", "netlify.toml"} {
		copyFile(t, filepath.Join("..", name), filepath.Join(folder, name))
	}
	token := "ghs_" + "1234567890abcdef"
	secrets, err := json.Marshal(map[string]string{loginsVariable: testLogins,
		"REPOSITORY_URL": "https://x-access-token:" + token + "@example.org/texter.git"})
	if err != nil {
		t.Fatal(err)
	}
	for _, context := range []string{"production", "deploy-preview", "branch-deploy"} {
		public := filepath.Join(folder, "public")
		if err := os.RemoveAll(public); err != nil {
			t.Fatal(err)
		}
		var result struct {
			Success bool
			Log     string
		}
		netlify(t, string(secrets), &result, "build", folder, context)
		if !result.Success || !strings.Contains(result.Log, " sidor skrivna till public") {
			t.Fatalf("%s: %s", context, result.Log)
		}
		files := tree(t, folder)
		for _, secret := range []string{password1, password2, token} {
			if strings.Contains(result.Log, secret) {
				t.Errorf("%s: the log holds %s", context, secret)
			}
			for name, data := range files {
				if strings.Contains(data, secret) && (name != "public/_headers" || secret == token) {
					t.Errorf("%s: %s holds %s", context, name, secret)
				}
			}
		}
		headers, err := os.ReadFile(filepath.Join(public, "_headers"))
		if err != nil || !bytes.Contains(headers, []byte("\n  Basic-Auth: "+testLogins+"\n")) {
			t.Errorf("%s: _headers has no passwords: %v", context, err)
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// tree is the files of a folder with their content.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	fsys := os.DirFS(folder)
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = string(data)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	return files
}

// ignoreCommand is the command in netlify.toml that decides whether to build.
func ignoreCommand(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "netlify.toml"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^ *ignore = '''(.*)'''$`).FindSubmatch(src)
	if m == nil {
		t.Fatal("netlify.toml has no ignore command")
	}
	return string(m[1])
}

// TestIgnore runs the command in a repository, as Netlify does: 0 leaves the
// build out, 1 builds.
func TestIgnore(t *testing.T) {
	for _, program := range []string{"bash", "git"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("this computer has no " + program)
		}
	}
	folder := t.TempDir()
	git := func(args ...string) string {
		t.Helper()
		c := exec.Command("git", append([]string{"-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.org",
			"-c", "commit.gpgsign=false"}, args...)...)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	commit := func(names ...string) string {
		t.Helper()
		for _, name := range names {
			file := filepath.Join(folder, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			old, _ := os.ReadFile(file)
			if err := os.WriteFile(file, fmt.Append(old, "en rad till\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		git("add", "--all")
		git("commit", "--quiet", "--message", "Ändra")
		return git("rev-parse", "HEAD")
	}
	ignores := func(cached, now string) int {
		t.Helper()
		c := exec.Command("bash", "-c", ignoreCommand(t))
		c.Dir = folder
		c.Env = append(os.Environ(), "CACHED_COMMIT_REF="+cached, "COMMIT_REF="+now)
		var exit *exec.ExitError
		if err := c.Run(); errors.As(err, &exit) {
			return exit.ExitCode()
		} else if err != nil {
			t.Fatal(err)
		}
		return 0
	}

	git("init", "--quiet")
	all := []string{"content/a.md", "docs/a.md", "README.md", "generator/main.go", "generator/main_test.go",
		"generator/site/testdata/rules/a.txtar", "generator/testdata/scripts/a.txtar", ".ci/run",
		".github/workflows/a.yml", "netlify.toml"}
	first := commit(all...)
	for _, c := range []struct {
		changed []string
		want    int
	}{
		{[]string{"docs/a.md"}, 1}, // the handbook is on the site
		{[]string{"README.md", ".editorconfig", ".gitignore"}, 0},
		{[]string{".github/workflows/a.yml", ".ci/run", ".ci/netlify/package.json", ".vscode/settings.json"}, 0},
		{[]string{"generator/main_test.go", "generator/site/a_test.go"}, 0},
		{[]string{"generator/site/testdata/rules/a.txtar", "generator/testdata/scripts/a.txtar"}, 0},
		{[]string{"content/a.md"}, 1},
		{[]string{"docs/a.md", "content/a.md"}, 1},
		{[]string{"generator/main.go"}, 1},
		{[]string{"layouts/base.html"}, 1},
		{[]string{"assets/css/site.css"}, 1},
		{[]string{"content/docs/a.md"}, 1},
		{[]string{"content/README.md"}, 1},
		{[]string{"netlify.toml"}, 1},
		{[]string{"go.mod"}, 1},
		{[]string{"ny-mapp/fil"}, 1},
	} {
		before := git("rev-parse", "HEAD")
		if got := ignores(before, commit(c.changed...)); got != c.want {
			t.Errorf("%q changed: %d, want %d", c.changed, got, c.want)
		}
	}
	last := git("rev-parse", "HEAD")
	for name, cached := range map[string]string{
		"first build, or without cache": last,
		"nothing is known":              "",
		"not in this clone":             strings.Repeat("1", 40),
		"long ago":                      first,
	} {
		if got := ignores(cached, last); got != 1 {
			t.Errorf("%s: %d, want 1", name, got)
		}
	}
}
