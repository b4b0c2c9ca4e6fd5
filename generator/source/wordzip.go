package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
)

// MaxWord is how many bytes a .docx may have.
const MaxWord = 100 << 20

// wordLimits are what a .docx may hold. Sizes are counted while it is unpacked: what a zip file says about
// itself need not be true.
type wordLimits struct {
	part      int64  // bytes of a part that is XML, unpacked
	whole     int64  // bytes of all the parts that are read, unpacked
	directory uint32 // bytes of the list of parts
	parts     uint16
	elements  int // attributes and ends of lines, of all the parts that are read
	depth     int // elements within each other
}

// ordinaryLimits are such that no document takes more than 200 MB of memory. A text of four hundred pages
// without pictures is below them.
func ordinaryLimits() wordLimits {
	return wordLimits{part: 16 << 20, whole: 96 << 20, directory: 2 << 20, parts: 5000, elements: 500_000, depth: 256}
}

// errDamaged is what is said of a zip file that cannot be unpacked.
var errDamaged = errors.New("filen är skadad eller inte hel; öppna den i Word, spara den igen och försök på nytt")

// wordParts are the parts of a .docx, by name in lower case: the names of parts differ in more than case.
type wordParts struct {
	files    map[string]*zip.File
	limits   wordLimits
	bytes    int64 // that may still be unpacked
	elements int   // that may still be read
}

// openWord finds the parts of a .docx.
func openWord(name string, r io.ReaderAt, size int64, limits wordLimits) (*wordParts, error) {
	if size > MaxWord {
		return nil, fmt.Errorf("filen är större än %d MB; ta bort bilder ur den, eller dela den", MaxWord>>20)
	}
	if err := notZip(name, r, size); err != nil {
		return nil, err
	}
	if err := fewParts(r, size, limits); err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, errDamaged
	}
	p := &wordParts{files: map[string]*zip.File{}, limits: limits, bytes: limits.whole, elements: limits.elements}
	for _, f := range archive.File {
		key := strings.ToLower(f.Name)
		if strings.HasSuffix(key, "/") || path.Clean("/"+key) != "/"+key || strings.ContainsAny(key, `\:`) {
			continue // a folder, or no name of a part
		}
		if p.files[key] != nil {
			return nil, fmt.Errorf("filen är skadad: delen %q finns två gånger; öppna den i Word och spara den igen", quoted(f.Name))
		}
		p.files[key] = f
	}
	return p, nil
}

// notZip returns what a file is, when it is no zip file.
func notZip(name string, r io.ReaderAt, size int64) error {
	start := make([]byte, min(size, 1<<20))
	if _, err := r.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("filen går inte att läsa: %w", err)
	}
	end := make([]byte, min(size, 1<<20))
	if _, err := r.ReadAt(end, size-int64(len(end))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("filen går inte att läsa: %w", err)
	}
	encrypted := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")) && (bytes.Contains(start, encrypted) || bytes.Contains(end, encrypted)):
		return errors.New("filen är låst med ett lösenord; öppna den i Word, ta bort lösenordet och spara den")
	case bytes.HasPrefix(start, []byte("PK")):
		return errDamaged
	}
	if err := notHTML(start); err != nil {
		return err
	}
	return fmt.Errorf("filen är inget Word-dokument fast den heter %s; öppna den i Word och spara den som .docx", path.Base(strings.ReplaceAll(name, `\`, "/")))
}

// fewParts reports a zip file whose list of parts is too long to be read, by its last record.
func fewParts(r io.ReaderAt, size int64, limits wordLimits) error {
	const record = 22 // bytes, and a comment of at most 65535 after it
	end := make([]byte, min(size, record+1<<16))
	if _, err := r.ReadAt(end, size-int64(len(end))); err != nil && !errors.Is(err, io.EOF) {
		return errDamaged
	}
	at := bytes.LastIndex(end, []byte("PK\x05\x06"))
	if at < 0 || len(end)-at < record {
		return errDamaged
	}
	parts := binary.LittleEndian.Uint16(end[at+10:])
	length, start := binary.LittleEndian.Uint32(end[at+12:]), binary.LittleEndian.Uint32(end[at+16:])
	if parts > limits.parts || length > limits.directory {
		return fmt.Errorf("filen har fler än %d delar; öppna den i Word och spara den igen", limits.parts)
	}
	if int64(start)+int64(length) != size-int64(len(end)-at) {
		return errDamaged
	}
	return nil
}

// has reports whether there is a part.
func (p *wordParts) has(name string) bool { return p.files[strings.ToLower(name)] != nil }

// read returns the bytes of a part, nil for one that is not there.
func (p *wordParts) read(name string, most int64) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, errors.New("filen är låst med ett lösenord; öppna den, ta bort lösenordet och spara den")
	}
	unpacked, err := f.Open()
	if err != nil {
		return nil, errDamaged
	}
	defer unpacked.Close()
	most = min(most, p.bytes)
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, uint64(most))) + bytes.MinRead) // what it says, if that can be
	_, err = b.ReadFrom(io.LimitReader(unpacked, most+1))
	data := b.Bytes()
	switch {
	case int64(len(data)) > most && most == p.bytes:
		return nil, fmt.Errorf("filen är mer än %d MB uppackad; ta bort bilder ur den, eller dela den", p.limits.whole>>20)
	case int64(len(data)) > most:
		return nil, fmt.Errorf("delen %s i filen är för stor att läsa (mer än %d MB); dela dokumentet", quoted(f.Name), most>>20)
	case err != nil:
		return nil, errDamaged
	}
	p.bytes -= int64(len(data))
	return data, nil
}

// tree reads a part that is XML, nil for one that is not there.
func (p *wordParts) tree(name string) (*xmlNode, error) {
	data, err := p.read(name, p.limits.part)
	if data == nil || err != nil {
		return nil, err
	}
	root, err := parseXML(data, &p.elements, p.limits)
	if err != nil {
		return nil, fmt.Errorf("delen %s i filen går inte att läsa: %w", quoted(name), err)
	}
	return root, nil
}

// A relation is what a part has to do with another, or with an address.
type relation struct {
	kind     string // the last word of its type: image, hyperlink, header
	target   string // the name of the part, or the address; "" for none that can be meant
	external bool
}

// relations returns those of a part, by their ids; of the whole file for "".
func (p *wordParts) relations(of string) (map[string]relation, error) {
	folder, name := path.Split(of)
	root, err := p.tree(folder + "_rels/" + name + ".rels")
	if err != nil {
		return nil, err
	}
	all := map[string]relation{}
	for _, n := range root.all("rel:Relationship") {
		r := relation{kind: path.Base(n.attr("Type")), target: strings.TrimSpace(n.attr("Target")), external: n.attr("TargetMode") == "External"}
		if !r.external {
			r.target = partName(of, r.target)
		}
		all[n.attr("Id")] = r
	}
	return all, nil
}

// partName returns the part that a relation of another leads to.
func partName(from, target string) string {
	if decoded, err := url.PathUnescape(target); err == nil {
		target = decoded
	}
	if !strings.HasPrefix(target, "/") {
		target = path.Join(path.Dir(from), target)
	}
	target = strings.TrimPrefix(path.Clean(target), "/")
	if strings.HasPrefix(target, "..") {
		return ""
	}
	return target
}
