package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/output"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

// entriesCommand tells which texts have been entered where they are published.
func (p *program) entriesCommand() *cobra.Command {
	written := formats{known: []string{"text", "csv", "json"}}
	c := &cobra.Command{
		Use:   "inlaggning [text eller mapp]…",
		Short: "Visar vilka texter som är inlagda på 1177, och vad som har ändrats sedan dess",
		Long: "Visar för varje text om den är inlagd där den publiceras, vilka fält och stycken som har ändrats sedan dess,\n" +
			"vilka länkar som väntar på en adress, och vad som inte går att föra över. Hur texter skrivs där står i content/_projekt/overforing.yaml.\n" +
			"Med --format json blir varje text ett utkast i den form som Optimizely Content Management API tar emot. Inget skickas, och inget utkast är publicerat.",
		Example: "  provtryck inlaggning content/vard-och-insatsprogram/adhd\n" +
			"  provtryck inlaggning --format csv=inlaggning.csv --format json=utkast.json",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.outside(written.chosen); err != nil {
				return err
			}
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			texts, err := p.textsIn(s, args)
			if err != nil {
				return err
			}
			entries := make([]transfer.Entry, len(texts))
			for i, a := range texts {
				entries[i] = p.entry(s, a)
			}
			return p.deliverAll(written, func(format string, w io.Writer) error {
				switch format {
				case "csv":
					return transfer.WriteCSV(w, entries)
				case "json":
					return transfer.WriteJSON(w, s.Profile, entries)
				}
				return transfer.WriteText(w, entries)
			})
		},
	}
	c.Flags().Var(&written, "format", "text, csv eller json till skärmen, csv=FIL eller json=FIL till en fil")
	return c
}

// textsIn returns the texts that are named, or that are in the folders that are; all for none.
func (p *program) textsIn(s *site.Site, typed []string) ([]*site.Article, error) {
	wanted := map[*site.Article]bool{}
	for _, t := range typed {
		name, err := p.inContent(t)
		if err != nil {
			return nil, err
		}
		found := false
		for _, a := range s.Articles {
			if !a.MadeUp && (name == "" || a.Doc.Name == name || strings.HasPrefix(a.Doc.Name, name+"/")) {
				wanted[a], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("inga texter finns i %s; ange en .md-fil eller en mapp i %s", t, p.content)
		}
	}
	var texts []*site.Article
	for _, a := range s.Articles {
		if !a.MadeUp && (len(typed) == 0 || wanted[a]) {
			texts = append(texts, a)
		}
	}
	return texts, nil
}

// entry returns how far a text has come where it is published, with its file as people write it.
func (p *program) entry(s *site.Site, a *site.Article) transfer.Entry {
	e := s.Entry(a)
	e.File = path.Join(filepath.ToSlash(p.content), e.File)
	return e
}

// enterCommand notes in texts that they have been entered where they are published.
func (p *program) enterCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "inlagd text eller mapp…",
		Short: "Antecknar att texter är inlagda på 1177, så att ändringar efter det märks",
		Long: "Skriver dagens datum och en summa av texten i raden inlagd: överst i filen. Kör det när det som är inlagt är detsamma som texten.\n" +
			"Ändras texten efter det säger provtryck check och provtryck inlaggning vilka fält och stycken som ska bytas.",
		Example: "  provtryck inlagd content/kliniska-kunskapsstod/krisplan.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("ange vilka texter som är inlagda: en .md-fil eller en mapp")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			root, err := content.Open(p.content)
			if err != nil {
				return err
			}
			defer root.Close()
			p.sweep(root)
			s, err := p.folder().SiteOf(c.Context(), "")
			if err != nil {
				return err
			}
			texts, err := p.textsIn(s, args)
			if err != nil {
				return err
			}
			if err := p.enter(root, s, texts); err != nil {
				return err
			}
			_, err = fmt.Fprintf(p.out, "%s nu datumet %s och en summa under inlagd\n", problem.Amount(len(texts), "text har", "texter har"), p.today())
			return err
		},
	}
}

// enter notes in texts that they have been entered, all of them or none.
func (p *program) enter(root content.Folder, s *site.Site, texts []*site.Article) error {
	before, after := map[string][]byte{}, map[string][]byte{}
	for _, a := range texts {
		shown := path.Join(filepath.ToSlash(p.content), a.Doc.Name)
		file, err := content.ReadFile(root.FS(), a.Doc.Name)
		if err != nil {
			return fmt.Errorf("%s: %w", shown, disk.Reading(err))
		}
		entered, err := transfer.Enter(s.TransferSource(a), file, p.today())
		if err != nil {
			return fmt.Errorf("%s %w", shown, err)
		}
		before[a.Doc.Name], after[a.Doc.Name] = file, entered
	}
	switch err := output.Exchange(root.Root, before, after); {
	case errors.Is(err, output.ErrChanged):
		return err
	case err != nil:
		return disk.Writing(err)
	}
	return nil
}
