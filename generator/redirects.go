package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/probe"
	"provtryck/generator/problem"
	"provtryck/generator/redirect"
	"provtryck/generator/site"
)

// redirectOptions are the flags of omdirigeringar.
type redirectOptions struct {
	formats   formats
	goal      string // "1177" or "provtryck"
	base      string // of the preview
	status    int
	programme bool
	server    string // to ask
}

// redirectsCommand writes what the old site's server needs.
func (p *program) redirectsCommand() *cobra.Command {
	o := redirectOptions{formats: formats{known: slices.Sorted(maps.Keys(redirect.Formats))}, goal: "1177", status: 301}
	c := &cobra.Command{
		Use:   "omdirigeringar",
		Short: "Skriver omdirigeringar från den gamla webbplatsen till 1177",
		Long: "Skriver de omdirigeringar som den gamla webbplatsens server behöver, från varje gammal adress till textens adress på 1177\n" +
			"(uppgiften adress). Det som inte kan omdirigeras räknas upp för sig och är inte med.\n" +
			"Med --prova frågas i stället en server efter varje gammal adress, i alla sätt att skriva den, högst tio frågor i sekunden.\n" +
			"Slutkod med --prova: 0 när alla leder rätt, 1 när någon inte gör det.",
		Example: "  provtryck omdirigeringar --format nginx=omdirigeringar.conf\n" +
			"  provtryck omdirigeringar --format iis=rewriteMaps.config --programsida\n" +
			"  provtryck omdirigeringar --format netlify=_redirects --mal provtryck --bas https://granskning.exempel.se\n" +
			"  provtryck omdirigeringar --prova https://www.vardochinsats.se",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.redirects(c.Context(), o)
		},
	}
	flags := c.Flags()
	flags.Var(&o.formats, "format", "hur omdirigeringarna skrivs: "+strings.Join(o.formats.known, ", ")+
		"; =FIL skriver till en fil, och flaggan kan anges flera gånger")
	flags.StringVar(&o.goal, "mal", o.goal, "`vart` de gamla adresserna leder: 1177 eller provtryck")
	flags.StringVar(&o.base, "bas", "", "`adress` till den publicerade förhandsvisningen, med --mal provtryck")
	flags.IntVar(&o.status, "status", o.status, "301 för gott, eller 302 tills vidare")
	flags.BoolVar(&o.programme, "programsida", false, "låt en text utan adress leda till programmets första sida")
	flags.StringVar(&o.server, "prova", "", "fråga servern på en `adress` i stället")
	return c
}

// plan reads the flags.
func (o redirectOptions) plan(s *site.Site) ([]redirect.Rule, []redirect.Left, error) {
	switch {
	case !slices.Contains(redirect.Statuses, o.status):
		return nil, nil, fmt.Errorf("--status kan inte vara %d; välj 301 (för gott) eller 302 (tills vidare)", o.status)
	case o.goal == "1177" && o.base != "":
		return nil, nil, errors.New("--bas gäller bara --mal provtryck")
	case o.goal == "provtryck":
		if _, err := server(o.base); err != nil {
			return nil, nil, fmt.Errorf("--mal provtryck behöver --bas, förhandsvisningens adress: %w", err)
		}
	case o.goal != "1177":
		return nil, nil, fmt.Errorf("--mal kan inte vara %q; välj 1177 eller provtryck", o.goal)
	}
	rules, left := redirect.Plan(s, redirect.Options{Preview: o.base, Programme: o.programme})
	return rules, left, nil
}

// server returns the address of a server, which has no path.
func server(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" ||
		u.RawQuery+u.Fragment != "" {
		return nil, fmt.Errorf("%q är ingen adress till en server; skriv till exempel https://www.exempel.se", address)
	}
	return u, nil
}

func (p *program) redirects(ctx context.Context, o redirectOptions) error {
	if err := p.outside(o.formats.chosen); err != nil {
		return err
	}
	if o.server != "" && len(o.formats.chosen) > 0 {
		return errors.New("--format skriver och --prova frågar; ange en av dem")
	}
	s, err := p.folder().SiteOf(ctx, "")
	if err != nil {
		return err
	}
	rules, left, err := o.plan(s)
	if err != nil {
		return err
	}
	p.leftOut(left)
	if o.server != "" {
		return p.try(ctx, o, rules)
	}
	if len(o.formats.chosen) == 0 {
		return errors.New("ange med --format för vilken server: " + strings.Join(o.formats.known, ", "))
	}
	err = p.deliverAll(o.formats, func(format string, w io.Writer) error {
		var b bytes.Buffer
		if err := redirect.Formats[format](&b, rules, o.status); err != nil {
			return err
		}
		if format == "iis" && b.Len() > redirect.MaxIIS {
			fmt.Fprintf(p.err, "Varning: filen till IIS är %d kB; mer än %d kB läser IIS bara om MaxWebConfigFileSizeInKB är höjd på servern.\n",
				b.Len()>>10, redirect.MaxIIS>>10)
		}
		_, err := w.Write(b.Bytes())
		return err
	})
	if err == nil {
		fmt.Fprintf(p.err, "%s, %d utelämnade\n", problem.Amount(len(rules), "omdirigering", "omdirigeringar"), len(left))
	}
	return err
}

// leftOut tells which addresses are left out.
func (p *program) leftOut(left []redirect.Left) {
	for _, l := range left {
		fmt.Fprintf(p.err, "%s: %s är inte med: %s\n", l.Pos.In(filepath.ToSlash(p.content)), problem.Visible(l.Address), problem.Visible(l.Why))
	}
}

// try asks a server for all addresses.
func (p *program) try(ctx context.Context, o redirectOptions, rules []redirect.Rule) error {
	base, err := server(o.server)
	if err != nil {
		return err
	}
	asked, wrong := 0, 0
	err = probe.Server(ctx, base, rules, o.status, probe.Pace, func(a probe.Answer) {
		asked++
		verdict := cmp.Or(a.Fault, "rätt")
		if a.Fault != "" {
			wrong++
			verdict = fmt.Sprintf("FEL: %s (ska leda till %s)", a.Fault, a.Want)
		}
		fmt.Fprintf(p.out, "%d %s → %s, %d steg: %s\n", a.Status, problem.Visible(a.Ask), problem.Visible(a.To), a.Hops, problem.Visible(verdict))
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.err, "%s, %d leder fel\n", problem.Amount(asked, "fråga", "frågor"), wrong)
	if wrong > 0 {
		return errFindings
	}
	return nil
}
