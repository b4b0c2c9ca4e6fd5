package output

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Names are the paths of the files of a site. Goroutines may use them at once.
type Names struct {
	mu      sync.Mutex
	files   map[string]string // by their folded form
	folders map[string]bool   // folded, those that files are in
}

// NewNames returns names of which none is taken.
func NewNames() *Names { return &Names{files: map[string]string{}, folders: map[string]bool{}} }

// Take takes a path, slash-separated and relative, for one file. It is an error, in
// Swedish, if some machine could not store the path, or it is taken. Paths that
// differ only in letter case are one file on some machines, and so they are one on
// all.
func (n *Names) Take(name string) error {
	if err := checkPath(name); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	key := fold(name)
	if other, taken := n.files[key]; taken {
		return fmt.Errorf("två filer har samma adress: %s och %s", other, name)
	}
	if n.folders[key] {
		return fmt.Errorf("adressen %s är både en fil och en mapp", name)
	}
	for dir := path.Dir(key); dir != "." && !n.folders[dir]; dir = path.Dir(dir) {
		if file, taken := n.files[dir]; taken {
			return fmt.Errorf("adressen %s är både en fil och en mapp: där finns även %s", file, name)
		}
		n.folders[dir] = true
	}
	n.files[key] = name
	return nil
}

func (n *Names) sorted() []string { return slices.Sorted(maps.Values(n.files)) }

func fold(name string) string { return strings.ToLower(name) }
