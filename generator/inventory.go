package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/sheet"
	"provtryck/generator/site"
)

// inventoryCommand tells what becomes of the addresses of the old site.
func (p *program) inventoryCommand() *cobra.Command {
	written := formats{known: []string{"text", "csv"}}
	var list pathFlag
	c := &cobra.Command{
		Use:   "inventering",
		Short: "Visar vad varje adress på den gamla webbplatsen blev",
		Long: "Visar vad varje adress på den gamla webbplatsen blev: de som saknar svar först. Svaren står i texterna,\n" +
			"under ersätter och ersätter-avsnitt, och i content/" + content.InventoryFile + ".\n" +
			"Med --jamfor visas i stället vilka adresser som bara står i en fil: en sitemap.xml, en lista med en adress på varje rad,\n" +
			"eller en webbservers logg (common eller combined).",
		Example: "  provtryck inventering\n" +
			"  provtryck inventering --format csv=inventering-svar.csv\n" +
			"  provtryck inventering --jamfor sitemap.xml",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := p.outside(written.chosen); err != nil {
				return err
			}
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			if list != "" {
				return p.compareList(s, string(list), written)
			}
			return p.deliverAll(written, func(format string, w io.Writer) error {
				if format == "csv" {
					return sheet.Write(w, s.Ledger.Table(filepath.ToSlash(p.content)))
				}
				return p.inventoryText(w, s)
			})
		},
	}
	c.Flags().Var(&written, "format", "text eller csv till skärmen, csv=FIL till en fil")
	c.Flags().Var(&list, "jamfor", "jämför med adresserna i en `fil`")
	return c
}

func (p *program) inventoryText(w io.Writer, s *site.Site) error {
	var b strings.Builder
	folder := filepath.ToSlash(p.content)
	if len(s.Ledger.Entries) == 0 {
		fmt.Fprintf(&b, "Här finns inga gamla adresser: ingen text har uppgiften ersätter, och %s finns inte eller är tom.\n",
			path.Join(folder, content.InventoryFile))
	} else {
		counts := s.Ledger.Counts()
		var parts []string
		for _, f := range ledger.Fates {
			parts = append(parts, fmt.Sprintf("%s %d", f, counts[f]))
		}
		fmt.Fprintf(&b, "%s: %s\n", problem.Amount(len(s.Ledger.Entries), "gammal adress", "gamla adresser"), strings.Join(parts, ", "))
	}
	for _, e := range s.Ledger.UnansweredFirst() {
		fmt.Fprintf(&b, "%s: %s: %s", e.Pos.In(folder), problem.Visible(e.Address), e.Fate)
		for i, t := range e.Targets {
			sign := ", "
			if i == 0 {
				sign = " → "
			}
			b.WriteString(sign + problem.Visible(t.String()))
		}
		if e.Note != "" {
			fmt.Fprintf(&b, " (%s)", problem.Visible(e.Note))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// compareList tells which addresses are only in a file, and which only in the ledger.
func (p *program) compareList(s *site.Site, name string, written formats) error {
	src, err := readList(name)
	if err != nil {
		return err
	}
	visits, unread, err := ledger.ReadAddresses(src, site.OldHost)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	gap := s.Ledger.Compare(visits)
	if unread > 0 {
		fmt.Fprintf(p.err, "%s i filen är inga webbadresser och är inte med\n", problem.Amount(unread, "rad", "rader"))
	}
	return p.deliverAll(written, func(format string, w io.Writer) error {
		if format == "csv" { // rows that can be put into the inventory
			rows := [][]string{append(slices.Clone(ledger.Columns), "gånger i filen")}
			for _, v := range gap.Unknown {
				rows = append(rows, []string{v.Address, "", "", "", fmt.Sprint(v.Times)})
			}
			return sheet.Write(w, rows)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s i filen, %d av dem saknas i inventeringen och texterna:\n", problem.Amount(len(visits), "adress", "adresser"), len(gap.Unknown))
		for _, v := range gap.Unknown {
			fmt.Fprintf(&b, "  %s (%s)\n", problem.Visible(v.Address), problem.Amount(v.Times, "gång", "gånger"))
		}
		fmt.Fprintf(&b, "%s står inte i filen:\n", problem.Amount(len(gap.Unseen), "adress i inventeringen och texterna", "adresser i inventeringen och texterna"))
		for _, e := range gap.Unseen {
			fmt.Fprintf(&b, "  %s (%s)\n", problem.Visible(e.Address), e.Pos.In(filepath.ToSlash(p.content)))
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// readList reads a file that is no larger than a list of addresses may be.
func readList(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, disk.Reading(err))
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, ledger.MaxList+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, disk.Reading(err))
	}
	return src, nil
}
