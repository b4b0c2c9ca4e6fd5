package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
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

// What is read of a version, which may say that it contains far more than it takes to
// store. What is above a limit of a file is no error: those beside it are wanted.
const (
	maxFiles  = 200_000   // and folders: git would list one folder, many times in each of many others, without end
	maxDepth  = 100       // folders: one that is deeper is empty
	maxPath   = 4096      // bytes, as on a disk: a folder where it gets longer is empty
	smallFile = 256 << 10 // bytes: a larger file is read each time that it is opened
	maxAtOnce = 96 << 20  // bytes of small files: the rest is read as larger files are
)

// files returns the files of a commit as they are stored. git archive would obey
// the .gitattributes of that commit, and leave texts out or change them.
func (f *Folder) files(commit string) (fs.FS, error) {
	if err := f.complete(commit); err != nil {
		return nil, err
	}
	files, listed := newTree(f), 0
	err := f.stream("", func(out *bufio.Reader) error {
		for {
			entry, err := out.ReadString(0)
			if err != nil {
				return nil // the end
			}
			if listed++; listed > maxFiles {
				return fmt.Errorf("den har fler än %d filer och mappar", maxFiles)
			}
			if err := files.list(strings.TrimSuffix(entry, "\x00")); err != nil {
				return err
			}
		}
	}, "ls-tree", "-r", "-t", "-l", "-z", commit) // -t lists folders too: empty ones could be without end
	if err != nil {
		return nil, err
	}
	if listed == 0 && f.prefix != "" {
		return nil, ErrNoFolder
	}
	files.sort()
	return files, files.readSmall()
}

// list adds a file as git ls-tree lists it: "100644 blob 6dcf…     12\ta.md".
func (t *tree) list(entry string) error {
	about, name, _ := strings.Cut(entry, "\t")
	fields := strings.Fields(about)
	if len(fields) != 4 || fields[1] != "blob" { // a repository within this one
		return nil
	}
	if above := tooDeep(name); above != "" {
		if there := t.nodes[above]; there != nil && there.IsDir() {
			return nil
		}
		return t.add(above, &node{mode: fs.ModeDir | 0o755})
	}
	size, err := strconv.ParseInt(fields[3], 10, 64)
	if err != nil { // "BAD"
		return missing(name)
	}
	mode := fs.FileMode(0o644)
	if fields[0] == symlink {
		mode = fs.ModeSymlink | 0o777
	}
	return t.add(name, &node{mode: mode, id: fields[2], size: size})
}

// tooDeep returns the lowest folder above a file that is within the limits; empty for
// a file that is itself.
func tooDeep(name string) string {
	for i, depth := 0, 0; i < len(name); i++ {
		if name[i] == '/' {
			depth++
		}
		if depth > maxDepth || i >= maxPath {
			return path.Dir(name[:i])
		}
	}
	return ""
}

// missing is the error for a file whose content is not in the repository.
func missing(name string) error {
	return fmt.Errorf("innehållet i filen %q saknas i git; "+
		"kör git fsck för att se vad som är fel, eller hämta projektmappen på nytt med git clone", name)
}

// symlink is the mode of a symbolic link.
const symlink = "120000"

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

// A tree is the files of a version by path, and the folders that they are in.
type tree struct {
	folder *Folder
	nodes  map[string]*node
}

// A node is a file or folder of a version. It is its own [fs.FileInfo].
type node struct {
	name    string
	mode    fs.FileMode
	size    int64
	id      string        // of the object
	data    []byte        // of a small file
	entries []fs.DirEntry // of a folder, by name
}

func (n *node) Name() string       { return n.name }
func (n *node) Size() int64        { return n.size }
func (n *node) Mode() fs.FileMode  { return n.mode }
func (n *node) ModTime() time.Time { return time.Time{} }
func (n *node) IsDir() bool        { return n.mode.IsDir() }

// Sys returns the id of the object, a string: files with the same content have the same.
func (n *node) Sys() any { return n.id }

func newTree(f *Folder) *tree {
	return &tree{f, map[string]*node{".": {name: ".", mode: fs.ModeDir | 0o755}}}
}

// add adds a file of a version and the folders that it is in. The names are those
// of git: one that is not a valid path in an [fs.FS] is listed and cannot be
// opened, as on a disk. A name that no disk can store is an error: a commit may
// contain anything.
func (t *tree) add(name string, added *node) error {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("filen %q har ett namn som ingen fil kan ha", name)
		}
	}
	if t.nodes[name] != nil {
		return fmt.Errorf("filen %q finns två gånger", name)
	}
	for known := false; !known; {
		added.name = path.Base(name)
		t.nodes[name] = added
		name = path.Dir(name)
		var within *node
		if within, known = t.nodes[name]; !known {
			within = &node{mode: fs.ModeDir | 0o755}
		}
		if !within.IsDir() {
			return fmt.Errorf("filen %q finns två gånger, en gång som mapp", name)
		}
		within.entries = append(within.entries, fs.FileInfoToDirEntry(added))
		added = within
	}
	return nil
}

// sort puts the files of every folder in the order of their names.
func (t *tree) sort() {
	for _, n := range t.nodes {
		slices.SortFunc(n.entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
}

// readSmall reads the small files, each object once.
func (t *tree) readSmall() error {
	small := map[string][]*node{}
	room := int64(maxAtOnce)
	for _, name := range slices.Sorted(maps.Keys(t.nodes)) {
		n := t.nodes[name]
		if !n.mode.IsRegular() || n.size > smallFile {
			continue
		}
		if small[n.id] == nil {
			if n.size > room {
				continue
			}
			room -= n.size
		}
		small[n.id] = append(small[n.id], n)
	}
	ids := slices.Sorted(maps.Keys(small))
	return t.folder.stream(strings.Join(ids, "\n")+"\n", func(out *bufio.Reader) error {
		for _, id := range ids {
			n := small[id][0]
			line, err := out.ReadString('\n')
			switch {
			case err != nil:
				return nil // git says why, if it should have written more
			case line == id+" missing\n":
				return missing(n.name)
			case line != fmt.Sprintf("%s blob %d\n", id, n.size):
				return fmt.Errorf("git cat-file svarar oväntat om %q: %q", n.name, line)
			}
			data := make([]byte, n.size+1) // and a line feed
			if _, err := io.ReadFull(out, data); err != nil {
				return nil
			}
			for _, same := range small[id] {
				same.data = data[:n.size:n.size]
			}
		}
		return nil
	}, "cat-file", "--batch")
}

// Open implements [fs.FS].
func (t *tree) Open(name string) (fs.File, error) {
	n := t.nodes[name]
	switch {
	case !fs.ValidPath(name):
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	case n == nil || n.mode&fs.ModeSymlink != 0: // links lead nowhere
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case n.IsDir():
		return &openFolder{node: n, rest: n.entries}, nil
	}
	return &openFile{node: n, folder: t.folder}, nil
}

// An openFile is a file that is read when something is asked for.
type openFile struct {
	*node
	folder *Folder
	rest   *bytes.Reader // nil before
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) Read(b []byte) (int, error) {
	if f.rest == nil {
		data := f.data
		if data == nil && f.size > 0 {
			var err error
			if data, err = f.folder.run("cat-file", "blob", f.id); err != nil {
				return 0, &fs.PathError{Op: "read", Path: f.name, Err: err}
			}
		}
		f.rest = bytes.NewReader(data)
	}
	return f.rest.Read(b)
}

// An openFolder is a folder that is being listed.
type openFolder struct {
	*node
	rest []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir implements [fs.ReadDirFile].
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.rest) {
		n = len(f.rest)
	}
	next := slices.Clone(f.rest[:n])
	f.rest = f.rest[n:]
	return next, nil
}
