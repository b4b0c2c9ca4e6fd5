package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// Endings are those of the names of files that [File] reads.
var Endings = []string{".docx", ".docm", ".dotx", ".dotm", ".html", ".htm", ".md", ".txt"}

// File reads a file by the ending of its name. Beside are the files that were saved with it; it may be
// nil. Errors are in Swedish.
func File(name string, file io.ReaderAt, size int64, beside fs.FS) (Source, error) {
	whole := func(most int64) ([]byte, error) {
		if size > most {
			return nil, fmt.Errorf("filen är större än %d MB", most>>20)
		}
		return io.ReadAll(io.NewSectionReader(file, 0, size))
	}
	switch ending := strings.ToLower(path.Ext(name)); ending {
	case ".docx", ".docm", ".dotx", ".dotm":
		return Word(name, file, size)
	case ".html", ".htm":
		src, err := whole(MaxHTML)
		if err != nil {
			return Source{}, err
		}
		return HTML(src, beside)
	case ".md", ".txt":
		src, err := whole(MaxText)
		if err != nil {
			return Source{}, err
		}
		if ending == ".md" {
			return Markdown(src)
		}
		return Text(src)
	case ".doc", ".odt", ".rtf":
		return Source{}, errors.New("öppna den i Word, spara den som Word-dokument (.docx) och ta in den")
	default:
		return Source{}, fmt.Errorf("filen ska sluta på .docx, .html, .htm, .md eller .txt, inte %q", ending)
	}
}
