package coverage

import (
	"fmt"
	"path"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// FindReader returns the column of a persona, or of tags separated by commas.
func FindReader(t *audience.Taxonomy, name string) (Column, error) {
	if p, known := t.FindPersona(name); known {
		return Column{ID: p.ID, Name: p.Name, Profile: p.Tags}, nil
	}
	var profile audience.Audience
	for word := range strings.SplitSeq(name, ",") {
		word = strings.TrimSpace(word)
		tag, known := t.Find(word)
		if !known {
			names := t.Names()
			for _, p := range t.Personas {
				names = append(names, p.Name)
			}
			hint := spelling.NearestOr(word, names, "typprofiler och målgrupper står i docs/malgrupper.md")
			return Column{}, fmt.Errorf("läsaren %q finns inte; %s", word, hint)
		}
		profile = append(profile, tag)
	}
	return Column{Name: "Egna målgrupper", Profile: audience.New(profile...)}, nil
}

// Outline returns the headings of the texts in a file or folder as a reader gets
// them, each text below its name in the content folder. It is empty when there
// are no texts.
func Outline(s *site.Site, reader Column, content, within string) string {
	o := outline{matrix: New(s, []Column{reader}), taxonomy: s.Taxonomy, content: content, within: within}
	for _, row := range o.matrix.Rows {
		o.texts(row)
	}
	return o.String()
}

type outline struct {
	strings.Builder
	matrix   Matrix // of one column
	taxonomy *audience.Taxonomy
	content  string
	within   string // file or folder; empty for all texts
}

// texts writes the texts of a row.
func (o *outline) texts(row *Row) {
	for _, below := range row.Rows {
		if below.Kind == Chapter {
			o.texts(below)
			continue
		}
		name := below.Article.Doc.Name
		if o.within == "" || name == o.within || name == o.within+".md" || strings.HasPrefix(name, o.within+"/") {
			fmt.Fprintf(o, "\n%s\n", path.Join(o.content, name))
			o.row(below, "")
		}
	}
}

func (o *outline) row(row *Row, indent string) {
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

// forWhom returns for whom a row is that the reader does not get: of a text with what
// it is in. It is empty where only what a section is in leaves the reader out, which
// is written above it.
func (o *outline) forWhom(row *Row) string {
	levels := []audience.Target{row.Target}
	if row.Kind == Text {
		levels = row.Article.Path()
	}
	var whom []string
	for _, level := range levels {
		if !o.taxonomy.For(level.Tags, o.matrix.Columns[0].Profile) {
			whom = append(whom, o.taxonomy.Phrase(level.Tags))
		}
	}
	if len(whom) == 0 {
		return ""
	}
	return " (för " + strings.Join(whom, "; ") + ")"
}
