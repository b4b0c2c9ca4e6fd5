// Package output writes a finished site to a folder, whole or not at all.
//
// [Write] fills a new folder beside the old one and then changes their places.
// Whatever happens on the way – an error, a full disk, a killed process – the
// folder holds the old site or the new one, never a mixture. What a run that
// was cut off leaves behind lies in one working folder beside the site
// (".public.provtryck" for "public") and is put right by the next run:
//
//	.public.provtryck/las      held by the run that writes now
//	.public.provtryck/ny       the new site while it is being written
//	.public.provtryck/gammal   the old site while it is being taken down
//
// A site has a marker, ".provtryck", that lists its files. A folder that has
// something in it but no marker is never touched, nor one with a marker that has
// files which it does not list, but for those that programs make for themselves
// ([disk.Temporary]).
package output

import "errors"

// Options says what a site may not be written over. The zero value protects
// nothing but what [Write] always refuses: the root of a disk, links, files,
// folders with a Git repository and folders that somebody else has filled.
type Options struct {
	// Protect is folders that hold something irreplaceable: the content, the
	// layouts, the program itself. The site may not be one of them, hold one
	// of them or lie in one of them.
	Protect []string
	// Home is the home folder of the one who runs the program. The site may
	// lie in it, but not be it or hold it.
	Home string
}

// Write replaces the site in dir by the files that produce emits.
//
// The path given to emit is slash-separated and relative, "vard/index.html".
// Emit may be called by several goroutines at once, none of which may go on
// after produce has returned. The data is written when emit returns, so the
// caller can use its buffer again. An error from emit, or from produce, leaves
// the old site as it was.
func Write(dir string, o Options, produce func(emit func(path string, data []byte) error) error) error {
	p, err := openPlace(dir, o)
	if err != nil {
		return err
	}
	defer p.close()
	release, err := p.lock()
	if err != nil {
		return err
	}
	defer release()
	if err := p.mend(); err != nil {
		return err
	}
	defer p.parent.RemoveAll(p.fresh)
	if err := p.fill(produce); err != nil {
		return err
	}
	if err := p.checkOwned(); err != nil {
		return err // somebody has put a file there in the meantime
	}
	return p.swap()
}

// fill writes the new site beside the old one.
func (p place) fill(produce func(emit func(string, []byte) error) error) error {
	w, err := newWriter(p)
	if err != nil {
		return err
	}
	if err := produce(w.emit); err != nil {
		return err
	}
	if w.err != nil {
		return w.err
	}
	if len(w.names.sorted()) == 0 {
		return errors.New("webbplatsen har inga sidor, så inget har skrivits")
	}
	return w.write(marker, w.manifest())
}
