package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"provtryck/generator/disk"
)

const (
	// marker is the file that lists which files of a folder are ours.
	marker = ".provtryck"
	// markerVersion is the first line of the marker. It changes when the meaning
	// of the lines below does.
	markerVersion = "provtryck 1"
)

// A manifest is the paths of the files that we have written to a folder. It is
// nil for a folder without a marker.
type manifest map[string]bool

// readManifest reads the marker in dir, relative to the parent.
func (p place) readManifest(dir string) (manifest, error) {
	shown := p.beside(filepath.Join(dir, marker))
	data, err := p.parent.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, disk.Explain("läsa", shown, err)
	}
	version, paths, _ := strings.Cut(string(data), "\n")
	if version != markerVersion {
		return nil, fmt.Errorf("%s är skriven av en annan version av Provtryck, eller ändrad. "+
			"Välj en annan mapp, eller ta själv bort %s om inget i den ska vara kvar", shown, p.beside(dir))
	}
	ours := manifest{marker: true}
	for name := range strings.Lines(paths) {
		name = strings.TrimSuffix(name, "\n")
		if err := checkPath(name); err != nil {
			return nil, fmt.Errorf("%s är skadad: %w", shown, err)
		}
		ours[name] = true
	}
	return ours, nil
}

// checkOwned refuses a folder that contains something that we have not written.
func (p place) checkOwned() error {
	ours, err := p.readManifest(p.name)
	if err != nil {
		return err
	}
	foreign, err := p.foreign(ours)
	switch {
	case err != nil:
		return disk.Explain("läsa", p.shown, err)
	case foreign == "":
		return nil
	case ours == nil:
		return fmt.Errorf("mappen %s har inte skrivits av Provtryck: den är inte tom och saknar filen %s. "+
			"Välj en annan mapp, eller töm den själv om inget i den ska vara kvar", p.shown, marker)
	}
	return fmt.Errorf("%s har inte skrivits av Provtryck, och inget annat än webbplatsen får ligga i %s. "+
		"Flytta filen till en annan plats och bygg igen, eller välj en annan mapp", p.show(foreign), p.shown)
}

// foreign returns the first file in the folder that is not ours; "" for none. A link
// in the place of one of our files is foreign.
func (p place) foreign(ours manifest) (found string, err error) {
	tree := os.DirFS(filepath.Join(p.parent.Name(), p.name))
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case name == "." && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir(), ours[name] && d.Type().IsRegular(), disk.OfSystem(d.Name()):
			return nil
		}
		found = name
		return fs.SkipAll
	})
	return found, err
}

func (p place) exists(name string) bool {
	_, err := p.parent.Lstat(name)
	return !os.IsNotExist(err)
}
