package output

import (
	"os"
	"path"
)

// ReplaceFile replaces the content of a file, all of it or none.
func ReplaceFile(root *os.Root, name string, data []byte) error {
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	next := path.Join(path.Dir(name), "."+path.Base(name)+".tmp")
	if err := root.WriteFile(next, data, info.Mode().Perm()); err != nil {
		return err
	}
	if err := root.Rename(next, name); err != nil {
		_ = root.Remove(next)
		return err
	}
	return nil
}
