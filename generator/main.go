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
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second Ctrl-C ends the program whatever it does
	cobra.MousetrapHelpText = "" // a double click on Windows starts the preview
	if len(os.Args) == 1 {
		besideProgram()
	}
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv)
	if code == exitFailure && mousetrap.StartedByExplorer() {
		keepOpen(os.Stdin, os.Stderr)
	}
	os.Exit(code)
}

// keepOpen waits for Enter. Windows closes the window of a program that was double-clicked as
// soon as it ends, and what it has said with it. (Not tried on Windows itself.)
func keepOpen(in io.Reader, out io.Writer) {
	fmt.Fprintln(out, "Tryck Enter för att stänga fönstret.")
	_, _ = bufio.NewReader(in).ReadString('\n') // without input there is nobody to wait for
}

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, out, err io.Writer, getenv func(string) string) int {
	p := &program{content: defaultContent, out: newTerminal(out, getenv), err: newTerminal(err, getenv), getenv: getenv}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetOut(p.out)
	root.SetErr(p.err)
	switch failure := root.ExecuteContext(ctx); {
	case failure == nil:
		return exitOK
	case errors.Is(failure, errFindings):
		return exitFinding
	default:
		fmt.Fprintf(p.err, "provtryck: %v\n", failure)
		return exitFailure
	}
}

// rootCommand is provtryck itself, which without a command is serve.
func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "provtryck",
		Short: "Visar texter i migreringsmallen så som de blir på 1177 för vårdpersonal",
		Long: "Provtryck visar texter i migreringsmallen så som de blir på 1177 för vårdpersonal.\n" +
			"Utan kommando startar förhandsvisningen, som provtryck serve.",
		Example: "  provtryck\n" +
			"  provtryck serve --base origin/main\n" +
			"  provtryck check\n" +
			"  provtryck new insats content/vard-och-insatsprogram/adhd/06-behandling-och-stod/ny-insats.md",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
	}
	root.PersistentFlags().Var((*pathFlag)(&p.content), "content", "`mapp`en med texterna")
	root.AddGroup(&cobra.Group{ID: "main", Title: "Kommandon:"})
	serve := p.serveCommand()
	root.Flags().AddFlagSet(serve.Flags())
	root.RunE = serve.RunE
	root.AddCommand(serve, p.startCommand(serve), p.buildCommand(), p.checkCommand(), p.pullRequestCommand(), p.newCommand(), p.moveCommand(), p.intakeCommand(),
		p.searchCommand(), p.trialCommand(), p.matrixCommand(), p.outlineCommand(), p.roundsCommand(), p.commentsCommand(), p.accountCommand(), p.inventoryCommand(), p.redirectsCommand(), p.entriesCommand(), p.enterCommand(), p.collateCommand(), p.doctorCommand(), p.versionCommand())
	for _, c := range root.Commands() {
		c.GroupID = "main"
	}
	root.SetFlagErrorFunc(flagFault)
	inSwedish(root)
	return root
}
