package content

import (
	"errors"
	"io/fs"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

// SynonymsFile lists words that mean the same to who searches. It may be missing, and is no part of what
// the texts are made of.
const SynonymsFile = projectFolder + "/synonymer.yaml"

// readBeside reads a file that may be missing, which gives nil, and reports that it cannot be read.
func (r *Reader) readBeside(name string, problems *problem.List) []byte {
	data, err := ReadFile(r.fsys, name)
	switch pos := (problem.Pos{File: name}); {
	case errors.Is(err, fs.ErrNotExist):
	case errors.As(err, new(tooLarge)):
		problems.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort det som inte hör dit")
	case err != nil:
		problems.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
	default:
		return data
	}
	return nil
}

// readSynonyms returns the expressions that mean the same, abbreviations and what they stand for among
// them, and reports what is wrong with the file.
func (r *Reader) readSynonyms(problems *problem.List) [][]string {
	groups, found := prose.LoadSynonyms(SynonymsFile, r.readBeside(SynonymsFile, problems))
	*problems = append(*problems, found...)
	return append(r.project.words.Abbreviations(), groups...)
}
