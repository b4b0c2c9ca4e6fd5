package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"provtryck/generator/disk"
)

// A place is a folder for a site, and the working folder beside it. All names are
// relative to the parent. Whatever is moved or removed is reached through it, so
// that no link leads out of it; new files are written by whole paths in a folder
// that has just been made.
type place struct {
	shown  string   // the folder as the caller wrote it, for messages
	parent *os.Root // the folder that both are in
	name   string   // "public"
	work   string   // ".public.provtryck"
	fresh  string   // ".public.provtryck/ny", where the new site is written
	old    string   // ".public.provtryck/gammal"
}

// openPlace checks that dir may be a site and opens its parent, which is made if it
// does not exist.
func openPlace(dir string, o Options) (place, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return place{}, fmt.Errorf("mappen %s kan inte användas: %w", dir, err)
	}
	if err := checkPlace(dir, path, o); err != nil {
		return place{}, err
	}
	parent := filepath.Dir(path)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return place{}, disk.Explain("skapa", parent, err)
	}
	root, err := os.OpenRoot(parent)
	if err != nil {
		return place{}, disk.Explain("öppna", parent, err)
	}
	name := filepath.Base(path)
	work := "." + name + ".provtryck"
	return place{
		shown: filepath.Clean(dir), parent: root, name: name, work: work, old: filepath.Join(work, "gammal"),
	}, nil
}

func (p place) close() { p.parent.Close() }

// show returns a file of the site as a person would write it.
func (p place) show(name string) string { return filepath.Join(p.shown, filepath.FromSlash(name)) }

// beside returns a file in the parent as a person would write it.
func (p place) beside(name string) string { return filepath.Join(filepath.Dir(p.shown), name) }

// checkPlace refuses folders that a site may not be written to, by where they are
// and what they are; their content is checked later.
func checkPlace(dir, path string, o Options) error {
	name := filepath.Base(path)
	switch {
	case disk.Reserved(name) || disk.Reserved(filepath.Base(dir)):
		return refuse(dir, disk.NameReserved)
	case filepath.Dir(path) == path:
		return refuse(dir, "den är hela disken")
	case runtime.GOOS == "windows" && strings.Contains(name, ":"):
		return refuse(dir, "ett namn kan inte ha kolon i Windows")
	}
	if o.Home != "" && Inside(o.Home, path) {
		return refuse(dir, "den är eller innehåller hemkatalogen")
	}
	for _, p := range o.Protect {
		if Inside(path, p) || Inside(p, path) {
			return refuse(dir, "den är, innehåller eller ligger i "+p)
		}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return disk.Explain("läsa", dir, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse(dir, "den är en länk")
	case !info.IsDir():
		return refuse(dir, "den är en fil")
	}
	if _, err := os.Lstat(filepath.Join(path, ".git")); err == nil {
		return refuse(dir, "den är ett git-projekt")
	}
	return nil
}

func refuse(dir, why string) error {
	return fmt.Errorf("webbplatsen kan inte skrivas till %s: %s. Välj en annan mapp", dir, why)
}

// Inside reports whether path is folder or is somewhere in it. It compares the
// folders themselves, since links and letter case can make their names differ.
// Nothing is inside a folder that does not exist.
func Inside(path, folder string) bool {
	target, err := os.Stat(folder)
	if err != nil {
		return false
	}
	for p := existing(path); ; p = filepath.Dir(p) {
		if info, err := os.Stat(p); err == nil && os.SameFile(info, target) {
			return true
		}
		if filepath.Dir(p) == p {
			return false
		}
	}
}

// existing returns the longest part of path that exists, with its links resolved.
func existing(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	for {
		real, err := filepath.EvalSymlinks(path)
		if err == nil {
			return real
		}
		if filepath.Dir(path) == path {
			return path
		}
		path = filepath.Dir(path)
	}
}
