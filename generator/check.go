package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/problem"
)

// checkCommand prints the findings.
func (p *program) checkCommand() *cobra.Command {
	format := "text"
	level := failOn{"error", problem.Error}
	c := &cobra.Command{
		Use:   "check",
		Short: "Kontrollerar alla texter och skriver ut anmärkningarna",
		Long: "Kontrollerar alla texter och skriver ut anmärkningarna, var och en med fil, rad, kolumn och råd.\n" +
			"Slutkod: 0 när inget hindrar, 1 när det finns fel (eller varningar, se --fail-on), 2 när kommandot inte kunde köras.",
		Example: "  provtryck check\n  provtryck check --format json --fail-on warning",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			print, known := problem.Formats[format]
			if !known {
				return fmt.Errorf("formatet %q finns inte; välj %s", format, strings.Join(slices.Sorted(maps.Keys(problem.Formats)), " eller "))
			}
			root, err := p.openContent()
			if err != nil {
				return err
			}
			defer root.Close()
			s, err := p.loadSite(p.reader(root.FS()))
			if err != nil {
				return err
			}
			problems := s.Problems.In(filepath.ToSlash(p.content))
			if err := print(p.out, problems); err != nil {
				return err
			}
			return level.verdict(problems)
		},
	}
	c.Flags().StringVar(&format, "format", format, "hur anmärkningarna skrivs: text eller json")
	c.Flags().Var(&level, "fail-on", "vad som ger slutkod 1: error, warning eller never")
	return c
}
