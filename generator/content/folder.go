package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A Folder is an open content folder.
type Folder struct{ *os.Root }

// FS returns the files of the folder. Opening one never waits: what has become a pipe or a
// device since it was listed is refused.
func (f Folder) FS() fs.FS { return files{f.Root} }

type files struct{ root *os.Root }

// Open opens a file or folder for reading.
func (f files) Open(name string) (fs.File, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.root.OpenFile(local, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.IsDir() && special(name, info.Mode()) {
		err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}
