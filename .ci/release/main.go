// Release builds the program for every system and writes what a release consists of into the folder utgava:
// an archive for each system, a package for Debian, a list of what the program is made of (CycloneDX), the
// notes from CHANGELOG.md, and the sums of all files.
//
//	go run ./.ci/release v1.2.3
//	go run ./.ci/release --prov
//
// The second tries it on what is checked out: version 0.0.0, without notes, for two systems. The same commit gives
// the same bytes, with the same version of Go, wherever it is built.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxArchive is how large an archive may be, in bytes: it must go through slow networks, and by mail.
const maxArchive = 15_000_000

// A target is a system that the program is built for.
type target struct {
	os, arch string // as Go calls them
	name     string // of the system, as people call it
}

var targets = []target{
	{"windows", "amd64", "windows"},
	{"windows", "arm64", "windows"},
	{"darwin", "amd64", "macos"},
	{"darwin", "arm64", "macos"},
	{"linux", "amd64", "linux"},
	{"linux", "arm64", "linux"},
}

// beside are the files that every archive has beside the program, by their names there.
var beside = []struct{ file, name string }{
	{"start/LÄS MIG.txt", "LÄS MIG.txt"},
	{"LICENSE", "LICENSE.txt"},
	{"THIRD_PARTY.txt", "THIRD_PARTY.txt"},
}

const folder = "utgava"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./.ci/release v1.2.3 | --prov")
		os.Exit(2)
	}
	var err error
	if os.Args[1] == "--prov" {
		err = try()
	} else {
		err = release(os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

var tagged = regexp.MustCompile(`^v((?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*))$`) // as Semantic Versioning has it

// release writes the release of a tag.
func release(tag string) error {
	m := tagged.FindStringSubmatch(tag)
	if m == nil {
		return fmt.Errorf("the tag %q is not as v1.2.3", tag)
	}
	version := m[1]
	if err := checkedOut(tag); err != nil {
		return err
	}
	changes, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		return err
	}
	notes, err := notesOf(string(changes), version)
	if err != nil {
		return err
	}
	if err := releaseAll(targets, version); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "UTGAVA.md"), []byte(notes), 0o644)
}

// checkedOut checks that the commit of a tag is checked out, and that nothing differs from it: what is built gets the
// name of the tag.
func checkedOut(tag string) error {
	commits, err := git("rev-parse", "HEAD", tag+"^{commit}")
	if err != nil {
		return fmt.Errorf("the commit of %s: %w", tag, err)
	}
	if here, there, _ := strings.Cut(commits, "\n"); here != there {
		return fmt.Errorf("%s is not checked out, but another commit: run git checkout %s", tag, tag)
	}
	changed, err := git("status", "--porcelain")
	if err != nil {
		return fmt.Errorf("what differs from %s: %w", tag, err)
	}
	if changed != "" {
		return fmt.Errorf("something differs from %s:\n%s", tag, changed)
	}
	return nil
}

// git runs git and returns what it writes, without blanks at the end.
func git(args ...string) (string, error) {
	out, err := exec.Command("git", args...).Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		err = fmt.Errorf("git %s: %s", args[0], bytes.TrimSpace(failed.Stderr))
	}
	return strings.TrimRight(string(out), "\n"), err
}

// try writes what a release would hold for one system of each kind of archive: the two for amd64 that most people have.
func try() error {
	return releaseAll(slices.DeleteFunc(slices.Clone(targets), func(t target) bool {
		return t.arch != "amd64" || t.os == "darwin"
	}), "0.0.0")
}

// releaseAll writes the archives of systems and the sums of all files.
func releaseAll(systems []target, version string) error {
	date, err := commitTime()
	if err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		return fmt.Errorf("the folder %s cannot be made; remove it if it is there: %w", folder, err)
	}
	for _, t := range systems {
		if err := t.release(version, date); err != nil {
			return fmt.Errorf("%s/%s: %w", t.os, t.arch, err)
		}
	}
	return writeSums(folder)
}

// release writes the archive of one system, its list of components and, for Linux, its package.
func (t target) release(version string, date time.Time) error {
	program, err := t.build(version)
	if err != nil {
		return err
	}
	name := "provtryck"
	if t.os == "windows" {
		name += ".exe"
	}
	files := []file{{"Provtryck/" + name, program, 0o755}}
	for _, b := range beside {
		data, err := os.ReadFile(filepath.FromSlash(b.file))
		if err != nil {
			return err
		}
		if t.os == "windows" && strings.HasSuffix(b.name, ".txt") {
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		}
		files = append(files, file{"Provtryck/" + b.name, data, 0o644})
	}
	base := fmt.Sprintf("provtryck-%s-%s-%s", version, t.name, t.arch)
	components, err := componentsOf(program, version)
	if err != nil {
		return err
	}
	if err := write(base+".cdx.json", components); err != nil {
		return err
	}
	if t.os != "linux" {
		archive, err := zipOf(files, date)
		if err != nil {
			return err
		}
		return write(base+".zip", archive)
	}
	archive, err := tarOf(files, date)
	if err != nil {
		return err
	}
	pack, err := debOf(program, files[1:], version, t.arch, date)
	if err != nil {
		return err
	}
	return errors.Join(write(base+".tar.gz", archive), write(base+".deb", pack))
}

// build returns the program for a system. Its version is set when it is linked; the commit, and whether
// anything differed from it, Go notes by itself.
func (t target) build(version string) ([]byte, error) {
	work, err := os.MkdirTemp("", "provtryck")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "provtryck")
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=true", "-mod=readonly",
		"-ldflags=-s -w -X main.release="+version, "-o", program, "./generator")
	c.Env = append(os.Environ(), "GOOS="+t.os, "GOARCH="+t.arch, "CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0")
	c.Stderr = os.Stderr
	if err := c.Run(); err != nil {
		return nil, err
	}
	if t.os == "windows" {
		if err := dress(program, version); err != nil {
			return nil, err
		}
	}
	return os.ReadFile(program)
}

// write writes a file of the release, and says how large it is.
func write(name string, data []byte) error {
	fmt.Printf("%9d %s\n", len(data), name)
	if len(data) > maxArchive {
		return fmt.Errorf("%s is larger than %d bytes", name, maxArchive)
	}
	return os.WriteFile(filepath.Join(folder, name), data, 0o644)
}

// commitTime returns when the commit was made, or SOURCE_DATE_EPOCH: the time that all files are given.
func commitTime() (time.Time, error) {
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		var err error
		if seconds, err = git("log", "-1", "--format=%ct"); err != nil {
			return time.Time{}, fmt.Errorf("the time of the commit: %w", err)
		}
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("the time of the files, SOURCE_DATE_EPOCH or that of the commit: %w", err)
	}
	return time.Unix(n, 0).UTC(), nil
}

// writeSums writes the SHA-256 sums of the files that are in a folder, as sha256sum --check reads them.
func writeSums(dir string) error {
	entries, err := fs.ReadDir(os.DirFS(dir), ".") // sorted
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range slices.DeleteFunc(entries, fs.DirEntry.IsDir) {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), e.Name())
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(b.String()), 0o644)
}
