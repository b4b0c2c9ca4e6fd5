package content

import (
	"errors"
	"io/fs"

	"provtryck/generator/document"
	"provtryck/generator/intake"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// ImportFile says what becomes of old headings, labels and audiences in texts that come in. It may be
// missing, and is no part of what a site is made of.
const ImportFile = projectFolder + "/import.yaml"

// Intake returns what a text with the given blueprint is made for, and the problems of what the project
// has agreed on about it.
func (r *Reader) Intake(fsys fs.FS, b *site.Blueprint) (intake.Options, problem.List) {
	r.fsys = fsys
	defer func() { r.fsys = nil }()
	r.readProject()
	var found problem.List
	o := intake.Options{Blueprint: b.ID, TopLevel: b.TopLevel, BottomLevel: b.BottomLevel,
		Taxonomy: r.project.taxonomy, Words: r.project.words, Mapping: r.readMapping(&found)}
	for _, rule := range b.Sections {
		o.Titles = append(o.Titles, rule.Title)
	}
	return o, found
}

// readMapping reads what becomes of old words, and reports what is wrong with it.
func (r *Reader) readMapping(problems *problem.List) *intake.Mapping {
	data, err := ReadFile(r.fsys, ImportFile)
	switch pos := (problem.Pos{File: ImportFile}); {
	case errors.Is(err, fs.ErrNotExist):
	case errors.As(err, new(tooLarge)):
		problems.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort det som inte hör dit")
	case err != nil:
		problems.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
	}
	mapping, found := intake.Load(ImportFile, data)
	titles := map[string][]string{}
	for _, id := range site.BlueprintIDs {
		titles[id] = nil
	}
	for id, b := range r.project.blueprints {
		titles[id] = []string{}
		for _, rule := range b.Sections {
			titles[id] = append(titles[id], rule.Title)
		}
	}
	*problems = append(append(*problems, found...), mapping.Check(titles, r.project.taxonomy)...)
	return mapping
}
