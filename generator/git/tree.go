package git

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A tree is the files and folders of a version, by path; "." is the outermost.
// They are there by the names that they have in git, as those on a disk are: one
// that is no valid path in a [fs.FS] is listed and cannot be opened.
type tree map[string]*node

// A node is a file, a link or a folder.
type node struct {
	name    string // the last part of its path
	mode    fs.FileMode
	data    []byte
	entries []fs.DirEntry // of a folder, sorted
}

// newTree is a tree with nothing in it.
func newTree() tree { return tree{".": {name: ".", mode: fs.ModeDir | 0o755}} }

// add adds a file and the folders that it lies in. What no disk can hold is an
// error: a commit may be made of anything.
func (t tree) add(name string, mode fs.FileMode, data []byte) error {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("filen %q har ett namn som ingen fil kan ha", name)
		}
	}
	if t[name] != nil {
		return fmt.Errorf("filen %q finns två gånger", name)
	}
	folder, err := t.folder(path.Dir(name))
	if err != nil {
		return err
	}
	n := &node{name: path.Base(name), mode: mode, data: data}
	t[name] = n
	folder.entries = append(folder.entries, n)
	return nil
}

// folder gives a folder, which is made if it is not there.
func (t tree) folder(name string) (*node, error) {
	if n := t[name]; n != nil {
		if !n.IsDir() {
			return nil, fmt.Errorf("filen %q finns två gånger, en gång som mapp", name)
		}
		return n, nil
	}
	parent, err := t.folder(path.Dir(name))
	if err != nil {
		return nil, err
	}
	n := &node{name: path.Base(name), mode: fs.ModeDir | 0o755}
	t[name] = n
	parent.entries = append(parent.entries, n)
	return n, nil
}

// sort sorts the entries of the folders, once all have been added.
func (t tree) sort() {
	for _, n := range t {
		slices.SortFunc(n.entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
}

func (t tree) find(doing, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: doing, Path: name, Err: fs.ErrInvalid}
	}
	n := t[name]
	if n == nil {
		return nil, &fs.PathError{Op: doing, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// Open opens a file or a folder. A link leads nowhere.
func (t tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	switch {
	case err != nil:
		return nil, err
	case n.IsDir():
		return &openFolder{n, n.entries}, nil
	case !n.mode.IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return &openFile{bytes.NewReader(n.data), n}, nil
}

// Stat tells of a file, a link or a folder.
func (t tree) Stat(name string) (fs.FileInfo, error) { return t.find("stat", name) }

func (n *node) Name() string               { return n.name }
func (n *node) Size() int64                { return int64(len(n.data)) }
func (n *node) Mode() fs.FileMode          { return n.mode }
func (n *node) Type() fs.FileMode          { return n.mode.Type() }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) Sys() any                   { return nil }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }

type openFile struct {
	*bytes.Reader
	node *node
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	node *node
	left []fs.DirEntry // not read yet
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.node.name, Err: fs.ErrInvalid}
}

// ReadDir gives the next n entries; all that are left when n is not positive.
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.left) {
		n = len(f.left)
	}
	entries := slices.Clone(f.left[:n])
	f.left = f.left[n:]
	return entries, nil
}
