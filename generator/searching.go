package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/coverage"
	"provtryck/generator/problem"
	"provtryck/generator/search"
	"provtryck/generator/site"
)

// searchCommand finds texts by words.
func (p *program) searchCommand() *cobra.Command {
	reader, written := "", formats{known: []string{"text", "json"}}
	c := &cobra.Command{
		Use:   "sok ord…",
		Short: "Söker i texterna",
		Long: "Söker i texternas titlar, rubriker, sökord, ingresser och stycken. Böjningar, sammansatta ord och ord som betyder detsamma\n" +
			"räknas med, och de vanligaste felstavningarna. Synonymer står i content/_projekt/synonymer.yaml.",
		Example: "  provtryck sok krisplan\n" +
			"  provtryck sok --som \"Kurator i elevhälsan\" stöd vid skolfrånvaro",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.outside(written.chosen); err != nil {
				return err
			}
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			q := search.Query{Words: strings.Join(args, " ")}
			if reader != "" {
				found, err := coverage.FindReader(s.Taxonomy, reader)
				if err != nil {
					return err
				}
				q.Reader = found.Profile
			}
			x := search.New(s)
			answer := x.Find(q)
			x.Excerpts(answer, mostTexts)
			return p.deliverAll(written, func(format string, w io.Writer) error {
				if format == "json" {
					x.Excerpts(answer, len(answer.Hits))
					return search.WriteJSON(w, filepath.ToSlash(p.content), q.Words, answer)
				}
				_, err := io.WriteString(w, p.found(answer, reader != "", w == io.Writer(p.out)))
				return err
			})
		},
	}
	c.Flags().StringVar(&reader, "som", "", "bara det som en `läsare` ser: en typprofil, eller målgrupper med komma emellan")
	c.Flags().Var(&written, "format", "text eller json till skärmen, text=FIL eller json=FIL till en fil")
	return c
}

// mostTexts is how many texts are written on the screen.
const mostTexts = 10

// found returns an answer for people, with the words that were looked for in bold on the screen.
func (p *program) found(a search.Answer, asReader, painted bool) string {
	var b strings.Builder
	if a.Cut {
		b.WriteString("Frågan är lång: bara de första orden är sökta.\n")
	}
	for _, w := range a.Wanted {
		switch {
		case w.Meant != "" && len(a.Hits) == 0:
			fmt.Fprintf(&b, "%s finns inte i texterna. Menade du %s?\n", w.Typed, w.Meant)
		case w.Part != "" && len(a.Hits) > 0:
			fmt.Fprintf(&b, "%s finns inte i texterna. Här är träffarna på %s.\n", w.Typed, w.Part)
		case w.Meant != "":
			fmt.Fprintf(&b, "%s finns inte i texterna. Menade du %s? Här är träffarna på det.\n", w.Typed, w.Meant)
		case len(w.Ways) == 0, w.Part != "":
			fmt.Fprintf(&b, "%s finns inte i texterna.\n", w.Typed)
		}
	}
	if len(a.Wanted) == 0 {
		return "Inga texter hittades. Sökningen söker på bokstäver och siffror. Skriv ett ord.\n"
	}
	if len(a.Hits) == 0 {
		b.WriteString("Inga texter hittades. Sök på ett annat ord eller på färre ord")
		if asReader {
			b.WriteString(", eller utan --som")
		}
		b.WriteString(". Vanliga ord som texterna inte använder kan stå i " + path.Join(filepath.ToSlash(p.content), content.SynonymsFile) + ".\n")
		return b.String()
	}
	b.WriteString(problem.Amount(len(a.Hits), "text", "texter") + "\n")
	for _, h := range a.Hits[:min(mostTexts, len(a.Hits))] {
		in := h.Text.Product
		if h.Text.Programme != "" {
			in = h.Text.Programme
		}
		fmt.Fprintf(&b, "\n%s (%s)\n", h.Text.Title, in)
		for _, m := range h.Sections {
			pos := m.Pos()
			fmt.Fprintf(&b, "  %s:%d", path.Join(filepath.ToSlash(p.content), h.Text.File), pos.Line)
			if m.Entry.Anchor != "" {
				b.WriteString("  " + m.Entry.Heading)
			}
			b.WriteByte('\n')
			if len(m.Excerpt) == 0 {
				continue
			}
			b.WriteString("    ")
			for _, piece := range m.Excerpt {
				if piece.Marked && painted {
					b.WriteString(p.out.paint(bold, piece.Text))
				} else {
					b.WriteString(piece.Text)
				}
			}
			b.WriteByte('\n')
		}
	}
	if more := len(a.Hits) - mostTexts; more > 0 {
		fmt.Fprintf(&b, "\n%s till. Lägg till ett ord så blir det färre.\n", problem.Amount(more, "text", "texter"))
	}
	return b.String()
}

// trialCommand measures the search by questions.
func (p *program) trialCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "sokprov",
		Short: "Mäter hur bra sökningen svarar på frågorna i sokprov.yaml",
		Long: "Ställer frågorna i content/_projekt/sokprov.yaml till sökningen, och skriver hur ofta en text som besvarar frågan\n" +
			"kommer först och bland de tre första, och medelvärdet av 1/platsen bland de tio första (MRR). Frågor med undantag: ja\n" +
			"räknas för sig. Slutar med kod 1 när ett värde är lägre än gränserna i filen.",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			texts, err := p.folder().Open(c.Context(), "")
			if err != nil {
				return err
			}
			defer texts.Close()
			src, err := content.ReadFile(texts, site.TrialFile)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return fmt.Errorf("filen %s saknas; hur den skrivs står i docs/innehallsmodell.md", path.Join(filepath.ToSlash(p.content), site.TrialFile))
			case err != nil:
				return fmt.Errorf("filen %s går inte att läsa: %w", site.TrialFile, err)
			}
			s, err := p.folder().Site(c.Context(), texts)
			if err != nil {
				return err
			}
			x := search.New(s)
			trial, problems := search.LoadTrial(site.TrialFile, src)
			problems = append(problems, x.Check(trial)...)
			for _, found := range problems {
				fmt.Fprintf(p.err, "%s:%d:%d: %s; %s\n", path.Join(filepath.ToSlash(p.content), found.Pos.File), found.Pos.Line, found.Pos.Column,
					found.Message, found.Hint)
			}
			outcomes := x.Ask(trial)
			short := p.rated("Frågor", search.Rate(outcomes, false), trial.Least)
			short = p.rated("Undantag", search.Rate(outcomes, true), trial.Kept) || short
			p.missed(outcomes)
			if short || len(problems) > 0 {
				return errFindings
			}
			return nil
		},
	}
}

// rated writes a score, and reports whether it is below the limits.
func (p *program) rated(name string, s search.Score, l search.Limits) (short bool) {
	if s.Questions == 0 {
		fmt.Fprintf(p.out, "%s: 0.\n", name)
		return false
	}
	fmt.Fprintf(p.out, "%s: %d. Först: %.2f. Bland de tre första: %.2f (minst %.2f). MRR: %.2f (minst %.2f). Rätt avsnitt: %d av %d.\n",
		name, s.Questions, s.One, s.Three, l.Three, s.MRR, l.MRR, s.Section, s.Sectioned)
	return !s.Reaches(l)
}

// missed lists the questions that have no answer among the first three, or in another section. Those
// kept apart are only counted: who sees them begins to adjust the search to them.
func (p *program) missed(outcomes []search.Outcome) {
	apart := 0
	for _, o := range outcomes {
		place := fmt.Sprintf("på plats %d", o.Rank)
		if o.Rank == 0 {
			place = "inte bland de tio första"
		}
		switch {
		case o.Good():
		case o.Kept:
			apart++
		case o.Rank > 0 && o.Rank <= 3:
			fmt.Fprintf(p.out, "rad %d: %s: texten är %s, men avsnittet visas inte\n", o.Pos.Line, o.Words, place)
		default:
			first := "ingen text hittades"
			if len(o.First) > 0 {
				first = "först är " + strings.Join(o.First, ", ")
			}
			fmt.Fprintf(p.out, "rad %d: %s: svaret är %s; %s\n", o.Pos.Line, o.Words, place, first)
		}
	}
	if apart > 0 {
		fmt.Fprintf(p.out, "%s bland undantagen har inget bra svar. De räknas inte upp, så att sökningen inte ställs in efter dem.\n",
			problem.Amount(apart, "fråga", "frågor"))
	}
}
