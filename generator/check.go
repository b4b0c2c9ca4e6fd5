package main

import (
	"context"
	"crypto/rand"
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

	"provtryck/generator/audit"
	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/edition"
	"provtryck/generator/output"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// checkOptions are the flags of check.
type checkOptions struct {
	formats       formats
	level         failOn
	since         string // a version of the texts; only what is new after it is shown
	fix, diff     bool
	online, pages bool
}

// checkCommand prints the findings.
func (p *program) checkCommand() *cobra.Command {
	o := checkOptions{formats: formats{known: slices.Sorted(maps.Keys(problem.Formats))}, level: failOn{"fel", problem.Error}}
	c := &cobra.Command{
		Use:   "check",
		Short: "Kontrollerar alla texter och skriver ut anmärkningarna",
		Long: "Kontrollerar alla texter och skriver ut anmärkningarna: var i filerna de gäller, och vad som kan göras.\n" +
			"Reglerna står i docs/regler.md.\n" +
			"Slutkod: 0 när inget hindrar, 1 när det finns fel (eller varningar, se --fail-on), " +
			"2 när kommandot inte kunde köras.",
		Example: "  provtryck check\n" +
			"  provtryck check --fix\n" +
			"  provtryck check --since origin/main --fail-on warning\n" +
			"  provtryck check --format text --format sarif=anmarkningar.sarif",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.check(c.Context(), o)
		},
	}
	flags := c.Flags()
	flags.Var(&o.formats, "format", "hur anmärkningarna skrivs: "+strings.Join(o.formats.known, ", ")+
		"; =FIL skriver till en fil, och flaggan kan anges flera gånger")
	flags.Var(&o.level, "fail-on", "vad som ger slutkod 1: fel, varning eller aldrig (på engelska error, warning, never)")
	flags.Var((*versionFlag)(&o.since), "since",
		"visa bara det som är nytt sedan en `version` i git, till exempel origin/main")
	flags.BoolVar(&o.fix, "fix", false, "rätta det som säkert går att rätta, och visa vad som ändrades")
	flags.BoolVar(&o.diff, "diff", false, "visa vad --fix skulle ändra, utan att ändra")
	flags.BoolVar(&o.pages, "pages", false, "granska också de färdiga sidorna: rubriker, namn och id")
	flags.BoolVar(&o.online, "online", false,
		"kontrollera också att länkar till andra webbplatser går att följa; kräver nät")
	return c
}

func (p *program) check(ctx context.Context, o checkOptions) error {
	if o.fix && o.diff {
		return errors.New("--fix ändrar och --diff visar bara; ange en av dem")
	}
	if err := p.outside(o.formats.chosen); err != nil {
		return err
	}
	root, err := content.Open(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	s, err := p.folder().SiteFollowing(ctx, root.FS(), o.since)
	if err != nil {
		return err
	}
	known, err := p.known(ctx, s, o.since)
	if err != nil {
		return err
	}
	if o.diff && !o.fix {
		lines := map[problem.Pos]bool{}
		if _, err := p.follow(root, s, false); err != nil {
			return err
		}
		if err := p.fix(root, s.Problems.Without(known), lines, false); err != nil {
			return err
		}
		fmt.Fprintf(p.err, "%s kan rättas med --fix\n", problem.Amount(len(lines), "rad", "rader"))
	}
	if o.fix {
		p.sweep(root)
		if s, err = p.fixAll(ctx, root, s, known, o.since); err != nil {
			return err
		}
	}
	problems, err := p.examine(ctx, s, o)
	if err != nil {
		return err
	}
	problems = p.onlyNew(problems, known)
	if err := p.print(problem.Result{Files: p.files(s), Problems: problems}, o.formats.chosen); err != nil {
		return err
	}
	return o.level.verdict(problems)
}

// fix writes the fixes of the problems into the files, or only shows them, and adds the lines
// that differ.
func (p *program) fix(root content.Folder, problems problem.List, lines map[problem.Pos]bool, write bool) error {
	byFile := map[string]problem.List{}
	for _, f := range problems {
		if f.Fix != (problem.Fix{}) {
			byFile[f.Pos.File] = append(byFile[f.Pos.File], f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		src, err := content.ReadFile(root.FS(), name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, disk.Reading(err))
		}
		fixed, edits := problem.Apply(src, byFile[name])
		for _, e := range edits {
			lines[problem.Pos{File: name, Line: e.Line}] = true
			shown := path.Join(filepath.ToSlash(p.content), name)
			fmt.Fprintf(p.err, "%s:%d\n- %s\n+ %s\n", shown, e.Line, visibly(e.Before), visibly(e.After))
		}
		if write && len(edits) > 0 {
			if err := output.ReplaceFile(root.Root, name, fixed); err != nil {
				return fmt.Errorf("%s: %w", name, disk.Writing(err))
			}
		}
	}
	return nil
}

// maxPasses is how often texts are fixed and read again: what one fix has changed may show
// another, but never for long.
const maxPasses = 5

// fixAll fixes the texts until there is nothing left to fix, and returns their site.
func (p *program) fixAll(ctx context.Context, root content.Folder, s *site.Site, known problem.List, since string) (*site.Site, error) {
	followed, err := p.follow(root, s, true)
	if err != nil {
		return nil, err
	}
	if followed {
		if s, err = p.folder().SiteFollowing(ctx, root.FS(), since); err != nil {
			return nil, err
		}
	}
	all := map[problem.Pos]bool{}
	for range maxPasses {
		lines := map[problem.Pos]bool{}
		err := p.fix(root, s.Problems.Without(known), lines, true)
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 {
			break
		}
		maps.Copy(all, lines)
		if s, err = p.folder().SiteFollowing(ctx, root.FS(), since); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(p.err, "%s har rättats\n", problem.Amount(len(all), "rad", "rader"))
	return s, nil
}

// visibly returns a line of a text with invisible characters made visible.
func visibly(line string) string {
	return strings.ReplaceAll(problem.Visible(line), "\u00a0", "␣")
}

// examine returns the problems of a site, and those of the optional checks,
// with file names as the editor sees them.
func (p *program) examine(ctx context.Context, s *site.Site, o checkOptions) (problem.List, error) {
	found := slices.Clone(s.Problems)
	if o.pages {
		layouts, err := edition.Layouts()
		if err != nil {
			return nil, err
		}
		assets, err := edition.Assets(s)
		if err != nil {
			return nil, err
		}
		faults, err := audit.Pages(s, edition.New(s, layouts, assets, page.Options{}).Pages)
		if err != nil {
			return nil, err
		}
		found = append(found, faults...)
	}
	if o.online {
		found = append(found, audit.Links(ctx, s)...)
	}
	found = slices.DeleteFunc(found, s.Excused)
	return found.In(filepath.ToSlash(p.content)).Sorted(), nil
}

// known returns the problems that the texts had in an earlier version; none for "".
func (p *program) known(ctx context.Context, s *site.Site, since string) (problem.List, error) {
	if since == "" {
		return nil, nil
	}
	before, err := p.folder().SiteOf(ctx, since)
	if err != nil {
		return nil, err
	}
	return revision.KnownProblems(before, s), nil
}

// onlyNew leaves out what is known, and reports how much that is.
func (p *program) onlyNew(problems, known problem.List) problem.List {
	fresh := problems.Without(known.In(filepath.ToSlash(p.content)))
	if old := len(problems) - len(fresh); old > 0 {
		fmt.Fprintf(p.err, "%s visas inte\n", problem.Amount(old, "äldre anmärkning", "äldre anmärkningar"))
	}
	return fresh
}

// files returns the names of all texts, as the editor sees them.
func (p *program) files(s *site.Site) []string {
	var names []string
	for _, a := range s.Articles {
		if !a.MadeUp {
			names = append(names, path.Join(filepath.ToSlash(p.content), a.Doc.Name))
		}
	}
	return names
}

// print writes the problems in every wanted format. In GitHub Actions, annotations and
// the summary of the job are added.
func (p *program) print(found problem.Result, wanted []destination) error {
	if len(wanted) == 0 {
		wanted = []destination{{name: "text"}}
	}
	toScreen := func(name string) bool { return slices.Contains(wanted, destination{name: name}) }
	actions := p.getenv("GITHUB_ACTIONS") == "true"
	if actions && !toScreen("github") {
		annotations := p.err // the output may be for another program
		if toScreen("text") {
			annotations = p.out
		}
		if err := problem.GitHub(annotations, found.Problems); err != nil {
			return err
		}
	}
	if summary := p.getenv("GITHUB_STEP_SUMMARY"); actions && summary != "" {
		if err := appendTo(summary, found.Problems); err != nil {
			return err
		}
	}
	for _, f := range wanted {
		if err := p.printOne(f, found, actions); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) printOne(f destination, found problem.Result, actions bool) error {
	write := func(w io.Writer) error { return problem.Formats[f.name](w, found) }
	if f.file == "" && f.name == "text" && actions {
		return inert(p.out, write)
	}
	return p.deliver(f, write)
}

// inert keeps GitHub Actions from carrying out commands in the output: texts may come
// from anybody.
func inert(w io.Writer, write func(io.Writer) error) error {
	token := rand.Text()
	fmt.Fprintf(w, "::stop-commands::%s\n", token)
	err := write(w)
	fmt.Fprintf(w, "::%s::\n", token)
	return err
}

func appendTo(name string, problems problem.List) error {
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("sammanfattningen går inte att skriva: %w", disk.Writing(err))
	}
	return errors.Join(problem.Markdown(file, problems), file.Close())
}
