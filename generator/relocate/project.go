package relocate

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/round"
	"provtryck/generator/site"
)

// rounds mends the names of texts in the rounds, and notes a text that leaves a round.
func (p *planner) rounds() error {
	files, _ := fs.Glob(p.fsys, content.RoundsFolder+"/*.yaml")
	for _, name := range files {
		src, err := content.ReadFile(p.fsys, name)
		if err != nil {
			return fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
		}
		r, _ := round.Load(name, src)
		after := *r
		after.Texts = slices.Clone(r.Texts)
		for i, t := range r.Texts {
			if p.moves(t.Text) {
				p.change(t, p.moved(t.Text))
				after.Texts[i].Text = p.moved(t.Text)
			}
		}
		for _, a := range p.texts() {
			if now := p.moved(a.Doc.Name); r.Has(a.Doc.Name) != after.Has(now) {
				verb := "gäller inte längre"
				if after.Has(now) {
					verb = "gäller nu också"
				}
				p.Notes = append(p.Notes, fmt.Sprintf("%s %s %s", name, verb, now))
			}
		}
	}
	return nil
}

// exceptions mends the names of files in the project's exceptions.
func (p *planner) exceptions() error {
	src, err := p.beside(content.ExcusesFile)
	if src == nil {
		return err
	}
	var ignored problem.List
	field.Parse(content.ExcusesFile, src, 0, &ignored).Fields([]field.Field{{Key: "undantag", Read: field.Each(func(v field.Value) {
		v.Fields([]field.Field{{Key: "filer", Read: func(v field.Value) {
			for _, t := range v.Texts() {
				if folder := strings.TrimSuffix(t.Text, "/"); p.moves(folder) {
					p.change(t, p.moved(folder)+t.Text[len(folder):])
				}
			}
		}}})
	})}})
	return nil
}

// beside returns a file that most projects do not have; nil where there is none.
func (p *planner) beside(name string) ([]byte, error) {
	src, err := content.ReadFile(p.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
	}
	return src, nil
}

// trial mends the names of the texts that answer the questions that the search is measured by.
func (p *planner) trial() error {
	src, err := p.beside(site.TrialFile)
	if src == nil {
		return err
	}
	var ignored problem.List
	field.Parse(site.TrialFile, src, 0, &ignored).Fields([]field.Field{{Key: "frågor", Read: field.Each(func(v field.Value) {
		v.Fields([]field.Field{{Key: "svar", Read: func(v field.Value) {
			for _, t := range v.Texts() {
				if name, _, _ := strings.Cut(t.Text, "#"); p.moves(name) {
					p.change(field.Text{Text: name, Pos: t.Pos}, p.moved(name))
				}
			}
		}}})
	})}})
	return nil
}

// decisions mends the names of texts in what editors have decided about old texts.
func (p *planner) decisions() error {
	files, err := p.filesIn(content.DecisionsFolder)
	if err != nil {
		return err
	}
	for _, name := range files {
		if path.Ext(name) != ".yaml" {
			continue
		}
		src, err := content.ReadFile(p.fsys, name)
		if err != nil {
			return fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
		}
		var ignored problem.List
		field.Parse(name, src, 0, &ignored).Fields([]field.Field{{Key: "beslut", Read: field.Each(func(v field.Value) {
			v.Fields([]field.Field{{Key: "till", Read: func(v field.Value) { p.decided(v.Text()) }}})
		})}})
	}
	return nil
}

// decided mends the place that a decision names: a text, with or without a heading.
func (p *planner) decided(to field.Text) {
	file, _, _ := strings.Cut(to.Text, "#")
	file = strings.TrimSpace(file)
	plain := strings.TrimPrefix(path.Clean(strings.ReplaceAll(file, `\`, "/")), "content/")
	if p.moves(plain) {
		now := p.moved(plain)
		if before, whole := strings.CutSuffix(file, plain); whole {
			now = before + now // as it was written
		}
		p.change(field.Text{Text: file, Pos: to.Pos}, now)
	}
}
