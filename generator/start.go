package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"provtryck/generator/kit"
	"provtryck/generator/output"
)

// startCommand makes a new project in the current folder, and shows it as serve does.
func (p *program) startCommand(serve *cobra.Command) *cobra.Command {
	c := &cobra.Command{
		Use:   "starta",
		Short: "Skapar ett nytt projekt i mappen och öppnar förhandsvisningen",
		Long: "Skapar mappen content med målgrupper, mallar, ordlistor och en exempeltext av varje mall,\n" +
			"och startar sedan förhandsvisningen. Finns mappen redan ändras den inte.",
		Example: "  provtryck starta",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if p.content != defaultContent {
				return errors.New("starta skapar mappen content där du står; utelämna --content")
			}
			if err := p.start(); err != nil {
				return err
			}
			return serve.RunE(c, nil)
		},
	}
	c.Flags().AddFlagSet(serve.Flags())
	return c
}

func (p *program) start() error {
	if err := kit.Make("."); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "Skapade mappen content, med exempeltexter att byta ut. Hur du börjar står i LÄS MIG.txt.")
	return nil
}

// offerStart asks a person who shows a folder without texts whether a new project is to be made there.
func (p *program) offerStart() error {
	if _, err := os.Lstat(p.content); p.content != defaultContent || !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if !p.err.person || !term.IsTerminal(int(os.Stdin.Fd())) || !agreed(os.Stdin, p.err) {
		return nil // opening the folder says what is wrong
	}
	return p.start()
}

// agreed asks whether to make a new project, and reports whether the answer is yes.
func agreed(in io.Reader, out io.Writer) bool {
	here, err := os.Getwd()
	if err != nil {
		return false
	}
	fmt.Fprintf(out, "I mappen %s finns inga texter.\n", here)
	if output.Inside(here, os.TempDir()) {
		fmt.Fprintln(out, "Mappen är tillfällig: det som skapas här kan försvinna. Ligger programmet i en zip-fil, svara n och packa upp "+
			"den först (i Windows: högerklicka på den och välj Extrahera alla).")
	}
	fmt.Fprint(out, "Skapa ett nytt projekt här? (j/n) ")
	answer, _ := bufio.NewReader(in).ReadString('\n') // what came before an error is an answer too
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "j", "ja":
		return true
	}
	return false
}

// besideProgram goes to the folder of the program when that was double-clicked on a Mac, where it begins in
// the person's home folder. (Not tried on a Mac.)
func besideProgram() {
	home, err := os.UserHomeDir()
	here, hereErr := os.Getwd()
	file, fileErr := os.Executable()
	if runtime.GOOS == "darwin" && errors.Join(err, hereErr, fileErr) == nil && here == home {
		_ = os.Chdir(filepath.Dir(file)) // else the folder is without texts, which is said
	}
}
