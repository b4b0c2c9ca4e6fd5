package git

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"
)

// add adds a file of a version and the folders that it lies in. The names are
// those of git: one that is no valid path in a [fs.FS] is listed and cannot be
// opened, as on a disk. What no disk can hold is an error: a commit may be made
// of anything.
func add(files fstest.MapFS, name string, mode fs.FileMode, data []byte) error {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("filen %q har ett namn som ingen fil kan ha", name)
		}
	}
	if files[name] != nil {
		return fmt.Errorf("filen %q finns två gånger", name)
	}
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if there := files[folder]; there == nil {
			files[folder] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		} else if there.Mode.IsDir() {
			break
		} else {
			return fmt.Errorf("filen %q finns två gånger, en gång som mapp", folder)
		}
	}
	files[name] = &fstest.MapFile{Mode: mode, Data: data}
	return nil
}
