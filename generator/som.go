package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"provtryck/generator/audience"
	"provtryck/generator/coverage"
	"provtryck/generator/field"
)

// outlineCommand prints what a reader gets of the texts.
func (p *program) outlineCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "som läsare [text eller mapp]",
		Short: "Visar vad en viss läsare får av texterna",
		Long: "Visar rubrikerna i en text, eller i alla texter i en mapp, så som en läsare får dem.\n" +
			"Läsaren är en typprofil eller målgrupper med komma emellan. Det som läsaren inte får har ett streck framför sig.",
		Example: "  provtryck som \"Kurator i elevhälsan\" content/vard-och-insatsprogram/adhd\n  provtryck som \"kommun, socialtjänst\"",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := p.readSite()
			if err != nil {
				return err
			}
			column, err := findReader(s.Taxonomy, args[0])
			if err != nil {
				return err
			}
			within := ""
			if len(args) == 2 {
				within = p.inContent(args[1])
			}
			o := outline{taxonomy: s.Taxonomy, reader: column.Profile, content: filepath.ToSlash(p.content)}
			fmt.Fprintf(&o, "%s: %s\n", column.Name, strings.Join(s.Taxonomy.Labels(column.Profile), ", "))
			o.matrix = coverage.New(s, []coverage.Column{column})
			for _, row := range o.matrix.Rows {
				o.texts(row, within)
			}
			if o.count == 0 {
				return fmt.Errorf("inga texter finns i %s; ange en .md-fil eller en mapp i %s", args[1], p.content)
			}
			_, err = io.WriteString(p.out, o.String())
			return err
		},
	}
}

// inContent is a path as typed, with or without the content folder before it, as
// texts are named.
func (p *program) inContent(typed string) string {
	name := filepath.ToSlash(filepath.Clean(typed))
	content := filepath.ToSlash(filepath.Clean(p.content))
	if name == content || name == "." {
		return ""
	}
	return strings.TrimPrefix(name, content+"/")
}

// findReader finds the persona, or the tags with commas between, of a name.
func findReader(t *audience.Taxonomy, name string) (coverage.Column, error) {
	if p, known := t.FindPersona(name); known {
		return coverage.Column{ID: p.ID, Name: p.Name, Profile: p.Tags}, nil
	}
	var profile audience.Audience
	for word := range strings.SplitSeq(name, ",") {
		tag, known := t.Find(strings.TrimSpace(word))
		if !known {
			names := t.Names()
			for _, p := range t.Personas {
				names = append(names, p.Name)
			}
			return coverage.Column{}, fmt.Errorf("läsaren %q finns inte; %s", strings.TrimSpace(word), readerHint(strings.TrimSpace(word), names))
		}
		profile = append(profile, tag)
	}
	return coverage.Column{Name: "Egna målgrupper", Profile: audience.New(profile...)}, nil
}

func readerHint(word string, names []string) string {
	hint := field.DidYouMean(word, names)
	if strings.HasPrefix(hint, "menade") {
		return hint
	}
	return "typprofiler och målgrupper står i docs/malgrupper.md"
}

// An outline is the headings of texts as one reader gets them.
type outline struct {
	strings.Builder
	taxonomy *audience.Taxonomy
	matrix   coverage.Matrix
	reader   audience.Audience
	content  string
	count    int
}

// texts adds the texts of a row that lie in a file or folder.
func (o *outline) texts(row *coverage.Row, within string) {
	for _, below := range row.Rows {
		switch below.Kind {
		case coverage.Chapter:
			o.texts(below, within)
		case coverage.Text:
			name := below.Article.Doc.Name
			if within == "" || name == within || name == within+".md" || strings.HasPrefix(name, strings.TrimSuffix(within, "/")+"/") {
				o.count++
				fmt.Fprintf(o, "\n%s/%s\n", o.content, name)
				o.row(below, "")
			}
		}
	}
}

func (o *outline) row(row *coverage.Row, indent string) {
	mark, note := "  ", ""
	switch {
	case !row.Shown[0]:
		mark, note = "– ", o.forWhom(row)
	case row.Seen[0] < row.Words:
		note = fmt.Sprintf(" (%d av %d ord)", row.Seen[0], row.Words)
	}
	fmt.Fprintf(o, "%s%s%s%s\n", mark, indent, row.Title, note)
	for _, below := range o.matrix.Below(row) {
		o.row(below, indent+"  ")
	}
}

// forWhom says for whom a row is that the reader does not get: of a text with
// what it lies in. It is empty where only what a section lies in leaves the
// reader out, as that has been said above it.
func (o *outline) forWhom(row *coverage.Row) string {
	levels := []audience.Target{row.Target}
	if row.Kind == coverage.Text {
		levels = row.Article.Path()
	}
	var whom []string
	for _, level := range levels {
		if !o.taxonomy.For(level.Tags, o.reader) {
			whom = append(whom, strings.Join(o.taxonomy.Labels(level.Tags), ", "))
		}
	}
	if len(whom) == 0 {
		return ""
	}
	return " (för " + strings.Join(whom, "; ") + ")"
}
