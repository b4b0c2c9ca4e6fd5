// Package report writes what a proposal changes as Markdown, for a comment on GitHub:
// [Markdown] makes a report of a [versions.Comparison]. Everything from the texts
// becomes mere text.
package report

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/spelling"
	"provtryck/generator/versions"
)

// mark is the first line of every report, by which one that has been published
// as a comment is found again.
const mark = "<!-- provtryck -->"

// maxBytes is the size of a report: GitHub takes comments of 65,536 characters,
// and adds to them.
const maxBytes = 60000

// Markdown returns a report that is no longer than maxBytes: a complete one, or one
// with fewer lines of each kind. Links lead into the preview at an address, which may
// be empty, and files are named as in the content folder.
func Markdown(c *versions.Comparison, preview, content string) string {
	for most := 200; ; most /= 2 {
		w := writer{c: c, preview: preview, content: content, most: most}
		if text := w.report(); len(text) <= maxBytes || most == 0 {
			return text
		}
	}
}

// A writer writes one report.
type writer struct {
	strings.Builder
	c       *versions.Comparison
	preview string // its address; empty for none
	content string // folder
	most    int    // lines of each kind
}

func (w *writer) report() string {
	texts, sensitive := len(w.c.Texts), 0
	for _, t := range w.c.Texts {
		sensitive += t.Sensitive()
	}
	headline := "inga texter har ändrats"
	if texts > 0 {
		headline = problem.Amount(texts, "text skiljer sig", "texter skiljer sig")
	}
	if sensitive > 0 {
		headline += ", " + problem.Amount(sensitive, "ändring", "ändringar") + " att granska särskilt"
	}
	links := ""
	if w.preview != "" {
		links = fmt.Sprintf("[Öppna ändringarna i förhandsvisningen](%s) · [alla texter](%s)",
			w.preview+revision.ChangesURL, w.preview+page.ReviewURL)
	}
	w.line("%s\n### Provtryck: %s\n\nJämfört med %s. %s", mark, headline, inert(w.c.Since), links)
	if w.c.Notice != "" {
		w.line("\n> %s", problem.InMarkdown(w.c.Notice))
	}
	w.removed()
	if sensitive > 0 {
		w.sensitive()
	}
	if len(w.c.Effects) > 0 {
		w.effects()
	}
	if len(w.c.Renamings) > 0 {
		w.renamings()
	}
	if len(w.c.Diverted) > 0 {
		w.diverted()
	}
	if texts > 0 {
		w.texts()
	}
	w.findings()
	return w.String()
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
}

// link returns a link into the preview; without a preview, its text.
func (w *writer) link(text, url string) string {
	text = inert(text)
	if w.preview == "" || url == "" {
		return text
	}
	return "[" + text + "](" + w.preview + url + ")"
}

// heading begins a part of the report.
func (w *writer) heading(s string) { w.line("\n#### %s\n", s) }

// rest writes how much has been left out of a part.
func (w *writer) rest(shown, all int) {
	if shown < all {
		w.line("\n%d till finns i förhandsvisningen.", all-shown)
	}
}

// removed lists the texts that have been removed, with what is lost with them, whole.
func (w *writer) removed() {
	removals := w.c.Removals()
	if len(removals) == 0 {
		return
	}
	w.heading("Borttagna texter")
	for _, t := range removals[:min(len(removals), w.most)] {
		always := ""
		if t.Always {
			always = " Det som är märkt alltid i den sågs av alla läsare."
		}
		w.line("- **%s**: hela texten är borttagen (%d ord). Den sågs av %s.%s", w.link(t.Before.Title, w.c.URL(t.Text)),
			t.Words, problem.InMarkdown(t.Readers.String()), always)
		if len(t.Unanswered) > 0 {
			w.line("  - Gamla adresser utan svar: %s", problem.InMarkdown(spelling.Some(t.Unanswered, w.most)))
		}
		for _, warning := range t.Warnings {
			w.line("  - Viktigt som försvinner: %s", problem.InMarkdown(warning))
		}
	}
	w.rest(w.most, len(removals))
}

// sensitive lists the changes that matter clinically, text by text.
func (w *writer) sensitive() {
	w.heading("Granska särskilt")
	shown, all := 0, 0
	for _, t := range w.c.GravestFirst() {
		if all += t.Sensitive(); shown >= w.most {
			continue
		}
		w.line("- **%s**", w.link(t.Article().Title, w.c.URL(t)))
		for _, c := range t.GravestFirst() {
			if shown < w.most {
				shown++
				w.line("  - %s: %s (%s)", strings.Join(revision.Words(c.Matters), ", "), changed(c),
					w.link(where(c), w.c.URL(t)+"#"+c.ID))
			}
		}
		for _, f := range t.Facts {
			if len(f.Matters) > 0 && shown < w.most {
				shown++
				w.line("  - %s: %s %s", strings.Join(revision.Words(f.Matters), ", "), inert(f.Key), factText(f))
			}
		}
	}
	w.rest(shown, all)
}

// factText returns a fact with what differs marked: word by word in running text.
func factText(f revision.Fact) string {
	if f.Merged == nil {
		return fmt.Sprintf("~~%s~~ **%s**", inert(cmp.Or(f.Before, "–")), inert(cmp.Or(f.After, "–")))
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

// where returns the section of a change, and the row and column when it is in a table.
func where(c revision.Change) string {
	place := cmp.Or(c.Place.Title, "före första rubriken")
	if c.Cell != "" {
		place += ": " + c.Cell
	}
	return place
}

// changed returns a change with the words around it.
func changed(c revision.Change) string {
	if c.Op.Moved() {
		return map[revision.Op]string{revision.MovedHere: "flyttat hit: ", revision.MovedAway: "flyttat härifrån: "}[c.Op] +
			inert(c.Before+c.After)
	}
	var marked []string
	if c.Before != "" {
		marked = append(marked, "~~"+inert(c.Before)+"~~")
	}
	if c.After != "" {
		marked = append(marked, "**"+inert(c.After)+"**")
	}
	what := ""
	if c.What == "ankare" || c.What == "slag av ruta" { // of no words in the text
		what = c.What + ": "
	}
	return what + problem.InMarkdown(c.Left) + strings.Join(marked, " ") + problem.InMarkdown(c.Right)
}

// maxText is how many characters of a text from the files a report shows.
const maxText = 300

// inert returns text from the files as mere text, shortened, without blanks around it
// so that it can be between marks of emphasis.
func inert(s string) string {
	return problem.InMarkdown(spelling.Shorten(strings.TrimSpace(s), maxText, " …"))
}

func (w *writer) effects() {
	w.heading("Vem som ser vad")
	for _, e := range w.c.Effects[:min(len(w.c.Effects), w.most)] {
		what := w.affected(e)
		if !e.Lost.None() {
			unread := ""
			if e.Unread {
				unread = " Ingen typprofil ser det längre."
			}
			w.line("- **%s** ser inte längre %s.%s", problem.InMarkdown(spelling.Capital(e.Lost.String())), what, unread)
		}
		if e.New || !e.Gained.None() {
			w.line("- **%s** ser nu %s.", problem.InMarkdown(spelling.Capital(e.Gained.String())), what)
		}
	}
	w.rest(w.most, len(w.c.Effects))
}

// renamings lists the audiences that are called something else, are new or are no more.
func (w *writer) renamings() {
	w.heading("Ändrade målgrupper")
	for _, renaming := range w.c.Renamings[:min(len(w.c.Renamings), w.most)] {
		w.line("- %s", inert(renaming.String()))
	}
	w.rest(w.most, len(w.c.Renamings))
}

// diverted lists the links that now lead elsewhere.
func (w *writer) diverted() {
	w.heading("Länkar som leder någon annanstans")
	for _, d := range w.c.Diverted[:min(len(w.c.Diverted), w.most)] {
		w.line("- **%s**, rad %d: ”%s” ledde till %s och leder nu till %s.", w.link(d.From.Title, d.From.URL), d.Pos.Line,
			w.link(d.Text, d.URL), inert(d.Was), inert(d.Is))
	}
	w.rest(w.most, len(w.c.Diverted))
}

// affected returns what an effect is on.
func (w *writer) affected(e revision.Effect) string {
	text := e.Article
	if e.New {
		return "den nya texten " + w.link(text.Title, text.URL)
	}
	what, place := "texten "+w.link(text.Title, text.URL), w.link(text.Title, text.URL)
	if e.Section.ID != "" {
		place = "avsnittet " + w.link(e.Section.Title, text.URL+"#"+e.Section.ID) + " i " + inert(text.Title)
		what = place
	}
	switch {
	case e.Parts > 1:
		return fmt.Sprintf("%d delar av %s, den första ”%s”", e.Parts, place, inert(e.Excerpt))
	case e.Parts == 1:
		return fmt.Sprintf("”%s” i %s", inert(e.Excerpt), place)
	}
	return what
}

func (w *writer) texts() {
	w.heading("Texter som skiljer sig")
	w.line("| Text | Vad | Ändringar | Ord |\n| --- | --- | ---: | ---: |")
	for _, t := range w.c.Texts[:min(len(w.c.Texts), w.most)] {
		what := t.Label()
		if t.Moved {
			what += " från " + inert(t.Before.URL)
		}
		w.line("| %s | %s | %d | +%d −%d |", w.link(t.Article().Title, w.c.URL(t)), what, len(t.Changes)+len(t.Facts),
			t.Added, t.Deleted)
	}
	w.rest(w.most, len(w.c.Texts))
}

func (w *writer) findings() {
	w.heading("Anmärkningar")
	w.line("Nya: %d. Rättade: %d.", len(w.c.New), len(w.c.Fixed))
	if len(w.c.New) > 0 && w.most > 0 {
		w.line("")
	}
	for _, f := range w.c.New.Worsts(w.most) {
		url := "" // of a file that is no text
		if a := w.c.After.ByFile(f.Pos.File); a != nil {
			url = a.URL
		}
		f.Pos.File = path.Join(w.content, f.Pos.File)
		w.line("- **%s** %s (%s)", f.Severity.Label(), inert(f.Message), w.link(f.Pos.String(), url))
	}
	w.rest(w.most, len(w.c.New))
	if len(w.c.Fixed) > 0 && w.most > 0 {
		w.line("\n<details><summary>Rättade</summary>\n")
		for _, f := range w.c.Fixed[:min(len(w.c.Fixed), w.most)] {
			w.line("- %s (%s)", inert(f.Message), inert(f.Pos.File))
		}
		w.line("\n</details>")
	}
}
