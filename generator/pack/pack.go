// Package pack writes a site as one zip file, to be unpacked and opened from disk
// without a server.
//
// [Write] is its only function. A pack has the pages of the site, changed only so
// that every address in them is relative, and a text on how to open it.
package pack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/disk"
	"provtryck/generator/output"
)

// notFound is the page for addresses that do not exist. From disk nothing leads to it.
const notFound = "404.html"

// folder is the only folder at the top of a pack, so that a pack that is
// unpacked among other files does not mix with them.
const folder = "provtryck"

// Write writes the files that produce emits to one zip file, with a text on how to
// open it and which version it is of. Pages, the files ending in .html, are changed
// so that their links work from disk; other files are packed as they are. The same
// files make the same bytes.
//
// Emit is used as that of [output.Write], and produce must return its errors.
// Whatever happens, file is the old pack or the new one; a file that is not a pack
// is left alone. It may not be, or be in, a folder that the options protect, and
// its own folder must exist.
func Write(
	file string, o output.Options, version []string, produce func(emit func(path string, data []byte) error) error,
) error {
	if err := check(file, o); err != nil {
		return err
	}
	temporary, err := output.Exclusive(filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".provtryck"))
	if errors.Is(err, output.ErrHeld) {
		return fmt.Errorf("ett annat bygge packar just nu i %s. Vänta tills det är klart och bygg igen", file)
	}
	if err != nil {
		return disk.Explain("skriva", file, err)
	}
	if err := writePack(temporary, file, o, version, produce); err != nil {
		output.Discard(temporary)
		return err
	}
	return nil
}

// writePack writes a pack to a temporary file, and then moves it to its place.
func writePack(
	temporary *os.File, file string, o output.Options, version []string, produce func(emit func(path string, data []byte) error) error,
) error {
	p := packer{names: output.NewNames(), entries: map[string]entry{}}
	if err := produce(p.emit); err != nil {
		return err
	}
	if len(p.entries) == 0 {
		return errors.New("webbplatsen har inga sidor, så inget har skrivits")
	}
	if err := p.emit(readMeFile, readMe(version)); err != nil {
		return err
	}
	// Those who may read the folder may read the pack, as they may a site.
	if err := errors.Join(p.writeTo(temporary), temporary.Chmod(0o644), temporary.Sync()); err != nil {
		return disk.Explain("skriva", file, err)
	}
	if err := check(file, o); err != nil {
		return err // another file has come there in the meantime
	}
	// It is moved while it is locked, so that no other pack is written into it, except on Windows,
	// which moves no open file.
	if runtime.GOOS == "windows" {
		temporary.Close()
	}
	if err := os.Rename(temporary.Name(), file); err != nil {
		return disk.Explain("skriva", file, err)
	}
	temporary.Close()
	return nil
}

// check refuses files that a pack may not be written to.
func check(file string, o output.Options) error {
	refuse := func(why string) error { return fmt.Errorf("webbplatsen kan inte packas i %s: %s", file, why) }
	if disk.Reserved(filepath.Base(file)) {
		return refuse(disk.NameReserved + ". Välj ett annat namn")
	}
	info, err := os.Lstat(file)
	switch {
	case err == nil && info.IsDir():
		return refuse("det är en mapp. Välj ett annat namn")
	case err == nil && !info.Mode().IsRegular():
		return refuse("det är en länk eller något annat som inte är en fil. Välj ett annat namn")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return disk.Explain("läsa", file, err)
	case err == nil && info.Size() > 0 && !isPack(file):
		return refuse("där finns redan en fil som Provtryck inte har skrivit. " +
			"Välj ett annat namn, eller ta själv bort filen")
	}
	parent := filepath.Dir(file)
	if info, err := os.Stat(parent); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return refuse("det finns ingen mapp " + parent + ". Skapa den först, eller välj en annan")
	}
	for _, p := range o.Protect {
		switch {
		case p != "" && output.Inside(file, p):
			return refuse("den skulle ligga i " + p + ". Välj en annan mapp")
		case p != "" && beneath(p, file):
			return refuse("namnet är taget av mappen " + p + ". Välj ett annat namn")
		}
	}
	return nil
}

// isPack reports whether a file is a pack, judged by its names.
func isPack(file string) bool {
	z, err := zip.OpenReader(file)
	if err != nil {
		return false
	}
	defer z.Close()
	return len(z.File) > 0 && !slices.ContainsFunc(z.File, func(f *zip.File) bool {
		return !strings.HasPrefix(f.Name, folder+"/")
	})
}

// beneath reports whether a path is a file's or would be below it; neither needs to
// exist.
func beneath(path, file string) bool {
	path, _ = filepath.Abs(path)
	file, _ = filepath.Abs(file)
	return path == file || strings.HasPrefix(path, file+string(filepath.Separator))
}

// A packer compresses files as they come, in the goroutine that emits them, and
// keeps them until all have come and can be sorted: compressed, a site is a tenth
// of its size.
type packer struct {
	names   *output.Names
	mu      sync.Mutex
	entries map[string]entry // by path
	spare   sync.Pool        // of *flate.Writer, which are large
}

// An entry is a file as it will be in the pack.
type entry struct {
	method uint16
	data   []byte
	sum    uint32 // CRC-32 of the file
	size   int    // in bytes, of the file
}

func (p *packer) emit(name string, data []byte) error {
	if name == notFound {
		return nil
	}
	if err := p.names.Take(name); err != nil {
		return err
	}
	if filepath.Ext(name) == ".html" {
		var err error
		if data, err = relative(name, data); err != nil {
			return fmt.Errorf("sidan %s kan inte packas: %w", name, err)
		}
	}
	e, err := p.compress(data)
	if err != nil {
		return fmt.Errorf("filen %s kan inte packas: %w", name, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entries[name] = e
	return nil
}

// compress makes an entry. Files that do not become smaller, such as most pictures,
// are stored as they are.
func (p *packer) compress(data []byte) (entry, error) {
	e := entry{zip.Deflate, nil, crc32.ChecksumIEEE(data), len(data)}
	var b bytes.Buffer
	w, kept := p.spare.Get().(*flate.Writer)
	if !kept {
		var err error
		if w, err = flate.NewWriter(nil, flate.BestCompression); err != nil {
			return entry{}, err
		}
	}
	w.Reset(&b)
	_, err := w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		return entry{}, err
	}
	p.spare.Put(w)
	if b.Len() >= len(data) {
		e.method, e.data = zip.Store, bytes.Clone(data)
	} else {
		e.data = bytes.Clone(b.Bytes()) // without room to grow
	}
	return e, nil
}

// writeTo writes the pack, sorted.
func (p *packer) writeTo(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(p.entries)) {
		if err := p.entries[name].writeTo(z, folder+"/"+name); err != nil {
			return err
		}
	}
	return z.Close()
}

func (e entry) writeTo(z *zip.Writer, name string) error {
	const utf8Name = 0x800
	const firstDay = 1<<5 | 1 // 1980-01-01, the first that zip can write: every pack has the same
	h := zip.FileHeader{
		Name: name, Flags: utf8Name, Method: e.method,
		CRC32: e.sum, CompressedSize64: uint64(len(e.data)), UncompressedSize64: uint64(e.size),
	}
	h.ModifiedDate = firstDay //lint:ignore SA1019 CreateRaw writes this field and not the one that has replaced it
	h.SetMode(0o644)
	w, err := z.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = w.Write(e.data)
	return err
}
