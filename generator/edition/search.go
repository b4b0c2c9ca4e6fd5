package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"sync"

	"provtryck/generator/search"
)

// The index of the search is in a folder that changes with it, so that browsers may keep it for ever, and a
// script at an address of its own says which. assets/js/search/load.js loads both. Netlify takes the pattern
// /assets/search/* for all addresses that begin with /assets/search, so that of the script must not.
const (
	searchFolder    = "/assets/search/"
	searchPointer   = "/assets/latest-search.js"
	handbookPrefix  = "handbook-" // of the folder of the index of the handbook, which is one of those of the search
	handbookPointer = "/assets/latest-handbook.js"
)

// searchFiles makes the files of a search, by address.
type searchFiles struct {
	make func() (map[string][]byte, error)
	kept func() (map[string][]byte, error) // makes them at its first call, and keeps them
}

// newSearchFiles returns the files of the search in an index. Making them takes as long as rendering a
// tenth of the pages, and in the local preview few edits are followed by a search.
func newSearchFiles(pointer, prefix string, index func() (*search.Index, error)) searchFiles {
	scripts := func() (map[string][]byte, error) {
		x, err := index()
		if err != nil {
			return nil, err
		}
		scripts, err := x.Scripts()
		if err != nil {
			return nil, err
		}
		hash := sha256.New()
		hash.Write(scripts.Index)
		for _, sentences := range scripts.Sentences {
			hash.Write(sentences)
		}
		folder := prefix + hex.EncodeToString(hash.Sum(nil))[:12]
		files := map[string][]byte{searchFolder + folder + "/index.js": scripts.Index}
		for text, sentences := range scripts.Sentences {
			files[searchFolder+folder+"/"+strconv.Itoa(text)+".js"] = sentences
		}
		files[pointer], err = search.PointerScript(folder)
		return files, err
	}
	return searchFiles{scripts, sync.OnceValues(scripts)}
}

// SearchFile returns the file of a search at an address; nil where there is none.
func (e Edition) SearchFile(url string) ([]byte, error) {
	of := e.search
	switch {
	case url == handbookPointer || strings.HasPrefix(url, searchFolder+handbookPrefix):
		of = e.handbook
	case url != searchPointer && !strings.HasPrefix(url, searchFolder):
		return nil, nil
	}
	files, err := of.kept()
	return files[url], err
}

// emitSearch emits the files of both searches.
func (e Edition) emitSearch(emit func(string, []byte) error) error {
	for _, of := range []searchFiles{e.search, e.handbook} {
		files, err := of.make()
		if err != nil {
			return err
		}
		for url, data := range files {
			if err := emit(file(url), data); err != nil {
				return err
			}
		}
	}
	return nil
}
