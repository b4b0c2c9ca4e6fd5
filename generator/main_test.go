package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"provtryck": func() {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
	}})
}

// TestScripts runs whole commands as an editor would: files in; output, exit
// code and files out. Each script begins with the project's own taxonomy and
// blueprints in content/_projekt.
func TestScripts(t *testing.T) {
	project, err := filepath.Abs(filepath.Join("..", "content", projectFolder))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "scripts"),
		Setup: func(e *testscript.Env) error {
			return os.CopyFS(filepath.Join(e.WorkDir, "content", projectFolder), os.DirFS(project))
		},
	})
}
