package content

import (
	"errors"
	"io/fs"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/transfer"
)

// ProfileFile says how texts are written where they are published. It may be missing.
const ProfileFile = projectFolder + "/overforing.yaml"

// readProfile reads how texts are written where they are published, and reports what is wrong with it.
func (r *Reader) readProfile(problems *problem.List) *transfer.Profile {
	data, err := ReadFile(r.fsys, ProfileFile)
	switch pos := (problem.Pos{File: ProfileFile}); {
	case errors.Is(err, fs.ErrNotExist):
	case errors.As(err, new(tooLarge)):
		problems.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort det som inte hör dit")
	case err != nil:
		problems.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
	}
	profile, found := transfer.Load(ProfileFile, data)
	*problems = append(*problems, found...)
	return profile
}
