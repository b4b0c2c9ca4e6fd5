package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/inbox"
	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/relocate"
	"provtryck/generator/site"
)

// moveCommand moves a text, a chapter or a programme.
func (p *program) moveCommand() *cobra.Command {
	dry := false
	c := &cobra.Command{
		Use:   "flytta FRÅN TILL",
		Short: "Flyttar eller byter namn på en text, ett kapitel eller ett program",
		Long: "Flyttar en text, ett kapitel eller ett program, eller ger det ett nytt namn.\n" +
			"Länkarna dit och dess egna länkar rättas, synpunkterna följer med, och den adress som texten hade " +
			"leder till den nya.\n" +
			"Bilder i andra mappar ligger kvar. Går något inte att ändra säkert ändras inget.\n" +
			"Slutkod: 0 när allt är flyttat, 2 när inget eller bara en del ändrades.",
		Example: "  provtryck flytta content/kliniska-kunskapsstod/krisplan.md content/kliniska-kunskapsstod/plan-vid-kris.md --torrkor\n" +
			"  provtryck flytta content/vard-och-insatsprogram/adhd/03-stod content/vard-och-insatsprogram/adhd/04-stod",
		Args: argumentCount(2, 2),
		RunE: func(c *cobra.Command, args []string) error { return p.move(c.Context(), args[0], args[1], dry) },
	}
	c.Flags().SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(strings.ReplaceAll(name, "ö", "o")) // --torrkör
	})
	c.Flags().BoolVar(&dry, "torrkor", false, "visa vad som skulle ändras, utan att ändra")
	return c
}

func (p *program) move(ctx context.Context, from, to string, dry bool) error {
	root, err := content.Open(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	if from, err = p.inContent(from); err != nil {
		return err
	}
	if to, err = p.inContent(to); err != nil {
		return err
	}
	if _, err := root.Stat(content.CommentsFolder); err == nil && !dry {
		in, err := inbox.Open(p.content) // nobody writes a comment on what moves
		if err != nil {
			return err
		}
		defer in.Close()
	}
	if !dry {
		p.sweep(root)
	}
	before, err := p.folder().Site(ctx, root.FS())
	if err != nil {
		return err
	}
	plan, err := relocate.New(before, root.FS(), from, to)
	if err != nil {
		return fmt.Errorf("inget har flyttats: %w", err)
	}
	if !dry {
		switch err := carryOut(root, plan); {
		case errors.Is(err, output.ErrChanged):
			return fmt.Errorf("inget har flyttats: %w", err)
		case err != nil:
			return fmt.Errorf("flytten blev inte klar: %w. Rätta det och kör kommandot igen", disk.Writing(err))
		}
	}
	p.tellMove(plan, dry)
	if dry {
		return nil
	}
	after, err := p.folder().Site(ctx, root.FS())
	if err != nil {
		return err
	}
	p.tellFindings(before.Problems, after.Problems, plan.Moves)
	return nil
}

// sweep removes what commands that were broken off have left among the texts, and says so.
func (p *program) sweep(root content.Folder) {
	if gone := output.Sweep(root.Root); len(gone) > 0 {
		fmt.Fprintf(p.err, "%s efter ett avbrutet kommando har tagits bort\n", problem.Amount(len(gone), "tillfällig fil", "tillfälliga filer"))
	}
}

// follow has what belongs to texts that have been moved by hand follow them, or only shows it, and reports
// whether something has.
func (p *program) follow(root content.Folder, s *site.Site, write bool) (followed bool, err error) {
	plan, err := relocate.Follow(s, root.FS())
	if err != nil {
		return false, err
	}
	if len(plan.Files) > 0 && write {
		if _, err := root.Stat(content.CommentsFolder); err == nil {
			in, err := inbox.Open(p.content) // nobody writes a comment on what moves
			if err != nil {
				return false, err
			}
			defer in.Close()
		}
		if err := output.Exchange(root.Root, plan.Before, plan.Files); err != nil {
			return false, fmt.Errorf("det som hör till flyttade texter följde inte med: %w", disk.Writing(err))
		}
	}
	p.listMove(p.err, plan)
	if moves := len(plan.Moves); moves > 0 && write {
		fmt.Fprintf(p.err, "%s har följt med till texter som har flyttat\n", problem.Amount(moves, "fil", "filer"))
	} else if moves > 0 {
		fmt.Fprintf(p.err, "%s skulle följa med till texter som har flyttat\n", problem.Amount(moves, "fil", "filer"))
	}
	return len(plan.Files) > 0 && write, nil
}

// carryOut writes what a plan says.
func carryOut(root content.Folder, plan *relocate.Plan) error {
	here, err := root.Lstat(plan.From)
	if err != nil {
		return err
	}
	if there, err := root.Lstat(plan.To); err == nil && os.SameFile(here, there) {
		return changeCase(root, plan)
	}
	return output.Exchange(root.Root, plan.Before, plan.Files)
}

// changeCase carries out a plan whose old and new names are one to the computer: Adhd and adhd.
func changeCase(root content.Folder, plan *relocate.Plan) error {
	files := map[string][]byte{}
	for name, data := range plan.Files {
		if i := slices.IndexFunc(plan.Moves, func(m relocate.Move) bool { return m.To == name }); i >= 0 {
			name = plan.Moves[i].From
		}
		files[name] = data
	}
	if err := output.Exchange(root.Root, plan.Before, files); err != nil {
		return err
	}
	for _, m := range caseRenames(plan.Moves) {
		if err := root.Rename(m.From, m.To); err != nil {
			return err
		}
	}
	return nil
}

// caseRenames returns the files and folders whose own names differ between the old and the new names of
// files, which have the same number of parts; those above before those in them.
func caseRenames(moves []relocate.Move) []relocate.Move {
	var renames []relocate.Move
	for _, m := range moves {
		above, now := "", strings.Split(m.To, "/")
		for i, part := range strings.Split(m.From, "/") {
			r := relocate.Move{From: path.Join(above, part), To: path.Join(above, now[i])}
			if part != now[i] && !slices.Contains(renames, r) {
				renames = append(renames, r)
			}
			above = r.To
		}
	}
	return renames
}

// tellMove says what has moved and changed, or would.
func (p *program) tellMove(plan *relocate.Plan, dry bool) {
	p.listMove(p.out, plan)
	files, lines := problem.Amount(len(plan.Moves), "fil", "filer"), problem.Amount(len(plan.Lines), "ställe", "ställen")
	if dry {
		fmt.Fprintf(p.out, "%s skulle flyttas och %s ändras. Inget har ändrats.\n", files, lines)
		return
	}
	fmt.Fprintf(p.out, "%s har flyttats och %s ändrats.\n", files, lines)
}

// listMove writes each file that moves, each line that changes and each note.
func (p *program) listMove(w io.Writer, plan *relocate.Plan) {
	shown := func(name string) string { return path.Join(filepath.ToSlash(p.content), name) }
	for _, m := range plan.Moves {
		fmt.Fprintf(w, "%s → %s\n", shown(m.From), shown(m.To))
	}
	for _, l := range plan.Lines {
		was := ""
		if l.Old != "" {
			was = l.Old + " → "
		}
		fmt.Fprintf(w, "%s:%d: %s%s\n", shown(l.Pos.File), l.Pos.Line, was, l.New)
	}
	for _, note := range plan.Notes {
		fmt.Fprintf(w, "Obs: %s\n", note)
	}
}

// tellFindings says how many findings there are that were not there before, by rule: a text that moves
// may stand between others for whom it is not meant.
func (p *program) tellFindings(before, after problem.List, moves []relocate.Move) {
	to := map[string]string{}
	for _, m := range moves {
		to[m.From] = m.To
	}
	known := slices.Clone(before)
	for i := range known {
		known[i].Pos.File = cmp.Or(to[known[i].Pos.File], known[i].Pos.File)
	}
	count := map[string]int{}
	for _, f := range after.Without(known) {
		count[f.Rule.ID]++
	}
	var fresh []string
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		fresh = append(fresh, fmt.Sprintf("%s (%d)", rule, count[rule]))
	}
	if len(fresh) > 0 {
		fmt.Fprintf(p.out, "Det finns nya anmärkningar, se provtryck check: %s\n", strings.Join(fresh, ", "))
	}
}
