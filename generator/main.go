// Provtryck renders texts written in the migration template as a look-alike of
// 1177 för vårdpersonal, to be reviewed before anything is published.
//
// Data goes through the packages in this order: content (the folder), document (one
// file), site (all of them, validated), page (the HTML of one URL), edition (the
// pages with their assets and pictures), and then output (a folder) or session and
// preview (a local server). This package has the commands. The type program is what they
// share; its method build is the whole pipeline. Only this package reads arguments and
// the environment, and only it exits.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/versions"
)

// Exit codes.
const (
	exitOK      = 0
	exitFinding = 1 // the texts have findings that --fail-on forbids
	exitFailure = 2 // the command could not be understood or carried out
)

// errFindings means that everything worked but the texts have faults.
var errFindings = errors.New("texterna har anmärkningar")

// A program is what the commands share.
type program struct {
	content string // the content folder
	out     io.Writer
	err     io.Writer
	getenv  func(string) string
}

// folder returns the content folder, judged by all rules as of today.
func (p *program) folder() versions.Folder {
	return versions.Folder{Dir: p.content, Today: p.today, Rules: catalogue()}
}

// today returns the day as of which texts are judged: that of SOURCE_DATE_EPOCH, the
// usual variable for reproducible builds, else that of the clock.
func (p *program) today() string {
	now := time.Now()
	if seconds, err := strconv.ParseInt(p.getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(seconds, 0).UTC()
	}
	return now.Format(time.DateOnly)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second Ctrl-C ends the program whatever it does
	cobra.MousetrapHelpText = "" // a double click on Windows starts the preview
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
}

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, out, err io.Writer, getenv func(string) string) int {
	p := &program{out: out, err: err, getenv: getenv}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(err)
	switch failure := root.ExecuteContext(ctx); {
	case failure == nil:
		return exitOK
	case errors.Is(failure, errFindings):
		return exitFinding
	default:
		fmt.Fprintf(err, "provtryck: %v\n", failure)
		return exitFailure
	}
}
