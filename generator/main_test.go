package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"provtryck": func() {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
	}})
}

// TestScripts runs whole commands as an editor would: files in; output, exit
// code and files out. Each script begins with the taxonomy and blueprints
// of testdata in content/_projekt, and with neither layouts nor assets: the
// program is one file. With -update the expected output is rewritten.
func TestScripts(t *testing.T) {
	project, err := filepath.Abs(filepath.Join("testdata", "content", "_projekt"))
	if err != nil {
		t.Fatal(err)
	}
	program := ""
	if !testing.Short() {
		program = builtProgram(t)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "scripts"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			if program != "" { // else this test itself is the program
				e.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+e.Getenv("PATH"))
			}
			return os.CopyFS(filepath.Join(e.WorkDir, "content", "_projekt"), os.DirFS(project))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"same":  same,
		},
	})
}

// builtProgram builds the program itself: this test may look for races, and is many times slower then.
func builtProgram(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "provtryck")
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", file, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return file
}

// TestKeepOpen checks that a window stays open until Enter, and not for a program without input.
func TestKeepOpen(t *testing.T) {
	for _, typed := range []string{"\n", "\r\n", "hej\nmer", ""} {
		var said strings.Builder
		in := strings.NewReader(typed)
		if keepOpen(in, &said); said.String() != "Tryck Enter för att stänga fönstret.\n" || in.Len() != 0 {
			t.Errorf("%q: says %q, %d bytes are left", typed, said.String(), in.Len())
		}
	}
	r, w := io.Pipe()
	closed := make(chan struct{})
	go func() { defer close(closed); keepOpen(r, io.Discard) }()
	_, _ = io.WriteString(w, "a")
	select {
	case <-closed:
		t.Error("the window is closed before Enter")
	default:
	}
	_, _ = io.WriteString(w, "\n")
	<-closed
}

// exits runs a program that ends with a certain code: "exits 2 provtryck chek".
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	default:
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("the exit code is %d, want %d", got, want)
	}
}

// same checks that two folders have the same files with the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same folder folder")
	}
	one, two := contents(ts, args[0]), contents(ts, args[1])
	if len(one) == 0 || len(one) != len(two) {
		ts.Fatalf("%d files and %d files", len(one), len(two))
	}
	for name, data := range one {
		if other, found := two[name]; !found || other != data {
			ts.Fatalf("%s differs", name)
		}
	}
}

func contents(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	fsys := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = string(data)
		return err
	}))
	return files
}

// english are words of the command-line library where it is not told
// otherwise.
var english = regexp.MustCompile(`(?i)\b(usage|flags?:|available|aliases|examples?|additional|global|command|generate|the|help for|default|print|simply)\b`)

// TestHelp asks every command for help: it is in Swedish, and shows how the
// command is used.
func TestHelp(t *testing.T) {
	root := (&program{}).rootCommand()
	asked := 0
	walk(root, func(c *cobra.Command) {
		if c.Name() == "help" {
			return
		}
		asked++
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		var out, failed bytes.Buffer
		code := run(t.Context(), args, &out, &failed, func(string) string { return "" })
		if code != exitOK || failed.Len() > 0 {
			t.Errorf("%s: exit code %d, %s", c.CommandPath(), code, &failed)
		}
		if found := english.FindAllString(out.String(), -1); found != nil {
			t.Errorf("%s --help has the English words %q", c.CommandPath(), found)
		}
		if !strings.Contains(out.String(), "Användning:\n  "+c.CommandPath()) {
			t.Errorf("%s --help does not say how it is used:\n%s", c.CommandPath(), &out)
		}
	})
	if asked < 10 {
		t.Errorf("only %d commands", asked)
	}
}
