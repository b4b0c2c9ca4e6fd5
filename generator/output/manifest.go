package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	// marker is the file that says that a folder is ours and what in it is.
	marker = ".provtryck"
	// markerVersion is the first line of the marker. It is raised when the
	// lines below begin to mean something else.
	markerVersion = "provtryck 1"
)

// A manifest is the paths of the files that we have written to a folder. It is
// nil for a folder without a marker.
type manifest map[string]bool

// readManifest reads the marker in dir, relative to the parent.
func (p place) readManifest(dir string) (manifest, error) {
	data, err := p.parent.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain("läsa", p.show(marker), err)
	}
	version, paths, _ := strings.Cut(string(data), "\n")
	if version != markerVersion {
		return nil, fmt.Errorf("%s är skriven av en annan version av Provtryck, eller ändrad. "+
			"Välj en annan mapp, eller ta själv bort %s om inget i den ska vara kvar", p.show(marker), p.shown)
	}
	ours := manifest{marker: true}
	for name := range strings.Lines(paths) {
		name = strings.TrimSuffix(name, "\n")
		if err := checkPath(name); err != nil {
			return nil, fmt.Errorf("%s är skadad: %w", p.show(marker), err)
		}
		ours[name] = true
	}
	return ours, nil
}

// A stock is what a folder holds: files that are listed in its marker, and
// others.
type stock struct {
	ours    manifest
	foreign []string // slash-separated, relative to the folder
}

// takeStock looks through dir, relative to the parent. A folder that does not
// exist is empty.
func (p place) takeStock(dir string) (stock, error) {
	ours, err := p.readManifest(dir)
	if err != nil {
		return stock{}, err
	}
	s := stock{ours: ours}
	tree := os.DirFS(filepath.Join(p.parent.Name(), dir))
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case name == "." && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return explain("läsa", p.show(name), err)
		case !d.IsDir() && !(ours[name] && d.Type().IsRegular()):
			s.foreign = append(s.foreign, name)
		}
		return nil
	})
	return s, err
}

// checkOwned refuses a folder that somebody else has filled.
func (p place) checkOwned() error {
	ours, err := p.readManifest(p.name)
	if err != nil || ours != nil {
		return err
	}
	entries, err := fs.ReadDir(p.parent.FS(), p.name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return explain("läsa", p.shown, err)
	}
	return fmt.Errorf("mappen %s har inte skrivits av Provtryck: den är inte tom och saknar filen %s. "+
		"Välj en annan mapp, eller töm den själv om inget i den ska vara kvar", p.shown, marker)
}

func (p place) exists(name string) bool {
	_, err := p.parent.Lstat(name)
	return !os.IsNotExist(err)
}
