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

// matrixFormats are the ways in which the matrix of audiences is printed.
var matrixFormats = map[string]func(io.Writer, coverage.Matrix) error{
	"text": coverage.WriteText,
	"json": coverage.WriteJSON,
	"csv":  func(w io.Writer, m coverage.Matrix) error { return coverage.WriteCSV(w, true, m) },
}

// matrixCommand prints the matrix of audiences.
func (p *program) matrixCommand() *cobra.Command {
	format, columns := "text", "typprofiler"
	c := &cobra.Command{
		Use:   "malgrupper",
		Short: "Visar hur stor del av texterna varje läsare får",
		Long: "Visar hur stor del av orden i varje program och kapitel som varje läsare får.\n" +
			"I json och csv finns även texter och avsnitt.",
		Example: "  provtryck malgrupper\n  provtryck malgrupper --kolumner verksamhet --format csv > malgrupper.csv",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			write, known := matrixFormats[format]
			if !known {
				return fmt.Errorf("formatet %q finns inte; välj text, json eller csv", format)
			}
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			chosen, err := findColumns(s, columns)
			if err != nil {
				return err
			}
			return write(p.out, coverage.New(s, chosen))
		},
	}
	c.Flags().StringVar(&format, "format", format, "`form` som matrisen skrivs i: text, json eller csv")
	c.Flags().StringVar(&columns, "kolumner", columns, "`vad` kolumnerna är: typprofiler, eller en dimension: verksamhet, yrkesroll …")
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
