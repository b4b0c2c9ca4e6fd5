// Package kit makes a new project: a content folder with what all projects agree on and one example text
// of each blueprint, and a note on how to begin.
package kit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"provtryck"
	"provtryck/generator/disk"
)

// ErrExists means that a project, or something in its place, is there already.
var ErrExists = errors.New("den ändras inte")

const note = "LÄS MIG.txt"

// questions are about texts that a new project does not have.
const questions = "_projekt/sokprov.yaml"

// Make writes a new project into a folder that has no content folder. That is made beside its place and
// then moved there, so that it is there whole or not at all. A note that is there already is left as it is.
func Make(dir string) error {
	place := filepath.Join(dir, "content")
	switch info, err := os.Lstat(place); {
	case err == nil && info.IsDir():
		return fmt.Errorf("här finns redan en mapp content; %w; visa den med provtryck serve, eller gå till en tom mapp", ErrExists)
	case err == nil:
		return fmt.Errorf("här finns redan en fil eller länk som heter content; %w; byt namn på den, eller gå till en tom mapp", ErrExists)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("mappen content går inte att läsa: %w", disk.Reading(err))
	}
	work := filepath.Join(dir, disk.Staging("content"))
	defer os.RemoveAll(work)
	for _, part := range []struct{ from, to string }{{"start/content", ""}, {"content/_projekt", "_projekt"}} {
		files, err := fs.Sub(provtryck.Kit, part.from)
		if err != nil {
			return err
		}
		if err := os.CopyFS(filepath.Join(work, part.to), files); err != nil {
			return unwritten(err)
		}
	}
	if err := os.Remove(filepath.Join(work, questions)); err != nil {
		return unwritten(err)
	}
	if err := os.Rename(work, place); err != nil {
		return unwritten(err)
	}
	return leaveNote(dir)
}

func unwritten(err error) error {
	return fmt.Errorf("projektet går inte att skriva här: %w; rätta det, eller gå till en annan mapp", disk.Writing(err))
}

func leaveNote(dir string) error {
	words, err := fs.ReadFile(provtryck.Kit, "start/"+note)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, note), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s går inte att skriva: %w", note, disk.Writing(err))
	}
	_, err = f.Write(words)
	return errors.Join(err, f.Close())
}
