package main

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disposition"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// accountCommand tells what became of the old texts.
func (p *program) accountCommand() *cobra.Command {
	written := formats{known: []string{"text", "csv"}}
	c := &cobra.Command{
		Use:   "redovisning [text eller mapp]…",
		Short: "Visar vad varje del av de gamla texterna blev",
		Long: "Visar hur mycket av den gamla texten som är behållet, omformulerat, flyttat, sammanslaget, struket och inte hanterat,\n" +
			"och skriver ut det som är struket eller inte hanterat, och meningar som saknas i det nya. De gamla texterna ligger i content/_projekt/original/,\n" +
			"besluten om dem i content/_projekt/redovisning/. Ett beslut hänvisar till delens id.",
		Example: "  provtryck redovisning content/vard-och-insatsprogram/adhd\n" +
			"  provtryck redovisning --format csv=redovisning.csv",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.outside(written.chosen); err != nil {
				return err
			}
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			faulty := slices.DeleteFunc(slices.Clone(s.Problems), func(f problem.Problem) bool {
				return !strings.HasPrefix(f.Pos.File, content.OriginalsFolder+"/") && !strings.HasPrefix(f.Pos.File, content.DecisionsFolder+"/")
			})
			if len(faulty) > 0 {
				if err := problem.Text(p.err, faulty.In(filepath.ToSlash(p.content))); err != nil {
					return err
				}
			}
			originals, err := p.accounted(s, args)
			if err != nil {
				return err
			}
			return p.deliverAll(written, func(format string, w io.Writer) error { return p.writeAccounts(w, originals, format) })
		},
	}
	c.Flags().Var(&written, "format", "text eller csv till skärmen, csv=FIL till en fil")
	return c
}

// accounted is an original that is accounted for.
type accounted struct {
	name    string // of its text
	there   bool   // the text
	account *disposition.Account
}

// accounted returns the originals of the texts that are named, or all: first those whose texts are there.
func (p *program) accounted(s *site.Site, typed []string) ([]accounted, error) {
	var all []accounted
	for _, a := range s.Accounted() {
		all = append(all, accounted{a.Doc.Name, true, s.Account(a)})
	}
	for _, o := range s.Orphans() {
		all = append(all, accounted{o.Name, false, o.Account()})
	}
	if len(typed) == 0 {
		return all, nil
	}
	wanted := map[string]bool{}
	for _, t := range typed {
		name, err := p.inContent(t)
		if err != nil {
			return nil, err
		}
		found := false
		for _, a := range all {
			if name == "" || a.name == name || strings.HasPrefix(a.name, name+"/") {
				wanted[a.name], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("ingen gammal text finns för %s; den ska ligga i %s", t,
				path.Join(filepath.ToSlash(p.content), content.OriginalFile(name)))
		}
	}
	return slices.DeleteFunc(all, func(a accounted) bool { return !wanted[a.name] }), nil
}

func (p *program) writeAccounts(w io.Writer, originals []accounted, format string) error {
	names, accounts := make([]string, len(originals)), make([]*disposition.Account, len(originals))
	for i, o := range originals {
		names[i], accounts[i] = o.name, o.account
	}
	if format == "csv" {
		return disposition.WriteCSV(w, names, accounts)
	}
	var b strings.Builder
	folder := filepath.ToSlash(p.content)
	if len(originals) == 0 {
		fmt.Fprintf(&b, "Inga gamla texter finns i %s.\n", path.Join(folder, content.OriginalsFolder))
	}
	for i, a := range accounts {
		absent := ""
		if !originals[i].there {
			absent = " (texten finns inte)"
		}
		fmt.Fprintf(&b, "%s%s: %s\n  %s\n", path.Join(folder, names[i]), absent, problem.Amount(len(a.Entries), "del", "delar"), shares(a))
		for _, e := range a.Gone() {
			fmt.Fprintf(&b, "  %s:%d: %s: %s ”%s” (id %s)%s\n", path.Join(folder, e.Pos.File), e.Pos.Line, e.Class, e.Kind,
				spelling.Shorten(e.Shown(), mostOfUnit, " …"), e.ID, why(e))
			for _, sentence := range e.Missing {
				fmt.Fprintf(&b, "    saknas: ”%s”\n", sentence)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mostOfUnit is how many letters of a unit are printed: enough to know it by.
const mostOfUnit = 70

func why(e disposition.Entry) string {
	switch {
	case e.Class == disposition.Dropped && e.Reason == "":
		return ", utan skäl"
	case e.Reason == "":
		return ""
	}
	return ", " + e.Reason
}

// shares returns how much of an original is of each class: "behållet 12 (60 %), …".
func shares(a *disposition.Account) string {
	counts := a.Counts()
	percent := disposition.Shares(counts)
	var list []string
	for _, c := range slices.Backward(disposition.Classes) {
		list = append(list, fmt.Sprintf("%s %d (%d %%)", c, counts[c], percent[c]))
	}
	return strings.Join(list, ", ")
}
