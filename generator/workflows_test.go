package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A workflow is what GitHub Actions does, as far as it matters to who
// may do what.
type workflow struct {
	On          yaml.Node
	Permissions permissions
	Defaults    struct{ Run struct{ Shell string } }
	Concurrency yaml.Node
	Jobs        map[string]struct {
		Permissions permissions
		Environment yaml.Node
		Timeout     int `yaml:"timeout-minutes"`
		Outputs     map[string]string
		Env         map[string]string
		Steps       []step
	}
}

type permissions map[string]string

type step struct {
	Uses yaml.Node
	Run  string
	With map[string]string
	Env  map[string]string
}

// What a workflow may do that others may not.
const (
	trusted    = "forhandsvisning.yml" // runs on main with what a pull request contains
	writer     = "kommentera"          // its job that may write comments
	publisher  = "publicera"           // and the one with a secret
	publicName = "forhandsvisning"     // the environment that has it
	releasing  = "utgava.yml"          // runs on a tag
	releaser   = "ge-ut"               // its job that may publish a release, and runs nothing of the project
)

// writable are the scopes that a job may write.
var writable = map[string][]string{
	trusted + " " + writer:     {"pull-requests"},
	releasing + " " + releaser: {"attestations", "contents", "id-token"},
}

// chosenByAnybody are contexts whose values the author of a change chooses:
// names of branches, titles, texts, addresses.
var chosenByAnybody = regexp.MustCompile(`\b(github\.head_ref|head\.(ref|label)|head_(branch|ref|commit|repository\.(description|full_name|name|owner))|` +
	`display_title|\.(title|body|message|page_name|email|login|name)\b|inputs\.|toJSON\(github)`)

var pinned = regexp.MustCompile(`^[\w.-]+/[\w.-]+(/[\w./-]+)?@[0-9a-f]{40}$`)

// faults are the ways in which a workflow is less safe than ours are to be.
func faults(name string, data []byte) []string {
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		return []string{err.Error()}
	}
	var found []string
	fault := func(format string, a ...any) { found = append(found, fmt.Sprintf(format, a...)) }
	if strings.Contains(flat(&w.On), "pull_request_target") {
		fault("pull_request_target runs with a token that can write")
	}
	if w.Permissions == nil {
		fault("no permissions for the whole")
	}
	if w.Defaults.Run.Shell != "bash" {
		fault("the shell is not bash, which stops at errors in pipes")
	}
	if w.Concurrency.IsZero() {
		fault("no concurrency group")
	}
	for scope, level := range w.Permissions {
		if level != "read" {
			fault("the whole may %s %s", level, scope)
		}
	}
	for id, job := range w.Jobs {
		for scope, level := range job.Permissions {
			if level == "write" && !slices.Contains(writable[name+" "+id], scope) {
				fault("%s may write %s", id, scope)
			}
		}
		if job.Timeout == 0 {
			fault("%s may run for hours", id)
		}
		if environment := flat(&job.Environment); environment != "" && (name != trusted || id != publisher) {
			fault("%s has the environment %s", id, environment)
		}
		for i, s := range job.Steps {
			where := fmt.Sprintf("%s, step %d", id, i+1)
			found = append(found, s.faults(where, name, id)...)
		}
	}
	if name == releasing && !regexp.MustCompile(`^\s*push\s+tags\s+\S+$`).MatchString(flat(&w.On)) {
		fault("a release is made of something other than a tag: %s", flat(&w.On))
	}
	// Who runs on main must never take a pull request's own files out, whatever
	// the way.
	if name == trusted {
		for _, word := range []string{"gh pr checkout", "git checkout", "git switch", "git worktree", "run-id",
			"github-token", "allow-unsafe-pr-checkout"} {
			if strings.Contains(string(data), word) {
				fault("%s in what runs on main", word)
			}
		}
	}
	slices.Sort(found)
	return found
}

func (s step) faults(where, name, job string) []string {
	var found []string
	fault := func(format string, a ...any) { found = append(found, where+": "+fmt.Sprintf(format, a...)) }
	if s.Uses.Value != "" {
		if !pinned.MatchString(s.Uses.Value) {
			fault("%s is not pinned to a commit", s.Uses.Value)
		}
		if !regexp.MustCompile(`^# v\d+\.\d+\.\d+$`).MatchString(s.Uses.LineComment) {
			fault("%s has no comment with its version", s.Uses.Value)
		}
	}
	if strings.HasPrefix(s.Uses.Value, "actions/checkout@") {
		if s.With["persist-credentials"] != "false" {
			fault("leaves the token in the folder")
		}
		if name == trusted && (s.With["ref"] != "" || s.With["repository"] != "") {
			fault("checks out something other than main")
		}
	}
	if name == releasing && job == releaser {
		action, _, _ := strings.Cut(s.Uses.Value, "@")
		if !slices.Contains([]string{"", "actions/download-artifact", "actions/attest-build-provenance"}, action) {
			fault("%s where a token can write", action)
		}
		if s.Run != "" && !strings.HasPrefix(s.Run, "gh release create ") {
			fault("runs something other than gh where a token can write")
		}
	}
	if strings.Contains(s.Run, "${{") {
		fault("an expression in run: what it stands for would be carried out")
	}
	if strings.Count(strings.TrimSpace(s.Run), "\n") >= 10 {
		fault("more than ten lines in run; write a script")
	}
	for key, value := range s.With {
		if chosenByAnybody.MatchString(value) {
			fault("%s is %s, which anybody may choose", key, value)
		}
	}
	secrets := slices.ContainsFunc(append(slices.Collect(maps.Values(s.Env)), slices.Collect(maps.Values(s.With))...),
		func(value string) bool { return strings.Contains(value, "secrets") })
	if secrets && (name != trusted || job != publisher) {
		fault("knows a secret")
	}
	return found
}

// flat is all that is written in a part of a file.
func flat(n *yaml.Node) string {
	text := n.Value
	for _, child := range n.Content {
		text += " " + flat(child)
	}
	return text
}

// TestWorkflows checks that no workflow does what would let a pull request from
// anybody do more than be read.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", ".github", "workflows", "*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d workflows, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(filepath.Base(file), data) {
			t.Errorf("%s: %s", filepath.Base(file), fault)
		}
	}
}

// TestWorkflowFaults shows the test above one fault at a time.
func TestWorkflowFaults(t *testing.T) {
	const sha = "3d3c42e5aac5ba805825da76410c181273ba90b1"
	safe := `on: pull_request
permissions: {contents: read}
defaults: {run: {shell: bash}}
concurrency: a
jobs:
  a:
    timeout-minutes: 5
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@` + sha + ` # v7.0.1
        with: {persist-credentials: false}
      - run: echo "$TITLE"
        env: {TITLE: '${{ github.event.pull_request.title }}'}
`
	for _, name := range []string{"kontroll.yml", trusted} {
		if found := faults(name, []byte(safe)); found != nil {
			t.Fatalf("the safe workflow %s has faults: %q", name, found)
		}
	}
	release := strings.NewReplacer("on: pull_request", "on: {push: {tags: ['v1']}}", "  a:\n", "  "+releaser+":\n",
		"permissions: {contents: read}\n    steps", "permissions: {contents: write}\n    steps",
		"actions/checkout", "actions/download-artifact", `echo "$TITLE"`, `gh release create "$TITLE"`).Replace(safe)
	if found := faults(releasing, []byte(release)); found != nil {
		t.Fatalf("the safe release has faults: %q", found)
	}
	for _, c := range []struct{ name, old, with string }{
		{releasing, "{push: {tags: ['v1']}}", "{push: {tags: ['v1'], branches: [main]}}"},
		{releasing, "{push: {tags: ['v1']}}", "{push: {tags: ['v1']}, pull_request: {}}"},
		{releasing, "{contents: write}", "{packages: write}"},
		{releasing, "  " + releaser + ":", "  bygg:"},
		{releasing, "actions/download-artifact", "actions/checkout"},
		{releasing, "actions/download-artifact", "actions/setup-go"},
		{releasing, "gh release create", "bash utgava/provtryck"},
		{"kontroll.yml", "on: pull_request", "on: [push, pull_request_target]"},
		{"kontroll.yml", "permissions: {contents: read}\ndefaults", "defaults"},
		{"kontroll.yml", "permissions: {contents: read}\ndefaults", "permissions: write-all\ndefaults"},
		{"kontroll.yml", "permissions: {contents: read}\ndefaults", "permissions: {contents: write}\ndefaults"},
		{"kontroll.yml", "defaults: {run: {shell: bash}}\n", ""},
		{"kontroll.yml", "concurrency: a\n", ""},
		{"kontroll.yml", "    timeout-minutes: 5\n", ""},
		{"kontroll.yml", "    permissions: {contents: read}", "    permissions: {pull-requests: write}"},
		{"kontroll.yml", "    permissions: {contents: read}", "    permissions: write-all"},
		{trusted, "    permissions: {contents: read}", "    permissions: {pull-requests: write}"},
		{"kontroll.yml", "    timeout-minutes: 5", "    timeout-minutes: 5\n    environment: " + publicName},
		{"kontroll.yml", sha, "v7"},
		{"kontroll.yml", sha, sha[:12]},
		{"kontroll.yml", "actions/checkout@" + sha, "./.github/actions/x"},
		{"kontroll.yml", " # v7.0.1", ""},
		{"kontroll.yml", " # v7.0.1", " # checkout"},
		{"kontroll.yml", "with: {persist-credentials: false}", "with: {path: a}"},
		{"kontroll.yml", "persist-credentials: false", "persist-credentials: true"},
		{"kontroll.yml", `echo "$TITLE"`, `echo "${{ github.event.pull_request.title }}"`},
		{"kontroll.yml", `echo "$TITLE"`, `echo "${{ github.sha }}"`},
		{"kontroll.yml", `- run: echo "$TITLE"`, "- run: |" + strings.Repeat("\n          true", 11)},
		{"kontroll.yml", "persist-credentials: false", "persist-credentials: false, path: '${{ github.head_ref }}'"},
		{"kontroll.yml", "persist-credentials: false",
			"persist-credentials: false, path: '${{ github.event.pull_request.head.ref }}'"},
		{"kontroll.yml", "persist-credentials: false",
			"persist-credentials: false, path: '${{ github.event.issue.title }}'"},
		{"kontroll.yml", "${{ github.event.pull_request.title }}", "${{ secrets.NETLIFY_AUTH_TOKEN }}"},
		{"kontroll.yml", "persist-credentials: false", "persist-credentials: false, token: '${{ secrets.PAT }}'"},
		{trusted, "${{ github.event.pull_request.title }}", "${{ secrets.NETLIFY_AUTH_TOKEN }}"},
		{trusted, "persist-credentials: false", "persist-credentials: false, ref: '${{ github.event.workflow_run.head_sha }}'"},
		{trusted, "persist-credentials: false", "persist-credentials: false, repository: a/b"},
		{trusted, "persist-credentials: false", "persist-credentials: false, run-id: '7'"},
		{trusted, `echo "$TITLE"`, `gh pr checkout 7`},
		{trusted, `echo "$TITLE"`, `git checkout FETCH_HEAD`},
	} {
		from := safe
		if c.name == releasing {
			from = release
		}
		changed := strings.Replace(from, c.old, c.with, 1)
		if changed == from {
			t.Fatalf("%q is not there to be changed", c.old)
		}
		if faults(c.name, []byte(changed)) == nil {
			t.Errorf("%s with %q for %q has no fault", c.name, c.with, c.old)
		}
	}
}

// TestWorkflowGo checks that the workflows and the publication build with the same
// version of Go.
func TestWorkflowGo(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "netlify.toml"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`GO_VERSION = "([\d.]+)"`).FindSubmatch(data)
	if m == nil {
		t.Fatal("netlify.toml names no version of Go")
	}
	files, _ := filepath.Glob(filepath.Join("..", ".github", "workflows", "*"))
	said := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, version := range regexp.MustCompile(`go-version: '(.*)'`).FindAllStringSubmatch(string(data), -1) {
			said++
			if version[1] != string(m[1]) {
				t.Errorf("%s says Go %s, netlify.toml %s", filepath.Base(file), version[1], m[1])
			}
		}
	}
	if said < 3 {
		t.Errorf("only %d versions of Go", said)
	}
}
