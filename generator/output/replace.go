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
	err = root.WriteFile(next, data, info.Mode().Perm())
	if err == nil {
		err = root.Rename(next, name)
	}
	if err != nil {
		_ = root.Remove(next)
	}
	return err
}
