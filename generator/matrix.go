package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/coverage"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// matrixCommand prints the matrix of audiences.
func (p *program) matrixCommand() *cobra.Command {
	columns, written := "typprofiler", formats{known: []string{"csv"}}
	c := &cobra.Command{
		Use:   "malgrupper",
		Short: "Skriver ut hur stor del av texterna varje läsare ser",
		Long: "Skriver ut hur stor del av orden i varje program, kapitel, text och avsnitt som varje läsare ser,\n" +
			"som en tabell för Excel (CSV). Som en sida finns den i förhandsvisningen: /granskning/malgrupper/.",
		Example: "  provtryck malgrupper --format csv=malgrupper.csv\n" +
			"  provtryck malgrupper --kolumner verksamhet --format csv=verksamhet.csv",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := p.outside(written.chosen); err != nil {
				return err
			}
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			chosen, err := findColumns(s, columns)
			if err != nil {
				return err
			}
			return p.deliverAll(written, func(_ string, w io.Writer) error { return coverage.WriteCSV(w, true, coverage.New(s, chosen)) })
		},
	}
	c.Flags().Var(&written, "format", "csv till skärmen, csv=FIL till en fil")
	c.Flags().StringVar(&columns, "kolumner", columns,
		"`vad` kolumnerna är: typprofiler, eller en dimension: verksamhet, yrkesroll …")
	return c
}

func findColumns(s *site.Site, word string) ([]coverage.Column, error) {
	if spelling.Fold(word) == "typprofiler" {
		return coverage.Personas(s.Taxonomy), nil
	}
	if d, known := s.Taxonomy.FindDimension(word); known {
		return coverage.Tags(s.Taxonomy, d), nil
	}
	names := []string{"typprofiler"}
	for _, d := range s.Taxonomy.Dimensions {
		names = append(names, strings.ToLower(d.Label))
	}
	return nil, fmt.Errorf("kolumnerna %q finns inte; %s", word, spelling.DidYouMean(word, names))
}
