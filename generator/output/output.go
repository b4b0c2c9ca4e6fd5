// Package output writes a finished site to a folder, whole or not at all.
//
// [Write] fills a new folder beside the old one and then exchanges them. Whatever
// happens on the way – an error, a full disk, a killed process – the folder has the
// old site or the new one, never a mixture, and where the system can exchange two
// folders in one step (Linux, macOS) it has one of them at every moment. What an
// interrupted run leaves behind is in one working folder beside the site
// (".public.provtryck" for "public"), and the next run repairs it:
//
//	.public.provtryck/las      the lock of the run that is writing
//	.public.provtryck/ny       the new site while it is being written, then the old one while it is being removed
//	.public.provtryck/gammal   the old site between the two steps of a swap, where it takes two
//
// A file that cannot be removed, because somebody has it open or protected, is no reason
// to stop: it stays in the working folder, and every run tries again.
//
// A site has a marker, ".provtryck", that lists its files. A folder with files but
// no marker is never touched, nor one with files that its marker does not list,
// except those that systems make for themselves ([disk.OfSystem]).
//
// [Names], [Inside] and [Exclusive] are what other ways of writing a site need of this; the
// file of a text is replaced whole by [ReplaceFile], several at once by [Exchange]. What those leave
// behind when they are killed is beside the texts, and is removed by [Sweep].
package output

import "errors"

// Options are what a site may not be written over, besides what [Write] always
// refuses: the root of a disk, links, files, folders with a Git repository and
// folders with files that it has not written.
type Options struct {
	// Protect are folders with something irreplaceable: the content, the layouts,
	// the program itself. The site may not be, contain or be inside one of them.
	Protect []string
	// Home is the user's home folder. The site may be inside it, but not be or
	// contain it.
	Home string
}

// Write replaces the site in dir by the files that produce emits.
//
// The path given to emit is slash-separated and relative, "vard/index.html".
// Emit may be called by several goroutines at once, none of which may go on
// after produce has returned. The data is written when emit returns, so the
// caller can use its buffer again. An error from emit, or from produce, leaves
// the old site as it was.
//
// It returns a sentence for each site in the working folder that is not in use any longer
// and could not be removed. That is no error: the new site is where it should be.
func Write(dir string, o Options, produce func(emit func(path string, data []byte) error) error) (left []string, err error) {
	p, err := openPlace(dir, o)
	if err != nil {
		return nil, err
	}
	defer p.close()
	release, err := p.lock()
	if err != nil {
		return nil, err
	}
	defer release()
	if err := p.repair(); err != nil {
		return nil, err
	}
	p.fresh = p.unused("ny")
	if err := p.fill(produce); err != nil {
		p.clean()
		return nil, err
	}
	if err := p.checkOwned(); err != nil { // a file has come into it in the meantime
		p.clean()
		return nil, err
	}
	if err := p.swap(); err != nil {
		return nil, err
	}
	for _, err := range p.clean() {
		left = append(left, err.Error())
	}
	return left, nil
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
