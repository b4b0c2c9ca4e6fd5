package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"provtryck/generator/disk"
	"provtryck/generator/output"
)

// formats is the value of --format: in which of the known formats something is written, the
// first if none is chosen. A file is written by the program: Windows PowerShell garbles what
// it is given to write.
type formats struct {
	known  []string
	chosen []destination
}

// A destination is a format and the file that it goes to; empty for the screen.
type destination struct{ name, file string }

func (f *formats) Type() string { return "format" }
func (f *formats) String() string {
	switch {
	case f == nil || len(f.known) == 0:
		return ""
	case len(f.chosen) > 0:
		return f.chosen[0].name
	case slices.Contains(f.known, "text"):
		return "text"
	}
	return f.known[0]
}

// Set adds a format: "text", "csv=FIL".
func (f *formats) Set(word string) error {
	name, file, toFile := strings.Cut(word, "=")
	file = unquoted(file)
	switch {
	case !slices.Contains(f.known, name):
		return errors.New("välj " + strings.Join(f.known, ", "))
	case toFile && file == "":
		return errors.New("skriv filens namn efter likhetstecknet")
	case !toFile && slices.ContainsFunc(f.chosen, func(o destination) bool { return o.file == "" }):
		return fmt.Errorf("bara ett format kan skrivas till skärmen; "+
			"skriv det andra till en fil: %[1]s=anmarkningar.%[1]s", name)
	}
	f.chosen = append(f.chosen, destination{name, file})
	return nil
}

// outside checks that no file would be written among the texts.
func (p *program) outside(list []destination) error {
	for _, d := range list {
		if disk.Reserved(filepath.Base(d.file)) {
			return fmt.Errorf("%s kan inte skrivas: %s. Välj ett annat namn", d.file, disk.NameReserved)
		}
		if d.file != "" && output.Inside(d.file, p.content) {
			return fmt.Errorf("%s kan inte skrivas: filen skulle ligga i mappen med texterna. Välj en annan mapp", d.file)
		}
	}
	return nil
}

// deliver writes to a file, once all of it could be made, or to the screen.
func (p *program) deliver(d destination, write func(io.Writer) error) error {
	switch {
	case d.file == "" && d.name == "text":
		return write(p.out)
	case d.file == "":
		return write(p.out.data())
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(d.file, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("filen %s går inte att skriva: %w", d.file, disk.Writing(err))
	}
	return nil
}

// deliverAll writes to every chosen destination, or the first format to the screen if none is chosen.
func (p *program) deliverAll(f formats, write func(format string, w io.Writer) error) error {
	chosen := f.chosen
	if len(chosen) == 0 {
		chosen = []destination{{name: f.String()}}
	}
	for _, d := range chosen {
		if err := p.deliver(d, func(w io.Writer) error { return write(d.name, w) }); err != nil {
			return err
		}
	}
	return nil
}
