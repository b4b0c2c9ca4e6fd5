package main

import (
	"fmt"
	"html/template"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// edits are the texts that differ between two versions of the site.
type edits struct {
	changed []*site.Article // or new
	removed []*site.Article // from the older
}

// compare finds what has changed. Before the first version nothing has.
func compare(old, now *site.Site) edits {
	var c edits
	if old == nil || old == now {
		return c
	}
	for _, a := range now.Articles {
		before := old.ByFile(a.Doc.Name)
		if before == nil || before.Doc != a.Doc && !(before.MadeUp && a.MadeUp) {
			c.changed = append(c.changed, a)
		}
	}
	for _, a := range old.Articles {
		if now.ByFile(a.Doc.Name) == nil {
			c.removed = append(c.removed, a)
		}
	}
	return c
}

func (c edits) none() bool { return len(c.changed)+len(c.removed) == 0 }

// maxLinks is how many pages that have changed the others link to: more is no
// edit, and nobody looks through them one by one.
const maxLinks = 5

// links leads to the pages that have changed.
func (c edits) links() []preview.Link {
	var links []preview.Link
	for _, a := range c.changed[:min(len(c.changed), maxLinks)] {
		links = append(links, preview.Link{URL: a.URL, Title: a.Title})
	}
	return links
}

// String says what has changed: "prov.md", "3 texter", "utseendet".
func (c edits) String() string {
	switch n := len(c.changed) + len(c.removed); {
	case n == 0:
		return "bilder, mallar eller utseende"
	case n > 1:
		return fmt.Sprintf("%d texter", n)
	case len(c.removed) == 1:
		return c.removed[0].Doc.Name + " borttagen"
	}
	return c.changed[0].Doc.Name
}

// report writes one line about a new version: when, what, how long it took, and
// what there is to mend in what has changed and in all.
func (s *server) report(what edits, took time.Duration) {
	t := s.terminal
	var here problem.List
	for _, a := range what.changed {
		here = append(here, a.Problems...)
	}
	line := fmt.Sprintf("%s  %s  %s", t.paint(faint, time.Now().Format(time.TimeOnly)), problem.Visible(what.String()), t.paint(faint, fmt.Sprintf("%d ms", took.Milliseconds())))
	if len(what.changed) > 0 {
		line += "  " + t.findings(here)
	}
	fmt.Fprintf(t, "%s  %s\n", line, t.paint(faint, "totalt "+strings.ToLower(strings.TrimSuffix(problem.Summary(s.edition.site.Problems), "."))))
	for _, a := range s.alerts {
		fmt.Fprintf(t, "  %s\n", t.paint(red, strings.TrimPrefix(a.Place+": "+a.Message, ": ")))
	}
}

// findings is the summary of a list in the colour of the worst.
func (t terminal) findings(l problem.List) string {
	colours := map[problem.Severity]style{problem.Error: red, problem.Warning: yellow, problem.Tip: green, 0: green}
	return t.paint(colours[l.Worst()], strings.TrimSuffix(problem.Summary(l), "."))
}

// greet says what is shown and what to do.
func (s *server) greet(address string) {
	t, found := s.terminal, s.edition.site.Problems
	fmt.Fprintf(t, "%d texter ur mappen %s. %s\n", len(s.edition.site.Articles), s.program.content, t.findings(found))
	if len(found) > 0 {
		fmt.Fprintf(t, "Anmärkningarna står på sina sidor, på %sgranskning/ och i provtryck check.\n", address)
	}
	fmt.Fprintln(t, "Sidan i webbläsaren följer dina ändringar. Avsluta med Ctrl-C.")
}

// complaints are what is shown as it was because it cannot be as it is.
func (s *server) complaints() []preview.Alert {
	var alerts []preview.Alert
	if s.look != nil {
		alerts = append(alerts, preview.Alert{Message: s.look.Error(), Hint: "Rätta filen i layouts eller assets; tills dess används den förra."})
	}
	broken := slices.Clone(s.reader.project.unusable)
	for _, name := range slices.Sorted(maps.Keys(s.reader.broken)) {
		broken = append(broken, s.reader.broken[name])
	}
	for _, p := range broken {
		alerts = append(alerts, preview.Alert{
			Place:   problem.List{p}.In(filepath.ToSlash(s.program.content))[0].Pos.String(),
			Message: problem.Visible(p.Message), Hint: problem.Visible(p.Hint),
			Lines: s.around(p.Pos), Source: template.URL(s.source(p.Pos)),
		})
	}
	return alerts
}

// linesAround is how many lines are shown before and after the one that is wrong.
const linesAround = 2

// around reads the lines of a text around a place.
func (s *server) around(pos problem.Pos) []preview.Line {
	root, err := s.openContent()
	if err != nil {
		return nil
	}
	defer root.Close()
	data, err := root.ReadFile(filepath.FromSlash(pos.File))
	if err != nil || pos.Line == 0 {
		return nil
	}
	lines := strings.Split(strings.ReplaceAll(strings.ToValidUTF8(string(data), "�"), "\r\n", "\n"), "\n")
	var shown []preview.Line
	for n := max(pos.Line-linesAround, 1); n <= min(pos.Line+linesAround, len(lines)); n++ {
		shown = append(shown, preview.Line{Number: n, Text: problem.Visible(shortened(lines[n-1])), Wrong: n == pos.Line})
	}
	return shown
}

// shortened cuts a line that is longer than anybody reads in a notice.
func shortened(line string) string {
	const longest = 200
	if runes := []rune(line); len(runes) > longest {
		return string(runes[:longest]) + " …"
	}
	return line
}

// source opens a place in the texts in the editor's program.
func (s *server) source(pos problem.Pos) string {
	file, err := filepath.Abs(filepath.Join(s.program.content, filepath.FromSlash(path.Clean(pos.File))))
	if err != nil {
		return ""
	}
	return s.editor.address(file, pos.Line, pos.Column)
}
