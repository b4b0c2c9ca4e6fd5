package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/coverage"
)

// outlineCommand prints what a reader gets of the texts.
func (p *program) outlineCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "som läsare [text eller mapp]",
		Short: "Visar vad en viss läsare ser av texterna",
		Long: "Visar rubrikerna i en text, eller i alla texter i en mapp, så som en läsare ser dem.\n" +
			"Läsaren är en typprofil eller målgrupper med komma emellan. Det som läsaren inte ser har ett streck framför sig.",
		Example: "  provtryck som \"Kurator i elevhälsan\" content/vard-och-insatsprogram/adhd\n" +
			"  provtryck som \"kommun, socialtjänst\"",
		Args: argumentCount(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			reader, err := coverage.FindReader(s.Taxonomy, args[0])
			if err != nil {
				return err
			}
			within := ""
			if len(args) == 2 {
				if within, err = p.inContent(args[1]); err != nil {
					return err
				}
			}
			texts := coverage.Outline(s, reader, filepath.ToSlash(p.content), within)
			if texts == "" {
				return fmt.Errorf("inga texter finns i %s; ange en .md-fil eller en mapp i %s", args[1], p.content)
			}
			labels := strings.Join(s.Taxonomy.Labels(reader.Profile), ", ")
			_, err = fmt.Fprintf(p.out, "%s: %s\n%s", reader.Name, labels, texts)
			return err
		},
	}
}
