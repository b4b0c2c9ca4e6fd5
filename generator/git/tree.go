package git

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"
)

// ErrNoFolder means that the folder did not exist in a version.
var ErrNoFolder = errors.New("mappen fanns inte då")

// FS returns the folder as it was in a version: a commit, a branch or a tag. A
// version that is not here is fetched. Links are not followed.
func (f *Folder) FS(version string) (fs.FS, error) {
	commit, err := f.Commit(version)
	if err != nil {
		return nil, err
	}
	files, err := f.files(commit)
	switch {
	case mentions(err, "promisor remote"):
		return nil, fmt.Errorf("texterna i versionen %q är inte hämtade och gick inte att hämta: %s",
			version, reason(err))
	case err != nil:
		return nil, fmt.Errorf("mappen %s går inte att läsa i versionen %q: %w", f.dir, version, err)
	}
	return files, nil
}

// files returns the files of a commit as they are stored. git archive would obey
// the .gitattributes of that commit, and leave texts out or change them.
func (f *Folder) files(commit string) (fs.FS, error) {
	if err := f.complete(commit); err != nil {
		return nil, err
	}
	list, err := f.run("ls-tree", "-r", "-z", commit)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 && f.prefix != "" {
		return nil, ErrNoFolder
	}
	var stored []blob
	var ids strings.Builder
	for entry := range strings.SplitSeq(string(list), "\x00") {
		about, name, _ := strings.Cut(entry, "\t") // "100644 blob 6dcf…\ta.md"
		fields := strings.Fields(about)
		if len(fields) != 3 || fields[1] != "blob" { // the end, or a repository within this one
			continue
		}
		stored = append(stored, blob{fields[0], fields[2], name})
		ids.WriteString(fields[2] + "\n")
	}
	contents, err := f.runWith(ids.String(), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	return unbatch(stored, contents)
}

// A blob is a file in a commit.
type blob struct{ mode, id, name string }

// symlink is the mode of a symbolic link.
const symlink = "120000"

// unbatch makes files of the answer of cat-file to the ids of blobs, in their
// order: a line "6dcf… blob 12" for each, its 12 bytes and a line feed.
func unbatch(stored []blob, contents []byte) (fs.FS, error) {
	files := fstest.MapFS{}
	for _, b := range stored {
		line, rest, _ := bytes.Cut(contents, []byte("\n"))
		if string(line) == b.id+" missing" {
			return nil, fmt.Errorf("innehållet i filen %q saknas i git; "+
				"kör git fsck för att se vad som är fel, eller hämta projektmappen på nytt med git clone", b.name)
		}
		var size int
		if _, err := fmt.Sscanf(string(line), b.id+" blob %d", &size); err != nil || size >= len(rest) {
			return nil, fmt.Errorf("git cat-file svarar oväntat om %q: %q", b.name, line)
		}
		mode, data := fs.FileMode(0o644), rest[:size:size]
		if b.mode == symlink {
			mode, data = fs.ModeSymlink|0o777, []byte("/") // links lead nowhere
		}
		if err := add(files, b.name, mode, data); err != nil {
			return nil, err
		}
		contents = rest[size+1:]
	}
	return files, nil
}

// complete fetches the files of a commit in a copy without files. A comparison
// with nothing fetches them all at once; cat-file would one by one.
func (f *Folder) complete(commit string) error {
	if _, err := f.run("config", "--get-regexp", `^remote\..*\.promisor$`); err != nil {
		return nil // an ordinary copy
	}
	nothing, err := f.line("hash-object", "-t", "tree", "--stdin")
	if err != nil {
		return err
	}
	_, err = f.run("diff", "--shortstat", "--no-renames", "--no-ext-diff", "--no-textconv", nothing, commit, "--", ".")
	return err
}

// add adds a file of a version and the folders that it is in. The names are those
// of git: one that is not a valid path in an [fs.FS] is listed and cannot be
// opened, as on a disk. A name that no disk can store is an error: a commit may
// contain anything.
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
