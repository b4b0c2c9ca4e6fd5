package output

import (
	"errors"
	"os"
	"path"

	"provtryck/generator/disk"
)

// ReplaceFile replaces the content of a file, all of it or none.
func ReplaceFile(root *os.Root, name string, data []byte) error {
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	return put(root, name, data, info.Mode().Perm())
}

// CreateFile writes a file, all of it or none, with the folders that it is in. One that is
// there is replaced.
func CreateFile(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return put(root, name, data, 0o644)
}

// put writes a file beside the one that it is to be, under a name that nobody else has, and moves it there.
func put(root *os.Root, name string, data []byte, mode os.FileMode) error {
	next := path.Join(path.Dir(name), disk.Staging(path.Base(name)))
	f, err := root.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = root.Rename(next, name)
	}
	if err != nil {
		_ = root.Remove(next)
	}
	return err
}
