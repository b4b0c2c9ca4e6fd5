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

const (
	viaWord  = "öppna den i Word, spara den som Word-dokument (.docx) och ta in den"
	viaPaste = "kopiera texten ur den och klistra in den i förhandsvisningen, under Klistra in"
	viaPage  = "öppna den i webbläsaren, spara den som ”webbsida, fullständig” och ta in den"
	viaPages = "öppna den i Pages, exportera den till Word (.docx) och ta in den"
)

// advised says what to do with documents that are not read, by the endings of their names.
var advised = map[string]string{
	".doc": viaWord, ".dot": viaWord, ".odt": viaWord, ".ott": viaWord, ".rtf": viaWord,
	".pdf": viaPaste, ".ppt": viaPaste, ".pptx": viaPaste, ".odp": viaPaste, ".xls": viaPaste, ".xlsx": viaPaste, ".ods": viaPaste,
	".mht": viaPage, ".mhtml": viaPage, ".pages": viaPages,
}

// Advice returns what to do with a document that is not read, by the ending of its name; "" for all else.
func Advice(name string) string { return advised[strings.ToLower(path.Ext(name))] }

// File reads a file by the ending of its name. Beside are the files that were saved with it; it may be
// nil. A file that has nothing to take in, and nothing to say about that, is an error. Errors are in Swedish.
func File(name string, file io.ReaderAt, size int64, beside fs.FS) (Source, error) {
	s, err := read(name, file, size, beside)
	if err == nil && len(s.Remarks) == 0 && len(s.Pictures) == 0 && s.Title == "" && words(s.Body) == "" {
		return Source{}, errors.New("filen har ingen text")
	}
	return s, err
}

// read reads a file by the ending of its name.
func read(name string, file io.ReaderAt, size int64, beside fs.FS) (Source, error) {
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
	default:
		if advice := Advice(name); advice != "" {
			return Source{}, errors.New(advice)
		}
		return Source{}, fmt.Errorf("filen ska sluta på .docx, .html, .htm, .md eller .txt, inte %q", ending)
	}
}
