package content

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/feedback"
	"provtryck/generator/problem"
	"provtryck/generator/round"
)

// Where the project has the comments on its texts, and its rounds.
const (
	CommentsFolder = projectFolder + "/synpunkter"
	RoundsFolder   = projectFolder + "/omgangar"
)

// CommentsFile returns the file of the comments on a text in a round, in the content folder.
func CommentsFile(of, text string) string {
	return path.Join(CommentsFolder, cmp.Or(of, round.None), strings.TrimSuffix(text, ".md")+".yaml")
}

// CommentedIn returns the folder of the round that a file of comments is in, and the text that
// it is about: its name, [feedback.OnAll] or [feedback.OnNone].
func CommentedIn(file string) (folder, text string) {
	folder, text, _ = strings.Cut(strings.TrimPrefix(file, CommentsFolder+"/"), "/")
	if text = strings.TrimSuffix(text, ".yaml"); text != feedback.OnAll && text != feedback.OnNone {
		text += ".md"
	}
	return folder, text
}

// StrayComments is broken by a file of comments whose text is not there.
var StrayComments = &problem.Rule{ID: "synpunkt-utan-text", Family: problem.Files, Severity: problem.Warning,
	In:     problem.Elsewhere,
	Demand: "Varje fil med synpunkter hör till en text som finns.",
	Bad:    "synpunkter/adhd-2027/utredning.yaml, men ingen utredning.md", Good: "båda filerna finns"}

// ReadComments reads the comments on the texts, by the names of their files. Rounds are
// those of the folders.
func ReadComments(fsys fs.FS) (map[string][]feedback.Comment, problem.List) {
	r := Reader{fsys: fsys}
	var problems problem.List
	r.readComments(&problems)
	all := map[string][]feedback.Comment{}
	for name, file := range r.comments {
		all[name] = file.comments
	}
	return all, problems
}

// commented is a file of comments as it was last read.
type commented struct {
	stamp
	sum      Sum
	comments []feedback.Comment
	problems problem.List
}

// readComments reads the files of comments, unless they have certainly not changed.
func (r *Reader) readComments(problems *problem.List) {
	before := r.comments
	r.comments = map[string]commented{}
	room := quota{files: maxFiles, bytes: maxAllComments, most: maxAllComments, hint: "ta bort de omgångar som är avslutade"}
	for _, f := range r.projectFiles(CommentsFolder, ".yaml", &room, problems) {
		if path.Dir(f.name) == CommentsFolder {
			problems.Add(StrayComments, problem.Pos{File: f.name}, "filen ligger inte i mappen för en omgång, och läses inte",
				"flytta den till mappen för sin omgång; utan omgång heter mappen "+round.None)
			continue
		}
		file, known := before[f.name]
		if !known || !file.unchanged(f.stamp) {
			file = r.readCommentsFile(f)
		}
		r.comments[f.name] = file
		*problems = append(*problems, file.problems...)
	}
}

func (r *Reader) readCommentsFile(f file) commented {
	file := commented{stamp: f.stamp}
	src, err := ReadFile(r.fsys, f.name)
	switch pos := (problem.Pos{File: f.name}); {
	case errors.As(err, new(tooLarge)):
		file.problems.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort de synpunkter som är inarbetade")
		return file
	case err != nil:
		file.stamp = stamp{}
		file.problems.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
		return file
	}
	file.sum = sha256.Sum256(src)
	file.comments, file.problems = feedback.Load(f.name, src)
	if folder, _ := CommentedIn(f.name); folder != round.None {
		for i := range file.comments {
			file.comments[i].Round = folder
		}
	}
	return file
}

// byText returns the comments by the names of the texts, those on all of them and on none by
// [feedback.OnAll] and [feedback.OnNone]. It reports files of texts that are not there.
func (r *Reader) byText(texts []file, problems *problem.List) map[string][]feedback.Comment {
	there := map[string]bool{}
	for _, f := range texts {
		there[f.name] = true
	}
	all := map[string][]feedback.Comment{}
	for _, name := range slices.Sorted(maps.Keys(r.comments)) {
		_, text := CommentedIn(name)
		if text != feedback.OnAll && text != feedback.OnNone && !there[text] {
			problems.Add(StrayComments, problem.Pos{File: name}, "synpunkterna hör till en text som inte finns: "+text,
				"har texten bytt namn eller plats, flytta filen likadant; är den borttagen, flytta det som ska arbetas in "+
					"till den text som har tagit över, och ta bort filen")
		}
		all[text] = append(all[text], r.comments[name].comments...)
	}
	return all
}

// Rounds returns the ids of the rounds of the project, without those that no round can have.
func Rounds(fsys fs.FS) []string {
	names, _ := fs.Glob(fsys, RoundsFolder+"/*.yaml")
	var ids []string
	for _, name := range names {
		if id := strings.TrimSuffix(path.Base(name), ".yaml"); round.ValidID(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
