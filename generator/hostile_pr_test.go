package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

const (
	secretToken    = "ghs_hemligt0123456789"
	previewAddress = "https://deploy-preview-7--provtryck.netlify.app"
	// hostileWords is what somebody may write where a text is expected.
	hostileWords = "@alla @org/grupp #1 annan/arkiv#2 <script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) " +
		"![b](https://exempel.se/b.png) https://exempel.se www.exempel.se nagon@exempel.se | `x` <!-- provtryck --> </details> $(touch pwned) ${{ github.token }}"
)

// hostileFiles are what the pull request changes, besides what it takes away. A
// text that begins with "->" is a link to what follows.
func hostileFiles() map[string]string {
	quoted := strings.ReplaceAll(hostileWords, `"`, `\"`)
	text := func(title, end string) string {
		return strings.Replace(badHead, "titel: Prov", "titel: "+title, 1) + end + "\n"
	}
	return map[string]string{
		"generator/main.go":                      "package main\n\nimport \"os\"\n\nfunc main() { os.WriteFile(\"pwned\", nil, 0o644) }\n",
		"layouts/base.html":                      "<h1>PWNED</h1>",
		"assets/css/site.css":                    "body::after { content: 'PWNED' }",
		"netlify.toml":                           "[build]\ncommand = \"touch pwned\"\n",
		".github/workflows/kontroll.yml":         "on: pull_request_target\n",
		".github/scripts/bygg.sh":                "touch pwned\n",
		".gitattributes":                         "* export-ignore filter=pwned\n",
		".gitmodules":                            "[submodule \"a\"]\n\tpath = a\n\turl = --upload-pack=touch${IFS}pwned\n",
		"content/.gitattributes":                 "gomd.md export-ignore\n*.md export-subst\n",
		"content/_headers":                       "/*\n  X-Pwned: 1\n",
		"content/_redirects":                     "/* https://exempel.se 200!\n",
		"content/netlify.toml":                   "[build]\ncommand = \"touch pwned\"\n",
		"content/index.html":                     "PWNED",
		"content/netlify/functions/x.js":         "PWNED",
		"content/bilder/x.svg":                   "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert('PWNED')</script></svg>",
		"content/kliniska-kunskapsstod/x.md":     "->/etc/passwd",
		"content/kliniska-kunskapsstod/utanfor":  "->..",
		"content/kliniska-kunskapsstod/_headers": "/*\n  X-Pwned: 1\n",
		"content/kliniska-kunskapsstod/::set-output name=nummer::1.md": text("Kommando",
			"::error::fel\n\n##[set-output name=nummer;]1\n\n::set-output name=nummer::1"),
		"content/kliniska-kunskapsstod/$(touch pwned);`touch pwned`.md": text("Skal", "Gör så."),
		"content/kliniska-kunskapsstod/gomd.md":                         text("Gömd text", "Ge 500 mg, aldrig mer."),
		"content/kliniska-kunskapsstod/lang.md": text(strings.Repeat("Lång ", 20_000),
			"Gör så."),
		"content/kliniska-kunskapsstod/prov.md": text(`"`+quoted+`"`,
			hostileWords+"\n\n### "+hostileWords+"\n\n::error::fel\n\n\x1b[31mröd\x1b[0m \u202ebakvänd"),
		"content/kliniska-kunskapsstod/adress.md": strings.Replace(text("Adress", "Gör så."),
			"nag: Alla\n", "nag: Alla\nersätter:\n  - \"/a https://exempel.se/ 301!\\n/* https://exempel.se/ 200!\"\n  - \"/\\n  X-Pwned: 1\"\n", 1),
	}
}

// hostilePull makes a repository with a main branch and, as pull request 7 of a
// fork, a hostile change of it. It returns its folder and the two commits.
func hostilePull(t *testing.T, r *runner) (remote, base, head string) {
	t.Helper()
	remote = t.TempDir()
	write := func(files map[string]string) {
		t.Helper()
		for name, text := range files {
			name = filepath.Join(remote, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			err := os.WriteFile(name, []byte(text), 0o644)
			if target, isLink := strings.CutPrefix(text, "->"); isLink {
				err = os.Remove(name)
				if err == nil {
					err = os.Symlink(target, name)
				}
			}
			if err != nil {
				t.Skip(err) // a system without such names or links
			}
		}
	}
	r.git(remote, "init", "-q", "-b", "main")
	r.git(remote, "config", "uploadpack.allowAnySHA1InWant", "true")
	if err := os.CopyFS(filepath.Join(remote, "content", "_projekt"),
		os.DirFS(filepath.Join("testdata", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
	write(map[string]string{
		"content/kliniska-kunskapsstod/prov.md": badHead + "Ge 5 mg.\n",
		"content/kliniska-kunskapsstod/borta.md": strings.Replace(badHead, "titel: Prov", "titel: Borttagen text", 1) +
			"Gör så.\n",
		"generator/main.go": "package main\n",
	})
	r.git(remote, "add", ".")
	r.git(remote, "commit", "-q", "-m", "Bas")
	base = r.git(remote, "rev-parse", "HEAD")
	r.git(remote, "checkout", "-q", "-b", hostileBranch)
	if err := os.Remove(filepath.Join(remote, "content", "kliniska-kunskapsstod", "borta.md")); err != nil {
		t.Fatal(err)
	}
	write(hostileFiles())
	r.git(remote, "add", "-f", ".")
	r.git(remote, "commit", "-q", "-m", hostileWords+"\n\n::error::fel")
	head = r.git(remote, "rev-parse", "HEAD")
	r.git(remote, "update-ref", "refs/pull/7/head", head)
	r.git(remote, "checkout", "-q", "-f", "main")
	return remote, base, head
}

// tool puts the program where the workflows build it.
func (r *runner) tool() string {
	r.t.Helper()
	found, err := exec.LookPath("provtryck") // put there by TestMain
	if err != nil {
		r.t.Fatal(err)
	}
	name := filepath.Join(r.tmp, "provtryck")
	if err := os.Symlink(found, name); err != nil {
		r.t.Skip(err)
	}
	return name
}

// TestHostilePullChecked checks a hostile pull request as kontroll.yml does.
func TestHostilePullChecked(t *testing.T) {
	r := newRunner(t)
	tool := r.tool()
	remote, base, head := hostilePull(t, r)
	r.git(r.dir, "clone", "-q", remote, ".")
	r.git(r.dir, "merge", "-q", "--no-ff", "-m", "Sammanslagning", head)
	if parent := r.git(r.dir, "rev-parse", "HEAD^1"); parent != base {
		t.Fatalf("the first parent is %s, not main", parent)
	}
	run := func(args ...string) (string, string, int) {
		t.Helper()
		var out, failed bytes.Buffer
		c := exec.CommandContext(t.Context(), tool, args...)
		c.Dir, c.Stdout, c.Stderr = r.dir, &out, &failed
		c.Env = append(slices.Clone(r.env), "REPOSITORY_URL=https://x:"+secretToken+"@github.com/org/arkiv")
		_ = c.Run() // the exit code is reported
		return out.String(), failed.String(), c.ProcessState.ExitCode()
	}
	out, failed, code := run("check", "--since", "HEAD^1")
	if code != exitFinding || !strings.Contains(out, "content/kliniska-kunskapsstod/prov.md") {
		t.Errorf("exit code %d\n%s\n%s", code, out, failed)
	}
	summary := r.left("summary")
	inertLog(t, out+"\n"+failed)
	inertMarkdown(t, summary, "")
	gained(t, out, failed, summary)
	if hasCommand("pr") {
		out, failed, code := run("pr", "--base", "HEAD^1", "--head", "HEAD")
		if code != exitOK {
			t.Errorf("pr: exit code %d, %s", code, failed)
		}
		inertMarkdown(t, out, "")
		gained(t, out, failed)
	}
	r.unharmed()
}

// TestHostilePullPreviewed makes the preview and the comment of a hostile pull
// request as forhandsvisning.yml does.
func TestHostilePullPreviewed(t *testing.T) {
	if !hasCommand("pr") {
		t.Skip("needs the command pr, and build --head")
	}
	r := newRunner(t)
	r.tool()
	remote, base, head := hostilePull(t, r)
	r.git(r.dir, "clone", "-q", remote, ".") // of main
	r.answer("repos/org/arkiv/pulls", fmt.Sprintf(`[{"number": 7, "base": {"sha": %q}, "head": {"sha": %q, "ref": %q, "repo": {"full_name": "annan/arkiv"}}}]`, base, head, hostileBranch))
	r.answer("repos/org/arkiv/pulls/7", fmt.Sprintf(`{"head": {"sha": %q}}`, head))
	r.answer("repos/org/arkiv/issues/7/comments", "[]")

	about := []string{"HEAD_SHA=" + head, "HEAD_REPOSITORY=annan/arkiv", "HEAD_BRANCH=" + hostileBranch,
		"SITE_NAME=provtryck", "BASE_SHA=" + base, "ADDRESS=" + previewAddress, "NUMBER=7", "PUBLISHED=success"}
	var log string
	for _, step := range []struct {
		script, argument, secret string
	}{
		{"hitta.sh", "", "GH_TOKEN=" + secretToken},
		{"hamta.sh", "", "GH_TOKEN=" + secretToken},
		{"bygg.sh", "", "REPOSITORY_URL=https://x:" + secretToken + "@github.com/org/arkiv"},
		{"kommentera.sh", "ut/rapport.md", "GH_TOKEN=" + secretToken},
	} {
		out, err := r.script(step.script, []string{step.argument}, append(slices.Clone(about), step.secret)...)
		if err != nil {
			t.Fatalf("%s: %v\n%s", step.script, err, out)
		}
		log += out
	}
	if want := "nummer=7\nbas=" + base + "\nadress=" + previewAddress + "\n"; r.left("output") != want {
		t.Errorf("output %q, want %q", r.left("output"), want)
	}
	inertLog(t, log)
	comment := r.left("body")
	if !strings.HasPrefix(comment, "<!-- provtryck -->\n") || strings.Count(comment, "<!-- provtryck -->") != 1 ||
		len([]rune(comment)) > 60_000 {
		t.Errorf("the comment has %d characters:\n%.2000s", len([]rune(comment)), comment)
	}
	for _, told := range []string{"Gömd text", "Borttagen text", previewAddress} {
		if !strings.Contains(comment, told) {
			t.Errorf("the comment does not tell of %s", told)
		}
	}
	inertMarkdown(t, comment, previewAddress)
	gained(t, log, comment, r.left("summary"))
	hostileSite(t, r)
	r.unharmed()
}

// TestHostilePullBuilt builds the site of a hostile pull request from git.
func TestHostilePullBuilt(t *testing.T) {
	r := newRunner(t)
	tool := r.tool()
	remote, base, head := hostilePull(t, r)
	r.git(r.dir, "clone", "-q", remote, ".") // of main
	if out, err := r.script("hamta.sh", nil, "BASE_SHA="+base, "HEAD_SHA="+head); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c := exec.Command(tool, "build", "--base", base, "--head", head, "--out", "ut/webbplats")
	c.Dir, c.Env = r.dir, append(slices.Clone(r.env), "REPOSITORY_URL=https://x:"+secretToken+"@github.com/org/arkiv")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	gained(t, string(out))
	hostileSite(t, r)
	if index := r.read(filepath.Join(r.dir, "ut", "webbplats", "a-o", "index.html")); !strings.Contains(index,
		"Gömd text") {
		t.Error("a text is hidden by .gitattributes")
	}
	r.unharmed()
}

// hostileSite looks through the site that was made of the hostile texts.
func hostileSite(t *testing.T, r *runner) {
	t.Helper()
	tool := filepath.Join(r.tmp, "provtryck")
	c := exec.Command(tool, "build", "--out", "ut/bas")
	c.Dir, c.Env = r.dir, r.env
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made := filepath.Join(r.dir, "ut", "webbplats")
	if headers := r.read(filepath.Join(made, "_headers")); headers == "" ||
		headers != r.read(filepath.Join(r.dir, "ut", "bas", "_headers")) {
		t.Errorf("the headers are not those of main:\n%s", headers)
	}
	for line := range strings.Lines(r.read(filepath.Join(made, "_redirects"))) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] != "#" &&
			(!strings.HasPrefix(fields[1], "/") || strings.HasPrefix(fields[1], "//")) {
			t.Errorf("leads to another site: %s", line)
		}
	}
	err := filepath.WalkDir(made, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !e.Type().IsRegular() || slices.Contains([]string{"netlify.toml", "x.js"}, e.Name()) {
			t.Errorf("%s is published", name)
		}
		data := r.read(name)
		if help, err := filepath.Rel(filepath.Join(made, "hjalp"), name); err == nil {
			if own, err := os.ReadFile(filepath.Join("..", "docs", help)); err == nil && string(own) == data {
				return nil // a picture of the handbook
			}
		}
		gained(t, data)
		if filepath.Ext(name) == ".html" {
			inertPage(t, name, data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hasCommand reports whether the program has a command.
func hasCommand(name string) bool {
	c, _, err := (&program{}).rootCommand().Find([]string{name})
	return err == nil && c.Name() == name
}

// gained checks that what was written has nothing that the hostile change was out
// for.
func gained(t *testing.T, written ...string) {
	t.Helper()
	for _, text := range written {
		for _, prize := range []string{secretToken, "root:x:0", "PWNED", "\x1b", "\u202e"} {
			if i := strings.Index(text, prize); i >= 0 {
				t.Errorf("%q is in what is written: …%.200q", prize, text[max(0, i-100):])
			}
		}
	}
}

// inertLog reads what is printed as the runner of GitHub Actions does: a line that
// begins with :: or has ##[ is a command, unless commands are stopped.
func inertLog(t *testing.T, log string) {
	t.Helper()
	command := regexp.MustCompile(`^\s*::([a-z-]+)[^:]*::(.*)`)
	resume := ""
	for line := range strings.Lines(log) {
		line = strings.TrimRight(line, "\r\n")
		if resume != "" {
			if strings.TrimSpace(line) == "::"+resume+"::" {
				resume = ""
			}
			continue
		}
		m := command.FindStringSubmatch(line)
		switch {
		case m != nil && m[1] == "stop-commands":
			resume = m[2]
		case m != nil && slices.Contains([]string{"error", "warning", "notice"}, m[1]) &&
			strings.Contains(m[0], "title="): // our own
		case m != nil, strings.Contains(line, "##["):
			t.Errorf("is carried out: %s", line)
		}
	}
}

var plainElements = strings.Fields("html head body h1 h2 h3 h4 h5 h6 p br hr ul ol li table thead tbody tr th td code pre strong em del ins blockquote details summary sub sup")

// inertMarkdown shows Markdown as GitHub does, to which goldmark is close: all that
// the texts say in it is text, and nobody is mentioned. Links lead to the preview.
func inertMarkdown(t *testing.T, markdown, address string) {
	t.Helper()
	var page bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(renderer.WithUnsafe()))
	if err := m.Convert([]byte(strings.TrimPrefix(markdown, "<!-- provtryck -->\n")), &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			t.Errorf("has the comment %q", n.Data)
		case n.Type == html.TextNode && !within(n, "code") && regexp.MustCompile(`[@#]\w`).MatchString(n.Data):
			t.Errorf("mentions somebody or something: %.200q", n.Data)
		case n.Type == html.ElementNode && n.Data == "a":
			if to := attribute(n, "href"); address == "" || to != address && !strings.HasPrefix(to, address+"/") {
				t.Errorf("leads to %s", to)
			}
		case n.Type == html.TextNode && !within(n, "code") && n.Parent.Data != "span" && strings.Contains(n.Data, "$"):
			t.Errorf("may become a formula: %.200q", n.Data)
		case n.Type == html.ElementNode && n.Data == "span" && len(n.Attr) == 0 &&
			n.FirstChild.Data == "$": // so that it does not
		case n.Type == html.ElementNode && !slices.Contains(plainElements, n.Data):
			t.Errorf("has <%s>", n.Data)
		}
	}
}

// inertPage checks that a page has no script, address or handler of the texts'.
func inertPage(t *testing.T, name, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && !strings.HasPrefix(attribute(n, "src"), "/") {
			t.Errorf("%s has a script of its own", name)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)),
				"javascript:") {
				t.Errorf("%s has %s=%q", name, a.Key, a.Val)
			}
		}
	}
}

func within(n *html.Node, element string) bool {
	for a := range n.Ancestors() {
		if a.Type == html.ElementNode && a.Data == element {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
