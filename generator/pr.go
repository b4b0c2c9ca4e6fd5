package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/document"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
)

// reportMark is the first line of every report, by which one that has been
// published as a comment is found again.
const reportMark = "<!-- provtryck -->"

// maxReport is the size of a report in bytes: GitHub takes comments of 65,536
// characters, and adds to them.
const maxReport = 60000

// pullRequestOptions is what pr can be told.
type pullRequestOptions struct {
	base    string
	head    string // empty for the content folder
	preview string // the address of the published preview; empty for none
}

// pullRequestCommand prints what a pull request changes.
func (p *program) pullRequestCommand() *cobra.Command {
	var o pullRequestOptions
	c := &cobra.Command{
		Use:   "pr",
		Short: "Skriver ut vad ett ändringsförslag ändrar, som en kommentar i Markdown",
		Long: "Skriver ut vad ett ändringsförslag ändrar i texterna: det som bör kontrolleras särskilt, vem som ser vad,\n" +
			"vilka texter som skiljer sig, och nya och åtgärdade anmärkningar. Allt i Markdown, för en kommentar på förslaget.",
		Example: "  provtryck pr --base origin/main\n  provtryck pr --base origin/main --head forslag --preview https://deploy-preview-12--exempel.netlify.app",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.pullRequest(c.Context(), o)
		},
	}
	c.Flags().Var((*versionFlag)(&o.base), "base", "`version`en i git som förslaget utgår från, till exempel origin/main; måste anges")
	c.Flags().Var((*versionFlag)(&o.head), "head", "`version`en i git med förslaget; annars texterna i mappen")
	c.Flags().StringVar(&o.preview, "preview", "", "`adress`en till den publicerade förhandsvisningen, som länkarna leder till")
	return c
}

func (p *program) pullRequest(ctx context.Context, o pullRequestOptions) error {
	if o.base == "" {
		return errors.New("ange vad förslaget ska jämföras med: --base origin/main")
	}
	address, err := parsePreview(o.preview)
	if err != nil {
		return err
	}
	texts, err := p.openTexts(ctx, o.head)
	if err != nil {
		return err
	}
	defer texts.Close()
	s, err := p.loadSite(p.reader(texts))
	if err != nil {
		return err
	}
	origin, err := p.originOf(ctx, o.base, o.head)
	if err != nil {
		return err
	}
	report := fittingReport(origin.compare(s), address, filepath.ToSlash(p.content))
	if ctx.Err() != nil {
		return errors.New("jämförelsen avbröts")
	}
	_, err = io.WriteString(p.out, report)
	return err
}

// parsePreview gives an address without the slash at its end. What is no address
// of a web site is refused: it becomes the beginning of links.
func parsePreview(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(s, "()<>[] \"'`\\") {
		return "", fmt.Errorf("%q är ingen adress till en förhandsvisning; skriv den som https://deploy-preview-12--exempel.netlify.app", s)
	}
	return strings.TrimRight(s, "/"), nil
}

// fittingReport is the longest report that is not too long: with all there is to
// say, else with fewer lines of each kind.
func fittingReport(c *page.Comparison, address, content string) string {
	for most := 200; ; most /= 2 {
		r := prReport{c: c, address: address, content: content, most: most}
		if text := r.text(); len(text) <= maxReport || most == 0 {
			return text
		}
	}
}

// A prReport is what a pull request changes, in Markdown. Everything from the texts
// is made mere text.
type prReport struct {
	strings.Builder
	c       *page.Comparison
	address string // of the preview
	content string // folder
	most    int    // lines of each kind
}

func (r *prReport) text() string {
	r.line("%s", reportMark)
	texts, sensitive := len(r.c.Texts), 0
	for _, t := range r.c.Texts {
		sensitive += t.Sensitive()
	}
	r.line("### Provtryck: %s", r.headline(texts, sensitive))
	r.line("")
	r.line("Jämfört med %s. %s", mere(r.c.Since), r.links())
	if r.c.Notice != "" {
		r.line("\n> %s", problem.InMarkdown(r.c.Notice))
	}
	if sensitive > 0 {
		r.sensitive()
	}
	if len(r.c.Effects) > 0 {
		r.effects()
	}
	if texts > 0 {
		r.texts()
	}
	r.findings()
	return r.String()
}

func (r *prReport) headline(texts, sensitive int) string {
	if texts == 0 {
		return "inga texter har ändrats"
	}
	s := problem.Amount(texts, "text skiljer sig", "texter skiljer sig")
	if sensitive > 0 {
		s += ", " + problem.Amount(sensitive, "ändring", "ändringar") + " att kontrollera särskilt"
	}
	return s
}

func (r *prReport) links() string {
	if r.address == "" {
		return ""
	}
	return fmt.Sprintf("[Öppna ändringarna i förhandsvisningen](%s) · [alla texter](%s)", r.address+page.ChangesURL, r.address+page.ReviewURL)
}

func (r *prReport) line(format string, args ...any) {
	fmt.Fprintf(r, format+"\n", args...)
}

// link is a link into the preview; without a preview its text.
func (r *prReport) link(text, url string) string {
	text = mere(text)
	if r.address == "" || url == "" {
		return text
	}
	return "[" + text + "](" + r.address + url + ")"
}

// heading begins a part of the report.
func (r *prReport) heading(s string) { r.line("\n#### %s\n", s) }

// rest says how much has been left out of a part.
func (r *prReport) rest(shown, all int) {
	if shown < all {
		r.line("\n%d till finns i förhandsvisningen.", all-shown)
	}
}

// sensitive lists the changes that matter clinically, text by text.
func (r *prReport) sensitive() {
	r.heading("Kontrollera särskilt")
	shown, all := 0, 0
	for _, t := range r.c.GravestFirst() {
		if all += t.Sensitive(); shown >= r.most {
			continue
		}
		r.line("- **%s**", r.link(t.Article().Title, r.c.URL(t)))
		for _, c := range t.GravestFirst() {
			if shown < r.most {
				shown++
				r.line("  - %s: %s (%s)", strings.Join(revision.Words(c.Matters), ", "), changed(c), r.link(where(c), r.c.URL(t)+"#"+c.ID))
			}
		}
		for _, f := range t.Facts {
			if len(f.Matters) > 0 && shown < r.most {
				shown++
				r.line("  - %s: %s %s", strings.Join(revision.Words(f.Matters), ", "), mere(f.Key), factText(f))
			}
		}
	}
	r.rest(shown, all)
}

// factText is a fact with what differs marked: word by word in running text.
func factText(f revision.Fact) string {
	if f.Merged == nil {
		return fmt.Sprintf("~~%s~~ **%s**", mere(cmp.Or(f.Before, "–")), mere(cmp.Or(f.After, "–")))
	}
	marks := map[document.TokenKind]string{document.InsertedToken: "**", document.DeletedToken: "~~"}
	var b strings.Builder
	mark := ""
	for _, t := range f.Merged {
		switch {
		case t.Kind != document.WordsToken:
			if mark = marks[t.Kind]; t.End {
				mark = ""
			}
		case mark == "" || strings.TrimSpace(t.Text) == "":
			b.WriteString(problem.InMarkdown(t.Text))
		default: // marks do not work beside blanks
			words := strings.TrimSpace(t.Text)
			before, after, _ := strings.Cut(t.Text, words)
			b.WriteString(before + mark + problem.InMarkdown(words) + mark + after)
		}
	}
	return b.String()
}

// where tells the section of a change, and the row and column when it is in a table.
func where(c revision.Change) string {
	place := cmp.Or(c.Place.Title, "före första rubriken")
	if c.Cell != "" {
		place += ": " + c.Cell
	}
	return place
}

// changed is a change with the words around it.
func changed(c revision.Change) string {
	s := problem.InMarkdown(c.Left)
	if c.Before != "" {
		s += "~~" + mere(c.Before) + "~~"
	}
	if c.After != "" {
		if c.Before != "" {
			s += " "
		}
		s += "**" + mere(c.After) + "**"
	}
	return s + problem.InMarkdown(c.Right)
}

// maxText is how many characters of a text from the files a report shows.
const maxText = 300

// mere is text from the files as mere text, shortened, without blanks around it
// so that it can stand between marks of emphasis.
func mere(s string) string {
	s = strings.TrimSpace(s)
	if runes := []rune(s); len(runes) > maxText {
		s = string(runes[:maxText]) + " …"
	}
	return problem.InMarkdown(s)
}

func (r *prReport) effects() {
	r.heading("Vem som ser vad")
	for _, e := range r.c.Effects[:min(len(r.c.Effects), r.most)] {
		what := "texten " + r.link(e.Article.Title, e.Article.URL)
		if e.Section.ID != "" {
			what = "avsnittet " + r.link(e.Section.Title, e.Article.URL+"#"+e.Section.ID) + " i " + mere(e.Article.Title)
		}
		if len(e.Lost) > 0 {
			r.line("- **%s** ser inte längre %s.", mere(strings.Join(e.Lost, "; ")), what)
		}
		if len(e.Gained) > 0 {
			r.line("- **%s** ser nu %s.", mere(strings.Join(e.Gained, "; ")), what)
		}
	}
	r.rest(r.most, len(r.c.Effects))
}

func (r *prReport) texts() {
	r.heading("Texter som skiljer sig")
	r.line("| Text | Vad | Ändringar | Ord |\n| --- | --- | ---: | ---: |")
	for _, t := range r.c.Texts[:min(len(r.c.Texts), r.most)] {
		what := page.ChangeKind(t)
		if t.Moved {
			what += " från " + mere(t.Before.URL)
		}
		r.line("| %s | %s | %d | +%d −%d |", r.link(t.Article().Title, r.c.URL(t)), what, len(t.Changes)+len(t.Facts), t.Added, t.Deleted)
	}
	r.rest(r.most, len(r.c.Texts))
}

func (r *prReport) findings() {
	r.heading("Anmärkningar")
	r.line("Nya: %d. Åtgärdade: %d.", len(r.c.New), len(r.c.Mended))
	if len(r.c.New) > 0 && r.most > 0 {
		r.line("")
	}
	for _, f := range r.c.New.Worsts(r.most) {
		r.line("- **%s** %s (%s)", f.Severity.Label(), mere(f.Message), r.link(r.place(f), r.url(f)))
	}
	r.rest(r.most, len(r.c.New))
	if len(r.c.Mended) > 0 && r.most > 0 {
		r.line("\n<details><summary>Åtgärdade</summary>\n")
		for _, f := range r.c.Mended[:min(len(r.c.Mended), r.most)] {
			r.line("- %s (%s)", mere(f.Message), mere(f.Pos.File))
		}
		r.line("\n</details>")
	}
}

// place is where a finding is, as editors know it.
func (r *prReport) place(f problem.Problem) string {
	return problem.List{f}.In(r.content)[0].Pos.String()
}

// url is the address of the text that a finding is in; empty for other files.
func (r *prReport) url(f problem.Problem) string {
	if a := r.c.After.ByFile(f.Pos.File); a != nil {
		return a.URL
	}
	return ""
}
