package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"time"
)

// A file is a file in an archive, or a folder when its name ends with a slash.
type file struct {
	name string
	data []byte
	mode fs.FileMode
}

// zipOf returns the files as a zip archive, in which all have the same time.
func zipOf(files []file, date time.Time) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: date}
		h.SetMode(f.mode)
		part, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// tarOf returns the files as a .tar.gz archive, in which all have the same time and belong to root.
func tarOf(files []file, date time.Time) ([]byte, error) {
	var b bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(zipped)
	for _, f := range files {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: f.name, Size: int64(len(f.data)), Mode: int64(f.mode),
			ModTime: date, Uname: "root", Gname: "root"}
		if f.name[len(f.name)-1] == '/' {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	err = zipped.Close()
	return b.Bytes(), err
}

// debOf returns a package for Debian and what comes from it: the program in /usr/bin, and what must go with
// it. It depends on nothing, since the program does not.
func debOf(program []byte, others []file, version, arch string, date time.Time) ([]byte, error) {
	const docs = "./usr/share/doc/provtryck/"
	files := []file{
		{"./", nil, 0o755}, {"./usr/", nil, 0o755}, {"./usr/bin/", nil, 0o755},
		{"./usr/bin/provtryck", program, 0o755},
		{"./usr/share/", nil, 0o755}, {"./usr/share/doc/", nil, 0o755}, {docs, nil, 0o755},
	}
	size := len(program)
	for _, f := range others {
		name := f.name[len("Provtryck/"):]
		if name == "LICENSE.txt" {
			name = "copyright" // the name that Debian demands
		}
		files = append(files, file{docs + name, f.data, f.mode})
		size += len(f.data)
	}
	data, err := tarOf(files, date)
	if err != nil {
		return nil, err
	}
	about := fmt.Sprintf(`Package: provtryck
Version: %s
Architecture: %s
Maintainer: The Provtryck authors
Installed-Size: %d
Section: text
Priority: optional
Description: preview of care texts written in Markdown
 Renders texts in a migration template as they will look, so that editors and
 clinicians can review them before they are published.
`, version, arch, (size+1023)/1024)
	control, err := tarOf([]file{{"./", nil, 0o755}, {"./control", []byte(about), 0o644}}, date)
	if err != nil {
		return nil, err
	}
	return arOf([]file{{"debian-binary", []byte("2.0\n"), 0o644}, {"control.tar.gz", control, 0o644}, {"data.tar.gz", data, 0o644}}, date), nil
}

// arOf returns the files as an ar archive, which is what a Debian package is (deb(5)).
func arOf(files []file, date time.Time) []byte {
	b := bytes.NewBufferString("!<arch>\n")
	for _, f := range files {
		fmt.Fprintf(b, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", f.name, date.Unix(), 0, 0, 0o100000|f.mode, len(f.data))
		b.Write(f.data)
		if len(f.data)%2 == 1 {
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}
