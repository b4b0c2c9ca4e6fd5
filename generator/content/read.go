package content

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"provtryck/generator/document"
)

// How much is read of a folder or a version, which anybody may have proposed. Each limit
// is far above any real one.
const (
	maxFiles       = 20_000    // texts, and as many pictures
	maxSame        = 100       // of them in a version in git that have the same content
	maxTexts       = 96 << 20  // bytes of all texts
	maxPictures    = 128 << 20 // bytes of all pictures
	maxOthers      = 1_000     // files and folders that are not read and said to be so
	maxDepth       = 20        // folders: texts are kept four levels deep
	maxPath        = 500       // bytes: pages are written to paths that are longer
	maxBlueprints  = 100       // files
	maxRounds      = 100       // files
	maxAllComments = 16 << 20  // bytes of all comments
	// MaxCommentsFile is how many bytes the comments on a text may be.
	MaxCommentsFile = 2 << 20
	maxInventory    = 4 << 20  // bytes of the inventory of old addresses
	maxPhoto        = 20 << 20 // bytes of a picture that is no drawing
	maxDrawing      = 5 << 20  // bytes of a drawing
	usualPhoto      = 5 << 20  // bytes above which a picture is slow to fetch
)

// limit returns how large a file may be to be read, in bytes.
func limit(name string) int64 {
	switch kind := pictureType(name); {
	case kind == drawing:
		return maxDrawing
	case kind != "":
		return maxPhoto
	case strings.HasPrefix(name, CommentsFolder+"/"):
		return MaxCommentsFile
	case name == InventoryFile:
		return maxInventory
	}
	return document.MaxFile
}

// A tooLarge is the error for a file that is larger than so many bytes.
type tooLarge int64

func (most tooLarge) Error() string { return "filen är större än " + amount(int64(most)) }

// amount returns a number of bytes for people: "256 kB", "5 MB".
func amount(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

// A quota is how much more is read of one kind of files. Once it is full, it stays so.
type quota struct {
	files int
	bytes int64
	full  bool
	most  int64  // bytes in all, and
	hint  string // what to do when it is full, for what is said
}

// take takes a file out of the quota, and reports whether there was room, and else whether
// it is the first for which there was none.
func (q *quota) take(name string, size int64) (room, first bool) {
	if size > limit(name) {
		size = 0 // it is not read
	}
	q.files--
	q.bytes -= size
	first = !q.full && (q.files < 0 || q.bytes < 0)
	q.full = q.full || first
	return !q.full, first
}

// ReadFile reads a file of the content folder whole, unless it is larger than one of its
// kind may be.
func ReadFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	most := limit(name)
	if info.Size() > most {
		return nil, tooLarge(most)
	}
	// It may have grown since.
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(f, most+1)); err != nil {
		return nil, err
	}
	if int64(data.Len()) > most {
		return nil, tooLarge(most)
	}
	return data.Bytes(), nil
}
