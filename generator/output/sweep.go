package output

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"provtryck/generator/disk"
)

// leftAfter is how old a file that is being written must be to be left behind: writing one takes no time.
const leftAfter = time.Minute

// Sweep removes what [ReplaceFile], [CreateFile] and [Exchange] have left in a folder when they were
// killed, with folders that become empty, and returns its names. What cannot be removed stays: it does no harm. Hidden folders are not
// looked into.
func Sweep(root *os.Root) []string {
	var gone []string
	_ = fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && e != nil && e.IsDir():
			return fs.SkipDir
		case err != nil:
			return nil
		case e.IsDir() && name != "." && strings.HasPrefix(path.Base(name), "."):
			return fs.SkipDir
		case !e.Type().IsRegular() || !disk.Staged(path.Base(name)):
			return nil
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > leftAfter && root.Remove(name) == nil {
			gone = append(gone, name)
		}
		return nil
	})
	for _, name := range gone {
		for folder := path.Dir(name); folder != "." && root.Remove(folder) == nil; folder = path.Dir(folder) {
		}
	}
	return gone
}
