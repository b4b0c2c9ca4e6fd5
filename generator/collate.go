package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"provtryck/generator/audit"
	"provtryck/generator/collation"
)

// collateOptions are the flags of jamfor.
type collateOptions struct {
	page     string // a saved page, or a folder of them
	fetch    bool
	selector string
	written  formats
}

// collateCommand compares texts with the pages that they have become at 1177.
func (p *program) collateCommand() *cobra.Command {
	o := collateOptions{written: formats{known: []string{"text", "json", "csv"}}}
	c := &cobra.Command{
		Use:   "jamfor [text eller mapp]…",
		Short: "Jämför texterna med sidorna på 1177",
		Long: "Jämför texter med sidorna som de har blivit på 1177, när de är inlagda: ord, tal, ordning, rubriker, listor, tabeller,\n" +
			"länkar, bilders beskrivningar, titel, ingress, målgrupp och sökord. Texten hittas på sidan med sina egna ord.\n" +
			"Fet och kursiv stil jämförs inte. Bara det som ändrar vad läsaren läser är en skillnad; mellanslag och citattecken räknas för sig.\n" +
			"Slutkod: 0 när allt är lika, 1 när något skiljer sig eller inte kunde jämföras, 2 när inget kunde göras.",
		Example: "  provtryck jamfor content/kliniska-kunskapsstod/krisplan.md --sida krisplan.html\n" +
			"  provtryck jamfor --sida sparade-sidor --format csv=jamforelse.csv\n" +
			"  provtryck jamfor content/vard-och-insatsprogram/adhd --hamta",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if (o.page == "") != o.fetch {
				return errors.New("ange antingen --sida med en sparad sida eller en mapp med sidor, eller --hamta")
			}
			if err := p.outside(o.written.chosen); err != nil {
				return err
			}
			return p.collate(c.Context(), o, args)
		},
	}
	c.Flags().Var((*pathFlag)(&o.page), "sida", "en sparad sida, eller en `mapp` med sparade sidor")
	c.Flags().BoolVar(&o.fetch, "hamta", false, "hämta sidan på den adress som står i varje text (uppgiften adress), en i sekunden")
	c.Flags().StringVar(&o.selector, "valj", "", "`del` av sidan där texten står: ett element, #id eller .klass; annars hittas den med textens ord")
	c.Flags().Var(&o.written, "format", "text, json eller csv till skärmen, csv=FIL till en fil")
	return c
}

func (p *program) collate(ctx context.Context, o collateOptions, typed []string) error {
	s, err := p.folder().SiteOf(ctx, "")
	if err != nil {
		return err
	}
	c, err := p.collator(s, o.selector, typed)
	if err != nil {
		return err
	}
	if o.fetch {
		err = c.fetch(ctx, audit.Fetch, time.Second, p.progress)
	} else {
		err = c.saved(o.page)
	}
	if err != nil {
		return err
	}
	slices.SortStableFunc(c.outcomes, func(a, b collation.Outcome) int { return cmp.Compare(a.File, b.File) })
	err = p.deliverAll(o.written, func(format string, w io.Writer) error {
		switch format {
		case "json":
			return collation.WriteJSON(w, c.outcomes)
		case "csv":
			return collation.WriteCSV(w, c.outcomes)
		}
		return collation.WriteText(w, c.outcomes)
	})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(c.outcomes, func(o collation.Outcome) bool { return !o.Same() }) {
		return errFindings
	}
	return nil
}

// progress shows where a long command is, if somebody sees it.
func (p *program) progress(format string, args ...any) {
	if p.err.person {
		fmt.Fprintf(p.err, format+"\n", args...)
	}
}
