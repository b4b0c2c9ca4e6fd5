package content

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"provtryck/generator/disk"
	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// Where the project has the texts as they were before they were reworked, and what has been
// decided about them.
const (
	OriginalsFolder = projectFolder + "/original"
	DecisionsFolder = projectFolder + "/redovisning"
)

// OriginalFile returns the file of the original of a text, in the content folder.
func OriginalFile(text string) string { return path.Join(OriginalsFolder, text) }

// DecisionsFile returns the file of the decisions about the original of a text.
func DecisionsFile(text string) string {
	return path.Join(DecisionsFolder, strings.TrimSuffix(text, ".md")+".yaml")
}

// AccountedIn returns the text that a file with an original, or with decisions about one, belongs to.
func AccountedIn(file string) (text string, isOriginal bool) {
	if text, isOriginal = strings.CutPrefix(file, OriginalsFolder+"/"); isOriginal {
		return text, true
	}
	return strings.TrimSuffix(strings.TrimPrefix(file, DecisionsFolder+"/"), ".yaml") + ".md", false
}

// StrayOriginal is broken by a file about an old text whose text is not there.
var StrayOriginal = &problem.Rule{ID: "original-utan-text", Family: problem.Files, Severity: problem.Warning,
	In:     problem.Elsewhere,
	Demand: "Varje gammal text, och varje fil med beslut om den, hör till en text som finns.",
	Bad:    "original/kliniska-kunskapsstod/krisplan.md, men ingen krisplan.md", Good: "båda filerna finns"}

// accounted is a file of an original, or of decisions, as it was last read.
type accounted struct {
	stamp
	original  *disposition.Original
	decisions []disposition.Decision
	problems  problem.List
}

// readOriginals reads the originals of the texts and the decisions about them, by the names of
// the texts, unless they have certainly not changed. Those of texts that are gone are read too.
func (r *Reader) readOriginals(texts []file, problems *problem.List) (map[string]*disposition.Original, map[string][]disposition.Decision) {
	before := r.accounted
	r.accounted = map[string]accounted{}
	room := quota{files: maxFiles, bytes: maxTexts, most: maxTexts, hint: "ta bort det som inte hör dit"}
	files := slices.Concat(r.projectFiles(OriginalsFolder, ".md", &room, problems), r.projectFiles(DecisionsFolder, ".yaml", &room, problems))
	for _, f := range files {
		file, known := before[f.name]
		if !known || !file.unchanged(f.stamp) {
			file = r.readAccounted(f)
		}
		r.accounted[f.name] = file
		*problems = append(*problems, file.problems...)
	}
	there := map[string]bool{}
	for _, f := range texts {
		there[f.name] = true
	}
	originals, decisions := map[string]*disposition.Original{}, map[string][]disposition.Decision{}
	for _, name := range slices.Sorted(maps.Keys(r.accounted)) {
		file := r.accounted[name]
		text, isOriginal := AccountedIn(name)
		original := OriginalFile(text)
		switch _, has := r.accounted[original]; {
		case !there[text]:
			if isOriginal && file.original != nil {
				originals[text] = file.original
			} else if !isOriginal && has {
				decisions[text] = file.decisions
			}
			problems.Add(StrayOriginal, problem.Pos{File: name}, "filen hör till en text som inte finns: "+text,
				"har texten bytt namn eller plats, flytta filen likadant; är den borttagen, ge filen namn efter den text som har tagit över, "+
					"och skriv där vad som blev av delarna, eller ta bort filen")
		case isOriginal && file.original != nil:
			originals[text] = file.original
		case !isOriginal && !has:
			problems.Add(StrayOriginal, problem.Pos{File: name}, "besluten gäller en gammal text som inte finns: "+original,
				"lägg den gamla texten där, eller ta bort filen med beslut")
		case !isOriginal:
			decisions[text] = file.decisions
		}
	}
	return originals, decisions
}

func (r *Reader) readAccounted(f file) accounted {
	file := accounted{stamp: f.stamp}
	src, err := ReadFile(r.fsys, f.name)
	switch pos := (problem.Pos{File: f.name}); {
	case errors.As(err, new(tooLarge)):
		file.problems.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort det som inte hör dit")
		return file
	case err != nil:
		file.stamp = stamp{}
		file.problems.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
		return file
	}
	if path.Ext(f.name) == ".md" {
		file.original, file.problems = disposition.LoadOriginal(f.name, src)
	} else {
		file.decisions, file.problems = disposition.LoadDecisions(f.name, src)
	}
	return file
}

// projectFiles lists the files with an ending in a folder of the project, in the order of names,
// as long as there is room. Links and special files are never opened.
func (r *Reader) projectFiles(folder, ending string, room *quota, problems *problem.List) []file {
	var files []file
	_ = fs.WalkDir(r.fsys, folder, func(name string, e fs.DirEntry, err error) error {
		pos := problem.Pos{File: name}
		switch {
		case err != nil && errors.Is(err, fs.ErrNotExist):
			return fs.SkipDir
		case err != nil:
			problems.Add(UnreadableFile, pos, "filen eller mappen går inte att läsa", "kontrollera att du har rätt att läsa den")
			return fs.SkipDir
		case e.IsDir() && (strings.Count(name, "/") >= maxDepth || disk.Temporary(path.Base(name))):
			return fs.SkipDir // no text is so deep
		case e.IsDir() || path.Ext(name) != ending || disk.Temporary(path.Base(name)):
			return nil
		case special(name, e.Type()):
			problems.Add(linkedFile, pos, "genvägar och länkar följs inte", "lägg själva filen i mappen")
			return nil
		}
		f := listed(name, e)
		if taken, first := room.take(name, f.size); taken {
			files = append(files, f)
		} else if first {
			problems.Add(fullFolder, pos, fmt.Sprintf("mappen har fler än %d filer, eller mer än %s av dem; den här och de som "+
				"kommer efter den i bokstavsordning läses inte", maxFiles, amount(room.most)), room.hint)
		}
		return nil
	})
	return files
}
