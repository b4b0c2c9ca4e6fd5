package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/feedback"
	"provtryck/generator/problem"
	"provtryck/generator/round"
	"provtryck/generator/site"
)

// roundsCommand lists what reviewers are asked.
func (p *program) roundsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "omgang",
		Short: "Visar granskningsomgångarna och hur många dagar som är kvar",
		Long: "Visar granskningsomgångarna: vilka texter, vem som frågar, hur många dagar som är kvar och vilka som har svarat.\n" +
			"En omgång är en fil i content/_projekt/omgangar. Hur den skrivs står i docs/omgangar.md.",
		Example: "  provtryck omgang",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			faulty := slices.DeleteFunc(slices.Clone(s.Problems), func(f problem.Problem) bool {
				return !strings.HasPrefix(f.Pos.File, content.RoundsFolder+"/")
			})
			if err := problem.Text(p.err, faulty.In(filepath.ToSlash(p.content))); len(faulty) > 0 && err != nil {
				return err
			}
			if len(s.Rounds) == 0 && len(faulty) > 0 {
				return errors.New("ingen omgång går att läsa; rätta felen ovan")
			}
			if len(s.Rounds) == 0 {
				fmt.Fprintf(p.out, "Det finns inga omgångar. Skriv en fil i %s/%s, se docs/omgangar.md.\n", p.content, content.RoundsFolder)
				return nil
			}
			for _, r := range s.Rounds {
				p.printRound(s, r)
			}
			return nil
		},
	}
}

func (p *program) printRound(s *site.Site, r *round.Round) {
	fmt.Fprintf(p.out, "%s: %s\n  %s till %s, %s\n  %s, från %s\n", r.ID, p.out.paint(bold, r.Title), r.First, r.Last,
		daysLeft(r, s.Today), problem.Amount(len(s.TextsOf(r)), "text", "texter"), r.From)
	b := feedback.BalanceOf(s.Comments, r.ID, r.Respondents)
	for _, who := range b.Answered {
		fmt.Fprintf(p.out, "  svar: %s, %s\n", who.Name, problem.Amount(who.Count, "synpunkt", "synpunkter"))
	}
	for _, who := range b.Awaited {
		fmt.Fprintf(p.out, "  väntar på: %s\n", who)
	}
}

// daysLeft says how long a round remains open.
func daysLeft(r *round.Round, day string) string {
	switch left := r.DaysLeft(day); {
	case !r.Begun(day):
		return "har inte börjat"
	case r.Over(day):
		return "avslutad"
	case left == 0:
		return "sista dagen i dag"
	default:
		return problem.Amount(left, "dag kvar", "dagar kvar")
	}
}
