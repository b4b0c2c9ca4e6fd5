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
	searchFolder  = "/assets/search/"
	searchPointer = "/assets/latest-search.js"
)

// searchFiles returns a function that makes the files of the search by address, once, when it is called first:
// it takes as long as rendering a tenth of the pages, and in the local preview few edits are followed by a search.
func searchFiles(index func() *search.Index) func() (map[string][]byte, error) {
	return sync.OnceValues(func() (map[string][]byte, error) {
		scripts, err := index().Scripts()
		if err != nil {
			return nil, err
		}
		hash := sha256.New()
		hash.Write(scripts.Index)
		for _, sentences := range scripts.Sentences {
			hash.Write(sentences)
		}
		folder := hex.EncodeToString(hash.Sum(nil))[:12]
		files := map[string][]byte{searchFolder + folder + "/index.js": scripts.Index}
		for text, sentences := range scripts.Sentences {
			files[searchFolder+folder+"/"+strconv.Itoa(text)+".js"] = sentences
		}
		files[searchPointer], err = search.PointerScript(folder)
		return files, err
	})
}

// SearchFile returns the file of the search at an address; nil where there is none.
func (e Edition) SearchFile(url string) ([]byte, error) {
	if url != searchPointer && !strings.HasPrefix(url, searchFolder) {
		return nil, nil
	}
	files, err := e.search()
	return files[url], err
}

// emitSearch emits the files of the search.
func (e Edition) emitSearch(emit func(string, []byte) error) error {
	files, err := e.search()
	if err != nil {
		return err
	}
	for url, data := range files {
		if err := emit(file(url), data); err != nil {
			return err
		}
	}
	return nil
}
