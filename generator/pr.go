package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/report"
)

// pullRequestOptions are the flags of pr.
type pullRequestOptions struct {
	base    string
	head    string // empty for the content folder
	preview string // the address of the published preview; empty for none
	formats formats
}

// pullRequestCommand prints what a pull request changes.
func (p *program) pullRequestCommand() *cobra.Command {
	o := pullRequestOptions{formats: formats{known: []string{"markdown"}}}
	c := &cobra.Command{
		Use:   "pr",
		Short: "Skriver ut vad ett ändringsförslag ändrar, som en kommentar i Markdown",
		Long: "Skriver ut vad ett ändringsförslag ändrar i texterna: det som bör granskas särskilt, vem som ser vad,\n" +
			"vilka texter som skiljer sig, och nya och rättade anmärkningar. Allt i Markdown, för en kommentar på förslaget.",
		Example: "  provtryck pr --base origin/main\n" +
			"  provtryck pr --base origin/main --format markdown=kommentar.md\n" +
			"  provtryck pr --base origin/main --head forslag --preview https://deploy-preview-12--exempel.netlify.app",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.pullRequest(c.Context(), o)
		},
	}
	c.Flags().Var((*versionFlag)(&o.base), "base",
		"`version`en i git som förslaget utgår från, till exempel origin/main; måste anges")
	c.Flags().Var((*versionFlag)(&o.head), "head", "`version`en i git med förslaget; annars texterna i mappen")
	c.Flags().Var(&o.formats, "format", "markdown till skärmen, markdown=FIL till en fil")
	c.Flags().StringVar(&o.preview, "preview", "",
		"`adress`en till den publicerade förhandsvisningen, som länkarna leder till")
	return c
}

func (p *program) pullRequest(ctx context.Context, o pullRequestOptions) error {
	if err := p.outside(o.formats.chosen); err != nil {
		return err
	}
	if o.base == "" {
		return errors.New("ange vad förslaget ska jämföras med: --base origin/main")
	}
	preview, err := parsePreview(o.preview)
	if err != nil {
		return err
	}
	folder := p.folder()
	s, err := folder.SiteOf(ctx, o.head)
	if err != nil {
		return err
	}
	origin, err := folder.Origin(ctx, o.base, o.head)
	if err != nil {
		return err
	}
	comment := report.Markdown(origin.Compare(s), preview, filepath.ToSlash(p.content))
	if ctx.Err() != nil {
		return errors.New("jämförelsen avbröts")
	}
	return p.deliverAll(o.formats, func(_ string, w io.Writer) error {
		_, err := io.WriteString(w, comment)
		return err
	})
}

// parsePreview returns an address without the slash at its end. Only addresses of web
// sites are accepted: links begin with it.
func parsePreview(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, ok := webAddress(s)
	if !ok || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(s, "()<>[] \"'`\\") {
		return "", fmt.Errorf("%q är ingen adress till en förhandsvisning; "+
			"skriv den som https://deploy-preview-12--exempel.netlify.app", s)
	}
	return strings.TrimRight(s, "/"), nil
}
