package main

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// fakeGH stands in for GitHub: it answers a question from the file in $ANSWERS
// that is named for its path, through the real jq as gh does page by page, and
// writes down what it is asked to do in $ANSWERS/calls.
const fakeGH = `#!/usr/bin/env bash
set -euo pipefail
shift # api
method=GET path='' filter='' body='' pages=input
while [ $# -gt 0 ]; do
  case $1 in
  --method) method=$2; shift ;;
  --jq) filter=$2; shift ;;
  -F) body=${2#body=@}; shift ;;
  --paginate) pages=inputs ;;
  --silent) ;;
  *) path=${1%%\?*} ;;
  esac
  shift
done
echo "$method $path" >>"$ANSWERS/calls"
[ -z "$body" ] || cp "$body" "$ANSWERS/body"
[ "$method" = GET ] || exit 0
jq -rn "$pages | $filter" "$ANSWERS/${path//\//_}.json"
`

// A runner is what a script of the workflows is given: a folder, files that GitHub
// reads afterwards, and programs.
type runner struct {
	t   *testing.T
	dir string // where it is
	tmp string // RUNNER_TEMP, with the programs in bin
	env []string
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	for _, name := range []string{"bash", "git", "jq", "curl"} {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is missing", name)
			}
			t.Skipf("%s is missing", name)
		}
	}
	r := &runner{t: t, dir: t.TempDir(), tmp: t.TempDir()}
	r.program("bin/gh", fakeGH)
	r.env = []string{
		"PATH=" + filepath.Join(r.tmp, "bin") + string(os.PathListSeparator) + os.Getenv("PATH"),
		"HOME=" + r.tmp, "LC_ALL=C", "ANSWERS=" + r.tmp, "RUNNER_TEMP=" + r.tmp, "TMPDIR=" + r.tmp,
		"GITHUB_OUTPUT=" + filepath.Join(r.tmp, "output"), "GITHUB_STEP_SUMMARY=" + filepath.Join(r.tmp, "summary"),
		"GITHUB_REPOSITORY=org/arkiv", "GITHUB_SERVER_URL=https://github.com", "GITHUB_RUN_ID=99",
		"GITHUB_ACTIONS=true",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CEILING_DIRECTORIES=" + filepath.Dir(r.dir),
		"GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@exempel.se", "GIT_COMMITTER_NAME=Test",
		"GIT_COMMITTER_EMAIL=test@exempel.se",
	}
	return r
}

// program writes a program for the script to find.
func (r *runner) program(name, text string) {
	r.t.Helper()
	name = filepath.Join(r.tmp, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

// answer is GitHub's response to a path, one text for each page.
func (r *runner) answer(path string, pages ...string) {
	r.t.Helper()
	r.program(strings.ReplaceAll(path, "/", "_")+".json", strings.Join(pages, "\n"))
}

// script runs one of the workflows' scripts and returns what it prints.
func (r *runner) script(name string, args []string, env ...string) (string, error) {
	file, err := filepath.Abs(filepath.Join("..", ".github", "scripts", name))
	if err != nil {
		r.t.Fatal(err)
	}
	c := exec.CommandContext(r.t.Context(), "bash", append([]string{file}, args...)...)
	c.Dir, c.Env = r.dir, append(slices.Clone(r.env), env...)
	out, err := c.CombinedOutput()
	return string(out), err
}

// git runs git in a folder and returns what it prints.
func (r *runner) git(dir string, args ...string) string {
	r.t.Helper()
	c := exec.Command("git", args...)
	c.Dir, c.Env = dir, r.env
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// read is the text of a file that the script has left, "" where it has not.
func (r *runner) read(name string) string {
	r.t.Helper()
	data, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		r.t.Fatal(err)
	}
	return string(data)
}

func (r *runner) left(name string) string { return r.read(filepath.Join(r.tmp, name)) }

const (
	headSHA = "1111111111111111111111111111111111111111"
	baseSHA = "2222222222222222222222222222222222222222"
	// hostileBranch is a name that git allows.
	hostileBranch = "$(touch${IFS}pwned)`touch${IFS}pwned`\";touch${IFS}pwned;\"'"
)

// notCommits are what must not be taken for the id of a commit.
var notCommits = []string{
	"", "HEAD", "--upload-pack=touch pwned", "$(touch pwned)", strings.Repeat("A", 40), headSHA[:39], headSHA + "1",
	headSHA + "\n", headSHA + "\nnummer=1", "x\n" + headSHA, headSHA + ";touch pwned",
}

// unharmed checks that no command in a text has been carried out.
func (r *runner) unharmed() {
	r.t.Helper()
	for _, dir := range []string{r.dir, r.tmp, "."} {
		if _, err := os.Lstat(filepath.Join(dir, "pwned")); err == nil {
			r.t.Errorf("what was said has been carried out in %s", dir)
		}
	}
}

func TestFindScript(t *testing.T) {
	pull := func(number, head, ref, repository string) string {
		b, err := json.Marshal(ref)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf(`{"number": %s, "base": {"sha": %q}, "head": {"sha": %q, "ref": %s, "repo": %s}}`, number,
			baseSHA, head, b, repository)
	}
	ours, theirs := `{"full_name": "org/arkiv"}`, `{"full_name": "annan/arkiv"}`
	for name, c := range map[string]struct {
		pages  []string
		site   string
		output string
	}{
		"of a fork, on the second page": {
			pages: []string{
				"[" + pull("3", baseSHA, hostileBranch, theirs) + "," + pull("4", headSHA, hostileBranch, ours) + "," +
					pull("5", headSHA, "main", theirs) + "]",
				"[" + pull("6", headSHA, hostileBranch, "null") + "," + pull("7", headSHA, hostileBranch, theirs) + "]",
			},
			site:   "provtryck",
			output: "nummer=7\nbas=" + baseSHA + "\nadress=https://deploy-preview-7--provtryck.netlify.app\n",
		},
		"nowhere to publish": {pages: []string{"[" + pull("7", headSHA, hostileBranch, theirs) + "]"},
			output: "nummer=7\nbas=" + baseSHA + "\nadress=\n"},
		"to two branches": {pages: []string{"[" + pull("8", headSHA, hostileBranch, theirs) + "," +
			pull("7", headSHA, hostileBranch, theirs) + "]"}, output: "nummer=8\nbas=" + baseSHA + "\nadress=\n"},
		"closed, or newer": {pages: []string{"[" + pull("7", baseSHA, hostileBranch, theirs) + "]"}},
		"none":             {pages: []string{"[]"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRunner(t)
			r.answer("repos/org/arkiv/pulls", c.pages...)
			out, err := r.script("hitta.sh", nil, "HEAD_SHA="+headSHA, "HEAD_REPOSITORY=annan/arkiv",
				"HEAD_BRANCH="+hostileBranch, "SITE_NAME="+c.site)
			if err != nil || r.left("output") != c.output {
				t.Errorf("%v, %q, printed %q", err, r.left("output"), out)
			}
			r.unharmed()
		})
	}
}

func TestFindScriptRefuses(t *testing.T) {
	r := newRunner(t)
	pull := `{"number": %s, "base": {"sha": %q}, "head": {"sha": %q, "ref": "a", "repo": {"full_name": "annan/arkiv"}}}`
	try := func(sha, site string) {
		t.Helper()
		if out, err := r.script("hitta.sh", nil, "HEAD_SHA="+sha, "HEAD_REPOSITORY=annan/arkiv", "HEAD_BRANCH=a",
			"SITE_NAME="+site); err == nil {
			t.Errorf("%q, %q is taken: %s", sha, site, out)
		}
	}
	r.answer("repos/org/arkiv/pulls", "["+fmt.Sprintf(pull, "7", baseSHA, headSHA)+"]")
	for _, sha := range notCommits {
		try(sha, "")
	}
	for _, site := range []string{"a.b", "a/b", "a b", "A", "a\nadress=b"} {
		try(headSHA, site)
	}
	for _, answer := range []string{
		fmt.Sprintf(pull, `"7\nnummer=8"`, baseSHA, headSHA),
		fmt.Sprintf(pull, `"$(touch pwned)"`, baseSHA, headSHA),
		fmt.Sprintf(pull, "0", baseSHA, headSHA),
		fmt.Sprintf(pull, "7", "main", headSHA),
	} {
		r.answer("repos/org/arkiv/pulls", "["+answer+"]")
		try(headSHA, "")
	}
	if output := r.left("output"); output != "" {
		t.Errorf("output %q", output)
	}
	r.unharmed()
}

// TestFetchScript checks that the commit of a fork is fetched as objects, and that
// nothing of it becomes a file.
func TestFetchScript(t *testing.T) {
	r := newRunner(t)
	remote := t.TempDir()
	r.git(remote, "init", "-q", "-b", "main")
	r.git(remote, "config", "uploadpack.allowAnySHA1InWant", "true")
	r.git(remote, "commit", "-q", "--allow-empty", "-m", "Bas")
	base := r.git(remote, "rev-parse", "HEAD")
	r.git(r.dir, "clone", "-q", remote, ".")
	if err := os.WriteFile(filepath.Join(remote, "text.md"), []byte("ny"), 0o644); err != nil {
		t.Fatal(err)
	}
	r.git(remote, "add", ".")
	r.git(remote, "commit", "-q", "-m", "Förslag")
	head := r.git(remote, "rev-parse", "HEAD")
	r.git(remote, "update-ref", "refs/pull/7/head", head)
	r.git(remote, "reset", "-q", "--hard", base)

	if out, err := r.script("hamta.sh", nil, "BASE_SHA="+base, "HEAD_SHA="+head); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := r.git(r.dir, "cat-file", "blob", head+":text.md"); got != "ny" {
		t.Errorf("text.md holds %q", got)
	}
	if entries, err := os.ReadDir(r.dir); err != nil || len(entries) != 1 {
		t.Errorf("files have been written: %v, %v", entries, err)
	}
	for _, sha := range notCommits {
		if out, err := r.script("hamta.sh", nil, "BASE_SHA="+base, "HEAD_SHA="+sha); err == nil {
			t.Errorf("HEAD_SHA %q is taken: %s", sha, out)
		}
		if out, err := r.script("hamta.sh", nil, "BASE_SHA="+sha, "HEAD_SHA="+head); err == nil {
			t.Errorf("BASE_SHA %q is taken: %s", sha, out)
		}
	}
	r.unharmed()
}

// TestBuildScript checks that a change is compared with where it left the main
// branch, and that nothing that is printed is a command to GitHub Actions.
func TestBuildScript(t *testing.T) {
	r := newRunner(t)
	r.git(r.dir, "init", "-q", "-b", "main")
	r.git(r.dir, "commit", "-q", "--allow-empty", "-m", "Bas")
	left := r.git(r.dir, "rev-parse", "HEAD")
	r.git(r.dir, "commit", "-q", "--allow-empty", "-m", "Annat")
	base := r.git(r.dir, "rev-parse", "HEAD")
	r.git(r.dir, "checkout", "-q", "-b", "forslag", left)
	r.git(r.dir, "commit", "-q", "--allow-empty", "-m", "Förslag")
	head := r.git(r.dir, "rev-parse", "HEAD")
	r.git(r.dir, "checkout", "-q", "--orphan", "annat")
	r.git(r.dir, "commit", "-q", "--allow-empty", "-m", "Utan gemensam början")
	orphan := r.git(r.dir, "rev-parse", "HEAD")

	r.program("provtryck", "#!/usr/bin/env bash\necho \"$@\" >>\"$ANSWERS/calls\"\n[ \"$1\" = build ] && echo ::set-output name=nummer::1 || echo '<!-- provtryck -->'\nexit ${FAIL:-0}\n")
	const source = " --source https://github.com/org/arkiv/blob/HEAD/{fil}#L{rad}\n"
	for _, c := range []struct{ head, address, calls string }{
		{head, "https://a.exempel.se", "pr --base " + left + " --head " + head +
			" --preview https://a.exempel.se\nbuild --base " + left + " --head " + head + " --out ut/webbplats" +
			source},
		{head, "", "pr --base " + left + " --head " + head + "\nbuild --base " + left + " --head " + head +
			" --out ut/webbplats" + source},
		{orphan, "", "pr --base " + base + " --head " + orphan + "\nbuild --base " + base + " --head " + orphan +
			" --out ut/webbplats" + source},
	} {
		if err := os.RemoveAll(filepath.Join(r.tmp, "calls")); err != nil {
			t.Fatal(err)
		}
		out, err := r.script("bygg.sh", nil, "BASE_SHA="+base, "HEAD_SHA="+c.head, "ADDRESS="+c.address)
		if err != nil || r.left("calls") != strings.ReplaceAll(c.calls, "HEAD", c.head) {
			t.Errorf("%v, called\n%sprinted\n%s", err, r.left("calls"), out)
		}
		lines := strings.Split(strings.TrimSpace(out), "\n")
		pause, stops := strings.CutPrefix(lines[0], "::stop-commands::")
		if !stops || len(pause) < 30 || lines[len(lines)-1] != "::"+pause+"::" ||
			!slices.Contains(lines[1:len(lines)-1], "::set-output name=nummer::1") {
			t.Errorf("what is printed is not inert:\n%s", out)
		}
	}
	if report := r.read(filepath.Join(r.dir, "ut", "rapport.md")); report != "<!-- provtryck -->\n" ||
		!strings.Contains(r.left("summary"), report) {
		t.Errorf("report %q, summary %q", report, r.left("summary"))
	}
	if out, err := r.script("bygg.sh", nil, "BASE_SHA="+base, "HEAD_SHA="+head, "FAIL=2"); err == nil {
		t.Errorf("succeeds with a tool that fails: %s", out)
	}
	for _, sha := range notCommits {
		if out, err := r.script("bygg.sh", nil, "BASE_SHA="+base, "HEAD_SHA="+sha); err == nil {
			t.Errorf("%q is taken: %s", sha, out)
		}
	}
	r.unharmed()
}

const sampleReport = "<!-- provtryck -->\n### Rapport\n"

func TestCommentScript(t *testing.T) {
	comment := func(id int, login, kind, body string) string {
		b, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf(`{"id": %d, "user": {"login": %q, "type": %q}, "body": %s}`, id, login, kind, b)
	}
	bot := "github-actions[bot]"
	// Nobody of these has written our comment.
	others := strings.Join([]string{
		comment(1, "nagon", "User", sampleReport),
		comment(2, "annan[bot]", "Bot", sampleReport),
		comment(3, bot, "Bot", "> <!-- provtryck -->\ncitat"),
		comment(4, bot, "Bot", "något annat"),
		comment(5, "github-actions", "User", sampleReport),
		comment(6, bot, "User", sampleReport),
	}, ",")
	broken := "<!-- provtryck -->\n### Provtryck\n\nFörhandsvisningen av den här versionen kunde inte göras. Orsaken står i [körningen](https://github.com/org/arkiv/actions/runs/99).\n"
	for name, c := range map[string]struct {
		report    string
		pages     []string
		newest    string
		published string
		call      string // the last one
		body      string
	}{
		"the first time": {sampleReport, []string{"[]"}, headSHA, "skipped",
			"POST repos/org/arkiv/issues/7/comments", sampleReport},
		"the second time": {sampleReport, []string{"[" + others + "," +
			comment(41, bot, "Bot", sampleReport+"äldre") + "]"}, headSHA, "success",
			"PATCH repos/org/arkiv/issues/comments/41", sampleReport},
		"others quote it": {sampleReport, []string{"[" + others + "]"}, headSHA, "success",
			"POST repos/org/arkiv/issues/7/comments", sampleReport},
		"a long discussion": {sampleReport, []string{"[" + others + "]", "[" + comment(42, bot, "Bot", sampleReport) +
			"," + comment(43, bot, "Bot", sampleReport) + "]"}, headSHA, "success",
			"PATCH repos/org/arkiv/issues/comments/42", sampleReport},
		"a newer version": {sampleReport, []string{"[]"}, baseSHA, "success", "GET repos/org/arkiv/pulls/7", ""},
		"no report":       {"", []string{"[]"}, headSHA, "skipped", "POST repos/org/arkiv/issues/7/comments", broken},
		"not published": {sampleReport, []string{"[]"}, headSHA, "failure", "POST repos/org/arkiv/issues/7/comments",
			"<!-- provtryck -->\n> Den här versionen kunde inte publiceras. Länkarna går till en tidigare version, om det finns någon. Orsaken står i [körningen](https://github.com/org/arkiv/actions/runs/99).\n\n### Rapport\n"},
		"not executed": {sampleReport + "$(touch pwned) `touch pwned` @/etc/passwd %s\n", []string{"[]"}, headSHA,
			"success", "POST repos/org/arkiv/issues/7/comments", sampleReport +
				"$(touch pwned) `touch pwned` @/etc/passwd %s\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRunner(t)
			r.answer("repos/org/arkiv/pulls/7", fmt.Sprintf(`{"head": {"sha": %q}}`, c.newest))
			r.answer("repos/org/arkiv/issues/7/comments", c.pages...)
			file := filepath.Join(r.dir, "rapport.md")
			if c.report != "" {
				if err := os.WriteFile(file, []byte(c.report), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			out, err := r.script("kommentera.sh", []string{file}, "NUMBER=7", "HEAD_SHA="+headSHA,
				"PUBLISHED="+c.published)
			calls := strings.Split(strings.TrimSpace(r.left("calls")), "\n")
			if err != nil || calls[len(calls)-1] != c.call || r.left("body") != c.body {
				t.Errorf("%v, calls %q, body %q, printed %q", err, calls, r.left("body"), out)
			}
			r.unharmed()
		})
	}
}

func TestCommentScriptRefuses(t *testing.T) {
	r := newRunner(t)
	r.answer("repos/org/arkiv/pulls/7", fmt.Sprintf(`{"head": {"sha": %q}}`, headSHA))
	r.answer("repos/org/arkiv/issues/7/comments", "[]")
	try := func(number, sha, text string) {
		t.Helper()
		file := filepath.Join(r.dir, "rapport.md")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := r.script("kommentera.sh", []string{file}, "NUMBER="+number, "HEAD_SHA="+sha); err == nil {
			t.Errorf("%q, %q, %q is taken: %s", number, sha, text, out)
		}
	}
	for _, number := range []string{"", "0", "-1", "7/../8", "7 8", "7\n8", "$(touch pwned)", "7;touch pwned",
		"12345678901"} {
		try(number, headSHA, sampleReport)
	}
	if calls := r.left("calls"); calls != "" {
		t.Errorf("GitHub has been asked: %s", calls)
	}
	for _, sha := range notCommits {
		try("7", sha, sampleReport)
	}
	for _, text := range []string{"### Rapport\n", "\n" + sampleReport, "x" + sampleReport} {
		try("7", headSHA, text)
	}
	if body := r.left("body"); body != "" {
		t.Errorf("a comment was written: %q", body)
	}
	r.unharmed()
}

// TestScopeScript checks that the program is tested when a change touches more than
// texts.
func TestScopeScript(t *testing.T) {
	for name, c := range map[string]struct{ event, file, want string }{
		"a text":             {"pull_request", "content/a.md", "program=nej\n"},
		"a text that is new": {"pull_request", "content/mapp/ny.md", "program=nej\n"},
		"the taxonomy":       {"pull_request", "content/_projekt/malgrupper.yaml", "program=ja\n"},
		"the program":        {"pull_request", "generator/main.go", "program=ja\n"},
		"a workflow":         {"pull_request", ".github/workflows/kontroll.yml", "program=ja\n"},
		"a hidden file":      {"pull_request", ".gitattributes", "program=ja\n"},
		"like the texts":     {"pull_request", "contents/a.md", "program=ja\n"},
		"a push":             {"push", "content/a.md", "program=ja\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRunner(t)
			r.git(r.dir, "init", "-q", "-b", "main")
			r.git(r.dir, "commit", "-q", "--allow-empty", "-m", "Bas")
			file := filepath.Join(r.dir, filepath.FromSlash(c.file))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte("ny"), 0o644); err != nil {
				t.Fatal(err)
			}
			r.git(r.dir, "add", ".")
			r.git(r.dir, "commit", "-q", "-m", "Förslag")
			if out, err := r.script("omfattning.sh", nil, "EVENT="+c.event); err != nil || r.left("output") != c.want {
				t.Errorf("%v, %q, printed %q", err, r.left("output"), out)
			}
		})
	}
}

// fakeNetlify stands in for Netlify's API, for one deploy.
type fakeNetlify struct {
	mu      sync.Mutex
	context string
	fail    bool              // publication ends with an error
	has     map[string]bool   // the digests it has already
	calls   []string          // method and path
	told    map[string]string // the digests of all files
	files   map[string]string // what has been sent
	wrong   []string
}

func (n *fakeNetlify) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	n.mu.Lock()
	defer n.mu.Unlock()
	call := q.Method + " " + q.URL.Path
	n.calls = append(n.calls, call)
	if q.Header.Get("Authorization") != "Bearer hemlig" {
		n.wrong = append(n.wrong, call+" has the authorization "+q.Header.Get("Authorization"))
	}
	body, err := io.ReadAll(q.Body)
	if err != nil {
		n.wrong = append(n.wrong, err.Error())
	}
	file, isFile := strings.CutPrefix(call, "PUT /deploys/d1/files")
	switch {
	case isFile:
		n.files[file] = string(body)
	case call == "POST /sites/s1/deploys", call == "PUT /sites/s1/deploys/d1":
		var deploy struct {
			Branch string
			Draft  *bool
			Files  map[string]string
		}
		if err := json.Unmarshal(body, &deploy); err != nil || deploy.Branch != "deploy-preview-7" ||
			deploy.Draft == nil || *deploy.Draft {
			n.wrong = append(n.wrong, fmt.Sprintf("%s says %s", call, body))
		}
		n.told = deploy.Files
	case call != "GET /sites/s1/deploys/d1":
		http.NotFound(w, q)
		return
	}
	var missing []string
	for _, digest := range n.told {
		if !n.has[digest] {
			missing = append(missing, digest)
		}
	}
	state := "prepared"
	switch {
	case n.fail:
		state = "error"
	case n.told != nil && len(n.files) >= len(missing):
		state = "ready"
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"id": "d1", "context": n.context, "state": state, "required": missing})
}

func digest(text string) string {
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestPublishScript(t *testing.T) {
	r := newRunner(t)
	site := map[string]string{"/index.html": "start", "/_headers": "/*\n  X-Prov: ja\n", "/två ord/index.html": "två",
		"/gammal.css": "css"}
	for name, text := range site {
		file := filepath.Join(r.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	publish := func(n *fakeNetlify, env ...string) (string, error) {
		n.files, n.has = map[string]string{}, map[string]bool{digest("css"): true}
		server := httptest.NewServer(n)
		defer server.Close()
		out, err := r.script("publicera.sh", []string{"."}, append([]string{"NUMBER=7", "NETLIFY_SITE_ID=s1",
			"NETLIFY_AUTH_TOKEN=hemlig", "NETLIFY_API=" + server.URL, "PAUSE=0"}, env...)...)
		if strings.Contains(out, "hemlig\n") {
			t.Errorf("the token is printed: %s", out)
		}
		for _, wrong := range n.wrong {
			t.Error(wrong)
		}
		return out, err
	}

	n := &fakeNetlify{context: "deploy-preview"}
	if out, err := publish(n); err != nil {
		t.Fatalf("%v\n%s\n%q", err, out, n.calls)
	}
	for name, text := range site {
		if n.told[name] != digest(text) {
			t.Errorf("%s is told as %s", name, n.told[name])
		}
	}
	if len(n.told) != len(site) || len(n.files) != 3 || n.files["/två ord/index.html"] != "två" ||
		n.files["/_headers"] != site["/_headers"] {
		t.Errorf("told %q, sent %q", n.told, n.files)
	}

	protected := &fakeNetlify{}
	if out, err := publish(protected, "PROVTRYCK_BASIC_AUTH=anna:a&b\\1|% bo:c/d", "REQUIRE_PASSWORD=ja"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if headers := protected.files["/_headers"]; headers != "/*\n  Basic-Auth: anna:a&b\\1|% bo:c/d\n  X-Prov: ja\n" {
		t.Errorf("headers with passwords: %q", headers)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "_headers"), []byte(site["/_headers"]), 0o644); err != nil {
		t.Fatal(err)
	}

	for name, c := range map[string]struct {
		n   *fakeNetlify
		env []string
	}{
		"as the real site":   {n: &fakeNetlify{context: "production"}},
		"an error":           {n: &fakeNetlify{fail: true}},
		"no token":           {&fakeNetlify{}, []string{"NETLIFY_AUTH_TOKEN="}},
		"a hostile number":   {&fakeNetlify{}, []string{"NUMBER=7\",\"x\":\""}},
		"a hostile site":     {&fakeNetlify{}, []string{"NETLIFY_SITE_ID=../user"}},
		"no password":        {&fakeNetlify{}, []string{"REQUIRE_PASSWORD=ja"}},
		"no such password":   {&fakeNetlify{}, []string{"PROVTRYCK_BASIC_AUTH=anna"}},
		"a header too many":  {&fakeNetlify{}, []string{"PROVTRYCK_BASIC_AUTH=anna:a\n  X-Pwned: 1"}},
		"a site that is not": {&fakeNetlify{}, []string{"NETLIFY_SITE_ID=s2"}},
	} {
		out, err := publish(c.n, c.env...)
		if err == nil || len(c.n.files) > 0 {
			t.Errorf("%s: published %q: %s", name, c.n.files, out)
		}
	}
	r.unharmed()
}

// TestScriptsStop checks that every script stops at the first error.
func TestScriptsStop(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", ".github", "scripts", "*"))
	if err != nil || len(files) < 6 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, []byte("#!/usr/bin/env bash\n")) ||
			!bytes.Contains(data, []byte("\nset -euo pipefail\n")) {
			t.Errorf("%s does not stop at errors", file)
		}
	}
}
