package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"provtryck/generator/feedback"
	"provtryck/generator/problem"
)

// Where the project has the comments on its texts, and its rounds.
const (
	CommentsFolder = projectFolder + "/synpunkter"
	RoundsFolder   = projectFolder + "/omgangar"
)

// Names of the files with comments on no text: on all of them, and on one that is not there.
const (
	GeneralComments = "allmant"
	LostComments    = "utan-text"
	NoRound         = "utan-omgang" // the folder of comments in no round
)

// CommentsFile returns the file of the comments on a text in a round, in the content folder.
func CommentsFile(round, text string) string {
	if round == "" {
		round = NoRound
	}
	return path.Join(CommentsFolder, round, strings.TrimSuffix(text, ".md")+".yaml")
}

// ReadComments reads the comments on the texts, by the names of their files. Rounds are
// those of the folders.
func ReadComments(fsys fs.FS) (map[string][]feedback.Comment, problem.List) {
	comments := map[string][]feedback.Comment{}
	var problems problem.List
	room := quota{files: maxFiles, bytes: maxAllComments}
	_ = fs.WalkDir(fsys, CommentsFolder, func(name string, e fs.DirEntry, err error) error {
		pos := problem.Pos{File: name}
		switch {
		case err != nil:
			if !errors.Is(err, fs.ErrNotExist) {
				problems.Add(UnreadableFile, pos, "filen eller mappen går inte att läsa", "kontrollera att du har rätt att läsa den")
			}
			return fs.SkipDir
		case e.IsDir() || path.Ext(name) != ".yaml" || strings.HasPrefix(path.Base(name), "."):
			return nil
		case special(name, e.Type()):
			problems.Add(linkedFile, pos, "genvägar och länkar följs inte", "lägg själva filen i mappen")
			return nil
		}
		if room, first := room.take(name, listed(name, e).size); !room {
			if first {
				problems.Add(fullFolder, pos, fmt.Sprintf("mappen har fler än %d filer med synpunkter, eller mer än %s "+
					"av dem; den här och de som kommer efter den läses inte", maxFiles, amount(maxAllComments)),
					"ta bort de omgångar som är avslutade")
			}
			return nil
		}
		src, err := ReadFile(fsys, name)
		if err != nil {
			what, hint := "filen går inte att läsa", "kontrollera att du har rätt att läsa den"
			if errors.As(err, new(tooLarge)) {
				what, hint = err.Error(), "ta bort de synpunkter som är inarbetade"
			}
			problems.Add(UnreadableFile, pos, what, hint)
			return nil
		}
		list, found := feedback.Load(name, src)
		problems = append(problems, found...)
		round, _, _ := strings.Cut(strings.TrimPrefix(name, CommentsFolder+"/"), "/")
		for i := range list {
			if round != NoRound {
				list[i].Round = round
			}
		}
		comments[name] = list
		return nil
	})
	return comments, problems
}

// Rounds returns the ids of the rounds of the project.
func Rounds(fsys fs.FS) []string {
	names, _ := fs.Glob(fsys, RoundsFolder+"/*.yaml")
	ids := make([]string, len(names))
	for i, name := range names {
		ids[i] = strings.TrimSuffix(path.Base(name), ".yaml")
	}
	return slices.Sorted(slices.Values(ids))
}
